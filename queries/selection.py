"""From filters to cells: which records of a source a selection holds, in the money the reader asked for."""
from dataclasses import dataclass, replace

import numpy as np
from sqlalchemy import Engine

from data.roles import members
from queries import money
from queries.cube import Cells, cells
from queries.filters import Filters

#: sources whose records are counted here; the fourth, official, comes as its publisher's percentiles
COUNTED = ("adverts", "survey", "filings")
EVERY_LEVEL = "all"


@dataclass(frozen=True)
class Selection:
    """Cells in display money, and how many records had to stay out for want of a rate."""

    cells: Cells
    left_out: int


#: the measure in which every record of a source stands once
MEASURE = {"adverts": "mid", "survey": "total", "filings": "base"}


def measure(filters: Filters) -> str:
    """The pay measure that a source has for the asked end of the range."""
    return {"adverts": filters.pay, "survey": "total", "filings": "base"}[filters.src]


def groups(filters: Filters, found: Cells) -> tuple[str, ...]:
    """Role keys of these cells that hold a chosen role: a survey group of two roles is shown when either is chosen."""
    held = [role for role in found.present("role") if set(members(role)) & set(filters.roles)]
    return tuple(sorted(held, key=lambda role: (filters_order(role), len(role))))


def filters_order(role: str) -> int:
    """Place of a role or group in the one role order."""
    return ("ai", "ml", "ds", "se").index(members(role)[0])


def select(engine: Engine, filters: Filters, what: str | None = None, years: tuple[int, ...] | None = None) -> Selection:
    """The records of a selection. `what` is the measure (default: the one the filters name); `years` replaces the chosen years."""
    what = what or measure(filters)
    every = cells(engine, filters.src, what)
    found = every.where(**_wanted(filters, every, years or filters.years))
    if what == "ratio":
        return Selection(found, 0)
    factor = money.factors(engine, filters, found)
    known = ~np.isnan(factor)
    left_out = int(found.n[~known].sum())
    return Selection(_ordered(found, factor) if known.all() else _ordered(found.take(known), factor[known]), left_out)


def _ordered(found: Cells, factor: np.ndarray) -> Cells:
    """The cells in display money, in order of value again: rates of different years can cross, and sorted cells make cheap samples."""
    value = found.value * factor
    if (value[1:] >= value[:-1]).all():
        return replace(found, value=value)
    order = np.argsort(value, kind="stable")
    return replace(found.take(order), value=value[order])


def _wanted(filters: Filters, every: Cells, years: tuple[int, ...]) -> dict[str, tuple]:
    wanted = {"role": groups(filters, every), "year": years}
    if filters.geo != "all":
        wanted["country"] = (filters.geo,)
    if filters.src == "adverts":
        wanted |= {"employment": ("FT",), "level": filters.lvl}
        if filters.mode != "any":
            wanted["mode"] = (filters.mode,)
    return wanted


def levels(filters: Filters, found: Cells) -> tuple[str, ...]:
    """The rungs of the ladder: chosen levels for adverts, bands of experience for the survey, none for filings."""
    if filters.src == "adverts":
        return filters.lvl
    order = ("0-2", "3-5", "6-10", "11+")
    return tuple(level for level in order if level in found.present("level"))


def unanswered(filters: Filters) -> tuple[str, ...]:
    """Sentences for the filters that the source cannot answer, so that none is ignored silently."""
    said = []
    if filters.src in ("survey", "official"):
        said += [f"The level filter is not applied: {_NO_LEVEL[filters.src]}."]
    if filters.src == "survey":
        said += ["People in a band of under ten count in the line for all experience only."]
    if filters.src == "filings":
        said += [f"The level filter is not applied: {_NO_LEVEL['filings']}."]
    if filters.src != "adverts" and filters.mode != "any":
        said += [f"The place-of-work filter is not applied: {_NAMES[filters.src]} do not record it here."]
    if filters.src != "adverts" and filters.pay != "mid":
        said += [f"The end-of-range filter is not applied: {_NAMES[filters.src]} hold one figure, not a range."]
    if filters.src in ("filings", "official") and filters.geo != "US":
        said += [f"{_NAMES[filters.src].capitalize()} cover the United States only."]
    if filters.adj == "matched":
        said += ["Matched comparison weighs gaps between roles; the figures on this page are raw."]
    if filters.src == "adverts":
        said += ["Full-time adverts only; part-time, contract and freelance adverts are kept apart."]
    return tuple(said)


_NAMES = {"survey": "survey answers", "filings": "visa filings", "official": "government statistics"}
_NO_LEVEL = {
    "survey": "the survey asks for years of coding, so its rungs are bands of experience",
    "official": "government statistics have no job level",
    "filings": "filings of 2024 carry no level; the newest half-year has prevailing-wage levels by occupation, not by title",
}
