"""A table of measures of ours beside stock, in plain text that is Markdown, too."""

from collections.abc import Iterable
from dataclasses import dataclass, field

_HEAD = ("", "ours", "stock", "ours / stock")


@dataclass
class Table:
    """What is measured, line by line: its two values, and their ratio where that tells something."""

    rows: list[tuple[str, ...]] = field(default_factory=list)

    def title(self, text: str) -> None:
        self.rows.append((f"**{text}**", "", "", ""))

    def count(self, text: str, ours: int, stock: int) -> None:
        self.rows.append((text, f"{ours:,}", f"{stock:,}", _ratio(ours, stock)))

    def time(self, text: str, ours: float, stock: float) -> None:
        self.rows.append((text, f"{ours:,.1f}", f"{stock:,.1f}", _ratio(ours, stock)))

    def share(self, text: str, whole: int, *parts: int) -> None:
        """How many of a whole; the ratio of two such numbers tells nothing."""
        self.rows.append((text, *(f"{part} of {whole} ({part / whole:.1%})" for part in parts), ""))

    def __str__(self) -> str:
        rows = [_HEAD, *self.rows]
        widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
        rule = [f"{'-' * (widths[0] + 2)}", *(f"{'-' * (width + 1)}:" for width in widths[1:])]
        head, *lines = (_line(row, widths) for row in rows)
        return "\n".join([head, f"|{'|'.join(rule)}|", *lines])


def _line(row: Iterable[str], widths: list[int]) -> str:
    first, *others = row
    cells = [first.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))]
    return f"| {' | '.join(cells)} |"


def _ratio(ours: float, stock: float) -> str:
    return f"{ours / stock:.2f}" if stock else ""
