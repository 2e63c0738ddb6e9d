"""Official wage estimates (OEWS) for the occupations that stand for the roles, and why they do."""
import pandas as pd

from data import roles
from data.intake import curated, reading
from data.intake.report import Input, IntakeError, Report

ALL_OCCUPATIONS = "00-0000"
COLUMNS = {"a_pct10": "p10_usd", "a_pct25": "p25_usd", "a_median": "p50_usd", "a_pct75": "p75_usd",
           "a_pct90": "p90_usd", "a_mean": "mean_usd", "mean_prse": "mean_rse_pct", "tot_emp": "n"}
TOPCODES = {"A_PCT10": "p10", "A_PCT25": "p25", "A_MEDIAN": "p50", "A_PCT75": "p75", "A_PCT90": "p90", "A_MEAN": "mean"}


def national(source: Input, report: Report) -> dict[str, pd.DataFrame]:
    """Rows of `pay_percentiles`: the nation, each May up to the release's last year."""
    rows = reading.table(source.path, ("year", "occ_code", "occ_title", "topcoded", *COLUMNS))
    wanted = set(curated.table("occupations")["soc_code"]) | {ALL_OCCUPATIONS}
    year = reading.numbers(rows, "year")
    report.refuse(source, "year not a number", year.isna(), "year", rows["year"])
    kept = rows[rows["occ_code"].isin(wanted) & (year <= (source.until or 9999))]
    report.add(source.source_id, "rows read", len(rows), "one for each occupation and May")
    report.add(source.source_id, "rows kept", len(kept), "occupations of the crosswalk and the total")
    return {"pay_percentiles": pd.DataFrame({
        "source": "official", "soc_code": kept["occ_code"], "soc_title": kept["occ_title"], "area": "US",
        "area_type": "nation", "level": "any", "year": year[kept.index].astype(int), "period": "May " + kept["year"],
        **{name: reading.numbers(kept, column) for column, name in COLUMNS.items()},
        "topcoded": kept["topcoded"].map(topcoded)})}


def topcoded(cell: str) -> str:
    """The publisher's list of withheld cells as our percentile names: 'H_PCT90;A_PCT90' becomes 'p90'."""
    return " ".join(name for code, name in TOPCODES.items() if code in cell.split(";"))


def states(source: Input, report: Report) -> dict[str, pd.DataFrame]:
    """Rows of `pay_percentiles`: state medians; only the median is published in this copy."""
    rows = reading.table(source.path, ("occ_code", "state", "annual_median_wage", "period"))
    code_of = curated.mapping("us_states", "name", "code")
    title_of = curated.mapping("occupations", "soc_code", "soc_title")
    known = rows["state"].isin(code_of) & rows["occ_code"].isin(title_of)
    report.refuse(source, "state or occupation unknown", ~known, "state", rows["state"])
    median = reading.numbers(rows, "annual_median_wage")
    report.add(source.source_id, "rows withheld", (known & median.isna()).sum(), "the publisher gives no median")
    kept = rows[known & median.notna()]
    report.add(source.source_id, "rows kept", len(kept), "one for each state and occupation")
    blank = dict.fromkeys(name for name in COLUMNS.values() if name != "p50_usd")
    return {"pay_percentiles": pd.DataFrame({
        "source": "official", "soc_code": kept["occ_code"], "soc_title": kept["occ_code"].map(title_of),
        "area": kept["state"].map(code_of), "area_type": "state", "level": "any",
        "year": kept["period"].str.extract(r"(\d{4})")[0].astype(int), "period": kept["period"],
        "p50_usd": median[kept.index], "topcoded": ""}).assign(**{name: float("nan") for name in blank})}


def crosswalk(source: Input, report: Report) -> dict[str, pd.DataFrame]:
    """Table `occupations`: our reasons, after making sure that roles, codes, titles and fits equal the crosswalk's."""
    rows = reading.table(source.path, ("role", "soc_code", "soc_title", "fit"))
    key_of = {role.name: role.key for role in roles.ROLES}
    theirs = set(zip(rows["role"].map(key_of), rows["soc_code"], rows["soc_title"], rows["fit"], strict=True))
    ours = curated.table("occupations")
    differ = theirs ^ set(ours[["role", "soc_code", "soc_title", "fit"]].itertuples(index=False, name=None))
    if differ:
        raise IntakeError(f"{source.path}: row {sorted(map(str, differ))[0]} is not the same "
                          "in data/curated/occupations.csv; review both")
    report.add(source.source_id, "rows kept", len(ours), "roles, codes and fits as in the crosswalk; own reasons")
    return {"occupations": ours}
