"""The one filter model: what a reader picked, from a link or a widget, and back into a link or a sentence."""
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace

from data import catalog
from data.roles import BY_KEY, ROLE_KEYS
from data.schema import LEVELS, MODES
from queries import codec, words

SOURCES = ("adverts", "survey", "filings", "official")
PAYS = ("mid", "low", "high")
CURRENCIES = ("USD", "GBP", "EUR", "CAD", "INR", "PPP")
FIRST_YEAR, LAST_YEAR = 2020, 2026
REAL_YEARS = tuple(str(year) for year in range(2020, 2026))
#: parameters that belong to a page or to the host, not to the shared filters
PAGE_LOCAL = ("tab", "sel", "q", "offer", "band_lo", "band_hi", "card")
HOST = ("embed", "embed_options", "utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term")


@dataclass(frozen=True)
class Notice:
    """Something in a link that was not taken as it stood: the parameter, why, and what is used instead."""

    param: str
    reason: str
    used: str

    def __str__(self) -> str:
        return f"{self.param}: {self.reason}; {self.used}."


@dataclass(frozen=True)
class Filters:
    """One normalised selection. Field names are the link's parameter names (product.md 2)."""

    roles: tuple[str, ...]
    focus: str
    geo: str
    lvl: tuple[str, ...]
    yr: tuple[int, int]
    src: str
    pay: str
    mode: str
    cur: str
    real: str
    adj: str
    v: str

    @classmethod
    def default(cls, src: str = "adverts", v: str | None = None) -> "Filters":
        """What an empty link means, for one source and release (the latest if none is named)."""
        v = v or catalog.latest()
        return cls(ROLE_KEYS, "ai", "US", ("MI", "SE"), default_years(src, v), src, "mid", "any", "USD", "nominal", "raw", v)

    @classmethod
    def from_query(cls, query: Mapping[str, str | Iterable[str]]) -> tuple["Filters", tuple[Notice, ...]]:
        """The selection a link asks for, and a notice for each thing in it that could not be taken. Never raises."""
        given = {str(name): _texts(value) for name, value in query.items()}
        notices: list[Notice] = []
        picked = {name: _read(name, given[name], notices) for name in ("src", "v") if name in given}
        base = cls.default(picked.get("src") or "adverts", picked.get("v"))
        for name in _READERS:
            if name in given and name not in picked:
                picked[name] = _read(name, given[name], notices)
        _note_unknown(given, notices)
        return replace(base, **{name: value for name, value in picked.items() if value is not None}), tuple(notices)

    def to_query(self) -> dict[str, str]:
        """Every parameter, defaults too, in field order; equal selections give equal text."""
        return {field.name: _text(getattr(self, field.name)) for field in fields(self)}

    def describe(self) -> str:
        """The selection as one sentence."""
        return words.describe(self)

    def but(self, **changes) -> "Filters":
        """The same selection with some fields changed."""
        return replace(self, **changes)

    @property
    def years(self) -> tuple[int, ...]:
        """The chosen years, both ends included."""
        return tuple(range(self.yr[0], self.yr[1] + 1))


def default_years(src: str, v: str) -> tuple[int, int]:
    """The latest two years that one source has in one release."""
    known = catalog.package(v)["rolescope"]["years"].get(src) or [LAST_YEAR]
    return known[-2:][0], known[-1]


def _texts(value) -> list[str]:
    return [value] if isinstance(value, str) else [str(item) for item in value]


def _text(value) -> str:
    if isinstance(value, tuple):
        return "-".join(map(str, value)) if isinstance(value[0], int) else ",".join(value)
    return value


def _release(raw: list[str]) -> tuple[str | None, str]:
    value, reason = codec.choice(raw, (*catalog.ids(), "latest"))
    return (catalog.latest() if value == "latest" else value), reason


def _place(raw: list[str]) -> tuple[str | None, str]:
    known = {**catalog.countries(catalog.latest()), "all": ""}
    return codec.choice(raw, known, lambda text: "all" if text.lower() == "all" else text.upper())


_READERS = {
    "roles": lambda raw: codec.choices(raw, ROLE_KEYS),
    "focus": lambda raw: codec.choice(raw, BY_KEY),
    "geo": _place,
    "lvl": lambda raw: codec.choices(raw, LEVELS, str.upper),
    "yr": lambda raw: codec.years(raw, FIRST_YEAR, LAST_YEAR),
    "src": lambda raw: codec.choice(raw, SOURCES),
    "pay": lambda raw: codec.choice(raw, PAYS),
    "mode": lambda raw: codec.choice(raw, ("any", *MODES)),
    "cur": lambda raw: codec.choice(raw, CURRENCIES, str.upper),
    "real": lambda raw: codec.choice(raw, ("nominal", *REAL_YEARS)),
    "adj": lambda raw: codec.choice(raw, ("raw", "matched")),
    "v": _release,
}


def _read(name: str, raw: list[str], notices: list[Notice]):
    value, reason = _READERS[name](raw)
    if reason:
        used = "the default is used" if value is None else f"used: {_text(value)}"
        notices.append(Notice(name, reason, used))
    return value


def _note_unknown(given: Mapping[str, list[str]], notices: list[Notice]) -> None:
    unknown = [name for name in given if name not in _READERS and name not in PAGE_LOCAL and name not in HOST]
    if unknown:
        more = f" and {len(unknown) - 1} more" if len(unknown) > 1 else ""
        notices.append(Notice((codec.shown(unknown[0]) or "a nameless one") + more, "no such parameter", "dropped"))
