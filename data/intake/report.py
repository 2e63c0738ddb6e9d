"""What the intake did with every row, and the one error it raises."""
from dataclasses import dataclass, field

import pandas as pd


class IntakeError(Exception):
    """An input that cannot be used at all. The text says which file, what is wrong and how to fix it."""


@dataclass(frozen=True)
class Input:
    """One publisher's file of one release. `until` is the last year that was known then, or None."""

    source_id: str
    path: object
    until: int | None = None


@dataclass
class Report:
    """Steps of the intake in the order they happened; a row is (source, step, rows, reason)."""

    steps: list = field(default_factory=list)
    examples: list = field(default_factory=list)

    def add(self, source_id: str, step: str, rows: int, reason: str) -> None:
        """Write down one step."""
        self.steps.append((source_id, step, int(rows), reason))

    def refuse(self, source: Input, why: str, bad: pd.Series, column: str, values: pd.Series) -> None:
        """Count the rows that `bad` marks, and keep the first three as file, row and column (header is row 1)."""
        self.add(source.source_id, f"refused: {why}", bad.sum(), "left out, never repaired by guess")
        for index in bad[bad].index[:3]:
            self.examples.append(f"{source.path.name}, row {index + 2}, {column}: {values.loc[index]} - {why}")

    def frame(self) -> pd.DataFrame:
        """The steps as table `intake_log`."""
        return pd.DataFrame(self.steps, columns=["source_id", "step", "rows", "reason"])

    def text(self) -> str:
        """The steps as lines for a terminal, then the examples of refused rows."""
        lines = [f"{source:<14} {rows:>9,}  {step} ({reason})" for source, step, rows, reason in self.steps]
        return "\n".join(lines + [f"refused: {example}" for example in self.examples])
