"""The parameters that belong to one page: amounts, names of tabs, a search text."""
import pytest

from components.url_state import read_local

GOOD = [
    ("offer", "180000", "180000"), ("offer", "1000", "1000"), ("offer", "99999999", "99999999"), ("offer", " 150000 ", "150000"),
    ("offer", "150000.0", "150000"), ("band_lo", "120000", "120000"), ("band_hi", "180000", "180000"), ("tab", "trend", "trend"), ("q", "vector database", "vector database"),
    ("q", "größe", "größe"), ("card", "pay_ladder", "pay_ladder"), ("sel", "ai:SE", "ai:SE"),
]
BAD = [
    ("offer", "nan"), ("offer", "inf"), ("offer", "1e999"), ("offer", "-0"), ("offer", "-180000"), ("offer", "0"), ("offer", "999"), ("offer", "9" * 30),
    ("offer", ""), ("offer", "180,000"), ("offer", "$180000"), ("offer", "0x10"), ("offer", "١٨٠٠٠٠"), ("offer", "1\n80000"), ("offer", "180000\0"),
    ("band_lo", "1e5"), ("band_hi", "lots"), ("tab", ""), ("tab", "x" * 61), ("tab", "a\0b"), ("q", "a\r\nb"), ("q", "\u202eabc"), ("q", "x" * 100_000),
    ("sel", "\ud800"), ("card", "😀" * 16), ("q", " "),
]


@pytest.mark.parametrize(("name", "text", "value"), GOOD)
def test_a_good_page_value_is_kept_without_a_notice(name, text, value):
    assert read_local({name: text}) == ({name: value}, ())


@pytest.mark.parametrize(("name", "text"), BAD, ids=lambda value: ascii(value)[:30])
def test_a_bad_page_value_is_dropped_with_a_short_printable_notice(name, text):
    local, (notice,) = read_local({name: text})
    assert local == {}
    assert notice.param == name and notice.used == "dropped"
    assert str(notice).isprintable() and len(str(notice)) < 150


def test_an_offer_given_twice_counts_once_and_says_so():
    local, (notice,) = read_local({"offer": ["150000", "180000"]})
    assert local == {"offer": "180000"} and "several" in notice.reason


def test_cents_of_an_offer_are_rounded_with_a_notice():
    local, (notice,) = read_local({"offer": "180000.6"})
    assert local == {"offer": "180001"} and "rounded" in notice.reason


def test_a_reversed_band_is_put_in_order_with_a_notice():
    local, (notice,) = read_local({"band_lo": "180000", "band_hi": "120000"})
    assert local == {"band_lo": "120000", "band_hi": "180000"}
    assert notice.param == "band_lo"


def test_one_end_of_a_band_alone_is_no_reversed_band():
    assert read_local({"band_lo": "180000"}) == ({"band_lo": "180000"}, ())


def test_shared_filters_are_no_page_values():
    assert read_local({"geo": "GB", "roles": "zz", "whatever": "1"}) == ({}, ())
