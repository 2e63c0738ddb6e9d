"""Quantiles of values that are held as counts."""

import numpy as np

from queries.sample import Sample


def quantiles(sample: Sample, qs) -> np.ndarray:
    """Quantiles at `qs` (each 0 to 1), equal to numpy.quantile (linear) on a list where every value stands as often
    as its count.

    Nothing is expanded: the place of a quantile, q (n - 1), is looked up in the running count. Definition 7 of
    Hyndman and Fan (1996). Returns float64 in the order of `qs`, in the unit of the values; nan for an empty sample.
    ValueError: q outside 0 to 1.
    """
    qs = np.asarray(qs, dtype=np.float64)
    if not ((qs >= 0) & (qs <= 1)).all():
        raise ValueError(f"quantiles are asked for at {qs.tolist()}, but must lie between 0 and 1 (P25 is 0.25)")
    if not sample.n:
        return np.full(qs.shape, np.nan)
    place = qs * (sample.n - 1)
    whole = np.floor(place)
    below = sample.values[np.searchsorted(sample.upto, whole, side="right")]
    above = sample.values[np.searchsorted(sample.upto, np.minimum(whole + 1, sample.n - 1), side="right")]
    return below + (above - below) * (place - whole)
