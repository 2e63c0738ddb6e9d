"""Building a release: the same bytes every time, and no harm from bad input."""
import gzip
import shutil

import pytest

from data import build, catalog, changes
from data.__main__ import main
from data.intake.report import IntakeError

FILE = "aijobs-salaries/salaries_2025-01-19.csv.gz"


def contents(folder) -> dict:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def inputs(sources, tmp_path):
    """A folder of inputs whose files may be damaged; untouched ones are links."""
    folder = tmp_path / "sources"
    folder.mkdir()
    for place in sources.iterdir():
        if place.is_dir():
            (folder / place.name).symlink_to(place)
    (folder / "aijobs-salaries").unlink()
    shutil.copytree(sources / "aijobs-salaries", folder / "aijobs-salaries")
    return folder


@pytest.mark.parametrize("release", ["2025.01", "2026.11"])
def test_the_release_in_the_repository_is_what_its_sources_give_byte_for_byte(built, release):
    assert contents(built["root"] / release) == contents(catalog.RELEASES / release)


def _folder(path, text: str):
    path.mkdir(parents=True)
    (path / "rates.csv").write_text(text)
    return path


def test_an_equal_content_leaves_the_release_as_it_stands(tmp_path):
    place = _folder(tmp_path / "2025.01", "same")
    before = place.stat().st_ino
    build.activate(_folder(tmp_path / "fresh", "same"), place, replace=False)
    assert place.stat().st_ino == before


def test_another_content_under_a_known_id_is_refused_until_it_is_wanted(tmp_path):
    place, fresh = _folder(tmp_path / "2025.01", "old"), _folder(tmp_path / "fresh", "new")
    with pytest.raises(IntakeError, match="a release never changes"):
        build.activate(fresh, place, replace=False)
    assert (place / "rates.csv").read_text() == "old"
    build.activate(fresh, place, replace=True)
    assert (place / "rates.csv").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["2025.01"]


def _damage_gzip(path):
    path.write_bytes(path.read_bytes()[:-1000])


def _drop_column(path):
    path.write_bytes(gzip.compress(gzip.decompress(path.read_bytes()).replace(b"job_title", b"title", 1)))


def _spoil_rows(path):
    path.write_bytes(gzip.compress(gzip.decompress(path.read_bytes()).replace(b",US,M", b",UK,M", 9000)))


def _latin(path):
    path.write_bytes(gzip.compress(gzip.decompress(path.read_bytes()).replace(b"Engineer", b"Ing\xe9nieur", 1)))


@pytest.mark.parametrize("damage, said", [
    (lambda path: path.unlink(), "file missing"),
    (_damage_gzip, "damaged gzip file"),
    (_drop_column, "row 1: column 'job_title' is missing"),
    (_latin, "is not UTF-8"),
    (_spoil_rows, "rows refused, over 5%"),
], ids=["missing", "truncated", "column", "encoding", "rows"])
def test_bad_input_is_named_and_the_release_before_stays(inputs, tmp_path, capsys, damage, said):
    out = tmp_path / "out"
    shutil.copytree(catalog.RELEASES / "2025.01", out / "2025.01")
    before = contents(out / "2025.01")
    damage(inputs / FILE)
    code = main(["build", "--sources", str(inputs), "--release", "2025.01", "--out", str(out), "--replace"])
    message = capsys.readouterr().err
    assert (code, contents(out / "2025.01"), sorted(path.name for path in out.iterdir())) == (2, before, ["2025.01"])
    assert said in message and "salaries_2025-01-19.csv.gz" in message


def test_medians_are_those_of_the_expanded_adverts():
    import pandas as pd

    cell = pd.DataFrame({"value": [100.0, 200.0, 200.0, 300.0], "n": [2, 1, 1, 2]})
    assert [changes.median(part) for part in (cell, cell.iloc[:1], cell.iloc[[0, 3]])] == [200, 100, 200]
