"""Job titles to roles, by the reviewed rules of `data/curated/title_rules.csv`; the first match wins."""
import re

import pandas as pd

from data.intake import curated


def rules(use: str) -> pd.DataFrame:
    """The rules for one use (adverts or filings) in order of trial."""
    table = curated.table("title_rules")
    return table[table["use"] == use]


def _matches(rule, title: str) -> bool:
    hit = re.search(rule.pattern, title, re.IGNORECASE)
    hit = hit and re.search(rule.also, title, re.IGNORECASE)
    return bool(hit) and not (rule.unless and re.search(rule.unless, title, re.IGNORECASE))


def role(title: str, use: str) -> str:
    """The role of one title, '' when no rule matches."""
    return next((rule.role for rule in rules(use).itertuples() if _matches(rule, title)), "")


def roles(titles: pd.Series, use: str) -> pd.Series:
    """The role of each title; each distinct title is judged once."""
    table = list(rules(use).itertuples())
    found = {title: next((rule.role for rule in table if _matches(rule, title)), "") for title in titles.unique()}
    return titles.map(found)
