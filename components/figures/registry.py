"""Every figure by its id, and the one place where figures are kept: id + filters (with the release) + the page's own values."""
from functools import lru_cache
from threading import RLock

from components.figure import Figure
from components.figures import pay_change, pay_distribution, pay_ladder, pay_sources, pay_trend, pay_width
from data import store
from queries import basis, pay, provenance
from queries.filters import Filters

FIGURES = {
    "pay_ladder": pay_ladder.ladder,
    "pay_distribution": pay_distribution.distribution,
    "pay_trend": pay_trend.trend,
    "pay_width": pay_width.width,
    "pay_change": pay_change.change,
    "pay_sources": pay_sources.sources,
}
#: what each figure reads, to tell whether it changed between two releases
READS = {"pay_ladder": basis.CHOSEN, "pay_distribution": basis.CHOSEN, "pay_trend": basis.HISTORY, "pay_width": basis.WIDTH,
         "pay_change": basis.TWO_YEARS, "pay_sources": basis.EVERY_SOURCE}
_WITH_OFFER = {"pay_distribution"}
_KEEP = 600
_one_at_a_time = RLock()


def local(values: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """The page's own parameters that change a figure, as part of its key."""
    return tuple((name, values[name]) for name in ("offer",) if name in values)


def figure(figure_id: str, filters: Filters, own: tuple[tuple[str, str], ...] = ()) -> Figure:
    """The figure for one selection. KeyError for an unknown id."""
    with _one_at_a_time:  # many cold sessions asking for one figure make it once
        return _made(figure_id, filters, own if figure_id in _WITH_OFFER else ())


@lru_cache(maxsize=_KEEP)
def _made(figure_id: str, filters: Filters, own: tuple[tuple[str, str], ...]) -> Figure:
    make, engine = FIGURES[figure_id], store.engine(filters.v)
    return make(engine, filters, **{name: float(value) for name, value in own})


def changed(figure_id: str, filters: Filters, other: str) -> bool:
    """Whether the data behind a figure differ in another release."""
    ours, theirs = (basis.sums(store.engine(v), filters.but(v=v), READS[figure_id]) for v in (filters.v, other))
    return ours != theirs


def all_rows(filters: Filters):
    """The table behind `CSV all`: every cell of the chosen source, in the money of the filters; empty for official statistics."""
    return pay.every_cell(store.engine(filters.v), filters)


def rows_of_all(filters: Filters) -> int:
    """How many rows `CSV all` has; it depends on the source and release alone."""
    if filters.src == "official":
        return 0
    return _rows_of_all(filters.src, filters.v)


@lru_cache(maxsize=16)
def _rows_of_all(src: str, v: str) -> int:
    return pay.count_cells(store.engine(v), Filters.default(src, v))


def source_line(source_id: str, v: str) -> str:
    """A source as the meta line names it: producer, title and licence."""
    row = provenance.sources(store.engine(v))[source_id]
    return f"{row['producer']}: {row['title']}, {row['licence']}"
