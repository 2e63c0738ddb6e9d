"""Intervals for quantiles, from order statistics.

Between the r-th and the s-th of m independent records lies the q-quantile with a probability that the binomial
distribution of m and q gives, whatever the distribution of pay looks like. Three things are added to the textbook
form, each because simulation on the real adverts asked for it (tests/queries/test_coverage.py):

- ranks are fractions of a record, so that small samples are not pushed above 95 % by rounding (Hutson 1999);
- repeated adverts shrink m to the effective number of independent records, since counting distinct ranges alone
  covers only 60 to 90 %: one range that stands 71 times moves the quantile more than seventy others;
- a rank is read off the running count at the middle of each value's step, because values are rounded and heap.

Known limits, measured: at P10 the interval is wider than need be (97 to 99 %), since low ranges repeat less than
the rest; where a single range carries some percent of all adverts near the quantile it can be too narrow.
"""

from functools import lru_cache
from statistics import NormalDist

import numpy as np

from queries.quantiles import quantiles
from queries.sample import Estimate, Sample


def ranks(effective: float, qs, level: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
    """Lower and upper rank (1 = lowest of `effective` records, fractions allowed) that bound the quantiles `qs` at
    `level`.

    The lower rank r solves P(Binomial(effective, q) >= r) = (1 + level) / 2, read as an incomplete beta function
    between whole numbers. Solved in closed form by the Cornish-Fisher expansion of the binomial to its fourth
    cumulant (Cornish and Fisher 1938); taking 1/12 off the variance turns the step function into the smooth one.
    Within 0.02 ranks of the exact solution from 30 records on. A bound that no record reaches is 0 or `effective` + 1.
    """
    qs, tail = np.asarray(qs, dtype=np.float64), (1 - level) / 2
    variance = effective * qs * (1 - qs)
    smooth = np.maximum(variance - 1 / 12, variance / 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        skew = variance * (1 - 2 * qs) / smooth**1.5
        excess = variance * (1 - 6 * qs * (1 - qs)) / smooth**2
        z = _z(level)
        even = skew * (z * z - 1) / 6
        odd = z + excess * (z**3 - 3 * z) / 24 - skew**2 * (2 * z**3 - 5 * z) / 36
        middle, spread = effective * qs + 0.5, np.sqrt(smooth)
        low, high = middle + spread * (even - odd), middle + spread * (even + odd)
    return np.where((1 - qs) ** effective > tail, 0.0, low), np.where(qs**effective > tail, effective + 1.0, high)


def estimates(sample: Sample, qs, level: float = 0.95) -> list[Estimate]:
    """Quantiles `qs` with their intervals, in order; every entry nan for an empty sample.

    A bound beyond the reach of the records is the lowest or highest value. The quantile always lies inside its
    interval.
    """
    values = quantiles(sample, qs)
    if not sample.n:
        return [Estimate(np.nan, np.nan, np.nan)] * len(values)
    low, high = ranks(sample.effective, qs, level)
    middles = (sample.upto - sample.counts / 2) / sample.n
    ends = np.interp((np.concatenate((low, high)) - 0.5) / sample.effective, middles, sample.values).reshape(2, -1)
    lows, highs = np.minimum(ends[0], values), np.maximum(ends[1], values)
    return [Estimate(*map(float, row)) for row in zip(values, lows, highs)]


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
