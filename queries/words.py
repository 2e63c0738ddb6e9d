"""Plain words for filter values and numbers: the sentence under the title, and how a figure reads aloud."""
from data import catalog
from data.roles import BY_KEY

LEVEL = {"EN": "entry", "MI": "mid", "SE": "senior", "EX": "executive"}
SOURCE = {
    "adverts": "advertised ranges", "survey": "survey answers", "filings": "visa filings", "official": "government statistics",
}
UNIT = {
    "adverts": ("advert", "adverts"), "survey": ("person", "people"), "filings": ("filing", "filings"),
    "official": ("official estimate", "official estimates"),
}
INDEPENDENT = {"adverts": ("distinct range", "distinct ranges"), "survey": ("person", "people"), "filings": ("filing", "filings")}
PAY = {"low": "low end of the range", "mid": "midpoint of the range", "high": "high end of the range"}
MODE = {"any": "any place of work", "onsite": "on site", "hybrid": "hybrid", "remote": "remote"}
CURRENCY = {
    "USD": "US dollars", "GBP": "pounds sterling", "EUR": "euros", "CAD": "Canadian dollars", "INR": "Indian rupees",
    "PPP": "international dollars (PPP)",
}
_THE = {"US": "the ", "GB": "the ", "NL": "the ", "PH": "the "}
_SIGN = {"USD": "$", "GBP": "£", "EUR": "€", "CAD": "C$", "INR": "₹", "PPP": "Int$"}


def join(items) -> str:
    """`a, b and c`."""
    items = list(items)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def place(code: str, v: str, start: bool = False) -> str:
    """The name of a country code; `all countries` for all, with a capital at the start of a sentence."""
    return ("All countries" if start else "all countries") if code == "all" else catalog.countries(v).get(code, {}).get("name", code)


def span(yr: tuple[int, int]) -> str:
    """`2025`, or `2024 to 2025`."""
    return str(yr[0]) if yr[0] == yr[1] else f"{yr[0]} to {yr[1]}"


def axis(filters) -> str:
    """The money of an axis, short: `USD`, `GBP, prices of 2025`."""
    return filters.cur if filters.real == "nominal" else f"{filters.cur}, prices of {filters.real}"


def price_basis(filters) -> str:
    """The money a figure is in: currency, and whose year's prices."""
    basis = "of each year" if filters.real == "nominal" else f"in prices of {filters.real}"
    return f"{CURRENCY[filters.cur]} {basis}"


def describe(filters) -> str:
    """The whole selection as one sentence. What the source cannot answer is named as not applied, never claimed."""
    roles = join(BY_KEY[role].name for role in filters.roles)
    where = f"{_THE.get(filters.geo, '')}{place(filters.geo, filters.v)}"
    level, end, mode = f"{join(LEVEL[level] for level in filters.lvl)} level", PAY[filters.pay], MODE[filters.mode]
    source = f"{SOURCE[filters.src]} of {span(filters.yr)}"
    if filters.src == "adverts":
        asked = f"{level}, {source}, {end}, {mode}"
    else:
        asked = f"{source} (not applied, because this source does not record it: {level}, {end}, {mode})"
    return (f"{roles} in {where}, {asked}, in {price_basis(filters)}, {filters.adj}, "
            f"with {BY_KEY[filters.focus].name} in focus; release {filters.v}.")


def money(value: float, cur: str) -> str:
    """A yearly pay for a sentence, to four digits or so: `$184,300`."""
    digits = -2 if value >= 50_000 else -1 if value >= 5_000 else 0
    return f"{_SIGN[cur]}{round(value, digits):,.0f}"


def count(number: int, forms: tuple[str, str]) -> str:
    """`1 advert`, `905 adverts`."""
    return f"{number:,} {forms[0] if number == 1 else forms[1]}"
