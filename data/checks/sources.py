"""Are the sources complete, fresh enough for the release's date, and read without loss?"""
from collections.abc import Iterator
from datetime import date

import pandas as pd

from data.checks.finding import Finding

#: A source whose data end earlier than this before the release is refused: three years is the span of the official
#: wage sample, the slowest source here. From AGED_MONTHS on its figures lose a step of confidence, so that is noted.
STALE_MONTHS, AGED_MONTHS = 36, 18
PAIR_SHARE, REFUSED_SHARE = 0.95, 0.05
PERIODS = "take a newer vintage, or drop the source, in data/curated/release_inputs.csv"


def check(frames: dict[str, pd.DataFrame], created: date) -> Iterator[Finding]:
    """Rules on `sources` and `intake_log`; `created` is the date of the release."""
    for index, row in frames["sources"].iterrows():
        yield from _age(index + 2, row, created)
        yield from _files(index + 2, row, frames)
    yield from _pairs(frames["intake_log"])
    yield from _refused(frames["intake_log"])


def months(earlier: date, later: date) -> int:
    """Whole months from one day to a later one, negative when it is earlier."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month - (later.day < earlier.day)


def _age(line: int, row, created: date) -> Iterator[Finding]:
    end, name = date.fromisoformat(row["period_end"]), row["source_id"]
    age = months(end, created)
    before = f"it ends {age} months before the release"
    if end > created:
        yield Finding("sources.csv", line, "period_end", f"{name} ends {end}, after the release ({created})", PERIODS)
    elif age > STALE_MONTHS:
        yield Finding("sources.csv", line, "period_end", f"{name} is stale: {before}, over {STALE_MONTHS}", PERIODS)
    elif age > AGED_MONTHS:
        yield Finding("sources.csv", line, "period_end", f"{name} is aged: {before}",
                      "its figures show one step less confidence", fatal=False)


def _files(line: int, row, frames: dict) -> Iterator[Finding]:
    for name in row["files"].split():
        if name not in frames:
            yield Finding("sources.csv", line, "files", f"{name!r} is no file of the release",
                          "correct data/curated/sources.csv")


def _pairs(log: pd.DataFrame) -> Iterator[Finding]:
    rows = log[log["source_id"] == "aijobs"].set_index("step")["rows"]
    read, paired = rows.get("rows read", 0), rows.get("rows paired", 0)
    share = paired / read if read else 0
    if share < PAIR_SHARE:
        yield Finding("intake_log.csv", 0, "rows",
                      f"{share:.1%} of the advert rows form pairs, at least {PAIR_SHARE:.0%} must",
                      "the file has another structure than before: read its SOURCE.md, then data/intake/adverts.py")


def _refused(log: pd.DataFrame) -> Iterator[Finding]:
    """Too many refused rows mean a changed file, not a few bad rows."""
    for source_id, steps in log.groupby("source_id"):
        read = steps.loc[steps["step"].str.endswith(" read"), "rows"].sum()
        refused = steps.loc[steps["step"].str.startswith("refused"), "rows"].sum()
        if read and refused / read > REFUSED_SHARE:
            yield Finding("intake_log.csv", 0, "rows",
                          f"{source_id}: {refused:,} of {read:,} rows refused, over {REFUSED_SHARE:.0%}",
                          "see the examples that the build prints; correct the file or the intake")
