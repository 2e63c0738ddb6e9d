"""The links below a figure bring files that say what they hold."""
import csv
import struct

import pytest
from playwright.sync_api import expect

from tests.browser.visit import opens, pill, reader, settled

pytestmark = [pytest.mark.browser, pytest.mark.server]
LINK = "geo=GB&lvl=EN,SE&cur=GBP"


@pytest.fixture(scope="module")
def pay(server, browser):
    """Pay for one selection, opened once: a download changes nothing on it."""
    with reader(browser) as opened:
        yield opens(opened, f"{server}/pay?{LINK}")


def _file(page, figure, label):
    with page.expect_download(timeout=60_000) as waiting:
        page.locator(f".st-key-figure_{figure} .d a", has_text=label).first.click()
    assert waiting.value.failure() is None
    return waiting.value.suggested_filename, waiting.value.path().read_bytes()


def _rows(content):
    return list(csv.DictReader(content.decode("utf-8").splitlines()))


def _says_what_it_holds(row):
    assert row["release"] == "2026.11" and "in the United Kingdom, entry and senior level" in row["filters"]
    assert "/pay?" in row["link"] and "geo=GB" in row["link"] and "lvl=EN%2CSE" in row["link"] and "v=2026.11" in row["link"]


def test_the_csv_of_the_shown_table_has_intervals_counts_and_the_link(pay):
    name, content = _file(pay, "pay_ladder", "CSV shown")
    rows = _rows(content)
    assert name.endswith(".csv") and {"n", "p50", "p50_lo", "p50_hi"} <= set(rows[0])
    assert f"({len(rows)} rows)" in pay.locator(".st-key-figure_pay_ladder .d a").first.inner_text()
    _says_what_it_holds(rows[0])


def test_the_csv_of_every_cell_has_intervals_and_as_many_rows_as_its_label_says(pay):
    label = pay.locator(".st-key-figure_pay_ladder .d a", has_text="CSV all").inner_text()
    rows = _rows(_file(pay, "pay_ladder", "CSV all")[1])
    assert label == f"CSV all ({len(rows):,} rows)" and {"n", "p50", "p50_lo", "p50_hi"} <= set(rows[0])
    _says_what_it_holds(rows[0])


def test_the_png_is_a_picture_wide_enough_to_print(pay):
    name, content = _file(pay, "pay_ladder", "PNG")
    assert name.endswith(".png") and content.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", content[16:24])
    assert width >= 1_200 and height >= 400


def test_the_svg_carries_release_filters_and_link(pay):
    name, content = _file(pay, "pay_ladder", "SVG")
    text = content.decode("utf-8")
    assert name.endswith(".svg") and text.lstrip().startswith("<svg")
    for words in ("release 2026.11", "in the United Kingdom", "geo=GB"):
        assert words in text
    assert "<script" not in text


def test_a_download_follows_a_change_of_the_filters(server, page):
    opens(page, f"{server}/pay?{LINK}")
    pill(page, "Senior").click()
    page.wait_for_url("**lvl=EN&**")
    expect(page.locator(".st-key-figure_pay_ladder .d a").first).to_have_attribute("href", "api/figure/pay_ladder.csv?geo=GB&lvl=EN&cur=GBP&v=2026.11")
    settled(page)
    rows = _rows(_file(page, "pay_ladder", "CSV shown")[1])
    assert "entry level" in rows[0]["filters"] and "lvl=EN&" in rows[0]["link"]


@pytest.mark.parametrize("figure", ["pay_distribution", "pay_trend", "pay_width", "pay_sources"])
def test_every_drawn_figure_has_a_picture(pay, figure):
    assert _file(pay, figure, "PNG")[1].startswith(b"\x89PNG")


def test_a_file_of_the_release_comes_from_data_and_methods(server, page):
    opens(page, f"{server}/data")
    with page.expect_download(timeout=60_000) as waiting:
        page.locator("a", has_text="sources.csv").first.click()
    assert waiting.value.suggested_filename == "rolescope-2026.11-sources.csv"
    assert "source_id" in waiting.value.path().read_text(encoding="utf-8").splitlines()[0]
