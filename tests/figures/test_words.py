"""What figures say: titles and sentences made of the table's numbers, what a filter could not do, and what a number rests on."""
import csv
import re

import pytest

from components import frame
from components.figures import registry
from components.table_html import DASH, cell, html_table
from data import catalog, store
from queries.filters import SOURCES, Filters
from queries.selection import unanswered
from tests.figures.selections import anything, figures, numbers, on_screen, said

DEFAULTS = [Filters.default(src, v) for src in SOURCES for v in ("2025.01", "2026.11")]
ASKED = [*DEFAULTS, *anything(80, seed=3)]
MONEY = re.compile(r"(?:C\$|Int\$|[$£€₹])([\d,]+)")
PERCENT = re.compile(r"([+-]\d+\.\d) %")
UNITS = {"adverts": {"advert", "adverts"}, "survey": {"person", "people"}, "filings": {"filing", "filings"}}


def held(figure) -> list[float]:
    """Every number of a figure's table."""
    return [value for row in figure.rows for value in row.values() if isinstance(value, (int, float)) and value == value]


def near(wanted: float, values: list[float]) -> bool:
    """Whether a number of a sentence, which is rounded to four digits or so, stands in the table."""
    slack = 50 if wanted >= 50_000 else 5 if wanted >= 5_000 else 0.5
    return any(abs(value - wanted) <= slack + 1e-6 for value in values)


@pytest.mark.parametrize("filters", ASKED, ids=said)
def test_every_amount_in_title_and_sentence_stands_in_the_table(filters):
    for figure in figures(filters):
        values = held(figure) if figure.id != "pay_distribution" else held(registry.figure("pay_ladder", filters))
        told = f"{figure.title} {figure.sentence}"
        assert [amount for amount in MONEY.findall(told) if not near(float(amount.replace(",", "")), values)] == [], figure.id
        assert [step for step in PERCENT.findall(told) if not any(abs(value - float(step)) <= 0.05001 for value in values)] == [], figure.id


@pytest.mark.parametrize("changes", [{"pay": "high"}, {"geo": "GB"}, {"lvl": ("EN",)}, {"yr": (2024, 2024)}, {"cur": "EUR"}, {"real": "2020"}, {"focus": "ds"}])
@pytest.mark.parametrize("name", ["pay_ladder", "pay_distribution", "pay_trend", "pay_change", "pay_sources"])
def test_titles_are_made_anew_for_other_filters(name, changes):
    before, after = (registry.figure(name, filters) for filters in (Filters.default(), Filters.default().but(**changes)))
    same = name == "pay_trend" and "yr" in changes or name == "pay_change" and changes.keys() & {"cur", "real"}
    assert same or before.title != after.title


@pytest.mark.parametrize("filters", ASKED, ids=said)
def test_no_text_holds_what_a_computer_says_for_nothing(filters):
    for figure in figures(filters):
        told = " ".join((html_table(figure), figure.title, figure.sentence, *figure.notes, frame.meta_line(figure), *(one.text for one in figure.widenings)))
        assert re.findall(r"\b(?:nan|inf|None|NaT|null)\b|\$0\b|\(\)", told) == [], figure.id


@pytest.mark.parametrize("filters", ASKED, ids=said)
def test_the_table_of_html_holds_every_cell_once(filters):
    for figure in figures(filters):
        table = html_table(figure)
        columns = [column for column in figure.columns if column.screen]
        plain = [column for column in columns if not column.span]
        assert table.count("<tr>") == len(figure.rows) + 1
        cells = len(re.findall(r"<t[dh][ >]", table.split("<tbody>")[1]))
        assert len(plain) * len(figure.rows) <= cells <= len(columns) * len(figure.rows)


@pytest.mark.parametrize("filters", ASKED, ids=said)
def test_every_number_has_its_unit_n_period_source_licence_and_release(filters):
    with open(catalog.folder(filters.v) / "sources.csv", encoding="utf-8", newline="") as file:
        known = {row["source_id"]: row for row in csv.DictReader(file)}
    for figure in figures(filters):
        meta, line = figure.meta, frame.meta_line(figure)
        assert set(meta.source_ids) <= set(known)
        assert meta.release == filters.v and f"release {filters.v}" in line
        assert meta.period and meta.currency and (meta.unit or not figure.rows)
        assert meta.source_ids or not figure.rows or not meta.records
        assert all(known[name]["licence"] and known[name]["licence"] in line.replace("&#x27;", "'") for name in meta.source_ids)
        if filters.src in UNITS and figure.id in ("pay_ladder", "pay_distribution") and figure.rows:
            ladder = registry.figure("pay_ladder", filters)
            assert meta.records == sum(row["n"] for row in ladder.rows if row["level"] == "all") and meta.unit in UNITS[filters.src]


@pytest.mark.parametrize("filters", ASKED, ids=said)
def test_a_filter_that_the_source_cannot_answer_is_named_at_the_figure(filters):
    assert set(unanswered(filters)) <= set(registry.figure("pay_ladder", filters).notes) or not registry.figure("pay_ladder", filters).rows
    assert f"{filters.v}" in filters.describe()


@pytest.mark.parametrize("name", ["pay_ladder", "pay_distribution", "pay_trend"])
def test_records_without_a_rate_are_counted_and_named(name):
    filters = Filters.default("survey", "2026.11").but(geo="all", cur="PPP")
    figure, dollars = registry.figure(name, filters), registry.figure(name, filters.but(cur="USD"))
    told = next(note for note in figure.notes if "left out" in note)
    assert numbers(told)[0] == dollars.meta.records - figure.meta.records > 0


def test_the_rates_behind_the_four_sources_are_among_their_sources():
    assert {"worldbank_ppp", "fed_fx", "bls_cpi"} <= set(registry.figure("pay_sources", Filters.default().but(cur="PPP", real="2025")).meta.source_ids)


def test_the_newest_official_year_inside_the_chosen_ones_stands_among_the_sources():
    rows = registry.figure("pay_sources", Filters.default("official", "2026.11").but(yr=(2024, 2026))).rows
    assert {row["period"] for row in rows if row["source"] == "Government statistics"} == {"May 2025"}


def test_rates_and_their_years_are_printed_at_the_figure():
    line = frame.meta_line(registry.figure("pay_ladder", Filters.default(v="2026.11").but(geo="GB", cur="PPP", real="2025")))
    assert all(part in line for part in ("0.6642 for 2025 (factor of 2024)", "Prices of 2025 by CPI-U", "World Bank"))


@pytest.mark.parametrize("filters", anything(120, seed=11), ids=said)
def test_a_widening_reaches_the_n_on_its_button(filters):
    for name in ("pay_ladder", "pay_width"):
        for one in registry.figure(name, filters).widenings:
            wide = registry.figure(name, filters.but(**dict(one.changes)))
            row = next(row for row in wide.rows if row["level"] == "all" and one.text.startswith(f"{row['role_name']}: "))
            assert row["independent"] == one.independent and f"n = {one.independent:,}" in one.text


@pytest.mark.parametrize("src", ["adverts", "survey", "filings"])
@pytest.mark.parametrize("name", list(registry.FIGURES))
def test_every_table_has_columns_for_counts_and_both_ends_of_its_intervals(name, src):
    figure = registry.figure(name, Filters.default(src))
    if figure.rows:
        columns = set(figure.table.columns)
        ends = {column.key for column in figure.columns if column.interval}
        assert ends and {f"{key}{end}" for key in ends for end in ("_lo", "_hi")} <= columns
        assert any(key == "n" or key.startswith("n_") or key.startswith("independent") for key in columns)


def test_no_row_of_the_four_sources_mixes_units():
    figure = registry.figure("pay_sources", Filters.default())
    assert {(row["source"], row["unit"]) for row in figure.rows} == {
        ("Advertised ranges", "adverts"), ("Survey answers", "people"), ("Visa filings", "filings"), ("Government statistics", "jobs (official estimate)")}
    assert len(figure.charts) == 4 and all("+" not in row["unit"] for row in figure.rows)


def test_a_cell_prints_value_and_interval_or_a_dash():
    figure = registry.figure("pay_ladder", Filters.default().but(geo="GB", lvl=("EN",)))
    column = next(column for column in figure.columns if column.key == "p50")
    empty, full = (next(row for row in figure.rows if (row["p50"] == row["p50"]) == known) for known in (False, True))
    assert cell(empty, column) == DASH
    assert on_screen(figure, full, "p50") == [round(full[key]) for key in ("p50", "p50_lo", "p50_hi")]


def test_the_store_of_the_tests_is_the_release_on_disk():
    assert store.active().release_id == catalog.latest()
