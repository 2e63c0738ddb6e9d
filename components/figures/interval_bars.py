"""One line an item: the median with its 95 % interval, or, where no interval is published, a bar from P25 to P75."""
from components.figures.marks import HUE, SHAPE, at, quantity


def _base(title: str, step: int, order: list[str], transform: list[dict]) -> dict:
    y = {"field": "line", "type": "nominal", "sort": order, "title": None, "axis": {"labelLimit": 160}}
    return {"height": {"step": step}, "transform": transform, "encoding": {"x": quantity(title, "~s"), "y": y, "stroke": HUE}}


def interval_dots(title: str, order: list[str], transform: list[dict]) -> dict:
    """Spec over the columns line, p50, p50_lo, p50_hi and thin: hollow marks rest on few records; no line where there is no interval."""
    hollow = {"condition": {"test": "datum.thin", "value": "transparent"}} | HUE
    return _base(title, 22, order, transform) | {"layer": [
        {"mark": {"type": "rule", "strokeWidth": 4}, "encoding": {"x": at("p50_lo"), "x2": at("p50_hi")}},
        {"mark": {"type": "point", "size": 80, "opacity": 1, "tooltip": True}, "encoding": {"x": at("p50"), "shape": SHAPE, "fill": hollow}},
    ]}


def interval_bars(title: str, order: list[str], transform: list[dict]) -> dict:
    """Spec over the columns line, p25, p50 and p75."""
    return _base(title, 30, order, transform) | {"layer": [
        {"mark": {"type": "bar", "fillOpacity": 0.25, "strokeWidth": 1, "height": 18, "tooltip": True},
         "encoding": {"x": at("p25"), "x2": at("p75"), "fill": HUE}},
        {"mark": {"type": "point", "size": 80, "opacity": 1, "tooltip": True}, "encoding": {"x": at("p50"), "shape": SHAPE, "fill": HUE}},
    ]}
