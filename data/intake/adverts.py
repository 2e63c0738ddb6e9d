"""Advertised pay ranges from the aijobs.net index: adjacent rows are the two ends of one advert.

The publisher does not say that rows come in pairs; it is inferred from the file's structure (two neighbours equal in
all nine non-pay columns, the first pay at least the second) and 99 % of the rows fit it.
"""
import numpy as np
import pandas as pd

from data.intake import cells, codes, reading, titles
from data.intake.report import Input, Report

PAY = ["salary", "salary_in_usd"]
OTHER = ["work_year", "experience_level", "employment_type", "job_title", "salary_currency", "employee_residence",
         "remote_ratio", "company_location", "company_size"]
MODES = {"0": "onsite", "50": "hybrid", "100": "remote"}
LEVELS = ("EN", "MI", "SE", "EX")
EMPLOYMENT = ("FT", "PT", "CT", "FL")
LOW_USD, HIGH_USD = 15_000, 800_000
RATE_TOLERANCE = 3e-5
IDENTITY = [*OTHER, "high", "low", "high_usd", "low_usd"]


def read(source: Input, report: Report) -> dict[str, pd.DataFrame]:
    """Cells of `pay_counts_adverts` and the file's own exchange rates; every row is accounted for in the report."""
    rows = reading.table(source.path, (*OTHER, *PAY))
    report.add(source.source_id, "rows read", len(rows), "rows of the file without the header")
    good = _screen(rows, source, report)
    firsts = pair(rows, good)
    report.add(source.source_id, "rows paired", 2 * len(firsts),
               "two neighbours equal in all nine non-pay columns, first pay at least the second")
    report.add(source.source_id, "rows single", good.sum() - 2 * len(firsts), "no such neighbour: survey answers")
    adverts = _adverts(rows, firsts, source, report)
    adverts = _with_roles(adverts, source, report)
    used = set(zip(adverts["salary_currency"], adverts["work_year"], strict=True))
    return {"pay_counts_adverts": _cells(adverts), "rates": _rates(rows[good], used)}


def pair(rows: pd.DataFrame, good: pd.Series) -> np.ndarray:
    """Positions of the first row of each pair: a greedy scan in file order; a refused row pairs with nothing."""
    other, pay, ok = rows[OTHER].to_numpy(), rows["salary"].astype("float64").to_numpy(), good.to_numpy()
    fits = (other[:-1] == other[1:]).all(axis=1) & (pay[:-1] >= pay[1:]) & ok[:-1] & ok[1:]
    firsts, position = [], 0
    while position < len(fits):
        if fits[position]:
            firsts.append(position)
        position += 2 if fits[position] else 1
    return np.array(firsts, dtype="int64")


def _screen(rows: pd.DataFrame, source: Input, report: Report) -> pd.Series:
    """Mark the rows that can be used. Pay columns become numbers in place; a row is refused for its first fault."""
    for column in PAY:
        rows[column] = reading.numbers(rows, column)
    good = pd.Series(True, index=rows.index)
    for why, column, bad in _faults(rows):
        report.refuse(source, why, bad & good, column, rows[column])
        good &= ~bad
    return good


def _faults(rows: pd.DataFrame):
    pay = rows[PAY]
    yield "pay not a positive number", "salary", ~(np.isfinite(pay) & (pay > 0)).all(axis=1)
    yield (f"pay outside {LOW_USD:,} to {HIGH_USD:,} US dollars", "salary_in_usd",
           ~rows["salary_in_usd"].between(LOW_USD, HIGH_USD))
    yield "unknown level code", "experience_level", ~rows["experience_level"].isin(LEVELS)
    yield "unknown employment code", "employment_type", ~rows["employment_type"].isin(EMPLOYMENT)
    yield "unknown remote code", "remote_ratio", ~rows["remote_ratio"].isin(MODES)
    yield "country code not ISO 3166-1", "company_location", ~rows["company_location"].isin(codes.names())
    yield "currency code not ISO 4217", "salary_currency", ~rows["salary_currency"].isin(codes.currencies())
    yield "year not 2020 to 2026", "work_year", ~rows["work_year"].isin([str(year) for year in range(2020, 2027)])


def _adverts(rows: pd.DataFrame, firsts: np.ndarray, source: Input, report: Report) -> pd.DataFrame:
    """One row an advert: the nine shared columns and both ends in both currencies."""
    adverts = rows.iloc[firsts][OTHER].copy()
    for name, column in (("", "salary"), ("_usd", "salary_in_usd")):
        adverts["high" + name] = rows[column].to_numpy()[firsts]
        adverts["low" + name] = rows[column].to_numpy()[firsts + 1]
    turned = adverts["low_usd"] > adverts["high_usd"]
    report.refuse(source, "ends in another order after conversion", turned, "salary_in_usd", adverts["low_usd"])
    adverts = adverts[~turned]
    _account(adverts, source, report)
    return adverts


def _account(adverts: pd.DataFrame, source: Input, report: Report) -> None:
    equal = (adverts["high"] == adverts["low"]).sum()
    report.add(source.source_id, "adverts", len(adverts), "one for each pair")
    report.add(source.source_id, "adverts with two ends", len(adverts) - equal, "low and high differ")
    report.add(source.source_id, "adverts with equal ends", equal, "one figure advertised twice")


def _with_roles(adverts: pd.DataFrame, source: Input, report: Report) -> pd.DataFrame:
    role = titles.roles(adverts["job_title"], "adverts")
    report.add(source.source_id, "adverts outside the four roles", (role == "").sum(), "title matches no rule")
    for key in ("ai", "ml", "ds", "se"):
        report.add(source.source_id, f"adverts kept: {key}", (role == key).sum(), "title rules")
    return adverts.assign(role=role)[role != ""]


def _cells(adverts: pd.DataFrame) -> pd.DataFrame:
    """Counts by value for low, mid, high (USD, to 100) and ratio (high / low in the stated currency, to 0.01)."""
    base = adverts.assign(
        source="adverts", level=adverts["experience_level"], country=adverts["company_location"],
        year=adverts["work_year"].astype(int), mode=adverts["remote_ratio"].map(MODES),
        employment=adverts["employment_type"], currency=adverts["salary_currency"])
    parts = [base.assign(measure=measure, value=value) for measure, value in measures(adverts).items()]
    return pd.concat([cells.count_repeats(part, IDENTITY) for part in parts], ignore_index=True)


def measures(adverts: pd.DataFrame) -> dict[str, np.ndarray]:
    """The four published values of each advert. Halves go up; the ratio is rounded in hundredths of whole units."""
    low, high = adverts["low_usd"], adverts["high_usd"]
    hundredths = np.floor((200 * adverts["high"] + adverts["low"]) / (2 * adverts["low"]))
    return {"low": cells.half_up(low, 100), "mid": cells.half_up((low + high) / 2, 100),
            "high": cells.half_up(high, 100), "ratio": hundredths / 100}


def _rates(rows: pd.DataFrame, used: set) -> pd.DataFrame:
    """The file's fixed rate a currency and year: the fewest digits near the median of salary / salary_in_usd.

    The publisher cuts dollars to whole ones, which lifts single ratios a little above its rate.
    """
    ratio = (rows["salary"] / rows["salary_in_usd"]).groupby([rows["salary_currency"], rows["work_year"]]).median()
    rates = [("advert_fx", code, int(year), cells.shortest(rate, RATE_TOLERANCE), pd.NA)
             for (code, year), rate in ratio.items() if (code, year) in used]
    return pd.DataFrame(rates, columns=["kind", "code", "year", "rate", "months"]).astype({"months": "Int64"})
