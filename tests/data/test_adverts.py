"""Adverts from rows: pairing, refusals, rounding, repeats."""
import gzip
from pathlib import Path

import pytest

from data.intake import adverts
from data.intake.report import Input, Report

HEADER = ("work_year,experience_level,employment_type,job_title,salary,salary_currency,salary_in_usd,"
          "employee_residence,remote_ratio,company_location,company_size")


def row(pay="100000", usd=None, **changed) -> str:
    cells = {"work_year": "2024", "experience_level": "MI", "employment_type": "FT", "job_title": "AI Engineer",
             "salary": pay, "salary_currency": "USD", "salary_in_usd": usd or pay, "employee_residence": "US",
             "remote_ratio": "0", "company_location": "US", "company_size": "M"} | changed
    return ",".join(cells.values())


def read(folder: Path, *rows: str) -> tuple:
    """Cells, rates and the intake log as {step: rows} of a file with these rows."""
    path = folder / "salaries.csv.gz"
    path.write_bytes(gzip.compress("\n".join((HEADER, *rows)).encode()))
    report = Report()
    tables = adverts.read(Input("aijobs", path), report)
    return tables["pay_counts_adverts"], tables["rates"], {step: n for _, step, n, _ in report.steps}, report


def values(cells, measure: str) -> list:
    return cells.loc[cells["measure"] == measure, "value"].tolist()


def test_two_neighbours_that_agree_are_one_advert(tmp_path):
    cells, _, log, _ = read(tmp_path, row("150000"), row("100000"))
    found = [values(cells, measure) for measure in ("low", "mid", "high", "ratio")]
    assert found == [[100000], [125000], [150000], [1.5]]
    assert (log["rows read"], log["rows paired"], log["rows single"], log["adverts with two ends"]) == (2, 2, 0, 1)


def test_rising_pay_and_a_different_column_leave_rows_single(tmp_path):
    cells, _, log, _ = read(tmp_path, row("100000"), row("150000"), row("140000", company_size="L"))
    assert (len(cells), log["rows paired"], log["rows single"]) == (0, 0, 3)


def test_the_scan_is_greedy_in_file_order(tmp_path):
    cells, _, log, _ = read(tmp_path, row("150000"), row("120000"), row("110000"))
    assert (values(cells, "high"), values(cells, "low"), log["rows single"]) == ([150000], [120000], 1)


def test_a_repeated_range_counts_as_many_adverts_and_one_independent_record(tmp_path):
    pair = [row("150000"), row("100000")]
    other = [row("150000", job_title="GenAI Engineer"), row("100000", job_title="GenAI Engineer")]
    cells, *_ = read(tmp_path, *pair * 3, *other)
    mid = cells[cells["measure"] == "mid"].iloc[0]
    assert (mid["n"], mid["n_distinct"], mid["n_squares"]) == (4, 2, 10)


@pytest.mark.parametrize("low, high, mid, ratio", [
    ("99949", "99950", 99900, 1.0),
    ("100050", "100150", 100100, 1.0),
    ("100000", "100500", 100300, 1.01),
    ("20000", "20300", 20200, 1.02),
])
def test_halves_go_up_never_to_the_even_neighbour(tmp_path, low, high, mid, ratio):
    cells, *_ = read(tmp_path, row(high), row(low))
    assert (values(cells, "mid"), values(cells, "ratio")) == ([mid], [ratio])


def test_the_ratio_is_of_the_stated_currency_and_its_rate_is_kept(tmp_path):
    euro = {"salary_currency": "EUR", "company_location": "DE"}
    cells, rates, *_ = read(tmp_path, row("95000", "100000", **euro), row("60000", "63157", **euro))
    assert values(cells, "ratio") == [1.58]
    assert rates[["kind", "code", "year", "rate"]].to_numpy().tolist() == [["advert_fx", "EUR", 2024, 0.95]]
    assert set(cells["currency"]) == {"EUR"}


REFUSED = [
    ({"salary": "-5"}, "refused: pay not a positive number", "row 3, salary: -5.0"),
    ({"salary": "0"}, "refused: pay not a positive number", "row 3, salary: 0.0"),
    ({"salary": "120k"}, "refused: pay not a positive number", "row 3, salary: nan"),
    ({"salary": "inf"}, "refused: pay not a positive number", "row 3, salary: inf"),
    ({"salary_in_usd": "14999"}, "refused: pay outside 15,000 to 800,000 US dollars", "row 3, salary_in_usd: 14999.0"),
    ({"salary_in_usd": "800001"}, "refused: pay outside 15,000 to 800,000 US dollars", "salary_in_usd: 800001.0"),
    ({"experience_level": "XX"}, "refused: unknown level code", "row 3, experience_level: XX"),
    ({"employment_type": ""}, "refused: unknown employment code", "row 3, employment_type: "),
    ({"remote_ratio": "75"}, "refused: unknown remote code", "row 3, remote_ratio: 75"),
    ({"company_location": "UK"}, "refused: country code not ISO 3166-1", "row 3, company_location: UK"),
    ({"salary_currency": "EURO"}, "refused: currency code not ISO 4217", "row 3, salary_currency: EURO"),
    ({"work_year": "1999"}, "refused: year not 2020 to 2026", "row 3, work_year: 1999"),
]


@pytest.mark.parametrize("changed, step, example", REFUSED)
def test_a_bad_row_is_refused_counted_and_shown_and_breaks_only_its_own_pair(tmp_path, changed, step, example):
    good = [row("150000"), row("100000")]
    cells, _, log, report = read(tmp_path, row("150000"), row("100000", **changed), *good)
    assert (log[step], log["rows single"], log["rows paired"]) == (1, 1, 2)
    assert cells.loc[cells["measure"] == "mid", "n"].sum() == 1
    assert example in report.examples[0]


def test_namibia_is_a_country_and_not_a_missing_value(tmp_path):
    cells, *_ = read(tmp_path, row("150000", company_location="NA"), row("100000", company_location="NA"))
    assert set(cells["country"]) == {"NA"}


def test_ends_that_turn_round_after_conversion_are_refused(tmp_path):
    cells, _, log, _ = read(tmp_path, row("150000", "90000"), row("100000", "100000"))
    assert (len(cells), log["refused: ends in another order after conversion"], log["adverts"]) == (0, 1, 0)
