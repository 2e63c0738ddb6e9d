"""A figure on the screen: message title, sentence, chart, then how to read it, the table, downloads and where it comes from."""
from html import escape

import streamlit as st

from components import errors, url_state
from components.figure import Figure, Widening
from components.figures import registry
from components.markdown import plain
from components.share import short_query
from components.table_html import html_table
from queries import words
from queries.filters import Filters

_SHOWN = "rolescope_shown"


def begin() -> None:
    """Forget which figures the last run showed."""
    st.session_state[_SHOWN] = []


def shown() -> list[str]:
    """Ids of the figures drawn in this run so far."""
    return st.session_state.get(_SHOWN, [])


def show(figure_id: str) -> None:
    """Draw one figure for the selection in view. Where it fails, the others still stand."""
    view = url_state.view()
    with st.container(border=True, key=f"figure_{figure_id}"), errors.boundary(figure_id):
        figure = registry.figure(figure_id, view.filters, registry.local(view.local))
        st.session_state.setdefault(_SHOWN, []).append(figure_id)
        st.markdown(f"## {plain(figure.title)}\n\n:small[{plain(figure.sentence)}]")
        _widenings(figure)
        if not figure.in_table:
            _charts(figure)
        st.html(_below(figure, view.filters, view.local))


def _charts(figure: Figure) -> None:
    for number, chart in enumerate(figure.charts):
        st.vega_lite_chart(chart.data, chart.spec | {"config": _inks()}, key=f"chart_{figure.id}_{number}", alt=chart.alt or figure.sentence)


def _inks() -> dict:
    """Text on charts at 4.5:1 on the ground the reader has."""
    ink = "#c3cad3" if st.context.theme.type == "dark" else "#4a5360"
    return {"text": {"color": ink}, "axis": {"labelColor": ink, "titleColor": ink}}


def _widenings(figure: Figure) -> None:
    for index, widening in enumerate(figure.widenings):
        st.button(widening.text, key=f"widen_{figure.id}_{index}", on_click=_widen, args=(widening,), icon=":material/open_in_full:")


def _widen(widening: Widening) -> None:
    url_state.change(**dict(widening.changes))


def _below(figure: Figure, filters: Filters, local: dict[str, str]) -> str:
    """Everything below the chart. The table is open where it is the figure."""
    notes = "".join(f"<p>{escape(note)}</p>" for note in (figure.how, f"{figure.meta.method}.", *figure.notes))
    rows = words.count(len(figure.rows), ("row", "rows"))
    about = f"Table: {rows}{', the same numbers as the chart' if figure.charts and not figure.in_table else ''}"
    return (
        f"<div class=rs><details{' open' if figure.in_table else ''}><summary>{about}</summary><div class=scroll>{html_table(figure)}</div></details>"
        f"<details><summary>How to read this</summary>{notes}</details>{downloads(figure, filters, local)}{meta_line(figure)}</div>"
    )


def downloads(figure: Figure, filters: Filters, local: dict[str, str]) -> str:
    """Links to the figure's files; any worker can answer them, because the whole state is in the address."""
    query = escape(short_query(filters, local))
    every = registry.rows_of_all(filters)
    offers = [(f"CSV shown ({len(figure.rows):,} rows)", "csv")]
    offers += [(f"CSV all ({every:,} rows)", "all.csv")] if every else []
    offers += [("PNG", "png"), ("SVG", "svg")] if figure.charts else []
    links = "".join(f'<a download href="api/figure/{figure.id}.{kind}?{query}">{label}</a>' for label, kind in offers)
    return f'<p class="d">Download: {links}</p>'


def meta_line(figure: Figure) -> str:
    """Unit of count, n, period, source, licence and release, on one line."""
    meta = figure.meta
    counted = f"{meta.records:,} {meta.unit}{meta.independent}"
    sources = "; ".join(registry.source_line(source, meta.release) for source in meta.source_ids)
    caveats = " ".join(meta.caveats)
    parts = [counted, meta.period, sources, f"release {meta.release}", caveats]
    return f'<p class="m">{" · ".join(escape(part) for part in parts if part)}</p>'
