"""How pay spreads: a row of bars a role on one scale, the middle and its interval, and an offer marked with its place."""
from sqlalchemy import Engine

from components.figure import Chart, Column, Figure
from components.figures.marks import INK, colour, columns, quantity, role_name, shape, short, tooltip
from components.figures.pay_frame import focus_row, has, meta, named, notes, thin_phrase, without_numbers
from queries import offer as offers
from queries import pay, words
from queries.filters import Filters
from queries.pay import Rows

HOW = (
    "Each row is one role. A bar is the share of its records in one pay bin; the tallest bar of the figure fills a row. The mark on the "
    "base line is the median, the strong line its 95 % interval. The first and last bin also hold what lies beyond them. Roles with "
    "under 30 independent records are named in the sentence and not drawn. An offer from the link is the vertical line."
)
METHOD = "Share of records a bin; Wilson 95 % interval on independent records"


def distribution(engine: Engine, filters: Filters, offer: float | None = None) -> Figure:
    """Distribution of pay by role, with an offer in display money marked if one is given."""
    if filters.src == "official":
        return without_numbers("pay_distribution", "Government statistics publish percentiles, not a distribution",
                               "Their 10th to 90th percentile stand in the ladder above. Choose another source to see a distribution.", filters)
    bins, roles = pay.distribution(engine, filters)
    if not roles:
        return without_numbers("pay_distribution", "Nothing to spread out", "The source has no record of the chosen roles.", filters)
    placed = offers.places(engine, filters, offer) if offer else ()
    heads = (Column("role_name", "Role"), Column("from", "From", "money"), Column("to", "To", "money"),
               Column("n", words.UNIT[filters.src][1].capitalize(), "count"), Column("share_pct", "Share", "pct", interval=True))
    charts = (_chart(bins, roles, filters, offer),) if bins else ()
    return Figure("pay_distribution", _title(roles, filters, placed), _sentence(roles, filters, placed), HOW, named(bins), heads,
                  meta(engine, filters, roles, METHOD), charts, notes=notes(filters))


def _title(roles: Rows, filters: Filters, placed) -> str:
    for place in placed:
        if place.role == filters.focus and place.share is not None:
            return (f"An offer of {words.money(place.offer, filters.cur)} is at or above {place.share:.0f} % of {role_name(place.role)} "
                    f"records ({place.lo:.0f} to {place.hi:.0f} %)")
    row = focus_row(roles, filters)
    if row is None or not has(row, "p25"):
        return f"Spread of pay: {thin_phrase(row, filters)}"
    low, high = (words.money(row[key], filters.cur) for key in ("p25", "p75"))
    return f"{role_name(row['role'])}: the middle half lies between {low} and {high}"


def _sentence(roles: Rows, filters: Filters, placed) -> str:
    said = []
    for row in roles:
        if has(row, "p25"):
            low, high = (words.money(row[key], filters.cur) for key in ("p25", "p75"))
            said.append(f"{role_name(row['role'])} {low} to {high} (n = {row['independent']:,})")
        else:
            said.append(thin_phrase(row, filters))
    extra = "".join(f" {place.sentence}" for place in placed)
    return f"Middle half of records, 25th to 75th percentile: {'; '.join(said)}.{extra}"


def _chart(bins: Rows, roles: Rows, filters: Filters, offer: float | None) -> Chart:
    drawn = list(dict.fromkeys(row["role"] for row in bins))
    top = max(row["share_pct"] for row in bins)
    medians = {row["role"]: row for row in roles}
    rows, seen = [], set()
    for row in bins:
        base = len(drawn) - 1 - drawn.index(row["role"])
        middle = medians[row["role"]] if row["role"] not in seen else {}
        seen.add(row["role"])
        rows.append({"role": row["role"], "x0": row["from"], "x1": row["to"], "y0": base, "y1": base + 0.86 * row["share_pct"] / top,
                     "share": row["share_pct"]} | {name: middle.get(name, float("nan")) for name in _MIDDLE})
    data = columns(rows, ("x0", "x1", "y0", "y1", "share", *_MIDDLE))
    return Chart(_spec(f"Pay a year, {words.price_basis(filters)}", [short(role) for role in drawn], offer), data)


_MIDDLE = ("p50", "p50_lo", "p50_hi")


def _spec(x_title: str, names: list[str], offer: float | None) -> dict:
    x = quantity("x0", x_title, ",.0f")
    labels = f"{names[::-1]!r}[datum.value]"
    y = {"field": "y0", "type": "quantitative", "title": None, "scale": {"domain": [-0.12, len(names)], "nice": False},
         "axis": {"values": list(range(len(names))), "labelExpr": labels, "grid": False, "ticks": False, "domain": False}}
    lines = tooltip(("role", "Role", ""), ("x0", "From", ",.0f"), ("x1", "to", ",.0f"), ("share", "Share of records, %", ".1f"))
    layers = [
        {"mark": {"type": "bar", "fillOpacity": 0.45, "strokeWidth": 0.8, "orient": "vertical"}, "encoding": {
            "x": x, "x2": {"field": "x1"}, "y": y, "y2": {"field": "y1"}, "color": colour(), "stroke": colour(), "tooltip": lines}},
        {"mark": {"type": "rule", "strokeWidth": 4}, "encoding": {
            "x": x | {"field": "p50_lo"}, "x2": {"field": "p50_hi"}, "y": y, "color": colour()}},
        {"mark": {"type": "point", "size": 80, "opacity": 1}, "encoding": {
            "x": x | {"field": "p50"}, "y": y, "shape": shape(), "fill": colour(), "stroke": colour()}},
    ]
    if offer:
        layers.append({"mark": {"type": "rule", "strokeDash": [6, 4], "strokeWidth": 2}, "encoding": {"x": {"datum": offer}, "color": {"value": INK}}})
    return {"height": 46 + 62 * len(names), "layer": layers}
