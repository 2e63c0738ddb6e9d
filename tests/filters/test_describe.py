"""The sentence under the title: it names every choice, so that two selections never read alike."""
import pytest

from queries import words
from queries.filters import Filters

DEFAULT = Filters.default(v="2026.11")
CHANGES = [
    ({"roles": ("ai",)}, "AI Engineer in the United States"), ({"roles": ("ml", "ds")}, "Machine Learning Engineer and Data Scientist in"),
    ({"geo": "all"}, "in all countries"), ({"geo": "GB"}, "in the United Kingdom"), ({"geo": "CA"}, "in Canada"),
    ({"lvl": ("EN", "EX")}, "entry and executive level"), ({"yr": (2023, 2023)}, "of 2023,"), ({"yr": (2022, 2025)}, "2022 to 2025"),
    ({"src": "survey"}, "survey answers"), ({"src": "filings"}, "visa filings"), ({"src": "official"}, "government statistics"),
    ({"pay": "high"}, "high end of the range"), ({"mode": "remote"}, "remote"), ({"mode": "onsite"}, "on site"), ({"cur": "GBP"}, "pounds sterling"),
    ({"cur": "PPP"}, "international dollars (PPP)"), ({"real": "2025"}, "in prices of 2025"), ({"adj": "matched"}, "matched"),
    ({"focus": "se"}, "Software Engineer in focus"), ({"v": "2025.01"}, "release 2025.01"),
]


def test_the_default_selection_in_words():
    assert DEFAULT.describe() == (
        "AI Engineer, Machine Learning Engineer, Data Scientist and Software Engineer in the United States, mid and senior level, "
        "advertised ranges of 2024 to 2025, midpoint of the range, any place of work, in US dollars of each year, raw, "
        "with AI Engineer in focus; release 2026.11.")


@pytest.mark.parametrize(("changes", "said"), CHANGES, ids=str)
def test_every_choice_shows_in_the_sentence(changes, said):
    sentence = DEFAULT.but(**changes).describe()
    assert said in sentence and sentence != DEFAULT.describe()


def test_each_place_has_a_name_and_an_unknown_one_its_code():
    assert words.place("DE", "2026.11") == "Germany" and words.place("QQ", "2026.11") == "QQ"


@pytest.mark.parametrize(("value", "cur", "said"), [(184_349, "USD", "$184,300"), (49_999, "GBP", "£50,000"), (12_344, "EUR", "€12,340"), (999.6, "INR", "₹1,000")])
def test_money_is_written_to_about_four_digits(value, cur, said):
    assert words.money(value, cur) == said


def test_one_thing_is_counted_in_the_singular():
    assert words.count(1, words.UNIT["adverts"]) == "1 advert" and words.count(1_204, words.UNIT["survey"]) == "1,204 people"
