"""An offer to mark in the distribution. It goes into the link, where everybody who has the link can read it; nothing is stored."""
import streamlit as st

from components import url_state
from components.url_state import OFFER_HIGH, OFFER_LOW


def draw() -> None:
    """One number, in the money shown; empty for none."""
    view = url_state.view()
    wanted = float(view.local["offer"]) if "offer" in view.local else None
    if st.session_state.get("f_offer", "unset") != wanted:
        st.session_state["f_offer"] = wanted
    st.number_input(
        f"Mark an offer ({view.filters.cur} a year)", min_value=float(OFFER_LOW), max_value=float(OFFER_HIGH), value=None, step=1000.0, format="%.0f",
        key="f_offer", on_change=_take, placeholder="for example 180000", width=320,
        help="Marks the offer in the distribution below. It becomes part of the link; it is not stored.")


def _take() -> None:
    value = st.session_state["f_offer"]
    url_state.change_local("offer", None if value is None else f"{value:.0f}")
