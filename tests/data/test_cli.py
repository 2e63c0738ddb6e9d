"""The command line says one clear thing and its exit code."""
import json
import subprocess
import sys

import pytest

from data import catalog
from data.__main__ import main
from tests.data import small


def test_an_unknown_release_id_is_answered_with_the_known_ones(tmp_path, capsys):
    assert main(["build", "--sources", str(tmp_path), "--release", "1999.01", "--out", str(tmp_path)]) == 2
    assert capsys.readouterr().err.startswith("release '1999.01' is not declared; known: 2025.01, 2026.11")


def test_a_missing_source_folder_is_named(tmp_path, capsys):
    assert main(["build", "--sources", str(tmp_path / "none"), "--release", "2026.11", "--out", str(tmp_path)]) == 2
    assert "none: no such folder; give the folder of publishers' files with --sources" in capsys.readouterr().err


def test_a_missing_source_file_is_named(tmp_path, capsys):
    assert main(["build", "--sources", str(tmp_path), "--release", "2026.11", "--out", str(tmp_path / "out")]) == 2
    assert "aijobs-salaries/salaries.csv.gz: file missing; take the file again" in capsys.readouterr().err


def test_a_release_that_passes_ends_with_zero(release, capsys):
    assert main(["check", release.name, "--root", str(release.parent)]) == 0
    assert capsys.readouterr().out == "release 2026.11: 0 faults, 0 notes\n"


def test_a_release_with_a_fault_ends_with_one_and_one_line_for_it(release, capsys):
    small.edit(release / "occupations.csv", "same name", "another name")
    assert main(["check", "--root", str(release.parent)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["occupations.csv", "release 2026.11"]


def test_an_unknown_release_cannot_be_checked(tmp_path, capsys):
    assert main(["check", "2026.11", "--root", str(tmp_path)]) == 2
    assert "no such release; give a folder of releases with --root" in capsys.readouterr().err


def test_the_module_runs_as_a_command():
    done = subprocess.run([sys.executable, "-m", "data", "check", "2025.01"], capture_output=True, text=True,
                          cwd=catalog.RELEASES.parent.parent, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")


def test_loading_makes_the_database_ready(capsys):
    assert main(["load", "2025.01"]) == 0
    assert "release 2025.01 is ready in sqlite" in capsys.readouterr().out


@pytest.mark.parametrize("release", ["2025.01", "2026.11"])
def test_no_name_of_this_machine_is_in_a_package(release):
    package = json.dumps(catalog.package(release))
    assert not any(word in package for word in ("/work", "/tmp", "/root", "/home"))
