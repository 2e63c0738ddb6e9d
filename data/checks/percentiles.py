"""Published percentiles must ascend, and a withheld one must be empty."""
from collections.abc import Iterator

import pandas as pd

from data.checks.finding import Finding

ORDER = ["p10_usd", "p25_usd", "p50_usd", "p75_usd", "p90_usd"]
FIX = "compare with the publisher's table and correct the intake"


def check(frames: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Rules on `pay_percentiles`; numbers are typed, missing is NaN."""
    rows = frames["pay_percentiles"]
    filled = rows[ORDER].ffill(axis=1)
    for index in rows.index[(filled.diff(axis=1) < 0).any(axis=1)]:
        names = ", ".join(rows.loc[index, ORDER].dropna().index)
        yield Finding("pay_percentiles.csv", index + 2, names, "percentiles do not ascend", FIX)
    for index in rows.index[rows[[*ORDER, "mean_usd"]].isna().all(axis=1)]:
        yield Finding("pay_percentiles.csv", index + 2, "p50_usd", "the row has no figure at all", FIX)
    for index, row in rows[rows["topcoded"] != ""].iterrows():
        for name in row["topcoded"].split():
            if not pd.isna(row.get(f"{name}_usd")):
                yield Finding("pay_percentiles.csv", index + 2, "topcoded", f"{name} is withheld but has a value", FIX)
