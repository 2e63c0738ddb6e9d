"""Reading single values out of a link: each reader returns what it understood and, if anything was wrong, why.

Nothing here raises: a link is typed, cut and edited by strangers.
"""
import re

_YEARS = re.compile(r"([0-9]{4})(?:[-–]([0-9]{4}))?")
_AMOUNT = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,4})?")
_SHOWN = 40
_LABEL_BYTES = 60
_SEVERAL = "it was given several times; the last value that fits counts"


def shown(raw: str) -> str:
    """A value as a notice may print it: one line, printable, at most 40 characters."""
    clean = "".join(char if char.isprintable() else "�" for char in raw[: _SHOWN + 1])
    return clean[:_SHOWN] + "…" if len(clean) > _SHOWN else clean


def parts(raw: list[str]) -> list[str]:
    """The single values of a parameter written once with commas, or several times."""
    return [part.strip() for text in raw for part in text.split(",") if part.strip()]


def choice(raw: list[str], options, fold=str.lower) -> tuple[str | None, str]:
    """One of `options`; the last one that fits wins. `fold` brings the text to the options' case."""
    given = parts(raw)
    good = [folded for text in given if (folded := _folded(text, fold)) in options]
    if not good:
        return None, f"“{shown(given[-1])}” is not a known value" if given else "it was empty"
    if len(good) < len(given):
        return good[-1], "a value that is not known was dropped"
    return good[-1], _SEVERAL if len(given) > 1 else ""


def choices(raw: list[str], options, fold=str.lower) -> tuple[tuple[str, ...] | None, str]:
    """Several of `options`, each once, in the options' own order."""
    texts = parts(raw)
    given = {text: _folded(text, fold) for text in texts}
    good = tuple(option for option in options if option in given.values())
    bad = [text for text, folded in given.items() if folded not in options]
    if bad:
        more = f" and {len(bad) - 1:,} more" if len(bad) > 1 else ""
        return good or None, f"“{shown(bad[0])}”{more}: not a known value, dropped"
    if not good:
        return None, "it was empty"
    return good, "a value stood in it twice" if len(texts) > len(good) else ""


def _folded(text: str, fold) -> str:
    """Text in the options' case; letters outside ASCII stay, because some turn into others: a capital ß is SS."""
    return fold(text) if text.isascii() else text


def years(raw: list[str], first: int, last: int) -> tuple[tuple[int, int] | None, str]:
    """A year or two ends `2024-2025`, brought into order and into first..last."""
    match = _last_fit(raw, _YEARS)
    if not match:
        return None, _unread(raw, "a year or a pair of years such as 2024-2025")
    low, high = int(match[1]), int(match[2] or match[1])
    reason = "the two years were in reverse order" if low > high else ""
    low, high = sorted((low, high))
    if high < first or low > last:
        return None, f"{low}-{high} lies outside {first}-{last}"
    if low < first or high > last:
        reason = f"years outside {first}-{last} were cut off"
    if len(raw) > 1:
        reason = _SEVERAL
    return (max(low, first), min(high, last)), reason


def amount(raw: list[str], low: float, high: float) -> tuple[float | None, str]:
    """A plain positive number between low and high, without signs or separators."""
    match = _last_fit(raw, _AMOUNT)
    if not match:
        return None, _unread(raw, "a plain number such as 180000")
    value = float(match[0])
    if not low <= value <= high:
        return None, f"{match[0]} lies outside {low:,.0f} to {high:,.0f}"
    return value, _SEVERAL if len(raw) > 1 else ""


def label(raw: list[str]) -> tuple[str | None, str]:
    """A short printable text, such as the name of a tab; at most 60 bytes, so that a link stays short."""
    text = raw[-1].strip() if raw else ""
    if not text:
        return None, "it was empty"
    if not text.isprintable():
        return None, f"“{shown(text)}” holds characters that cannot be shown"
    if len(text.encode()) > _LABEL_BYTES:
        return None, f"“{shown(text)}” is too long"
    return text, _SEVERAL if len(raw) > 1 else ""


def _last_fit(raw: list[str], pattern: re.Pattern) -> re.Match | None:
    fits = [match for text in raw if (match := pattern.fullmatch(text.strip()))]
    return fits[-1] if fits else None


def _unread(raw: list[str], wanted: str) -> str:
    text = raw[-1].strip() if raw else ""
    return f"“{shown(text)}” is not {wanted}" if text else "it was empty"
