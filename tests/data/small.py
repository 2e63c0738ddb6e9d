"""A small release by hand, the same in form as a real one, so that each rule of the check can be broken by itself."""
from pathlib import Path

import pandas as pd

from data import package, schema

SOURCE = {
    "producer": "Producer", "title": "Title", "citation": "Citation", "url": "https://example.org",
    "licence": "CC0 1.0", "licence_url": "https://example.org/licence",
    "published": "2026", "accessed": "2026-11-21", "period": "2025",
    "period_end": "2025-12-31", "unit_of_count": "advert", "bias": "Bias", "changes": "Changes", "files": "rates"}
LOG = [("aijobs", "rows read", 100), ("aijobs", "rows paired", 98), ("aijobs", "refused: pay", 1),
       ("aijobs", "adverts kept: ai", 4), ("so2025", "people read", 50), ("so2025", "people kept: se", 22),
       ("lca", "filings kept: ml", 2)]


def _counts(source: str, role: str, level: str, country: str, currency: str, rows: list[tuple]) -> pd.DataFrame:
    cell = {"source": source, "role": role, "level": level, "country": country, "year": 2025, "mode": "any",
            "employment": "any", "currency": currency}
    return pd.DataFrame([cell | dict(zip(("measure", "value", "n", "n_distinct", "n_squares"), row, strict=True))
                         for row in rows])


def _percentiles() -> pd.DataFrame:
    row = {"source": "official", "soc_code": "15-2051", "soc_title": "Data Scientists", "area": "US",
           "area_type": "nation", "level": "any", "year": 2025, "period": "May 2025", "n": 100, "p10_usd": 10,
           "p25_usd": 20, "p50_usd": 30, "p75_usd": 40, "p90_usd": None, "mean_usd": 33, "mean_rse_pct": 1,
           "topcoded": "p90"}
    return pd.DataFrame([row])


def frames() -> dict[str, pd.DataFrame]:
    """The tables by resource name: four adverts (three alike), 22 people, two filings."""
    ends = {"low": 100_000, "mid": 120_000, "high": 140_000, "ratio": 1.4}
    adverts = [(measure, value, 4, 2, 10) for measure, value in ends.items()]
    return {
        "pay_counts_adverts": _counts("adverts", "ai", "MI", "DE", "EUR", adverts),
        "pay_counts_survey": pd.concat([
            _counts("survey", "se", "any", "DE", "USD", [("total", 50_000, 6, 6, 6), ("total", 60_000, 4, 4, 4)]),
            _counts("survey", "se", "any", "XX", "USD", [("total", 40_000, 12, 12, 12)])]),
        "pay_counts_filings": _counts("filings", "ml", "any", "US", "USD", [("base", 90_000, 2, 2, 2)]),
        "pay_percentiles": _percentiles(),
        "occupations": pd.DataFrame([{"role": "ds", "soc_code": "15-2051", "soc_title": "Data Scientists",
                                      "fit": "close", "reason": "same name"}]),
        "filing_employers": pd.DataFrame([{"role": "ai", "year": 2025, "employers": 5, "titles": 4}]),
        "rates": pd.DataFrame([("advert_fx", "EUR", 2025, 0.95, None), ("fx", "EUR", 2025, 0.88, 12),
                               ("ppp", "DE", 2024, 0.7, None), ("cpi", "US", 2025, 321.9, 11)],
                              columns=["kind", "code", "year", "rate", "months"]),
        "countries": pd.DataFrame(
            [("DE", "Germany", "EUR"), ("US", "United States", "USD"), ("XX", "Other countries", "")],
            columns=["code", "name", "currency"]),
        "sources": pd.DataFrame([{"source_id": "aijobs"} | SOURCE]),
        "title_rules": pd.DataFrame([{"rule": 1, "use": "adverts", "role": "ds", "pattern": "data scientist",
                                      "also": "", "unless": "", "note": "note"}]),
        "intake_log": pd.DataFrame([(*step, "why") for step in LOG], columns=["source_id", "step", "rows", "reason"]),
        "changes": pd.DataFrame([("release", "2026.11", "any", "", "2026.11", None, "first")],
                                columns=[field.name for field in schema.CHANGES.fields]),
    }


def write(folder: Path, **changed: pd.DataFrame) -> Path:
    """Write the release, with some tables changed, and return its folder. Hashes are right whatever the tables hold."""
    folder.mkdir(parents=True)
    tables = frames() | changed
    about = {"id": folder.name, "created": "2026-11-21", "title": "Small", "description": "Small.", "rolescope": {},
             "sources": tables["sources"].to_dict("records")}
    package.write(folder, tables, {"CHANGELOG.md": "# Small\n"}, about)
    return folder


def edit(path: Path, old: str, new: str) -> None:
    """Change a file by hand, as a careless person would: its hash then differs too."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} does not stand in {path.name}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
