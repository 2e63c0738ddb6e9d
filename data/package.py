"""Writing and reading a release: CSV files and a Data Package (version 2) that describes them.

Everything is fixed by the content: rows sorted by the table's key, numbers in one format, LF, no clock.
"""
import hashlib
import json
from pathlib import Path

import pandas as pd

from data import schema

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TABLE_OF = {name: table for table in schema.TABLES for name in table.files}


def csv_text(frame: pd.DataFrame, table: schema.Table) -> str:
    """The file's text: columns in dictionary order, rows sorted by the key."""
    ordered = frame[[field.name for field in table.fields]].sort_values(list(table.key), kind="stable")
    text = pd.DataFrame({field.name: _column(ordered[field.name], field.kind) for field in table.fields})
    return text.to_csv(index=False, lineterminator="\n")


def _column(values: pd.Series, kind: str) -> list[str]:
    if kind in ("integer", "year"):
        return ["" if pd.isna(value) else str(int(value)) for value in values]
    if kind == "number":
        return ["" if pd.isna(value) else f"{value:.10g}" for value in values]
    return ["" if value is None else str(value) for value in values]


def write(folder: Path, frames: dict[str, pd.DataFrame], documents: dict[str, str], about: dict) -> None:
    """Write every file of a release and `datapackage.json` into an existing empty folder.

    `frames` by resource name; `documents` are text files by file name; `about` has id, created, title, description,
    sources (rows of table sources) and rolescope (the app's own keys).
    """
    resources = []
    for name in sorted(frames):
        path = folder / f"{name}.csv"
        path.write_bytes(csv_text(frames[name], TABLE_OF[name]).encode())
        resources.append(_resource(path, TABLE_OF[name], about["sources"]))
    for name, text in documents.items():
        (folder / name).write_bytes(text.encode())
    extra = [{"path": name, **_stamp(folder / name)} for name in sorted(documents)]
    package = _package(about, resources) | {"rolescope": about["rolescope"] | {"documents": extra}}
    text = json.dumps(package, indent=1, ensure_ascii=False) + "\n"
    (folder / "datapackage.json").write_bytes(text.encode())


def _package(about: dict, resources: list[dict]) -> dict:
    return {
        "$schema": PROFILE,
        "name": "rolescope", "title": about["title"], "version": about["id"],
        "created": f"{about['created']}T00:00:00Z",
        "description": about["description"],
        "licenses": _licences(about["sources"]),
        "sources": [_source(row) for row in about["sources"]],
        "contributors": [{"title": "Rolescope", "roles": ["creator"]}],
        "resources": resources,
    }


def _resource(path: Path, table: schema.Table, sources: list[dict]) -> dict:
    used = [row for row in sources if path.stem in row["files"].split()]
    return {
        "name": path.stem, "path": path.name, "table": table.name, "description": f"One row is {table.row}.",
        "format": "csv", "mediatype": "text/csv", "encoding": "utf-8", **_stamp(path),
        "licenses": _licences(used) or [CC0], "sources": [_source(row) for row in used],
        "schema": {"primaryKey": list(table.key), "missingValues": [""],
                   "fields": [field(column) for column in table.fields]},
    }


#: Tables that are wholly our own work (intake log, change log, title rules, list of sources).
CC0 = {"name": "CC0-1.0", "title": "CC0 1.0", "path": "https://creativecommons.org/publicdomain/zero/1.0/legalcode"}


def field(column: schema.Field) -> dict:
    """One column as a Data Package field."""
    limits = {"required": not column.blank}
    limits |= {"enum": list(column.allowed)} if column.allowed else {}
    limits |= {"minimum": column.low} if column.low is not None else {}
    limits |= {"maximum": column.high} if column.high is not None else {}
    unit = {"unit": column.unit} if column.unit else {}
    return {"name": column.name, "type": column.kind, **unit, "description": column.meaning, "constraints": limits}


def _source(row: dict) -> dict:
    return {"title": f"{row['producer']}: {row['title']}", "path": row["url"], "id": row["source_id"]}


def _licences(rows: list[dict]) -> list[dict]:
    """Each licence once, by name; the text is that of the first source by id."""
    found = {row["licence"]: row["licence_url"] for row in sorted(rows, key=lambda row: row["source_id"], reverse=True)}
    return [{"name": name.replace(" ", "-"), "title": name, "path": path} for name, path in sorted(found.items())]


def _stamp(path: Path) -> dict:
    content = path.read_bytes()
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def read(folder: Path) -> dict:
    """The parsed `datapackage.json`."""
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


def frame(folder: Path, name: str) -> pd.DataFrame:
    """One file of a release as text cells: nothing is guessed, an empty cell is ''."""
    return pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False)
