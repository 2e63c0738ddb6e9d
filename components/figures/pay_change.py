"""The table of change: the last chosen year beside the year before, with the change of the median and whether it is clear."""
from sqlalchemy import Engine

from components.figure import Column, Figure
from components.figures import official
from components.figures.marks import role_name
from components.figures.pay_frame import focus_row, has, meta, named, notes, without_numbers
from queries import pay, words
from queries.filters import Filters
from queries.pay import Rows

HOW = (
    "The change of the median between two years needs 30 independent records in both. When the 95 % interval holds zero the verdict is "
    "“no clear difference”. It compares two sets of records, not the same people or the same adverts a year later."
)
METHOD = "Ratio of two medians; interval combined from both medians' own intervals"


def change(engine: Engine, filters: Filters) -> Figure:
    """Last chosen year against the year before, one row a role."""
    if filters.src == "official":
        return official.change(engine, filters)
    rows = named(pay.against_year_before(engine, filters), filters)
    if not rows:
        return without_numbers("pay_change", "No year to compare", "The source has no record of the chosen roles.", filters)
    year = filters.yr[1]
    return Figure("pay_change", _title(rows, filters), _sentence(rows, filters), HOW, rows, _heads(filters),
                  meta(engine, filters, rows, METHOD, f"{year} against {year - 1}"), 
                  notes=notes(filters, pay.left_out(engine, filters, (year - 1, year))), in_table=True)


def _heads(filters: Filters) -> tuple[Column, ...]:
    now, before = filters.yr[1], filters.yr[1] - 1
    unit = words.INDEPENDENT[filters.src][1]
    records = (Column("n", f"{words.UNIT['adverts'][1].capitalize()} {now}", "count"),) if filters.src == "adverts" else ()
    return (
        Column("role_name", "Role"), *records,
        Column("independent", f"{unit.capitalize()} {now}", "count"),
        Column("p25", f"P25 {now}", "money", interval=True), Column("p50", f"Median {now}", "money", interval=True),
        Column("p75", f"P75 {now}", "money", interval=True), Column("independent_before", f"{unit.capitalize()} {before}", "count"),
        Column("p50_before", f"Median {before}", "money", interval=True),
        Column("change_pct", "Change of the median", "signed", interval=True), Column("verdict", "Verdict"),
    )


def _phrase(row: dict) -> str:
    if not has(row, "change_pct"):
        return f"{role_name(row['role'])}: {row['verdict']}"
    return (f"{role_name(row['role'])} {row['change_pct']:+.1f} % ({row['change_pct_lo']:+.1f} to {row['change_pct_hi']:+.1f} %), "
            f"{row['verdict']}")


def _title(rows: Rows, filters: Filters) -> str:
    return f"{filters.yr[1]} against {filters.yr[1] - 1}: {_phrase(focus_row(rows, filters) or rows[0])}"


def _sentence(rows: Rows, filters: Filters) -> str:
    return f"Change of the median against the year before: {'; '.join(_phrase(row) for row in rows)}."

