"""The table of the thin-data policy, row by row and at its edges."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.sample import NO_ESTIMATE, Estimate, Sample
from queries.summary import summarise
from queries.thin import WORDS, policy, word

QUARTILES, FULL = (25, 50, 75), (10, 25, 50, 75, 90)

TABLE = [
    # records, state, percentiles, extremes, compared, hollow
    (0, "none", (), False, False, False),
    (1, "too few", (), False, False, False),
    (4, "too few", (), False, False, False),
    (5, "indicative", (), True, False, False),
    (9, "indicative", (), True, False, False),
    (10, "thin", (50,), False, False, True),
    (29, "thin", (50,), False, False, True),
    (30, "quartiles", QUARTILES, False, True, False),
    (99, "quartiles", QUARTILES, False, True, False),
    (100, "full", FULL, False, True, False),
    (10_000, "full", FULL, False, True, False),
]


@pytest.mark.parametrize("records, state, percentiles, extremes, compared, hollow", TABLE)
@pytest.mark.parametrize("unit", ["advert", "filing"])
def test_adverts_and_filings_follow_the_table(unit, records, state, percentiles, extremes, compared, hollow):
    found = policy(records, unit)
    assert (found.state, found.percentiles, found.extremes, found.hollow) == (state, percentiles, extremes, hollow)
    assert (found.gap, found.trend, found.change) == (compared,) * 3
    assert found.exact


@pytest.mark.parametrize("records", [1, 4, 5, 9])
def test_nothing_of_fewer_than_ten_people_is_shown_not_even_their_number(records):
    found = policy(records, "person")
    assert (found.state, found.percentiles, found.extremes, found.exact) == ("too few", (), False, False)


@pytest.mark.parametrize("records", [0, 10, 29, 30, 99, 100])
def test_from_ten_people_on_and_with_none_at_all_people_are_treated_like_adverts(records):
    assert policy(records, "person") == policy(records, "advert")


@given(st.integers(0, 2_000), st.integers(0, 2_000), st.sampled_from(["advert", "person", "filing"]))
def test_more_records_never_allow_less(one, other, unit):
    few, many = (policy(number, unit) for number in sorted((one, other)))
    assert set(few.percentiles) <= set(many.percentiles)
    assert few.gap <= many.gap and few.trend <= many.trend and few.change <= many.change


@given(st.integers(0, 2_000), st.sampled_from(["advert", "person", "filing"]))
def test_numbers_are_shown_in_one_way_or_not_at_all(records, unit):
    found = policy(records, unit)
    assert not (found.percentiles and found.extremes)
    assert found.gap == (records >= 30)
    assert (50 in found.percentiles) == (records >= 10)


@pytest.mark.parametrize(
    "records, unit, message",
    [(5, "adverts", "must be one of advert, person, filing"), (-1, "advert", "-1 independent")],
)
def test_nonsense_is_refused_with_the_reason(records, unit, message):
    with pytest.raises(ValueError, match=message):
        policy(records, unit)


@pytest.mark.parametrize(
    "half_pct, records, expected",
    [
        (1, 4, "too few"),
        (1, 5, "indicative"),
        (1, 9, "indicative"),
        (1, 10, "thin"),
        (1, 29, "thin"),
        (1, 30, "good"),
        (5, 99, "good"),
        (10, 99, "good"),
        (10.1, 30, "fair"),
        (20, 99, "fair"),
        (20.1, 99, "thin"),
        (5, 100, "strong"),
        (5.1, 100, "good"),
        (10.1, 100, "fair"),
        (20.1, 100, "thin"),
        (80, 5_000, "thin"),
    ],
)
def test_words_follow_the_width_of_the_interval_and_the_number_of_records(half_pct, records, expected):
    assert word(Estimate(100.0, 100.0 - half_pct, 100.0 + half_pct), records) == expected


@pytest.mark.parametrize(
    "facts, expected",
    [
        ({"age_months": 18}, "strong"),
        ({"age_months": 18.1}, "good"),
        ({"relayed": True}, "good"),
        ({"modelled": True}, "good"),
        ({"age_months": 30, "relayed": True}, "fair"),
        ({"age_months": 30, "relayed": True, "modelled": True}, "thin"),
    ],
)
def test_age_hearsay_and_modelling_each_cost_one_step(facts, expected):
    assert word(Estimate(100.0, 97.0, 103.0), 500, **facts) == expected


def test_the_lowest_word_stays_the_lowest():
    assert word(Estimate(100.0, 50.0, 150.0), 500, 40, True, True) == "thin"


def test_people_get_no_word_below_ten():
    assert word(Estimate(100.0, 99.0, 101.0), 9, unit="person") == "too few"
    assert word(NO_ESTIMATE, 0) == "too few"


def test_no_estimate_is_never_better_than_thin():
    assert word(NO_ESTIMATE, 500) == "thin"


@given(st.floats(0, 100), st.integers(10, 500), st.floats(0, 60), st.booleans(), st.booleans())
def test_a_reason_for_doubt_never_raises_the_word(half, records, age, relayed, modelled):
    found = Estimate(100.0, 100.0 - half, 100.0 + half)
    assert WORDS.index(word(found, records, age, relayed, modelled)) <= WORDS.index(word(found, records))


@pytest.mark.parametrize("records, state, percentiles, extremes, compared, hollow", TABLE[:-1])
def test_a_summary_shows_what_the_policy_allows_and_no_more(records, state, percentiles, extremes, compared, hollow):
    found = summarise(Sample.each(np.arange(100.0, 100.0 + records)), "advert")
    assert (found.n, found.independent, found.policy.state) == (records, records, state)
    assert tuple(found.percentiles) == percentiles
    assert (found.lowest, found.highest) == ((100.0, 99.0 + records) if extremes else (None, None))
    assert all(one.lo <= one.value <= one.hi for one in found.percentiles.values())


def test_independent_records_decide_and_not_adverts():
    found = summarise(Sample.of([150_000, 160_000], [71, 50], [1, 1], [71**2, 50**2]), "advert")
    assert (found.n, found.independent, found.policy.state) == (121, 2, "too few")
    assert not found.percentiles


def test_a_row_has_every_column_whatever_is_shown():
    full, none = (summarise(Sample.each(np.arange(float(size))), "advert").row() for size in (100, 3))
    assert list(full) == list(none)
    assert list(full)[:6] == ["n", "independent", "state", "lowest", "highest", "p10"]
    assert full["p50"] == 49.5 and full["p50_lo"] < 49.5 < full["p50_hi"]
    assert {name for name, value in none.items() if value is not None} == {"n", "independent", "state"}
