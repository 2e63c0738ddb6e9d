"""A figure as CSV: the shown table, or every cell of its source, each row with the filters in words, the release and the link."""
import csv
import io

import pandas as pd

from components.figure import Figure
from components.figures import registry
from queries.filters import Filters

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\0")


def shown(figure: Figure, filters: Filters, link: str) -> str:
    """The figure's table as CSV text."""
    return _text(figure.table, figure.id, filters, link)


def every(figure: Figure, filters: Filters, link: str) -> str:
    """Every cell of the figure's source as CSV text: role, level, country, year, counts and percentiles with intervals."""
    frame = pd.DataFrame(registry.all_rows(filters)).drop(columns=["lowest", "highest"], errors="ignore")
    return _text(frame, figure.id, filters, link)


def _text(frame: pd.DataFrame, figure_id: str, filters: Filters, link: str) -> str:
    about = {"figure": figure_id, "filters": filters.describe(), "release": filters.v, "link": link}
    whole = frame.assign(**about).round(4)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")  # so that a cell with either of the two is quoted, and never starts a row
    writer.writerow(whole.columns)
    writer.writerows([_safe(value) for value in row] for row in whole.itertuples(index=False, name=None))
    return text.getvalue()


def _safe(value):
    """A cell that no spreadsheet runs: text never opens with a formula sign; a missing number is an empty cell."""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_STARTS) else value
    return "" if value != value else value
