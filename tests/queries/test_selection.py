"""Which records a selection holds, counted again from the release's own CSV files."""
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data import catalog
from queries.filters import Filters
from queries.selection import groups, levels, select, unanswered

SELECTIONS = [
    {}, {"roles": ("ai",)}, {"roles": ("ml", "ds"), "geo": "GB"}, {"geo": "all", "lvl": ("EN", "EX")}, {"yr": (2024, 2024), "mode": "remote"},
    {"src": "survey", "geo": "all"}, {"src": "survey", "roles": ("ml",), "geo": "DE"}, {"src": "filings", "yr": (2024, 2024)},
    {"src": "filings", "yr": (2024, 2024), "lvl": ("EX",), "mode": "remote"}, {"geo": "IN", "cur": "INR", "lvl": ("MI", "SE", "EX")},
    {"geo": "all", "cur": "PPP", "yr": (2020, 2026)}, {"src": "survey", "geo": "all", "cur": "PPP"}, {"geo": "TD"}, {"yr": (2026, 2026)},
]


@pytest.fixture(scope="module")
def files() -> dict[str, pd.DataFrame]:
    """Source -> its counts as the newest release's file has them."""
    folder: Path = catalog.folder(catalog.latest())
    return {src: pd.read_csv(folder / f"pay_counts_{src}.csv", keep_default_na=False) for src in ("adverts", "survey", "filings")}


def expected(files, filters: Filters) -> pd.DataFrame:
    """The file's rows of a selection, by plain comparison."""
    rows = files[filters.src]
    rows = rows[rows["measure"] == {"adverts": filters.pay, "survey": "total", "filings": "base"}[filters.src]]
    rows = rows[rows["year"].between(*filters.yr) & rows["role"].map(lambda role: bool(set(role.split("+")) & set(filters.roles)))]
    if filters.geo != "all":
        rows = rows[rows["country"] == filters.geo]
    if filters.src == "adverts":
        rows = rows[(rows["employment"] == "FT") & rows["level"].isin(filters.lvl)]
        rows = rows if filters.mode == "any" else rows[rows["mode"] == filters.mode]
    return rows


@pytest.mark.parametrize("changes", SELECTIONS, ids=str)
def test_a_selection_holds_the_records_of_the_file_and_says_how_many_have_no_rate(release_engine, files, changes):
    filters = Filters.default(changes.get("src", "adverts")).but(**changes)
    rows, chosen = expected(files, filters), select(release_engine, filters)
    assert chosen.cells.n.sum() + chosen.left_out == rows["n"].sum()
    if filters.cur == "USD":
        assert chosen.left_out == 0
        assert (chosen.cells.n_distinct.sum(), chosen.cells.n_squares.sum()) == (rows["n_distinct"].sum(), rows["n_squares"].sum())
        assert (chosen.cells.value * chosen.cells.n).sum() == pytest.approx((rows["value"] * rows["n"]).sum())


@pytest.mark.parametrize("src, measures", [("adverts", ("low", "mid", "high", "ratio")), ("survey", ("total",)), ("filings", ("base",))])
def test_every_measure_holds_each_record_once(release_engine, src, measures):
    filters = Filters.default(src).but(geo="all", yr=(2020, 2026), lvl=("EN", "MI", "SE", "EX"))
    sizes = {(found.n.sum(), found.n_distinct.sum()) for found in (select(release_engine, filters, what).cells for what in measures)}
    assert len(sizes) == 1


def test_records_without_a_rate_are_left_out_and_counted_not_taken_at_one(release_engine, files):
    """People in unnamed countries (XX) have no purchasing power parity."""
    filters = Filters.default("survey").but(geo="XX")
    dollars, shown = select(release_engine, filters), select(release_engine, filters.but(cur="PPP"))
    assert dollars.cells.n.sum() > 100
    assert (len(shown.cells), shown.left_out) == (0, dollars.cells.n.sum())


def test_ratios_have_no_money(release_engine):
    plain = Filters.default().but(geo="GB")
    one, other = (select(release_engine, plain.but(cur=cur, real=real), "ratio") for cur, real in (("USD", "nominal"), ("PPP", "2025")))
    assert np.array_equal(one.cells.value, other.cells.value) and other.left_out == 0


@pytest.mark.parametrize("roles, held", [
    (("ai",), ("ai", "ai+ml")), (("ml",), ("ai+ml", "ds+ml")), (("ds",), ("ds+ml", "ds")), (("se",), ("se",)),
    (("ai", "ml", "ds", "se"), ("ai", "ai+ml", "ds+ml", "ds", "se"))])
def test_a_survey_group_is_shown_whole_when_either_of_its_roles_is_chosen(release_engine, roles, held):
    found = select(release_engine, Filters.default("survey").but(roles=roles, geo="all")).cells
    assert set(found.present("role")) == set(held)
    assert sorted(groups(Filters.default("survey").but(roles=roles), found)) == sorted(held)


def test_rungs_are_job_levels_for_adverts_and_years_of_experience_for_people(release_engine):
    survey = Filters.default("survey").but(geo="all")
    assert levels(Filters.default(), select(release_engine, Filters.default()).cells) == ("MI", "SE")
    assert levels(survey, select(release_engine, survey).cells) == ("0-2", "3-5", "6-10", "11+")


@pytest.mark.parametrize("src, changes, words", [
    ("survey", {}, "level filter"), ("filings", {}, "level filter"), ("official", {}, "level filter"),
    ("survey", {"mode": "remote"}, "place-of-work filter"), ("filings", {"mode": "onsite"}, "place-of-work filter"),
    ("official", {"mode": "hybrid"}, "place-of-work filter"), ("survey", {"pay": "low"}, "end-of-range filter"),
    ("filings", {"pay": "high"}, "end-of-range filter"), ("official", {"pay": "high"}, "end-of-range filter"),
    ("filings", {"geo": "GB"}, "United States only"), ("official", {"geo": "all"}, "United States only"),
    ("adverts", {"adj": "matched"}, "Matched"), ("survey", {"adj": "matched"}, "Matched"), ("adverts", {}, "Full-time adverts only")])
def test_a_filter_that_the_source_cannot_answer_is_named(src, changes, words):
    assert any(words in said for said in unanswered(Filters.default(src).but(**changes)))


def test_a_filter_that_is_answered_is_not_named_as_left_out():
    said = " ".join(unanswered(Filters.default().but(mode="remote", pay="low", geo="GB", lvl=("EN",))))
    assert "not applied" not in said and "adverts only" in said
    assert "place-of-work" not in " ".join(unanswered(Filters.default("survey")))
