"""One thing that a check found, in words that say where it is and what to do."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """`row` is the line of the file (the header is 1), 0 where the whole file is meant; a note is not fatal."""

    file: str
    row: int
    column: str
    reason: str
    fix: str
    fatal: bool = True

    def __str__(self) -> str:
        place = [self.file, f"row {self.row}" if self.row else "", f"column {self.column}" if self.column else ""]
        kind = "" if self.fatal else "note: "
        return f"{kind}{', '.join(part for part in place if part)}: {self.reason}; {self.fix}"


REBUILD = "build the release again with python -m data build"
