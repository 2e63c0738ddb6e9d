"""The embedded store: one read-only SQLite file a release, built beside its place, checked, then moved in at once."""
import hashlib
import os
import shutil
import tempfile
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, Engine, create_engine, insert, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from data import cache_folder, catalog, schema, tables
from data.faults import StoreError

_BATCH = 5_000


def open_release(release_id: str, wait: float) -> Engine:
    """A read-only engine over the release's file, which is built first where it is missing or damaged.

    `wait`: seconds to wait for another process that builds the same file. Raises ReleaseError or StoreError.
    """
    name = f"{release_id}-{catalog.fingerprint(release_id)[:16]}-{tables.layout():08x}.sqlite"
    whole = next((path for path in (folder / name for folder in cache_folder.candidates()) if is_whole(path)), None)
    return read_only(whole or _build(release_id, name, wait))


def read_only(path: Path) -> Engine:
    """An engine that can only read one file and ignores any lock on it: the file never changes once it is in place."""
    url = URL.create("sqlite", database=f"file:{quote(str(path))}", query={"mode": "ro", "immutable": "1", "uri": "true"})
    return create_engine(url, pool_size=5, max_overflow=5, pool_timeout=2)


def is_whole(path: Path) -> bool:
    """Whether the file is byte for byte the one that was built: SQLite itself does not notice a changed value."""
    try:
        return digest(path) == _seal(path).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return False


def digest(path: Path) -> str:
    """SHA-256 of a file, hex."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _seal(path: Path) -> Path:
    return path.with_suffix(".sha256")


def _build(release_id: str, name: str, wait: float) -> Path:
    folder = cache_folder.writable()
    with cache_folder.only_builder(folder, release_id, wait):
        if not is_whole(folder / name):
            _sweep(folder, release_id)
            build_beside(folder, release_id, name)
    return folder / name


def build_beside(folder: Path, release_id: str, name: str) -> None:
    """Build a release's file in a folder of its own inside `folder`, then move it to its name. A reader sees the old file or the new one.

    Raises ReleaseError, or StoreError where it cannot be written; what stood there before stays, and nothing half-made is left.
    """
    work = Path(tempfile.mkdtemp(prefix=f"{release_id}.building-", dir=folder))
    try:
        fill(work / name, release_id)
        _seal(work / name).write_text(digest(work / name) + "\n", encoding="ascii")
        for path in (work / name, _seal(work / name)):
            path.chmod(0o444)
            _flush(path)
            os.replace(path, folder / path.name)
        _flush(folder)
    except (OSError, DatabaseError) as error:
        raise StoreError(_why_not_built(folder, release_id, error)) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _sweep(folder: Path, release_id: str) -> None:
    """Remove what a killed builder left. Only called by the holder of the build lock."""
    for left in folder.glob(f"{release_id}.building-*"):
        shutil.rmtree(left, ignore_errors=True)


def _why_not_built(folder: Path, release_id: str, error: Exception) -> str:
    free = shutil.disk_usage(folder).free
    listed = sum(resource["bytes"] for resource in catalog.package(release_id)["resources"])
    cause = getattr(error, "orig", None) or error
    return (f"Release {release_id} could not be built in {folder}: {cause}. About {3 * listed:,} bytes are needed, {free:,} are free. "
            "Free some space, or set ROLESCOPE_CACHE to another folder. Nothing that was there has been changed.")


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def fill(path: Path, release_id: str) -> None:
    """Write a whole release into a new file, in one transaction, and count every table again afterwards.

    Raises ReleaseError for a file that does not fit the dictionary, StoreError where a count differs.
    """
    engine = create_engine(URL.create("sqlite", database=str(path)), poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(text("PRAGMA journal_mode=DELETE"))
        connection.execute(text("PRAGMA application_id=1380928581"))
        tables.METADATA.create_all(connection)
        written = {described.name: _fill_table(connection, release_id, described) for described in schema.TABLES}
        tables.seal(connection, release_id, written)
        connection.commit()


def _fill_table(connection, release_id: str, described: schema.Table) -> int:
    names, written = [field.name for field in described.fields], 0
    for batch in tables.batches(release_id, described, _BATCH):
        connection.execute(insert(tables.TABLES[described.name]), [dict(zip(names, row, strict=True)) for row in batch])
        written += len(batch)
    return written
