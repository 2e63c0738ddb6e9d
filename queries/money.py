"""Currency, purchasing power and constant dollars: a factor a cell, and the sentence that prints the rate and its date.

Pay is stored in US dollars as its source states it. An advert stated in another currency is first brought back to what it
said (the advert file turns every currency into dollars at one fixed rate a year), so a British advert shown in pounds shows
its own figure. Everything else goes through the Federal Reserve's annual mean. PPP divides local pay by the World Bank's
factor; constant dollars multiply by CPI-U of the base year over CPI-U of the pay year.
"""
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from sqlalchemy import Engine, select

from data import catalog, store
from queries import words
from queries.cube import Cells
from queries.filters import Filters


@dataclass(frozen=True)
class Rates:
    """The rates of one release: (kind, code, year) -> rate, and the months behind it."""

    rate: dict[tuple[str, str, int], float]
    months: dict[tuple[str, str, int], int]

    def get(self, kind: str, code: str, year: int) -> float:
        """The rate of that year; nan where the release has none."""
        return 1.0 if (kind, code) == ("fx", "USD") else self.rate.get((kind, code, year), np.nan)

    def last_known(self, kind: str, code: str, year: int) -> tuple[float, int]:
        """The rate of that year or of the last year before it that has one, and which year that is."""
        for earlier in range(year, year - 4, -1):
            if (kind, code, earlier) in self.rate:
                return self.rate[kind, code, earlier], earlier
        return np.nan, year


@lru_cache(maxsize=8)
def rates(engine: Engine) -> Rates:
    """All rates of the engine's release."""
    table = store.table("rates")
    with engine.connect() as connection:
        rows = connection.execute(select(table.c.kind, table.c.code, table.c.year, table.c.rate, table.c.months)).all()
    known = {(row.kind, row.code, row.year): row for row in rows}
    months = {key: int(row.months) for key, row in known.items() if row.months}
    return Rates({key: float(row.rate) for key, row in known.items()}, months)


def factors(engine: Engine, filters: Filters, cells: Cells) -> np.ndarray:
    """What to multiply each cell's US dollars by; nan where a rate is missing, so that the cell is left out, never taken at 1."""
    if filters.cur == "USD" and filters.real == "nominal":
        return np.ones(len(cells))
    width, depth = (max(len(cells.labels[name]), 1) for name in ("country", "year"))
    place = (cells.codes["currency"].astype(np.intp) * width + cells.codes["country"]) * depth + cells.codes["year"]
    table, known = np.full(max(len(cells.labels["currency"]), 1) * width * depth, np.nan), rates(engine)
    for one in np.flatnonzero(np.bincount(place, minlength=len(table))).tolist():
        table[one] = _factor(known, filters, *_labels(cells, one, width, depth))
    return table[place]


def _labels(cells: Cells, place: int, width: int, depth: int) -> tuple[str, str, int]:
    codes = place // (width * depth), place // depth % width, place % depth
    return tuple(cells.labels[name][code] for name, code in zip(("currency", "country", "year"), codes, strict=True))


def _factor(known: Rates, filters: Filters, stated: str, country: str, year: int) -> float:
    real = constant(known, filters.real, year)
    paid_in = year if filters.real == "nominal" else int(filters.real)
    if filters.cur == "USD":
        return real
    local = _currency_of(filters.v, country) if filters.cur == "PPP" else filters.cur
    per_dollar = known.get("fx", local, paid_in)
    if stated == local and stated != "USD" and paid_in == year:
        per_dollar = known.get("advert_fx", stated, year)
    if filters.cur != "PPP":
        return real * per_dollar
    return real * per_dollar / known.last_known("ppp", country, paid_in)[0]


def factor_of_dollars(known: Rates, filters: Filters, year: int) -> float:
    """What to multiply US dollars paid in the United States in one year by; nan where a rate is missing."""
    return _factor(known, filters, "USD", "US", year)


def constant(known: Rates, real: str, year: int) -> float:
    """Dollars of `real` per dollar of `year` by CPI-U; 1 for nominal."""
    return 1.0 if real == "nominal" else known.get("cpi", "US", int(real)) / known.get("cpi", "US", year)


def _currency_of(release: str, country: str) -> str:
    return catalog.countries(release).get(country, {}).get("currency", "")


def note(engine: Engine, filters: Filters) -> str:
    """The rates behind a figure in words, with their years; empty for nominal US dollars."""
    known = rates(engine)
    said = []
    if filters.real != "nominal":
        said.append(_price_note(known, filters))
    if filters.cur == "PPP":
        said.append(_ppp_note(known, filters))
    elif filters.cur != "USD":
        said.append(_fx_note(known, filters))
    return " ".join(said)


def _price_note(known: Rates, filters: Filters) -> str:
    base = int(filters.real)
    if ("cpi", "US", base) not in known.rate:
        return f"Release {filters.v} has no CPI-U of {base}: no pay can be shown in prices of that year."
    years = [year for year in dict.fromkeys((base, *filters.years)) if ("cpi", "US", year) in known.rate]
    values = ", ".join(f"{year} {known.get('cpi', 'US', year):.1f}{_part(known, year)}" for year in years)
    return f"Prices of {base} by CPI-U: {values} (1982-84 = 100)."


def _part(known: Rates, year: int) -> str:
    months = known.months.get(("cpi", "US", year), 12)
    return "" if months == 12 else f" ({months} months)"


def _fx_note(known: Rates, filters: Filters) -> str:
    years = filters.years if filters.real == "nominal" else (int(filters.real),)
    values = [f"{known.get('fx', filters.cur, year):.4g} ({year})" for year in years if ("fx", filters.cur, year) in known.rate]
    stated = f" Adverts stated in {filters.cur} keep their own figure." if filters.src == "adverts" else ""
    return f"1 US dollar = {', '.join(values)} {filters.cur}, Federal Reserve, mean of the year.{stated}" if values else (
        f"Release {filters.v} has no {filters.cur} rate of {words.span((years[0], years[-1]))}: no pay can be shown in that money.")


def _ppp_note(known: Rates, filters: Filters) -> str:
    if filters.geo == "all":
        return "International dollars: local pay divided by the World Bank's PPP factor of its country and year (last known year)."
    years = filters.years if filters.real == "nominal" else (int(filters.real),)
    found = [(year, *known.last_known("ppp", filters.geo, year)) for year in years]
    values = [f"{rate:.4g} for {year}" + (f" (factor of {used})" if used != year else "") for year, rate, used in found if rate == rate]
    return f"PPP factor of {filters.geo}, local currency per international dollar: {', '.join(values) or 'none known'}; World Bank."
