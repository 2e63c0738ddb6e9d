"""Links: the canonical address of a selection, equal text for equal selections, every parameter written."""
from urllib.parse import urlencode

import streamlit as st

from queries.filters import PAGE_LOCAL, Filters


def parameters(filters: Filters, local: dict[str, str] | None = None) -> dict[str, str]:
    """Every parameter of a selection and of its page, always in one order."""
    local = local or {}
    return filters.to_query() | {name: local[name] for name in PAGE_LOCAL if name in local}


def query_text(filters: Filters, local: dict[str, str] | None = None) -> str:
    """The query string of a selection and its page's own parameters."""
    return urlencode(parameters(filters, local))


def short_query(filters: Filters, local: dict[str, str]) -> str:
    """The same selection with its release named and other defaults left out; for links that are used at once, not shared."""
    plain = Filters.default(filters.src, filters.v).to_query() | {"src": "adverts"}
    told = {name: value for name, value in filters.to_query().items() if value != plain[name] or name == "v"}
    return urlencode(told | {name: value for name, value in local.items() if name == "offer"})


def link(filters: Filters, local: dict[str, str] | None = None) -> str:
    """The full address of this page with this selection."""
    return f"{(st.context.url or '').split('?')[0]}?{query_text(filters, local)}"
