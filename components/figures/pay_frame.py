"""What all Pay figures share: their meta line, the columns of their tables, role phrases, and words for an empty selection."""
from sqlalchemy import Engine

from components.figure import Column, Figure, Meta, Widening
from components.figures.marks import role_name
from data import catalog
from data.roles import members
from queries import money, provenance, selection, widen, words
from queries.filters import Filters
from queries.pay import Rows

#: what one record is and is not, at the point of use
CAVEAT = {
    "adverts": "Advertised base range, {pay}. One record is one advert, not one person. No bonus or equity. "
               "Ranges are inferred from the file's structure.",
    "survey": "Total yearly pay as people reported it, bonus included. Readers of one site chose to answer.",
    "filings": "Offered base pay, floor of the offer, of employers that sponsor visas. No bonus or equity.",
    "official": "Wages of employees as the statistics office publishes them. Occupations, not titles.",
}
TITLES_DRIFT = "Grouped by job title; titles drift."
SOURCES = {"adverts": ("aijobs",), "survey": ("so2024", "so2025"), "filings": ("lca_fy2024q1",), "official": ("oews_national",)}
LEVEL_NAMES = {"EN": "Entry", "MI": "Mid", "SE": "Senior", "EX": "Executive", "all": "All chosen", "any": "Not recorded"}


def level_name(level: str, filters: Filters) -> str:
    """A rung as shown: a job level, a band of experience, or every chosen level together."""
    if level == selection.EVERY_LEVEL and filters.src != "adverts":
        return "All"
    return LEVEL_NAMES.get(level) or f"{level} years"


def counted(rows: Rows) -> Rows:
    """The rows that together hold each record once: the rung `all` where there are rungs."""
    return [row for row in rows if row.get("level", selection.EVERY_LEVEL) == selection.EVERY_LEVEL]


def has(row: dict | None, key: str = "p50") -> bool:
    """Whether the thin-data rule left this number standing."""
    return row is not None and row[key] == row[key]


def meta(engine: Engine, filters: Filters, rows: Rows, method: str, period: str = "") -> Meta:
    """The meta of rows of counted records."""
    once = counted(rows)
    records, independent = (sum(row[key] for row in once) for key in ("n", "independent"))
    extra = f" ({words.count(independent, words.INDEPENDENT['adverts'])})" if filters.src == "adverts" else ""
    caveats = (CAVEAT[filters.src].format(pay=words.PAY[filters.pay]), TITLES_DRIFT, money.note(engine, filters))
    focus = focus_row(rows, filters)
    return Meta(records, words.UNIT[filters.src][records != 1], extra, period or _period(engine, filters), source_ids(filters),
                filters.v, method, words.price_basis(filters), caveats, focus["word"] if focus else "")


def _period(engine: Engine, filters: Filters) -> str:
    """The chosen years; for filings the quarter that their source holds, whatever years are chosen."""
    return provenance.sources(engine)["lca_fy2024q1"]["period"] if filters.src == "filings" else words.span(filters.yr)


def source_ids(filters: Filters) -> tuple[str, ...]:
    """The sources of a figure: the pay source of the chosen years, and the rates it was converted with."""
    surveyed = set(filters.years) & set(catalog.package(filters.v)["rolescope"]["years"]["survey"])
    ids = [name for name in SOURCES[filters.src] if not name.startswith("so") or int(name[2:]) in surveyed]
    return (*ids, *rate_ids(filters))


def rate_ids(filters: Filters) -> tuple[str, ...]:
    """The sources of the rates that a figure was converted with."""
    rates = {"PPP": ["worldbank_ppp", "fed_fx"], "USD": []}.get(filters.cur, ["fed_fx"])
    return (*rates, *(["bls_cpi"] if filters.real != "nominal" else []))


def head_columns(filters: Filters, levels: bool = True) -> tuple[Column, ...]:
    """Role, rung and the counts that open every table."""
    rung = (Column("level_name", "Level" if filters.src == "adverts" else "Experience"),) if levels else ()
    distinct = (Column("independent", "Distinct ranges", "count"),) if filters.src == "adverts" else ()
    return (Column("role_name", "Role", span=True), *rung, Column("n", words.UNIT[filters.src][1].capitalize(), "count"), *distinct)


def named(rows: Rows, filters: Filters) -> Rows:
    """The rows with readable role and rung beside their keys."""
    rungs = [{"level_name": level_name(row["level"], filters)} if "level" in row else {} for row in rows]
    return [{"role_name": role_name(row["role"])} | rung | row for row, rung in zip(rows, rungs, strict=True)]


def focus_row(rows: Rows, filters: Filters) -> dict | None:
    """The row that answers for the role in focus: its own, or the survey group that holds it. Where neither is shown, the first row."""
    once = counted(rows)
    own = [row for row in once if row["role"] == filters.focus]
    held = [row for row in once if filters.focus in members(row["role"])]
    return (own or held or once or [None])[0]


def thin_phrase(row: dict | None, filters: Filters) -> str:
    """Words instead of a number: `Data Scientist: too few (n = 4 distinct ranges)`."""
    if row is None:
        return f"{role_name(filters.focus)}, the role in focus, is not among those shown"
    unit = words.count(int(row["independent"]), words.INDEPENDENT[filters.src])
    few = f"n = {unit}" if row["exact"] else "under 10 people"
    return f"{role_name(row['role'])}: {row['state']} ({few})"


def widenings(engine: Engine, filters: Filters, rows: Rows) -> tuple[Widening, ...]:
    """For each role without a usable number, the smallest relaxation of the filters that gives one."""
    thin = [row["role"] for row in counted(rows) if row["independent"] < widen.USABLE]
    found = [(role, widen.smallest(engine, filters, role)) for role in thin]
    return tuple(Widening(f"{role_name(role)}: {best.words} (n = {best.independent:,})", best.changes, best.independent)
                 for role, best in found if best)


def without_numbers(figure_id: str, title: str, sentence: str, filters: Filters) -> Figure:
    """A figure that says in words why there is nothing to draw, and what to do next."""
    columns = (Column("role_name", "Role"), Column("n", "Records", "count"))
    nothing = Meta(0, words.UNIT[filters.src][1], "", words.span(filters.yr), source_ids(filters), filters.v, "",
                   words.price_basis(filters))
    return Figure(figure_id, title, sentence, "There is nothing to read here for this source.", [], columns, nothing)


def notes(filters: Filters, left_out: int = 0) -> tuple[str, ...]:
    """What the figure's numbers leave out."""
    said = list(selection.unanswered(filters))
    if left_out:
        said.append(f"{words.count(left_out, words.UNIT[filters.src])} left out: no exchange rate or PPP factor for the country and year.")
    return tuple(said)

