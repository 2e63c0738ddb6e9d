"""What a person sees when something fails: a sentence, what still works, and an incident id that the log has too."""
import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import streamlit as st
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from streamlit.errors import FragmentHandledException

from components.server import logs
from data.catalog import ReleaseError
from data.store import StoreDown, StoreError


@dataclass(frozen=True)
class Apology:
    """The words for one kind of fault: what happened, and what can be done."""

    happened: str
    advice: str


DATABASE = Apology("The database does not answer.",
                   "The dashboard tries again by itself: wait a few seconds, then reload. Figures that are already on screen stay valid. "
                   "For the operator: `/readyz` names the reason.")
RELEASE = Apology("The data is not loaded.",
                  "No figure can be shown until it is. For the operator: `python -m data check` names the damaged file, and `/readyz` the reason.")
PAGE = Apology("This part of the page could not be drawn.",
               "Other pages and downloads still work, and your filters are kept in the address. Reload, or change a filter, to try again.")


@contextmanager
def boundary(where: str = "") -> Iterator[None]:
    """Run a page, or a part of one, so that a fault shows an apology in its place. Reruns and stops pass through.

    `where` goes into the log: the page, or the figure.
    """
    try:
        yield
    except FragmentHandledException:
        raise
    except Exception as error:
        show(error, where)


def on_script_error(error: Exception) -> bool:
    """Streamlit's hook for what escaped every boundary, callbacks too. True: Streamlit shows nothing of its own."""
    show(error, "script")
    return True


def show(error: Exception, where: str = "") -> str:
    """Log the fault with its trace, show the apology, and return the incident id that both carry."""
    incident = secrets.token_hex(4)
    logs.event("page_failed", logging.ERROR, error, incident=incident, where=where, kind=type(error).__name__)
    apology = apology_for(error)
    st.error(f"**{apology.happened}** {apology.advice}\n\nIncident `{incident}`", icon=":material/error:")
    return incident


def apology_for(error: Exception) -> Apology:
    """The words for a fault. They never hold any text of the error itself."""
    if isinstance(error, (StoreDown, DBAPIError, PoolTimeout)):
        return DATABASE
    if isinstance(error, (ReleaseError, StoreError)):
        return RELEASE
    return PAGE
