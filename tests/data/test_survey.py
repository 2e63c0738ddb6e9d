"""Survey cells: floors, bands, and the published plausibility table."""
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import package
from data.intake import survey

LEVELS = st.sampled_from([*survey.BANDS, "any"])
ROLES, PLACES = st.sampled_from(["se", "ai"]), st.sampled_from(["US", "DE", "FR", "XX"])
PEOPLE = st.lists(st.tuples(ROLES, PLACES, LEVELS, st.integers(1, 14)), max_size=40)


@settings(max_examples=60, deadline=None)
@given(PEOPLE)
def test_no_cell_ever_holds_fewer_than_ten_people_and_nobody_is_lost(drawn):
    rows = [(role, country, level) for role, country, level, n in drawn for _ in range(n)]
    people = pd.DataFrame(rows, columns=["role", "country", "level"])
    kept = survey.protect(people)
    cells = kept.groupby(["role", "country", "level"]).size()
    whole = people.groupby("role").size()
    assert (cells >= survey.FLOOR).all()
    assert kept.groupby("role").size().to_dict() == whole[whole >= survey.FLOOR].to_dict()


def _people(**sizes: dict) -> pd.DataFrame:
    rows = [("se", country, level)
            for country, levels in sizes.items() for level, n in levels.items() for _ in range(n)]
    return pd.DataFrame(rows, columns=["role", "country", "level"])


def _cells(people: pd.DataFrame) -> dict:
    return survey.protect(people).groupby(["country", "level"]).size().to_dict()


def test_small_countries_join_xx_and_xx_takes_the_smallest_country_when_it_is_small_itself():
    assert _cells(_people(US={"3-5": 30}, DE={"3-5": 12}, FR={"3-5": 4})) == {("US", "3-5"): 30, ("XX", "3-5"): 16}


def test_one_small_band_takes_all_bands_of_its_country():
    assert _cells(_people(US={"0-2": 9, "3-5": 30}, DE={"0-2": 10, "3-5": 30})) == {
        ("US", "any"): 39, ("DE", "0-2"): 10, ("DE", "3-5"): 30}


def test_few_people_without_years_are_joined_by_the_smallest_band_only():
    assert _cells(_people(US={"0-2": 15, "3-5": 30, "any": 3})) == {("US", "any"): 18, ("US", "3-5"): 30}


@pytest.mark.parametrize("years, band", [(0, "0-2"), (2, "0-2"), (2.5, "0-2"), (3, "3-5"), (5, "3-5"), (6, "6-10"),
                                         (10, "6-10"), (11, "11+"), (51, "11+"), (None, "any")])
def test_years_fall_into_the_bands_of_the_dictionary(years, band):
    assert survey.band(pd.Series([years], dtype="float64")).tolist() == [band]


@pytest.fixture(scope="module")
def people(built) -> pd.DataFrame:
    """The survey cells of the newest release with numbers."""
    return package.frame(built["root"] / "2026.11", "pay_counts_survey").astype({"year": int, "value": float, "n": int})


@pytest.mark.parametrize("year, role, country, n, median", [
    (2025, "ai+ml", "US", 77, 180_000), (2025, "ds", "US", 88, 145_000), (2025, "se", "US", 3040, 146_414.5),
    (2025, "ai", "US", 21, 165_000), (2024, "ds+ml", "US", 105, 160_000), (2024, "ai", "US", 41, 160_000),
    (2024, "se", "US", 3197, 140_000), (2025, "ai+ml", None, 318, 93_788), (2025, "ds", None, 318, 85_230),
    (2025, "se", None, 14_196, 76_570),
])
def test_people_and_medians_are_those_of_the_sources_readme(people, year, role, country, n, median):
    cells = people[(people["year"] == year) & (people["role"] == role)]
    cells = cells[cells["country"] == country] if country else cells
    assert cells["n"].sum() == n
    assert np.median(np.repeat(cells["value"], cells["n"])) == pytest.approx(median, abs=500)


def test_the_report_says_who_was_left_out(built):
    steps = {(source, step): rows for source, step, rows, _ in built["2026.11"].steps}
    assert steps["so2024", "refused: pay outside 1,000 to 2,000,000 US dollars"] == 442
    assert steps["so2025", "refused: country name unknown"] == steps["so2024", "refused: country name unknown"] == 0
