"""How pay spreads: a row of bars a role on one scale, the middle and its interval, and an offer marked with its place."""
import pyarrow as pa
from sqlalchemy import Engine

from components.figure import Chart, Column, Figure
from components.figures.marks import HUE, INK, SHAPE, at, looks, quantity, role_name, short, tooltip
from components.figures.pay_frame import focus_row, has, meta, notes, thin_phrase, without_numbers
from queries import offer as offers
from queries import pay, words
from queries.filters import Filters
from queries.pay import Rows

HOW = (
    "A bar is the share of a role's records in one pay bin; the first and last bin hold what lies beyond. The mark is the median, the strong "
    "line its 95 % interval. Survey bins are joined until each holds ten people or none; their "
    "area shows the share. Roles with under 30 independent records are not drawn. An offer from the link is the dashed line."
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
    charts = (_chart(bins, roles, filters, offer),) if bins else ()
    return Figure("pay_distribution", _title(roles, filters, placed), _sentence(roles, filters, placed), HOW, _by_bin(bins), _heads(bins),
                  meta(engine, filters, roles, METHOD), charts, notes=notes(filters, pay.left_out(engine, filters)))


def _by_bin(bins: Rows) -> Rows:
    """One row a bin; for each role its share with interval and its number of records."""
    table: dict[float, dict] = {}
    for row in bins:
        line = table.setdefault(row["from"], {"bin": f"{row['from']:,.0f} to {row['to']:,.0f}", "from": row["from"], "to": row["to"]})
        line |= {f"share_pct_{row['role']}{end}": row[f"share_pct{end}"] for end in ("", "_lo", "_hi")} | {f"n_{row['role']}": row["n"]}
    return list(table.values())


def _heads(bins: Rows) -> tuple[Column, ...]:
    shares = [column for role in dict.fromkeys(row["role"] for row in bins) for column in (
        Column(f"share_pct_{role}", role_name(role), "pct", interval=True), Column(f"n_{role}", "", "count", screen=False))]
    return (Column("bin", "Pay a year"), Column("from", "", "money", screen=False), Column("to", "", "money", screen=False), *shares)


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
    names = [short(role) for role in reversed(drawn)]
    dense = [row["share_pct"] / (row["to"] - row["from"]) for row in bins]
    data = pa.table({"x": pa.array([row["from"] for row in bins], pa.int32()), "x1": pa.array([row["to"] for row in bins], pa.int32()),
                     "y": pa.array([names.index(short(row["role"])) for row in bins], pa.int8()),
                     "share": pa.array([row["share_pct"] for row in bins], pa.float32())})
    named = [{"calculate": f"{names!r}[datum.y]", "as": "role"}, *looks(drawn)]
    corners = [{"calculate": f"datum.y+{0.86 / max(dense):.4g}*datum.share/(datum.x1-datum.x)", "as": "y1"}]
    middles = [{"y": names.index(short(row["role"])), "p": row["p50"], "lo": round(row["p50_lo"]), "hi": round(row["p50_hi"])}
               for row in roles if row["role"] in drawn]
    return Chart(_spec(quantity(f"Pay a year ({words.axis(filters)})", ",.0f"), names, corners, named, middles, offer), data)


def _spec(x: dict, names: list[str], corners: list[dict], named: list[dict], middles: Rows, offer: float | None) -> dict:
    y = {"field": "y", "type": "quantitative", "title": None, "scale": {"domain": [-0.12, len(names)], "nice": False}, "axis": {
        "values": list(range(len(names))), "labelExpr": f"{names!r}[datum.value]", "grid": False, "ticks": False, "domain": False}}
    lines = tooltip(("role", "Role", ""), ("x", "From", ",.0f"), ("x1", "to", ",.0f"), ("share", "Share of records, %", ".1f"))
    layers = [
        {"transform": [*named, *corners], "mark": {"type": "bar", "fillOpacity": 0.45, "strokeWidth": 0.8, "orient": "vertical"}, "encoding": {
            "x": at("x"), "x2": at("x1"), "y2": at("y1"), "fill": HUE, "tooltip": lines}},
        {"data": {"values": middles}, "transform": named, "layer": [
            {"mark": {"type": "rule", "strokeWidth": 4}, "encoding": {"x": at("lo"), "x2": at("hi")}},
            {"mark": {"type": "point", "size": 80, "opacity": 1}, "encoding": {"x": at("p"), "shape": SHAPE, "fill": HUE}}]},
    ]
    if offer:
        layers.append({"mark": {"type": "rule", "strokeDash": [6, 4], "strokeWidth": 2}, "encoding": {
            "x": {"datum": offer}, "y": None, "stroke": {"value": INK}}})
    return {"height": 46 + 62 * len(names), "encoding": {"x": x, "y": y, "stroke": HUE}, "layer": layers}
