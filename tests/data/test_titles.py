"""Job titles to roles."""
import re

import pytest

from data.intake import curated, titles


@pytest.mark.parametrize("title, role", [
    ("AI Engineer", "ai"), ("Generative AI Engineer", "ai"), ("GenAI Developer", "ai"), ("LLM Engineer", "ai"),
    ("AI Data Engineer", ""), ("Email Engineer", ""), ("AI/ML Engineer", "ml"), ("Machine Learning Engineer", "ml"),
    ("MLOps Engineer", "ml"), ("Deep Learning Engineer", "ml"), ("Machine Learning Scientist", ""),
    ("HTML Engineer", ""), ("Data Scientist", "ds"), ("Lead data scientist", "ds"), ("Data Science Manager", ""),
    ("Applied Scientist", ""), ("Software Engineer", "se"), ("Software Development Engineer", "se"),
    ("Engineer", ""), ("Developer", ""), ("Systems Engineer", ""), ("Software Engineer, Machine Learning", "se"),
])
def test_adverts_follow_the_reviewed_rules(title, role):
    assert titles.role(title, "adverts") == role


@pytest.mark.parametrize("title, role", [
    ("Software Engineer, Machine Learning", "ml"), ("SDE II", "se"), ("Backend SWE", "se"),
    ("AI & Data Engineer", "ai"),
    ("Software Engineer (Deep Learning)", "se"), ("Sr. Data Scientist", "ds"), ("Registered Nurse", ""),
])
def test_filings_follow_rules_of_their_own(title, role):
    assert titles.role(title, "filings") == role


def test_every_rule_compiles_and_says_why():
    rules = curated.table("title_rules")
    assert all(re.compile(part) for part in (*rules["pattern"], *rules["also"], *rules["unless"]))
    assert (rules["note"].str.len() > 10).all()
    assert '"AI/ML Engineer"' in rules["note"].iloc[0]
