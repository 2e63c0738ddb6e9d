"""Every source with all sorts of filters: words where there is no number, and never a stray `nan`."""
import html
import re

import pytest

from components.figures.marks import role_name
from queries import pay
from data import store
from queries.filters import SOURCES, Filters
from tests.pages.opened import PAGES, charts, figures, is_sound, notice, opened, said, selection

CASES = {
    "defaults": {}, "one role": {"roles": "ai"}, "focus not shown": {"roles": "se", "focus": "ai"}, "Britain in pounds": {"geo": "GB", "cur": "GBP"},
    "every country in PPP": {"geo": "all", "cur": "PPP"}, "old years": {"yr": "2020-2021"}, "a year to come": {"yr": "2026"}, "one year": {"yr": "2024"},
    "all years": {"yr": "2020-2026"}, "constant dollars": {"real": "2020"}, "high end, remote": {"pay": "high", "mode": "remote"},
    "executives in India in rupees": {"geo": "IN", "lvl": "EX", "cur": "INR"}, "a place without data": {"geo": "AO"}, "other countries": {"geo": "XX"},
    "matched": {"adj": "matched"}, "older release": {"v": "2025.01"}, "older release, PPP of 2025": {"v": "2025.01", "cur": "PPP", "real": "2025"},
    "an offer": {"offer": "180000"}, "a tiny offer in a place without data": {"geo": "AO", "offer": "1000"},
}
STRAY = re.compile(r"(?<![\w-])(nan|NaN|inf|None|NaT|undefined)(?![\w-])")
MARKS = re.compile(r"<style>.*?</style>|<[^>]+>", re.DOTALL)
EMPTY = [
    {"roles": "ai", "geo": "DE", "yr": "2023"}, {"geo": "CA", "lvl": "EX", "mode": "hybrid"}, {"geo": "PL", "src": "survey", "yr": "2024", "roles": "ai,ml"},
    {"lvl": "EN", "yr": "2022", "roles": "ai"}, {"geo": "AO"}, {"geo": "FR", "lvl": "EX"}, {"geo": "FR", "src": "filings"},
]
#: a filter that a source does not know, and the words that say so
UNANSWERED = [
    ("survey", {}, "level filter is not applied"), ("filings", {}, "level filter is not applied"), ("official", {}, "level filter is not applied"),
    *((src, {"mode": "remote"}, "place-of-work filter is not applied") for src in SOURCES[1:]),
    *((src, {"pay": "high"}, "end-of-range filter is not applied") for src in SOURCES[1:]),
    *((src, {"geo": "GB"}, "the United States") for src in ("filings", "official")), ("adverts", {"adj": "matched"}, "figures on this page are raw"),
    ("adverts", {}, "Full-time adverts only"),
]


def _visible(session):
    return html.unescape(MARKS.sub(" ", said(session)))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
@pytest.mark.parametrize("src", SOURCES)
def test_pay_draws_every_source_with_words_or_numbers_but_no_stray_value(src, case):
    session = opened("pay", src=src, **case)
    assert is_sound(session) and notice(session) == "" and len(figures(session)) == 6
    found = STRAY.search(_visible(session))
    assert not found, _visible(session)[max(0, found.start() - 80):found.end() + 40]


@pytest.mark.parametrize("v", ["2025.01", "2026.11"])
def test_data_and_methods_holds_no_stray_value(v):
    assert not STRAY.search(_visible(opened("data", v=v)))


def _thin_button(session):
    return next(button for button in session.button if (button.key or "").startswith("widen_pay_ladder_"))


@pytest.mark.parametrize("query", EMPTY, ids=str)
def test_an_empty_or_thin_selection_gives_words_and_one_click_brings_numbers(query):
    session = opened("pay", **query)
    role, records = re.fullmatch(r"(.+?): widen: .+ \(n = ([\d,]+)\)", _thin_button(session).label).groups()
    assert re.search(rf"{re.escape(role)}: (none|too few|indicative|thin)", _visible(session).replace("\\", "")) or "thin)" in _visible(session)
    _thin_button(session).click().run()
    assert is_sound(session)
    rows, _ = pay.ladder(store.engine("2026.11"), selection(session))
    (row,) = [row for row in rows if row["level"] == "all" and role_name(row["role"]) == role]
    assert row["independent"] == int(records.replace(",", "")) and row["p50"] > 0


def test_nothing_is_drawn_of_a_place_without_a_record():
    session = opened("pay", geo="AO")
    assert "none (n = 0 distinct ranges)" in _visible(session).replace("\\", "")
    assert charts(session) == 0 and session.button(key="reset")


@pytest.mark.parametrize(("src", "query", "words"), UNANSWERED, ids=str)
def test_a_filter_that_the_source_cannot_answer_is_named(src, query, words):
    assert words in _visible(opened("pay", src=src, **query))


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("v", ["2025.01", "2026.11"])
def test_every_page_names_the_release_it_shows(name, v):
    session = opened(name, v=v)
    assert f"data release {v}, published" in said(session) and selection(session) == Filters.default(v=v)
