"""A figure's table as plain HTML, with intervals in brackets. The one place that turns data into markup: everything is escaped."""
from html import escape

from components.figure import Column, Figure

DASH = "–"


def cell(row: dict, column: Column) -> str:
    """One value as text: `179,100 (175,000–184,000)`; a dash where the thin-data rule leaves no number."""
    value = _written(row.get(column.key), column.kind)
    if not column.interval or value == DASH:
        return value
    low, high = (_written(row.get(f"{column.key}_{end}"), column.kind) for end in ("lo", "hi"))
    return value if low == DASH else f"{value} ({low} to {high})"


def _written(value, kind: str) -> str:
    if value is None or value != value:
        return DASH
    forms = {
        "count": lambda v: f"{v:,.0f}", "money": lambda v: f"{v:,.0f}", "ratio": lambda v: f"{v:.2f}",
        "pct": lambda v: f"{v:.1f} %", "signed": lambda v: f"{v:+.1f} %", "year": lambda v: f"{v:.0f}",
    }
    return forms[kind](value) if kind in forms else str(value)


def html_table(figure: Figure) -> str:
    """The whole table with caption, column heads and row heads."""
    columns = tuple(column for column in figure.columns if column.screen)
    heads = "".join(f'<th scope="col"{_side(column)}>{escape(column.label)}</th>' for column in columns)
    rows = "".join(_row(row, columns) for row in figure.rows)
    return f'<table class="n"><caption>{escape(figure.meta.currency)}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _row(row: dict, columns: tuple[Column, ...]) -> str:
    first, *rest = columns
    cells = "".join(f"<td{_side(column)}>{escape(cell(row, column))}</td>" for column in rest)
    return f'<tr><th scope="row">{escape(cell(row, first))}</th>{cells}</tr>'


def _side(column: Column) -> str:
    return ' class="t"' if column.kind == "text" else ""


def plain_table(heads: list[str], rows: list[list], right: tuple[int, ...] = ()) -> str:
    """A table of texts and whole numbers; `right` are the places of number columns. A cell `(text, address)` is a link."""
    head = "".join(f'<th scope="col"{_at(place, right)}>{escape(text)}</th>' for place, text in enumerate(heads))
    body = "".join("<tr>" + "".join(_plain_cell(value, place, right) for place, value in enumerate(row)) + "</tr>" for row in rows)
    return f'<div class="rs"><div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div></div>'


def _plain_cell(value, place: int, right: tuple[int, ...]) -> str:
    tag = 'th scope="row"' if place == 0 else "td"
    if isinstance(value, tuple):
        text, address = value
        inner = f'<a href="{escape(address)}" rel="noopener noreferrer">{escape(text)}</a>' if address.startswith(("https://", "api/")) else escape(text)
    else:
        inner = escape(f"{value:,}" if isinstance(value, int) else str(value if value is not None else ""))
    return f"<{tag}{_at(place, right)}>{inner}</{tag.split()[0]}>"


def _at(place: int, right: tuple[int, ...]) -> str:
    return ' class="r"' if place in right else ""
