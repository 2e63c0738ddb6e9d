"""The releases on disk: which there are, what their package says, and whether their files are whole."""
import csv
import hashlib
import json
import os
from functools import lru_cache
from pathlib import Path

RELEASES = Path(os.environ.get("ROLESCOPE_RELEASES") or Path(__file__).parent / "releases")
PACKAGE = "datapackage.json"

#: releases that were tried and found damaged in this process: id -> why
_refused: dict[str, str] = {}


class ReleaseError(Exception):
    """A release cannot be used. The message says what, where and how to fix it."""


def ids() -> tuple[str, ...]:
    """Ids of the releases that can be used, oldest first. One that was found damaged is left out."""
    return tuple(release for release in on_disk() if release not in _refused)


def on_disk() -> tuple[str, ...]:
    """Ids of all release folders, damaged ones too, oldest first."""
    try:
        with os.scandir(RELEASES) as entries:
            return tuple(sorted(entry.name for entry in entries if entry.name[0] != "." and os.path.isfile(os.path.join(entry.path, PACKAGE))))
    except FileNotFoundError:
        return ()


def latest() -> str:
    """The newest release that can be used. Raises ReleaseError where there is none."""
    known = ids()
    if not known:
        raise ReleaseError(f"No usable release in {RELEASES.name}/. {_reasons()}Restore the folder from version control, "
                           "or build a release: python -m data build --sources DIR --release ID")
    return known[-1]


def folder(release_id: str) -> Path:
    """The folder of one release."""
    return RELEASES / release_id


def package(release_id: str) -> dict:
    """The parsed datapackage.json of one release. Raises ReleaseError where it is missing or cannot be read."""
    return _package(release_id)[0]


def fingerprint(release_id: str) -> str:
    """SHA-256 (hex) of the package file: it holds the hash of every other file, so equal text means an equal release."""
    return _package(release_id)[1]


@lru_cache(maxsize=16)
def _package(release_id: str) -> tuple[dict, str]:
    try:
        content = (folder(release_id) / PACKAGE).read_bytes()
        parsed = json.loads(content)
    except FileNotFoundError:
        raise _broken(release_id, PACKAGE, "is missing") from None
    except (OSError, ValueError) as error:
        raise _broken(release_id, PACKAGE, f"cannot be read ({error})") from None
    if not isinstance(parsed, dict) or not isinstance(parsed.get("resources"), list):
        raise _broken(release_id, PACKAGE, "has no list of resources")
    if parsed.get("version") != release_id:
        raise _broken(release_id, PACKAGE, f"names version {parsed.get('version')!r}, but its folder is {release_id!r}")
    return parsed, hashlib.sha256(content).hexdigest()


@lru_cache(maxsize=16)
def countries(release_id: str) -> dict[str, dict[str, str]]:
    """Countries that the release's sources name: code -> its row (code, name, currency)."""
    with open(folder(release_id) / "countries.csv", encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def verify(release_id: str) -> None:
    """Check every file of a release against the size and SHA-256 in its package. Raises ReleaseError at the first that differs."""
    described = package(release_id)
    for file in (*described["resources"], *described.get("rolescope", {}).get("documents", ())):
        content(release_id, file)


def refuse(release_id: str, reason: str) -> None:
    """Leave a damaged release out of `ids()` and `latest()` until `forget()`, so that no link can ask for it."""
    _refused[release_id] = reason


def refused() -> dict[str, str]:
    """Releases found damaged since the start: id -> why."""
    return dict(_refused)


def forget() -> None:
    """Drop everything remembered about the disk, so that the next call looks again."""
    _refused.clear()
    _package.cache_clear()
    countries.cache_clear()


def content(release_id: str, file: dict) -> bytes:
    """The bytes of one file that a package lists (an object with path, bytes and hash). Raises ReleaseError where they differ."""
    try:
        found = (folder(release_id) / file["path"]).read_bytes()
    except FileNotFoundError:
        raise _broken(release_id, file["path"], "is missing") from None
    except OSError as error:
        raise _broken(release_id, file["path"], f"cannot be read ({error.strerror})") from None
    if len(found) != file["bytes"]:
        raise _broken(release_id, file["path"], f"has {len(found):,} bytes, its package says {file['bytes']:,}")
    if f"sha256:{hashlib.sha256(found).hexdigest()}" != file["hash"]:
        raise _broken(release_id, file["path"], "has the right size but another SHA-256 than its package says")
    return found


def _broken(release_id: str, name: str, what: str) -> ReleaseError:
    return ReleaseError(f"Release {release_id}: {name} {what}. Restore the folder releases/{release_id} from version control, "
                        f"or build it again: python -m data build --sources DIR --release {release_id}")


def _reasons() -> str:
    return "".join(f"{reason} " for reason in _refused.values())
