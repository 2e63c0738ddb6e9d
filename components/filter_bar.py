"""The shared filters in the sidebar. A widget shows what the view holds; touching it changes the view, then the address."""
import streamlit as st

from components import url_state
from data import catalog
from data.roles import BY_KEY, ROLE_KEYS
from data.schema import LEVELS, MODES
from queries import places, words
from queries.filters import CURRENCIES, FIRST_YEAR, LAST_YEAR, PAYS, REAL_YEARS, SOURCES, Filters, default_years

_SOURCE = {"adverts": "Advertised ranges", "survey": "Survey of people", "filings": "Visa filings", "official": "Official statistics"}
_PAY = {"mid": "Mid", "low": "Low", "high": "High"}
_YEARS = list(range(FIRST_YEAR, LAST_YEAR + 1))


def draw(filters: Filters) -> None:
    """Draw every shared filter, the frequent ones first."""
    _show(filters)
    st.pills("Roles", ROLE_KEYS, selection_mode="multi", format_func=lambda key: BY_KEY[key].short, key="f_roles",
             on_change=_several, args=("roles",), help="; ".join(f"{BY_KEY[k].short} = {BY_KEY[k].name}" for k in ROLE_KEYS))
    labels = places.labels(filters.v, filters.src)
    _select("geo", "Place", _places(filters), lambda code: labels.get(code) or places.label(code, filters.v, filters.src),
            help="Counts are independent records of the four roles in the source's latest two years.")
    st.pills("Level", LEVELS, selection_mode="multi", format_func=lambda key: words.LEVEL[key].capitalize(), key="f_lvl",
             on_change=_several, args=("lvl",))
    with st.container(horizontal=True):
        st.selectbox("From year", _YEARS, key="f_from", on_change=_years, width=102)
        st.selectbox("To year", _YEARS, key="f_to", on_change=_years, width=102)
    _select("src", "Source", SOURCES, _SOURCE.get, help="Sources count different things and are never added up.")
    with st.expander("More filters"):
        _more()


def _places(filters: Filters) -> tuple[str, ...]:
    """The source's places, and the chosen one even where the source has nothing for it."""
    known = places.codes(filters.v, filters.src)
    return known if filters.geo in known else (*known, filters.geo)


def _more() -> None:
    _segmented("focus", "Role in focus", ROLE_KEYS, lambda key: BY_KEY[key].short)
    _segmented("pay", "End of the range", PAYS, _PAY.get)
    _segmented("mode", "Place of work", ("any", *MODES), str.capitalize)
    _select("cur", "Currency", CURRENCIES, lambda code: f"{code}: {words.CURRENCY[code]}")
    _select("real", "Prices", ("nominal", *REAL_YEARS), lambda year: "of each year (nominal)" if year == "nominal" else f"of {year} (CPI-U)")
    _segmented("adj", "Comparison", ("raw", "matched"), str.capitalize)
    _select("v", "Data release", tuple(reversed(catalog.ids())), str)


def _show(filters: Filters) -> None:
    """Let the widgets show the view: after a link, Back or Reset they still hold what they held before."""
    wanted = {f"f_{name}": getattr(filters, name) for name in ("geo", "src", "focus", "pay", "mode", "cur", "real", "adj", "v")}
    wanted |= {"f_roles": list(filters.roles), "f_lvl": list(filters.lvl), "f_from": filters.yr[0], "f_to": filters.yr[1]}
    for key, value in wanted.items():
        if st.session_state.get(key) != value or key == "f_geo":  # its labels change with the source, so the browser must be told anew
            st.session_state[key] = value


def _select(name: str, label: str, options, form, help: str | None = None) -> None:
    st.selectbox(label, options, format_func=form, key=f"f_{name}", on_change=_one, args=(name,), help=help)


def _segmented(name: str, label: str, options, form) -> None:
    st.segmented_control(label, options, format_func=form, key=f"f_{name}", on_change=_one, args=(name,), required=True)


def _one(name: str) -> None:
    filters, value = url_state.view().filters, st.session_state[f"f_{name}"]
    if value is None or name == "geo" and value not in _places(filters):  # a label of the source before, from a quick second click
        return
    changes = {name: value}
    if name in ("src", "v") and filters.yr == default_years(filters.src, filters.v):
        changes["yr"] = default_years(changes.get("src", filters.src), changes.get("v", filters.v))
    url_state.change(**changes)


def _several(name: str) -> None:
    chosen = st.session_state[f"f_{name}"]
    order = ROLE_KEYS if name == "roles" else LEVELS
    if chosen:
        url_state.change(**{name: tuple(key for key in order if key in chosen)})


def _years() -> None:
    first, last = st.session_state["f_from"], st.session_state["f_to"]
    url_state.change(yr=(min(first, last), max(first, last)))
