"""Where the embedded database's files are kept, and the lock that lets one process at a time write there."""
import fcntl
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data.faults import StoreBusy, StoreError


def candidates() -> list[Path]:
    """Folders to try, best first: ROLESCOPE_CACHE, the user's cache folder, a folder of this user among the temporary files."""
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    chosen = [Path(os.environ["ROLESCOPE_CACHE"])] if os.environ.get("ROLESCOPE_CACHE") else [home / "rolescope"]
    return [*chosen, Path(tempfile.gettempdir()) / f"rolescope-{os.getuid()}"]


def writable() -> Path:
    """The first candidate that files can be made in. Raises StoreError, naming what was tried, where there is none."""
    refused = []
    for path in candidates():
        reason = _refuses(path)
        if not reason:
            return path
        refused.append(f"{path} ({reason})")
    raise StoreError(f"No folder to keep the database in: tried {'; '.join(refused)}. "
                     "Set ROLESCOPE_CACHE to a folder that this user can write, or DATABASE_URL to a PostgreSQL server.")


def _refuses(path: Path) -> str:
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.stat().st_uid != os.getuid() and os.getuid() != 0:
            return "it belongs to another user"
        with tempfile.TemporaryFile(dir=path):
            return ""
    except OSError as error:
        return error.strerror or str(error)


@contextmanager
def only_builder(folder: Path, release_id: str, wait: float) -> Iterator[None]:
    """Hold the build lock of one release. The lock ends with its process, so a killed builder blocks nobody.

    Raises StoreBusy with the holder's process id after `wait` seconds.
    """
    with open(folder / f"{release_id}.lock", "a+", encoding="utf-8") as lock:
        _take(lock, release_id, wait)
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        try:
            yield
        finally:
            lock.truncate(0)


def _take(lock, release_id: str, wait: float) -> None:
    until = time.monotonic() + wait
    while True:
        try:
            return fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                lock.seek(0)
                raise StoreBusy(f"Release {release_id}: a load is already running, pid {lock.read().strip() or 'unknown'}. "
                                "Wait for it to end, or end it and start again.") from None
            time.sleep(0.05)
