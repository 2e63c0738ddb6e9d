"""Building a release: intake modules in, an immutable folder of checked tables out."""
import hashlib
import os
import shutil
import tempfile
from datetime import date
from pathlib import Path

import pandas as pd

from data import changes, package, schema
from data.catalog import RELEASES
from data.intake import adverts, codes, curated, filings, money, official, provenance, reading, survey
from data.intake.report import Input, IntakeError, Report

SURVEY_NOTICE = "pay_counts_survey.LICENCE.txt"

#: Reader of each source: f(Input, Report) -> {resource name: rows}.
READERS = {
    "aijobs": adverts.read,
    "so2024": survey.read_2024, "so2025": survey.read_2025,
    "lca_fy2024q1": filings.quarter, "lca_fy2026h1": filings.percentiles, "lca_employers": filings.employers,
    "oews_national": official.national, "oews_state": official.states, "crosswalk": official.crosswalk,
    "fed_fx": money.fx, "worldbank_ppp": money.ppp, "bls_cpi": money.cpi,
}


def build(sources: Path, release_id: str, out: Path = RELEASES, replace: bool = False) -> Report:
    """Build one release into `out/<release_id>` and return the intake report.

    The folder is made beside its place, checked, and renamed. Raises IntakeError when an input cannot be used, when the
    check finds a fault, or when another content already stands under this id (unless `replace`).
    """
    about, report = provenance.release(release_id), Report()
    if not Path(sources).is_dir():
        raise IntakeError(f"{sources}: no such folder; give the folder of publishers' files with --sources")
    inputs = provenance.inputs(release_id, sources)
    frames = _frames(inputs, about, report, out)
    out.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{release_id}-", dir=out))
    try:
        _write(fresh, frames, about, inputs)
        _must_pass(fresh, report)
        activate(fresh, out / release_id, replace)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return report


def _frames(inputs: list[Input], about: dict, report: Report, out: Path) -> dict[str, pd.DataFrame]:
    """Every table of the release by resource name."""
    parts: dict[str, list] = {}
    for source in inputs:
        for name, rows in _read(source, report).items():
            parts.setdefault(name, []).append(rows)
    frames = {name: pd.concat(rows, ignore_index=True) for name, rows in parts.items()}
    frames["countries"] = _countries(frames, date.fromisoformat(about["created"]))
    frames["sources"] = provenance.sources(about["release"])
    frames["title_rules"] = curated.table("title_rules")
    frames["intake_log"] = report.frame()
    frames["changes"] = changes.table(about, frames, _previous(about["previous"], out))
    return frames


def _read(source: Input, report: Report) -> dict[str, pd.DataFrame]:
    """One source's tables. A file that breaks its reader is named, instead of a traceback."""
    try:
        return READERS[source.source_id](source, report)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise IntakeError(f"{source.path}: its content does not have the form of source {source.source_id} "
                          f"({type(error).__name__}: {error}); {reading.FETCH}") from error


def _previous(release_id: str, out: Path) -> Path | None:
    """Folder of the release before: beside the new one, else the committed one."""
    if not release_id:
        return None
    for root in (out, RELEASES):
        if (root / release_id / "datapackage.json").is_file():
            return root / release_id
    raise IntakeError(f"{out / release_id}: the release before is missing; build it first with --release {release_id}")


def _countries(frames: dict[str, pd.DataFrame], day: date) -> pd.DataFrame:
    """Every country that a table names, with its English name and its currency on the release's day."""
    used = {code for name, rows in frames.items() if name.startswith("pay_counts") for code in rows["country"]}
    used |= set(frames["rates"].loc[frames["rates"]["kind"].isin(("ppp", "cpi")), "code"])
    names = codes.names() | {codes.OTHER: "Other countries"}
    return pd.DataFrame([
        {"code": code, "name": names[code], "currency": "" if code == codes.OTHER else codes.currency_of(code, day)}
        for code in sorted(used)])


def _write(folder: Path, frames: dict[str, pd.DataFrame], about: dict, inputs: list[Input]) -> None:
    documents = {SURVEY_NOTICE: (curated.FOLDER / SURVEY_NOTICE).read_text(encoding="utf-8"),
                 "CHANGELOG.md": changes.text(about, frames["changes"])}
    years = _years(frames)
    package.write(folder, frames, documents, {
        "id": about["release"], "created": about["created"], "title": about["title"], "description": about["note"],
        "sources": frames["sources"].to_dict("records"),
        "rolescope": {
            "published": about["created"], "previous": about["previous"], "years": years,
            "latest_year": {source: values[-1] for source, values in years.items()},
            "inputs": [_input(source) for source in inputs]}})


def _input(source: Input) -> dict:
    content = source.path.read_bytes()
    return {"source_id": source.source_id, "path": f"{source.path.parent.name}/{source.path.name}",
            "bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def _years(frames: dict[str, pd.DataFrame]) -> dict[str, list[int]]:
    """Years by pay source, over counts and percentiles."""
    found: dict[str, set] = {}
    for name in (*schema.PAY_COUNTS.files, *schema.PAY_PERCENTILES.files):
        for source, year in set(zip(frames[name]["source"], frames[name]["year"], strict=True)):
            found.setdefault(source, set()).add(int(year))
    return {source: sorted(found[source]) for source in sorted(found)}


def _must_pass(folder: Path, report: Report) -> None:
    from data import check

    faults = [finding for finding in check.run(folder) if finding.fatal]
    if faults:
        lines = "\n".join(str(finding) for finding in faults[:20])
        raise IntakeError(f"{report.text()}\nnot released, {len(faults)} faults:\n{lines}")


def activate(fresh: Path, place: Path, replace: bool) -> None:
    """Move the new folder to its place. Equal content stays as it is; other content is only replaced on demand."""
    if place.is_dir() and _hashes(place) == _hashes(fresh):
        return
    if place.is_dir() and not replace:
        raise IntakeError(f"{place}: another content stands under this id and a release never changes; "
                          "declare a new id in data/curated/releases.csv, or say --replace")
    os.chmod(fresh, 0o755)
    old = place.with_name(f".{place.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if place.is_dir():
        os.replace(place, old)
    os.replace(fresh, place)
    shutil.rmtree(old, ignore_errors=True)


def _hashes(folder: Path) -> dict[str, str]:
    files = (path for path in folder.iterdir() if path.is_file())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
