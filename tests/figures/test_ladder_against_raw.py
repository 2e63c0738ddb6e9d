"""Must hold 2: what the table on the screen says is what the publisher's advert file says, for many selections."""
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from components.figures import registry
from components.table_html import html_table
from data import catalog
from queries.filters import Filters
from tests.data import raw
from tests.figures.selections import EXAMPLE, adverts, on_screen, said

FILES = {"2025.01": "salaries_2025-01-19.csv.gz", "2026.11": "salaries.csv.gz"}
POINTS = {"p10": 0.1, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p90": 0.9}
#: percentiles that so many distinct ranges allow (product.md 3)
ALLOWED = ((100, set(POINTS)), (30, {"p25", "p50", "p75"}), (10, {"p50"}), (0, set()))
ASKED = [filters for release, number in (("2025.01", 60), ("2026.11", 120)) for filters in adverts(release, number, seed=int(release[:4]))]


@pytest.fixture(scope="module")
def files(shared) -> dict[str, pd.DataFrame]:
    """Release id -> its full-time adverts as the publisher's file has them, each with the number of its distinct range."""
    folder: Path = shared / "sources" / "aijobs-salaries"
    read = {release: raw.adverts(folder / name) for release, name in FILES.items()}
    ours = {release: found[(found["role"] != "") & (found["employment"] == "FT")] for release, found in read.items()}
    return {release: found.assign(range=pd.factorize(found["range"])[0]) for release, found in ours.items()}


def matching(found: pd.DataFrame, filters: Filters, role: str, level: str) -> pd.DataFrame:
    """The file's adverts of one role and rung under a selection."""
    levels = filters.lvl if level == "all" else (level,)
    mask = (found["role"] == role) & found["level"].isin(levels) & found["year"].between(*filters.yr)
    if filters.geo != "all":
        mask &= found["country"] == filters.geo
    if filters.mode != "any":
        mask &= found["mode"] == filters.mode
    return found[mask]


def test_every_release_is_compared():
    assert set(FILES) == set(catalog.ids())
    assert len(ASKED) >= 150 and len(set(ASKED)) > 130


@pytest.mark.parametrize("filters", ASKED, ids=said)
def test_the_table_on_the_screen_says_what_the_advert_file_says(files, filters):
    figure = registry.figure("pay_ladder", filters)
    assert figure.rows
    for row in figure.rows:
        mine = matching(files[filters.v], filters, row["role"], row["level"])
        distinct = mine["range"].nunique()
        assert (on_screen(figure, row, "n"), on_screen(figure, row, "independent")) == ([len(mine)], [distinct])
        shown = {key: on_screen(figure, row, key) for key in POINTS}
        assert {key for key, values in shown.items() if values} == next(points for least, points in ALLOWED if distinct >= least)
        for key, values in shown.items():
            if values:
                exact = np.quantile(mine[filters.pay], POINTS[key])
                assert abs(values[0] / exact - 1) < 0.005
                assert values[1] <= values[0] <= values[2]


def test_the_selections_reach_every_state_of_thin_data(files):
    sizes = [matching(files[filters.v], filters, role, "all")["range"].nunique() for filters in ASKED for role in filters.roles]
    held = np.histogram(sizes, [0, 1, 5, 10, 30, 100, 1e9])[0]
    assert held.min() >= 5, dict(zip(("0", "1-4", "5-9", "10-29", "30-99", "100+"), held, strict=True))


@pytest.mark.parametrize("level, n, distinct", [("all", 905, 643), ("MI", None, None), ("SE", None, None)])
def test_the_example_of_the_brief_is_in_the_file(files, level, n, distinct):
    mine = matching(files["2026.11"], Filters.default().but(**EXAMPLE), "ai", level)
    row = next(row for row in registry.figure("pay_ladder", Filters.default().but(**EXAMPLE)).rows if row["level"] == level)
    assert (row["n"], row["independent"]) == (len(mine), mine["range"].nunique())
    assert n is None or (len(mine), mine["range"].nunique()) == (n, distinct)


def test_the_example_of_the_brief_stands_on_the_screen():
    figure = registry.figure("pay_ladder", Filters.default().but(**EXAMPLE))
    row = figure.rows[0]
    assert [on_screen(figure, row, key)[0] for key in ("n", "independent", "p25", "p50", "p75")] == [905, 643, 145_900, 179_100, 217_100]
    table = html_table(figure)
    assert all(f">{text}" in table for text in ("905<", "643<", "145,900 (", "179,100 (", "217,100 ("))
    assert "905 adverts, 643 distinct ranges" in figure.sentence and "$179,100" in figure.title


def test_the_width_of_ranges_on_the_screen_is_that_of_the_file(files):
    filters = Filters.default()
    figure = registry.figure("pay_width", filters)
    for row in figure.rows:
        exact = np.quantile(matching(files[filters.v], filters, row["role"], row["level"])["ratio"], (0.25, 0.5, 0.75))
        assert [on_screen(figure, row, key)[0] for key in ("p25", "p50", "p75")] == pytest.approx(exact, abs=0.011)


def test_medians_of_the_trend_on_the_screen_are_those_of_the_file(files):
    filters = Filters.default()
    figure = registry.figure("pay_trend", filters)
    known = [row for row in figure.rows if on_screen(figure, row, "p50")]
    assert len(known) >= 8
    for row in known:
        mine = matching(files[filters.v], filters.but(yr=(row["year"], row["year"])), row["role"], "all")
        assert abs(on_screen(figure, row, "p50")[0] / np.quantile(mine["mid"], 0.5) - 1) < 0.005
        assert on_screen(figure, row, "n") == [len(mine)]
