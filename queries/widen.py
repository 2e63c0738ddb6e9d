"""The smallest relaxation of a selection that reaches a usable number of independent records."""
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np
from sqlalchemy import Engine

from data.schema import LEVELS
from queries import money, words
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


@dataclass(frozen=True)
class _Tally:
    """Independent records that have a rate, by role, level, country, year and mode: small enough to try many selections at once."""

    counts: np.ndarray
    labels: tuple[tuple, ...]


def smallest(engine: Engine, filters: Filters, role: str) -> Relaxation | None:
    """The relaxation with the fewest changes, and among those with the fewest records, that makes the role usable; where none
    does, the one with most records if it at least shows a median; else None."""
    steps, tally = _steps(engine, filters), _tally(engine, _money_of(filters))
    tried: list[Relaxation] = []
    for size in (1, 2, 3, 4):
        reached = [_reached(tally, filters, role, picked) for picked in combinations(steps, size) if _distinct(picked)]
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


def _reached(tally: _Tally, filters: Filters, role: str, picked) -> Relaxation:
    wide = filters.but(**{name: value for name, value, _ in picked})
    said = " and ".join(text for _, _, text in picked)
    changes = tuple((name, value) for name, value, _ in picked)
    return Relaxation(f"widen: {said}", changes, _independent(tally, wide, role))


def _money_of(filters: Filters) -> Filters:
    """What decides which records can be counted at all: source, release and money; the rest as in an empty link."""
    return Filters.default(filters.src, filters.v).but(cur=filters.cur, real=filters.real)


@lru_cache(maxsize=64)
def _tally(engine: Engine, filters: Filters) -> _Tally:
    found = cells(engine, filters.src, MEASURE[filters.src])
    if filters.src == "adverts":
        found = found.where(employment=("FT",))
    found = found.take(~np.isnan(money.factors(engine, filters, found)))
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
