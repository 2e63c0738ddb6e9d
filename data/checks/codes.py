"""Country and currency codes: real, named in `countries`, and with a rate where one is needed."""
from collections.abc import Iterator

import pandas as pd

from data.checks.finding import Finding
from data.intake import codes

NO_CURRENCY, NO_COUNTRY = "is not an ISO 4217 code", "has no row in countries.csv"
CURATED = "correct the intake or the curated table, then build the release again"


def check(frames: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Rules on codes in every table that has some."""
    countries = frames["countries"]
    known = set(codes.names()) | {codes.OTHER}
    yield from _unknown("countries", countries["code"], known, "code", "is not an ISO 3166-1 alpha-2 code")
    yield from _unknown("countries", countries["currency"], codes.currencies() | {""}, "currency", NO_CURRENCY)
    for name in ("pay_counts_adverts", "pay_counts_survey", "pay_counts_filings"):
        yield from _unknown(name, frames[name]["country"], set(countries["code"]), "country", NO_COUNTRY)
        yield from _unknown(name, frames[name]["currency"], codes.currencies(), "currency", NO_CURRENCY)
    yield from _rates(frames["rates"], set(countries["code"]))
    yield from _without_rate(frames["pay_counts_adverts"], frames["rates"])


def _rates(rates: pd.DataFrame, countries: set) -> Iterator[Finding]:
    rules = (("fx", codes.currencies(), NO_CURRENCY), ("advert_fx", codes.currencies(), NO_CURRENCY),
             ("ppp", countries, NO_COUNTRY), ("cpi", {"US"}, "is not US"))
    for kind, known, reason in rules:
        yield from _unknown("rates", rates.loc[rates["kind"] == kind, "code"], known, "code", reason)


def _without_rate(adverts: pd.DataFrame, rates: pd.DataFrame) -> Iterator[Finding]:
    """Every stated currency and year needs the file's own rate, or the stated pay cannot be had back."""
    own = rates[rates["kind"] == "advert_fx"]
    have = set(zip(own["code"], own["year"], strict=True))
    for (currency, year), cell in adverts.groupby(["currency", "year"]):
        if (currency, year) not in have:
            yield Finding("pay_counts_adverts.csv", cell.index[0] + 2, "currency",
                          f"{currency} {year} has no advert_fx rate in rates.csv", CURATED)


def _unknown(name: str, cells: pd.Series, known, column: str, reason: str) -> Iterator[Finding]:
    bad = cells[~cells.isin(known)]
    for index, cell in bad.drop_duplicates().head(5).items():
        yield Finding(f"{name}.csv", index + 2, column, f"{cell!r} {reason}", CURATED)
