"""How often 95 % intervals hold the truth when samples are drawn from the real adverts of the release.

The population is every distinct range of full-time adverts in the United States of two years, with the number of times
it stands. A sample of m records is m ranges drawn from it. Without repeats each counts once; with repeats it brings
its own, and the truth is the quantile of adverts. At 4,000 draws or more the simulation itself is sure to 0.35
points.

Measured with repeats, in percent, at 25,000, 12,000 and 8,000 draws (a role alone: 8,000, 6,000, 4,000); P10 and P90
are shown from 100 ranges on:

    ranges   all four roles: P10  P25  P50  P75  P90    median alone: AI   ML   DS   SE
        30                     -  96.8 96.3 96.5   -                 95.5 96.1 96.6 95.7
       100                   96.1 96.5 95.7 95.5 95.8                94.7 95.2 95.3 95.0
     1,000                   96.4 93.9 94.7 94.6 95.9                94.2 94.7 89.1 94.6

All but two lie within 95 +- 1.5 points as far as the simulation can tell. At 30 ranges, worth 16, the lower end of P25
is often the lowest value, which makes it a little too wide; a shorter reach of the lower side narrows it, but loses
P25 at 1,000 (93.5 where it reads 0.28 of the records, 92.6 at 0.26). And the median of Data Scientists misses at
1,000: two ranges of 135,000 dollars stand 178 and 161 times, 4.6 % of all adverts, and 6 samples in 10 hold neither.
The last tests pin down these limits, and that of one range of AI Engineers that stands 32 times in 967, near P90.
"""

import csv
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from queries import intervals
from queries.change import ratio
from queries.intervals import estimates
from queries.sample import Sample

RELEASE = Path(__file__).parents[2] / "data" / "releases" / "2026.11" / "pay_counts_adverts.csv"
ROLES = ("ai", "ml", "ds", "se")
BAND = (0.935, 0.965)


@cache
def population(measure="mid", roles=ROLES, years=(2024, 2025)):
    """Values and repeats of every distinct range, ascending by value."""
    with RELEASE.open(newline="", encoding="utf-8") as lines:
        ranges = [
            (float(row["value"]), repeats)
            for row in csv.DictReader(lines)
            if (row["measure"], row["country"], row["employment"]) == (measure, "US", "FT")
            and row["role"] in roles
            and int(row["year"]) in years
            for repeats in repeats_of(int(row["n"]), int(row["n_distinct"]), int(row["n_squares"]))
        ]
    values, repeats = np.array(sorted(ranges)).T
    return values, repeats.astype(int)


def repeats_of(n, distinct, squares):
    """Repeats of the ranges in one cell: one heavy and the rest alike, with the cell's sum and squares (rounded)."""
    mean = n / distinct
    heavy = round(mean + max(squares / distinct - mean**2, 0) ** 0.5 * (distinct - 1) ** 0.5)
    rest = round((n - heavy) / max(distinct - 1, 1))
    return [max(heavy, 1)] + [max(rest, 1)] * (distinct - 1)


def truth(values, repeats, qs):
    """Population quantiles, each advert counted."""
    upto = np.cumsum(repeats)
    return values[np.searchsorted(upto, np.asarray(qs) * upto[-1])]


def samples(values, repeats, size, draws, seed):
    rng, ones = np.random.default_rng(seed), np.ones(size, dtype=int)
    for _ in range(draws):
        drawn = rng.integers(0, len(values), size)
        yield Sample.of(values[drawn], repeats[drawn], ones, repeats[drawn] ** 2)


def coverage(values, repeats, size, qs, draws=4_000):
    true, hits = truth(values, repeats, qs), np.zeros(len(qs))
    for sample in samples(values, repeats, size, draws, seed=size):
        hits += [one.lo <= value <= one.hi for one, value in zip(estimates(sample, qs), true)]
    return dict(zip(qs, hits / draws))


def shown(size):
    return [0.25, 0.5, 0.75] if size < 100 else [0.1, 0.25, 0.5, 0.75, 0.9]


@pytest.mark.parametrize("size", [30, 100, 1_000])
def test_intervals_without_repeats_hold_the_truth_95_times_in_100(size):
    values, repeats = population()
    found = coverage(values, np.ones_like(repeats), size, shown(size), draws=6_000)
    assert all(BAND[0] <= share <= BAND[1] for share in found.values()), found


@pytest.mark.parametrize("size", [30, 100, 1_000])
def test_intervals_with_repeats_hold_the_truth_95_times_in_100(size):
    found = coverage(*population(), size, shown(size), draws=6_000)
    if size == 30:
        assert found.pop(0.25) <= 0.975
    assert all(BAND[0] <= share <= BAND[1] for share in found.values()), found


@pytest.mark.parametrize("role, size", [(role, size) for size in (30, 100, 1_000) for role in ROLES])
def test_the_median_of_each_role_alone_is_covered_with_its_repeats(role, size):
    found = coverage(*population(roles=(role,)), size, [0.5])[0.5]
    low, high = (0.88, 0.91) if (role, size) == ("ds", 1_000) else (0.935, 0.97)
    assert low <= found <= high, found


@pytest.mark.parametrize("role", ROLES)
def test_quartiles_and_deciles_of_each_role_alone_are_nearly_covered_at_100_ranges(role):
    found = coverage(*population(roles=(role,)), 100, shown(100))
    assert all(0.90 <= share <= 0.975 for share in found.values()), found


@pytest.mark.parametrize("size", [100, 1_000])
def test_years_that_set_nothing_in_the_method_are_covered_alike(size):
    found = coverage(*population(years=(2022, 2023)), size, shown(size))
    assert all(0.93 <= share <= 0.975 for share in found.values()), found


@pytest.mark.parametrize("measure", ["low", "high", "ratio"])
def test_both_ends_and_the_width_of_ranges_are_covered_like_the_middle(measure):
    found = coverage(*population(measure), 100, [0.5])
    assert 0.93 <= found[0.5] <= 0.97, found


@pytest.mark.parametrize("size", [10, 20])
def test_the_median_of_a_thin_sample_errs_on_the_wide_side(size):
    found = coverage(*population(), size, [0.5])
    assert 0.94 <= found[0.5] <= 0.98, found


def test_counting_distinct_ranges_without_their_repeats_would_be_far_too_sure():
    values, repeats = population()
    true, hits = truth(values, repeats, [0.5])[0], 0
    for sample in samples(values, repeats, 100, 1_000, seed=1):
        naive = Sample(sample.values, sample.counts, sample.independent, sample.counts)
        naive_sure = estimates(naive, [0.5])[0]
        hits += naive_sure.lo <= true <= naive_sure.hi
    assert hits / 1_000 < 0.75


def pooled_alone(monkeypatch):
    monkeypatch.setattr(intervals, "_worth", lambda totals, below, qs: np.tile(totals[:, :1] ** 2 / totals[:, 2:], len(qs)))


def test_repeats_pooled_over_all_values_would_make_low_quantiles_too_wide(monkeypatch):
    pooled_alone(monkeypatch)
    found = coverage(*population(), 1_000, [0.1], draws=1_000)
    assert found[0.1] > 0.98


def test_repeats_pooled_over_all_values_would_miss_a_heavy_range_near_p90(monkeypatch):
    """AI Engineer has one range that stands 32 times among 967 adverts, near P90: the local part buys five points."""
    pooled_alone(monkeypatch)
    found = coverage(*population(roles=("ai",)), 100, [0.9], draws=2_000)
    assert found[0.9] < 0.88


@pytest.mark.parametrize(
    "role, measure, size, q, band",
    [
        ("ai", "mid", 100, 0.9, (0.89, 0.93)),
        ("ai", "mid", 1_000, 0.75, (0.87, 0.91)),
        ("ai", "mid", 1_000, 0.9, (0.73, 0.79)),
        ("ml", "mid", 1_000, 0.75, (0.905, 0.935)),
        ("ml", "mid", 1_000, 0.9, (0.89, 0.92)),
        (None, "low", 1_000, 0.25, (0.87, 0.92)),
    ],
)
def test_one_range_with_percents_of_all_adverts_near_the_quantile_is_a_known_limit(role, measure, size, q, band):
    roles = (role,) if role else ROLES
    found = coverage(*population(measure, roles), size, [q], draws=3_000)
    assert band[0] <= found[q] <= band[1], found


@pytest.mark.parametrize("sizes", [(30, 30), (100, 60), (1_000, 300)])
@pytest.mark.parametrize("repeated, band", [(False, (0.93, 0.97)), (True, (0.93, 0.985))])
def test_the_ratio_of_two_medians_is_covered(sizes, repeated, band):
    """With repeats 30 records are worth about a dozen, and two long-tailed intervals together err on the wide side."""
    now, before = (population(years=(year,)) for year in (2025, 2024))
    if not repeated:
        now, before = ((values, np.ones_like(repeats)) for values, repeats in (now, before))
    true = truth(*now, [0.5])[0] / truth(*before, [0.5])[0]
    pairs = zip(samples(*now, sizes[0], 4_000, seed=7), samples(*before, sizes[1], 4_000, seed=8))
    found = [ratio(one, other) for one, other in pairs]
    assert band[0] <= np.mean([one.lo <= true <= one.hi for one in found]) <= band[1]
