"""A page script for tests of the server around it: one of everything that a security policy could block, and faults on request."""
SCRIPT = '''
import time

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components.errors import boundary

with boundary("test page"):
    fault = st.query_params.get("fault")
    st.title("Test page")
    if fault == "key":
        {}["hidden-word"]
    if fault == "slow":
        time.sleep(20)
    if fault is None:
        spec = {"mark": "bar", "encoding": {"x": {"field": "a", "type": "nominal"}, "y": {"field": "b", "type": "quantitative"}}}
        frame = pd.DataFrame({"a": ["x", "y"], "b": [1, 2]})
        st.vega_lite_chart(frame, spec)
        st.plotly_chart(go.Figure(go.Bar(x=["x"], y=[1])))
        st.dataframe(frame)
        st.html("<table class='plain'><tr><td>cell</td></tr></table>")
        st.download_button("Get it", "a,b\\n1,2\\n", "table.csv")
        st.write("end of page")
if fault == "escaped":
    {}["hidden-word"]
'''
