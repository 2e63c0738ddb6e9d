"""What changed since the release before: a table for the app and a text for people."""
from pathlib import Path

import pandas as pd

from data import package
from data.intake import curated

MOVED_PCT, ENOUGH = 5, 30
ANY = "any"
COLUMNS = ["kind", "item", "country", "before", "after", "change_pct", "note"]


def table(about: dict, frames: dict[str, pd.DataFrame], previous: Path | None) -> pd.DataFrame:
    """Table `changes` of a release; `previous` is the folder of the release before, None for the first."""
    first = [("release", about["release"], ANY, about["previous"], about["release"], None, about["note"])]
    methods = curated.table("methods")
    methods = methods[methods["release"] == about["release"]]
    notes = [("method", row.item, ANY, "", "", None, row.note) for row in methods.itertuples()]
    against = []
    if previous:
        against = [*_sources(frames, previous), *_rows(frames, previous), *_medians(frames, previous)]
    return pd.DataFrame([*first, *notes, *against], columns=COLUMNS)


def _sources(frames: dict, previous: Path):
    before = package.frame(previous, "sources").set_index("source_id")["period"].to_dict()
    after = frames["sources"].set_index("source_id")["period"].to_dict()
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name, ""), after.get(name, "")
        if old != new:
            word = "added" if not old else "dropped" if not new else "another vintage"
            yield "source", name, ANY, old, new, None, word


def _rows(frames: dict, previous: Path):
    earlier = {resource["name"] for resource in package.read(previous)["resources"]}
    for name in sorted((set(frames) | earlier) - {"intake_log", "changes"}):
        old = len(package.frame(previous, name)) if name in earlier else 0
        new = len(frames.get(name, ()))
        if old != new:
            grown = round(100 * (new - old) / old, 1) if old else None
            yield "rows", name, ANY, str(old), str(new), grown, "rows of the file"


def _medians(frames: dict, previous: Path):
    now = medians(frames["pay_counts_adverts"])
    before = medians(package.frame(previous, "pay_counts_adverts"))
    for role, country in sorted(now.keys() & before.keys()):
        old, new = before[role, country], now[role, country]
        moved = 100 * (new - old) / old
        if abs(moved) > MOVED_PCT:
            yield ("median", role, country, f"{old:.0f}", f"{new:.0f}", round(moved, 1),
                   f"median of the middle of the range, full time, two latest years, {ENOUGH}+ distinct ranges in both")


def medians(counts: pd.DataFrame) -> dict[tuple[str, str], float]:
    """Median mid in US dollars by (role, country), full time, two latest years, where distinct ranges reach ENOUGH."""
    counts = counts.astype({"year": int, "value": float, "n": int, "n_distinct": int})
    latest = counts["year"].max() - 1
    mids = counts[(counts["measure"] == "mid") & (counts["employment"] == "FT") & (counts["year"] >= latest)]
    return {key: median(cell) for key, cell in mids.groupby(["role", "country"]) if cell["n_distinct"].sum() >= ENOUGH}


def median(cell: pd.DataFrame) -> float:
    """Median of the expanded records."""
    by_value = cell.groupby("value")["n"].sum()
    reached, n = by_value.cumsum(), by_value.sum()
    low, high = (by_value.index[(reached > place).argmax()] for place in ((n - 1) // 2, n // 2))
    return (low + high) / 2


def text(about: dict, changes: pd.DataFrame) -> str:
    """The same as Markdown."""
    lines = [f"# Release {about['release']} ({about['created']})", ""]
    for row in changes.itertuples():
        place = "" if row.country == ANY else f" {row.country}"
        lines.append(f"- {row.kind} {row.item}{place}: {_moved(row)}{row.note}")
    return "\n".join(lines) + "\n"


def _moved(row) -> str:
    if row.kind == "release" or not (row.before or row.after):
        return ""
    percent = "" if pd.isna(row.change_pct) else f" ({row.change_pct:+.1f} %)"
    return f"{row.before or 'none'} -> {row.after or 'none'}{percent}; "
