"""Each control of the filter bar changes its own parameter, in the selection and in the address, and nothing else."""
import pytest

from queries.filters import Filters
from tests.pages.opened import address, is_sound, opened, selection

SELECTS = [("geo", "CA"), ("src", "survey"), ("cur", "GBP"), ("real", "2024"), ("v", "2025.01")]
SEGMENTS = [("focus", "ds"), ("pay", "high"), ("mode", "remote"), ("adj", "matched")]
PILLS = [("roles", ["se", "ai"], ("ai", "se")), ("lvl", ["EX", "EN", "MI"], ("EN", "MI", "EX"))]


def _holds(session, **changes):
    wanted = Filters.default().but(**changes)
    assert is_sound(session)
    assert selection(session) == wanted and address(session) == wanted.to_query()


@pytest.mark.parametrize(("name", "value"), SELECTS)
def test_a_list_sets_its_parameter(name, value):
    session = opened("pay")
    session.selectbox(key=f"f_{name}").select(value).run()
    _holds(session, **{name: value})


@pytest.mark.parametrize(("name", "value"), SEGMENTS)
def test_a_segment_sets_its_parameter(name, value):
    session = opened("pay")
    session.segmented_control(key=f"f_{name}").set_value(value).run()
    _holds(session, **{name: value})


@pytest.mark.parametrize(("name", "picked", "value"), PILLS)
def test_pills_set_their_parameter_in_the_fixed_order(name, picked, value):
    session = opened("pay")
    session.pills(key=f"f_{name}").set_value(picked).run()
    _holds(session, **{name: value})


@pytest.mark.parametrize("name", ["roles", "lvl"])
def test_the_last_pill_cannot_be_taken_away(name):
    session = opened("pay")
    before = session.pills(key=f"f_{name}").value
    session.pills(key=f"f_{name}").set_value([]).run()
    assert is_sound(session) and selection(session) == Filters.default()
    assert session.pills(key=f"f_{name}").value == before


def test_years_picked_in_reverse_are_put_in_order():
    session = opened("pay")
    session.selectbox(key="f_to").select(2022).run()
    _holds(session, yr=(2022, 2024))
    assert (session.selectbox(key="f_from").value, session.selectbox(key="f_to").value) == (2022, 2024)


def test_default_years_follow_the_source_and_chosen_years_stay():
    session = opened("pay")
    session.selectbox(key="f_src").select("filings").run()
    assert selection(session).yr == (2024, 2026)
    session.selectbox(key="f_from").select(2022).run()
    session.selectbox(key="f_src").select("adverts").run()
    assert selection(session).yr == (2022, 2026)


def test_the_list_of_places_names_their_records_and_keeps_a_place_the_source_does_not_have():
    session = opened("pay", geo="FR", src="filings")
    options = session.selectbox(key="f_geo").options
    assert any(option.startswith("France · none") for option in options) and any("United States · " in option for option in options)
    thin = [option for option in opened("pay").selectbox(key="f_geo").options if option.endswith(", thin")]
    assert thin and all(0 < int(option.split("·")[1].split(",")[0]) < 30 for option in thin)
