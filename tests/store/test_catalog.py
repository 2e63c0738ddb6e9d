"""A release folder is believed only as far as its package's sizes and hashes go."""
import json

import pytest

from data import catalog, tables
from data.catalog import ReleaseError
from tests import releases


def test_releases_are_listed_oldest_first_and_the_last_is_latest(own_store):
    for release_id in ("2026.11", "2025.01"):
        releases.write(own_store, release_id)
    assert catalog.ids() == ("2025.01", "2026.11")
    assert catalog.latest() == "2026.11"


def test_a_folder_without_a_package_or_still_being_built_is_no_release(own_store):
    releases.write(own_store, "2026.11")
    (own_store / "draft").mkdir()
    releases.write(own_store, ".2027.01.building")
    assert catalog.ids() == ("2026.11",)


def test_no_release_at_all_is_said_with_the_command_that_helps(own_store):
    with pytest.raises(ReleaseError, match="python -m data build"):
        catalog.latest()


def test_a_refused_release_can_not_be_asked_for_until_forgotten(own_store):
    for release_id in ("2025.01", "2026.11"):
        releases.write(own_store, release_id)
    catalog.refuse("2026.11", "one bit differs")
    assert (catalog.ids(), catalog.latest(), catalog.on_disk()) == (("2025.01",), "2025.01", ("2025.01", "2026.11"))
    catalog.forget()
    assert catalog.latest() == "2026.11"


def test_a_whole_release_verifies(own_store):
    releases.write(own_store, "2026.11")
    catalog.verify("2026.11")


@pytest.mark.parametrize(("damage", "words"), [
    (lambda path: path.unlink(), "rates.csv is missing"),
    (lambda path: path.write_bytes(b""), "rates.csv has 0 bytes"),
    (lambda path: path.write_bytes(path.read_bytes()[:-9]), "rates.csv has .* bytes, its package says"),
    (lambda path: path.write_bytes(b"\x00" * path.stat().st_size), "rates.csv has the right size but another SHA-256"),
    (releases.flip, "rates.csv has the right size but another SHA-256"),
])
def test_a_damaged_file_is_named_with_what_is_wrong_and_how_to_fix_it(own_store, damage, words):
    damage(releases.write(own_store, "2026.11") / "rates.csv")
    with pytest.raises(ReleaseError, match=words) as caught:
        catalog.verify("2026.11")
    assert "Restore the folder releases/2026.11" in str(caught.value)


@pytest.mark.parametrize(("text", "words"), [
    ("{not json", "datapackage.json cannot be read"),
    ("[]", "has no list of resources"),
    (json.dumps({"version": "2026.11"}), "has no list of resources"),
    (json.dumps({"version": "2025.01", "resources": []}), "names version '2025.01', but its folder is '2026.11'"),
])
def test_a_damaged_package_is_a_plain_sentence(own_store, text, words):
    (releases.write(own_store, "2026.11") / "datapackage.json").write_text(text)
    with pytest.raises(ReleaseError, match=words):
        catalog.verify("2026.11")


def test_a_changed_licence_notice_is_noticed_too(own_store):
    folder = releases.write(own_store, "2026.11")
    package = json.loads((folder / "datapackage.json").read_text())
    package["rolescope"]["documents"] = [{"path": "NOTICE.txt", "bytes": 3, "hash": "sha256:0"}]
    (folder / "datapackage.json").write_text(json.dumps(package))
    (folder / "NOTICE.txt").write_text("abc")
    with pytest.raises(ReleaseError, match="NOTICE.txt"):
        catalog.verify("2026.11")


def test_every_release_in_the_repository_is_whole():
    assert catalog.ids()
    for release_id in catalog.ids():
        catalog.verify(release_id)


def test_the_layout_number_follows_the_dictionary():
    before = tables.layout()
    assert 0 < before < 2**31
    assert before == tables.layout()
