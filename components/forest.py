"""A line of a forest plot inside a table cell: pale bar P25 to P75, strong line the interval of the median, a role's mark on it.

Only numbers and constants go into the markup. The row says its own axis (axis_from, axis_to), so that rows of different
sources can each have theirs; the numbers stand beside it in the same row, so the drawing itself is hidden from readers aloud.
"""
from data.roles import BY_KEY, members

_MARKS = {"ai": "●○", "ml": "■□", "ds": "▲△", "se": "◆◇", "ai+ml": "✚✚", "ds+ml": "▼▽"}


def with_axis(rows: list[dict]) -> list[dict]:
    """The rows of one axis, told where it starts and ends."""
    known = [row[key] for row in rows for key in ("p25", "p50", "p75", "p50_lo", "p50_hi") if row[key] == row[key]]
    ends = {"axis_from": min(known), "axis_to": max(known)} if known else {"axis_from": 0.0, "axis_to": 1.0}
    return [row | ends for row in rows]


def axis_text(rows: list[dict], form: str) -> str:
    """Where an axis starts and ends, in words; empty where nothing is drawn."""
    return f"axis {rows[0]['axis_from']:{form}} to {rows[0]['axis_to']:{form}}" if any(row["p50"] == row["p50"] for row in rows) else ""


def cell(row: dict) -> str:
    """The drawing of one row; empty where the thin-data rule left no median."""
    if row["p50"] != row["p50"]:
        return ""
    role = row["role"]
    mark = _MARKS[role][row["state"] == "thin"]
    colour = BY_KEY[members(role)[0] if role != "ds+ml" else "ds"].colour
    spans = _span("i", row, "p25", "p75") + _span("u", row, "p50_lo", "p50_hi")
    return f"<div class=f style=color:{colour}>{spans}<b style=left:{_place(row, 'p50')}%>{mark}</b></div>"


def _span(tag: str, row: dict, start: str, end: str) -> str:
    if row[start] != row[start]:
        return ""
    low, high = _place(row, start), _place(row, end)
    return f"<{tag} style=left:{low}%;width:{max(high - low, 1)}%></{tag}>"


def _place(row: dict, key: str) -> int:
    width = row["axis_to"] - row["axis_from"]
    return round(100 * (row[key] - row["axis_from"]) / width) if width else 50
