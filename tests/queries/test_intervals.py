"""Ranks agree with scipy's binomial; intervals hold their quantile and behave at the edges."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize, special, stats

from queries.intervals import effective, estimate, estimates, interval, ranks
from queries.sample import Sample

GRID = [(n, q) for n in (30, 47, 100, 333, 1_000, 5_000) for q in (0.1, 0.25, 0.5, 0.75, 0.9)]
REACHED = [(n, q) for n, q in GRID if max(q, 1 - q) ** n < 0.025]


def exact_rank(n, q, tail):
    """Rank r with P(Binomial(n, q) >= r) = tail, read between whole numbers as an incomplete beta function."""
    return optimize.brentq(lambda r: special.betainc(r, n - r + 1, q) - tail, 1e-9, n + 1 - 1e-9)


@pytest.mark.parametrize("n, q", REACHED)
def test_ranks_solve_the_binomial_within_a_fiftieth_of_a_record(n, q):
    low, high = (float(end[0]) for end in ranks(n, [q]))
    assert low == pytest.approx(exact_rank(n, q, 0.975), abs=0.02)
    assert high == pytest.approx(exact_rank(n, q, 0.025), abs=0.02)


@pytest.mark.parametrize("n, q", REACHED)
def test_whole_ranks_next_to_the_fraction_enclose_the_level_of_scipys_binomial(n, q):
    """The r-th value lies at or below the quantile with probability P(B >= r), the s-th above it with P(B < s), B
    binomial."""
    low, high = (float(end[0]) for end in ranks(n, [q]))
    count = stats.binom(n, q)
    assert count.sf(np.floor(low - 0.02) - 1) >= 0.975 >= count.sf(np.ceil(low + 0.02) - 1)
    assert count.cdf(np.ceil(high + 0.02) - 1) >= 0.975 >= count.cdf(np.floor(high - 0.02) - 1)


@pytest.mark.parametrize("n, q", REACHED)
def test_outward_whole_ranks_cover_at_least_95_percent(n, q):
    low, high = (float(end[0]) for end in ranks(n, [q]))
    count = stats.binom(n, q)
    assert count.cdf(np.ceil(high + 0.02) - 1) - count.cdf(np.floor(low - 0.02) - 1) >= 0.95
    assert count.cdf(np.floor(high - 0.02) - 1) - count.cdf(np.ceil(low + 0.02) - 1) <= 0.95


@pytest.mark.parametrize("n", [10, 15, 20, 29])
def test_median_ranks_are_right_from_ten_records_on(n):
    low, high = (float(end[0]) for end in ranks(n, [0.5]))
    exact = exact_rank(n, 0.5, 0.975)
    assert (low, high) == pytest.approx((exact, n + 1 - exact), abs=0.01)


@pytest.mark.parametrize("level", [0.8, 0.9, 0.99])
def test_other_levels_agree_with_the_binomial_too(level):
    low = float(ranks(200, [0.25], level)[0][0])
    assert special.betainc(low, 200 - low + 1, 0.25) == pytest.approx((1 + level) / 2, abs=0.003)


def test_fractional_numbers_of_records_lie_between_the_whole_ones():
    lows = [float(ranks(n, [0.5])[0][0]) for n in (30, 30.5, 31)]
    assert lows == sorted(lows) and lows[0] < lows[1] < lows[2]


def test_ranks_that_no_record_reaches_are_before_the_first_or_after_the_last():
    low, high = ranks(30, [0.1, 0.9])
    assert low[0] == 0 and high[1] == 31


def test_the_interval_of_101_plain_records_is_the_textbook_one():
    """Median of 1 to 101: ranks 41.2 and 60.8 (normal approximation 51 -+ 9.85)."""
    lo, hi = interval(Sample.each(np.arange(1, 102)), 0.5)
    assert (lo, hi) == pytest.approx((41.2, 60.8), abs=0.1)


def test_repeats_widen_the_interval_although_adverts_grow_in_number():
    rng = np.random.default_rng(3)
    values, repeats = np.sort(rng.normal(150, 30, 200)), rng.choice([1, 1, 1, 20], 200)
    once = estimate(Sample.each(values), 0.5)
    often = estimate(Sample.of(values, repeats, np.ones(200), repeats**2), 0.5)
    assert often.hi - often.lo > 1.3 * (once.hi - once.lo)


def test_the_same_repeat_for_all_changes_nothing_of_note():
    values, sevens, ones = np.arange(100.0), np.full(100, 7), np.ones(100)
    once, seven = interval(Sample.each(values), 0.5), interval(Sample.of(values, sevens, ones, sevens**2), 0.5)
    assert seven == pytest.approx(once, abs=1e-9)


def test_heaped_ratios_give_an_interval_narrower_than_the_heap_is_wide():
    rng = np.random.default_rng(8)
    found = estimate(Sample.each(np.round(rng.choice([1.33, 1.4, 1.5, 1.67, 2.0], 400), 2)), 0.5)
    assert found.value == 1.5 and 1.4 <= found.lo <= 1.5 <= found.hi <= 1.67


def repeated(repeats):
    """Ranges at 0, 1, 2 and so on, each standing as often as `repeats` says."""
    repeats = np.array(repeats)
    return Sample.of(np.arange(len(repeats)), repeats, np.ones(len(repeats)), repeats**2)


@pytest.mark.parametrize("times", [1, 3])
def test_even_repeats_leave_every_quantile_the_number_of_ranges(times):
    assert effective(repeated([times] * 80), [0.01, 0.1, 0.25, 0.5, 0.75, 0.9]) == pytest.approx(80)


def test_the_median_is_judged_by_the_repeats_of_all_records():
    sample = repeated([1] * 50 + [4] * 20)
    assert effective(sample, [0.5]) == pytest.approx(sample.effective)


def test_repeats_are_weighed_on_the_side_where_they_stand():
    """By hand: 60 plain ranges, then 10 standing 4 times; 100 adverts, squares 220. P25 reads the lowest third: 33.3
    squares, times 3/4 is A = 25, B = 195; 0.1875 * 10,000 / (25 * 0.5625 + 195 * 0.0625) = 71.4, capped at 70.
    P40 reads two thirds: 60 + 6.67 * 4 squares, times 0.6 is A = 52; 0.24 * 10,000 / (52 * 0.36 + 168 * 0.16) = 52.63.
    """
    sample = repeated([1] * 60 + [4] * 10)
    assert effective(sample, [0.25, 0.4]) == pytest.approx([70, 2_400 / 45.6])


def test_heavy_repeats_at_the_top_leave_the_low_quantiles_surer_than_the_pooled_number():
    sample = repeated([1] * 90 + [9] * 10)
    low, high = effective(sample, [0.1, 0.5])
    assert low > 1.5 * high


def test_one_heavy_range_lowers_the_number_of_p90_at_the_top_but_never_raises_it_from_the_bottom():
    bottom, top = repeated([30] + [1] * 270), repeated([1] * 270 + [30])
    assert effective(bottom, [0.9])[0] == pytest.approx(bottom.effective)
    assert effective(top, [0.9])[0] < 0.7 * top.effective


def test_the_number_has_no_step_at_the_median():
    sample = repeated(np.random.default_rng(4).choice([1, 1, 1, 2, 8, 20], 300))
    below, at, above = effective(sample, [0.4999, 0.5, 0.5001])
    assert (below, above) == (pytest.approx(at, rel=2e-3), pytest.approx(at, rel=2e-3))


@given(st.lists(st.integers(1, 60), min_size=1, max_size=50), st.floats(0.01, 0.99))
def test_the_number_is_positive_and_never_above_the_independent_records(repeats, q):
    assert 0 < effective(repeated(repeats), [q])[0] <= len(repeats)


@given(
    st.lists(st.tuples(st.integers(1, 30), st.integers(1, 40)), min_size=1, max_size=40),
    st.floats(0.01, 0.99),
)
def test_the_quantile_lies_inside_its_interval_and_the_interval_inside_the_data(cells, q):
    values, repeats = (np.array(column) for column in zip(*cells))
    sample = Sample.of(values, repeats, np.ones(len(values)), repeats**2)
    found = estimate(sample, q)
    assert sample.values[0] <= found.lo <= found.value <= found.hi <= sample.values[-1]


@given(st.lists(st.integers(1, 10**6), min_size=35, max_size=60), st.integers(2, 9))
def test_intervals_scale_with_the_currency(values, factor):
    plain, scaled = (np.array(interval(Sample.each(np.array(values) * by), 0.5)) for by in (1, factor))
    np.testing.assert_allclose(scaled, plain * factor)


def test_higher_quantiles_have_higher_intervals():
    found = estimates(Sample.each(np.random.default_rng(1).lognormal(12, 0.3, 400)), [0.1, 0.25, 0.5, 0.75, 0.9])
    assert [one.lo for one in found] == sorted(one.lo for one in found)
    assert [one.hi for one in found] == sorted(one.hi for one in found)


def test_an_empty_sample_has_no_interval():
    assert np.isnan(interval(Sample.each([]), 0.5)).all()
    assert len(estimates(Sample.each([]), [0.25, 0.75])) == 2


def test_a_single_record_is_its_own_interval():
    assert interval(Sample.each([170_000]), 0.5) == (170_000, 170_000)


@pytest.mark.parametrize("level", [0, 1, 95])
def test_a_level_that_is_no_probability_is_refused(level):
    with pytest.raises(ValueError, match="level"):
        interval(Sample.each([1, 2, 3]), 0.5, level)
