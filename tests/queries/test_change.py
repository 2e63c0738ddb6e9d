"""Differences, ratios and the change against the year before."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.change import change, difference, divide, ratio, subtract, verdict
from queries.intervals import estimate
from queries.sample import Estimate, Sample

POSITIVE = st.tuples(st.floats(10, 1e6), st.floats(0, 0.5), st.floats(0, 0.5)).map(
    lambda parts: Estimate(parts[0], parts[0] * (1 - parts[1]), parts[0] * (1 + parts[2]))
)


def pay(size, centre, spread=20_000, seed=5):
    return Sample.each(np.random.default_rng(seed).normal(centre, spread, size).round(-2))


def test_even_intervals_are_squared_and_added():
    assert subtract(Estimate(10, 7, 13), Estimate(4, 0, 8)) == Estimate(6, 1, 11)


def test_each_end_takes_the_distances_that_matter_to_it():
    assert subtract(Estimate(10, 7, 20), Estimate(4, 0, 8)) == Estimate(6, 1, 6 + math.hypot(10, 4))


@given(POSITIVE, POSITIVE)
def test_turning_a_ratio_round_turns_its_interval_round(a, b):
    there, back = divide(a, b), divide(b, a)
    assert there.value == pytest.approx(1 / back.value)
    assert (there.lo, there.hi) == pytest.approx((1 / back.hi, 1 / back.lo))


@given(POSITIVE, POSITIVE)
def test_a_difference_without_zero_goes_with_a_value_on_its_side(a, b):
    found = subtract(a, b)
    assert found.lo <= found.value <= found.hi
    assert {"up": found.value > 0, "down": found.value < 0}.get(verdict(found.lo, found.hi), True)


def test_a_sure_quantity_leaves_the_relative_width_of_the_other():
    found = divide(Estimate(110, 99, 121), Estimate(100, 100, 100))
    assert (found.value, found.lo, found.hi) == pytest.approx((1.1, 0.99, 1.21))


@pytest.mark.parametrize(
    "lo, hi, expected",
    [
        (0.1, 5, "up"),
        (-5, -0.1, "down"),
        (-1, 1, "no clear difference"),
        (0, 3, "no clear difference"),
        (-3, 0, "no clear difference"),
        (math.nan, math.nan, "no clear difference"),
    ],
)
def test_an_interval_with_zero_says_no_clear_difference(lo, hi, expected):
    assert verdict(lo, hi) == expected


def test_a_clear_rise_is_up_in_percent_of_the_year_before():
    now, before = pay(400, 220_000), pay(300, 200_000, seed=6)
    found = change(now, before)
    assert found.verdict == "up"
    assert found.pct == pytest.approx(100 * (estimate(now, 0.5).value / estimate(before, 0.5).value - 1))
    assert 0 < found.lo < found.pct < found.hi


def test_a_clear_fall_is_down():
    assert change(pay(400, 180_000), pay(400, 200_000, seed=6)).verdict == "down"


def test_the_same_sample_twice_is_no_clear_difference():
    found = change(pay(60, 200_000), pay(60, 200_000))
    assert (found.pct, found.verdict) == (0, "no clear difference")
    assert found.lo < 0 < found.hi


@pytest.mark.parametrize(
    "now, before, shown", [(30, 30, True), (29, 30, False), (30, 29, False), (500, 29, False), (0, 500, False)]
)
def test_a_change_needs_thirty_independent_records_on_both_sides(now, before, shown):
    found = change(pay(now, 250_000), pay(before, 150_000))
    assert (found.verdict == "too few records") == (not shown)
    assert math.isnan(found.pct) == (not shown)


def test_repeats_do_not_make_up_for_missing_records():
    repeated = Sample.of(np.arange(29.0) + 100, np.full(29, 50), np.ones(29), np.full(29, 2_500))
    assert change(repeated, pay(500, 200_000)).verdict == "too few records"


def test_difference_and_ratio_of_a_quantile_agree_about_the_sign():
    a, b = pay(300, 230_000), pay(300, 200_000, seed=6)
    for q in (0.25, 0.5, 0.75):
        assert difference(a, b, q).lo > 0 and ratio(a, b, q).lo > 1


def test_heaped_range_widths_can_be_compared():
    rng = np.random.default_rng(2)
    narrow, wide = (Sample.each(rng.choice(widths, 200)) for widths in ([1.2, 1.25, 1.33], [1.5, 1.6, 1.67]))
    assert ratio(wide, narrow).lo > 1
    assert change(narrow, narrow).verdict == "no clear difference"


@pytest.mark.parametrize("values", [[], [0, 0, 0], [-5, 1, 2]])
def test_no_ratio_without_positive_values(values):
    assert math.isnan(ratio(Sample.each(values), pay(50, 200_000)).value)
