"""Filings, official wages, and money: golden numbers, and files that do not fit."""
import numpy as np
import pytest

from data import package
from data.intake import money, official
from data.intake.report import Input, IntakeError, Report


@pytest.fixture(scope="module")
def tables(built):
    """f(name) -> one file of the newest release as text cells."""
    return lambda name: package.frame(built["root"] / "2026.11", name)


@pytest.mark.parametrize("role, n, quartiles", [
    ("ai", 52, [110, 139, 176]), ("ml", 391, [143, 176, 211]), ("ds", 1082, [108, 140, 170]),
    ("se", 21_917, [101, 125, 164])])
def test_filings_are_those_of_the_sources_readme(tables, role, n, quartiles):
    cells = tables("pay_counts_filings").query("role == @role").astype({"n": int, "value": float})
    found = np.quantile(np.repeat(cells["value"], cells["n"]), [0.25, 0.5, 0.75]) / 1000
    assert (cells["n"].sum(), np.abs(found - quartiles).max() <= 0.7) == (n, True)


def test_employers_equal_the_publishers_summary(sources, tables):
    import csv

    key = {"AI Engineer": "ai", "Machine Learning Engineer": "ml", "Data Scientist": "ds", "Software Engineer": "se"}
    with open(sources / "oflc-lca" / "lca_role_demand_by_fiscal_year.csv", newline="") as file:
        theirs = {(key[row["role"]], row["fiscal_year"], row["employers"], row["distinct_titles"])
                  for row in csv.DictReader(file) if "-" not in row["fiscal_year"]}
    assert set(tables("filing_employers").itertuples(index=False, name=None)) == theirs


def _row(tables, **wanted) -> dict:
    rows = tables("pay_percentiles")
    for column, value in wanted.items():
        rows = rows[rows[column] == value]
    assert len(rows) == 1
    return rows.iloc[0].to_dict()


def test_official_wages_of_may_2025_are_those_of_the_sources_readme(tables):
    row = _row(tables, source="official", soc_code="15-2051", area="US", year="2025")
    assert [row[name] for name in ("n", "p10_usd", "p25_usd", "p50_usd", "p75_usd", "p90_usd", "mean_usd")] == [
        "262440", "67240", "85660", "120230", "158880", "199130", "126800"]
    assert (row["period"], row["topcoded"]) == ("May 2025", "")


def test_a_withheld_percentile_is_empty_and_named(tables):
    row = _row(tables, source="official", soc_code="15-1221", area="US", year="2021")
    assert (row["p90_usd"], row["topcoded"]) == ("", "p90")


def test_state_medians_have_postal_codes_and_an_inferred_period(tables):
    row = _row(tables, source="official", soc_code="15-1252", area="CA")
    assert (row["p50_usd"], row["period"], row["n"]) == ("170910", "May 2024 (inferred)", "")
    states = tables("pay_percentiles").query("source == 'official' and area_type == 'state'")
    assert states.groupby("soc_code").size().to_dict() == {"15-1252": 53, "15-2051": 51}


@pytest.mark.parametrize("level, n, median", [
    ("I", "907", "90000"), ("II", "2483", "120000"), ("III", "1499", "159000"), ("IV", "1387", "175000"),
    ("any", "7076", "138000")])
def test_wage_levels_are_those_of_the_sources_readme(tables, level, n, median):
    row = _row(tables, source="filings", soc_code="15-2051", area="US", level=level)
    assert (row["n"], row["p50_usd"]) == (n, median)


@pytest.mark.parametrize("kind, code, year, rate, months", [
    ("fx", "EUR", "2025", "0.88671", "12"), ("fx", "GBP", "2024", "0.78258", "12"),
    ("fx", "INR", "2026", "93.0734", "6"),
    ("ppp", "DE", "2024", "0.700862", ""), ("cpi", "US", "2025", "321.943", "11"),
    ("cpi", "US", "2026", "330.079", "5"),
    ("advert_fx", "EUR", "2025", "0.95", ""), ("advert_fx", "GBP", "2024", "0.8", ""),
    ("advert_fx", "INR", "2025", "84.57", ""), ("advert_fx", "USD", "2024", "1", "")])
def test_rates_are_kept_with_the_months_behind_them(tables, kind, code, year, rate, months):
    rows = tables("rates").set_index(["kind", "code", "year"])
    assert rows.loc[(kind, code, year)].tolist() == [rate, months]


def test_there_is_no_venezuelan_rate_and_no_rate_before_2015(tables):
    rates = tables("rates")
    assert not ((rates["kind"] == "fx") & rates["code"].isin(["VES", "VEF", ""])).any()
    assert rates["year"].min() == "2015"


def test_what_is_withheld_is_translated():
    cells = ("H_PCT90;A_PCT90", "A_PCT75;A_PCT90", "")
    assert [official.topcoded(cell) for cell in cells] == ["p90", "p75 p90", ""]


def test_an_economy_without_a_currency_is_named(tmp_path):
    path = tmp_path / "fx.csv"
    path.write_text("country,year,lcu_per_usd,months\nAtlantis,2024,1.5,12\n")
    with pytest.raises(IntakeError, match="'Atlantis' has no currency; add it to data/curated/fed_currencies.csv"):
        money.fx(Input("fed_fx", path), Report())


def test_a_rate_that_is_no_positive_number_is_refused_and_counted(tmp_path):
    path = tmp_path / "ppp.csv"
    path.write_text("country,iso2,year,ppp_lcu_per_intl_usd\nNamibia,NA,2020,6.9\nNamibia,NA,2021,-1\nNowhere,QQ,2020,2\n")
    report = Report()
    rates = money.ppp(Input("worldbank_ppp", path), report)["rates"]
    refused = {step: rows for _, step, rows, _ in report.steps if step.startswith("refused")}
    assert rates["code"].tolist() == ["NA"]
    assert refused == {"refused: country code not ISO 3166-1": 1, "refused: rate not a positive number": 1,
                       "refused: year not a number": 0}


def test_a_crosswalk_that_was_changed_asks_for_a_review(tmp_path):
    path = tmp_path / "crosswalk.csv"
    path.write_text("role,soc_code,soc_title,fit\nData Scientist,15-2051,Data Scientists,weak\n")
    with pytest.raises(IntakeError, match="review both"):
        official.crosswalk(Input("crosswalk", path), Report())
