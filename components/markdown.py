"""Text from data inside Markdown: every mark that Markdown, Streamlit's icons or formulas would read is made plain."""
import re

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~$:!])")


def plain(text: str) -> str:
    """Text as Markdown that shows it letter by letter: no link, image, formula, icon or emphasis can come out of it."""
    return _MARKS.sub(r"\\\1", text)
