"""Tables written by hand and reviewed: `data/curated/*.csv`."""
from functools import cache
from pathlib import Path

import pandas as pd

FOLDER = Path(__file__).resolve().parent.parent / "curated"


@cache
def _text(name: str) -> pd.DataFrame:
    return pd.read_csv(FOLDER / f"{name}.csv", dtype=str, keep_default_na=False)


def table(name: str) -> pd.DataFrame:
    """One curated table, every cell as text; a fresh copy each time."""
    return _text(name).copy()


def mapping(name: str, key: str, value: str) -> dict[str, str]:
    """Two columns of a curated table as a dict."""
    rows = _text(name)
    return dict(zip(rows[key], rows[value], strict=True))
