"""The four sources beside each other, each in its own unit of count and on its own axis; never added up."""
from functools import lru_cache

import pyarrow as pa
from sqlalchemy import Engine

from components import forest
from components.figure import Chart, Column, Figure, Meta
from components.figures.interval_bars import interval_dots
from components.figures.marks import columns, looks, role_name, short
from components.figures.pay_frame import CAVEAT, SOURCES, counted, has, notes, rate_ids
from queries import money, official, pay, provenance, words
from queries.filters import SOURCES as ALL_SOURCES
from queries.filters import Filters, default_years
from queries.pay import Rows

HOW = (
    "Four sources, four units of count, each on an axis of its own: compare the order of roles within a source. A pale bar runs from P25 to P75, "
    "the strong line is the 95 % interval of the median, where one can be computed. Adverts follow every filter; the others follow role, place and money, in their own newest years."
)
HEADS = (
    Column("group", "Source, period, unit of count", span=True), Column("source", "", screen=False), Column("period", "", screen=False),
    Column("unit", "", screen=False), Column("line", "Role or occupation"), Column("drawn", "P25 to P75, median and its interval", "forest"),
    Column("p50", "Median", "money", interval=True), Column("p25", "P25", "money", interval=True), Column("p75", "P75", "money", interval=True),
    Column("n", "Records", "count"), Column("word", "Confidence"),
)


def sources(engine: Engine, filters: Filters) -> Figure:
    """Medians of the chosen roles in every source that has them for this place."""
    parts = {src: _panel(engine, _asked(filters, src)) for src in ALL_SOURCES}
    rows = [row | {"group": _group(rows)} for part in parts.values() for rows in [forest.with_axis(part)] for row in rows]
    drawn = [part for part in parts.values() if any(map(has, part))]
    empty = [words.SOURCE[src] for src, part in parts.items() if not any(map(has, part))]
    return Figure("pay_sources", _title(rows, filters), _sentence(parts, filters, empty), HOW, rows, HEADS, _meta(engine, filters, parts),
                  tuple(_chart(part, filters) for part in drawn), notes=(*notes(filters), *_left_out(parts)), in_table=True)


def _group(part: Rows) -> str:
    """What the rows of one panel share: source, periods, unit of count, and their axis."""
    said = f"{part[0]['source']}, {_span(part)}, {part[0]['unit']}"
    return ", ".join(filter(None, (said, forest.axis_text(part, ",.0f"))))


def _left_out(parts: dict[str, tuple]) -> list[str]:
    """One sentence a source and period whose records without a rate had to stay out."""
    out = {(row["source"], row["period"], row["unit"]): row["left_out"] for part in parts.values() for row in part if row.get("left_out")}
    return [f"{source}, {period}: {number:,} {unit} left out, no exchange rate or PPP factor for the country and year."
            for (source, period, unit), number in out.items()]


def _asked(filters: Filters, src: str) -> Filters:
    """What a panel follows: adverts every filter; other sources role, place and money only, in their own newest years."""
    if src == "adverts":
        return filters.but(src=src, yr=filters.yr if filters.src == src else default_years(src, filters.v), focus="ai", adj="raw")
    plain = Filters.default(src, filters.v)
    own = filters.yr if filters.src == src else plain.yr
    return plain.but(roles=filters.roles, geo=filters.geo, cur=filters.cur, real=filters.real, yr=own)


@lru_cache(maxsize=400)
def _panel(engine: Engine, filters: Filters) -> tuple[dict, ...]:
    if filters.src == "official":
        return _official(engine, filters)
    years = [filters.but(yr=(year, year)) for year in filters.years] if filters.src == "survey" else [filters]
    return tuple(row for one in years for row in _counted(engine, one) if row["n"])


def _counted(engine: Engine, filters: Filters) -> Rows:
    """Rows of one counted source; survey years stand apart because their groups differ."""
    found, chosen = pay.ladder(engine, filters)
    mark = f" {filters.yr[0]}" if filters.src == "survey" else ""
    more = {"source": words.SOURCE[filters.src].capitalize(), "src": filters.src, "unit": words.UNIT[filters.src][1],
            "source_id": SOURCES[filters.src][0] if not mark else f"so{filters.yr[0]}", "left_out": chosen.left_out,
            "period": _period(engine, filters, chosen.cells.present("year"))}
    return [row | more | {"line": f"{short(row['role'])}{mark}"} for row in counted(found)]


def _period(engine: Engine, filters: Filters, found: list[int]) -> str:
    if filters.src == "filings":
        return provenance.sources(engine)["lca_fy2024q1"]["period"]
    return words.span((found[0], found[-1])) if found else words.span(filters.yr)


def _official(engine: Engine, filters: Filters) -> tuple[dict, ...]:
    """The newest chosen May of each occupation of close or approximate fit; its publisher prints no interval of the median."""
    held = [row for row in official.national(engine, filters) if row["year"] in filters.years and row["fit"] != "weak"]
    newest = max((row["year"] for row in held), default=None)
    rows = [row for row in held if row["year"] == newest]
    more = {"source": words.SOURCE["official"].capitalize(), "src": "official", "source_id": "oews_national", "unit": "jobs (official estimate)",
            "word": "no interval published", "state": "full"}
    return tuple(row | more | {"line": f"{short(row['role'])}: {row['soc_code']}", "period": row["period"]} for row in rows)


def _title(rows: Rows, filters: Filters) -> str:
    held = [row for row in rows if row["role"] == filters.focus and has(row)]
    if not held:
        return f"No source has enough records of {role_name(filters.focus)} for this selection"
    low, high = (words.money(end(row["p50"] for row in held), filters.cur) for end in (min, max))
    number = len({row["source"] for row in held})
    return f"{role_name(filters.focus)}: one source, {low}" if len(held) == 1 else (
        f"{role_name(filters.focus)}: {words.count(number, ('source', 'sources'))}, medians from {low} to {high}")


def _sentence(parts: dict[str, tuple], filters: Filters, empty: list[str]) -> str:
    said = []
    for part in parts.values():
        known = [row for row in part if has(row)]
        if known:
            said.append(f"{known[0]['source']} ({_span(known)}): {_values(known, filters)}")
    missing = f" Nothing to show from {words.join(empty)}." if empty else ""
    return f"{'; '.join(said)}.{missing}" if said else f"No source has enough records here.{missing}"


def _values(rows: Rows, filters: Filters) -> str:
    return ", ".join(f"{row['line']} {words.money(row['p50'], filters.cur)}" for row in rows if has(row))


def _span(rows: Rows) -> str:
    return words.join(dict.fromkeys(row["period"] for row in rows))


def _chart(part: tuple, filters: Filters) -> Chart:
    src = part[0]["src"]
    order = [row["line"] for row in part]
    spec = interval_dots(f"Median pay a year ({words.axis(filters)})", order, looks(row["role"] for row in part))
    data = columns(part, ("p50", "p50_lo", "p50_hi"), line=pa.array(order), thin=pa.array([row["state"] == "thin" for row in part]))
    head = [f"{words.SOURCE[src].capitalize()}, {_span(part)}", f"one record is one {words.UNIT[src][0]}"]
    titled = spec | {"title": {"text": head[0], "subtitle": head[1], "anchor": "start"}}
    return Chart(titled, data, f"{'; '.join(head)}: {_values(part, filters)}")


def _meta(engine: Engine, filters: Filters, parts: dict[str, tuple]) -> Meta:
    shown = [src for src, part in parts.items() if part]
    counts = [f"{_records(parts[src]):,} {parts[src][0]['unit']}" for src in shown]
    ids = dict.fromkeys(row["source_id"] for part in parts.values() for row in part)
    caveats = (*(CAVEAT[src].format(pay=words.PAY[filters.pay]) for src in shown), money.note(engine, filters))
    first, _, unit = " and ".join(counts or ["0 records"]).partition(" ")
    return Meta(int(first.replace(",", "")), unit, "", "each source in its own period", (*ids, *(rate_ids(filters) if ids else ())), filters.v,
                "Each source computed or printed on its own", words.price_basis(filters), caveats)


def _records(part: tuple) -> int:
    """Records of one panel; an occupation that stands for two roles counts once."""
    return sum({row.get("soc_code", row["line"]): row["n"] for row in part}.values())
