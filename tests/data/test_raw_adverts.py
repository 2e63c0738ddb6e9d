"""The release against the raw file, read by other code."""
import numpy as np
import pandas as pd
import pytest

from data import package
from tests.data import raw

QS = (0.1, 0.25, 0.5, 0.75, 0.9)


@pytest.fixture(scope="module")
def adverts(sources) -> pd.DataFrame:
    """Every advert of the final weekly file, those outside the roles too."""
    return raw.adverts(sources / "aijobs-salaries" / "salaries.csv.gz")


@pytest.fixture(scope="module")
def counts(built) -> pd.DataFrame:
    """The release's advert cells with numbers."""
    cells = package.frame(built["root"] / "2026.11", "pay_counts_adverts")
    return cells.astype({"year": int, "value": float, "n": int, "n_distinct": int, "n_squares": int})


def test_pairs_and_roles_are_those_of_the_sources_readme(adverts):
    equal = (adverts["low"] == adverts["high"]).sum()
    roles = adverts["role"].value_counts()
    assert (len(adverts), len(adverts) - equal, equal) == (75_187, 73_414, 1_773)
    assert roles.drop("").to_dict() == {"ml": 4569, "ai": 1129, "ds": 9266, "se": 9245}


@pytest.mark.parametrize("role, n, distinct", [
    ("ai", 968, 698), ("ml", 3615, 1882), ("ds", 7388, 4036), ("se", 8546, 4187)])
def test_adverts_and_distinct_ranges_of_the_us_are_exact(counts, adverts, role, n, distinct):
    cells = counts[(counts["role"] == role) & (counts["country"] == "US") & (counts["employment"] == "FT")
                   & (counts["year"] >= 2024) & (counts["measure"] == "mid")]
    rows = adverts[(adverts["role"] == role) & (adverts["country"] == "US") & (adverts["employment"] == "FT")
                   & (adverts["year"] >= 2024)]
    repeats = rows["range"].value_counts()
    assert (cells["n"].sum(), cells["n_distinct"].sum()) == (n, distinct) == (len(rows), len(repeats))
    assert cells["n_squares"].sum() == (repeats ** 2).sum()


def test_the_example_of_the_brief_holds(counts):
    cells = counts[(counts["role"] == "ai") & (counts["country"] == "US") & (counts["employment"] == "FT")
                   & (counts["year"] >= 2024) & counts["level"].isin(["MI", "SE"]) & (counts["measure"] == "mid")]
    values = np.repeat(cells["value"], cells["n"])
    assert (cells["n"].sum(), cells["n_distinct"].sum()) == (905, 643)
    assert list(np.quantile(values, [0.25, 0.5, 0.75])) == [145_900, 179_100, 217_100]


@pytest.mark.parametrize("measure", ["low", "mid", "high", "ratio"])
def test_quantiles_of_every_cell_are_within_half_a_percent_of_the_raw_ones(counts, adverts, measure):
    by = ["role", "country", "level", "year", "mode", "employment"]
    rows = adverts[adverts["role"] != ""].groupby(by)[measure]
    cells = {cell: np.repeat(part["value"].to_numpy(), part["n"])
             for cell, part in counts[counts["measure"] == measure].groupby(by)}
    assert set(cells) == set(rows.groups)
    exact = np.array([np.quantile(part, QS) for _, part in rows])
    shown = np.array([np.quantile(cells[cell], QS) for cell, _ in rows])
    assert np.abs(shown / exact - 1).max() < 0.005
