"""Data and methods: is it sound, where does it come from, how is it computed, and where to get it."""
from components import data_page, url_state

v = url_state.view().filters.v
data_page.health(v)
data_page.sources(v)
data_page.methods(v)
data_page.dictionary()
data_page.downloads(v)
data_page.changes(v)
