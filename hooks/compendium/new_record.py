"""A new record: what is asked for it, what its answers may be, and the file that it makes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from compendium import dictionary, findings, questions, rules
from compendium.appending import appended, order
from compendium.asking import Values
from compendium.files import Change
from compendium.findings import Entry
from compendium.identifiers import free, identifier
from compendium.language import LANGUAGES
from compendium.library import Library
from compendium.model import DATASETS, Record
from compendium.problem import Fault
from compendium.questions import Question, nested
from compendium.reader import Document, Keys, read_yaml

# What an id is made of, and so is asked for before it: the first of these that a record has.
_NAMES = (("short", "en"), ("title", "en"), ("en", "term"))


@dataclass(frozen=True)
class NewRecord:
    """A record that is to stand at the end of `data/<dataset>.yml`."""

    root: Path
    dataset: str
    library: Library

    @property
    def model(self) -> type[Record]:
        return DATASETS[self.dataset]

    @cached_property
    def path(self) -> str:
        return f"data/{self.dataset}.yml"

    @cached_property
    def document(self) -> Document:
        return read_yaml(self.root / self.path, self.path)

    @cached_property
    def questions(self) -> Sequence[Question]:
        """Its name first, then the id that comes from it, then the rest in the order of the file."""
        names = order(self.document.value, self.dataset)
        asked = questions.questions(self.model, dictionary.meaning)
        named = next(keys[0] for keys in _NAMES if any(question.keys == keys for question in asked))
        head = [*LANGUAGES] if named in LANGUAGES else [named]
        names = list(dict.fromkeys([*head, "id", *names]))
        return sorted(asked, key=lambda question: (not question.needed, names.index(question.keys[0])))

    def faults(self, values: Values, keys: Keys) -> Sequence[Fault]:
        value = nested(values)
        if found := findings.faults(value, self.model, keys):
            return found
        record = findings.salvage({str(keys[0]): value[str(keys[0])]}, self.model)
        entry = Entry(len(self.document.value), record, whole=False)
        return [Fault(problem.vi, problem.en, problem.check) for problem in self._between(entry, keys)]

    def _between(self, entry: Entry, keys: Keys) -> Iterator[Any]:
        """What is wrong between an answer and the records that are there."""
        datasets = {name: getattr(self.library, name) for name in DATASETS}
        rest = (entry.index, entry.record, datasets, self.document)
        yield from rules.check_references(*rest)
        yield from rules.check_citations(*rest)
        if keys == ("id",):
            yield from rules.check_ids([*findings.records(self.document, self.model)[0], entry], self.document)
        if keys == ("when",):
            yield from rules.check_period(*rest)

    def suggested(self, values: Values, keys: Keys) -> str:
        if keys != ("id",):
            return ""
        name = next((str(values[keys]) for keys in _NAMES if keys in values), "")
        return free(identifier(name), getattr(self.library, self.dataset))

    def choices(self, question: Question) -> Iterator[tuple[str, str]]:
        for record in getattr(self.library, question.dataset).values() if question.dataset else ():
            yield record.id, " / ".join(dict.fromkeys(_name(record, code) for code in LANGUAGES))

    def changes(self, values: Values) -> list[Change]:
        before = (self.root / self.path).read_bytes()
        after, line = appended(before.decode(), nested(values), self.dataset)
        return [Change(path=self.path, before=before, after=after.encode(), line=line)]


def _name(record: Any, code: str) -> str:
    named = next(getattr(record, name) for name in ("title", "name", code) if hasattr(record, name))
    return str(getattr(named, "term", None) or named[code])
