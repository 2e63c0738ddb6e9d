"""Opening input files so that every way they can be bad ends in one clear message."""
import csv
import gzip
import zlib
from pathlib import Path

import pandas as pd
import pyarrow.lib
import pyarrow.parquet

from data.intake.report import IntakeError

FETCH = "take the file again from the place its SOURCE.md names"


def table(path: Path, columns: tuple[str, ...]) -> pd.DataFrame:
    """All cells of a CSV (or .csv.gz) as text: "NA" is Namibia and stays, an empty cell is ''."""
    lines = _lines(path)
    header = next(csv.reader(lines[:1]), [])
    _demand(path, header, columns)
    try:
        return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (ValueError, pd.errors.ParserError) as error:
        raise IntakeError(f"{path}: not a table of {len(header)} columns ({error}); {FETCH}") from error


def parquet(path: Path, columns: tuple[str, ...]) -> pd.DataFrame:
    """The named columns of a Parquet file."""
    _exists(path)
    try:
        _demand(path, pyarrow.parquet.read_schema(path).names, columns)
        return pd.read_parquet(path, columns=list(columns))
    except (pyarrow.lib.ArrowException, OSError) as error:
        raise IntakeError(f"{path}: damaged Parquet file ({str(error)[:80]}); {FETCH}") from error


def numbers(frame: pd.DataFrame, column: str) -> pd.Series:
    """A text column as float64; what is not a number becomes NaN, for the caller to refuse and count."""
    return pd.to_numeric(frame[column], errors="coerce").astype("float64")


def _exists(path: Path) -> None:
    if not path.is_file():
        raise IntakeError(f"{path}: file missing; {FETCH}, or point --sources at the folder that holds it")


def _lines(path: Path) -> list[str]:
    """The decoded text, read once in full: a damaged gzip shows only at its end."""
    _exists(path)
    try:
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        return raw.decode("utf-8-sig").splitlines()
    except (OSError, EOFError, zlib.error) as error:
        raise IntakeError(f"{path}: damaged gzip file ({error}); {FETCH}") from error
    except UnicodeDecodeError as error:
        raise IntakeError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from error


def _demand(path: Path, found: list[str], wanted: tuple[str, ...]) -> None:
    missing = [name for name in wanted if name not in found]
    twice = sorted({name for name in found if found.count(name) > 1})
    if missing:
        raise IntakeError(f"{path}, row 1: column {missing[0]!r} is missing (found: {', '.join(found)[:200]}); {FETCH}")
    if twice:
        raise IntakeError(f"{path}, row 1: column {twice[0]!r} stands twice; keep one of them")
