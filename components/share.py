"""Links: the canonical address of a selection, equal text for equal selections, every parameter written."""
from urllib.parse import urlencode

import streamlit as st

from queries.filters import Filters


def query_text(filters: Filters, local: dict[str, str] | None = None) -> str:
    """The query string of a selection and its page's own parameters."""
    return urlencode({**filters.to_query(), **(local or {})})


def link(filters: Filters, local: dict[str, str] | None = None) -> str:
    """The full address of this page with this selection."""
    return f"{st.context.url.split('?')[0]}?{query_text(filters, local)}"
