"""Which release is made from what: the curated tables of releases, inputs and sources."""
from pathlib import Path

import pandas as pd

from data import schema
from data.intake import curated
from data.intake.report import Input, IntakeError


def release(release_id: str) -> dict:
    """One row of `data/curated/releases.csv`, with `previous`: the release before it or ''."""
    rows = curated.table("releases").to_dict("records")
    ids = [row["release"] for row in rows]
    if release_id not in ids:
        raise IntakeError(f"release {release_id!r} is not declared; known: {', '.join(ids)}; "
                          "use one of them, or add a row to data/curated/releases.csv")
    place = ids.index(release_id)
    return rows[place] | {"previous": ids[place - 1] if place else ""}


def inputs(release_id: str, folder: Path) -> list[Input]:
    """The input files of a release in the order of the curated table."""
    rows = _declared(release_id)
    return [Input(row.source_id, Path(folder) / row.path, int(row.until) if row.until else None)
            for row in rows.itertuples() if row.path]


def sources(release_id: str) -> pd.DataFrame:
    """Table `sources` of a release: what is known of a source in general and of the vintage used."""
    joined = _declared(release_id).merge(curated.table("sources"), on="source_id", how="left", validate="one_to_one")
    unknown = joined.loc[joined["producer"].isna(), "source_id"].tolist()
    if unknown:
        raise IntakeError(f"data/curated/release_inputs.csv: source {unknown[0]!r} has no row in sources.csv; add one")
    return joined[[field.name for field in schema.SOURCES.fields]]


def _declared(release_id: str) -> pd.DataFrame:
    rows = curated.table("release_inputs")
    return rows[rows["release"] == release_id]
