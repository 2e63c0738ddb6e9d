"""What every chart shares: a role's colour and shape, axes, and short channel definitions that keep specs small.

Colour and shape are looked up by role, never by place in a legend, so that a filter never recolours a role.
"""
import json
from collections.abc import Iterable

import numpy as np
import pyarrow as pa

from data.roles import BY_KEY, ROLES, members

#: 3:1 on white and on the dark ground alike
INK = "#7d828c"
#: top to bottom wherever roles stand beside each other
SHORT_ORDER = ["AIE", "AIE or MLE", "MLE", "MLE or DS", "DS", "SWE"]
HUE = {"field": "hue", "type": "nominal", "scale": None}
SHAPE = {"field": "mark", "type": "nominal", "scale": None}
_LOOKS = {role.short: (role.colour, role.shape) for role in ROLES} | {
    "AIE or MLE": (BY_KEY["ai"].colour, "cross"), "MLE or DS": (BY_KEY["ds"].colour, "triangle-down")}


def short(role: str) -> str:
    """The label of a role or survey group on a chart."""
    return " or ".join(BY_KEY[member].short for member in members(role))


def role_name(role: str) -> str:
    """The name of a role or survey group in a table or sentence."""
    names = " or ".join(BY_KEY[member].name for member in members(role))
    return f"{names} (one survey group)" if "+" in role else names


def looks(roles: Iterable[str]) -> list[dict]:
    """The transform that gives each row its role's colour and shape. A survey group wears one role's colour and a shape of its own."""
    shown = dict.fromkeys(map(short, roles))
    return [{"calculate": json.dumps({name: _LOOKS[name][place] for name in shown}, separators=(",", ":")) + "[datum.role]", "as": field}
            for place, field in enumerate(("hue", "mark"))]


def quantity(title: str, form: str, **scale) -> dict:
    """A numeric axis with a title that holds the unit; layers name their own field on it."""
    return {"type": "quantitative", "title": title, "scale": {"zero": False} | scale,
            "axis": {"format": form, "tickCount": 5, "labelOverlap": True}}


def at(name: str) -> dict:
    """A channel that reads one column; the rest of its definition stands once for all layers."""
    return {"field": name}


def tooltip(*lines: tuple[str, str, str]) -> list[dict]:
    """Tooltip lines from (field, title, format)."""
    return [{"field": name, "title": title} | ({"type": "quantitative", "format": form} if form else {"type": "nominal"})
            for name, title, form in lines]


def columns(rows: list[dict], numbers: tuple[str, ...] = (), **more) -> pa.Table:
    """The columns of a chart: the label of each row's role, some of its numbers in single precision, and more as given."""
    held = {"role": pa.array([short(row["role"]) for row in rows], pa.string())}
    held |= {name: pa.array(np.array([row.get(name, np.nan) for row in rows], dtype=np.float32)) for name in numbers}
    return pa.table(held | more)
