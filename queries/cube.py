"""The pay counts of one release in memory: small coded arrays, loaded once from the store, shared and never changed."""
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import numpy as np
from sqlalchemy import Engine, select

from data import store
from queries.sample import Sample, split

DIMENSIONS = ("role", "level", "country", "year", "mode", "employment", "currency")
_COUNTS = ("n", "n_distinct", "n_squares")


@dataclass(frozen=True)
class Cells:
    """Some cells of one source and measure. Every array has one entry a cell: the coded dimensions, the pay value
    (US dollars, or a ratio) and the counts. `labels` turns codes back into text or years."""

    codes: dict[str, np.ndarray]
    labels: dict[str, tuple]
    value: np.ndarray
    n: np.ndarray
    n_distinct: np.ndarray
    n_squares: np.ndarray

    def take(self, mask: np.ndarray) -> "Cells":
        """The cells where mask is true."""
        codes = {name: column[mask] for name, column in self.codes.items()}
        return Cells(codes, self.labels, self.value[mask], self.n[mask], self.n_distinct[mask], self.n_squares[mask])

    def where(self, **wanted) -> "Cells":
        """The cells whose dimensions have one of the given labels: `where(role=("ai",), year=(2024, 2025))`."""
        mask = np.ones(len(self.value), dtype=bool)
        for dimension, labels in wanted.items():
            allowed = np.array([label in labels for label in self.labels[dimension]], dtype=bool)
            if not allowed.all():
                mask &= allowed[self.codes[dimension]]
        return self.take(mask)

    def samples(self, *dimensions: str) -> dict[tuple, Sample]:
        """The cells grouped by some dimensions in one pass: labels of a group -> its sample. Groups without cells are left out."""
        size, group = 1, np.zeros(len(self.value), dtype=np.intp)
        for dimension in dimensions:
            width = max(len(self.labels[dimension]), 1)
            size, group = size * width, group * width + self.codes[dimension]
        found = split(group, size, self.value, self.n, self.n_distinct, self.n_squares)
        keys = product(*(self.labels[dimension] for dimension in dimensions))
        return {key: sample for key, sample in zip(keys, found, strict=False) if sample.n}

    def present(self, dimension: str) -> list:
        """The labels that occur in these cells, in the order of their codes."""
        held = np.bincount(self.codes[dimension], minlength=len(self.labels[dimension]))
        return [label for label, count in zip(self.labels[dimension], held, strict=False) if count]

    def __len__(self) -> int:
        return len(self.value)


@lru_cache(maxsize=64)
def cells(engine: Engine, source: str, measure: str) -> Cells:
    """All cells of one source and measure of the engine's release, in order of value: samples of them then need no sorting."""
    counts = store.table("pay_counts")
    columns = [counts.c[name] for name in (*DIMENSIONS, "value", *_COUNTS)]
    query = select(*columns).where(counts.c.source == source, counts.c.measure == measure).order_by(counts.c.value)
    with engine.connect() as connection:
        rows = connection.execute(query).all()
    return _coded(list(zip(*rows, strict=True)) if rows else [()] * len(columns))


def _coded(columns: list[tuple]) -> Cells:
    codes, labels = {}, {}
    for name, column in zip(DIMENSIONS, columns, strict=False):
        labels[name] = tuple(sorted(set(column)))
        lookup = {label: code for code, label in enumerate(labels[name])}
        codes[name] = _frozen(np.fromiter((lookup[label] for label in column), dtype=np.int16, count=len(column)))
    value, *counts = columns[len(DIMENSIONS):]
    return Cells(codes, labels, _frozen(np.array(value, dtype=float)), *(_frozen(np.array(c, dtype=np.int64)) for c in counts))


def _frozen(array: np.ndarray) -> np.ndarray:
    array.setflags(write=False)
    return array
