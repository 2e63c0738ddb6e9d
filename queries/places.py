"""Places a reader can pick, each with the number of independent records behind it, so that none is picked blindly."""
from functools import lru_cache

import numpy as np

from data import store
from queries import words
from queries.cube import cells
from queries.filters import default_years
from queries.selection import MEASURE

FLOOR = 30


@lru_cache(maxsize=16)
def counts(v: str, src: str) -> dict[str, int]:
    """Country code -> independent records of the four roles in the source's latest two years, most first."""
    if src == "official":
        return {"US": 0}
    found = cells(store.engine(v), src, MEASURE[src])
    first, last = default_years(src, v)
    found = found.where(year=tuple(range(first, last + 1)))
    if src == "adverts":
        found = found.where(employment=("FT",))
    totals = np.bincount(found.codes["country"], weights=found.n_distinct, minlength=len(found.labels["country"]))
    order = np.argsort(-totals, kind="stable")
    return {found.labels["country"][code]: int(totals[code]) for code in order}


@lru_cache(maxsize=16)
def codes(v: str, src: str) -> tuple[str, ...]:
    """All countries first, then those the source has, most records first."""
    have = [code for code, number in counts(v, src).items() if number and code != "XX"]
    return ("all", *(have or ["US"]))


@lru_cache(maxsize=16)
def labels(v: str, src: str) -> dict[str, str]:
    """Code -> label of every place that the source has."""
    return {code: label(code, v, src) for code in codes(v, src)}


def label(code: str, v: str, src: str) -> str:
    """A place as the list shows it: `Canada · 481`, `Germany · 23, thin`, `Chad · none`."""
    if code == "all":
        return "All countries"
    number = counts(v, src).get(code, 0)
    thin = ", thin" if 0 < number < FLOOR else ""
    shown = "percentiles" if src == "official" and code == "US" else f"{number:,}{thin}" if number else "none"
    return f"{words.place(code, v)} · {shown}"
