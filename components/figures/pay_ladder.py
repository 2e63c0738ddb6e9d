"""The level ladder: what each role is paid at each chosen level, with the spread and how sure the median is."""
from sqlalchemy import Engine

from components.figure import Column, Figure
from components.figures import official, rungs
from components.figures.marks import role_name
from components.figures.pay_frame import counted, focus_row, has, head_columns, meta, named, notes, thin_phrase, widenings, without_numbers
from queries import pay, words
from queries.filters import Filters
from queries.pay import Rows

HOW = (
    "A pale bar runs from P25 to P75, the strong line is the 95 % interval of the median, the mark the median: hollow on 10 to 29 independent "
    "records; a grey line shows only lowest and highest of 5 to 9. Repeated adverts count in the percentiles, not in the interval."
)
METHOD = "Weighted quantiles over all records; 95 % order-statistic intervals on independent records"
PERCENTILES = tuple(Column(name, label, "money", interval=True) for name, label in (
    ("p10", "P10"), ("p25", "P25"), ("p50", "Median"), ("p75", "P75"), ("p90", "P90")))


def ladder(engine: Engine, filters: Filters) -> Figure:
    """Level ladder of the chosen source; official statistics draw their occupations instead."""
    if filters.src == "official":
        return official.ladder(engine, filters)
    found, chosen = pay.ladder(engine, filters)
    if not found:
        return without_numbers("pay_ladder", "This source has no record of the chosen roles", _no_role(filters), filters)
    rows = named(found, filters)
    drawn = rungs.charts(rows, f"Pay a year ({words.axis(filters)})", ",.0f")
    columns = (*head_columns(filters), *PERCENTILES, Column("word", "Confidence"))
    return Figure(
        "pay_ladder", title(rows, filters), sentence(rows, filters), HOW, rows, columns, meta(engine, filters, rows, METHOD), drawn,
        widenings(engine, filters, rows), notes(filters, chosen.left_out),
    )


def _no_role(filters: Filters) -> str:
    return f"{words.SOURCE[filters.src].capitalize()} hold nothing for {words.join(map(role_name, filters.roles))}. Choose another role or source."


def title(rows: Rows, filters: Filters) -> str:
    """The finding: the focus role's median, its interval, and where it stands among the roles shown."""
    row = focus_row(rows, filters)
    if not has(row):
        return thin_phrase(row, filters)
    head = f"{role_name(row['role'])}: median {_money(row, 'p50', filters)} ({_money(row, 'p50_lo', filters)} to {_money(row, 'p50_hi', filters)})"
    known = sorted((other["p50"] for other in counted(rows) if has(other)), reverse=True)
    return f"{head}, the {_PLACE[known.index(row['p50'])]} of {len(known)} roles" if len(known) > 1 else head


_PLACE = ("highest", "second highest", "third highest", "fourth highest", "fifth highest", "sixth highest")


def _money(row: dict, key: str, filters: Filters) -> str:
    return words.money(row[key], filters.cur)


def sentence(rows: Rows, filters: Filters) -> str:
    """Every role in one sentence, with its median, middle half and n, or why it has none."""
    said = [_one(row, filters) for row in counted(rows)]
    return f"{words.place(filters.geo, filters.v, start=True)}, {words.span(filters.yr)}: {'; '.join(said)}."


def _one(row: dict, filters: Filters) -> str:
    if not has(row):
        return thin_phrase(row, filters)
    spread = f", half of them between {_money(row, 'p25', filters)} and {_money(row, 'p75', filters)}" if has(row, "p25") else ""
    counts = words.count(row["n"], words.UNIT[filters.src])
    if filters.src == "adverts":
        counts += f", {words.count(row['independent'], words.INDEPENDENT['adverts'])}"
    return f"{role_name(row['role'])} {_money(row, 'p50', filters)}{spread} ({counts}; {row['word']})"
