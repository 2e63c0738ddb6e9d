"""Releases to test with: the real ones built again, and a small hand-made one to damage."""
from pathlib import Path

import pytest

from data import build
from tests.data import small


@pytest.fixture(scope="session")
def sources(shared) -> Path:
    """The folder of publishers' files."""
    return shared / "sources"


@pytest.fixture(scope="session")
def built(sources, tmp_path_factory) -> dict:
    """Both releases built from the publishers' files: {"root": folder, release id: intake report}."""
    root = tmp_path_factory.mktemp("built")
    return {"root": root} | {release: build.build(sources, release, root) for release in ("2025.01", "2026.11")}


@pytest.fixture
def release(tmp_path) -> Path:
    """A small release that passes the check."""
    return small.write(tmp_path / "2026.11")
