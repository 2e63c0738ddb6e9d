"""The script Streamlit runs: navigation, shared filters, the page, the footer. It stands in a folder of its own because its folder
becomes the first place Python imports from."""
import streamlit as st

from components import brand, errors, filter_bar, frame, header, url_state
from components.shell import pages

st.set_page_config(layout="wide", initial_sidebar_state="auto", page_icon=brand.ICON)
st.logo(brand.WORDMARK, size="large")
page, entry = pages.navigation()
if entry is None:
    page.run()
else:
    with errors.boundary("frame"):
        view = url_state.sync(entry.name)
        frame.begin()
        with st.sidebar:
            filter_bar.draw(view.filters)
        release_bar = st.container() if header.is_older(view) else None
        header.draw(entry.title, entry.question, view)
        with errors.boundary(entry.name):
            page.run()
        if release_bar:
            with release_bar:
                header.older_release(view, frame.shown())
        header.footer(view.filters)
