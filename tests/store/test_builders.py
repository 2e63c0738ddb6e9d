"""Only one process builds a release at a time, and a killed one stands in nobody's way."""
import os
import subprocess
import sys
import time

import pytest

from data import cache_folder, store
from data.store import StoreBusy
from tests import releases
from tests.serving import ROOT

HOLD = """
import time
from data import cache_folder
folder = cache_folder.writable()
with cache_folder.only_builder(folder, "2026.11", 0):
    (folder / "2026.11.building-rest").mkdir()
    print("held", flush=True)
    time.sleep(60)
"""
LOAD = "from data import store; store.load('2026.11', wait=20); print('done')"


def _start(script, own_store):
    environment = os.environ | {"ROLESCOPE_RELEASES": str(own_store)}
    return subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)


@pytest.fixture
def holder(own_store):
    releases.write(own_store, "2026.11")
    process = _start(HOLD, own_store)
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()


def test_a_second_builder_leaves_within_two_seconds_and_names_the_first(holder):
    began = time.monotonic()
    with pytest.raises(StoreBusy, match=f"already running, pid {holder.pid}"):
        store.load("2026.11")
    assert 1.5 < time.monotonic() - began < 2.5


def test_a_killed_builder_frees_the_lock_and_its_rest_is_swept(holder):
    holder.kill()
    holder.wait()
    store.load("2026.11")
    names = [path.name for path in cache_folder.candidates()[0].iterdir()]
    assert not [name for name in names if "building" in name]
    assert len([name for name in names if name.endswith(".sqlite")]) == 1


def test_builders_started_together_all_end_well(own_store):
    releases.write(own_store, "2026.11", rows=400)
    started = [_start(LOAD, own_store) for _ in range(3)]
    assert [process.communicate(timeout=60)[0] for process in started] == ["done\n"] * 3
