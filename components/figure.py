"""The Figure: one object that the screen, the downloads and the tests all read; none of them computes a number."""
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Column:
    """One column of a figure's table. `kind` says how it is written: text, count, money, ratio, pct, year, or drawn: forest.
    With `interval`, the columns key_lo and key_hi stand beside it and are written in brackets. `screen`: else downloads only.
    `span`: equal cells below each other are written once."""

    key: str
    label: str
    kind: str = "text"
    interval: bool = False
    screen: bool = True
    span: bool = False


@dataclass(frozen=True)
class Meta:
    """What a number needs to be believed: counts, unit of count, period, sources, release, method and caveats."""

    records: int
    unit: str
    independent: str
    period: str
    source_ids: tuple[str, ...]
    release: str
    method: str
    currency: str
    caveats: tuple[str, ...] = ()
    confidence: str = ""


@dataclass(frozen=True)
class Chart:
    """A Vega-Lite spec without data, and the columns it draws. `alt` describes one panel among several; alone, the figure's sentence does."""

    spec: dict
    data: pa.Table
    alt: str = ""


@dataclass(frozen=True)
class Widening:
    """The smallest relaxation of the filters that makes a thin selection usable: what it says, its changes, and its n."""

    text: str
    changes: tuple[tuple[str, object], ...]
    independent: int


@dataclass(frozen=True, eq=False)
class Figure:
    """A finding: id, message title with its number, a sentence for those who cannot see it, charts, tidy rows and meta.
    `in_table`: the table is the figure and is shown without a click; charts, if any, are for downloads."""

    id: str
    title: str
    sentence: str
    how: str
    rows: list[dict]
    columns: tuple[Column, ...]
    meta: Meta
    charts: tuple[Chart, ...] = ()
    widenings: tuple[Widening, ...] = ()
    notes: tuple[str, ...] = ()
    in_table: bool = False

    @property
    def table(self) -> "pd.DataFrame":
        """The rows as downloads carry them: every column of the figure, the ends of intervals in columns of their own."""
        import pandas as pd  # wanted for downloads only

        keys = [key for column in self.columns if column.kind != "forest" for key in _keys(column)]
        held = [key for key in keys if not self.rows or key in self.rows[0]]
        return pd.DataFrame([{key: row.get(key) for key in held} for row in self.rows], columns=held)


def _keys(column: Column) -> tuple[str, ...]:
    return (column.key, f"{column.key}_lo", f"{column.key}_hi") if column.interval else (column.key,)
