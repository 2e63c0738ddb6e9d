"""The publishers' advert file read again without any code of the build: the yardstick for golden numbers."""
import csv
import gzip
import re
from pathlib import Path

import pandas as pd

PAY = ("salary", "salary_in_usd")
RULES = (
    ("ml", lambda t: re.search(r"\b(machine learning|ml|mlops|deep learning)\b.*\bengineer\b", t)),
    ("ai", lambda t: re.search(r"\b(ai|a\.i\.|artificial intelligence|gen ?ai|generative|llms?|agentic)\b", t)
     and re.search("engineer|developer", t) and "data engineer" not in t),
    ("ds", lambda t: "data scientist" in t),
    ("se", lambda t: re.search("software (engineer|developer|development engineer)", t)),
)


def adverts(path: Path) -> pd.DataFrame:
    """One row an advert: role, level, country, year, mode, employment, currency, low, high, mid (USD), ratio, range."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found, place = [], 0
    while place < len(rows) - 1:
        first, second = rows[place], rows[place + 1]
        pair = float(first["salary"]) >= float(second["salary"]) and _other(first) == _other(second)
        if pair:
            found.append(_advert(first, second))
        place += 2 if pair else 1
    return pd.DataFrame(found)


def _other(row: dict) -> tuple:
    return tuple(value for name, value in row.items() if name not in PAY)


def _advert(first: dict, second: dict) -> dict:
    title = first["job_title"].lower()
    return {
        "role": next((role for role, rule in RULES if rule(title)), ""), "level": first["experience_level"],
        "country": first["company_location"], "year": int(first["work_year"]), "employment": first["employment_type"],
        "mode": {"0": "onsite", "50": "hybrid", "100": "remote"}[first["remote_ratio"]],
        "currency": first["salary_currency"],
        "low": float(second["salary_in_usd"]), "high": float(first["salary_in_usd"]),
        "mid": (float(first["salary_in_usd"]) + float(second["salary_in_usd"])) / 2,
        "ratio": float(first["salary"]) / float(second["salary"]),
        "range": (*first.values(), *(second[name] for name in PAY))}
