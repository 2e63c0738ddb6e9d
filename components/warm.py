"""What a visitor would otherwise wait for: the counts of every release in memory, and the figures of an empty link."""
import logging
from threading import Thread

from components.figures import registry
from components.server import logs
from data import catalog, store
from data.catalog import ReleaseError
from data.store import StoreError
from queries import places
from queries.cube import cells
from queries.filters import SOURCES, Filters

MEASURES = {"adverts": ("mid", "low", "high", "ratio"), "survey": ("total",), "filings": ("base",)}


def run(release_id: str) -> None:
    """Make the release ready for the first visitor. Older releases follow beside, because a link may ask for them.
    A figure that cannot be made now is no reason to refuse every visitor: its own frame will say so."""
    _try(release_id)
    Thread(target=_older, args=(release_id,), name="warm-older-releases", daemon=True).start()


def _fill(release_id: str) -> None:
    engine = store.engine(release_id)
    for source, measures in MEASURES.items():
        for measure in measures:
            cells(engine, source, measure)
    for source in SOURCES:
        places.labels(release_id, source)
        registry.rows_of_all(Filters.default(source, release_id))
        for name in registry.FIGURES:
            registry.figure(name, Filters.default(source, release_id))


def _older(release_id: str) -> None:
    for other in catalog.ids():
        if other != release_id:
            _try(other)


def _try(release_id: str) -> None:
    try:
        _fill(release_id)
    except (ReleaseError, StoreError):
        raise
    except Exception as error:
        logs.event("not_warm", logging.WARNING, error, release=release_id)
