"""Intervals for quantiles, from order statistics.

Between the r-th and the s-th of m independent records lies the q-quantile with a probability that the binomial
distribution of m and q gives, whatever the distribution of pay looks like. Three things are added to the textbook
form, each because simulation on the real adverts asked for it (tests/queries/test_coverage.py):

- ranks are fractions of a record, so that small samples are not pushed above 95 % by rounding (Hutson 1999);
- repeated adverts shrink m to an effective number of records, since counting distinct ranges alone covers only 60 to
  90 %: one range that stands 178 times moves the quantile more than a hundred others. The number depends on the
  quantile (`effective`): low ranges repeat less than high ones, so that low quantiles are surer than the repeats of
  all adverts suggest (pooled repeats would cover P10 up to 99.5 times in 100). Above the median heavy ranges are too
  rare in one sample for their own side to be trusted alone (P90 82 to 92 %), so it only adds to the pooled number;
- a rank is read off the running count at the middle of each value's step, because values are rounded and heap.

Measured on all four roles together with repeats as they occur: 93.9 to 96.5 % at 100 and 1,000 ranges, 96.3 to 96.8 %
at 30; tests/queries/test_coverage.py holds bands for these and for each role. Known limit: one range with some percent
of all adverts near the quantile makes the interval too narrow, since most samples miss it and nothing in them can
tell (at 1,000 ranges: Data Scientist median 89 %, AI Engineer P75 88 % and P90 76 %, ML Engineer P75 92 % and P90 91 %,
P25 of the lower ends of ranges 90 %; at 100: AI Engineer P90 91 %). How far the lower side reads and how much the upper
side adds were set on the adverts of 2024-25; those of 2022-23 are covered alike (94.9 to 97.3 %). Where fewer than
about 13 effective records stand for a quartile, or 35 for a decile, an end is the lowest or highest value.
"""

from functools import lru_cache
from statistics import NormalDist

import numpy as np

from queries.quantiles import quantiles
from queries.sample import NO_ESTIMATE, Estimate, Sample

# A third would take P75 at 30 ranges past 96.5 %; none would leave AI Engineer P90 at 100 ranges to 86 %.
UPPER_LOCAL = 1 / 4


def ranks(records, qs, level: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
    """Lower and upper rank (1 = lowest of `records`, fractions allowed) that bound the quantiles `qs` at `level`.

    records: independent records, one number for all `qs` or one for each; fractions allowed.
    The lower rank r solves P(Binomial(records, q) >= r) = (1 + level) / 2, read as an incomplete beta function
    between whole numbers. Solved in closed form by the Cornish-Fisher expansion of the binomial to its fourth
    cumulant (Cornish and Fisher 1938); taking 1/12 off the variance turns the step function into the smooth one.
    Within 0.02 ranks of the exact solution from 30 records on. A rank that no record reaches is 0 or `records` + 1.
    """
    qs, tail = np.asarray(qs, dtype=np.float64), (1 - level) / 2
    variance = records * qs * (1 - qs)
    smooth = np.maximum(variance - 1 / 12, variance / 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        skew = variance * (1 - 2 * qs) / smooth**1.5
        excess = variance * (1 - 6 * qs * (1 - qs)) / smooth**2
        z = _z(level)
        even = skew * (z * z - 1) / 6
        odd = z + excess * (z**3 - 3 * z) / 24 - skew**2 * (2 * z**3 - 5 * z) / 36
        middle, spread = records * qs + 0.5, np.sqrt(smooth)
        low, high = middle + spread * (even - odd), middle + spread * (even + odd)
    return np.where((1 - qs) ** records > tail, 0.0, low), np.where(qs**records > tail, records + 1.0, high)


def effective(sample: Sample, qs) -> np.ndarray:
    """For each q of `qs` (above 0, below 1) the number of unrepeated records that would place the quantile as surely.

    Plain records place it with variance q (1 - q) / m; this solves for m. With repeats the variance, times n^2, is
    squares q (1 - q) if they do not depend on the value (pooled, Kish 1965), and A (1 - q)^2 + B q^2 in general
    (local), A and B the squares at or below the quantile and above it (Woodruff 1952, linearised). Below the median
    it is the local one, A read over the lowest q / (1 - q) of the records and scaled down to q, so that heavy repeats
    just above the quantile count. From the median on it is the pooled one plus a quarter of what the local one is
    larger. Both are the same at the median. Never more than the independent records.
    """
    qs = np.asarray(qs, dtype=np.float64)
    return _worth(np.array([[sample.n, sample.independent, sample.squares]]), _squares_below(sample, qs)[np.newaxis], qs)[0]


def _worth(totals, below, qs):
    """`effective` of many samples: totals (n, independent, squares) a row, squares below by `_squares_below`, a row a sample."""
    n, independent, squares = totals.T[..., np.newaxis].astype(np.float64)
    spread = qs * (1 - qs)
    pooled = squares * spread
    excess = below * (1 - qs) ** 2 + (squares - below) * qs**2 - pooled
    variance = pooled + np.where(qs < 0.5, excess, np.maximum(excess, 0) * UPPER_LOCAL)
    return np.minimum(spread * n**2 / variance, independent)


def _squares_below(sample, qs):
    shrink = np.where(qs < 0.5, 1 - qs, 1)
    return _squares_of_lowest(sample, qs / shrink) * shrink


def _squares_of_lowest(sample, share):
    place = share * sample.n
    at = np.searchsorted(sample.upto, place)
    beyond = (sample.upto[at] - place) / sample.counts[at]
    return sample.squared_upto[at] - beyond * sample.squared[at]


def estimates(sample: Sample, qs, level: float = 0.95) -> list[Estimate]:
    """Quantiles `qs` with their intervals, in order; every entry nan for an empty sample.

    A bound beyond the reach of the records is the lowest or highest value. The quantile always lies inside its
    interval.
    """
    return estimates_of_each([sample], qs, level)[0]


def estimates_of_each(samples: list[Sample], qs, level: float = 0.95) -> list[list[Estimate]]:
    """`estimates` of many samples, in order; one pass over all, because a page asks for dozens at a time."""
    qs = np.asarray(qs, dtype=np.float64)
    full = [sample for sample in samples if sample.n]
    if full:
        totals = np.array([[sample.n, sample.independent, sample.squares] for sample in full])
        worth = _worth(totals, np.array([_squares_below(sample, qs) for sample in full]), qs)
        places = (np.array(ranks(worth, qs, level)) - 0.5) * (totals[:, :1] / worth)
        found = iter([_bounded(sample, quantiles(sample, qs), places[:, row]) for row, sample in enumerate(full)])
    return [next(found) if sample.n else [NO_ESTIMATE] * len(qs) for sample in samples]


def _bounded(sample, values, places):
    ends = np.interp(places, sample.upto - 0.5 * sample.counts, sample.values)
    lows, highs = np.minimum(ends[0], values), np.maximum(ends[1], values)
    return [Estimate(*row) for row in zip(values.tolist(), lows.tolist(), highs.tolist())]


def estimate(sample: Sample, q: float, level: float = 0.95) -> Estimate:
    """One quantile with its interval; see `estimates`."""
    return estimates(sample, [q], level)[0]


def interval(sample: Sample, q: float, level: float = 0.95) -> tuple[float, float]:
    """Ends of the interval for the quantile `q`, in the unit of the values; (nan, nan) for an empty sample."""
    found = estimate(sample, q, level)
    return found.lo, found.hi


@lru_cache
def _z(level):
    if not 0 < level < 1:
        raise ValueError(f"the level of an interval is {level}, but must lie between 0 and 1, such as 0.95")
    return NormalDist().inv_cdf((1 + level) / 2)
