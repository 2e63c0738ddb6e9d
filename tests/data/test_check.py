"""Each rule of the check has a release that breaks it, and says file, row, column, reason and what to do."""
import pandas as pd
import pytest

from data import check
from tests.data import small

ADVERTS, SURVEY = "pay_counts_adverts.csv", "pay_counts_survey.csv"
CELL = "adverts,ai,MI,DE,2025,any,any,EUR"


def texts(folder) -> list[str]:
    return [str(finding) for finding in check.run(folder) if finding.fatal]


def test_the_small_release_has_no_fault(release):
    assert texts(release) == []


#: file, text to change, what it becomes, what the check must then say
BY_HAND = [
    pytest.param(ADVERTS, "100000,4", "100001,4", f"{ADVERTS}: another SHA-256", id="changed byte"),
    pytest.param(ADVERTS, "100000,4", "100000,44", f"{ADVERTS}: 302 bytes where 301", id="changed size"),
    pytest.param(ADVERTS, "value,n,", "value,m,", f"{ADVERTS}, row 1, column m: not in the dictionary's place", id="unknown column"),
    pytest.param(ADVERTS, "MI,DE,2025", "XL,DE,2025", f"{ADVERTS}, row 2, column level: 'XL' is not one of EN", id="unknown code"),
    pytest.param(ADVERTS, "100000,4", "many,4", "row 3, column value: 'many' is not a plain decimal number", id="word for a number"),
    pytest.param(ADVERTS, "100000,4", "1e5,4", "row 3, column value: '1e5' is not a plain decimal number", id="exponent"),
    pytest.param(ADVERTS, "100000,4", "nan,4", "column value: 'nan' is not a plain decimal number", id="not a number"),
    pytest.param(ADVERTS, "100000,4", "-5,4", "column value: '-5' is not between 1 and 2,000,000", id="negative pay"),
    pytest.param(ADVERTS, "100000,4", "9000000,4", "'9000000' is not between 1", id="absurd pay"),
    pytest.param(ADVERTS, "100000,4,", "100000,0,", "column n: '0' is not between 1", id="count of nobody"),
    pytest.param(ADVERTS, "100000,4,", "100000,,", "row 3, column n: '' is missing", id="missing cell"),
    pytest.param(ADVERTS, "100000,4,", "100000,4.5,", "column n: '4.5' is not a whole number", id="fraction of an advert"),
    pytest.param(ADVERTS, "MI,DE,2025", "MI,DE,25", "column year: '25' is not a year", id="short year"),
    pytest.param(ADVERTS, "100000,4", "100000,1,4", f"{ADVERTS}", id="cell too many"),
    pytest.param("sources.csv", "2025-12-31", "2025-13-31", "row 2, column period_end: '2025-13-31' is not a date", id="not a date"),
    pytest.param("sources.csv", "Bias", "=1+1", "row 2, column bias: '=1+1' starts like a formula", id="formula"),
    pytest.param("sources.csv", "Bias", "-cmd", "row 2, column bias: '-cmd' starts like a formula", id="minus formula"),
    pytest.param("sources.csv", "Bias", "@SUM", "'@SUM' starts like a formula", id="at formula"),
    pytest.param("countries.csv", "Germany", "<img src=x>", "row 2, column name: '<img src=x>' holds < or >", id="markup"),
    pytest.param("countries.csv", "Germany", "Ger\x07many", "holds a control character", id="control character"),
]


@pytest.mark.parametrize("file, old, new, said", BY_HAND)
def test_a_file_changed_by_hand_is_found(release, file, old, new, said):
    small.edit(release / file, old, new)
    assert any(said in line for line in texts(release)), texts(release)


def test_a_repeated_key_is_found_once_at_its_second_row(tmp_path):
    rows = small.frames()["pay_counts_filings"]
    found = texts(small.write(tmp_path / "r", pay_counts_filings=pd.concat([rows, rows])))
    assert [line for line in found if "same key" in line] == [
        "pay_counts_filings.csv, row 3, column source, role, level, country, year, mode, employment, currency, measure, "
        "value: the same key stands in an earlier row; correct the intake or the curated table, then build the release again"]


@pytest.mark.parametrize("name, said", [
    ("rates.csv", "rates.csv: the file is missing"), ("CHANGELOG.md", "CHANGELOG.md: the file is missing"),
    ("datapackage.json", "datapackage.json: the file is missing")])
def test_a_missing_file_is_named(release, name, said):
    (release / name).unlink()
    assert any(said in line for line in texts(release))


def test_a_file_that_no_one_listed_is_named(release):
    (release / "rows.csv").write_text("salary\n1\n")
    assert any(line.startswith("rows.csv: the package does not list this file") for line in texts(release))


def test_a_package_that_is_no_json_is_named(release):
    (release / "datapackage.json").write_text("{")
    assert texts(release)[0].startswith("datapackage.json: not a package of a release")


def test_a_package_with_other_fields_than_the_dictionary_is_named(release):
    small.edit(release / "datapackage.json", '"minimum": 1', '"minimum": 2')
    assert any("are not those of data/schema.py" in line for line in texts(release))


def test_a_package_without_a_resource_is_named(release):
    small.edit(release / "datapackage.json", '"name": "rates"', '"name": "prices"')
    assert any("resource rates is missing" in line for line in texts(release))


#: table, row, {column: value}, what the check must then say
BROKEN = [
    pytest.param("pay_counts_adverts", 0, {"n_distinct": 5}, "row 3, column n_distinct: 5 is more independent records", id="distinct over n"),
    pytest.param("pay_counts_adverts", 0, {"n_squares": 7}, "7 is under the least possible", id="too few squares"),
    pytest.param("pay_counts_adverts", 0, {"n_squares": 11}, "11 is over the most possible", id="too many squares"),
    pytest.param("pay_counts_adverts", 1, {"n": 5, "n_squares": 17}, f"column n: {CELL.replace(',', ' ')}: the measures add up differently", id="uneven measures"),
    pytest.param("pay_counts_adverts", 1, {"value": 139_000}, "the mean of mid is 139,000, not half-way between 100,000 and 140,000", id="mid off"),
    pytest.param("pay_counts_adverts", 0, {"measure": "base"}, "'base' does not belong here", id="measure of another source"),
    pytest.param("pay_counts_survey", 0, {"source": "adverts"}, "'adverts' does not belong here (survey does)", id="source in another file"),
    pytest.param("pay_counts_survey", 0, {"n_distinct": 5, "n_squares": 8}, "differs from n, but these records do not repeat", id="people that repeat"),
    pytest.param("pay_counts_filings", 0, {"n": 3, "n_distinct": 3, "n_squares": 3}, "ml: 3 records, but the intake log kept 2", id="filings not in the log"),
    pytest.param("pay_counts_survey", 0, {"n": 5, "n_distinct": 5, "n_squares": 5}, "2025 se DE any: 9 people, under 10", id="nine people"),
    pytest.param("pay_percentiles", 0, {"p25_usd": 35}, "pay_percentiles.csv, row 2, column p10_usd, p25_usd, p50_usd, p75_usd: percentiles do not ascend", id="descending percentiles"),
    pytest.param("pay_percentiles", 0, {"p90_usd": 50}, "p90 is withheld but has a value", id="withheld with value"),
    pytest.param("pay_percentiles", 0, {"p10_usd": None, "p25_usd": None, "p50_usd": None, "p75_usd": None, "mean_usd": None}, "the row has no figure at all", id="no figure"),
    pytest.param("pay_counts_filings", 0, {"country": "ZZ"}, "row 2, column country: 'ZZ' has no row in countries.csv", id="unknown country"),
    pytest.param("countries", 0, {"code": "QQ"}, "'QQ' is not an ISO 3166-1 alpha-2 code", id="no country code"),
    pytest.param("countries", 0, {"currency": "EUX"}, "'EUX' is not an ISO 4217 code", id="no currency code"),
    pytest.param("pay_counts_filings", 0, {"currency": "US$"}, "'US$' is not an ISO 4217 code", id="currency in words"),
    pytest.param("rates", 1, {"code": "EU"}, "rates.csv, row 4, column code: 'EU' is not an ISO 4217 code", id="rate of no currency"),
    pytest.param("rates", 0, {"year": 2024}, f"{ADVERTS}, row 2, column currency: EUR 2025 has no advert_fx rate", id="advert without rate"),
    pytest.param("sources", 0, {"period_end": "2023-10-20"}, "row 2, column period_end: aijobs is stale: it ends 37 months", id="stale"),
    pytest.param("sources", 0, {"period_end": "2026-11-22"}, "aijobs ends 2026-11-22, after the release (2026-11-21)", id="from the future"),
    pytest.param("sources", 0, {"files": "rates prices"}, "'prices' is no file of the release", id="source of no file"),
    pytest.param("intake_log", 1, {"rows": 94}, "94.0% of the advert rows form pairs, at least 95% must", id="few pairs"),
    pytest.param("intake_log", 2, {"rows": 6}, "aijobs: 6 of 100 rows refused, over 5%", id="many refused"),
]


@pytest.mark.parametrize("table, row, cells, said", BROKEN)
def test_numbers_that_do_not_fit_together_are_found(tmp_path, table, row, cells, said):
    frame = small.frames()[table].reset_index(drop=True)
    for column, value in cells.items():
        frame.loc[row, column] = value
    found = texts(small.write(tmp_path / "r", **{table: frame}))
    assert any(said in line for line in found), found


def test_an_aged_source_is_a_note_and_no_fault(tmp_path):
    sources = small.frames()["sources"].assign(period_end="2025-03-01")
    found = check.run(small.write(tmp_path / "r", sources=sources))
    assert [(finding.fatal, str(finding).startswith("note: sources.csv, row 2")) for finding in found] == [(False, True)]
