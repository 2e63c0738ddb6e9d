"""Where the numbers come from: sources, title rules, occupations and intake counts of one release."""
from functools import lru_cache

from sqlalchemy import Engine, select

from data import store


@lru_cache(maxsize=64)
def rows(engine: Engine, table: str) -> tuple[dict, ...]:
    """Every row of one table of the release; columns as in the data dictionary."""
    with engine.connect() as connection:
        return tuple(dict(row) for row in connection.execute(select(store.table(table))).mappings())


@lru_cache(maxsize=8)
def sources(engine: Engine) -> dict[str, dict]:
    """The rows of the table of sources by source id."""
    return {row["source_id"]: row for row in rows(engine, "sources")}
