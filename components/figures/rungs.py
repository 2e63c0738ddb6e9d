"""The chart of ladders: one row a role within each rung; a bar from P25 to P75, the median's interval, the median, and n."""
import pyarrow as pa

from components.figure import Chart
from components.figures.marks import INK, SHORT_ORDER, colour, columns, quantity, shape, short, tooltip
from queries.pay import Rows

_NUMBERS = ("p25", "p50", "p75", "p50_lo", "p50_hi", "lowest", "highest")


def chart(rows: Rows, x_title: str, form: str, count_label: str) -> Chart:
    """Named rows in the order to draw them. A line without a number keeps its place, with its words beside it."""
    known = [value for row in rows for value in (row[name] for name in _NUMBERS) if value == value]
    start, end = (min(known), max(known)) if known else (0.0, 1.0)
    edges = [max((row[name] for name in ("p75", "p50_hi", "highest") if row[name] == row[name]), default=start) for row in rows]
    more = {
        "rung": pa.array([row["level_name"] for row in rows]), "thin": pa.array([row["state"] == "thin" for row in rows]),
        "n": pa.array([row["independent"] for row in rows], pa.int32()), "label": pa.array([_label(row) for row in rows]),
        "edge": pa.array(edges, pa.float32()),
    }
    order = list(dict.fromkeys(row["level_name"] for row in rows))
    return Chart(_spec(x_title, form, order, start, end, count_label), columns(rows, _NUMBERS, **more))


def _label(row: dict) -> str:
    shown = f"n {row['independent']:,}" if row["state"] in ("full", "quartiles", "thin") else row["state"]
    return f"{short(row['role'])}  {shown}"


def _spec(x_title: str, form: str, order: list[str], start: float, end: float, count_label: str) -> dict:
    x = quantity("p25", x_title, form, domainMax=end + 0.22 * (end - start))
    lines = tooltip(("role", "Role", ""), ("rung", "Level", ""), ("p50", "Median", form), ("p50_lo", "from", form), ("p50_hi", "to", form),
                    ("p25", "P25", form), ("p75", "P75", form), ("n", count_label, ",d"))
    hollow = {"condition": {"test": "datum.thin", "value": "transparent"}} | colour()
    bar = {"type": "bar", "fillOpacity": 0.25, "strokeWidth": 1, "height": {"band": 0.8}}
    return {
        "height": {"step": 21, "for": "offset"},
        "encoding": {
            "y": {"field": "rung", "type": "nominal", "sort": order, "title": None, "axis": {"labelLimit": 110}},
            "yOffset": {"field": "role", "type": "nominal", "sort": SHORT_ORDER},
        },
        "layer": [
            _when("p25", bar, x, "p75", stroke=colour(), tooltip=lines),
            _when("lowest", {"type": "rule", "strokeWidth": 2}, x, "highest", color={"value": INK}),
            _when("p50_lo", {"type": "rule", "strokeWidth": 4}, x, "p50_hi"),
            _when("p50", {"type": "point", "size": 85, "strokeWidth": 2, "opacity": 1}, x, shape=shape(), stroke=colour(), fill=hollow, tooltip=lines),
            {"mark": {"type": "text", "align": "left", "dx": 8, "fontSize": 11}, "encoding": {
                "x": x | {"field": "edge"}, "text": {"field": "label"}, "color": {"value": INK}}},
        ],
    }


def _when(name: str, mark: dict, x: dict, x2: str = "", **channels) -> dict:
    encoding = {"x": x | {"field": name}, "color": colour()} | ({"x2": {"field": x2}} if x2 else {}) | channels
    return {"transform": [{"filter": f"isValid(datum.{name})"}], "mark": mark, "encoding": encoding}
