"""The pages as data: which file, which group, which words in the navigation."""
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

_FOLDER = Path(__file__).resolve().parents[2] / "pages"


@dataclass(frozen=True)
class Entry:
    """One page: its file and address, its name, the question it answers, its group and icon; `filtered` if the shared filters apply."""

    name: str
    title: str
    question: str
    group: str
    icon: str
    filtered: bool = True


ENTRIES = (
    Entry("pay", "Pay", "What does the market pay, and how sure are we?", "Decide", ":material/payments:"),
    Entry("data", "Data and methods", "Where does each number come from, and is it sound?", "Trust", ":material/verified:"),
)
FIRST = "pay"


def _to_first() -> None:
    """The address `/` has no page of its own yet: it opens the first one."""
    st.switch_page(_page(FIRST), query_params={name: st.query_params.get_all(name) for name in st.query_params})


def _page(name: str) -> st.Page:
    entry = next(entry for entry in ENTRIES if entry.name == name)
    return st.Page(page_path(entry.name), title=entry.title, icon=entry.icon, url_path=entry.name)


def page_path(name: str) -> Path:
    """The file of a page, as page links want it."""
    return _FOLDER / f"{name}.py"


def navigation() -> tuple[st.Page, Entry | None]:
    """Draw the grouped navigation; the chosen page and its entry (None for `/`)."""
    groups: dict[str, list] = {"": [st.Page(_to_first, title="Rolescope", url_path="start", default=True, visibility="hidden")]}
    for entry in ENTRIES:
        groups.setdefault(entry.group, []).append(_page(entry.name))
    chosen = st.navigation(groups, position="top")
    return chosen, next((entry for entry in ENTRIES if entry.name == chosen.url_path), None)
