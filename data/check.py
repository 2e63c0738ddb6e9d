"""Checking a release: files, dictionary, text, then what the numbers must satisfy together."""
from datetime import date
from pathlib import Path

import pandas as pd

from data import package, schema
from data.checks import codes, counts, files, percentiles, privacy, sources, tables, text
from data.checks.finding import Finding

TOGETHER = (counts.check, percentiles.check, codes.check, privacy.check)


def run(folder: Path) -> list[Finding]:
    """Everything that is wrong with a release folder, fatal findings and notes, in the order of the rules.

    Rules on numbers only run once every file can be read and fits the dictionary.
    """
    found = list(files.check(folder))
    frames = {}
    for name, table in package.TABLE_OF.items():
        frames[name], faults = _file(folder, name, table)
        found += faults
    if any(finding.fatal and not files.is_stamp(finding) for finding in found):
        return found
    frames = {name: _typed(frame, package.TABLE_OF[name]) for name, frame in frames.items()}
    for rule in TOGETHER:
        found += rule(frames)
    return found + list(sources.check(frames, date.fromisoformat(package.read(folder)["created"][:10])))


def _file(folder: Path, name: str, table: schema.Table) -> tuple[pd.DataFrame, list[Finding]]:
    """One file as text cells and what is wrong with it by itself; a missing file was reported before."""
    try:
        frame = package.frame(folder, name)
    except FileNotFoundError:
        return pd.DataFrame(), []
    except (ValueError, pd.errors.ParserError) as error:
        return pd.DataFrame(), [Finding(f"{name}.csv", 0, "", f"not a table ({error})", files.RESTORE)]
    return frame, [*tables.check(name, table, frame), *text.check(name, table, frame)]


def _typed(frame: pd.DataFrame, table: schema.Table) -> pd.DataFrame:
    """Numbers as numbers; missing ones are NaN."""
    numeric = [field.name for field in table.fields if field.kind in ("integer", "year", "number")]
    return frame.assign(**{name: pd.to_numeric(frame[name]) for name in numeric})
