"""The one door to a release's tables: an engine for each release, and which release is served.

SQLite files by default; the PostgreSQL server that DATABASE_URL names, where it is set. Callers cannot tell the two apart.
"""
import os
import threading
from dataclasses import dataclass

from sqlalchemy import Engine, Table

from data import catalog, tables
from data.catalog import ReleaseError
from data.faults import StoreBusy, StoreDown, StoreError

__all__ = ["Active", "StoreBusy", "StoreDown", "StoreError", "active", "backend", "engine", "forget", "load", "probe", "table"]

_lock = threading.RLock()
_engines: dict[str, Engine] = {}


@dataclass(frozen=True)
class Active:
    """Which release is served: `wanted` is the newest on disk, `reason` says why another one is served, or is empty."""

    release_id: str
    wanted: str
    reason: str

    @property
    def fallback(self) -> bool:
        """Whether an older release stands in for a damaged one."""
        return self.release_id != self.wanted


def table(name: str) -> Table:
    """One table of the data dictionary."""
    return tables.TABLES[name]


def engine(release_id: str) -> Engine:
    """The read-only engine of one release, the same object on every call.

    The first call checks the release's files, and loads them where the store does not hold them yet.
    Raises ReleaseError (damaged files), StoreDown (no answer from the database) or StoreError.
    """
    found = _engines.get(release_id)
    if found is not None:
        return found
    with _lock:
        if release_id not in _engines:
            _engines[release_id] = load(release_id, wait=30)
        return _engines[release_id]


def load(release_id: str, wait: float = 2) -> Engine:
    """Check a release and bring it into the store where it is not there yet; a new engine over it.

    `wait`: seconds to wait for another process that loads it. Raises ReleaseError, StoreBusy, StoreDown or StoreError.
    """
    catalog.verify(release_id)
    if backend() == "postgresql":
        from data import postgres_store  # the driver is only wanted where a server is named

        return postgres_store.open_release(os.environ["DATABASE_URL"], release_id, wait)
    from data import sqlite_store

    return sqlite_store.open_release(release_id, wait)


def active() -> Active:
    """The newest release that can be opened. One that cannot is left out of `catalog.ids()`, and the one before stands in.

    Raises ReleaseError or StoreError where none can be opened, StoreDown where the database does not answer.
    """
    wanted = (catalog.on_disk() or (catalog.latest(),))[-1]
    while True:
        release_id = catalog.latest()
        try:
            engine(release_id)
        except (StoreDown, StoreBusy):
            raise
        except (ReleaseError, StoreError) as error:
            _step_back(release_id, error)
            continue
        return Active(release_id, wanted, catalog.refused().get(wanted, ""))


def _step_back(release_id: str, error: Exception) -> None:
    """Refuse one release; where it was the last one, refuse none, so that the next try looks at the disk again, and raise."""
    catalog.refuse(release_id, str(error))
    if not catalog.ids():
        newest = catalog.refused()[catalog.on_disk()[-1]]
        catalog.forget()
        raise type(error)(newest) from error


def backend() -> str:
    """Which kind of store is used: sqlite or postgresql."""
    return "postgresql" if os.environ.get("DATABASE_URL") else "sqlite"


def probe(release_id: str) -> dict[str, int]:
    """Ask the store for one release now: rows of each table, which are as many as were loaded.

    Raises StoreError where they are not, and SQLAlchemy's errors where the database does not answer.
    """
    with engine(release_id).connect() as connection:
        return tables.probe(connection, release_id)


def forget() -> None:
    """Close every engine and drop what is remembered about the disk, so that the next call starts afresh."""
    with _lock:
        for opened in _engines.values():
            opened.dispose()
        _engines.clear()
        catalog.forget()
