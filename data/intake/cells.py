"""From records to cells: rounding, and counting records by value."""
import numpy as np
import pandas as pd

CELL = ["source", "role", "level", "country", "year", "mode", "employment", "currency"]
COLUMNS = [*CELL, "measure", "value", "n", "n_distinct", "n_squares"]


def half_up(values, step: float) -> np.ndarray:
    """Nearest multiple of a whole `step`; halves go up, never to the even one: 149,950 becomes 150,000 at 100."""
    return np.floor(np.asarray(values, dtype="float64") / step + 0.5) * step


def significant(value: float, digits: int) -> float:
    """A rate at so many significant digits."""
    return float(f"{value:.{digits}g}")


def shortest(value: float, tolerance: float) -> float:
    """The number with the fewest digits that lies within a relative tolerance of a positive value."""
    near = (significant(value, digits) for digits in range(1, 17))
    return next(number for number in near if abs(number / value - 1) <= tolerance)


def count(records: pd.DataFrame) -> pd.DataFrame:
    """Rows of `pay_counts` where every record is independent (people, filings): n = n_distinct = n_squares."""
    cells = records.groupby([*CELL, "measure", "value"], observed=True).size().reset_index(name="n")
    return cells.assign(n_distinct=cells["n"], n_squares=cells["n"])[COLUMNS]


def count_repeats(records: pd.DataFrame, identity: list[str]) -> pd.DataFrame:
    """Rows of `pay_counts` where records repeat: those equal in `identity` are one independent record."""
    keys = [*CELL, "measure", "value"]
    repeats = records.groupby([*keys, *identity], observed=True).size().reset_index(name="n")
    repeats["squares"] = repeats["n"] ** 2
    cells = repeats.groupby(keys, observed=True)
    return cells.agg(n=("n", "sum"), n_distinct=("n", "size"), n_squares=("squares", "sum")).reset_index()[COLUMNS]
