"""What stands around every page: title, the selection in words, Reset and Copy link, notices, the bar of an older release, footer."""
import streamlit as st

from components import url_state
from components.figures import registry
from components.markdown import plain
from components.share import link
from components.shell import pages
from components.url_state import View
from data import catalog
from queries.filters import Filters

_STYLE = """<style>
.rs table{border-collapse:collapse;width:100%;font-size:.82rem;font-variant-numeric:tabular-nums}
.rs caption{text-align:left;font-size:.8rem;padding:.3rem 0}
.rs th,.rs td{text-align:left;padding:.3rem .7rem .3rem 0;border-bottom:1px solid color-mix(in srgb,currentColor 18%,transparent);vertical-align:top;font-weight:400}
.rs thead th{font-weight:600}
.rs .r,.rs .n td,.rs .n thead th{text-align:right}
.rs .n .t,.rs .n thead th:first-child{text-align:left}
.rs .scroll{overflow-x:auto}
.rs a{color:inherit}
.rs summary{cursor:pointer;min-height:1.75rem;padding:.15rem 0;font-size:.9rem}
.rs .d a{display:inline-block;min-height:1.6rem;margin-left:.9rem;color:inherit;text-decoration:underline;text-underline-offset:.2em}
.rs .d,.rs .m{font-size:.82rem;margin:.3rem 0 0}
.rs details p{font-size:.9rem;max-width:70ch}
</style>"""


def draw(title: str, question: str, view: View) -> None:
    """Title, question, the selection as a sentence with Reset and Copy link, and notices about the link."""
    st.html(_STYLE)
    st.title(title, anchor=False)
    st.markdown(f"{plain(question)}\n\n**Selection:** {plain(view.filters.describe())}")
    with st.container(horizontal=True):
        st.button("Reset", key="reset", on_click=url_state.reset, icon=":material/restart_alt:")
        with st.popover("Copy link", icon=":material/link:"):
            st.code(link(view.filters, view.local), language=None, wrap_lines=True)
    if view.notices:
        st.warning("From the link: " + " ".join(plain(str(notice)) for notice in view.notices), icon=":material/info:")


def older_release(view: View, shown: list[str]) -> None:
    """Say that a link shows an older release, how many of the figures in view changed since, and offer the newest."""
    newest = catalog.latest()
    if view.filters.v == newest:
        return
    counted = f" {_changed(view, shown, newest)} of {len(shown)} figures on this view changed since." if shown else ""
    st.info(f"This is data release {view.filters.v}; the latest is {newest}.{counted}", icon=":material/history:")
    with st.container(horizontal=True):
        st.button(f"Switch to {newest}", key="switch_release", on_click=url_state.change, kwargs={"v": newest})
        st.page_link(pages.page_path("data"), label="See changes", icon=":material/difference:")


def _changed(view: View, shown: list[str], newest: str) -> int:
    """How many figures hold other rows now. They are compared as text, in which a missing number equals a missing number."""
    own, now = registry.local(view.local), view.filters.but(v=newest)
    return sum(str(registry.figure(name, view.filters, own).rows) != str(registry.figure(name, now, own).rows) for name in shown)


def footer(filters: Filters) -> None:
    """Release and where to look further."""
    package = catalog.package(filters.v)
    st.caption(f"Rolescope · data release {filters.v}, published {package['rolescope']['published']} · sources, licences and methods under Data and methods.")
