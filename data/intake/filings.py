"""US visa filings (LCA): offered base pay by title, published wage percentiles by occupation, employers by title."""
import pandas as pd

from data import roles
from data.intake import cells, curated, reading, titles
from data.intake.report import Input, Report

LOW_USD, HIGH_USD = 20_000, 2_000_000
YEAR_OF_QUARTER, YEAR_OF_AGGREGATES = 2024, 2026
PERIOD_OF_AGGREGATES = "October 2025 to March 2026"
AREA_TYPES = {"all": "nation", "wage_level": "nation", "state": "state", "metro": "metro"}
WAGE_LEVELS = {"1": "I", "2": "II", "3": "III", "4": "IV"}
PERCENTILES = ["p10", "p25", "p50", "p75", "p90"]


def quarter(source: Input, report: Report) -> dict[str, pd.DataFrame]:
    """Cells of `pay_counts_filings`: one record is one certified full-time filing of FY2024 Q1."""
    rows = reading.parquet(source.path, ("JOB_TITLE", "ANNUAL_WAGE"))
    report.add(source.source_id, "filings read", len(rows), "certified, full time")
    role = titles.roles(rows["JOB_TITLE"].fillna(""), "filings")
    report.add(source.source_id, "filings outside the four roles", (role == "").sum(), "title matches no rule")
    rows = rows.assign(role=role)[role != ""]
    bad = ~rows["ANNUAL_WAGE"].between(LOW_USD, HIGH_USD)
    why = f"yearly wage outside {LOW_USD:,} to {HIGH_USD:,} US dollars (wrong unit)"
    report.refuse(source, why, bad, "ANNUAL_WAGE", rows["ANNUAL_WAGE"])
    kept = rows[~bad]
    for key, number in kept.groupby("role").size().items():
        report.add(source.source_id, f"filings kept: {key}", number, "title rules")
    records = kept.assign(
        source="filings", level="any", country="US", year=YEAR_OF_QUARTER, mode="any", employment="FT",
        currency="USD", measure="base", value=cells.half_up(kept["ANNUAL_WAGE"], 100))
    return {"pay_counts_filings": cells.count(records)}


def percentiles(source: Input, report: Report) -> dict[str, pd.DataFrame]:
    """Rows of `pay_percentiles` of FY2026 H1: nation, wage level, state and city, for the crosswalk's occupations."""
    rows = reading.table(source.path, ("soc_title", "scope", "key", "n", *PERCENTILES))
    code_of = curated.mapping("occupations", "soc_title", "soc_code")
    report.add(source.source_id, "rows read", len(rows), "one for each occupation and group")
    rows = rows[rows["soc_title"].isin(code_of) & rows["scope"].isin(AREA_TYPES)]
    report.add(source.source_id, "rows kept", len(rows), "crosswalk occupations; nation, wage level, state, city")
    by_level = rows["scope"] == "wage_level"
    return {"pay_percentiles": pd.DataFrame({
        "source": "filings", "soc_code": rows["soc_title"].map(code_of), "soc_title": rows["soc_title"],
        "area": rows["key"].where(~by_level, "US"), "area_type": rows["scope"].map(AREA_TYPES),
        "level": rows["key"].map(WAGE_LEVELS).where(by_level, "any"),
        "year": YEAR_OF_AGGREGATES, "period": PERIOD_OF_AGGREGATES, "n": reading.numbers(rows, "n"),
        **{f"{name}_usd": reading.numbers(rows, name) for name in PERCENTILES},
        "mean_usd": float("nan"), "mean_rse_pct": float("nan"), "topcoded": ""})}


def employers(source: Input, report: Report) -> dict[str, pd.DataFrame]:
    """Table `filing_employers`: distinct employers and titles a role and fiscal year, up to the release's last year."""
    years = [year for year in range(2022, 2026) if year <= (source.until or 9999)]
    rows = reading.parquet(source.path, ("employer", "title", "role", *(f"fy{year}" for year in years)))
    report.add(source.source_id, "rows read", len(rows), "one for each employer, title and occupation")
    key_of = {role.name: role.key for role in roles.ROLES}
    role = rows["role"].astype("object").map(key_of)
    report.add(source.source_id, "rows outside the four roles", role.isna().sum(), "the summary's own role column")
    parts = [rows[rows[f"fy{year}"]].assign(year=year, role=role) for year in years]
    counted = pd.concat(parts).dropna(subset="role").groupby(["role", "year"])
    distinct = counted.agg(employers=("employer", "nunique"), titles=("title", "nunique"))
    return {"filing_employers": distinct.reset_index()}
