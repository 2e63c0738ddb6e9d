"""Selections to try, drawn by a seed so that every run tries the same ones, and the numbers read back from a figure's table."""
import random
import re

from components.figure import Figure
from components.figures import registry
from components.table_html import DASH, cell
from data import catalog
from queries.filters import CURRENCIES, REAL_YEARS, SOURCES, Filters

PLACES = ("US", "US", "GB", "CA", "DE", "FR", "AU", "IN", "LT", "ES", "all", "all")
LEVELS = (("EN",), ("MI",), ("SE",), ("EX",), ("MI", "SE"), ("EN", "MI", "SE", "EX"))
ROLES = (("ai",), ("ml",), ("ds",), ("se",), ("ai", "ml"), ("ml", "ds", "se"), ("ai", "ml", "ds", "se"))
NUMBER = re.compile(r"[+-]?[\d,]*\.?\d+")
EXAMPLE = {"roles": ("ai",), "geo": "US", "lvl": ("MI", "SE"), "yr": (2024, 2025), "pay": "mid"}


def adverts(v: str, number: int, seed: int) -> list[Filters]:
    """Selections of adverts in nominal US dollars, over every filter that adverts answer."""
    pick = random.Random(seed).choice
    years = [(2024, 2025), (2024, 2024), (2025, 2025), (2023, 2024), (2022, 2023), (2020, 2026), (2023, 2023)]
    return [Filters.default("adverts", v).but(
        roles=pick(ROLES), geo=pick(PLACES), lvl=pick(LEVELS), yr=pick(years), pay=pick(("low", "mid", "high")),
        mode=pick(("any", "any", "onsite", "hybrid", "remote"))) for _ in range(number)]


def anything(number: int, seed: int) -> list[Filters]:
    """Selections over every source, release, place and money."""
    pick = random.Random(seed).choice
    return [filters.but(src=pick(SOURCES), v=pick(catalog.ids()), focus=pick(("ai", "ml", "ds", "se")), cur=pick(CURRENCIES),
                        real=pick(("nominal", "nominal", *REAL_YEARS)), adj=pick(("raw", "matched")))
            for filters in adverts(catalog.latest(), number, seed)]


def figures(filters: Filters) -> list[Figure]:
    """Every figure of the page for one selection."""
    return [registry.figure(name, filters) for name in registry.FIGURES]


def said(filters: Filters) -> str:
    """A selection as the name of a test: what differs from an empty link."""
    plain = Filters.default(filters.src, filters.v).to_query()
    told = [f"{name}={value}" for name, value in filters.to_query().items() if value != plain[name] or name in ("src", "v")]
    return " ".join(told)


def numbers(text: str) -> list[float]:
    """Every number in a text, commas taken out."""
    return [float(found.replace(",", "")) for found in NUMBER.findall(text)]


def on_screen(figure: Figure, row: dict, key: str) -> list[float]:
    """What the screen prints for one column of one row: value, then the ends of its interval; empty for a dash."""
    text = cell(row, next(column for column in figure.columns if column.key == key))
    return [] if text == DASH else numbers(text.replace("–", " "))
