"""What every pay figure says about one sample: sizes and the percentiles that its size allows."""

from dataclasses import dataclass

from queries.intervals import estimates_of_each
from queries.sample import NO_ESTIMATE, Estimate, Sample
from queries.thin import Policy, policy

PERCENTILES = (10, 25, 50, 75, 90)


@dataclass(frozen=True)
class Summary:
    """One sample in figures.

    n: records, repeats included. independent: independent records. policy: what may be shown.
    percentiles: from 10, 25, 50, 75, 90 to its estimate, only those allowed. lowest, highest: only where these stand
    for a number (else None).
    """

    n: int
    independent: int
    policy: Policy
    percentiles: dict[int, Estimate]
    lowest: float | None = None
    highest: float | None = None

    @property
    def median(self) -> Estimate:
        """The median with its interval; nan where it may not be shown."""
        return self.percentiles.get(50, NO_ESTIMATE)

    def row(self) -> dict:
        """Flat table row: n, independent, state, lowest, highest, then p10, p10_lo, p10_hi to p90_hi; None where
        nothing may be shown."""
        cells = {
            "n": self.n,
            "independent": self.independent,
            "state": self.policy.state,
            "lowest": self.lowest,
            "highest": self.highest,
        }
        for percentile in PERCENTILES:
            found = self.percentiles.get(percentile)
            cells[f"p{percentile}"] = found and found.value
            cells[f"p{percentile}_lo"], cells[f"p{percentile}_hi"] = (found.lo, found.hi) if found else (None, None)
        return cells


def summarise(sample: Sample, unit: str) -> Summary:
    """Summary of a sample whose records are adverts, people or filings (`unit`: advert, person, filing)."""
    return summarise_each([sample], unit)[0]


def summarise_each(samples: list[Sample], unit: str) -> list[Summary]:
    """`summarise` of many samples, in order."""
    found = estimates_of_each(samples, [percentile / 100 for percentile in PERCENTILES])
    return [_summary(sample, dict(zip(PERCENTILES, estimates)), unit) for sample, estimates in zip(samples, found)]


def _summary(sample: Sample, found: dict[int, Estimate], unit: str) -> Summary:
    allowed = policy(sample.independent, unit)
    ends = (float(sample.values[0]), float(sample.values[-1])) if allowed.extremes else (None, None)
    return Summary(sample.n, sample.independent, allowed, {percentile: found[percentile] for percentile in allowed.percentiles}, *ends)
