"""Collections in quiet moments, in place of one after every run, and what many reruns leave behind."""
import asyncio
import gc
import json
import subprocess
import sys
import time

import pytest

from components.server import memory, warm
from tests import serving


class Collections:
    """Counts full collections while it is in force."""

    def __init__(self):
        self.number = 0

    def __call__(self, phase, info):
        self.number += phase == "stop" and info["generation"] == 2


@pytest.fixture
def collections(monkeypatch):
    counter = Collections()
    gc.callbacks.append(counter)
    yield counter
    gc.callbacks.remove(counter)


def _tidy_for(seconds, busy=False):
    async def run():
        task = asyncio.create_task(memory.keep_tidy())
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if busy:
                sum(range(20_000))
            await asyncio.sleep(0 if busy else 0.01)
        task.cancel()

    asyncio.run(run())


def test_a_quiet_process_is_collected_every_few_seconds(collections, monkeypatch):
    monkeypatch.setattr(memory, "EVERY", 0.05)
    _tidy_for(4)
    assert collections.number >= 3


def test_a_busy_process_is_left_alone_until_the_longest_wait_is_over(collections, monkeypatch):
    monkeypatch.setattr(memory, "EVERY", 0.05)
    monkeypatch.setattr(memory, "AT_MOST", 100)
    _tidy_for(0.6, busy=True)
    assert collections.number == 0
    monkeypatch.setattr(memory, "AT_MOST", 0.1)
    _tidy_for(0.6, busy=True)
    assert collections.number >= 1


def test_what_the_warm_up_made_is_not_looked_at_again():
    try:
        before = gc.get_freeze_count()
        kept = [[] for _ in range(1000)]
        warm.settle()
        assert gc.get_freeze_count() >= before + len(kept)
        assert len(gc.get_objects()) < 1000
    finally:
        gc.unfreeze()


@pytest.mark.server
def test_six_hundred_reruns_by_twenty_sessions_leave_little_behind(shared):
    with serving.running() as server:
        server.wait()
        driven = _drive(shared, server, "--sessions", "20", "--reruns", "30", "--open-concurrency", "4")
        assert driven["errors"] == 0
        assert driven["reruns"] == 600
        memory_mb = driven["server"]["rss_mb"]
        assert memory_mb["max"] < 350
        assert memory_mb["after_reruns"] - memory_mb["all_open"] < 30


def _drive(shared, server, *options):
    command = [sys.executable, str(shared / "bench" / "ws_load.py"), "--url", f"{server.url}/", "--vary", "query=lvl=MI|lvl=SE|lvl=EN",
               "--timeout", "60", "--pid", str(server.process.pid), *options]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=170, cwd=server.log.parent)
    return json.loads(ended.stdout)
