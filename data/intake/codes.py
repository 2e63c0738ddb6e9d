"""Country and currency codes and names, from Babel's copy of Unicode CLDR. Used by build and check only.

Everything is asked for a fixed date (the release's), because a country's currency changes with time.
"""
from datetime import date
from functools import cache

#: Territories that CLDR lists beside ISO 3166-1. Kosovo's XK is user-assigned but is what every source here writes.
NOT_COUNTRIES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})
#: Cells too small to name, and records whose country is not a place.
OTHER = "XX"


@cache
def names() -> dict[str, str]:
    """English short name of every country, by alpha-2 code."""
    from babel import Locale

    territories = Locale("en").territories
    return {code: name for code, name in territories.items()
            if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES}


@cache
def currency_of(code: str, day: date) -> str:
    """The currency in use in a country on a day, its own before a shared one; '' where CLDR names none."""
    from babel.numbers import get_territory_currencies

    in_use = get_territory_currencies(code, day, day)
    return next((currency for currency in in_use if currency.startswith(code)), next(iter(in_use), ""))


@cache
def currencies() -> frozenset[str]:
    """Every ISO 4217 code that was legal tender somewhere at any time since 2015."""
    from babel.numbers import get_territory_currencies

    start = date(2015, 1, 1)
    return frozenset(code for place in names() for code in get_territory_currencies(place, start, date(2100, 1, 1)))


@cache
def by_name() -> dict[str, str]:
    """Alpha-2 code by English short name."""
    return {name: code for code, name in names().items()}
