"""The tables of a release as SQLAlchemy sees them, and its files as typed rows. Both follow data/schema.py."""
import csv
import gzip
import hashlib
import io
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

from sqlalchemy import BigInteger, Column, Connection, Date, Double, Index, Integer, MetaData, Table, Text, func, insert, select

from data import catalog, schema
from data.catalog import ReleaseError
from data.faults import StoreError

METADATA = MetaData()
_SQL = {"string": Text, "integer": BigInteger, "number": Double, "year": Integer, "date": Date}
_READ = {"string": str, "integer": int, "number": float, "year": int, "date": date.fromisoformat}


def _sql_table(described: schema.Table) -> Table:
    columns = [Column(field.name, _SQL[field.kind], nullable=field.blank) for field in described.fields]
    return Table(described.name, METADATA, *columns)


TABLES = {described.name: _sql_table(described) for described in schema.TABLES}
_counts = TABLES["pay_counts"].c
Index("pay_counts_by_source", _counts.source, _counts.measure)


#: one row for each table of the release that this database holds: how many rows it has, from which package, in which layout
STAMP = Table("stamp", METADATA, Column("release_id", Text, nullable=False), Column("fingerprint", Text, nullable=False),
              Column("layout", BigInteger, nullable=False), Column("table_name", Text, nullable=False),
              Column("row_count", BigInteger, nullable=False))


def seal(connection: Connection, release_id: str, written: dict[str, int]) -> None:
    """Count every table again and stamp the database: table -> rows that were written. Raises StoreError where a count differs."""
    held = count(connection)
    if held != written:
        raise StoreError(f"Release {release_id}: {_first_difference(held, written)}. Load it again: python -m data load")
    common = {"release_id": release_id, "fingerprint": catalog.fingerprint(release_id), "layout": layout()}
    connection.execute(insert(STAMP), [common | {"table_name": name, "row_count": number} for name, number in written.items()])


def stamped(connection: Connection, release_id: str) -> dict[str, int]:
    """Rows a table as stamped; empty where the stamp is of another release, content or layout."""
    wanted = (release_id, catalog.fingerprint(release_id), layout())
    found = connection.execute(select(STAMP)).all()
    return {row.table_name: row.row_count for row in found if (row.release_id, row.fingerprint, row.layout) == wanted}


def count(connection: Connection) -> dict[str, int]:
    """Rows of every table as the database holds them now."""
    return {name: connection.execute(select(func.count()).select_from(found)).scalar_one() for name, found in TABLES.items()}


def probe(connection: Connection, release_id: str) -> dict[str, int]:
    """Rows a table, after comparing with the stamp. Raises StoreError where the database holds something else."""
    connection.execute(select(1)).scalar_one()
    held, wanted = count(connection), stamped(connection, release_id)
    if held != wanted:
        raise StoreError(f"The database does not hold release {release_id} as it was loaded: {_first_difference(held, wanted)}. "
                         "Load it again: python -m data load")
    return held


def _first_difference(held: dict[str, int], wanted: dict[str, int]) -> str:
    name = next(name for name in held if held[name] != wanted.get(name))
    return f"table {name} holds {held[name]:,} rows instead of {wanted.get(name, 0):,}"


def batches(release_id: str, described: schema.Table, size: int) -> Iterator[list[tuple]]:
    """The rows of one table in lists of at most `size`."""
    source = rows(release_id, described)
    while batch := list(islice(source, size)):
        yield batch


def layout() -> int:
    """A positive 31-bit number that changes whenever a table, a column or a type of the dictionary does."""
    text = repr([(table.name, [(field.name, field.kind, field.blank) for field in table.fields]) for table in schema.TABLES])
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") & 0x7FFFFFFF


def rows(release_id: str, described: schema.Table) -> Iterator[tuple]:
    """The rows of one table, from all its files, one tuple a row in column order.

    A blank number is None, a blank text stays "". Raises ReleaseError with file, row and column for a cell of the wrong type.
    """
    listed = {resource["name"]: resource for resource in catalog.package(release_id)["resources"]}
    for resource in (listed[name] for name in described.files if name in listed):
        # the bytes that were checked are the ones that are read, whatever happens to the file meanwhile
        yield from _parsed(catalog.content(release_id, resource), Path(resource["path"]), described)


def _parsed(raw: bytes, path: Path, described: schema.Table) -> Iterator[tuple]:
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    reader = csv.reader(io.StringIO(text, newline=""))
    names = [field.name for field in described.fields]
    header = next(reader, [])
    if header != names:
        raise ReleaseError(f"{path.name}: the columns are {', '.join(header) or 'missing'}; "
                           f"table {described.name} has {', '.join(names)}. Build the release again.")
    readers = [_reader(field) for field in described.fields]
    for number, cells in enumerate(reader, start=2):
        try:
            yield tuple([read(cell) for read, cell in zip(readers, cells, strict=True)])
        except ValueError:
            raise ReleaseError(_bad_cell(path, number, cells, described)) from None


def _reader(field: schema.Field):
    convert = _READ[field.kind]
    if field.kind == "string" or not field.blank:
        return convert
    return lambda cell: convert(cell) if cell else None


def _bad_cell(path: Path, number: int, cells: list[str], described: schema.Table) -> str:
    if len(cells) != len(described.fields):
        return f"{path.name}, row {number}: {len(cells)} cells instead of {len(described.fields)}. Build the release again."
    for field, cell in zip(described.fields, cells, strict=True):
        try:
            _reader(field)(cell)
        except ValueError:
            return f"{path.name}, row {number}, column {field.name}: {cell!r} is no {field.kind}. Build the release again."
    return f"{path.name}, row {number}: cannot be read. Build the release again."
