"""Where an offer stands: the share of a role's records at or below it, with the interval of that share."""
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Engine

from data.roles import BY_KEY, members
from queries import pay, thin, words
from queries.filters import Filters
from queries.sample import Sample
from queries.selection import select


@dataclass(frozen=True)
class Place:
    """An offer among one role's records: share at or below it in percent with interval, or None where records are too few."""

    role: str
    offer: float
    share: float | None
    lo: float | None
    hi: float | None
    sentence: str


def places(engine: Engine, filters: Filters, offer: float) -> tuple[Place, ...]:
    """The offer, in display money, against each chosen role."""
    found = select(engine, filters).cells.samples("role")
    return tuple(_place(role, found.get((role,), pay.NOBODY), filters, offer) for role in pay.held_roles(engine, filters))


def _place(role: str, sample: Sample, filters: Filters, offer: float) -> Place:
    name = " or ".join(BY_KEY[member].name for member in members(role))
    if not thin.policy(sample.independent, pay.UNIT[filters.src]).gap:
        return Place(role, offer, None, None, None, f"{name}: too few records to place the offer.")
    share = sample.counts[sample.values <= offer].sum() / sample.n
    low, high = (float(end) * 100 for end in pay.wilson(np.array(share), sample.effective))
    said = f"{words.money(offer, filters.cur)} is at or above {100 * share:.0f} % of {name} records ({low:.0f} to {high:.0f} %)."
    return Place(role, offer, 100 * float(share), low, high, said)
