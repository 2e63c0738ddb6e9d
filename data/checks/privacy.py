"""No cell of the survey may stand for fewer than ten people."""
from collections.abc import Iterator

import pandas as pd

from data.checks.finding import Finding

FLOOR = 10
CELL = ["year", "role", "country", "level"]


def check(frames: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Cells of year, role, country and level under the floor; with none, every sum or difference is 0 or 10 up."""
    people = frames["pay_counts_survey"]
    for cell, rows in people.groupby(CELL):
        if rows["n"].sum() < FLOOR:
            yield Finding("pay_counts_survey.csv", rows.index[0] + 2, ", ".join(CELL),
                          f"{' '.join(map(str, cell))}: {rows['n'].sum()} people, under {FLOOR}",
                          "merge the cell with a larger one (data/intake/survey.py)")
