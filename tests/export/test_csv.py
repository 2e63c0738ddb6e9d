"""The CSV downloads: as many rows as promised, the words around the numbers, nothing a spreadsheet would run, and the same numbers back."""
import csv
import io
import re
from html import unescape

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from components import frame
from components.export import tables
from components.export.routes import routes
from components.figure import Column, Figure
from components.figures import registry
from queries.filters import SOURCES, Filters
from tests.figures.selections import anything, said

LINK = "https://example.test/pay?src=adverts"
DEFAULTS = [Filters.default(src, v) for src in SOURCES for v in ("2025.01", "2026.11")]
ASKED = [*DEFAULTS, *anything(24, seed=19)]
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\0")
NUMBER = re.compile(r"-?\d+(\.\d+)?(e[+-]?\d+)?")
OFFER = re.compile(r'href="(api/figure/[^"]*)">([^<]*)</a>')


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(Starlette(routes=routes))


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def offers(figure: Figure, filters: Filters) -> dict[str, str]:
    """Label of each download link below a figure -> its address."""
    return {label: unescape(address) for address, label in OFFER.findall(frame.downloads(figure, filters, {}))}


def made(v: str, values: list, key: str = "text") -> Figure:
    """A figure whose table holds the given values in one column."""
    plain = registry.figure("pay_ladder", Filters.default(v=v))
    return Figure("pay_ladder", "", "", "", [{key: value} for value in values], (Column(key, "Text"),), plain.meta)


@pytest.mark.parametrize("name", list(registry.FIGURES))
@pytest.mark.parametrize("filters", ASKED, ids=said)
def test_every_download_has_the_rows_its_button_promises_and_says_where_it_comes_from(client, filters, name):
    figure = registry.figure(name, filters)
    found = {label: address for label, address in offers(figure, filters).items() if "CSV" in label}
    assert [label.split(" (")[0] for label in found] == ["CSV shown"] + ["CSV all"] * (filters.src != "official")
    for label, address in found.items():
        if "all" in label and name != "pay_ladder" and filters not in DEFAULTS:
            continue  # the same cells under each figure
        answer = client.get(address)
        assert answer.status_code == 200
        heads, *rows = cells(answer.text)
        assert len(rows) == int(re.search(r"\(([\d,]+) rows\)", label)[1].replace(",", ""))
        assert heads[-4:] == ["figure", "filters", "release", "link"]
        link = f"http://testserver/pay?{'&'.join(f'{key}={value}' for key, value in filters.to_query().items())}"
        assert all(row[-4:-1] == [name, filters.describe(), filters.v] and row[-1].replace("%2C", ",") == link for row in rows)
        assert [cell for row in rows for cell in row if cell.startswith(DANGEROUS) and not NUMBER.fullmatch(cell)] == []
        assert [cell for row in rows for cell in row if cell.lower() in ("nan", "inf", "-inf", "none", "nat", "<na>")] == []


@pytest.mark.parametrize("name", list(registry.FIGURES))
@pytest.mark.parametrize("src", SOURCES)
def test_pandas_reads_the_same_numbers_back(name, src):
    filters = Filters.default(src)
    figure = registry.figure(name, filters)
    back = pd.read_csv(io.StringIO(tables.shown(figure, filters, LINK)), keep_default_na=False, na_values=[""])
    assert list(back.columns) == [*figure.table.columns, "figure", "filters", "release", "link"]
    for column in figure.table.columns:
        before, after = figure.table[column], back[column]
        if before.dtype.kind in "fi" and len(before):
            assert np.allclose(before.astype(float), after.astype(float), atol=5.1e-5, equal_nan=True), column
        elif len(before):
            assert list(before.astype(str)) == list(after.astype(str)), column


@pytest.mark.parametrize("changes", [{}, {"cur": "PPP"}, {"cur": "INR", "real": "2025"}])
@pytest.mark.parametrize("src", ["adverts", "survey", "filings"])
def test_pandas_reads_every_cell_back(src, changes):
    filters = Filters.default(src).but(**changes)
    text = tables.every(registry.figure("pay_ladder", filters), filters, LINK)
    back = pd.read_csv(io.StringIO(text), keep_default_na=False, na_values={name: [""] for name in ("p10", "p25", "p50", "p75", "p90")})
    rows = registry.all_rows(filters)
    assert not {"lowest", "highest"} & set(back.columns)
    for column in ("n", "independent", "left_out", "p25", "p50", "p50_lo", "p50_hi", "p90"):
        assert np.allclose(pd.to_numeric(back[column], errors="coerce"), [row[column] for row in rows], atol=5.1e-5, equal_nan=True), column
    assert [list(row) for row in back[["role", "level", "country"]].itertuples(index=False)] == [[row["role"], row["level"], row["country"]] for row in rows]


@pytest.mark.parametrize("src, floor", [("adverts", 5), ("survey", 10), ("filings", 5)])
def test_no_row_of_the_whole_source_rests_on_fewer_than_its_floor(src, floor):
    rows = registry.all_rows(Filters.default(src))
    assert rows and min(row["independent"] for row in rows) >= floor


def test_percentiles_are_exported_only_where_the_size_allows():
    text = tables.every(registry.figure("pay_ladder", Filters.default()), Filters.default(), LINK)
    back = pd.read_csv(io.StringIO(text), keep_default_na=False)
    states = {state: own for state, own in back.groupby("state")}
    assert set(states) >= {"indicative", "thin", "quartiles", "full"}
    assert (states["indicative"][["p10", "p25", "p50", "p75", "p90"]] == "").all(axis=None)
    assert (states["thin"]["p50"] != "").all() and (states["thin"]["p25"] == "").all()
    assert (states["quartiles"]["p25"] != "").all() and (states["quartiles"]["p10"] == "").all()
    assert (states["full"]["p90"] != "").all()


@pytest.mark.parametrize("value", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\tx", "\rx", "\0x", "=HYPERLINK(\"http://x\")", "-", "-5 %", "+1", "-1\r=2"])
def test_a_text_that_a_spreadsheet_would_run_is_turned_into_plain_text(value):
    filters = Filters.default()
    head, row = cells(tables.shown(made(filters.v, [value]), filters, LINK).replace("\0", "␀"))
    assert row[0] == f"'{value}".replace("\0", "␀") and not row[0].startswith(DANGEROUS)


@given(st.lists(st.text(st.sampled_from("=+-@\t\r\n\0 ,;'\"a1é") | st.characters(exclude_categories=("Cs",)), max_size=12), min_size=1, max_size=8))
def test_no_text_whatever_opens_a_cell_with_a_formula_sign(values):
    filters = Filters.default()
    text = tables.shown(made(filters.v, values), filters, LINK).replace("\0", "␀")
    rows = cells(text)[1:]
    assert len(rows) == len(values)
    assert not [row[0] for row in rows if row[0].startswith(DANGEROUS)]
    assert [row[0].removeprefix("'") for row in rows] == [value.replace("\0", "␀").removeprefix("'") for value in values]


@pytest.mark.parametrize("value", ["a\r=1+1", "a\n=1+1", "a\r\n=1+1", "a,=1+1", 'a",=1+1', "a\"\r=1+1"])
def test_no_text_breaks_out_of_its_cell(value):
    filters = Filters.default()
    rows = cells(tables.shown(made(filters.v, [value]), filters, LINK))
    assert len(rows) == 2 and rows[1][0] == value and len(rows[1]) == 5


def test_negative_numbers_stay_numbers():
    filters = Filters.default()
    text = tables.shown(made(filters.v, [-3.25, -0.5, 12.0], "change_pct"), filters, LINK)
    assert list(pd.read_csv(io.StringIO(text))["change_pct"]) == [-3.25, -0.5, 12.0]
    change = pd.read_csv(io.StringIO(tables.shown(registry.figure("pay_change", filters), filters, LINK)))
    assert (change["change_pct_lo"] < 0).any() and change["change_pct_lo"].dtype.kind == "f"


def test_missing_numbers_are_empty_cells():
    filters = Filters.default().but(geo="GB", lvl=("EN",))
    head, *rows = cells(tables.shown(registry.figure("pay_ladder", filters), filters, LINK))
    place = head.index("p50")
    assert "" in {row[place] for row in rows} and "nan" not in tables.shown(registry.figure("pay_ladder", filters), filters, LINK)


def test_the_filters_in_words_follow_the_filters():
    filters = Filters.default().but(geo="GB", pay="high", mode="remote", cur="GBP", real="2025")
    row = cells(tables.shown(registry.figure("pay_ladder", filters), filters, LINK))[1]
    assert all(part in row[-3] for part in ("United Kingdom", "high end of the range", "remote", "pounds sterling in prices of 2025", filters.v))
