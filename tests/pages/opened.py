"""A page opened as a reader would: the whole script with its frame, one session, an address."""
from pathlib import Path

from streamlit.testing.v1 import AppTest

from components.shell.pages import ENTRIES
from tests.serving import ROOT

SHELL = ROOT / "components" / "shell" / "main.py"
PAGES = tuple(entry.name for entry in ENTRIES)


def file_of(name: str) -> str:
    """A page's file as `switch_page` wants it."""
    return str(Path("..") / ".." / "pages" / f"{name}.py")


def unopened(name: str = "") -> AppTest:
    """A session that stands on the page, or on the bare address, and has not run yet."""
    session = AppTest.from_file(str(SHELL), default_timeout=60)
    return session.switch_page(file_of(name)) if name else session


def opened(name: str, **query: str | list[str]) -> AppTest:
    """The page after its first run with these parameters."""
    session = unopened(name)
    session.query_params.update(query)
    return session.run()


def address(session: AppTest) -> dict[str, str]:
    """The parameters in the address bar; each must stand there once."""
    held = {name: found if isinstance(found, list) else [found] for name, found in session.query_params.items()}
    assert all(len(found) == 1 for found in held.values()), held
    return {name: found[0] for name, found in held.items()}


def selection(session: AppTest):
    """The shared filters that the session holds."""
    return session.session_state["rolescope"].filters


def charts(session: AppTest) -> int:
    """How many charts are drawn."""
    return len(session.get("vega_lite_chart"))


def figures(session: AppTest) -> list[str]:
    """Ids of the figures drawn."""
    return session.session_state["rolescope_shown"]


def texts(session: AppTest) -> list[str]:
    """Every text a reader can see: Markdown, HTML, headings, notices, code, buttons."""
    kinds = ("markdown", "title", "header", "subheader", "caption", "warning", "info", "error", "success", "code")
    said = [str(element.value) for kind in kinds for element in session.get(kind)]
    said += [element.proto.body for element in session.get("html")]
    return said + [button.label for button in session.button]


def said(session: AppTest) -> str:
    """All of it as one text."""
    return "\n".join(texts(session))


def notice(session: AppTest) -> str:
    """What the session says about the link, without the marks that make it plain; empty if nothing."""
    return "\n".join(warning.value for warning in session.warning).replace("\\", "")


def is_sound(session: AppTest) -> bool:
    """No exception, no apology, and the heading is there."""
    return not session.exception and not session.error and len(session.title) == 1
