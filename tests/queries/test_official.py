"""Percentiles that a publisher printed, against the release's own file and the numbers of the sources' README."""
import csv

import pytest

from data import catalog, store
from queries import official
from queries.filters import Filters

POINTS = ("p10", "p25", "p50", "p75", "p90", "mean")


@pytest.fixture(scope="module")
def engine():
    return store.engine("2026.11")


@pytest.fixture(scope="module")
def printed() -> list[dict]:
    """Rows of the release's file that speak of the whole nation, from the statistics office."""
    with open(catalog.folder("2026.11") / "pay_percentiles.csv", encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if (row["source"], row["area_type"]) == ("official", "nation")]


def national(engine, **changes) -> list[dict]:
    return official.national(engine, Filters.default("official", "2026.11").but(**changes))


def test_may_2025_is_what_the_statistics_office_printed(engine):
    rows = {row["soc_code"]: row for row in national(engine) if row["year"] == 2025}
    assert [rows["15-1252"][key] for key in ("n", *POINTS)] == [1_687_890, 82_460, 105_210, 135_980, 171_980, 214_670, 148_100]
    assert [rows["15-2051"][key] for key in ("n", *POINTS)] == [262_440, 67_240, 85_660, 120_230, 158_880, 199_130, 126_800]
    assert [rows["15-1221"][key] for key in ("n", *POINTS)] == [37_200, 82_200, 103_570, 140_300, 188_700, 230_630, 153_930]


def test_every_printed_row_is_shown_for_each_role_it_stands_for(engine, printed):
    rows = national(engine)
    homes = {(row["role"], row["soc_code"]) for row in official.occupations(engine, Filters.default("official", "2026.11"))}
    ours = {soc for _, soc in homes}
    assert {(row["soc_code"], str(row["year"])) for row in rows} == {(row["soc_code"], row["year"]) for row in printed if row["soc_code"] in ours}
    assert len(rows) == sum(1 for row in printed for _, soc in homes if soc == row["soc_code"])


def test_machine_learning_engineers_and_data_scientists_share_an_occupation(engine):
    rows = [row for row in national(engine) if (row["year"], row["soc_code"]) == (2025, "15-2051")]
    assert {row["role"] for row in rows} >= {"ml", "ds"}
    assert len({row["p50"] for row in rows}) == 1
    assert {row["role"]: row["fit"] for row in rows}["ds"] == "close"


def test_withheld_percentiles_are_no_number(engine, printed):
    withheld = {(row["soc_code"], int(row["year"])) for row in printed if not row["p90_usd"]}
    shown = {(row["soc_code"], row["year"]) for row in national(engine) if row["p90"] != row["p90"]}
    assert shown == {key for key in withheld if key[0] in {row["soc_code"] for row in national(engine)}}
    assert all("p90" in row["topcoded"] for row in national(engine) if row["p90"] != row["p90"])


@pytest.mark.parametrize("geo, any_rows", [("US", True), ("all", True), ("GB", False)])
def test_official_wages_are_of_the_united_states(engine, geo, any_rows):
    assert bool(national(engine, geo=geo)) == any_rows


def test_money_of_official_wages_moves_by_the_rate_of_their_year(engine):
    dollars, pounds, real = (national(engine, **changes) for changes in ({}, {"cur": "GBP"}, {"real": "2025"}))
    by_key = {(row["role"], row["soc_code"], row["year"]): row for row in dollars}
    for rows, factor in ((pounds, {2024: 0.78258, 2025: 0.75907}), (real, {2024: 321.943 / 313.689, 2025: 1})):
        checked = [row for row in rows if row["year"] in factor]
        assert checked
        assert all(row["p50"] == pytest.approx(by_key[row["role"], row["soc_code"], row["year"]]["p50"] * factor[row["year"]]) for row in checked)


def test_a_year_without_a_rate_is_left_out_not_shown_as_nothing():
    """Release 2025.01 knows no prices of 2025."""
    old = store.engine("2025.01")
    assert official.national(old, Filters.default("official", "2025.01"))
    assert official.national(old, Filters.default("official", "2025.01").but(real="2025")) == []


def test_occupations_stand_in_role_order_closest_fit_first(engine):
    rows = official.occupations(engine, Filters.default("official", "2026.11"))
    order = [("ai", "ml", "ds", "se").index(row["role"]) for row in rows]
    assert order == sorted(order) and set(order) == {0, 1, 2, 3}
    fits = [("close", "approximate", "weak").index(row["fit"]) for row in rows if row["role"] == "ai"]
    assert fits == sorted(fits)
    assert {row["role"] for row in official.occupations(engine, Filters.default("official", "2026.11").but(roles=("se",)))} == {"se"}


def test_filings_by_wage_level_are_those_of_the_sources_readme(engine):
    rows = official.printed(engine, Filters.default("filings", "2026.11"), "filings")
    levels = {row["level"]: row["p50"] for row in rows if (row["soc_code"], row["role"]) == ("15-2051", "ds")}
    assert [round(levels[level], -3) for level in ("I", "II", "III", "IV", "any")] == [90_000, 120_000, 159_000, 175_000, 138_000]
