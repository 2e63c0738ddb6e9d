"""Pay: what the market pays, by level, as a spread, over time, and by source."""
import streamlit as st

from components import frame, offer_box

frame.show("pay_ladder")
offer_box.draw()
frame.show("pay_distribution")
left, right = st.columns(2)
with left:
    frame.show("pay_trend")
with right:
    frame.show("pay_width")
frame.show("pay_change")
frame.show("pay_sources")
