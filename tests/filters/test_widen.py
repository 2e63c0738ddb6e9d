"""The offered widening: it reaches what it says, and no single smaller step would have been enough."""
import pytest

from data import store
from data.schema import LEVELS
from queries import pay, widen
from queries.filters import Filters

CASES = [
    ({"lvl": ("EN",), "yr": (2024, 2025), "geo": "CA"}, "ai"), ({"geo": "CA", "lvl": ("EX",), "mode": "hybrid"}, "se"), ({"geo": "GB", "lvl": ("EN",)}, "ds"),
    ({"yr": (2022, 2022), "lvl": ("EX",)}, "ml"), ({"geo": "AO"}, "ai"), ({"geo": "DE", "yr": (2023, 2023)}, "ai"), ({"yr": (2020, 2020)}, "se"),
    ({"src": "survey", "geo": "PL", "yr": (2024, 2024)}, "ds+ml"), ({"src": "survey", "geo": "AO"}, "se"), ({"src": "filings", "yr": (2022, 2022)}, "ds"),
]


@pytest.fixture(scope="module")
def engine():
    return store.engine("2026.11")


def _independent(engine, filters, role):
    return next((row["independent"] for row in pay.ladder(engine, filters)[0] if (row["role"], row["level"]) == (role, "all")), 0)


def _single_steps(engine, filters):
    """Every relaxation of one filter, written down without the code under test."""
    years = pay.source_years(engine, filters)
    earlier = [year for year in years if year < filters.yr[0]]
    steps = [{"geo": "all"}, {"yr": (min(years), max(years))}] + [{"yr": (year, filters.yr[1])} for year in earlier[-1:]]
    if filters.src == "adverts":
        steps += [{"mode": "any"}, {"lvl": LEVELS}] + [{"lvl": tuple(one for one in LEVELS if one in (*filters.lvl, level))} for level in LEVELS]
    return [filters.but(**step) for step in steps]


@pytest.mark.parametrize(("changes", "role"), CASES, ids=str)
def test_the_offered_widening_reaches_the_number_it_names(engine, changes, role):
    filters = Filters.default(changes.get("src", "adverts"), "2026.11").but(**changes)
    assert _independent(engine, filters, role) < 30
    found = widen.smallest(engine, filters, role)
    assert found.independent >= 10 and found.independent == _independent(engine, filters.but(**dict(found.changes)), role)
    assert found.words.startswith("widen: ")


@pytest.mark.parametrize(("changes", "role"), CASES, ids=str)
def test_no_single_step_that_suffices_holds_fewer_records_than_the_offered_one(engine, changes, role):
    filters = Filters.default(changes.get("src", "adverts"), "2026.11").but(**changes)
    found = widen.smallest(engine, filters, role)
    enough = [number for step in _single_steps(engine, filters) if (number := _independent(engine, step, role)) >= 30]
    assert (len(found.changes) == 1 and found.independent == min(enough)) if enough else len(found.changes) > 1


def test_where_nothing_helps_nothing_is_offered(engine):
    assert widen.smallest(engine, Filters.default(v="2026.11").but(geo="all", lvl=LEVELS, yr=(2020, 2026)), "nobody") is None
