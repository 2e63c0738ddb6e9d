"""What stands around every page: title, the selection in words, Reset and Copy link, notices, the bar of an older release, footer."""
from html import escape

import streamlit as st

from components import url_state
from components.figures import registry
from components.markdown import plain
from components.share import link
from components.shell import pages
from components.url_state import View
from data import catalog, store
from queries.selection import unanswered
from queries.filters import Filters

_STYLE = """<style>
.rs table{border-collapse:collapse;width:100%;font-size:.82rem;font-variant-numeric:tabular-nums}
.rs caption{text-align:left;font-size:.8rem;padding:.3rem 0}
.rs th,.rs td{text-align:left;padding:.3rem .7rem .3rem 0;border-bottom:1px solid color-mix(in srgb,currentColor 18%,transparent);vertical-align:top;font-weight:400}
.rs thead th{font-weight:600}
.rs .r,.rs .n td,.rs .n thead th{text-align:right}
.rs .n .t,.rs .n thead th:first-child{text-align:left}
.rs .n tbody th{min-width:7rem}
.rs .scroll{overflow-x:auto}
.rs a{color:inherit}
.rs summary{cursor:pointer;min-height:1.75rem;padding:.15rem 0;font-size:.9rem}
.rs .d a{display:inline-block;min-height:1.6rem;margin-left:.9rem;color:inherit;text-decoration:underline;text-underline-offset:.2em}
.rs .f{position:relative;height:1.1rem;min-width:9rem}
.rs .f *{position:absolute;top:50%}
.rs .f i{height:.8rem;margin-top:-.4rem;opacity:.3;background:currentColor}
.rs .f u{height:4px;margin-top:-2px;background:currentColor}
.rs .f b{font-size:.85rem;line-height:1;transform:translate(-50%,-50%)}
.rs .d,.rs .m,.rs.m{font-size:.82rem;margin:.3rem 0 0}
.rs details p{font-size:.9rem;max-width:70ch}
</style>"""


def draw(title: str, question: str, view: View) -> None:
    """Title, question, the selection as a sentence with Reset and Copy link, and notices about the link."""
    st.title(title, anchor=False)
    said = " ".join((view.filters.describe(), *unanswered(view.filters)))
    st.markdown(f"{plain(question)}\n\n**Selection:** {plain(said)}")
    with st.container(horizontal=True):
        st.button("Reset", key="reset", on_click=url_state.reset, icon=":material/restart_alt:")
        with st.popover("Copy link", icon=":material/link:"):
            st.code(link(view.filters, view.local), language=None, wrap_lines=True)
    if view.notices:
        st.warning("From the link: " + " ".join(plain(str(notice)) for notice in view.notices), icon=":material/info:")


def is_older(view: View) -> bool:
    """Whether the view shows another release than the newest, or the newest on disk could not be opened."""
    return view.filters.v != catalog.latest() or store.active().fallback


def older_release(view: View, shown: list[str]) -> None:
    """Say which release this is and which is the latest, how many of the figures in view changed since, and offer the newest.
    A damaged release that another one stands in for is named too."""
    newest, active = catalog.latest(), store.active()
    if active.fallback:
        st.warning(plain(f"Release {active.wanted} could not be opened; {active.release_id} stands in for it. {active.reason}"), icon=":material/report:")
    if view.filters.v == newest:
        return
    changed = sum(registry.changed(name, view.filters, newest) for name in shown)
    counted = f" {changed} of {len(shown)} figures on this view changed since." if shown else ""
    st.info(f"This is data release {view.filters.v}; the latest is {newest}.{counted}", icon=":material/history:")
    with st.container(horizontal=True):
        st.button(f"Switch to {newest}", key="switch_release", on_click=url_state.change, kwargs={"v": newest})
        st.page_link(pages.page_path("data"), label="See changes", icon=":material/difference:")


def footer(filters: Filters) -> None:
    """Release and where to look further, and the style of all tables, in one element."""
    published = catalog.package(filters.v)["rolescope"]["published"]
    said = f"Rolescope · data release {filters.v}, published {published} · sources, licences and methods under Data and methods."
    st.html(f'{_STYLE}<p class="rs m">{escape(said)}</p>')
