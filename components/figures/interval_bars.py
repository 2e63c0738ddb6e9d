"""One line an item: a bar from P25 to P75, the median, and its 95 % interval where the source allows one."""
from components.figures.marks import HUE, SHAPE, at, quantity


def interval_bars(title: str, step: int, transform: list[dict]) -> dict:
    """Spec over the columns line, p25, p50, p75, p50_lo and p50_hi; nan where a source has no interval."""
    y = {"field": "line", "type": "nominal", "sort": None, "title": None, "axis": {"labelLimit": 160}}
    return {"height": {"step": step}, "transform": transform, "encoding": {"x": quantity(title, "~s"), "y": y, "stroke": HUE}, "layer": [
        {"mark": {"type": "bar", "fillOpacity": 0.25, "strokeWidth": 1, "height": {"band": 0.7}, "tooltip": True}, "encoding": {
            "x": at("p25"), "x2": at("p75"), "fill": HUE}},
        {"transform": [{"filter": "isValid(datum.p50_lo)"}], "mark": {"type": "rule", "strokeWidth": 4}, "encoding": {"x": at("p50_lo"), "x2": at("p50_hi")}},
        {"mark": {"type": "point", "size": 80, "opacity": 1, "tooltip": True}, "encoding": {"x": at("p50"), "shape": SHAPE, "fill": HUE}},
    ]}
