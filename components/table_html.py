"""A figure's table as plain HTML, with intervals in brackets. The one place that turns data into markup: everything is escaped."""
from functools import lru_cache
from html import escape
from itertools import takewhile

from components import forest
from components.figure import Column, Figure

DASH = "–"
_NB = "\N{NO-BREAK SPACE}"
_FORMS = {
    "count": "{:,.0f}".format, "money": "{:,.0f}".format, "ratio": "{:.2f}".format, "year": "{:.0f}".format,
    "pct": ("{:.1f}" + _NB + "%").format, "signed": ("{:+.1f}" + _NB + "%").format,
}


def cell(row: dict, column: Column) -> str:
    """One value as text: `179,100 (175,000 to 184,000)`; a dash where the thin-data rule leaves no number."""
    value = row.get(column.key)
    if value is None or value != value:
        return DASH
    form = _FORMS.get(column.kind, str)
    if not column.interval:
        return form(value)
    low, high = row.get(f"{column.key}_lo"), row.get(f"{column.key}_hi")
    if low is None or low != low:
        return form(value)
    return f"{form(value)} ({form(low)}{_NB}to{_NB}{form(high)})"


@lru_cache(maxsize=600)
def html_table(figure: Figure) -> str:
    """The whole table with caption, column heads and row heads. End tags that HTML lets out are left out: this is sent often."""
    columns = tuple(column for column in figure.columns if column.screen)
    heads = "".join(f"<th scope=col{_side(column)}>{escape(column.label)}" for column in columns)
    rows = "".join(_row(figure.rows, place, columns) for place in range(len(figure.rows)))
    return f"<table class=n><caption>{escape(figure.meta.currency)}</caption><thead><tr>{heads}<tbody>{rows}</table>"


def _row(rows: list[dict], place: int, columns: tuple[Column, ...]) -> str:
    cells = []
    for order, column in enumerate(columns):
        repeats = _repeats(rows, place, column)
        if repeats:
            tag = f"th scope=row{_span(repeats)}" if order == 0 else f"td{_side(column)}{_span(repeats)}"
            cells.append(f"<{tag}>{forest.cell(rows[place]) if column.kind == 'forest' else escape(cell(rows[place], column))}")
    return f"<tr>{''.join(cells)}"


def _repeats(rows: list[dict], place: int, column: Column) -> int:
    """Over how many rows a cell stands: 1, or for a spanning column the run of equal values; 0 inside such a run."""
    if not column.span:
        return 1
    value = rows[place][column.key]
    if place and rows[place - 1][column.key] == value:
        return 0
    return sum(1 for _ in takewhile(lambda row: row[column.key] == value, rows[place:]))


def _span(repeats: int) -> str:
    return f" rowspan={repeats}" if repeats > 1 else ""


def _side(column: Column) -> str:
    return {"text": " class=t", "forest": " class=t aria-hidden=true"}.get(column.kind, "")


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
