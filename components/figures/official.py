"""Government statistics on the Pay page: occupations with their fit, drawn as their publisher's percentiles."""
import pyarrow as pa
from sqlalchemy import Engine

from components.figure import Chart, Column, Figure, Meta
from components.figures.interval_bars import interval_bars
from components.figures.marks import HUE, SHAPE, at, columns, looks, quantity, role_name, short, tooltip
from components.figures.pay_frame import CAVEAT, notes, source_ids, without_numbers
from data import catalog
from queries import money, official, words
from queries.filters import Filters
from queries.official import Rows

HOW = (
    "No statistics office counts AI Engineers or Machine Learning Engineers; the fit (close, approximate, weak) is our judgement. Bars run "
    "from the publisher's 25th to 75th percentile with the median marked. The publisher prints no interval for the median; the relative "
    "standard error of the mean is in the table. Blank percentiles were withheld above the publisher's top code."
)
COLUMNS = (
    Column("role_name", "Role"), Column("soc_title", "Occupation"), Column("soc_code", "SOC"), Column("fit", "Fit"), Column("year", "May of", "year"),
    Column("n", "Jobs", "count"), *(Column(name, label, "money") for name, label in (
        ("p10", "P10"), ("p25", "P25"))), Column("p50", "Median", "money", interval=True),
    Column("p75", "P75", "money"), Column("p90", "P90", "money"),
    Column("mean_rse_pct", "Standard error of the mean", "pct"),
)


def _meta(engine: Engine, filters: Filters, rows: Rows, period: str) -> Meta:
    newest = max(row["year"] for row in rows)
    jobs = sum({row["soc_code"]: row["n"] for row in rows if row["year"] == newest}.values())
    return Meta(jobs, f"jobs behind official estimates of May {newest}", "", period, source_ids(filters), filters.v, "Percentiles as published",
                words.price_basis(filters), (CAVEAT["official"], money.note(engine, filters)))


def _rows(engine: Engine, filters: Filters, years: tuple[int, ...] | range) -> Rows:
    found = [row for row in official.national(engine, filters) if row["year"] in years]
    return [row | {"role_name": role_name(row["role"]), "line": f"{short(row['role'])}: {row['soc_title']}"} for row in found]


def ladder(engine: Engine, filters: Filters) -> Figure:
    """The newest chosen year's percentiles of each role's occupations."""
    rows = _rows(engine, filters, filters.years)
    if not rows:
        return without_numbers("pay_ladder", "No official estimate for this selection", _none(filters), filters)
    year = max(row["year"] for row in rows)
    rows = [row for row in rows if row["year"] == year]
    return Figure("pay_ladder", _title(rows, filters, year), _sentence(rows, year, filters), HOW, rows, COLUMNS,
                  _meta(engine, filters, rows, f"May {year}"), (_bars(rows, filters),), notes=notes(filters))


def _none(filters: Filters) -> str:
    """Why nothing is shown: the place, or years or rates that the release does not have."""
    known = catalog.package(filters.v)["rolescope"]["years"]["official"]
    asked = f"{words.place(filters.geo, filters.v)} in {words.span(filters.yr)}, {words.price_basis(filters)}"
    return f"Official wages are held for the United States, May {known[0]} to May {known[-1]}; there is nothing to show for {asked}."


def _first(rows: Rows, filters: Filters) -> dict:
    return ([row for row in rows if row["role"] == filters.focus] or rows)[0]


def _title(rows: Rows, filters: Filters, year: int) -> str:
    row = _first(rows, filters)
    return f"{row['soc_title']} ({row['fit']} fit for {role_name(row['role'])}): median {words.money(row['p50'], filters.cur)}, May {year}"


def _sentence(rows: Rows, year: int, filters: Filters) -> str:
    said = [f"{role_name(row['role'])} read as {row['soc_title']} ({row['fit']}) {words.money(row['p50'], filters.cur)}, "
            f"{row['n']:,} jobs" for row in rows]
    shared = " Data Scientist and Machine Learning Engineer share an occupation, so those two lines are equal." if (
        {"ds", "ml"} <= {row["role"] for row in rows}) else ""
    return f"United States, May {year}: {'; '.join(said)}.{shared}"


def _bars(rows: Rows, filters: Filters) -> Chart:
    """P25 to P75 with the median, one line a role and occupation; no interval is drawn because none is published."""
    order = [row["line"] for row in rows]
    spec = interval_bars(f"Pay a year ({words.axis(filters)})", order, looks(row["role"] for row in rows))
    return Chart(spec, columns(rows, ("p25", "p50", "p75"), line=pa.array(order)))


def trend(engine: Engine, filters: Filters) -> Figure:
    """Official medians by year, one line an occupation of close or approximate fit."""
    rows = [row for row in _rows(engine, filters, range(2020, 2027)) if row["fit"] != "weak"]
    if not rows:
        return without_numbers("pay_trend", "No official estimate for this selection", _none(filters), filters)
    rows.sort(key=lambda row: (row["line"], row["year"]))
    first, last = min(row["year"] for row in rows), max(row["year"] for row in rows)
    ends = [row for row in rows if row["year"] == last]
    said = "; ".join(f"{row['line']} {words.money(row['p50'], filters.cur)}" for row in ends)
    top = _first(ends, filters)
    title = f"Official medians to May {last}: {top['soc_title']} at {words.money(top['p50'], filters.cur)}"
    how = f"{HOW} The survey behind it rolls over three years; its publisher advises care with year-to-year steps."
    return Figure("pay_trend", title, f"May {last}: {said}.", how, rows, COLUMNS, _meta(engine, filters, rows, f"May {first} to May {last}"),
                  (_lines(rows, last, filters),), notes=notes(filters))


def _lines(rows: Rows, last: int, filters: Filters) -> Chart:
    data = columns(rows, ("p50",), line=pa.array([row["line"] for row in rows]), year=pa.array([str(row["year"]) for row in rows]),
                   last=pa.array([row["year"] == last for row in rows]))
    lines = tooltip(("line", "Occupation", ""), ("year", "May of", ""), ("p50", "Median", ",.0f"))
    return Chart({
        "height": 300, "transform": looks(row["role"] for row in rows),
        "encoding": {"x": {"field": "year", "type": "ordinal", "title": None, "axis": {"labelAngle": 0}}, "detail": at("line"), "stroke": HUE,
                     "y": quantity(f"Median pay a year ({words.axis(filters)})", ",.0f"), "tooltip": lines},
        "layer": [
            {"mark": {"type": "line", "strokeWidth": 2}, "encoding": {"y": at("p50")}},
            {"mark": {"type": "point", "size": 70, "opacity": 1}, "encoding": {"y": at("p50"), "shape": SHAPE, "fill": HUE}},
            {"transform": [{"filter": "datum.last"}], "mark": {"type": "text", "align": "left", "dx": 10, "fontSize": 11},
             "encoding": {"y": at("p50"), "text": at("role"), "stroke": None}},
        ]}, data)


def change(engine: Engine, filters: Filters) -> Figure:
    """Official medians of two years beside each other; the publisher gives no interval, so there is no verdict."""
    now = max((row["year"] for row in _rows(engine, filters, filters.years)), default=filters.yr[1])
    before = now - 1
    found = _rows(engine, filters, (before, now))
    earlier = {(row["role"], row["soc_code"]): row for row in found if row["year"] == before}
    rows = [_step(row, earlier[row["role"], row["soc_code"]]) for row in found
            if row["year"] == now and (row["role"], row["soc_code"]) in earlier]
    if not rows:
        return without_numbers("pay_change", "No two official years to compare", _none(filters), filters)
    said = "; ".join(f"{row['soc_title']} for {role_name(row['role'])} {row['change_pct']:+.1f} %" for row in rows)
    heads = (*COLUMNS[:4], Column("n", f"Jobs {now}", "count"), Column("p50", f"Median {now}", "money", interval=True),
             Column("p50_before", f"Median {before}", "money"), Column("change_pct", "Change", "signed", interval=True), Column("verdict", "Verdict"))
    top = _first(rows, filters)
    title = f"May {now} against May {before}: {top['soc_title']} {top['change_pct']:+.1f} %, no interval published"
    return Figure("pay_change", title, f"Change of the official median: {said}.", HOW, rows, heads,
                  _meta(engine, filters, rows, f"May {now} against May {before}"), notes=notes(filters))


def _step(row: dict, before: dict) -> dict:
    return row | {"p50_before": before["p50"], "change_pct": 100 * (row["p50"] / before["p50"] - 1), "verdict": "no interval published",
                  "change_pct_lo": float("nan"), "change_pct_hi": float("nan")}
