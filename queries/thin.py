"""What may be shown of a sample, and how sure it is: the one place that decides about thin data.

Counted are independent records: distinct ranges of adverts, people of a survey, filings.
"""

from dataclasses import dataclass

from queries.sample import Estimate

UNITS = ("advert", "person", "filing")
WORDS = ("thin", "fair", "good", "strong")
PERSON_FLOOR = 10
USABLE = 10
COMPARABLE = 30
STALE_MONTHS = 18
_HALF_WIDTHS = ((0.05, "strong"), (0.10, "good"), (0.20, "fair"))


@dataclass(frozen=True)
class Policy:
    """What one sample allows.

    state: none, too few, indicative, thin, quartiles, full.
    percentiles: those that may be shown, each with its interval.
    extremes: lowest and highest may be shown, grey, and are not exported as percentiles.
    gap, trend, change: the sample may be one side of a gap, carry a trend arrow, be compared with the year before.
    hollow: the mark is drawn hollow.
    exact: the number of records itself may be printed (not for fewer than ten people, nobody should be picked out).
    cap: highest confidence word the size allows.
    """

    state: str
    percentiles: tuple[int, ...] = ()
    extremes: bool = False
    gap: bool = False
    trend: bool = False
    change: bool = False
    hollow: bool = False
    exact: bool = True
    cap: str = "too few"


_COMPARED = {"gap": True, "trend": True, "change": True}
_NONE = Policy("none")
_TOO_FEW = Policy("too few")
_TOO_FEW_PEOPLE = Policy("too few", exact=False)
_STEPS = (
    (100, Policy("full", (10, 25, 50, 75, 90), cap="strong", **_COMPARED)),
    (COMPARABLE, Policy("quartiles", (25, 50, 75), cap="good", **_COMPARED)),
    (USABLE, Policy("thin", (50,), hollow=True, cap="thin")),
    (5, Policy("indicative", extremes=True, cap="indicative")),
    (1, _TOO_FEW),
)


def policy(independent: int, unit: str) -> Policy:
    """What may be shown of `independent` records of `unit` (advert, person, filing).

    No record at all is a state of its own: nothing matches the filters. ValueError: unknown unit, negative number.
    """
    if unit not in UNITS:
        raise ValueError(f"the unit of count is {unit!r}, but must be one of {', '.join(UNITS)}")
    if independent < 0:
        raise ValueError(f"a sample cannot have {independent} independent records")
    if unit == "person" and 0 < independent < PERSON_FLOOR:
        return _TOO_FEW_PEOPLE
    return next((allowed for least, allowed in _STEPS if independent >= least), _NONE)


def word(
    estimate: Estimate,
    independent: int,
    age_months: float = 0,
    relayed: bool = False,
    modelled: bool = False,
    unit: str = "advert",
) -> str:
    """Confidence in a median: strong, good, fair or thin; "too few" or "indicative" where no median may be shown.

    By half the width of the interval against the median, at most what the size allows, and one step lower for each of:
    data older than 18 months, relayed second hand, modelled.
    """
    cap = policy(independent, unit).cap
    if cap not in WORDS:
        return cap
    step = min(WORDS.index(_by_width(estimate)), WORDS.index(cap))
    return WORDS[max(0, step - (age_months > STALE_MONTHS) - bool(relayed) - bool(modelled))]


def _by_width(estimate):
    if not estimate.value > 0:
        return "thin"
    half = (estimate.hi - estimate.lo) / 2 / estimate.value
    return next((name for most, name in _HALF_WIDTHS if half <= most), "thin")
