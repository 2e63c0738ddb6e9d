"""Small releases written through the data dictionary, for tests that damage, swap or refuse one."""
import csv
import hashlib
import io
import json
from pathlib import Path

from data import schema

_VALUE = {"string": "text", "integer": 3, "number": 1234.5, "year": 2024, "date": "2024-05-01"}


def write(root: Path, release_id: str, rows: int = 4, mark: str = "text") -> Path:
    """A whole release with `rows` rows in every file; `mark` stands in every free text, so that releases can be told apart."""
    folder = root / release_id
    folder.mkdir(parents=True)
    resources = [_write_file(folder, name, table, rows, mark) for table in schema.TABLES for name in table.files]
    package = {"name": "rolescope", "version": release_id, "created": "2026-11-21T00:00:00Z", "resources": resources,
               "rolescope": {"published": "2026-11-21", "years": {"adverts": [2024]}, "latest_year": {"adverts": 2024}}}
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    return folder


def reseal(folder: Path) -> None:
    """Write sizes and hashes of the files as they are now into the package."""
    path = folder / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    for resource in package["resources"]:
        resource.update(_stamp((folder / resource["path"]).read_bytes()))
    path.write_text(json.dumps(package), encoding="utf-8")


def flip(path: Path, offset: int = -20, bit: int = 1) -> None:
    """Turn one bit of a file over, keeping its size."""
    path.chmod(0o644)
    content = bytearray(path.read_bytes())
    content[offset] ^= bit
    path.write_bytes(bytes(content))


def _write_file(folder: Path, name: str, table: schema.Table, rows: int, mark: str) -> dict:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([field.name for field in table.fields])
    writer.writerows([[_value(field, number, name, mark) for field in table.fields] for number in range(rows)])
    content = text.getvalue().encode()
    (folder / f"{name}.csv").write_bytes(content)
    return {"name": name, "path": f"{name}.csv", **_stamp(content)}


def _value(field: schema.Field, number: int, file: str, mark: str):
    if field.name == "source" and field.allowed:
        return next((source for source in field.allowed if source in file), field.allowed[0])
    if field.name == "value":
        return 100_000 + 500 * number
    if field.allowed:
        return field.allowed[number % len(field.allowed)]
    if field.blank and number % 2:
        return ""
    return mark if field.kind == "string" else _VALUE[field.kind]


def _stamp(content: bytes) -> dict:
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
