"""The smallest relaxation of a selection that reaches a usable number of independent records."""
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np
from sqlalchemy import Engine

from data.schema import LEVELS
from queries import words
from queries.cube import cells
from queries.filters import Filters
from queries.selection import MEASURE, measure

#: from here on quartiles are shown
USABLE = 30


@dataclass(frozen=True)
class Relaxation:
    """Changes to the filters, in words, and the independent records of the role that they reach."""

    words: str
    changes: tuple[tuple[str, object], ...]
    independent: int


def smallest(engine: Engine, filters: Filters, role: str) -> Relaxation | None:
    """The relaxation with the fewest changes, and among those with the fewest records, that makes the role usable; where none
    does, the one with most records if it at least shows a median; else None."""
    steps = _steps(engine, filters)
    tried: list[Relaxation] = []
    for size in (1, 2, 3, 4):
        reached = [_reached(engine, filters, role, picked) for picked in combinations(steps, size) if _distinct(picked)]
        good = [found for found in reached if found.independent >= USABLE]
        if good:
            return min(good, key=lambda found: found.independent)
        tried += reached
    best = max(tried, key=lambda found: found.independent, default=None)
    return best if best and best.independent >= 10 else None


def _distinct(picked) -> bool:
    return len({name for name, _, _ in picked}) == len(picked)


def _steps(engine: Engine, filters: Filters) -> list[tuple[str, object, str]]:
    """Single relaxations: (parameter, new value, words)."""
    steps = []
    every = cells(engine, filters.src, measure(filters)).present("year")
    if filters.src == "adverts":
        steps += [("lvl", _with(filters.lvl, level), f"add {words.LEVEL[level]} level") for level in LEVELS if level not in filters.lvl]
        if len(filters.lvl) < 3:
            steps += [("lvl", LEVELS, "all levels")]
        if filters.mode != "any":
            steps += [("mode", "any", "any place of work")]
    earlier = [year for year in every if year < filters.yr[0]]
    if earlier:
        steps += [("yr", (earlier[-1], filters.yr[1]), f"from {earlier[-1]}")]
    if every and (every[0], every[-1]) != filters.yr:
        steps += [("yr", (every[0], every[-1]), f"all years, {every[0]} to {every[-1]}")]
    if filters.geo != "all":
        steps += [("geo", "all", "all countries")]
    return steps


def _with(levels: tuple[str, ...], level: str) -> tuple[str, ...]:
    return tuple(known for known in LEVELS if known in levels or known == level)


def _reached(engine: Engine, filters: Filters, role: str, picked) -> Relaxation:
    wide = filters.but(**{name: value for name, value, _ in picked})
    said = " and ".join(text for _, _, text in picked)
    changes = tuple((name, value) for name, value, _ in picked)
    return Relaxation(f"widen: {said}", changes, _independent(_tally(engine, filters.src), wide, role))


@dataclass(frozen=True)
class _Tally:
    """Independent records by role, level, country, year and mode: small enough to try many selections at once."""

    counts: np.ndarray
    labels: tuple[tuple, ...]


@lru_cache(maxsize=16)
def _tally(engine: Engine, src: str) -> _Tally:
    found = cells(engine, src, MEASURE[src])
    if src == "adverts":
        found = found.where(employment=("FT",))
    names = ("role", "level", "country", "year", "mode")
    shape = tuple(max(len(found.labels[name]), 1) for name in names)
    flat = np.ravel_multi_index([found.codes[name] for name in names], shape)
    counts = np.bincount(flat, weights=found.n_distinct, minlength=int(np.prod(shape))).astype(np.int64).reshape(shape)
    return _Tally(counts, tuple(found.labels[name] for name in names))


def _independent(tally: _Tally, filters: Filters, role: str) -> int:
    wanted = [
        (role,), filters.lvl if filters.src == "adverts" else None, None if filters.geo == "all" else (filters.geo,),
        filters.years, (filters.mode,) if filters.src == "adverts" and filters.mode != "any" else None,
    ]
    counts = tally.counts
    for axis, (labels, chosen) in enumerate(zip(tally.labels, wanted, strict=True)):
        if chosen is not None:
            counts = counts.take([place for place, label in enumerate(labels) if label in chosen], axis=axis)
    return int(counts.sum())
