"""A widening reaches the number of records it promises, and no smaller change would do."""
import pytest

from data import store
from data.schema import LEVELS
from queries import pay, widen
from queries.filters import Filters
from queries.words import LEVEL

THIN = [
    {"geo": "GB", "lvl": ("EX",)}, {"geo": "FR", "lvl": ("EN",)}, {"mode": "hybrid"}, {"geo": "CA", "lvl": ("EN",), "mode": "remote"},
    {"lvl": ("EX",), "yr": (2025, 2025), "mode": "remote"}, {"geo": "DE", "cur": "PPP"}, {"geo": "TD", "cur": "GBP", "real": "2025"},
    {"src": "survey", "geo": "PL"}, {"src": "survey", "geo": "US", "yr": (2025, 2025)}, {"src": "survey", "geo": "CH", "cur": "PPP"},
    {"src": "filings", "yr": (2025, 2026)}, {"geo": "IN", "v": "2025.01", "cur": "INR"}, {"geo": "GB", "v": "2025.01", "real": "2025"},
]


def asked(changes: dict) -> Filters:
    return Filters.default(changes.get("src", "adverts"), changes.get("v", "2026.11")).but(**changes)


def independent(filters: Filters, role: str) -> int:
    rows, _ = pay.ladder(store.engine(filters.v), filters)
    return next(row["independent"] for row in rows if (row["role"], row["level"]) == (role, "all"))


def found(changes: dict) -> list[tuple[str, Filters, widen.Relaxation | None]]:
    """For each thin role of a selection the widening that is offered."""
    filters = asked(changes)
    roles = pay.held_roles(store.engine(filters.v), filters)
    return [(role, filters, widen.smallest(store.engine(filters.v), filters, role)) for role in roles if independent(filters, role) < widen.USABLE]


@pytest.mark.parametrize("changes", THIN, ids=str)
def test_a_widening_reaches_what_it_promises(changes):
    for role, filters, best in found(changes):
        assert best is None or independent(filters.but(**dict(best.changes)), role) == best.independent


@pytest.mark.parametrize("changes", THIN, ids=str)
def test_what_is_promised_is_usable_or_the_most_there_is(changes):
    for role, filters, best in found(changes):
        everything = filters.but(geo="all", lvl=LEVELS, yr=(2020, 2026), mode="any")
        assert (best is None) == (independent(everything, role) < 10)
        if best and best.independent < widen.USABLE:
            assert best.independent == independent(everything, role)


def test_one_change_is_offered_where_one_is_enough_and_the_smallest_of_those():
    filters = asked({"geo": "GB", "lvl": ("EX",)})
    best = widen.smallest(store.engine(filters.v), filters, "ds")
    single = [{"lvl": ("EN", "EX")}, {"lvl": ("MI", "EX")}, {"lvl": ("SE", "EX")}, {"lvl": LEVELS}, {"geo": "all"}, {"yr": (2023, 2025)}, {"yr": (2020, 2025)}]
    usable = [number for number in (independent(filters.but(**one), "ds") for one in single) if number >= 30]
    assert len(best.changes) == 1 and best.independent == min(usable)


def test_some_selections_need_two_changes():
    assert max(len(best.changes) for changes in THIN for _, _, best in found(changes) if best) >= 2


def test_a_widening_says_what_it_changes():
    filters = asked({"geo": "GB", "lvl": ("EX",)})
    best = widen.smallest(store.engine(filters.v), filters, "ds")
    told = dict(best.changes)
    if "geo" in told:
        assert "all countries" in best.words
    if "lvl" in told:
        assert any(LEVEL[level] in best.words for level in set(told["lvl"]) - set(filters.lvl)) or "all levels" in best.words


def test_nothing_is_offered_where_nothing_helps():
    filters = asked({"v": "2025.01", "real": "2025"})
    assert widen.smallest(store.engine("2025.01"), filters, "ai") is None
