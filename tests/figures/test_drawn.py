"""What charts draw: specs that compile, roles in one order with one colour and shape, and the picture of each state of thin data."""
import json
import re
from xml.etree import ElementTree

import pytest
import vl_convert

from components.figure import Chart
from components.figures import registry
from components.figures.marks import INK
from queries.filters import SOURCES, Filters
from tests.figures.selections import anything, figures, said

LOOKS = {"AIE": ("#0072B2", "circle"), "MLE": ("#D55E00", "square"), "DS": ("#009E73", "triangle-up"), "SWE": ("#CC79A7", "diamond")}
ORDER = ["AIE", "AIE or MLE", "MLE", "MLE or DS", "DS", "SWE"]
ASKED = [*(Filters.default(src, v) for src in SOURCES for v in ("2025.01", "2026.11")), *anything(40, seed=7)]
#: role, selection, independent records, state, the percentiles that may stand
STATES = [
    ("ai", {"geo": "FR", "lvl": ("EN",)}, 0, "none", ()),
    ("se", {"geo": "GB", "lvl": ("EN",)}, 4, "too few", ()),
    ("ml", {"geo": "CA", "lvl": ("EN",)}, 8, "indicative", ()),
    ("ai", {"geo": "GB"}, 21, "thin", (50,)),
    ("ai", {"geo": "US", "lvl": ("EN",)}, 31, "quartiles", (25, 50, 75)),
    ("ai", {"geo": "US"}, 643, "full", (10, 25, 50, 75, 90)),
    ("ai", {"src": "survey", "geo": "US", "yr": (2025, 2025)}, 21, "thin", (50,)),
    ("ai+ml", {"src": "survey", "geo": "US", "yr": (2025, 2025)}, 77, "quartiles", (25, 50, 75)),
    ("ai+ml", {"src": "survey", "geo": "PL", "yr": (2025, 2025)}, 0, "none", ()),
    ("ai", {"src": "filings", "yr": (2024, 2024)}, 52, "quartiles", (25, 50, 75)),
]


def compiled(chart: Chart) -> dict:
    """The chart with its data as a Vega spec; raises where it does not compile."""
    return vl_convert.vegalite_to_vega(chart.spec | {"width": 600, "data": {"values": chart.data.to_pylist()}})


def drawn(chart: Chart) -> ElementTree.Element:
    """The chart as SVG."""
    return ElementTree.fromstring(vl_convert.vegalite_to_svg(chart.spec | {"width": 600, "data": {"values": chart.data.to_pylist()}}))


def parts(spec) -> list[dict]:
    """Every object inside a spec."""
    if isinstance(spec, list):
        return [found for item in spec for found in parts(item)]
    return [spec, *(found for value in spec.values() for found in parts(value))] if isinstance(spec, dict) else []


def role_of(label: str) -> str:
    """The role a label names: `MLE or DS 2024` -> `MLE or DS`."""
    return next((role for role in sorted(ORDER, key=len, reverse=True) if re.match(rf"{role}\b", label)), "")


@pytest.mark.parametrize("filters", ASKED, ids=said)
def test_every_chart_compiles_and_no_role_stands_in_alphabetical_order(filters):
    for figure in figures(filters):
        for chart in figure.charts:
            assert compiled(chart)["marks"]
            for encoding in (found["encoding"] for found in parts(chart.spec) if "encoding" in found):
                for channel in (encoding[name] for name in ("x", "y", "xOffset", "yOffset") if name in encoding):
                    if channel and channel.get("field") in ("role", "line", "rung") and channel.get("type") == "nominal":
                        assert channel["sort"], (figure.id, channel)


@pytest.mark.parametrize("filters", ASKED, ids=said)
def test_a_role_keeps_its_colour_and_shape_whatever_the_filter(filters):
    for figure in figures(filters):
        for chart in figure.charts:
            maps = [json.loads(step["calculate"].partition("[datum")[0]) for found in parts(chart.spec) for step in found.get("transform", [])
                    if step.get("as") in ("hue", "mark")]
            assert maps
            worn = [(role, look) for told in maps for role, look in told.items() if role in LOOKS]
            assert all(look in LOOKS[role] for role, look in worn)
            shown = {role_of(name) for name in (chart.data["role"].to_pylist() if "role" in chart.data.column_names else [])}
            assert shown <= set().union(*maps)


def heights(chart: Chart) -> list[tuple[float, str]]:
    """(distance from the top, role) of every text of the drawn chart that names a role."""
    texts = [(text.get("transform") or "", "".join(text.itertext())) for text in drawn(chart).iter("{http://www.w3.org/2000/svg}text")]
    return sorted((float(re.match(r"translate\([^,]*,([^)]*)\)", place)[1]), role_of(label)) for place, label in texts if role_of(label))


def blocks(chart: Chart) -> int:
    """How often the roles stand below each other: once a rung, or once a year of the survey."""
    held = chart.data.to_pydict()
    years = {line[-4:] for line in held.get("line", []) if line[-5:-4] == " " and line[-4:].isdigit()}
    return len(set(held["rung"])) if "rung" in held else len(years) or 1


@pytest.mark.parametrize("name", ["pay_ladder", "pay_distribution", "pay_width", "pay_sources"])
@pytest.mark.parametrize("src", SOURCES)
def test_roles_are_drawn_from_top_to_bottom_in_the_one_order(name, src):
    for chart in registry.figure(name, Filters.default(src)).charts:
        roles = [role for _, role in heights(chart)]
        runs = sum(1 for one, other in zip(roles, roles[1:], strict=False) if ORDER.index(one) > ORDER.index(other)) + 1
        assert roles and runs <= blocks(chart)


def test_years_run_from_left_to_right():
    chart = registry.figure("pay_trend", Filters.default()).charts[0]
    texts = [(text.get("transform"), "".join(text.itertext())) for text in drawn(chart).iter("{http://www.w3.org/2000/svg}text")]
    places = sorted((float(re.match(r"translate\(([^,]*),", place)[1]), text) for place, text in texts if re.fullmatch("20[0-9]{2}", text))
    assert [text for _, text in places] == ["2022", "2023", "2024", "2025"]


def ladder(changes: dict):
    return registry.figure("pay_ladder", Filters.default(changes.get("src", "adverts"), "2026.11").but(**changes))


def whole(figure, role: str) -> dict:
    """The line for every level of one role."""
    return next(row for row in figure.rows if (row["role"], row["level"]) == (role, "all"))


@pytest.mark.parametrize("role, changes, independent, state, percentiles", STATES)
def test_each_state_of_thin_data_shows_what_it_may_in_table_and_words(role, changes, independent, state, percentiles):
    figure = ladder(changes | {"focus": role[:2]})
    row = whole(figure, role)
    assert (row["independent"], row["state"]) == (independent, state)
    assert tuple(point for point in (10, 25, 50, 75, 90) if row[f"p{point}"] == row[f"p{point}"]) == percentiles
    assert (row["lowest"] == row["lowest"]) == (state == "indicative")
    assert not {"lowest", "highest"} & set(figure.table.columns)
    if not percentiles:
        assert state in figure.title + figure.sentence
        assert not re.search(r"\$[0-9]", figure.sentence.split(";")[0]) or len(figure.rows) > 1


@pytest.mark.parametrize("role, changes, independent, state, percentiles", [case for case in STATES if "src" not in case[1]])
def test_each_state_of_thin_data_is_drawn_as_it_should(role, changes, independent, state, percentiles):
    """One role alone; a hollow mark has no fill of its own."""
    figure = ladder(changes | {"roles": (role,), "focus": role})
    if state in ("none", "too few"):
        assert figure.charts == () and state in figure.title and (state == "none" or f"n = {independent}" in figure.title)
        return
    picture = drawn(figure.charts[0])
    texts = ["".join(text.itertext()) for text in picture.iter("{http://www.w3.org/2000/svg}text")]
    points = [path for path in picture.iter("{http://www.w3.org/2000/svg}path") if path.get("aria-roledescription") == "point"]
    grey = [rule for rule in picture.iter("{http://www.w3.org/2000/svg}line") if rule.get("stroke") == INK]
    assert any(f"n {independent}" in text for text in texts)
    assert bool(grey) == (state == "indicative")
    assert [point.get("fill") for point in points[:1]] == {"indicative": [], "thin": [None]}.get(state, [LOOKS["AIE"][0]])


def test_a_role_without_a_number_keeps_its_place_beside_the_others():
    figure = ladder({"geo": "GB", "lvl": ("EN", "EX")})
    texts = ["".join(text.itertext()) for text in drawn(figure.charts[0]).iter("{http://www.w3.org/2000/svg}text")]
    row = next(row for row in figure.rows if row["state"] == "too few")
    assert any(f"n {row['independent']}  too few" in text for text in texts)


def test_fewer_than_thirty_records_are_not_spread_out_and_have_no_change():
    filters = Filters.default(v="2026.11").but(geo="GB", roles=("ai",))
    assert registry.figure("pay_distribution", filters).charts == ()
    change = registry.figure("pay_change", filters)
    assert [row["verdict"] for row in change.rows] == ["too few records"] and "%" not in change.title
