"""Places to pick from, each with the number of records behind it."""
import pandas as pd
import pytest

from data import catalog
from queries import places
from queries.filters import default_years

COUNTED = ("adverts", "survey", "filings")


@pytest.mark.parametrize("v", ["2025.01", "2026.11"])
@pytest.mark.parametrize("src", COUNTED)
def test_a_place_stands_with_its_independent_records_of_the_latest_two_years(v, src):
    rows = pd.read_csv(catalog.folder(v) / f"pay_counts_{src}.csv", keep_default_na=False)
    rows = rows[rows["year"].between(*default_years(src, v)) & (rows["measure"] == {"adverts": "mid", "survey": "total", "filings": "base"}[src])]
    rows = rows[rows["employment"] == "FT"] if src == "adverts" else rows
    known = rows.groupby("country")["n_distinct"].sum().to_dict()
    assert {code: number for code, number in places.counts(v, src).items() if number} == known
    assert set(places.codes(v, src)) == {"all", *known} - {"XX"}


@pytest.mark.parametrize("src", COUNTED)
def test_places_come_most_records_first_after_all_countries(src):
    codes = places.codes("2026.11", src)
    numbers = [places.counts("2026.11", src)[code] for code in codes[1:]]
    assert codes[0] == "all" and "US" in codes
    assert numbers == sorted(numbers, reverse=True)


def test_no_place_of_the_survey_stands_for_fewer_than_ten_people():
    held = [number for v in catalog.ids() for number in places.counts(v, "survey").values()]
    assert min(held) >= 10


def test_labels_name_the_place_its_number_and_whether_it_is_thin():
    counts = places.counts("2026.11", "adverts")
    thin = next(code for code in places.codes("2026.11", "adverts") if 0 < counts.get(code, 0) < 30)
    assert places.label("US", "2026.11", "adverts") == f"United States · {counts['US']:,}"
    assert places.label(thin, "2026.11", "adverts").endswith(f"· {counts[thin]}, thin")
    assert places.label("TD", "2026.11", "adverts").endswith("· none")
    assert places.label("all", "2026.11", "adverts") == "All countries"


def test_official_statistics_have_one_place_and_no_count_of_records():
    assert places.codes("2026.11", "official") == ("all", "US")
    assert places.label("US", "2026.11", "official") == "United States · percentiles"
    assert places.label("GB", "2026.11", "official") == "United Kingdom · none"
