"""The releases in the repository, without the publishers' files."""
import numpy as np
import pandas as pd
import pytest

from data import catalog, check, package, schema

IDS = ["2025.01", "2026.11"]


@pytest.mark.parametrize("release", IDS)
def test_a_release_in_the_repository_has_no_fault(release):
    assert [str(finding) for finding in check.run(catalog.RELEASES / release) if finding.fatal] == []


def test_all_releases_together_stay_under_eight_megabytes():
    assert sum(path.stat().st_size for path in catalog.RELEASES.rglob("*") if path.is_file()) < 8_000_000


def test_the_quoted_example_holds():
    cells = package.frame(catalog.RELEASES / "2026.11", "pay_counts_adverts").astype(
        {"year": int, "value": float, "n": int, "n_distinct": int})
    cells = cells[(cells["role"] == "ai") & (cells["country"] == "US") & (cells["employment"] == "FT")
                  & cells["year"].between(2024, 2025) & cells["level"].isin(["MI", "SE"]) & (cells["measure"] == "mid")]
    assert (cells["n"].sum(), cells["n_distinct"].sum()) == (905, 643)
    assert list(np.quantile(np.repeat(cells["value"], cells["n"]), [0.25, 0.5, 0.75])) == [145_900, 179_100, 217_100]


@pytest.mark.parametrize("release", IDS)
def test_the_survey_is_a_file_of_its_own_with_its_licence(release):
    content = catalog.package(release)
    licences = {resource["name"]: [licence["name"] for licence in resource["licenses"]]
                for resource in content["resources"]}
    assert [name for name, names in licences.items() if "ODbL-1.0" in names] == ["pay_counts_survey"]
    assert licences["pay_counts_survey"] == ["ODbL-1.0"]
    notice = (catalog.RELEASES / release / "pay_counts_survey.LICENCE.txt").read_text(encoding="utf-8")
    assert "Stack Overflow Developer Survey" in notice and "https://opendatacommons.org/licenses/odbl/1-0/" in notice


@pytest.mark.parametrize("release", IDS)
def test_every_source_has_what_a_citation_needs(release):
    sources = package.frame(catalog.RELEASES / release, "sources")
    assert (sources.drop(columns="files").apply(lambda column: column.str.len() > 0)).all(axis=None)
    assert sources["url"].str.startswith("https://").all() and sources["licence_url"].str.startswith("https://").all()


def test_the_earlier_release_knows_nothing_of_later_years():
    folder = catalog.RELEASES / "2025.01"
    years = {name: package.frame(folder, name)["year"].astype(int).max() for name in
             ("pay_counts_survey", "pay_counts_filings", "pay_percentiles", "filing_employers")}
    rates = package.frame(folder, "rates").groupby("kind")["year"].max().to_dict()
    assert list(years.values()) == [2024, 2024, 2023, 2024]
    assert rates == {"advert_fx": "2025", "cpi": "2024", "fx": "2024", "ppp": "2023"}
    ends = pd.to_datetime(package.frame(folder, "sources")["period_end"])
    assert ends.max() <= pd.Timestamp("2025-01-31")


def test_the_package_names_the_years_of_each_source():
    about = catalog.package("2026.11")["rolescope"]
    assert (about["published"], about["previous"]) == ("2026-11-21", "2025.01")
    assert about["years"]["survey"] == [2024, 2025]
    assert about["years"]["official"] == [2020, 2021, 2022, 2023, 2024, 2025]
    assert about["latest_year"] == {"adverts": 2025, "filings": 2026, "official": 2025, "survey": 2025}


def test_the_change_log_names_new_sources_and_moved_medians():
    changes = package.frame(catalog.RELEASES / "2026.11", "changes").set_index(["kind", "item", "country"])
    assert changes.loc[("source", "so2025", "any"), "note"] == "added"
    moved = changes.loc["median"]
    assert moved.loc[("ai", "US"), ["before", "after"]].tolist() == ["167500", "177450"]
    assert (moved["change_pct"].astype(float).abs() > 5).all()
    assert "- median ai US: 167500 -> 177450 (+5.9 %)" in (catalog.RELEASES / "2026.11" / "CHANGELOG.md").read_text()


@pytest.mark.parametrize("release", IDS)
def test_no_employer_title_or_person_is_in_a_release(release):
    columns = {name for resource in catalog.package(release)["resources"] for name in
               (field["name"] for field in resource["schema"]["fields"])}
    assert not columns & {"employer", "employer_name", "job_title", "response_id", "company_size", "age", "salary"}
    assert columns == {field.name for table in schema.TABLES for field in table.fields}
