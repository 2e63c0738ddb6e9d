"""Imports point one way: pages, components, queries, data. The two lower floors do not know Streamlit."""
import ast

import pytest

from tests.serving import ROOT

FLOORS = ("data", "queries", "components", "pages", "app")
FILES = sorted(path.relative_to(ROOT) for floor in FLOORS for path in ROOT.glob(f"{floor}*/**/*.py" if floor != "app" else "app.py"))


def imported(path):
    """Top-level names of the modules that a file imports."""
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides its floor"
            yield node.module.split(".")[0]


@pytest.mark.parametrize("path", FILES, ids=str)
def test_a_module_imports_from_its_own_floor_or_below(path):
    floor = FLOORS.index(path.parts[0].removesuffix(".py"))
    assert {name for name in imported(path) if name in FLOORS[floor + 1:]} == set()
    assert floor > 1 or "streamlit" not in set(imported(path))
