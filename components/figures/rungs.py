"""The chart of ladders: one row a role within each rung; a bar from P25 to P75, the median's interval, the median, and n."""
import pyarrow as pa

from components.figure import Chart
from components.figures.marks import HUE, INK, SHAPE, SHORT_ORDER, at, columns, looks, quantity, short, tooltip
from queries.pay import Rows

_MIDDLE = ("p25", "p50", "p75", "p50_lo", "p50_hi")
_ENDS = ("lowest", "highest")
_ROLE = {"field": "role", "type": "nominal", "sort": SHORT_ORDER}
_CENTRE = {"yOffset": {"field": "role", "bandPosition": 0.5}}


def charts(rows: Rows, x_title: str, form: str) -> tuple[Chart, ...]:
    """The chart of named rows in the order to draw them; none where no row has a number, because an empty axis says nothing.
    A line without a number keeps its place among the others, with its words beside it."""
    known = [value for row in rows for value in (row[name] for name in (*_MIDDLE, *_ENDS)) if value == value]
    return (_chart(rows, x_title, form, min(known), max(known)),) if known else ()


def _chart(rows: Rows, x_title: str, form: str, start: float, end: float) -> Chart:
    edges = [max((row[name] for name in ("p75", "p50_hi", "highest") if row[name] == row[name]), default=start) for row in rows]
    more = {"rung": pa.array([row["level_name"] for row in rows]), "label": pa.array([_label(row) for row in rows]), "edge": pa.array(edges, pa.float32())}
    states = {row["state"] for row in rows}
    if "thin" in states:
        more["thin"] = pa.array([row["state"] == "thin" for row in rows])
    order = list(dict.fromkeys(row["level_name"] for row in rows))
    spec = _spec(order, quantity(x_title, form, domainMax=end + 0.22 * (end - start)), form, states)
    numbers = (*_MIDDLE, *_ENDS) if "indicative" in states else _MIDDLE
    return Chart(spec | {"transform": looks(row["role"] for row in rows)}, columns(rows, numbers, **more))


def _label(row: dict) -> str:
    number = f"  n {row['independent']:,}" if row["exact"] else ""
    return f"{short(row['role'])}{number}{'' if row['p50'] == row['p50'] else '  ' + row['state']}"


def _spec(order: list[str], x: dict, form: str, states: set[str]) -> dict:
    lines = tooltip(("label", "Role", ""), ("p50", "Median", form), ("p50_lo", "from", form), ("p50_hi", "to", form),
                    ("p25", "P25", form), ("p75", "P75", form))
    hollow = {"condition": {"test": "datum.thin", "value": "transparent"}} if "thin" in states else {}
    layers = [
        _layer("p25", {"type": "bar", "height": 15, "fillOpacity": 0.25, "strokeWidth": 1}, "p75", fill=HUE),
        _layer("p50_lo", {"type": "rule", "strokeWidth": 4}, "p50_hi", **_CENTRE),
        _layer("p50", {"type": "point", "size": 85, "strokeWidth": 2, "opacity": 1}, shape=SHAPE, fill=hollow | HUE, **_CENTRE),
        {"mark": {"type": "text", "align": "left", "dx": 8, "fontSize": 11}, "encoding": {
            "x": at("edge"), "text": at("label"), "stroke": None} | _CENTRE},
    ]
    if "indicative" in states:
        layers.append(_layer("lowest", {"type": "rule", "strokeWidth": 2}, "highest", stroke={"value": INK}, **_CENTRE))
    return {
        "height": {"step": 21, "for": "offset"},
        "encoding": {
            "x": x, "y": {"field": "rung", "type": "nominal", "sort": order, "title": None, "axis": {"labelLimit": 110}},
            "yOffset": _ROLE | {"scale": {"paddingInner": 0.2}}, "stroke": HUE, "tooltip": lines,
        },
        "layer": layers,
    }


def _layer(name: str, mark: dict, x2: str = "", **channels) -> dict:
    encoding = {"x": at(name)} | ({"x2": at(x2)} if x2 else {}) | channels
    return {"mark": mark, "encoding": encoding}
