"""Are the files of a release the ones that its package describes?"""
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from data import package, schema
from data.checks.finding import REBUILD, Finding

PACKAGE = "datapackage.json"
STAMPED = "stated in datapackage.json"
RESTORE = "restore it from version control, or " + REBUILD


def check(folder: Path) -> Iterator[Finding]:
    """Package readable; every file present with its bytes and SHA-256; no other file; fields as in the dictionary."""
    try:
        content = package.read(folder)
        listed = [*content["resources"], *content["rolescope"]["documents"]]
    except FileNotFoundError:
        yield Finding(PACKAGE, 0, "", "the file is missing", RESTORE)
        return
    except (ValueError, KeyError, TypeError) as error:
        yield Finding(PACKAGE, 0, "", f"not a package of a release ({error})", RESTORE)
        return
    for entry in listed:
        yield from _stamp(folder, entry)
    yield from _strangers(folder, {entry["path"] for entry in listed})
    yield from _described(content)


def _stamp(folder: Path, entry: dict) -> Iterator[Finding]:
    path = folder / entry["path"]
    if not path.is_file():
        yield Finding(entry["path"], 0, "", "the file is missing", RESTORE)
        return
    content = path.read_bytes()
    if len(content) != entry["bytes"]:
        yield Finding(entry["path"], 0, "", f"{len(content)} bytes where {entry['bytes']} are {STAMPED}", RESTORE)
    elif f"sha256:{hashlib.sha256(content).hexdigest()}" != entry["hash"]:
        yield Finding(entry["path"], 0, "", f"another SHA-256 than {STAMPED}", RESTORE)


def is_stamp(finding: Finding) -> bool:
    """True for a changed file that can still be read, so that the other rules can say what was changed."""
    return finding.reason.endswith(STAMPED)


def _strangers(folder: Path, listed: set[str]) -> Iterator[Finding]:
    for path in sorted(folder.iterdir()):
        if path.name not in listed | {PACKAGE}:
            yield Finding(path.name, 0, "", "the package does not list this file", "remove it, or " + REBUILD)


def _described(content: dict) -> Iterator[Finding]:
    found = {resource["name"]: resource for resource in content["resources"]}
    for name, table in package.TABLE_OF.items():
        if name not in found:
            yield Finding(PACKAGE, 0, "", f"resource {name} is missing", REBUILD)
        elif found[name]["schema"]["fields"] != _fields(table):
            yield Finding(PACKAGE, 0, "", f"fields of {name} are not those of data/schema.py", REBUILD)


def _fields(table: schema.Table) -> list[dict]:
    """The dictionary's fields as they look after a round trip through JSON."""
    return json.loads(json.dumps([package.field(field) for field in table.fields]))
