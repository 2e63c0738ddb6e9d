"""Pay questions on counted records. Every function returns a tidy table as a list of rows: one a role and rung, year or bin."""
from functools import lru_cache

import numpy as np
from sqlalchemy import Engine

from data import catalog
from queries.change import change
from queries.cube import Cells
from queries.cube import cells as all_cells
from queries.filters import Filters
from queries.sample import Sample
from queries.selection import EVERY_LEVEL, MEASURE, Selection, groups, levels, select
from queries.summary import summarise_each
from queries.thin import PERSON_FLOOR, word

UNIT = {"adverts": "advert", "survey": "person", "filings": "filing"}
NOBODY = Sample.each(np.zeros(0))
Rows = list[dict]


def answers(samples: list[tuple[Sample, int]], filters: Filters) -> Rows:
    """Everything a table says of some samples, each with the newest year of its records: counts, state, percentiles with intervals
    (nan where not to be shown), and the confidence word, one step lower where that year ended over 18 months before the release."""
    unit = UNIT[filters.src]
    rows = []
    for found, (_, last) in zip(summarise_each([sample for sample, _ in samples], unit), samples, strict=True):
        said = word(found.median, found.independent, months_old(filters, last), unit=unit)
        row = {key: np.nan if value is None else value for key, value in found.row().items()}
        rows.append(row | {"exact": found.policy.exact, "word": said})
    return rows


def _answered(keys: list[dict], samples: list[tuple[Sample, int]], filters: Filters) -> Rows:
    return [key | row for key, row in zip(keys, answers(samples, filters), strict=True)]


def months_old(filters: Filters, last: int) -> int:
    """Months from the end of a year to the release, so that a link keeps its words however late it is opened."""
    year, month = map(int, catalog.package(filters.v)["rolescope"]["published"].split("-")[:2])
    return max(0, (year - last) * 12 + month - 12)


def held_roles(engine: Engine, filters: Filters) -> tuple[str, ...]:
    """Roles and survey groups that the source has and the reader chose, in role order, also those that nothing matched."""
    return groups(filters, all_cells(engine, filters.src, MEASURE[filters.src]))


def ladder(engine: Engine, filters: Filters, what: str | None = None) -> tuple[Rows, Selection]:
    """One row a role and rung, the rung `all` (every chosen level together) first: counts, state, P10 to P90 with intervals.
    `what` is the measure; the default is the pay the filters name; of the ratio only the rung `all`. Read only: several figures ask the same."""
    return _ladder(engine, asked(filters), what)[:2]


def asked(filters: Filters) -> Filters:
    """The filters without what no pay query of their source reads, so that answers are found again when only that changes."""
    ignored = {} if filters.src == "adverts" else {"lvl": ("MI", "SE"), "mode": "any", "pay": "mid"}
    return filters.but(focus="ai", adj="raw", **ignored)


@lru_cache(maxsize=200)
def _ladder(engine: Engine, filters: Filters, what: str | None) -> tuple[Rows, Selection, dict[tuple, Sample]]:
    chosen = select(engine, filters, what)
    rungs, last = () if what == "ratio" else levels(filters, chosen.cells), max(chosen.cells.present("year"), default=filters.yr[1])
    together, apart = chosen.cells.samples("role"), chosen.cells.samples("role", "level") if len(rungs) > 1 else {}
    wanted = [(role, rung) for role in held_roles(engine, filters) for rung in (EVERY_LEVEL, *(rungs if len(rungs) > 1 else ()))
             if rung == EVERY_LEVEL or filters.src == "adverts" or (role, rung) in apart]
    samples = [(together.get((role,), NOBODY) if rung == EVERY_LEVEL else apart.get((role, rung), NOBODY), last) for role, rung in wanted]
    return _answered([{"role": role, "level": rung} for role, rung in wanted], samples, filters), chosen, together


def trend(engine: Engine, filters: Filters) -> Rows:
    """One row a role and year that has records, over every year of the source: counts, state, percentiles with intervals."""
    found, rows = _by_year(engine, asked(filters).but(yr=(0, 0)))
    return [{"role": role, "year": year, "chosen": filters.yr[0] <= year <= filters.yr[1]} | rows[role, year]
            for role in held_roles(engine, filters) for year in source_years(engine, filters) if (role, year) in found]


@lru_cache(maxsize=200)
def _by_year(engine: Engine, filters: Filters) -> tuple[dict[tuple, Sample], dict[tuple, dict]]:
    """Every year of the source, whatever years are chosen: (role, year) -> sample, and -> what a table says of it."""
    found = select(engine, filters, years=source_years(engine, filters)).cells.samples("role", "year")
    rows = answers([(sample, year) for (_, year), sample in found.items()], filters)
    return found, dict(zip(found, rows, strict=True))


def left_out(engine: Engine, filters: Filters, years: tuple[int, ...] | None = None) -> int:
    """Records of a selection that have no rate for the money asked for; `years` replaces the chosen years."""
    return 0 if filters.cur == "USD" and filters.real == "nominal" else select(engine, filters, years=years).left_out


def source_years(engine: Engine, filters: Filters) -> tuple[int, ...]:
    """Every year in which the source has counted records."""
    return _source_years(engine, filters.src)


@lru_cache(maxsize=16)
def _source_years(engine: Engine, src: str) -> tuple[int, ...]:
    return tuple(all_cells(engine, src, MEASURE[src]).present("year"))


def against_year_before(engine: Engine, filters: Filters) -> Rows:
    """One row a role: the last chosen year, the year before it, and the change of the median in percent with its interval."""
    year = filters.yr[1]
    found, rows = _by_year(engine, asked(filters).but(yr=(0, 0)))
    nothing = answers([(NOBODY, year)], filters)[0]
    return [
        {"role": role, "year": year} | rows.get((role, year), nothing)
        | {_before(name): value for name, value in rows.get((role, year - 1), nothing).items()}
        | _moved(found.get((role, year), NOBODY), found.get((role, year - 1), NOBODY))
        for role in held_roles(engine, filters)
    ]


def _moved(now: Sample, before: Sample) -> dict:
    moved = change(now, before)
    return {"change_pct": moved.pct, "change_pct_lo": moved.lo, "change_pct_hi": moved.hi, "verdict": moved.verdict}


def _before(name: str) -> str:
    base, _, end = name.rpartition("_")
    return f"{base}_before_{end}" if end in ("lo", "hi") else f"{name}_before"


def distribution(engine: Engine, filters: Filters) -> tuple[Rows, Rows]:
    """Two tables. Bins: one row a role and pay bin with its share of records (percent, Wilson interval). Roles: one row a role."""
    rows, chosen, together = _ladder(engine, asked(filters), None)
    samples = {role: sample for (role,), sample in together.items()}
    roles = [row for row in rows if row["level"] == EVERY_LEVEL]
    drawn = [row["role"] for row in roles if row["independent"] >= 30]
    edges = _edges(chosen.cells)
    if filters.src == "survey":
        edges = _wide_enough(edges, [_bins(samples[role], edges) for role in drawn])
    return [row for role in drawn for row in _shares(role, samples[role], edges)], roles


def _edges(found: Cells) -> np.ndarray:
    """Some 16 bins of a round width from about the 1st to the 99th percentile."""
    if not len(found):
        return np.array([0.0, 1.0])
    order = np.argsort(found.value, kind="stable")
    share = np.cumsum(found.n[order]) / found.n.sum()
    low, high = np.interp([0.01, 0.99], share, found.value[order])
    raw = max(high - low, 1.0) / 16
    scale = 10 ** np.floor(np.log10(raw))
    step = scale * min((1, 2, 2.5, 5, 10), key=lambda factor: abs(factor * scale - raw))
    return np.arange(np.floor(low / step), np.ceil(high / step) + 1) * step


def _wide_enough(edges: np.ndarray, counts: list[np.ndarray]) -> np.ndarray:
    """Neighbouring bins joined until each holds nobody or at least ten people of every role, so that no bin picks anybody out."""
    upto = np.vstack([np.zeros(len(counts)), np.cumsum(np.array(counts).T, axis=0)]) if counts else np.zeros((len(edges), 1))

    def fits(start: int, end: int) -> bool:
        held = upto[end] - upto[start]
        return bool(((held == 0) | (held >= PERSON_FLOOR)).all())

    keep, last = [0], len(edges) - 1
    for end in range(1, last + 1):
        if fits(keep[-1], end):
            keep.append(end)
    while len(keep) > 1 and not fits(keep[-1], last):
        keep.pop()
    return edges[keep if keep[-1] == last else [*keep, last]]


def _bins(sample: Sample, edges: np.ndarray) -> np.ndarray:
    """Records in each bin; the first and the last also hold what lies beyond."""
    place = np.clip(np.searchsorted(edges, sample.values, side="right") - 1, 0, len(edges) - 2)
    return np.bincount(place, weights=sample.counts, minlength=len(edges) - 1)


def _shares(role: str, sample: Sample, edges: np.ndarray) -> Rows:
    n = _bins(sample, edges)
    low, high = wilson(n / sample.n, sample.effective)
    return [
        {"role": role, "from": float(edges[i]), "to": float(edges[i + 1]), "n": int(n[i]), "share_pct": float(100 * n[i] / sample.n),
         "share_pct_lo": float(100 * low[i]), "share_pct_hi": float(100 * high[i]), "independent": sample.independent}
        for i in range(len(n))
    ]


def wilson(share: np.ndarray, n: float) -> tuple[np.ndarray, np.ndarray]:
    """95 % interval of a share of n independent records, or of as many as repeats leave worth (Wilson 1927)."""
    z2 = 1.959964 ** 2
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = np.sqrt(share * (1 - share) / n + z2 / (4 * n * n)) * 1.959964 / (1 + z2 / n)
    return np.clip(middle - half, 0, 1), np.clip(middle + half, 0, 1)


def every_cell(engine: Engine, filters: Filters) -> Rows:
    """What `CSV all` holds: one row a role, level, country and year of the source with at least five independent records
    (ten for people), every place of work together, with the percentiles its number of records allows. A cell keeps its row in
    any money; `left_out` counts its records that have no rate, all of them where those that do are too few."""
    names, known = ("role", "level", "country", "year"), dict(_cells(engine, filters))
    wanted = [(key, every, known.get(key, NOBODY)) for key, every in _cells(engine, filters.but(cur="USD", real="nominal"))]
    heads = [dict(zip(names, key, strict=True)) | {"left_out": every.n - sample.n} for key, every, sample in wanted]
    rows = _answered(heads, [(sample, key[-1]) for key, _, sample in wanted], filters)
    return [row if row["n"] else row | {"state": "no rate", "word": "no rate"} for row in rows]


def count_cells(engine: Engine, filters: Filters) -> int:
    """How many rows `every_cell` has for the source of the filters, whatever the money."""
    return len(_cells(engine, filters.but(cur="USD", real="nominal")))


def _cells(engine: Engine, filters: Filters) -> list[tuple[tuple, Sample]]:
    wide = filters.but(roles=("ai", "ml", "ds", "se"), geo="all", lvl=("EN", "MI", "SE", "EX"), mode="any")
    found = select(engine, wide, years=source_years(engine, filters)).cells.samples("role", "level", "country", "year")
    floor = 10 if filters.src == "survey" else 5
    return [(key, sample) for key, sample in found.items() if sample.independent >= floor]
