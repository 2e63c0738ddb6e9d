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
    (ADVERTS, "100000,4", "100001,4", f"{ADVERTS}: another SHA-256"),
    (ADVERTS, "100000,4", "100000,44", f"{ADVERTS}: 302 bytes where 301"),
    (ADVERTS, "value,n,", "value,m,", f"{ADVERTS}, row 1, column m: not in the dictionary's place"),
    (ADVERTS, "MI,DE,2025", "XL,DE,2025", f"{ADVERTS}, row 2, column level: 'XL' is not one of EN"),
    (ADVERTS, "100000,4", "many,4", "row 3, column value: 'many' is not a plain decimal number"),
    (ADVERTS, "100000,4", "1e5,4", "row 3, column value: '1e5' is not a plain decimal number"),
    (ADVERTS, "100000,4", "nan,4", "column value: 'nan' is not a plain decimal number"),
    (ADVERTS, "100000,4", "-5,4", "column value: '-5' is not between 1 and 2,000,000"),
    (ADVERTS, "100000,4", "9000000,4", "'9000000' is not between 1"),
    (ADVERTS, "100000,4,", "100000,0,", "column n: '0' is not between 1"),
    (ADVERTS, "100000,4,", "100000,,", "row 3, column n: '' is missing"),
    (ADVERTS, "100000,4,", "100000,4.5,", "column n: '4.5' is not a whole number"),
    (ADVERTS, "MI,DE,2025", "MI,DE,25", "column year: '25' is not a year"),
    (ADVERTS, "100000,4", "100000,1,4", f"{ADVERTS}"),
    ("sources.csv", "2025-12-31", "2025-13-31", "row 2, column period_end: '2025-13-31' is not a date"),
    ("sources.csv", "Bias", "=1+1", "row 2, column bias: '=1+1' starts like a formula"),
    ("sources.csv", "Bias", "-cmd", "row 2, column bias: '-cmd' starts like a formula"),
    ("sources.csv", "Bias", "@SUM", "'@SUM' starts like a formula"),
    ("countries.csv", "Germany", "<img src=x>", "row 2, column name: '<img src=x>' holds < or >"),
    ("countries.csv", "Germany", "Ger\x07many", "holds a control character"),
]


@pytest.mark.parametrize("file, old, new, said", BY_HAND)
def test_a_file_changed_by_hand_is_found(release, file, old, new, said):
    small.edit(release / file, old, new)
    assert any(said in line for line in texts(release)), texts(release)


def test_a_repeated_key_is_found_once_at_its_second_row(tmp_path):
    rows = small.frames()["pay_counts_filings"]
    found = texts(small.write(tmp_path / "r", pay_counts_filings=pd.concat([rows, rows])))
    assert [line.partition(";")[0] for line in found if "same key" in line] == [
        "pay_counts_filings.csv, row 3, column source, role, level, country, year, mode, employment, currency, "
        "measure, value: the same key stands in an earlier row"]


@pytest.mark.parametrize("name", ["rates.csv", "CHANGELOG.md", "datapackage.json"])
def test_a_missing_file_is_named(release, name):
    (release / name).unlink()
    assert any(line.startswith(f"{name}: the file is missing") for line in texts(release))


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
    ("pay_counts_adverts", 0, {"n_distinct": 5}, "row 3, column n_distinct: 5 is more independent records"),
    ("pay_counts_adverts", 0, {"n_squares": 7}, "7 is under the least possible"),
    ("pay_counts_adverts", 0, {"n_squares": 11}, "11 is over the most possible"),
    ("pay_counts_adverts", 1, {"n": 5, "n_squares": 17},
     f"column n: {CELL.replace(',', ' ')}: the measures add up differently"),
    ("pay_counts_adverts", 1, {"value": 139_000},
     "the mean of mid is 139,000, not half-way between 100,000 and 140,000"),
    ("pay_counts_adverts", 0, {"measure": "base"}, "'base' does not belong here"),
    ("pay_counts_survey", 0, {"source": "adverts"}, "'adverts' does not belong here (survey does)"),
    ("pay_counts_survey", 0, {"n_distinct": 5, "n_squares": 8}, "differs from n, but these records do not repeat"),
    ("pay_counts_filings", 0, {"n": 3, "n_distinct": 3, "n_squares": 3}, "ml: 3 records, but the intake log kept 2"),
    ("pay_counts_survey", 0, {"n": 5, "n_distinct": 5, "n_squares": 5}, "2025 se DE any: 9 people, under 10"),
    ("pay_percentiles", 0, {"p25_usd": 35},
     "pay_percentiles.csv, row 2, column p10_usd, p25_usd, p50_usd, p75_usd: percentiles do not ascend"),
    ("pay_percentiles", 0, {"p90_usd": 50}, "p90 is withheld but has a value"),
    ("pay_percentiles", 0, {"p10_usd": None, "p25_usd": None, "p50_usd": None, "p75_usd": None, "mean_usd": None},
     "the row has no figure at all"),
    ("pay_counts_filings", 0, {"country": "ZZ"}, "row 2, column country: 'ZZ' has no row in countries.csv"),
    ("countries", 0, {"code": "QQ"}, "'QQ' is not an ISO 3166-1 alpha-2 code"),
    ("countries", 0, {"currency": "EUX"}, "'EUX' is not an ISO 4217 code"),
    ("pay_counts_filings", 0, {"currency": "US$"}, "'US$' is not an ISO 4217 code"),
    ("rates", 1, {"code": "EU"}, "rates.csv, row 4, column code: 'EU' is not an ISO 4217 code"),
    ("rates", 0, {"year": 2024}, f"{ADVERTS}, row 2, column currency: EUR 2025 has no advert_fx rate"),
    ("sources", 0, {"period_end": "2023-10-20"}, "row 2, column period_end: aijobs is stale: it ends 37 months"),
    ("sources", 0, {"period_end": "2026-11-22"}, "aijobs ends 2026-11-22, after the release (2026-11-21)"),
    ("sources", 0, {"files": "rates prices"}, "'prices' is no file of the release"),
    ("intake_log", 1, {"rows": 94}, "94.0% of the advert rows form pairs, at least 95% must"),
    ("intake_log", 2, {"rows": 6}, "aijobs: 6 of 100 rows refused, over 5%"),
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
    assert [finding.fatal for finding in found] == [False]
    assert str(found[0]).startswith("note: sources.csv, row 2, column period_end: aijobs is aged")
