"""Money against values worked out by hand from rates.csv of release 2026.11."""
import numpy as np
import pytest

from data import store
from queries import money, pay, words
from queries.cube import DIMENSIONS, Cells
from queries.filters import Filters
from queries.selection import select

RELEASE = "2026.11"
#: rates.csv, written down by hand
GBP_2024, GBP_2025, INR_2024, EUR_2024, EUR_2025 = 0.78258, 0.75907, 83.6582, 0.92458, 0.88671
ADVERT_GBP_2024, ADVERT_GBP_2025, ADVERT_EUR_2024 = 0.8, 0.79, 0.9
PPP_GB_2024, PPP_IN_2024, PPP_DE_2024 = 0.664153, 20.422, 0.700862
CPI_2020, CPI_2022, CPI_2024, CPI_2025 = 258.811, 292.655, 313.689, 321.943


@pytest.fixture(scope="module")
def engine():
    return store.engine(RELEASE)


def one(stated: str, country: str, year: int) -> Cells:
    """One cell of one record."""
    held = {"role": "ai", "level": "SE", "country": country, "year": year, "mode": "any", "employment": "FT", "currency": stated}
    codes = {name: np.zeros(1, dtype=np.int16) for name in DIMENSIONS}
    ones = np.ones(1, dtype=np.int64)
    return Cells(codes, {name: (held[name],) for name in DIMENSIONS}, np.array([100_000.0]), ones, ones, ones)


def factor(engine, stated: str, country: str, year: int, cur: str, real: str = "nominal") -> float:
    return float(money.factors(engine, Filters.default(v=RELEASE).but(cur=cur, real=real), one(stated, country, year))[0])


@pytest.mark.parametrize("stated, country, year, cur, real, expected", [
    ("USD", "US", 2024, "USD", "nominal", 1),
    ("GBP", "GB", 2024, "USD", "nominal", 1),
    ("USD", "US", 2024, "GBP", "nominal", GBP_2024),
    ("USD", "GB", 2025, "GBP", "nominal", GBP_2025),
    ("EUR", "DE", 2024, "GBP", "nominal", GBP_2024),
    ("USD", "US", 2024, "INR", "nominal", INR_2024),
    ("GBP", "GB", 2024, "GBP", "nominal", ADVERT_GBP_2024),
    ("GBP", "IE", 2025, "GBP", "nominal", ADVERT_GBP_2025),
    ("USD", "US", 2024, "PPP", "nominal", 1),
    ("USD", "US", 2025, "PPP", "nominal", 1),
    ("GBP", "GB", 2024, "PPP", "nominal", ADVERT_GBP_2024 / PPP_GB_2024),
    ("USD", "GB", 2024, "PPP", "nominal", GBP_2024 / PPP_GB_2024),
    ("USD", "IN", 2024, "PPP", "nominal", INR_2024 / PPP_IN_2024),
    ("EUR", "DE", 2024, "PPP", "nominal", ADVERT_EUR_2024 / PPP_DE_2024),
    ("USD", "DE", 2024, "PPP", "nominal", EUR_2024 / PPP_DE_2024),
    ("GBP", "GB", 2025, "PPP", "nominal", ADVERT_GBP_2025 / PPP_GB_2024),
    ("USD", "US", 2022, "USD", "2024", CPI_2024 / CPI_2022),
    ("USD", "US", 2024, "USD", "2020", CPI_2020 / CPI_2024),
    ("USD", "US", 2024, "USD", "2024", 1),
    ("USD", "US", 2024, "GBP", "2025", CPI_2025 / CPI_2024 * GBP_2025),
    ("GBP", "GB", 2024, "GBP", "2025", CPI_2025 / CPI_2024 * GBP_2025),
    ("GBP", "GB", 2025, "GBP", "2025", ADVERT_GBP_2025),
    ("EUR", "DE", 2024, "PPP", "2025", CPI_2025 / CPI_2024 * EUR_2025 / PPP_DE_2024),
])
def test_a_factor_is_the_one_worked_out_by_hand(engine, stated, country, year, cur, real, expected):
    assert factor(engine, stated, country, year, cur, real) == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize("stated, country, year, cur, real", [
    ("USD", "XX", 2024, "PPP", "nominal"), ("USD", "AQ", 2024, "PPP", "nominal"), ("INR", "IN", 2020, "INR", "nominal"),
    ("USD", "US", 2027, "EUR", "nominal"), ("USD", "US", 2014, "USD", "2024")])
def test_a_missing_rate_is_no_factor_and_never_one(engine, stated, country, year, cur, real):
    assert np.isnan(factor(engine, stated, country, year, cur, real))


def test_a_british_advert_in_pounds_shows_the_figure_it_stated(engine):
    """Raw adverts of 2024 in pounds are whole pounds at 0.8 a dollar; kept values are rounded to 100 dollars, so to 80 pounds."""
    chosen = select(engine, Filters.default(v=RELEASE).but(geo="GB", yr=(2024, 2024), cur="GBP", lvl=("EN", "MI", "SE", "EX")))
    dollars = select(engine, Filters.default(v=RELEASE).but(geo="GB", yr=(2024, 2024), lvl=("EN", "MI", "SE", "EX")))
    ours, theirs = (found.cells.codes["currency"] == found.cells.labels["currency"].index("GBP") for found in (chosen, dollars))
    assert theirs.sum() > 50 and (~theirs).sum() > 5
    assert np.sort(chosen.cells.value[ours]) == pytest.approx(np.sort(dollars.cells.value[theirs]) * ADVERT_GBP_2024)
    assert np.sort(chosen.cells.value[~ours]) == pytest.approx(np.sort(dollars.cells.value[~theirs]) * GBP_2024)


def test_quantiles_of_one_currency_and_year_move_by_the_factor_alone(engine):
    plain = Filters.default("filings", RELEASE).but(yr=(2024, 2024))
    for cur, expected in (("USD", 1), ("GBP", GBP_2024), ("INR", INR_2024)):
        dollars, shown = (pay.ladder(engine, plain.but(cur=wanted))[0] for wanted in ("USD", cur))
        for before, after in zip(dollars, shown, strict=True):
            assert [after[key] for key in ("p50", "p50_lo", "p50_hi")] == pytest.approx(
                [before[key] * expected for key in ("p50", "p50_lo", "p50_hi")])
            assert (after["n"], after["independent"]) == (before["n"], before["independent"])


@pytest.mark.parametrize("changes, held", [
    ({"cur": "GBP"}, ["1 US dollar = 0.7826 (2024), 0.7591 (2025) GBP", "Federal Reserve, mean of the year", "keep their own figure"]),
    ({"cur": "GBP", "src": "survey"}, ["0.7826 (2024)"]),
    ({"cur": "PPP", "geo": "GB"}, ["PPP factor of GB", "0.6642 for 2024", "0.6642 for 2025 (factor of 2024)", "World Bank"]),
    ({"cur": "PPP", "geo": "DE", "yr": (2024, 2024)}, ["0.7009 for 2024;"]),
    ({"cur": "PPP", "geo": "all"}, ["World Bank's PPP factor of its country and year"]),
    ({"real": "2025"}, ["Prices of 2025 by CPI-U: 2025 321.9 (11 months), 2024 313.7 (1982-84 = 100)."]),
    ({"real": "2020", "yr": (2020, 2020)}, ["Prices of 2020 by CPI-U: 2020 258.8 (1982-84 = 100)."]),
    ({"real": "2024", "cur": "EUR"}, ["Prices of 2024 by CPI-U", "1 US dollar = 0.9246 (2024) EUR"]),
])
def test_the_note_prints_the_rate_and_its_year(engine, changes, held):
    said = money.note(engine, Filters.default(v=RELEASE).but(**changes))
    assert [part for part in held if part not in said] == []


def test_only_adverts_are_said_to_keep_their_own_figure(engine):
    assert "own figure" not in money.note(engine, Filters.default("survey", RELEASE).but(cur="GBP"))
    assert "factor of 2024" not in money.note(engine, Filters.default(v=RELEASE).but(cur="PPP", geo="GB", yr=(2024, 2024)))


def test_nominal_dollars_need_no_note(engine):
    assert money.note(engine, Filters.default(v=RELEASE)) == ""


@pytest.mark.parametrize("changes", [{"real": "2025"}, {"cur": "GBP", "real": "2025"}, {"cur": "PPP", "real": "2025"}, {"cur": "INR", "yr": (2026, 2026)}])
def test_a_release_without_the_rate_says_so_and_prints_no_nan(changes):
    """Release 2025.01 was made before any price index or rate of 2025 was known."""
    said = money.note(store.engine("2025.01"), Filters.default(v="2025.01").but(**changes))
    assert "no pay can be shown" in said
    assert "nan" not in said


def test_signs_and_rounding_of_money_in_sentences():
    assert [words.money(value, cur) for value, cur in ((179_149, "USD"), (12_345.6, "GBP"), (4_321.4, "PPP"), (4_567_890, "INR"))] == [
        "$179,100", "£12,350", "Int$4,321", "₹4,567,900"]
