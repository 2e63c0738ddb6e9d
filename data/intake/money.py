"""Exchange rates, purchasing power parities and consumer prices, from 2015 on."""
import pandas as pd

from data.intake import cells, codes, curated, reading
from data.intake.report import Input, IntakeError, Report

FIRST_YEAR = 2015


def fx(source: Input, report: Report) -> dict[str, pd.DataFrame]:
    """Rates of kind fx: local units per US dollar, mean of the year's months."""
    rows = reading.table(source.path, ("country", "year", "lcu_per_usd", "months"))
    currency = curated.mapping("fed_currencies", "name", "code")
    unknown = sorted(set(rows["country"]) - set(currency))
    if unknown:
        raise IntakeError(f"{source.path}, column country: {unknown[0]!r} has no currency; "
                          "add it to data/curated/fed_currencies.csv")
    rows["code"] = rows["country"].map(currency)
    dropped = rows["code"] == ""
    report.add(source.source_id, "rows dropped", dropped.sum(), "economies marked as dropped in fed_currencies")
    return _rates(rows[~dropped], "fx", "lcu_per_usd", source, report)


def ppp(source: Input, report: Report) -> dict[str, pd.DataFrame]:
    """Rates of kind ppp: local units per international dollar, by country."""
    rows = reading.table(source.path, ("country", "iso2", "year", "ppp_lcu_per_intl_usd"))
    known = rows["iso2"].isin(codes.names())
    report.refuse(source, "country code not ISO 3166-1", ~known, "iso2", rows["iso2"])
    return _rates(rows[known].assign(code=rows["iso2"], months=""), "ppp", "ppp_lcu_per_intl_usd", source, report)


def cpi(source: Input, report: Report) -> dict[str, pd.DataFrame]:
    """Rates of kind cpi: US index, 1982-84 = 100, mean of the months there are."""
    rows = reading.table(source.path, ("year", "cpi_u_avg", "months"))
    return _rates(rows.assign(code="US"), "cpi", "cpi_u_avg", source, report)


def _rates(rows: pd.DataFrame, kind: str, column: str, source: Input, report: Report) -> dict[str, pd.DataFrame]:
    value, year = reading.numbers(rows, column), reading.numbers(rows, "year")
    report.refuse(source, "rate not a positive number", ~(value > 0), column, rows[column])
    report.refuse(source, "year not a number", year.isna(), "year", rows["year"])
    keep = (value > 0) & (year >= FIRST_YEAR) & (year <= (source.until or 9999))
    report.add(source.source_id, "rates kept", keep.sum(), f"{FIRST_YEAR} to {source.until or 'the end'}")
    kept = rows[keep]
    return {"rates": pd.DataFrame({
        "kind": kind, "code": kept["code"], "year": year[keep].astype(int),
        "rate": [cells.significant(rate, 6) for rate in value[keep]],
        "months": reading.numbers(kept, "months").astype("Int64")})}
