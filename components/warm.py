"""What the first visitor would otherwise wait for: the counts of the release and the figures of an empty link."""
from components.figures import registry
from queries.filters import Filters


def run(release_id: str) -> None:
    """Make every figure once for the default selection of the release."""
    filters = Filters.default(v=release_id)
    for name in registry.FIGURES:
        registry.figure(name, filters)
