"""The median by year, with the ribbon of its interval; hollow where thin, pale where outside the chosen years."""
import pyarrow as pa
from sqlalchemy import Engine

from components.figure import Chart, Column, Figure
from components.figures import official
from components.figures.marks import HUE, SHAPE, at, columns, looks, quantity, role_name, tooltip
from components.figures.pay_frame import has, head_columns, meta, named, notes, without_numbers
from queries import pay, words
from queries.filters import Filters
from queries.pay import Rows

HOW = (
    "The ribbon is the 95 % interval of the median; hollow marks rest on 10 to 29 independent records, pale marks lie outside the chosen years. "
    "The make-up of the source changes between years (few adverts before 2024): read a step with its interval and n."
)


METHOD = "Median of each year; 95 % order-statistic interval on independent records"


def trend(engine: Engine, filters: Filters) -> Figure:
    """Median pay by role and year."""
    if filters.src == "official":
        return official.trend(engine, filters)
    rows = named(pay.trend(engine, filters), filters)
    if not rows:
        return without_numbers("pay_trend", "No year to show", "The source has no record for this selection.", filters)
    period = words.span((min(row["year"] for row in rows), max(row["year"] for row in rows)))
    heads = (*head_columns(filters, levels=False), Column("year", "Year", "year"), Column("p50", "Median", "money", interval=True),
               Column("word", "Confidence"))
    drawn = [row for row in rows if has(row)]
    return Figure("pay_trend", _title(rows, filters), _sentence(rows, filters), HOW, rows, heads,
                  meta(engine, filters, rows, METHOD, period), (_chart(drawn, filters),) if drawn else (),
                  notes=notes(filters, pay.left_out(engine, filters, pay.source_years(engine, filters))))


def _by_role(rows: Rows) -> dict[str, Rows]:
    roles = dict.fromkeys(row["role"] for row in rows)
    return {role: [row for row in rows if row["role"] == role and has(row)] for role in roles}


def _title(rows: Rows, filters: Filters) -> str:
    own = _by_role(rows).get(filters.focus, [])
    if len(own) < 2:
        return f"{role_name(filters.focus)}: no two years with enough records to compare"
    first, last = own[0], own[-1]
    return (f"{role_name(filters.focus)}: median {words.money(first['p50'], filters.cur)} in {first['year']} ({first['word']}), "
            f"{words.money(last['p50'], filters.cur)} in {last['year']} ({last['word']})")


def _sentence(rows: Rows, filters: Filters) -> str:
    said = [f"{role_name(role)} " + ", ".join(f"{row['year']} {words.money(row['p50'], filters.cur)}" for row in own)
            for role, own in _by_role(rows).items() if own]
    return f"Median by year: {'; '.join(said)}." if said else "No year has enough records for a median."


def _chart(drawn: Rows, filters: Filters) -> Chart:
    more = {"year": pa.array([str(row["year"]) for row in drawn]), "n": pa.array([row["independent"] for row in drawn], pa.int32())}
    newest = max(row["year"] for row in drawn)
    spec = _spec(quantity(f"Median pay a year ({words.axis(filters)})", ",.0f"), filters.yr, newest)
    return Chart(spec | {"transform": looks(row["role"] for row in drawn)}, columns(drawn, ("p50", "p50_lo", "p50_hi"), **more))


def _spec(y: dict, chosen: tuple[int, int], newest: int) -> dict:
    lines = tooltip(("role", "Role", ""), ("year", "Year", ""), ("p50", "Median", ",.0f"), ("p50_lo", "from", ",.0f"),
                    ("p50_hi", "to", ",.0f"), ("n", "Independent records", ",d"))
    pale = {"condition": {"test": f"datum.year>={chosen[0]}&&datum.year<={chosen[1]}", "value": 1}, "value": 0.5}
    ribbon = {"y": at("p50_lo"), "y2": at("p50_hi")}
    hollow = {"condition": {"test": "datum.n<30", "value": "transparent"}} | HUE
    return {
        "height": 300,
        "encoding": {"x": {"field": "year", "type": "ordinal", "title": None, "axis": {"labelAngle": 0}, "scale": {"padding": 0.6}},
                     "y": y, "stroke": HUE, "tooltip": lines},
        "layer": [
            {"mark": {"type": "area", "fillOpacity": 0.16, "strokeOpacity": 0}, "encoding": ribbon | {"fill": HUE}},
            {"mark": {"type": "rule", "strokeWidth": 2}, "encoding": ribbon | {"opacity": pale}},
            {"mark": {"type": "line", "strokeWidth": 2}, "encoding": {"y": at("p50")}},
            {"mark": {"type": "point", "size": 80, "strokeWidth": 2}, "encoding": {"y": at("p50"), "shape": SHAPE, "opacity": pale, "fill": hollow}},
            {"transform": [{"filter": f"datum.year=={newest}"}], "mark": {"type": "text", "align": "left", "dx": 10, "fontSize": 12},
             "encoding": {"y": at("p50"), "text": at("role"), "stroke": None}},
        ],
    }
