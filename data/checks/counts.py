"""Do the counts of `pay_counts` add up, within themselves and with the intake log?"""
from collections.abc import Iterator

import pandas as pd

from data.checks.finding import REBUILD, Finding
from data.intake.cells import CELL

ADVERT_MEASURES = ("low", "mid", "high", "ratio")
MEASURES = {"adverts": ADVERT_MEASURES, "survey": ("total",), "filings": ("base",)}
COUNTS = ["n", "n_distinct", "n_squares"]
KEPT = {"adverts": "adverts kept: ", "survey": "people kept: ", "filings": "filings kept: "}


def check(frames: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Every rule on the three count files; numbers are typed."""
    for source in MEASURES:
        counts = frames[f"pay_counts_{source}"]
        yield from _source(source, counts)
        yield from _bounds(source, counts)
        yield from _totals(source, counts, frames["intake_log"])
    yield from _measures(frames["pay_counts_adverts"])
    yield from _middle(frames["pay_counts_adverts"])


def _source(source: str, counts: pd.DataFrame) -> Iterator[Finding]:
    for column, allowed in (("source", (source,)), ("measure", MEASURES[source])):
        for index in counts.index[~counts[column].isin(allowed)][:3]:
            yield Finding(f"pay_counts_{source}.csv", index + 2, column,
                          f"{counts.at[index, column]!r} does not belong here ({', '.join(allowed)} does)", REBUILD)


def _bounds(source: str, counts: pd.DataFrame) -> Iterator[Finding]:
    """n records in d groups: the squares are least when the groups are even, most when one group has all repeats."""
    n, distinct, squares = (counts[name].to_numpy() for name in COUNTS)
    repeats = source == "adverts"
    rules = (
        ("n_distinct", n < distinct, "more independent records than records (n)"),
        ("n_squares", squares * distinct < n * n, "under the least possible, n x n / n_distinct"),
        ("n_squares", squares > (n - distinct + 1) ** 2 + distinct - 1, "over the most possible for n and n_distinct"),
        ("n_distinct", (not repeats) & (n != distinct), "differs from n, but these records do not repeat"),
    )
    for column, bad, reason in rules:
        for index in counts.index[bad][:3]:
            yield Finding(f"pay_counts_{source}.csv", index + 2, column,
                          f"{counts.at[index, column]} is {reason}", REBUILD)


def _measures(adverts: pd.DataFrame) -> Iterator[Finding]:
    """Every advert has one low, mid, high and ratio, so all four add up to the same in each cell."""
    totals = adverts.groupby([*CELL, "measure"])[COUNTS].sum().unstack("measure", fill_value=0)
    for column in COUNTS:
        of_measure = totals[column].reindex(columns=list(ADVERT_MEASURES), fill_value=0)
        uneven = of_measure[of_measure.nunique(axis=1) > 1]
        for cell, sums in uneven.head(3).iterrows():
            yield Finding("pay_counts_adverts.csv", 0, column,
                          f"{' '.join(map(str, cell))}: the measures add up differently ({sums.to_dict()})", REBUILD)


def _middle(adverts: pd.DataFrame) -> Iterator[Finding]:
    """The mean of mid lies half-way between the means of low and high, up to the rounding of each."""
    weighted = adverts.assign(sum=adverts["value"] * adverts["n"]).groupby([*CELL, "measure"])[["sum", "n"]].sum()
    mean = (weighted["sum"] / weighted["n"]).unstack("measure").reindex(columns=["low", "mid", "high"])
    off = mean[((mean["low"] + mean["high"]) / 2 - mean["mid"]).abs() > 100]
    for cell, row in off.head(3).iterrows():
        yield Finding("pay_counts_adverts.csv", 0, "value",
                      f"{' '.join(map(str, cell))}: the mean of mid is {row['mid']:,.0f}, not half-way between "
                      f"{row['low']:,.0f} and {row['high']:,.0f}", REBUILD)


def _totals(source: str, counts: pd.DataFrame, log: pd.DataFrame) -> Iterator[Finding]:
    """Records of each role equal what the intake log says was kept."""
    kept = log[log["step"].str.startswith(KEPT[source])]
    logged = kept.groupby(kept["step"].str.removeprefix(KEPT[source]))["rows"].sum()
    stored = counts[counts["measure"] == MEASURES[source][0]].groupby("role")["n"].sum()
    both = pd.DataFrame({"logged": logged, "stored": stored}).fillna(0).astype(int)
    for role, row in both[both["logged"] != both["stored"]].iterrows():
        yield Finding(f"pay_counts_{source}.csv", 0, "n",
                      f"{role}: {row.stored:,} records, but the intake log kept {row.logged:,}", REBUILD)
