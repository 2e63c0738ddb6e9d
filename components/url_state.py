"""One selection a session, kept in step with the address bar.

Who wins: a widget the reader just touched; else an address that is not the one we wrote (a shared link, Back, an edited
bar); else what the session already holds, which is how a selection survives a click in the navigation, where Streamlit
drops every parameter. The bar is rewritten only then, so that Back is never a trap.
"""
from dataclasses import dataclass, field

import streamlit as st

from queries import codec
from queries.filters import PAGE_LOCAL, Filters, Notice

OFFER_LOW, OFFER_HIGH = 1_000, 99_999_999
_KEY = "rolescope"


@dataclass
class View:
    """What a session looks at: the shared selection, the page's own parameters, and notices about the link."""

    filters: Filters
    local: dict[str, str] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    page: str = ""
    written: dict = field(default_factory=dict)
    touched: bool = False


def view() -> View:
    """This session's view; made from the address at the first run."""
    try:
        return st.session_state[_KEY]
    except KeyError:
        made = st.session_state[_KEY] = _from_address(_address())
        return made


def sync(page: str) -> View:
    """Bring view and address together at the start of a run on `page`; call before any widget is drawn."""
    now = view()
    address = _address()
    moved, now.page = page != now.page, page
    if now.touched:
        now.touched = False
        write(now)
    elif address and address != now.written:
        _read(now, address)
    elif not address and moved and now.written:
        write(now)
    return now


def change(**changes) -> None:
    """Take a reader's change of the filters; for widget callbacks."""
    now = view()
    now.filters, now.notices, now.touched = now.filters.but(**changes), (), True


def change_local(name: str, value: str | None) -> None:
    """Take a reader's change of a page's own parameter; None removes it."""
    now = view()
    now.local.pop(name, None)
    if value is not None:
        now.local[name] = value
    now.touched = True


def reset() -> None:
    """Back to what an empty link means."""
    now = view()
    now.filters, now.local, now.notices, now.touched = Filters.default(), {}, (), True


def write(now: View) -> None:
    """Put the whole view into the address bar."""
    now.written = {**now.filters.to_query(), **now.local}
    if _address() != now.written:
        st.query_params.from_dict(now.written)


def _address() -> dict[str, list[str] | str]:
    """The client's parameters; a parameter given once is a text, given several times a list."""
    values = {name: st.query_params.get_all(name) for name in st.query_params}
    return {name: found[0] if len(found) == 1 else found for name, found in values.items()}


def _from_address(address: dict) -> View:
    fresh = View(Filters.default())
    if address:
        _read(fresh, address)
    return fresh


def _read(now: View, address: dict) -> None:
    now.filters, notices = Filters.from_query(address)
    now.local, local_notices = read_local(address)
    now.notices = (*notices, *local_notices)
    if now.notices:
        write(now)
    else:
        now.written = dict(address)


def read_local(address: dict) -> tuple[dict[str, str], tuple[Notice, ...]]:
    """The page's own parameters: the offer is read as a number, the others pass as short texts."""
    local = {name: codec.shown(_last(address[name])) for name in PAGE_LOCAL if name in address and name != "offer"}
    if "offer" not in address:
        return local, ()
    raw = address["offer"]
    value, reason = codec.amount([raw] if isinstance(raw, str) else raw, OFFER_LOW, OFFER_HIGH)
    if value is not None:
        local["offer"] = f"{value:.0f}"
    return local, (Notice("offer", reason, "dropped" if value is None else f"used: {value:.0f}"),) if reason else ()


def _last(raw: str | list[str]) -> str:
    return raw if isinstance(raw, str) else raw[-1]
