"""Percentiles that a publisher printed: official wages by occupation and state, visa filings of the newest half-year by wage level."""
from functools import lru_cache
from math import isnan, nan

from sqlalchemy import Engine, select

from data import store
from data.roles import ROLE_KEYS
from queries import money
from queries.filters import Filters

POINTS = ("p10", "p25", "p50", "p75", "p90", "mean")
_FIT = ("close", "approximate", "weak")
Rows = list[dict]


@lru_cache(maxsize=16)
def _table(engine: Engine, name: str) -> tuple[dict, ...]:
    with engine.connect() as connection:
        return tuple(dict(row) for row in connection.execute(select(store.table(name))).mappings())


def occupations(engine: Engine, filters: Filters) -> Rows:
    """One row a chosen role and occupation that stands for it, closest fit first: role, soc_code, soc_title, fit, reason."""
    homes = [row for row in _table(engine, "occupations") if row["role"] in filters.roles]
    return sorted(homes, key=lambda row: (ROLE_KEYS.index(row["role"]), _FIT.index(row["fit"]), row["soc_code"]))


def printed(engine: Engine, filters: Filters, source: str = "official", area_type: str = "nation") -> Rows:
    """One row a chosen role, occupation, area, level and year, in display money: counts, p10 to p90, mean and its standard error.
    Percentiles that the publisher withheld are nan, and so is the interval of the median, which none prints; a year without a rate for the money is left out."""
    held = [row for row in _table(engine, "pay_percentiles") if row["source"] == source and row["area_type"] == area_type]
    known = money.rates(engine)
    factor = {year: money.factor_of_dollars(known, filters, year) for year in {row["year"] for row in held}}
    return [
        home | {key: row[key] for key in ("area", "level", "year", "period", "n", "mean_rse_pct", "topcoded")}
        | {point: _times(row[f"{point}_usd"], factor[row["year"]]) for point in POINTS} | {"p50_lo": nan, "p50_hi": nan}
        for home in occupations(engine, filters) for row in held
        if row["soc_code"] == home["soc_code"] and not isnan(factor[row["year"]])
    ]


def national(engine: Engine, filters: Filters) -> Rows:
    """Official rows of the nation, every year; empty for a place outside the United States."""
    return printed(engine, filters) if filters.geo in ("US", "all") else []


def _times(value: float | None, factor: float) -> float:
    return nan if value is None else value * factor
