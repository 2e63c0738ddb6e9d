"""The canonical text of a selection: it reads back to the same selection, is one text for one selection, and is short."""
from urllib.parse import parse_qs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.share import query_text, short_query
from components.url_state import OFFER_HIGH, OFFER_LOW, read_local
from data import catalog
from data.roles import ROLE_KEYS
from data.schema import LEVELS, MODES
from queries.filters import CURRENCIES, FIRST_YEAR, LAST_YEAR, PAGE_LOCAL, PAYS, REAL_YEARS, SOURCES, Filters

years = st.tuples(*[st.integers(FIRST_YEAR, LAST_YEAR)] * 2).map(sorted).map(tuple)


def _some(options):
    return st.sets(st.sampled_from(options), min_size=1).map(lambda held: tuple(one for one in options if one in held))


selections = st.builds(
    Filters, roles=_some(ROLE_KEYS), focus=st.sampled_from(ROLE_KEYS), geo=st.sampled_from(("all", *catalog.countries(catalog.latest()))),
    lvl=_some(LEVELS), yr=years, src=st.sampled_from(SOURCES), pay=st.sampled_from(PAYS), mode=st.sampled_from(("any", *MODES)),
    cur=st.sampled_from(CURRENCIES), real=st.sampled_from(("nominal", *REAL_YEARS)), adj=st.sampled_from(("raw", "matched")),
    v=st.sampled_from(catalog.ids()))
amounts = st.integers(OFFER_LOW, OFFER_HIGH).map(str)
labels = st.text(max_size=60).filter(lambda text: text.strip() and text.strip().isprintable() and len(text.strip().encode()) <= 60).map(str.strip)
locals_ = st.fixed_dictionaries({}, optional={name: amounts if name == "offer" else labels for name in PAGE_LOCAL if not name.startswith("band")})
names = st.one_of(st.text(max_size=8), st.sampled_from((*Filters.default().to_query(), *PAGE_LOCAL)))
anything = st.dictionaries(names, st.one_of(st.text(max_size=40), st.lists(st.text(max_size=20), max_size=4)), max_size=8)


@given(selections)
def test_a_selection_reads_back_from_its_own_link_without_a_notice(filters):
    assert Filters.from_query(filters.to_query()) == (filters, ())


@given(selections, locals_)
def test_a_selection_with_page_values_reads_back_from_its_query_text(filters, local):
    address = parse_qs(query_text(filters, local), keep_blank_values=True, strict_parsing=True)
    assert Filters.from_query(address) == (filters, ())
    assert read_local(address) == (local, ())


@given(selections, locals_, st.randoms())
def test_the_order_of_parameters_changes_neither_the_selection_nor_its_text(filters, local, random):
    pairs = [*(filters.to_query() | local).items()]
    random.shuffle(pairs)
    again, _ = Filters.from_query(dict(pairs))
    assert again == filters
    assert query_text(again, read_local(dict(pairs))[0]) == query_text(filters, local)


@given(selections)
def test_a_download_link_that_leaves_defaults_out_means_the_same_selection(filters):
    assert Filters.from_query(parse_qs(short_query(filters, {}))) == (filters, ())


@given(anything)
@settings(max_examples=400)
def test_any_link_gives_a_selection_that_has_a_canonical_text_and_a_sentence(query):
    filters, notices = Filters.from_query(query)
    assert Filters.from_query(filters.to_query()) == (filters, ())
    assert filters.describe().isprintable()
    local, local_notices = read_local(query)
    for notice in (*notices, *local_notices):
        assert str(notice).isprintable() and len(str(notice)) < 250
    given_names = {str(name) for name in query}
    dropped = {name for name in given_names if name in PAGE_LOCAL and name not in local}
    assert dropped <= {notice.param for notice in local_notices}


@given(anything)
def test_the_longest_link_stays_under_2000_characters(query):
    local, _ = read_local(query)
    assert len(query_text(Filters.from_query(query)[0], local)) < 1_900


def test_the_longest_values_stay_under_2000_characters():
    widest = Filters.default().but(lvl=LEVELS, src="official", real="2025", adj="matched", mode="onsite")
    local = {name: str(OFFER_HIGH) if name in ("offer", "band_lo", "band_hi") else "😀" * 15 for name in PAGE_LOCAL}
    assert read_local(local) == (local, ())
    assert len(query_text(widest, local)) < 1_900


def test_every_parameter_is_written_defaults_too_in_one_fixed_order():
    assert query_text(Filters.default(v="2026.11")) == (
        "roles=ai%2Cml%2Cds%2Cse&focus=ai&geo=US&lvl=MI%2CSE&yr=2024-2025&src=adverts&pay=mid&mode=any&cur=USD&real=nominal&adj=raw&v=2026.11")


def test_latest_becomes_a_release_that_a_reader_can_name():
    assert Filters.from_query({"v": "latest"})[0].to_query()["v"] == catalog.ids()[-1] == "2026.11"


@pytest.mark.parametrize("changes", [{"geo": "GB"}, {"roles": ("ai",)}, {"yr": (2023, 2025)}, {"lvl": ("EN",)}, {"v": "2025.01"}, {"adj": "matched"}])
def test_another_selection_has_another_text(changes):
    assert query_text(Filters.default().but(**changes)) != query_text(Filters.default())
