"""Start here: `python app.py`, `streamlit run app.py` and `uvicorn app:app` all serve the dashboard."""
from pathlib import Path

import streamlit as st

from components.server.assemble import around
from components.server.serve import serve

# The page script has a folder of its own: beside a folder called pages, the first link opened after a start would lose its frame.
app = st.App(Path(__file__).resolve().parent / "components" / "shell" / "main.py", **around())

if __name__ == "__main__":
    serve(app)
