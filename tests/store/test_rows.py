"""The files of a release as typed rows; a file that does not fit is named by row and column."""
import pytest

from data import schema, tables
from data.catalog import ReleaseError
from data.schema import BY_NAME
from tests import releases


def _rewrite(folder, name, change):
    path = folder / f"{name}.csv"
    path.write_text(change(path.read_text()))
    releases.reseal(folder)


def test_cells_come_back_in_the_type_of_the_dictionary(own_store):
    releases.write(own_store, "2026.11", rows=2)
    first, second = tables.rows("2026.11", BY_NAME["pay_percentiles"])
    by_name = dict(zip([field.name for field in BY_NAME["pay_percentiles"].fields], zip(first, second, strict=True), strict=True))
    assert by_name["year"] == (2024, 2024)
    assert by_name["p50_usd"] == (1234.5, None)
    assert by_name["topcoded"] == ("text", "")


def test_all_files_of_a_table_are_read(own_store):
    releases.write(own_store, "2026.11", rows=3)
    sources = [row[0] for row in tables.rows("2026.11", BY_NAME["pay_counts"])]
    assert sources == ["adverts"] * 3 + ["survey"] * 3 + ["filings"] * 3


@pytest.mark.parametrize(("name", "change", "words"), [
    ("rates", lambda text: text.replace("1234.5", "much", 1), r"rates.csv, row 2, column rate: 'much' is no number"),
    ("rates", lambda text: text.replace("2024", "20x4", 1), r"rates.csv, row 2, column year: '20x4' is no year"),
    ("rates", lambda text: text + "fx,USD\n", r"rates.csv, row 6: 2 cells instead of 5"),
    ("rates", lambda text: text.replace("rate", "tariff", 1), r"rates.csv: the columns are kind, code, year, tariff"),
    ("rates", lambda text: "", r"rates.csv: the columns are missing"),
])
def test_a_bad_cell_is_named_by_file_row_and_column(own_store, name, change, words):
    folder = releases.write(own_store, "2026.11")
    _rewrite(folder, name, change)
    with pytest.raises(ReleaseError, match=words):
        list(tables.rows("2026.11", BY_NAME[name]))


def test_a_file_swapped_between_check_and_reading_is_refused(own_store):
    folder = releases.write(own_store, "2026.11")
    rows = tables.rows("2026.11", BY_NAME["pay_counts"])
    next(rows)
    releases.flip(folder / "pay_counts_survey.csv")
    with pytest.raises(ReleaseError, match="pay_counts_survey.csv"):
        list(rows)


def test_every_table_of_the_dictionary_has_its_columns_in_the_database():
    for described in schema.TABLES:
        assert list(tables.TABLES[described.name].c.keys()) == [field.name for field in described.fields]
