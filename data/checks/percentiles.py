"""Published percentiles must ascend, and a withheld one must be empty."""
from collections.abc import Iterator

import pandas as pd

from data.checks.finding import Finding

ORDER = ["p10_usd", "p25_usd", "p50_usd", "p75_usd", "p90_usd"]
FIX = "compare with the publisher's table and correct the intake"


def check(frames: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Rules on `pay_percentiles`; numbers are typed, missing is NaN."""
    rows = frames["pay_percentiles"]
    for index, row in rows.iterrows():
        known = row[ORDER].dropna()
        if not known.is_monotonic_increasing:
            yield Finding("pay_percentiles.csv", index + 2, ", ".join(known.index), "percentiles do not ascend", FIX)
        if known.empty and pd.isna(row["mean_usd"]):
            yield Finding("pay_percentiles.csv", index + 2, "p50_usd", "the row has no figure at all", FIX)
        for name in row["topcoded"].split():
            if not pd.isna(row.get(f"{name}_usd")):
                yield Finding("pay_percentiles.csv", index + 2, "topcoded", f"{name} is withheld but has a value", FIX)
