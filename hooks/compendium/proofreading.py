"""Reads the text of one file against the rules of spelling, and mends it. Pure functions on strings."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from pathlib import Path
from typing import Any

from compendium import manuscript
from compendium.characters import shown as visible
from compendium.language import LANGUAGES
from compendium.manuscript import Edit, Manuscript
from compendium.problem import Problem
from compendium.reader import MOST_TOLD
from compendium.spelling import RULES, Rule

RECORDS = (".yml", ".yaml")
# What one pass mends may show another rule a word that it can read: one is composed, then its tone is placed.
_PASSES = 8
# Each try reads the file again: in a larger one, what is not safe together is left to a person.
_MOST_TRIED = 300_000


@dataclass(frozen=True)
class Finding:
    """What a rule finds at a place, in lines and characters from 1; `mended` is None where a person must tell."""

    path: str
    line: int
    column: int
    rule: Rule
    text: str
    mended: str | None

    @property
    def change(self) -> str:
        return visible(self.text) + ("" if self.mended is None else f" → {visible(self.mended)}")

    def problem(self) -> Problem:
        """The finding as what stops a build."""
        by_vi, by_en = _REMEDIES[self.mended is not None]
        vi = f"{self.rule.must('vi')}: {self.change}; {by_vi}"
        en = f"{self.rule.must('en')}: {self.change}; {by_en}"
        return Problem(self.path, self.line, vi, en, self.rule.name, self.column)


_REMEDIES = {True: ("hãy chạy: make fix", "run: make fix"), False: ("hãy sửa bằng tay", "mend it by hand")}


@dataclass(frozen=True)
class Report:
    """What stands in one file: findings in order of place, and what keeps the file from being read as what it is."""

    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]


def check(text: str, shown: str, rules: Sequence[Rule] = RULES) -> Report:
    """What the rules say of the text of a file; `shown` tells what it is and in which language: `docs/vi/about.md`."""
    read = manuscript_of(text, shown)
    starts = [0, *(place + 1 for place, character in enumerate(text) if character == "\n")]
    found = tuple(_finding(text, shown, starts, rule, edit) for rule, edit in _edits(read, shown, rules, MOST_TOLD))
    return Report(found, read.problems)


def fixed(text: str, shown: str) -> tuple[str, int]:
    """The text with all mended that can be mended, and in how many places."""
    count = 0
    for _ in range(_PASSES):
        read = manuscript_of(text, shown)
        edits = [edit for _, edit in _edits(read, shown, RULES) if edit.mended is not None]
        if not edits:
            break
        text = read.applied(edits)
        count += len(edits)
    return text, count


def manuscript_of(text: str, shown: str) -> Manuscript:
    if shown.endswith(RECORDS):
        return manuscript.records(text, shown)
    folders = Path(shown).parts[:-1]
    return manuscript.page(text, shown, next((LANGUAGES[code] for code in folders[::-1] if code in LANGUAGES), None))


def _edits(read: Manuscript, shown: str, rules: Sequence[Rule], most: int | None = None) -> list[tuple[Rule, Edit]]:
    """What the rules find, in order of place, each as often as is told; one finding a place."""
    found = list[tuple[Rule, Edit]]()
    taken = set[int]()
    for rule in rules:
        for edit in islice(rule.edits(read), most):
            places = range(edit.start, max(edit.end, edit.start + 1))
            if taken.isdisjoint(places):
                taken.update(places)
                found.append((rule, edit))
    return _sound(read, shown, sorted(found, key=lambda item: item[1].start))


def _sound(
    read: Manuscript,
    shown: str,
    found: list[tuple[Rule, Edit]],
    kept: Sequence[tuple[Rule, Edit]] = (),
    *,
    is_unsafe: bool = False,
) -> list[tuple[Rule, Edit]]:
    """The same, without the mending of what would make YAML say something else: `{en: 33.000 jobs}` needs quotes.

    Each try parses the file again, so many edits are tried together, and halved where one of them is unsafe.
    """
    if not is_unsafe and _says_the_same(read, shown, [edit for _, edit in (*kept, *found)]):
        return found
    if len(found) == 1 or len(read.text) > _MOST_TRIED:
        return [(rule, edit._replace(mended=None)) for rule, edit in found]
    half = len(found) // 2
    first = _sound(read, shown, found[:half], kept)
    # Where all of the first half may stay, what is unsafe is in the second.
    rest = _sound(read, shown, found[half:], [*kept, *first], is_unsafe=first == found[:half])
    return [*first, *rest]


def _says_the_same(read: Manuscript, shown: str, edits: list[Edit]) -> bool:
    edits = [edit for edit in edits if edit.mended is not None]
    if not edits or read.problems:
        return True
    after = manuscript.document(read.applied(edits), shown, is_page=not shown.endswith(RECORDS))
    most = sum(edit.end - edit.start - len(edit.mended or "") for edit in edits)
    return (
        not after.problems
        and _shape(after.value) == _shape(read.value)
        and _length(read.value) - _length(after.value) <= most
    )


def _shape(value: Any) -> Any:
    match value:
        case dict():
            return [dict, *map(_shape, value.values())]
        case list():
            return [list, *map(_shape, value)]
        case _:
            return type(value)


def _length(value: Any) -> int:
    match value:
        case dict():
            return sum(map(_length, value.values()))
        case list():
            return sum(map(_length, value))
        case _:
            return len(str(value))


def _finding(text: str, shown: str, starts: Sequence[int], rule: Rule, edit: Edit) -> Finding:
    found = text[edit.start : edit.end]
    # The eye goes to the first character that is not as it must be, the text tells its word.
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(found, edit.mended or "", strict=False)))
    place = edit.start if edit.mended is None else min(edit.start + same, edit.end - 1)
    line = bisect_right(starts, place)
    return Finding(shown, line, place - starts[line - 1] + 1, rule, found, edit.mended)
