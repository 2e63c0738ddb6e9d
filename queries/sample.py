"""A group of records held as counts of values, and the estimate that is read from it."""

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np


@dataclass(frozen=True)
class Estimate:
    """One figure with the ends of its interval, all in the unit of the values; nan where there is none."""

    value: float
    lo: float
    hi: float


NO_ESTIMATE = Estimate(np.nan, np.nan, np.nan)


@dataclass(frozen=True, eq=False)
class Sample:
    """Records as a count for each value.

    values: float64, ascending, each once, in US dollars, another currency, or a plain ratio.
    counts: int64, records (adverts, people, filings) that have the value.
    independent: independent records in all; an advertised range that stands 178 times is one.
    squared: int64, for each value the sum over its independent records of the squared number of times each stands.
    upto, squared_upto: the same two added up from the lowest value on.
    """

    values: np.ndarray
    counts: np.ndarray
    independent: int
    squared: np.ndarray
    upto: np.ndarray = field(init=False, repr=False)
    squared_upto: np.ndarray = field(init=False, repr=False)

    def __post_init__(self):
        object.__setattr__(self, "upto", np.cumsum(self.counts, dtype=np.int64))
        object.__setattr__(self, "squared_upto", np.cumsum(self.squared, dtype=np.int64))
        if not self.independent <= self.n <= self.squares:
            raise ValueError(
                f"sample of {self.n} records has {self.independent} independent records and squares of {self.squares}; "
                "independent <= records <= squares must hold: check that all three come from the same cells"
            )

    @property
    def n(self) -> int:
        """Records, repeats included."""
        return int(self.upto[-1]) if len(self.upto) else 0

    @property
    def squares(self) -> int:
        """Sum over all independent records of the squared number of times each stands."""
        return int(self.squared_upto[-1]) if len(self.squared_upto) else 0

    @property
    def effective(self) -> float:
        """Number of equally repeated independent records that would be worth as much: n^2 / squares; 0 if empty
        (Kish 1965, Survey Sampling)."""
        return self.n * (self.n / self.squares) if self.n else 0.0

    @classmethod
    def of(cls, values, counts, distinct, squares) -> "Sample":
        """Sample of cells in any order, equal values added up. Four sequences of one length; a cell is one row of
        `pay_counts`, its value already converted. ValueError: lengths differ, value not finite, count below one."""
        return split(np.zeros(len(values), dtype=np.intp), 1, values, counts, distinct, squares)[0]

    @classmethod
    def each(cls, values) -> "Sample":
        """Sample in which every entry of `values` is one independent record."""
        ones = np.ones(len(values), dtype=np.int64)
        return cls.of(values, ones, ones, ones)


def split(groups, size: int, values, counts, distinct, squares) -> list[Sample]:
    """Samples of many groups from one pass over their cells.

    groups: for each cell the number of its group, 0 to size - 1; the other four as in `Sample.of`.
    Returns `size` samples in order of group; a group without cells gives an empty sample.
    """
    groups, values, cells = _checked(groups, size, values, (counts, distinct, squares))
    order = _order(groups, values)
    groups, values, cells = groups[order], values[order], cells[:, order]
    starts = np.flatnonzero(_changes(groups) | _changes(values))
    cells = np.add.reduceat(cells, starts, axis=1) if len(starts) else cells
    groups, values = groups[starts], values[starts]
    edges = np.searchsorted(groups, np.arange(size + 1))
    return [Sample(values[a:b], cells[0, a:b], int(cells[1, a:b].sum()), cells[2, a:b]) for a, b in pairwise(edges)]


def _order(groups, values):
    """Order by group, then value. Cells are kept in order of value, so most samples need the cheap half of it only."""
    if (values[1:] >= values[:-1]).all():
        return np.argsort(groups.astype(np.int16) if len(groups) and groups.max() < 32_000 else groups, kind="stable")
    return np.lexsort((values, groups))


def _checked(groups, size, values, columns):
    groups, values = np.asarray(groups, dtype=np.intp), np.asarray(values, dtype=np.float64)
    lengths = {len(groups), len(values), *(len(column) for column in columns)}
    if len(lengths) > 1:
        raise ValueError(
            f"cells need one group, value, count, distinct and squares each, but the lengths are {sorted(lengths)}"
        )
    cells = np.array([np.asarray(column) for column in columns]).astype(np.int64).reshape(3, len(values))
    if not np.isfinite(values).all():
        raise ValueError(
            f"cell {int(np.argmin(np.isfinite(values)))} has no finite value: leave out cells that cannot be converted"
        )
    if len(values) and cells.min() < 1:
        raise ValueError(f"cell {int(np.argmin(cells.min(axis=0)))} has a count below 1: leave empty cells out")
    if len(values) and not 0 <= groups.min() <= groups.max() < size:
        raise ValueError(f"group numbers go from {groups.min()} to {groups.max()}, but only 0 to {size - 1} exist")
    return groups, values, cells


def _changes(column):
    return np.concatenate(([True], column[1:] != column[:-1])) if len(column) else np.zeros(0, dtype=bool)
