"""Limits of a page, far above what any needs, below which no library and no rule takes long over it."""

import re
from collections.abc import Iterator

from compendium.problem import Problem

# Six times the longest page and four times the longest paragraph, in characters. Markdown takes seconds for a page
# all of which opens brackets.
MOST_BYTES = 64_000
_MOST_OF_BLOCK, _MOST_BRACKETS, _MOST_TICKS, _MOST_CELLS = 4_000, 1_200, 1_200, 20_000
_DEEP = re.compile(r"^(?: {40}|(?:[ >]*(?:>|[-*+] |\d+[.)] )){9})", re.MULTILINE)


def check(text: str, shown: str) -> Iterator[Problem]:
    """Where the text of a page is beyond the limits."""
    cells = 0
    for start, lines in _blocks(text):
        # The first row of a table gives their cells to all others, however short.
        cells += len(lines) * max(line.count("|") for line in lines)
        if sum(map(len, lines)) + len(lines) > _MOST_OF_BLOCK:
            vi = f"đoạn văn phải dưới {_MOST_OF_BLOCK} ký tự; hãy tách bằng một dòng trống"
            en = f"a paragraph must be under {_MOST_OF_BLOCK} characters; divide it by an empty line"
            yield Problem(shown, start, vi, en, "file")
    if cells > _MOST_CELLS:
        vi, en = (
            f"các bảng của trang phải dưới {_MOST_CELLS} ô",
            f"the tables of a page must be under {_MOST_CELLS} cells",
        )
        yield Problem(shown, 1, f"{vi}; hãy chia thành nhiều trang", f"{en}; divide it", "file")
    for signs, most in (("[<", _MOST_BRACKETS), ("`~", _MOST_TICKS)):
        if sum(map(text.count, signs)) > most:
            vi = f"trang phải có dưới {most} dấu {' và '.join(signs)}; hãy chia thành nhiều trang"
            en = f"a page must hold under {most} of the signs {' and '.join(signs)}; divide it"
            yield Problem(shown, 1, vi, en, "file")
    if match := _DEEP.search(text):
        vi, en = "danh sách không được lồng quá 8 cấp; ví dụ: - một", "lists must nest 8 levels at most; as in: - one"
        yield Problem(shown, text.count("\n", 0, match.end()) + 1, vi, en, "markup")


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """The line on which each block of text starts, and its lines."""
    block: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []
