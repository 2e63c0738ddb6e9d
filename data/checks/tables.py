"""Columns, types, allowed values, ranges, missing cells and duplicates, by pandera, from the dictionary."""
from collections.abc import Iterator
from datetime import date

import pandas as pd

from data import schema
from data.checks.finding import Finding

MOST = 20
FIX = "correct the intake or the curated table, then build the release again"


def check(name: str, table: schema.Table, frame: pd.DataFrame) -> Iterator[Finding]:
    """Faults of one file, at most MOST of them. `frame` holds text cells; '' is missing."""
    import pandera.errors
    import pandera.pandas as pandera

    rules = pandera.DataFrameSchema(
        {field.name: pandera.Column(None, _rules(field)) for field in table.fields},
        strict=True, ordered=True, unique=list(table.key), report_duplicates="exclude_first")
    try:
        rules.validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        cases = errors.failure_cases.sort_values("index", kind="stable", na_position="first")
        yield from (_finding(name, table, case) for case in _once(cases).head(MOST).itertuples())


def _once(cases: pd.DataFrame) -> pd.DataFrame:
    """A duplicate is reported for each key column; once is enough."""
    doubled = cases["check"].eq("multiple_fields_uniqueness")
    return pd.concat([cases[~doubled], cases[doubled].drop_duplicates("index")])


def _finding(name: str, table: schema.Table, case) -> Finding:
    row = 0 if pd.isna(case.index) else int(case.index) + 2
    if case.check == "multiple_fields_uniqueness":
        return Finding(f"{name}.csv", row, ", ".join(table.key), "the same key stands in an earlier row", FIX)
    if case.schema_context == "DataFrameSchema":
        return Finding(f"{name}.csv", 1, str(case.failure_case), f"not in the dictionary's place ({case.check})", FIX)
    return Finding(f"{name}.csv", row, case.column, f"{case.failure_case!r} {case.check}", FIX)


def _rules(field: schema.Field) -> list:
    from pandera.pandas import Check

    named = [] if field.blank else [("is missing", lambda cells: cells != "")]
    if field.kind != "string":
        named.append(_kind(field))
    if field.allowed:
        named.append((f"is not one of {', '.join(field.allowed)}", lambda cells: cells.isin(field.allowed)))
    if field.low is not None or field.high is not None:
        low, high = field.low if field.low is not None else float("-inf"), field.high or float("inf")
        named.append((f"is not between {low:,} and {high:,}", lambda cells: _between(cells, low, high)))
    return [Check(_filled(rule) if why != "is missing" else rule, name=why, error=why) for why, rule in named]


def _filled(rule):
    """Missing cells have a rule of their own; the others do not judge them."""
    return lambda cells: (cells == "") | rule(cells)


def _between(cells: pd.Series, low: float, high: float) -> pd.Series:
    """Cells that are no number are left to the rule on kinds."""
    values = pd.to_numeric(cells, errors="coerce")
    return values.between(low, high) | values.isna()


def _kind(field: schema.Field):
    patterns = {"integer": (r"-?\d+", "is not a whole number"), "year": (r"\d{4}", "is not a year"),
                "number": (r"-?\d+(\.\d+)?", "is not a plain decimal number")}
    if field.kind == "date":
        return "is not a date like 2026-11-21", lambda cells: cells.map(_is_date)
    pattern, why = patterns[field.kind]
    return why, lambda cells: cells.str.fullmatch(pattern)


def _is_date(cell: str) -> bool:
    try:
        return date.fromisoformat(cell).isoformat() == cell
    except ValueError:
        return False
