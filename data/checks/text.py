"""Text that a browser or a spreadsheet could run is refused where it enters, so that no export has to think of it."""
from collections.abc import Iterator

import pandas as pd

from data import schema
from data.checks.finding import Finding

FORMULA = r"^[=+\-@\t\r\x00]"
MARKUP = r"[<>]"
CONTROL = r"[\x00-\x08\x0b-\x1f\x7f]"
RULES = ((FORMULA, "starts like a formula"), (MARKUP, "holds < or >"), (CONTROL, "holds a control character"))
ANY_RULE = "|".join(pattern for pattern, _ in RULES)


def check(name: str, table: schema.Table, frame: pd.DataFrame) -> Iterator[Finding]:
    """Text cells that start like a formula, hold an angle bracket, or hold a control character."""
    for field in table.fields:
        if field.kind != "string" or field.name not in frame or not frame[field.name].str.contains(ANY_RULE).any():
            continue
        for pattern, reason in RULES:
            hits = frame[field.name][frame[field.name].str.contains(pattern, regex=True)]
            for index, cell in hits.head(5).items():
                yield Finding(f"{name}.csv", index + 2, field.name, f"{cell[:40]!r} {reason}",
                              "write the cell without it, in the curated table or in the intake")
