"""What changed between two states of the project: two folders, each with its `data/` and `docs/`."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from pathlib import Path

from pydantic import ValidationError

from compendium import fields, figures, pages
from compendium.fields import Raw
from compendium.frozen import BlockChange, Change, Changes, FieldChange, PageChange, RecordChange, dumps
from compendium.language import LANGUAGES
from compendium.model import DATASETS, Figure, Text
from compendium.pages import Pages
from compendium.problem import DataError, Fault, Problem
from compendium.prose import Block, blocks
from compendium.reader import read_yaml
from compendium.redline import likeness, redline

COMPARED = tuple(name for name in DATASETS if name != "releases")
# Below these, two blocks or two pages are not the same one changed, but another.
_SAME_BLOCK = 0.4
_SAME_PAGE = 0.6

Prose = Mapping[str, Sequence[Block]]


@dataclass(frozen=True)
class State:
    """The records by dataset and id, as editors wrote them, and the pages. An old state may have had other models."""

    records: Mapping[str, Mapping[str, Raw]]
    pages: Pages

    @classmethod
    def read(cls, root: Path) -> "State":
        """Raises DataError with all problems. A dataset without a file is empty: the state may be older than it."""
        state, problems = cls.load(root)
        if problems:
            raise DataError(problems)
        return state

    @classmethod
    def load(cls, root: Path) -> tuple["State", list[Problem]]:
        """What can be read, and the problems of what cannot: such a dataset is empty, such a page is left out."""
        found, problems = pages.load(root / "docs", root, judged=False)
        records = {}
        for name in COMPARED:
            records[name], told = _read(root / "data" / f"{name}.yml", f"data/{name}.yml")
            problems += told
        return cls(records, found), problems

    def name(self, dataset: str, identifier: str) -> Text:
        """What readers call a record: its title, its name, what it counts, its headword; otherwise its id."""
        record = self.records.get(dataset, {}).get(identifier, {})
        groups = {code: record.get(code) for code in LANGUAGES}
        headword = {code: group.get("term") for code, group in groups.items() if isinstance(group, dict)}
        for value in (*map(record.get, ("title", "name", "what")), headword, record.get("short")):
            with suppress(ValidationError):
                return Text.model_validate(value)
        return Text.model_construct(None, **dict.fromkeys(LANGUAGES, identifier))

    @cached_property
    def paths(self) -> frozenset[str]:
        return frozenset(page.path for page in self.pages)

    def unchanged(self, other: "State") -> frozenset[str]:
        """The paths of pages of which nothing was touched, nor any figure that they may show."""
        written = [
            {(page.path, page.language): (page.front, page.body) for page in state.pages} for state in (self, other)
        ]
        touched = {key[0] for key in {*written[0], *written[1]} if written[0].get(key) != written[1].get(key)}
        return self.paths - touched if self._figures == other._figures else frozenset()

    def title(self, path: str) -> Text:
        titles = {code: there[path].front.title for code, there in self.pages.by_language.items() if path in there}
        return Text.model_construct(None, **(dict.fromkeys(LANGUAGES, next(iter(titles.values()))) | titles))

    def prose(self, path: str) -> Prose:
        """What a page says in each language that it stands in."""
        there = {code: of[path] for code, of in self.pages.by_language.items() if path in of}
        return {code: blocks(page, self._figures[code]) for code, page in there.items()}

    @cached_property
    def _figures(self) -> Mapping[str, Mapping[str, str]]:
        sound = list[Figure]()
        for record in self.records["figures"].values():
            with suppress(ValidationError):
                sound.append(Figure.model_validate(record))
        return {
            code: {figure.id: figures.said(figure, language) for figure in sound}
            for code, language in LANGUAGES.items()
        }


def _read(file: Path, shown: str) -> tuple[Mapping[str, Raw], list[Problem]]:
    if not file.exists():
        return {}, []
    document = read_yaml(file, shown)
    if not isinstance(document.value, list):
        fault = Fault("tệp phải là danh sách bản ghi, ví dụ: - id: asean", "file must be a list, as in: - id: asean")
        return {}, document.problems or [document.problem((), fault)]
    records = [record for record in document.value if isinstance(record, dict) and isinstance(record.get("id"), str)]
    return {record["id"]: record for record in records}, document.problems


def freeze(root: Path, before: Path, version: str, since: str) -> str:
    """The text of `data/changes/<version>.json`; `before` holds the state of the release `since`. Raises DataError."""
    return dumps(compare(State.read(before), State.read(root), version, since))


def compare(before: State, after: State, version: str, since: str) -> Changes:
    """What changed: records by dataset, those added first, and pages by path."""
    return Changes(
        version=version,
        since=since,
        records=tuple(record_changes(before, after)),
        pages=tuple(page_changes(before, after)),
    )


def record_changes(before: State, after: State, whole: bool = False) -> Iterator[RecordChange]:
    """The records that came, went or changed, by dataset; of those that came or went all fields, where `whole`."""
    for dataset in COMPARED:
        identifiers = {*before.records[dataset], *after.records[dataset]}
        found = [_record(dataset, identifier, before, after, whole) for identifier in identifiers]
        yield from sorted((change for change in found if change), key=lambda change: (change.change, change.id))


def _record(dataset: str, identifier: str, before: State, after: State, whole: bool) -> RecordChange | None:
    old, new = before.records[dataset].get(identifier), after.records[dataset].get(identifier)
    change: Change = "added" if old is None else "removed" if new is None else "changed"
    found = (
        FieldChange(field=name, redline=redlines)
        for name, redlines in fields.changed(DATASETS[dataset], old or {}, new or {}, (before.name, after.name))
    )
    kept = tuple(found) if whole or change == "changed" else ()
    if change == "changed" and not kept:
        return None
    name = (before if new is None else after).name(dataset, identifier)
    return RecordChange(dataset=dataset, id=identifier, change=change, name=name, fields=kept)


def page_changes(before: State, after: State, whole: bool = False) -> Iterator[PageChange]:
    """The pages that came, went or changed, by path; of those that came or went all text, where `whole`."""
    moved = _moved(before, after)
    same = before.unchanged(after)
    for path in sorted((before.paths | after.paths) - set(moved.values()) - same):
        was = moved.get(path)
        change: Change = "removed" if path not in after.paths else "changed"
        if path not in before.paths and not was:
            change = "added"
        compared = whole or change == "changed"
        lines = dict(_redlines(before.prose(was or path), after.prose(path))) if compared else {}
        if was or lines or change != "changed":
            title = (before if change == "removed" else after).title(path)
            yield PageChange(path=path, was=was, change=change, title=title, redline=lines)


def _moved(before: State, after: State) -> dict[str, str]:
    """The old path of each page that stands at a new one with much the same text."""
    gone = {path: _text(before.prose(path)) for path in sorted(before.paths - after.paths)}
    come = {path: _text(after.prose(path)) for path in sorted(after.paths - before.paths)}
    pairs = [(likeness(gone[was], come[path], _SAME_PAGE), was, path) for was in gone for path in come]
    moved = dict[str, str]()
    # The likest first: a page that was only moved is not taken for another that is a little like it.
    for alike, was, path in sorted(pairs, key=lambda pair: (-pair[0], *pair[1:])):
        if alike >= _SAME_PAGE and path not in moved and was not in moved.values():
            moved[path] = was
    return moved


def _text(prose: Prose) -> str:
    return " ".join(block.text for code in LANGUAGES for block in prose.get(code, ()))


def _redlines(old: Prose, new: Prose) -> Iterator[tuple[str, tuple[BlockChange, ...]]]:
    for code in LANGUAGES:
        if found := tuple(_blocks(old.get(code, ()), new.get(code, ()))):
            yield code, found


def _blocks(old: Sequence[Block], new: Sequence[Block]) -> Iterator[BlockChange]:
    """The blocks that changed, in the order of the page."""
    was, now = ([(block.kind, block.text) for block in side] for side in (old, new))
    for tag, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag != "equal":
            for gone, come in _pairs(old[a:b], new[c:d]):
                block = come or gone
                if block:
                    parts = redline(gone.text if gone else "", come.text if come else "")
                    yield BlockChange(section=block.heading, kind=block.kind, parts=parts)


def _pairs(old: Sequence[Block], new: Sequence[Block]) -> Iterator[tuple[Block | None, Block | None]]:
    """Each old block with the next new one that is much like it; those that have none stand alone."""
    waiting = list(new)
    for block in old:
        alike = (
            index
            for index, other in enumerate(waiting)
            if other.kind == block.kind and likeness(block.text, other.text, _SAME_BLOCK) >= _SAME_BLOCK
        )
        place = next(alike, None)
        if place is None:
            yield block, None
        else:
            yield from ((None, other) for other in waiting[:place])
            yield block, waiting[place]
            del waiting[: place + 1]
    yield from ((None, other) for other in waiting)
