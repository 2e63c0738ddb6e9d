"""A figure as PNG or SVG: title, charts, and below them the filters in words, n, source, release and link."""
from textwrap import wrap

from components.figure import Chart, Figure
from components.figures.registry import source_line
from queries.filters import Filters

_CONFIG = {
    "font": "Liberation Sans, Arial, Helvetica, sans-serif", "background": "white", "view": {"stroke": None},
    "axis": {"labelFontSize": 11, "titleFontSize": 11, "titleFontWeight": "normal", "gridColor": "#e3e6ea"},
    "title": {"anchor": "start", "fontSize": 15, "subtitleFontSize": 11, "offset": 12},
}
_WIDTH = 760


def svg(figure: Figure, filters: Filters, link: str) -> str:
    """The figure as SVG text."""
    import vl_convert

    return vl_convert.vegalite_to_svg(_spec(figure, filters, link))


def png(figure: Figure, filters: Filters, link: str) -> bytes:
    """The figure as PNG bytes, at twice the screen's density."""
    import vl_convert

    return vl_convert.vegalite_to_png(_spec(figure, filters, link), scale=2)


def _spec(figure: Figure, filters: Filters, link: str) -> dict:
    head = {"text": wrap(figure.title, 90), "subtitle": _below(figure, filters, link)}
    return {"$schema": "https://vega.github.io/schema/vega-lite/v6.json", "config": _CONFIG, "padding": 16, "title": head,
            "vconcat": [_panel(chart) for chart in figure.charts], "resolve": {"scale": {"x": "independent", "y": "independent"}}}


def _panel(chart: Chart) -> dict:
    return chart.spec | {"width": _WIDTH, "data": {"values": chart.data.to_pylist()}}


def _below(figure: Figure, filters: Filters, link: str) -> list[str]:
    meta = figure.meta
    lines = [filters.describe(), f"n: {meta.records:,} {meta.unit}{meta.independent}; {meta.period}; release {meta.release}."]
    lines += [f"Source: {'; '.join(source_line(name, meta.release) for name in meta.source_ids)}.", link]
    return [part for line in lines for part in wrap(line, 125)]
