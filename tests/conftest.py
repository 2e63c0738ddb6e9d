"""What tests of every folder share. A test that needs something the machine does not have skips and says what."""
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from data import catalog, store
from tests import postgres_server, serving


@pytest.fixture(scope="session", autouse=True)
def cache_folder(tmp_path_factory) -> Path:
    """A cache folder of this test run's own, so that no test reads or writes the developer's."""
    folder = tmp_path_factory.mktemp("cache")
    os.environ["ROLESCOPE_CACHE"] = str(folder)
    os.environ.pop("DATABASE_URL", None)
    return folder


@pytest.fixture(autouse=True)
def _clear_streamlit_caches() -> Iterator[None]:
    yield
    if "streamlit" in sys.modules:
        sys.modules["streamlit"].cache_data.clear()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of source files beside the repository."""
    folder = serving.ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("no ../shared folder: the publishers' source files are not here")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of Debian's chromium."""
    return shutil.which("chromium") or pytest.skip("chromium is not installed: apt-get install chromium")


@pytest.fixture(scope="session")
def nginx() -> str:
    """Path of nginx."""
    found = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    return found or pytest.skip("nginx is not installed: apt-get install nginx")


@pytest.fixture(scope="session")
def postgres() -> Iterator[postgres_server.Postgres]:
    """A PostgreSQL server of this test process's own."""
    if not postgres_server.binary("initdb"):
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    with postgres_server.running() as server:
        yield server


@pytest.fixture(scope="session", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.database)])
def database(request) -> str:
    """The URL of one kind of store; empty means SQLite. A test that uses this runs on both."""
    return request.getfixturevalue("postgres").url() if request.param == "postgresql" else ""


@pytest.fixture(scope="session")
def release_engine(database) -> Iterator[Engine]:
    """A read-only engine over the newest release, on SQLite and on PostgreSQL."""
    from data import postgres_store, sqlite_store

    release_id = catalog.latest()
    opened = postgres_store.open_release(database, release_id, 60) if database else sqlite_store.open_release(release_id, 60)
    yield opened
    opened.dispose()


@pytest.fixture
def own_store(tmp_path, monkeypatch) -> Iterator[Path]:
    """An empty releases folder and an empty cache for one test, seen by `catalog` and `store`; the folder is returned."""
    folder = tmp_path / "releases"
    folder.mkdir()
    store.forget()
    monkeypatch.setattr(catalog, "RELEASES", folder)
    monkeypatch.setenv("ROLESCOPE_CACHE", str(tmp_path / "cache"))
    yield folder
    store.forget()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of the real dashboard, ready to serve, without a slash at the end."""
    with serving.running() as started:
        started.wait()
        yield started.url
