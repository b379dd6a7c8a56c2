"""Tables for spreadsheets: CSV (RFC 4180) that Excel opens as it is, and in which no text is a formula."""

import csv
import re
from collections.abc import Iterable
from io import StringIO

# What a spreadsheet would take for a formula, and what has been marked as none: one apostrophe more makes it text.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def sheet(rows: Iterable[Iterable[str]]) -> bytes:
    """The rows, the names of the columns first, after the byte order mark by which Excel knows UTF-8."""
    text = StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def harmless(text: str) -> str:
    """A text as a cell says it; it is read back by taking away the apostrophe before a formula."""
    return f"'{text}" if _FORMULA.match(text) else text
