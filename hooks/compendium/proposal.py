"""What a pull request does: the findings it brings, what it changes, and what the other language then owes."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from compendium import changes, check
from compendium.changes import COMPARED, State
from compendium.frozen import PageChange, RecordChange
from compendium.language import LANGUAGES
from compendium.pages import Page
from compendium.problem import Problem
from compendium.reader import read_text

# What a state of the project is read from. Of its programs nothing is: those at hand judge it.
PLACES = (
    "data",
    "docs",
    "overrides",
    "mkdocs.yml",
    "hooks/compendium/words.yml",
    "hooks/compendium/dictionary.yml",
)
_LINK = re.compile(r"\]\(\s*<?([^)\s>]+)")
_LINE = re.compile(r":\d+")


@dataclass(frozen=True)
class Side:
    """A state of the project below a root: what is wrong with it, and as much of it as can be read.

    `unread` are the paths of the data files and pages that cannot be.
    """

    root: Path
    problems: Sequence[Problem]
    state: State
    unread: frozenset[str]

    @classmethod
    def read(cls, root: Path) -> "Side":
        state, told = State.load(root)
        broken = {problem.path for problem in told}
        data = {name: _shown(name) for name in COMPARED if not state.records[name]}
        pages = {
            f"docs/{code}/{path}"
            for code, files in state.pages.files.items()
            for path in files - state.pages.by_language[code].keys()
        }
        return cls(root, check.problems(root), state, frozenset({*data.values()} & broken | pages))

    def line(self, problem: Problem) -> str:
        """What stands on the line of a problem."""
        lines = self._lines(problem.path)
        return lines[problem.line - 1].strip() if 0 < problem.line <= len(lines) else ""

    def _lines(self, path: str) -> Sequence[str]:
        if path not in self._texts:
            text, _ = read_text(self.root / path, path)
            self._texts[path] = (text or "").split("\n")
        return self._texts[path]

    @cached_property
    def _texts(self) -> dict[str, Sequence[str]]:
        return {}


def _shown(dataset: str) -> str:
    return f"data/{dataset}.yml"


@dataclass(frozen=True, kw_only=True)
class Findings:
    """What is wrong since the pull request, in its order; how much was before, still is, or is not any more."""

    new: Sequence[Problem]
    kept: Sequence[Problem]
    mended: int


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What leads from one state to the other. `links` are the addresses gone and come, by page and language."""

    findings: Findings
    pages: Sequence[PageChange]
    records: Sequence[RecordChange]
    links: Mapping[str, Mapping[str, tuple[Sequence[str], Sequence[str]]]]
    unread: Sequence[str]


def compare(before: Side, after: Side) -> Proposal:
    """What changed, and what is wrong since. What cannot be read on one side is taken for unchanged, and named."""
    old, new = _filled(before, after), _filled(after, before)
    pages = [*changes.page_changes(old, new, whole=True)]
    moved = {page.path: page.was for page in pages if page.was}
    linked = {path: _links(old, moved.get(path, path), new, path) for path in sorted(old.paths | new.paths)}
    return Proposal(
        findings=findings(before, after, moved),
        pages=pages,
        records=[*changes.record_changes(old, new, whole=True)],
        links={path: found for path, found in linked.items() if found and path not in moved.values()},
        unread=sorted(before.unread | after.unread),
    )


def _filled(side: Side, other: Side) -> State:
    """The state of one side, with that of the other where it cannot be read."""
    records = {
        name: other.state.records[name] if _shown(name) in side.unread else found
        for name, found in side.state.records.items()
    }
    theirs = other.state.pages.by_language
    pages = {
        code: {**here, **{path: page for path, page in theirs[code].items() if page.shown in side.unread}}
        for code, here in side.state.pages.by_language.items()
    }
    return State(records, replace(side.state.pages, by_language=pages))


def _links(old: State, was: str, new: State, path: str) -> Mapping[str, tuple[Sequence[str], Sequence[str]]]:
    """The addresses that a page in each language leads to no more, and those it leads to now: no redline shows them."""
    found = {}
    for code in LANGUAGES:
        gone = _addresses(old.pages.by_language[code].get(was))
        come = _addresses(new.pages.by_language[code].get(path))
        if gone != come:
            found[code] = sorted((gone - come).elements()), sorted((come - gone).elements())
    return found


def _addresses(page: Page | None) -> Counter[str]:
    return Counter(_LINK.findall(page.prose)) if page else Counter()


def findings(before: Side, after: Side, moved: Mapping[str, str]) -> Findings:
    """What of the findings of a state is new. `moved` are the old paths of pages by their new ones.

    A finding is the same one where its file, its check, its sentence and the text of its line are, wherever that line
    has gone; and then, where an editor has changed other words of that line, where all but its text is.
    """
    was = {f"docs/{code}/{path}": f"docs/{code}/{old}" for path, old in moved.items() for code in LANGUAGES}

    def loosely(problem: Problem, _: Side) -> tuple[str, ...]:
        return was.get(problem.path, problem.path), problem.check, _LINE.sub("", problem.en)

    def exactly(problem: Problem, side: Side) -> tuple[str, ...]:
        return *loosely(problem, side), side.line(problem)

    left, new = list(before.problems), list(after.problems)
    kept = list[Problem]()
    for key in (exactly, loosely):
        left, new, same = _without(left, before, new, after, key)
        kept += same
    return Findings(new=sorted(new), kept=sorted(kept), mended=0 if after.unread else len(left))


def _without(
    old: Iterable[Problem],
    before: Side,
    new: Iterable[Problem],
    after: Side,
    key: Callable[[Problem, Side], tuple[str, ...]],
) -> tuple[list[Problem], list[Problem], list[Problem]]:
    """Those of the old and of the new that have no like on the other side, and those of the new that have one."""
    waiting: dict[tuple[str, ...], list[Problem]] = {}
    for problem in old:
        waiting.setdefault(key(problem, before), []).append(problem)
    come, same = list[Problem](), list[Problem]()
    for problem in new:
        if alike := waiting.get(key(problem, after)):
            alike.pop()
            same.append(problem)
        else:
            come.append(problem)
    return [problem for alike in waiting.values() for problem in alike], come, same
