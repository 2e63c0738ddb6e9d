"""PNG and SVG of every figure: they open, and carry title, filters, n, source, release and link."""
import re
import struct
from xml.etree import ElementTree

import pytest

from components.export import pictures
from components.figures import registry
from queries.filters import SOURCES, Filters

LINK = "https://example.test/pay?roles=ai%2Cml%2Cds%2Cse&focus=ai&geo=US&lvl=MI%2CSE&yr=2024-2025&src=adverts&pay=mid&mode=any&cur=USD&real=nominal&adj=raw&v=2026.11"
WITH_CHARTS = [(name, src) for src in SOURCES for name in registry.FIGURES if registry.FIGURES and registry.figure(name, Filters.default(src)).charts]


def texts(svg: str) -> str:
    """Every text of a picture in order, without the spaces that line breaks take."""
    root = ElementTree.fromstring(svg)
    return squeezed("".join("".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_every_source_has_pictures():
    assert {src for _, src in WITH_CHARTS} == set(SOURCES) and len(WITH_CHARTS) >= 14


@pytest.mark.parametrize("name, src", WITH_CHARTS)
def test_an_svg_carries_title_filters_n_source_release_and_link(name, src):
    filters = Filters.default(src)
    figure = registry.figure(name, filters)
    told = texts(pictures.svg(figure, filters, LINK))
    sources = [registry.source_line(source, filters.v) for source in figure.meta.source_ids]
    wanted = [figure.title, filters.describe(), f"n: {figure.meta.records:,} {figure.meta.unit}", f"release {filters.v}", LINK, *sources]
    assert [text for text in wanted if squeezed(text) not in told] == []
    assert sources


@pytest.mark.parametrize("name, src", WITH_CHARTS)
def test_a_png_opens_and_is_large_enough_to_read(name, src):
    filters = Filters.default(src)
    body = pictures.png(registry.figure(name, filters), filters, LINK)
    width, height = struct.unpack(">II", body[16:24])
    assert body.startswith(b"\x89PNG\r\n\x1a\n") and body.endswith(b"IEND\xaeB`\x82")
    assert width > 1_500 and height > 300


def test_another_selection_gives_another_picture():
    one, other = (Filters.default().but(geo=geo) for geo in ("US", "GB"))
    assert "United Kingdom" in pictures.svg(registry.figure("pay_ladder", other), other, LINK)
    assert "United Kingdom" not in pictures.svg(registry.figure("pay_ladder", one), one, LINK)


def test_a_title_with_markup_stays_text():
    filters = Filters.default()
    figure = registry.figure("pay_ladder", filters)
    changed = type(figure)(**{**{name: getattr(figure, name) for name in figure.__dataclass_fields__}, "title": "<script>alert(1)</script> & co"})
    svg = pictures.svg(changed, filters, LINK)
    assert "<script" not in svg and squeezed("<script>alert(1)</script> & co") in texts(svg)
