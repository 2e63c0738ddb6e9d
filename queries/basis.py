"""What a figure reads, boiled down to a few sums: equal sums in two releases mean that nothing behind the figure changed.

Comparing sums instead of finished figures keeps a page of an older release nearly as cheap as one of the newest.
"""
from functools import lru_cache

from sqlalchemy import Engine

from queries import official, pay
from queries.filters import SOURCES, Filters, default_years
from queries.selection import select

CHOSEN, WIDTH, HISTORY, TWO_YEARS, EVERY_SOURCE = "chosen", "width", "history", "two years", "every source"


def sums(engine: Engine, filters: Filters, reads: str) -> tuple:
    """The sums behind one kind of figure: records, independent records and pay by role of the cells it reads."""
    return _sums(engine, pay.asked(filters), reads)


@lru_cache(maxsize=400)
def _sums(engine: Engine, filters: Filters, reads: str) -> tuple:
    if reads == EVERY_SOURCE:
        return tuple(sums(engine, _newest(filters, src), CHOSEN) for src in SOURCES)
    if filters.src == "official":
        rows = official.national(engine, filters)
        return tuple((row["role"], row["soc_code"], row["year"], row["p50"]) for row in rows if reads in (HISTORY, TWO_YEARS) or row["year"] in filters.years)
    if reads == WIDTH and filters.src != "adverts":
        return ()
    return _of_cells(engine, filters, reads)


def _newest(filters: Filters, src: str) -> Filters:
    return filters if src == filters.src else filters.but(src=src, yr=default_years(src, filters.v))


def _of_cells(engine: Engine, filters: Filters, reads: str) -> tuple:
    years = {HISTORY: pay.source_years(engine, filters), TWO_YEARS: (filters.yr[1] - 1, filters.yr[1])}.get(reads)
    found = select(engine, filters, "ratio" if reads == WIDTH else None, years).cells
    return tuple((role, sample.n, sample.independent, round(float(sample.values @ sample.counts), 2))
                 for (role,), sample in found.samples("role").items())
