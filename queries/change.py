"""Comparison of two independent samples: difference and ratio of a quantile, and the change against the year before."""

from dataclasses import dataclass
from math import exp, hypot, log, nan

from queries.intervals import estimate
from queries.sample import NO_ESTIMATE, Estimate, Sample
from queries.thin import COMPARABLE

UP, DOWN, UNCLEAR, TOO_FEW = "up", "down", "no clear difference", "too few records"


@dataclass(frozen=True)
class Change:
    """Change of the median in percent with its interval. Verdict: up, down, no clear difference, too few records."""

    pct: float
    lo: float
    hi: float
    verdict: str


def subtract(a: Estimate, b: Estimate) -> Estimate:
    """a - b for independent estimates. Each end takes the distances of both to the ends that matter, squared and
    added, so that lopsided intervals stay lopsided: method of variance estimates recovery (Zou and Donner 2008,
    Statistics in Medicine 27)."""
    gap = a.value - b.value
    return Estimate(gap, gap - hypot(a.value - a.lo, b.hi - b.value), gap + hypot(a.hi - a.value, b.value - b.lo))


def divide(a: Estimate, b: Estimate) -> Estimate:
    """a / b for independent estimates, by `subtract` on the log scale; nan unless both are positive throughout."""
    if not (a.lo > 0 and b.lo > 0):
        return NO_ESTIMATE
    logs = subtract(_log(a), _log(b))
    return Estimate(exp(logs.value), exp(logs.lo), exp(logs.hi))


def difference(a: Sample, b: Sample, q: float = 0.5) -> Estimate:
    """Quantile `q` of a minus that of b, in the unit of the values; nan if either is empty."""
    return subtract(estimate(a, q), estimate(b, q))


def ratio(a: Sample, b: Sample, q: float = 0.5) -> Estimate:
    """Quantile `q` of a over that of b; nan if either is empty or not positive. Says nothing about size: ask
    `thin.policy` first."""
    return divide(estimate(a, q), estimate(b, q))


def change(now: Sample, before: Sample) -> Change:
    """Change of the median from `before` to `now` in percent. Needs 30 independent records on both sides, else nan
    and "too few records". An interval that holds zero reads "no clear difference", whatever the sign of the
    change."""
    if min(now.independent, before.independent) < COMPARABLE:
        return Change(nan, nan, nan, TOO_FEW)
    found = ratio(now, before)
    pct, lo, hi = (100 * (part - 1) for part in (found.value, found.lo, found.hi))
    return Change(pct, lo, hi, verdict(lo, hi))


def verdict(lo: float, hi: float) -> str:
    """What an interval of a difference (zero = none) allows to say: up, down, or no clear difference, also when an
    end is missing."""
    if lo > 0:
        return UP
    return DOWN if hi < 0 else UNCLEAR


def _log(found):
    return Estimate(log(found.value), log(found.lo), log(found.hi))
