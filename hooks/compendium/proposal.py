"""What a pull request does: the findings it brings, what it changes, and what the other language then owes."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from compendium import changes, check, sync
from compendium.changes import COMPARED, State
from compendium.frozen import PageChange, RecordChange
from compendium.language import LANGUAGES
from compendium.ledger import FOLDER, file_name
from compendium.pages import Page
from compendium.problem import Fault, Problem
from compendium.reader import read_text
from compendium.sync import Ledger, Words

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
# Of the text of a pull request; its host takes less.
_MOST_BYTES = 1_000_000
_OF_LEDGER = {"behind", "unconfirmed"}

Links = Mapping[str, tuple[Sequence[str], Sequence[str]]]
"""By language the addresses that are gone, and those that came."""


def proposed(file: str | None) -> str:
    """The text of the pull request, as its host gave it in a file. Raises Fault where that cannot be read."""
    if not file:
        return ""
    try:
        with Path(file).open("rb") as opened:
            return opened.read(_MOST_BYTES).decode(errors="replace").replace("\r\n", "\n")
    except OSError as error:
        raise Fault(
            f"{file}: phải đọc được tệp này ({error})", f"{file}: this file must be readable ({error})"
        ) from None


@dataclass(frozen=True)
class Side:
    """A state of the project below a root: what is wrong with it, and as much of it as can be read.

    `unread` are the paths of the data files, the pages and the files of the ledger that cannot be.
    """

    root: Path
    problems: Sequence[Problem]
    state: State
    unread: frozenset[str]
    ledger: Ledger

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
        ledger, faults = sync.read(root / FOLDER)
        unread = {*data.values()} & broken | pages | {fault.path for fault in faults}
        return cls(root, check.problems(root), state, frozenset(unread), ledger)

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
class Debt:
    """A field of a record whose text changed in one language, and the language that is then behind."""

    record: RecordChange
    field: str
    behind: str


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What leads from one state to the other.

    `links` are those of each page that changed, `owed` the sections that are behind since; `owed_before` tells how many
    were before. `unknown` are the places that words of sync name and no page has, `unread` the files that no one can.
    """

    findings: Findings
    pages: Sequence[PageChange]
    records: Sequence[RecordChange]
    links: Mapping[str, Links]
    owed: Sequence[sync.State]
    owed_before: int
    debts: Sequence[Debt]
    unknown: Sequence[str]
    unread: Sequence[str]


def compare(before: Side, after: Side, words: Words) -> Proposal:
    """What changed, what is wrong since, and what is behind since, if `words` hold, which go with the change.

    What cannot be read on one side is taken for unchanged, and named.
    """
    old, new = _filled(before, after), _filled(after, before)
    pages = [*changes.page_changes(old, new, whole=True)]
    records = [*changes.record_changes(old, new, whole=True)]
    moved = {page.path: page.was for page in pages if page.was}
    merged = _merged(old, new, _ledger(before, after), words)
    behind = _behind(new, merged)
    earlier = {(state.path, state.id, state.behind) for state in _behind(old, before.ledger)}
    owed = [state for state in behind if (moved.get(state.path, state.path), state.id, state.behind) not in earlier]
    return Proposal(
        findings=findings(before, _settled(after, new, merged, _lost(before, after)), moved),
        pages=pages,
        records=records,
        links=dict(_links_changed(old, new, moved)),
        owed=owed,
        owed_before=len(behind) - len(owed),
        debts=[*_debts(records, words)],
        unknown=[*_unknown(words, new)],
        unread=sorted(before.unread | after.unread),
    )


def _ledger(before: Side, after: Side) -> Ledger:
    """The ledger of a side, with that of the one before where it cannot be read."""
    entries = dict(after.ledger.entries)
    for path in [path for path in before.ledger.entries if file_name(path) in after.unread]:
        entries[path] = before.ledger.entries[path]
    return replace(after.ledger, entries=entries)


def _merged(old: State, new: State, ledger: Ledger, words: Words) -> Ledger:
    """The ledger as it would be once this is merged. Where none is kept, what both languages said before matched."""
    start = ledger if ledger.is_kept else sync.confirmed(ledger, old.pages)
    return sync.advance(start, old.pages, new.pages, words)


def _behind(state: State, ledger: Ledger) -> list[sync.State]:
    return [found for of in sync.states(state.pages, ledger).values() for found in of if found.kind == "behind"]


def _lost(before: Side, after: Side) -> list[Problem]:
    """Without a ledger nothing would ever be behind again."""
    if after.ledger.is_kept or not before.ledger.is_kept:
        return []
    vi = "sổ đồng bộ không được xóa; hãy khôi phục thư mục này, hoặc chạy: make confirm REBUILD=1"
    en = "the sync ledger must not be deleted; put this folder back, or run: make confirm REBUILD=1"
    return [Problem(FOLDER, 1, vi, en, "ledger")]


def _settled(side: Side, state: State, ledger: Ledger, lost: Sequence[Problem]) -> Side:
    """A side with the findings about languages in step that are left once its ledger is that one, and what was lost."""
    told = [problem for problem in side.problems if problem.check not in _OF_LEDGER]
    return replace(side, problems=[*told, *lost, *sync.warnings(state.pages, ledger)])


def _debts(records: Iterable[RecordChange], words: Words) -> Iterator[Debt]:
    """The texts of records that changed in one language: a field that holds both, or the headword of one."""
    for record in records:
        changed = {field.field for field in record.fields} if record.change == "changed" else set()
        excused = any(_is_record(place, record) for place in (*words.matching, *words.mechanical))
        for field in record.fields if changed and not excused else ():
            behind = next((code for code in LANGUAGES if field.only and code != field.only), "")
            code, _, name = field.field.rpartition(".")
            if behind and (not code or (name == "term" and f"{behind}.term" not in changed)):
                yield Debt(record=record, field=name, behind=behind)


def _is_record(place: sync.Place, record: RecordChange) -> bool:
    """Whether a place is not one of a page, but `data/events.yml#asean-accession`."""
    return place.page == _shown(record.dataset) and place.section in (None, record.id)


def _unknown(words: Words, new: State) -> Iterator[str]:
    for place in words.unknown(new.pages):
        dataset = next((name for name in COMPARED if place.page == _shown(name)), "")
        if not dataset or (place.section and place.section not in new.records[dataset]):
            yield "#".join(filter(None, place))


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


def _links_changed(old: State, new: State, moved: Mapping[str, str]) -> Iterator[tuple[str, Links]]:
    """Of each page the addresses that it leads to no more, and those that it leads to now: no redline shows them."""
    for path in sorted((old.paths | new.paths) - set(moved.values())):
        found: dict[str, tuple[Sequence[str], Sequence[str]]] = {}
        for code in LANGUAGES:
            gone = _addresses(old.pages.by_language[code].get(moved.get(path, path)))
            come = _addresses(new.pages.by_language[code].get(path))
            if gone != come:
                found[code] = sorted((gone - come).elements()), sorted((come - gone).elements())
        if found:
            yield path, found


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
