"""The four roles: key, names, colour and shape, in the one order used everywhere."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Role:
    """One role. `colour` holds 3:1 on light and dark ground; `shape` is a Vega point shape."""

    key: str
    name: str
    short: str
    colour: str
    shape: str


ROLES = (
    Role("ai", "AI Engineer", "AIE", "#0072B2", "circle"),
    Role("ml", "Machine Learning Engineer", "MLE", "#D55E00", "square"),
    Role("ds", "Data Scientist", "DS", "#009E73", "triangle-up"),
    Role("se", "Software Engineer", "SWE", "#CC79A7", "diamond"),
)
ROLE_KEYS = tuple(role.key for role in ROLES)
BY_KEY = {role.key: role for role in ROLES}

#: Survey answers that hold two roles at once. They are never split.
GROUPS = {"ai+ml": ("ai", "ml"), "ds+ml": ("ml", "ds")}


def members(key: str) -> tuple[str, ...]:
    """The roles behind a role key or a group key, in role order."""
    return GROUPS.get(key, (key,))


def name(key: str) -> str:
    """The name to print for a role key or a group key."""
    joined = " or ".join(BY_KEY[member].name for member in members(key))
    return f"{joined} (one survey group)" if key in GROUPS else joined
