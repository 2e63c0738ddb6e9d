"""The embedded store under damage, locks, full and read-only disks, and swaps under readers."""
import os
import sqlite3
import subprocess
import threading
import time
from contextlib import contextmanager

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import OperationalError

from data import cache_folder, catalog, schema, sqlite_store, store, tables
from data.store import StoreError
from tests import releases

RATES = tables.TABLES["rates"]


def _cached(folder=None):
    (found,) = (folder or cache_folder.candidates()[0]).glob("*.sqlite")
    return found


def _marks(engine):
    with engine.connect() as connection:
        return {row[0] for table in ("sources", "countries", "rates") for row in connection.execute(select(tables.TABLES[table].c[
            {"sources": "title", "countries": "name", "rates": "code"}[table]]))}


def test_a_release_is_loaded_whole(own_store):
    releases.write(own_store, "2026.11", rows=4)
    files = {table.name: len(table.files) for table in schema.TABLES}
    store.engine("2026.11")
    assert store.probe("2026.11") == {name: 4 * number for name, number in files.items()}
    assert store.active() == store.Active("2026.11", "2026.11", "")


def test_the_engine_is_the_same_object_on_every_call(own_store):
    releases.write(own_store, "2026.11")
    assert store.engine("2026.11") is store.engine("2026.11")


def test_nothing_can_be_written_through_the_engine(own_store):
    releases.write(own_store, "2026.11")
    row = {"kind": "fx", "code": "USD", "year": 2024, "rate": 2.0}
    with store.engine("2026.11").connect() as connection, pytest.raises(OperationalError, match="readonly"):
        connection.execute(insert(RATES), row)


def test_a_missing_release_is_refused_and_no_empty_file_appears(own_store):
    with pytest.raises(catalog.ReleaseError, match="datapackage.json is missing"):
        store.engine("2030.01")
    assert not list(cache_folder.candidates()[0].glob("*.sqlite"))


@pytest.mark.parametrize("damage", [
    lambda path: path.unlink(),
    lambda path: path.write_bytes(b""),
    lambda path: path.write_bytes(path.read_bytes()[:5000]),
    lambda path: path.write_bytes(os.urandom(8192)),
    lambda path: releases.flip(path, offset=-1),
], ids=["missing", "zero bytes", "truncated", "junk", "one bit flipped"])
def test_a_damaged_cache_file_is_noticed_and_built_again(own_store, damage):
    releases.write(own_store, "2026.11", mark="right")
    store.engine("2026.11")
    whole = _cached().read_bytes()
    _cached().chmod(0o644)
    damage(_cached())
    store.forget()
    assert _marks(store.engine("2026.11")) == {"right"}
    assert sqlite_store.is_whole(_cached())
    assert len(_cached().read_bytes()) == len(whole)


def test_a_whole_cache_file_is_used_again_without_building(own_store, monkeypatch):
    releases.write(own_store, "2026.11")
    store.engine("2026.11")
    store.forget()
    monkeypatch.setattr(sqlite_store, "fill", None)
    assert store.probe("2026.11")["rates"] == 4


def test_another_content_under_the_same_id_is_not_served_from_the_old_file(own_store):
    releases.write(own_store, "2026.11", mark="old")
    store.engine("2026.11")
    store.forget()
    own_store.rename(own_store.with_name("gone"))
    releases.write(own_store, "2026.11", mark="new")
    assert _marks(store.engine("2026.11")) == {"new"}


def test_an_exclusive_lock_of_another_process_does_not_delay_readers(own_store):
    releases.write(own_store, "2026.11")
    engine = store.engine("2026.11")
    _cached().chmod(0o644)
    holder = sqlite3.connect(_cached(), isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    began = time.perf_counter()
    with engine.connect() as connection:
        assert len(connection.execute(select(RATES)).all()) == 4
    assert time.perf_counter() - began < 0.05
    holder.close()


def test_the_temporary_folder_is_used_where_the_chosen_one_can_not_be_written(own_store, tmp_path, monkeypatch):
    releases.write(own_store, "2026.11")
    (tmp_path / "file").touch()
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("ROLESCOPE_CACHE", str(tmp_path / "file" / "inside"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    store.engine("2026.11")
    assert _cached(tmp_path / "temporary" / f"rolescope-{os.getuid()}")


def test_it_is_said_where_no_folder_can_be_written(own_store, tmp_path, monkeypatch):
    releases.write(own_store, "2026.11")
    (tmp_path / "file").touch()
    monkeypatch.setenv("ROLESCOPE_CACHE", str(tmp_path / "file" / "inside"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "file"))
    with pytest.raises(StoreError, match="Set ROLESCOPE_CACHE to a folder that this user can write"):
        store.engine("2026.11")


@contextmanager
def _mounted(folder, options):
    folder.mkdir()
    if os.getuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True).returncode:
        yield False
        return
    try:
        yield True
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def test_a_release_built_before_is_served_from_a_read_only_file_system(own_store, tmp_path, monkeypatch):
    releases.write(own_store, "2026.11", mark="fixed")
    with _mounted(tmp_path / "disk", "size=8m") as is_mount:
        monkeypatch.setenv("ROLESCOPE_CACHE", str(tmp_path / "disk"))
        store.engine("2026.11")
        store.forget()
        if is_mount:
            subprocess.run(["mount", "-o", "remount,ro", tmp_path / "disk"], check=True)
        else:
            (tmp_path / "disk").chmod(0o555)
        assert _marks(store.engine("2026.11")) == {"fixed"}
        assert store.probe("2026.11")["rates"] == 4
        store.forget()


def test_a_full_disk_keeps_the_old_release_and_leaves_no_rest(own_store, tmp_path, monkeypatch):
    releases.write(own_store, "2025.01", mark="old")
    with _mounted(tmp_path / "disk", "size=256k") as is_mount:
        monkeypatch.setenv("ROLESCOPE_CACHE", str(tmp_path / "disk"))
        store.engine("2025.01")
        before = sorted(path.name for path in (tmp_path / "disk").iterdir())
        releases.write(own_store, "2026.11", rows=3000)
        store.forget()
        with _small_files(not is_mount), pytest.raises(StoreError, match="could not be built.*bytes are needed.*are free"):
            store.engine("2026.11")
        left = sorted(path.name for path in (tmp_path / "disk").iterdir() if not path.name.endswith(".lock"))
        assert left == [name for name in before if not name.endswith(".lock")]
        assert _marks(store.engine("2025.01")) == {"old"}
        store.forget()


@contextmanager
def _small_files(wanted):
    import resource
    import signal

    if not wanted:
        yield
        return
    before, ignored = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)


def test_readers_see_one_whole_version_through_200_swaps(own_store, tmp_path, monkeypatch):
    folder = tmp_path / "swapped"
    folder.mkdir()
    for mark in ("A", "B"):
        releases.write(own_store / mark, "2026.11", rows=50, mark=mark)
        monkeypatch.setattr(catalog, "RELEASES", own_store / mark)
        catalog.forget()
        sqlite_store.fill(tmp_path / mark, "2026.11")
    seen, faults, stop = [], [], threading.Event()

    def swap(mark):
        monkeypatch.setattr(sqlite_store, "fill", lambda path, release_id: path.write_bytes((tmp_path / mark).read_bytes()))
        sqlite_store.build_beside(folder, "2026.11", "one.sqlite")

    def read():
        opened = sqlite_store.read_only(folder / "one.sqlite")
        while not stop.is_set():
            try:
                seen.append(frozenset(_marks(opened)))
            except Exception as error:
                faults.append(error)
            opened.dispose()

    swap("A")
    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for number in range(200):
        swap("BA"[number % 2])
    stop.set()
    for reader in readers:
        reader.join()
    assert not faults
    assert set(seen) == {frozenset("A"), frozenset("B")}
