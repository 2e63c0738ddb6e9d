"""Pay: what the market pays, by level, as a spread, over time, by width of range, and by source."""
from components import frame, offer_box

frame.show("pay_ladder")
offer_box.draw()
frame.show("pay_distribution")
frame.show("pay_trend")
frame.show("pay_change")
frame.show("pay_width")
frame.show("pay_sources")
