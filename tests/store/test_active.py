"""Which release is served when the newest one is not whole."""
import pytest

from data import catalog, store
from data.catalog import ReleaseError
from tests import releases


def _two(own_store):
    releases.write(own_store, "2025.01", mark="old")
    return releases.write(own_store, "2026.11", mark="new")


def test_the_newest_release_is_served(own_store):
    _two(own_store)
    assert store.active() == store.Active("2026.11", "2026.11", "")
    assert not store.active().fallback


@pytest.mark.parametrize("damage", [
    lambda folder: (folder / "sources.csv").unlink(),
    lambda folder: (folder / "sources.csv").write_bytes(b""),
    lambda folder: releases.flip(folder / "pay_counts_adverts.csv"),
    lambda folder: (folder / "datapackage.json").write_text("{"),
], ids=["file missing", "file empty", "one bit flipped", "package damaged"])
def test_the_release_before_stands_in_for_a_damaged_one_and_says_why(own_store, damage):
    damage(_two(own_store))
    active = store.active()
    assert (active.release_id, active.wanted, active.fallback) == ("2025.01", "2026.11", True)
    assert "Release 2026.11" in active.reason and "Restore the folder" in active.reason
    assert catalog.latest() == "2025.01"
    assert store.active() == active


def test_a_release_that_does_not_fit_the_dictionary_is_stepped_over_too(own_store):
    folder = _two(own_store)
    (folder / "rates.csv").write_text("kind,code\n")
    releases.reseal(folder)
    assert store.active().release_id == "2025.01"


def test_where_none_can_be_opened_the_newest_ones_fault_is_told_and_the_next_try_looks_again(own_store):
    folder = _two(own_store)
    releases.flip(own_store / "2025.01" / "rates.csv")
    whole = (folder / "rates.csv").read_bytes()
    releases.flip(folder / "rates.csv")
    with pytest.raises(ReleaseError, match="Release 2026.11: rates.csv has the right size"):
        store.active()
    (folder / "rates.csv").write_bytes(whole)
    assert store.active() == store.Active("2026.11", "2026.11", "")


def test_with_no_release_at_all_the_fix_is_named(own_store):
    with pytest.raises(ReleaseError, match="python -m data build"):
        store.active()
