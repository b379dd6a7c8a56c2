"""Exceptions from the checks of languages and terms, written beside the text that they are for, with their reasons.

In a page, on a line of its own in the section, in either language: `<!-- allow same-numbers 12: the reason -->`.
In a record, at the end of a line of the field: `# allow same-numbers 12: the reason`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from compendium import manuscript
from compendium.checks import Level, catalogue
from compendium.language import LANGUAGES
from compendium.model import DATASETS
from compendium.pages import Page, Pages
from compendium.problem import Problem
from compendium.reader import read_text

_SAID = re.compile(r"(?P<check>[\w-]+) +(?P<value>\S.*?): +(?P<reason>\S.*)")
_REMARK = re.compile(r"#[ \t]*allow\b(?P<said>[^\n]*)")
_NOT_NEWLINE = re.compile(r"[^\n]")
_EXEMPTIBLE = ("languages", "terms")

Place = tuple[str, str | int]


class Objection(NamedTuple):
    """A problem that an exception may take away: one that names the check and any of these ways to write the value."""

    problem: Problem
    values: AbstractSet[str]


class Exemption(NamedTuple):
    """An exception as written: the place that it is for is a section in all its languages, or a field of a record."""

    path: str
    line: int
    place: Place
    check: str
    value: str


@dataclass(frozen=True, kw_only=True)
class Exceptions:
    """Everything that editors excepted, and what is wrong with how they wrote it."""

    written: tuple[Exemption, ...] = ()
    problems: tuple[Problem, ...] = ()
    starts: Mapping[str, Sequence[tuple[int, Place]]] = field(default_factory=dict)
    """Of each file that an exception may be for: the lines on which its places begin, in order."""

    def apply(self, found: Iterable[Objection]) -> tuple[list[Problem], frozenset[Exemption]]:
        """The problems that no exception takes away, and the exceptions that took one away."""
        by_key: dict[tuple[Place, str, str], list[Exemption]] = {}
        for exemption in self.written:
            by_key.setdefault((exemption.place, exemption.check, exemption.value), []).append(exemption)
        kept, used = list[Problem](), set[Exemption]()
        for problem, values in found:
            place = self._place(problem.path, problem.line)
            taken = [
                exemption
                for value in values
                for exemption in (by_key.get((place, problem.check, _plain(value)), ()) if place else ())
            ]
            used.update(taken)
            kept += [] if taken else [problem]
        return kept, frozenset(used)

    def unused(self, used: AbstractSet[Exemption], level: Level) -> Iterator[Problem]:
        """The exceptions from the checks of a level that took nothing away, once all these checks are done."""
        for exemption in self.written:
            if exemption not in used and catalogue()[exemption.check].level == level:
                said = f"{exemption.check} {exemption.value}"
                vi = f"ngoại lệ phải bỏ qua một lỗi có thật; ở đây không có lỗi `{said}`: hãy xóa ngoại lệ này"
                en = f"an exception must take away a problem that is there; `{said}` is not: delete the exception"
                yield Problem(exemption.path, exemption.line, vi, en, "exception")

    def _place(self, path: str, line: int) -> Place | None:
        starts = self.starts.get(path, ())
        position = bisect_right(starts, line, key=lambda start: start[0])
        return starts[position - 1][1] if position else None


def read(data: Path, pages: Pages) -> Exceptions:
    """The exceptions in the pages, and in the records of the folder `data/`."""
    starts: dict[str, Sequence[tuple[int, Place]]] = {}
    written, problems = list[Exemption](), list[Problem]()
    for path, line, said, example in [*_in_pages(pages, starts), *_in_records(data, starts)]:
        found = _read(said, path, line, example)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            check, value = found
            place = Exceptions(starts=starts)._place(path, line) or (path, line)
            written.append(Exemption(path, line, place, check, value))
    return Exceptions(written=tuple(written), problems=tuple(problems), starts=starts)


def comment(check: str, value: str, reason: str) -> str:
    """The exception as an editor writes it in a page."""
    return f"<!-- allow {check} {value}: {reason} -->"


def remark(check: str, value: str, reason: str) -> str:
    """The exception as an editor writes it in a record."""
    return f"# allow {check} {value}: {reason}"


def _read(said: str, path: str, line: int, example: str) -> tuple[str, str] | Problem:
    """The check and the value that an exception names, or what is wrong with it."""
    match = _SAID.fullmatch(said.strip())
    if match is None:
        vi = f"ngoại lệ phải nêu phép kiểm tra, giá trị, dấu hai chấm và lý do; ví dụ: {example}"
        en = f"an exception must give the check, the value, a colon and the reason; for example: {example}"
        return Problem(path, line, vi, en, "exception")
    known = [name for name, check in catalogue().items() if check.group in _EXEMPTIBLE]
    if match["check"] not in known:
        names = ", ".join(known)
        vi = f"ngoại lệ phải nêu một phép kiểm tra về ngôn ngữ hay thuật ngữ: {names}; ví dụ: {example}"
        en = f"an exception must name a check of languages or terms: {names}; for example: {example}"
        return Problem(path, line, vi, en, "exception")
    return match["check"], _plain(match["value"])


def _plain(value: str) -> str:
    return " ".join(value.split()).casefold()


_Written = tuple[str, int, str, str]


def _in_pages(pages: Pages, starts: dict[str, Sequence[tuple[int, Place]]]) -> Iterator[_Written]:
    example = comment("same-numbers", "12", "…")
    for page in pages:
        for line, said in page.allowances:
            for of in pages.by_language.values():
                if there := of.get(page.path):
                    starts[there.shown] = _sections(there)
            yield page.shown, line, said, example


def _sections(page: Page) -> list[tuple[int, Place]]:
    """What comes before the first heading begins on the first line: title and description belong to it."""
    first, *others = page.passages()
    return [(1, (page.path, first.id)), *((passage.line, (page.path, passage.id)) for passage in others)]


def _in_records(data: Path, starts: dict[str, Sequence[tuple[int, Place]]]) -> Iterator[_Written]:
    example = remark("same-numbers", "12", "…")
    for name in DATASETS:
        shown = f"{data.name}/{name}.yml"
        text, _ = read_text(data / f"{name}.yml", shown)
        if text is None or not _REMARK.search(text) or not (remarks := list(_remarks(text, shown))):
            continue
        starts[shown] = _fields(text, shown)
        for line, said, is_own in remarks:
            yield shown, line, "" if is_own else said, f"title: … {example}"


def _remarks(text: str, shown: str) -> Iterator[tuple[int, str, bool]]:
    """The line of each remark that begins with `allow`, what it says, and whether it stands on a line of its own."""
    bare = text
    for stretch in manuscript.records(text, shown).stretches:
        bare = bare[: stretch.start] + _NOT_NEWLINE.sub("x", bare[stretch.start : stretch.end]) + bare[stretch.end :]
    for match in _REMARK.finditer(bare):
        before = bare[bare.rfind("\n", 0, match.start()) + 1 : match.start()]
        if not before or before[-1].isspace():
            yield bare.count("\n", 0, match.start()) + 1, match["said"], not before.strip()


def _fields(text: str, shown: str) -> list[tuple[int, Place]]:
    """The lines of a file of records, each with the field that it belongs to: both languages belong to one."""
    lines = manuscript.document(text, shown, is_page=False).lines
    found: dict[int, Place] = {}
    for keys, line in lines.items():
        cut = next((at for at, key in enumerate(keys) if key in LANGUAGES), len(keys))
        # Where several fields stand on one line, they share what is excepted there.
        found.setdefault(line, (shown, lines[keys[:cut]]))
    return sorted(found.items())
