"""Yearly total pay of people who answered the Stack Overflow Developer Survey, in cells of at least ten people.

Nobody is dropped for being few: a small country joins XX, and a country with a small experience band shows no bands.
"""
import pandas as pd

from data.intake import cells, codes, curated, reading
from data.intake.report import Input, IntakeError, Report

LOW_USD, HIGH_USD = 1_000, 2_000_000
FLOOR = 10
STEP_USD = 1_000
BAND_STARTS = (0, 3, 6, 11)
BANDS = ("0-2", "3-5", "6-10", "11+")


def read_2024(source: Input, report: Report) -> dict[str, pd.DataFrame]:
    """2024: professional years of coding; AI developers, data scientists and ML specialists (one group), developers."""
    return _read(source, report, 2024, ("dev_type", "country", "years_code_pro", "converted_comp_yearly"))


def read_2025(source: Input, report: Report) -> dict[str, pd.DataFrame]:
    """2025: all years of coding; AI and ML engineers (one group), AI app developers, data scientists, developers."""
    return _read(source, report, 2025, ("DevType", "Country", "YearsCode", "ConvertedCompYearly"))


def _read(source: Input, report: Report, year: int, columns: tuple[str, ...]) -> dict[str, pd.DataFrame]:
    people = reading.parquet(source.path, columns).set_axis(["answer", "place", "years", "pay"], axis="columns")
    report.add(source.source_id, "people read", len(people), "every respondent of the file")
    people = _placed(_paid(_grouped(people, source, report, year), source, report), source, report)
    people = _protected(people, source, report)
    records = people.assign(source="survey", year=year, mode="any", employment="any", currency="USD", measure="total",
                            value=cells.half_up(people["pay"], STEP_USD))
    return {"pay_counts_survey": cells.count(records)}


def _grouped(people: pd.DataFrame, source: Input, report: Report, year: int) -> pd.DataFrame:
    groups = curated.table("survey_groups")
    of_answer = dict(groups.loc[groups["year"] == str(year), ["answer", "role"]].itertuples(index=False))
    absent = sorted(set(of_answer) - set(people["answer"].dropna()))
    if absent:
        raise IntakeError(f"{source.path}: nobody answered {absent[0]!r}; "
                          f"correct data/curated/survey_groups.csv or take the file of {year}")
    role = people["answer"].astype("object").map(of_answer)
    report.add(source.source_id, "people outside the groups", role.isna().sum(), "another answer, or none")
    return people.assign(role=role)[role.notna()]


def _paid(people: pd.DataFrame, source: Input, report: Report) -> pd.DataFrame:
    """People who gave a usable pay. Whoever is outside the range is counted as refused."""
    given = people["pay"].notna()
    report.add(source.source_id, "people without pay", (~given).sum(), "pay was optional")
    people = people[given]
    bad = ~people["pay"].between(LOW_USD, HIGH_USD)
    report.refuse(source, f"pay outside {LOW_USD:,} to {HIGH_USD:,} US dollars", bad, "yearly pay", people["pay"])
    return people[~bad]


def _placed(people: pd.DataFrame, source: Input, report: Report) -> pd.DataFrame:
    code_of = codes.by_name() | curated.mapping("survey_countries", "name", "code")
    country = people["place"].astype("object").map(code_of)
    unknown = country.isna() & people["place"].notna()
    report.refuse(source, "country name unknown", unknown, "country", people["place"].astype("object"))
    return people.assign(country=country.fillna(codes.OTHER))[~unknown]


def _protected(people: pd.DataFrame, source: Input, report: Report) -> pd.DataFrame:
    """People with their level and country as published."""
    before, people = len(people), protect(people.assign(level=band(people["years"])))
    for step, number, reason in (
        ("people left out", before - len(people), "a group of under ten people in the world"),
        ("people in XX", (people["country"] == codes.OTHER).sum(), "their country has too few, or none was given"),
        ("people without band", (people["level"] == "any").sum(), "a band would hold too few, or no years were given"),
    ):
        report.add(source.source_id, step, number, reason)
    for role, number in people.groupby("role").size().items():
        report.add(source.source_id, f"people kept: {role}", number, "curated table survey_groups")
    return people


def band(years: pd.Series) -> pd.Series:
    """Experience band of whole years: 0-2, 3-5, 6-10, 11+; 'any' where not given."""
    bands = pd.cut(years.astype("float64"), [*BAND_STARTS, 1_000], right=False, labels=list(BANDS))
    return bands.astype("object").fillna("any")


def protect(people: pd.DataFrame) -> pd.DataFrame:
    """Merge countries and bands until every (role, country, band) holds at least FLOOR people.

    Input is one year with columns role, country, level. A role with under FLOOR people in all is left out entirely.
    """
    parts = [_merge_bands(_merge_countries(group)) for _, group in people.groupby("role") if len(group) >= FLOOR]
    return pd.concat(parts) if parts else people.iloc[:0]


def _merge_countries(group: pd.DataFrame) -> pd.DataFrame:
    """Countries under the floor become XX; while XX itself is under it, the smallest named country joins."""
    sizes = group.groupby("country").size()
    small = set(sizes[sizes < FLOOR].index) | ({codes.OTHER} & set(sizes.index))
    named = sizes.drop(list(small)).reset_index(name="n").sort_values(["n", "country"])["country"].tolist()
    while small and sizes[list(small)].sum() < FLOOR:
        small.add(named.pop(0))
    return group.assign(country=group["country"].where(~group["country"].isin(small), codes.OTHER))


def _merge_bands(group: pd.DataFrame) -> pd.DataFrame:
    """A country shows its bands only if each of them that is not empty holds the floor.

    People who gave no years are no band: where they are few, the smallest band joins them, and the others stay.
    """
    sizes = group.groupby(["country", "level"]).size().unstack(fill_value=0)
    sizes = sizes.reindex(columns=[*BANDS, "any"], fill_value=0)
    joined = {place: _joined(row) for place, row in sizes.iterrows()}
    merged = [level in joined[place] for place, level in zip(group["country"], group["level"], strict=True)]
    return group.assign(level=group["level"].mask(merged, "any"))


def _joined(sizes: pd.Series) -> set[str]:
    """The bands of one country that lose their name."""
    bands = sizes[list(BANDS)]
    bands = bands[bands > 0]
    if bands.empty or bands.min() < FLOOR:
        return set(bands.index)
    return {bands.idxmin()} if 0 < sizes["any"] < FLOOR else set()
