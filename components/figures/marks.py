"""What every chart shares: role colours and shapes over the whole role order, axes, and the inks that hold on both grounds."""
import numpy as np
import pyarrow as pa

from data.roles import BY_KEY, ROLES, members

#: 3:1 on white and on the dark ground alike
INK = "#7d828c"
_SHORT = [role.short for role in ROLES]
_GROUPS = {"ai+ml": "AIE or MLE", "ds+ml": "MLE or DS"}
_DOMAIN = [*_SHORT, *_GROUPS.values()]
#: top to bottom wherever roles stand beside each other
SHORT_ORDER = ["AIE", "AIE or MLE", "MLE", "MLE or DS", "DS", "SWE"]
COLOUR = {"domain": _DOMAIN, "range": [*(role.colour for role in ROLES), ROLES[0].colour, ROLES[2].colour]}
SHAPE = {"domain": _DOMAIN, "range": [*(role.shape for role in ROLES), "cross", "triangle-down"]}


def short(role: str) -> str:
    """The label of a role or survey group on a chart."""
    return _GROUPS.get(role) or BY_KEY[role].short


def role_name(role: str) -> str:
    """The name of a role or survey group in a table or sentence."""
    names = " or ".join(BY_KEY[member].name for member in members(role))
    return f"{names} (one survey group)" if "+" in role else names


def colour(**more) -> dict:
    """The colour channel of a role; never without shape or label beside it."""
    return {"field": "role", "type": "nominal", "scale": COLOUR, "legend": None} | more


def shape(**more) -> dict:
    """The shape channel of a role."""
    return {"field": "role", "type": "nominal", "scale": SHAPE, "legend": None} | more


def quantity(name: str, title: str, form: str, **scale) -> dict:
    """A numeric axis with a title that holds the unit."""
    return {
        "field": name, "type": "quantitative", "title": title, "scale": {"zero": False, "nice": True} | scale,
        "axis": {"format": form, "tickCount": 5, "labelOverlap": True},
    }


def tooltip(*columns: tuple[str, str, str]) -> list[dict]:
    """Tooltip lines from (field, title, format)."""
    return [
        {"field": name, "title": title, "type": "quantitative" if form else "nominal"} | ({"format": form} if form else {})
        for name, title, form in columns
    ]


def columns(rows: list[dict], numbers: tuple[str, ...] = (), **more) -> pa.Table:
    """The columns of a chart: role labels, some numbers of the rows in single precision, and further columns as given."""
    held = {"role": pa.array([short(row["role"]) for row in rows], pa.string())}
    held |= {name: pa.array(np.array([row.get(name, np.nan) for row in rows], dtype=np.float32), from_pandas=True) for name in numbers}
    return pa.table(held | more)
