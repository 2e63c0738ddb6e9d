"""One selection a session, kept in step with the address bar.

Who wins: a widget the reader just touched; else an address that is not the one we wrote (a shared link, Back, an edited
bar); else what the session already holds, which is how a selection survives a click in the navigation, where Streamlit
drops every parameter. On one page an address loses its parameters only by Back: to the page as it was first opened, which
means the defaults, or to the bare entry that a click in the navigation may leave behind, which means what is shown. The bar is rewritten only where these rules say so, so that Back is never a trap.
"""
from dataclasses import dataclass, field

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.share import parameters
from queries import codec
from queries.filters import PAGE_LOCAL, Filters, Notice

OFFER_LOW, OFFER_HIGH = 1_000, 99_999_999
_AMOUNTS = ("offer", "band_lo", "band_hi")
_KEY = "rolescope"
_MOST, _LONGEST = 1_000, 512 * 1024
_TOO_LONG = Notice("every parameter", "the link is too long to be read", "the defaults are used")


@dataclass
class View:
    """What a session looks at: the shared selection, the page's own parameters, and notices about the link."""

    filters: Filters
    local: dict[str, str] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    page: str = ""
    written: dict = field(default_factory=dict)
    touched: bool = False
    clicked_to: set[str] = field(default_factory=set)


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
    elif address:
        if address != now.written:
            _read(now, address)
    elif _refused():
        _clear(now)
        now.notices = (_TOO_LONG,)
        write(now)
    elif now.written and moved:
        now.clicked_to.add(page)
        write(now)
    elif now.written and page not in now.clicked_to:
        _clear(now)
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
    """Take the reader back to what an empty link means."""
    now = view()
    _clear(now)
    now.touched = True


def _clear(now: View) -> None:
    now.filters, now.local, now.notices, now.written = Filters.default(), {}, (), {}


def write(now: View) -> None:
    """Put the whole view into the address bar."""
    now.written = parameters(now.filters, now.local)
    if _address() != now.written:
        st.query_params.from_dict(now.written)


def _address() -> dict[str, list[str] | str]:
    """The client's parameters; a parameter given once is a text, given several times a list."""
    values = {name: st.query_params.get_all(name) for name in st.query_params}
    return {name: found[0] if len(found) == 1 else found for name, found in values.items()}


def _refused() -> bool:
    """Whether Streamlit threw a whole query string away: it hands over none of more than 1,000 parameters or 512 KiB."""
    context = get_script_run_ctx()
    return context is not None and (context.query_string.count("&") >= _MOST or len(context.query_string) > _LONGEST)


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
    """The page's own parameters: amounts as whole numbers, the others as short texts; and a notice for each that was not taken."""
    local, notices = {}, []
    for name in PAGE_LOCAL:
        if name in address:
            raw = [address[name]] if isinstance(address[name], str) else address[name]
            value, reason = _amount(raw) if name in _AMOUNTS else codec.label(raw)
            local |= {} if value is None else {name: value}
            notices += [Notice(name, reason, "dropped" if value is None else f"used: {value}")] if reason else []
    if int(local.get("band_lo", 0)) > int(local.get("band_hi", OFFER_HIGH)):
        local["band_lo"], local["band_hi"] = local["band_hi"], local["band_lo"]
        notices.append(Notice("band_lo", "it lay above band_hi", "the two are exchanged"))
    return local, tuple(notices)


def _amount(raw: list[str]) -> tuple[str | None, str]:
    value, reason = codec.amount(raw, OFFER_LOW, OFFER_HIGH)
    if value is None:
        return None, reason
    return f"{value:.0f}", reason or ("" if value.is_integer() else "it was rounded")
