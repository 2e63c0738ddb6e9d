"""Every page draws, again and again, with the selection of its link."""
import re

import pytest

from components.figures import registry
from queries.filters import SOURCES, Filters
from tests.pages.opened import PAGES, address, charts, figures, file_of, is_sound, notice, opened, said, selection, unopened

#: page, title, headings or figures that must be there
TABLE = [
    ("pay", "Pay", ["pay_ladder", "pay_distribution", "pay_trend", "pay_width", "pay_change", "pay_sources"]),
    ("data", "Data and methods", []),
]


def test_the_table_names_every_page():
    assert tuple(name for name, _, _ in TABLE) == PAGES


@pytest.mark.parametrize(("name", "title", "shown"), TABLE)
def test_a_page_draws_and_draws_the_same_again(name, title, shown):
    session = opened(name)
    first = said(session), charts(session)
    assert is_sound(session) and session.title[0].value == title
    assert sorted(figures(session)) == sorted(shown)
    session.run()
    assert is_sound(session) and (said(session), charts(session)) == first


@pytest.mark.parametrize("name", PAGES)
def test_an_empty_link_shows_the_defaults_and_no_notice(name):
    session = opened(name)
    assert selection(session) == Filters.default() and notice(session) == "" and address(session) == {}


def test_data_and_methods_opens_with_health_before_sources_methods_and_downloads():
    headings = [heading.value for heading in opened("data").header]
    assert headings == ["Health", "Sources and licences", "Methods", "Data dictionary", "Downloads", "What changed"]


@pytest.mark.parametrize("name", PAGES)
def test_a_deep_link_shows_its_selection_in_the_sentence_the_widgets_and_the_copied_link(name):
    session = opened(name, roles="ai,ds", geo="GB", lvl="EN,SE", yr="2023-2024", cur="GBP", real="2024", mode="onsite", focus="ds", v="2026.11")
    sentence = session.markdown[0].value.replace("\\", "")
    assert "AI Engineer and Data Scientist in the United Kingdom, entry and senior level" in sentence
    assert session.selectbox(key="f_geo").value == "GB" and session.pills(key="f_roles").value == ["ai", "ds"]
    assert (session.selectbox(key="f_from").value, session.selectbox(key="f_to").value) == (2023, 2024)
    assert session.segmented_control(key="f_focus").value == "ds" and session.selectbox(key="f_real").value == "2024"
    assert session.code[0].value.endswith("roles=ai%2Cds&focus=ds&geo=GB&lvl=EN%2CSE&yr=2023-2024&src=adverts&pay=mid&mode=onsite&cur=GBP&real=2024&adj=raw&v=2026.11")


def test_a_link_to_the_bare_address_keeps_its_selection_on_the_way_to_the_first_page():
    session = unopened()
    session.query_params.update(geo="GB", roles="ai,ds")
    session.run()
    assert session.title[0].value == "Pay"
    assert (selection(session).geo, selection(session).roles) == ("GB", ("ai", "ds"))


def test_going_to_another_page_by_the_navigation_keeps_the_selection_and_writes_it_into_the_address():
    session = opened("pay", geo="GB", roles="ai")
    for name in ("data", "pay"):
        session.query_params.clear()  # what a click in the navigation does
        session.switch_page(file_of(name)).run()
        assert is_sound(session) and selection(session).geo == "GB"
        assert address(session) == selection(session).to_query()


def test_back_to_the_page_as_it_was_first_opened_gives_the_defaults_again():
    session = opened("pay")
    session.selectbox(key="f_geo").select("GB").run()
    session.query_params.clear()
    session.run()
    assert selection(session) == Filters.default() and session.selectbox(key="f_geo").value == "US"
    session.run()
    assert address(session) == {}


def test_an_older_address_brings_its_selection_back():
    session = opened("pay", geo="GB")
    session.selectbox(key="f_geo").select("CA").run()
    assert address(session)["geo"] == "CA"
    session.query_params.clear()
    session.query_params["geo"] = "GB"
    session.run()
    assert selection(session) == Filters.default().but(geo="GB") and session.selectbox(key="f_geo").value == "GB"


def test_reset_brings_the_defaults_back_and_takes_the_notice_and_the_offer_away():
    session = opened("pay", geo="ZZ", roles="se", offer="180000", yr="2023")
    assert notice(session)
    session.button(key="reset").click().run()
    assert selection(session) == Filters.default() and address(session) == Filters.default().to_query()
    assert notice(session) == "" and session.number_input(key="f_offer").value is None


@pytest.mark.parametrize("name", PAGES)
def test_notices_stand_in_a_warning_until_the_reader_changes_something(name):
    session = opened(name, geo="ZZ", lvl="XX,SE", nonsense="1")
    for word in ("geo: “ZZ”", "lvl: “XX”", "nonsense: no such parameter"):
        assert word in notice(session)
    assert address(session) == selection(session).to_query()
    session.run()
    assert "geo: “ZZ”" in notice(session)
    session.selectbox(key="f_geo").select("CA").run()
    assert notice(session) == ""


def test_more_notices_than_a_few_are_all_shown():
    names = Filters.default().to_query()
    said_ = notice(opened("pay", offer="x", tab="", **dict.fromkeys(names, "?")))
    assert all(f"{name}: " in said_ for name in (*names, "offer", "tab"))


def test_an_older_release_says_so_counts_what_changed_and_switches():
    session = opened("pay", v="2025.01")
    changed, shown = re.search(r"data release 2025.01; the latest is 2026.11. (\d+) of (\d+) figures", session.info[0].value).groups()
    assert int(shown) == len(figures(session)) and 0 < int(changed) <= int(shown)
    session.button(key="switch_release").click().run()
    assert selection(session) == Filters.default() and not session.info and address(session)["v"] == "2026.11"


@pytest.mark.parametrize("src", SOURCES)
def test_every_figure_whose_numbers_differ_is_counted_as_changed_and_one_without_numbers_is_not(src):
    filters = Filters.default(src, "2025.01")
    session = opened("pay", v="2025.01", src=src)
    before, now = ({name: _numbers(name, filters.but(v=v)) for name in registry.FIGURES} for v in ("2025.01", "2026.11"))
    differ = sum(before[name] != now[name] for name in before)
    silent = sum(not before[name] and not now[name] for name in before)
    counted = int(re.search(r"(\d+) of 6 figures", session.info[0].value).group(1))
    assert differ <= counted <= 6 - silent


def _numbers(name, filters):
    """The rows of a figure that hold a record, as text, without the confidence word, which ages with the release."""
    rows = [row for row in registry.figure(name, filters).rows if row.get("n", 1)]
    return [str({key: value for key, value in row.items() if key != "word"}) for row in rows]


def test_an_older_release_on_a_page_without_figures_counts_none():
    assert [bar.value for bar in opened("data", v="2025.01").info] == ["This is data release 2025.01; the latest is 2026.11."]


def test_an_offer_of_the_link_is_marked_and_placed_and_stays_in_the_copied_link():
    session = opened("pay", offer="180000")
    assert "An offer of \\$180,000 is at or above" in said(session)
    assert session.code[0].value.endswith("&offer=180000")
    session.number_input(key="f_offer").set_value(None).run()
    assert "offer" not in address(session) and "An offer of" not in said(session)
