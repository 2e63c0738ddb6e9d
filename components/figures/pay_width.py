"""How wide advertised ranges are: the high end over the low end, by role, over the chosen levels together."""
from sqlalchemy import Engine

from components import forest
from components.figure import Column, Figure
from components.figures import rungs
from components.figures.marks import role_name
from components.figures.pay_frame import counted, focus_row, has, head_columns, meta, named, notes, thin_phrase, without_numbers
from queries import pay, words
from queries.filters import Filters
from queries.pay import Rows

HOW = (
    "A ratio of 1.50 means that the high end of the range stands 50 % above the low end; 1.00 is a single figure. The mark is the "
    "median over adverts, the strong line its 95 % interval, the pale bar the middle half of adverts."
)
METHOD = "Median of high / low over adverts; 95 % order-statistic interval on distinct ranges"
COLUMNS = (Column("drawn", "P25 to P75, median and its interval", "forest"), *(
    Column(name, label, "ratio", interval=True) for name, label in (("p50", "Median"), ("p25", "P25"), ("p75", "P75"))))


def width(engine: Engine, filters: Filters) -> Figure:
    """Median ratio of high to low end with its interval; words for sources that hold one figure a record."""
    if filters.src != "adverts":
        return without_numbers("pay_width", "Range width is known for adverts only", _only_adverts(filters), filters)
    rows = forest.with_axis(named(counted(pay.ladder(engine, filters, "ratio")[0]), filters))
    heads = head_columns(filters, levels=False)
    drawn = rungs.charts(rows, "High end of the range over its low end (ratio)", ".2f")
    return Figure("pay_width", _title(rows, filters), _sentence(rows, filters), HOW, rows,
                  (*heads[:1], *COLUMNS, *heads[1:], Column("word", "Confidence")),
                  meta(engine, filters, rows, METHOD), drawn,
                  notes=(*notes(filters), f"Drawn on one axis: {forest.axis_text(rows, '.2f')}."), in_table=True)


def _only_adverts(filters: Filters) -> str:
    return f"{words.SOURCE[filters.src].capitalize()} hold one figure a record, not a range. Choose advertised ranges as source to see widths."


def _title(rows: Rows, filters: Filters) -> str:
    row = focus_row(rows, filters)
    if not has(row):
        return f"Range width: {thin_phrase(row, filters)}"
    low, middle, high = (100 * (row[key] - 1) for key in ("p50_lo", "p50", "p50_hi"))
    return f"{role_name(row['role'])} ranges end {middle:.0f} % above where they start ({low:.0f} to {high:.0f} %)"


def _sentence(rows: Rows, filters: Filters) -> str:
    said = [_one(row) if has(row) else thin_phrase(row, filters) for row in counted(rows)]
    return f"Median ratio of the high to the low end of one advert's range: {'; '.join(said)}."


def _one(row: dict) -> str:
    counts = words.count(row["n"], words.UNIT["adverts"])
    return f"{role_name(row['role'])} {row['p50']:.2f} ({row['p50_lo']:.2f} to {row['p50_hi']:.2f}, {counts})"
