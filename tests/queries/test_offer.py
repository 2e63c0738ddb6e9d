"""Where an offer stands among the records."""
import numpy as np
import pytest

from data import store
from queries import offer
from queries.filters import Filters
from queries.selection import select


@pytest.fixture(scope="module")
def engine():
    return store.engine("2026.11")


@pytest.mark.parametrize("changes, value", [({}, 180_000), ({}, 1_000), ({}, 9_999_999), ({"geo": "GB", "cur": "GBP"}, 70_000), ({"pay": "high"}, 223_450)])
def test_the_share_is_that_of_the_records_at_or_below_the_offer(engine, changes, value):
    filters = Filters.default(v="2026.11").but(**changes)
    found = select(engine, filters).cells
    placed = [place for place in offer.places(engine, filters, value) if place.share is not None]
    assert placed
    for place in placed:
        own = found.where(role=(place.role,))
        values = np.repeat(own.value, own.n)
        assert place.share == pytest.approx(100 * (values <= value).mean())
        assert 0 <= place.lo <= place.share + 1e-9 and place.share - 1e-9 <= place.hi <= 100
        assert f"{place.share:.0f} %" in place.sentence


def test_an_offer_that_records_state_exactly_counts_them(engine):
    filters = Filters.default(v="2026.11").but(roles=("ds",))
    values = select(engine, filters).cells.value
    common = float(np.median(values))
    assert common in values
    below, at = (offer.places(engine, filters, amount)[0].share for amount in (common - 1, common))
    assert below < at


@pytest.mark.parametrize("src, changes", [("adverts", {"geo": "FR", "roles": ("ai",)}), ("adverts", {"geo": "TD"}), ("survey", {"geo": "PL", "roles": ("ai",)})])
def test_under_thirty_records_an_offer_is_answered_in_words(engine, src, changes):
    placed = offer.places(engine, Filters.default(src, "2026.11").but(**changes), 90_000)
    assert placed and all((place.share, place.lo, place.hi) == (None, None, None) for place in placed)
    assert all("too few records" in place.sentence and "90,000" not in place.sentence for place in placed)


def test_the_interval_rests_on_independent_records_not_on_adverts(engine):
    """180,000 dollars against all Data Scientists: the interval is wider than one of as many adverts, each of its own."""
    place = next(place for place in offer.places(engine, Filters.default(v="2026.11"), 150_000) if place.role == "ds")
    n = int(select(engine, Filters.default(v="2026.11")).cells.where(role=("ds",)).n.sum())
    naive = 2 * 1.96 * 100 * np.sqrt(place.share / 100 * (1 - place.share / 100) / n)
    assert place.hi - place.lo > 1.3 * naive
