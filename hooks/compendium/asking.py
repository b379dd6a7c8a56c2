"""A conversation in the terminal: one question at a time, until there is a record that can be written."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from pydantic import TypeAdapter

from compendium.checks import Said
from compendium.problem import DataError, Fault
from compendium.questions import Keys as Name
from compendium.questions import Question, nested
from compendium.reader import Keys, read_yaml
from compendium.render import words

Values = dict[Name, Any]


@cache
def texts() -> Mapping[str, Said]:
    """What is said in the terminal, by key, in both languages."""
    document = read_yaml(Path(__file__).with_suffix(".yml"), "hooks/compendium/asking.yml")
    if document.problems:
        raise DataError(document.problems)
    return TypeAdapter(dict[str, Said]).validate_python(document.value)


Check = Callable[[Any], Sequence[Fault]]


class Subject(Protocol):
    """What is asked about: a record of a dataset, or a page."""

    @property
    def questions(self) -> Sequence[Question]: ...

    def faults(self, values: Values, keys: Keys) -> Sequence[Fault]:
        """What is wrong with the answer at these keys; of a group in a list they hold its number: `sections, 0, id`."""

    def suggested(self, values: Values, keys: Keys) -> str:
        """What the answer may be, by what is known already; empty where nobody can tell."""

    def choices(self, question: Question) -> Iterable[tuple[str, str]]:
        """The ids that may be the answer, each with its name."""


@dataclass(frozen=True)
class Conversation:
    """With one person, in the language of their terminal. `read` shows a prompt and gives the line that was typed."""

    language: str
    read: Callable[[str], str]
    tell: Callable[[str], None]

    def say(self, key: str, /, **filled: object) -> str:
        return texts()[key][self.language].format(**filled)

    def complete(self, subject: Subject, values: Values) -> None:
        """Asks for everything that is needed and has no answer yet."""
        for question in missing(subject.questions, values):
            self.ask(subject, question, values)

    def is_reviewed(self, subject: Subject, values: Values) -> bool:
        """Shows all answers, and asks for one anew where that is wanted; True where they may be written as they are."""
        self.tell(f"\n{self.say('review')}")
        for number, question in enumerate(subject.questions, 1):
            value = values.get(question.keys)
            self.tell(f" {number:2} {question.name}: {self.say('nothing-yet') if value is None else _shown(value)}")
        typed = self._line(self.say("choose"))
        if typed.isdecimal() and 0 < int(typed) <= len(subject.questions):
            self.ask(subject, subject.questions[int(typed) - 1], values)
            self.complete(subject, values)
        return not typed

    def ask(self, subject: Subject, question: Question, values: Values) -> None:
        """Asks until the answer is right; one that may be left out, and is, is taken out of the answers."""
        old = values.pop(question.keys, None)
        suggested = _shown(old) if old is not None and not question.parts else subject.suggested(values, question.keys)
        answer = (
            self._groups(subject, question, values)
            if question.parts
            else self._answer(
                subject, question, suggested, lambda v: subject.faults(values | {question.keys: v}, question.keys)
            )
        )
        if answer is not None:
            values[question.keys] = answer

    def _answer(self, subject: Subject, question: Question, suggested: str, check: Check) -> Any:
        """The first answer without a fault; None for one that is left out."""
        self._introduce(question, subject)
        while True:
            typed = self._line(self._hint(question, suggested))
            if typed == "?" and question.dataset:
                self.tell("\n".join(f"  {_named(*choice)}" for choice in subject.choices(question)))
                continue
            typed = "" if typed == "-" and not question.needed else typed or suggested
            if not typed and not question.needed:
                return None
            value = question.value(self._chosen(subject, question, typed))
            if not (faults := [_not_utf_8()] if "\ufffd" in typed else check(value)):
                return value
            self.tell("\n".join(f"  ✗ {said(fault, self.language)}" for fault in faults))
            self.tell(f"  {self.say('again')}")

    def _groups(self, subject: Subject, question: Question, values: Values) -> list[Any]:
        """The groups of a list, one after another, as many as are wanted."""
        groups = list[Any]()
        while not groups or self._line(self.say("more")) == "+":
            self.tell(f"\n{self.say('group', number=len(groups) + 1, name=question.name)}")
            groups.append(self._group(subject, question, values, groups))
        return groups

    def _group(self, subject: Subject, question: Question, values: Values, before: list[Any]) -> Any:
        answers: Values = {}
        for part in question.parts:
            self._part(subject, question, part, values, before, answers)
        return nested(answers)

    def _part(
        self, subject: Subject, question: Question, part: Question, values: Values, before: list[Any], answers: Values
    ) -> None:
        """Asks for one part of a group, and puts it among the answers."""
        at: Keys = (*question.keys, len(before), *part.keys)

        def whole(known: Values) -> Values:
            return values | {question.keys: [*before, nested(known)]}

        suggested = subject.suggested(whole(answers), at)
        answer = self._answer(
            subject, part, suggested, lambda value: subject.faults(whole(answers | {part.keys: value}), at)
        )
        if answer is not None:
            answers[part.keys] = answer

    def _introduce(self, question: Question, subject: Subject) -> None:
        """What is asked for, what it means, and what it may be."""
        optional = "" if question.needed else f" ({self.say('optional')})"
        lines = [question.meaning[self.language]]
        if question.dataset:
            lines.append(self.say("ids", dataset=question.dataset))
        elif choices := self._numbered(subject, question):
            lines += [f"{number:2} {_named(*choice)}" for number, choice in enumerate(choices, 1)]
            lines.append(self.say("several" if question.listed else "one"))
        else:
            lines.append(self.say("example", example=question.example))
            lines += [self.say("list")] if question.listed else []
        self.tell("\n  ".join([f"\n{question.name}{optional}", *lines]))

    def _numbered(self, subject: Subject, question: Question) -> list[tuple[str, str]]:
        """The values among which one is chosen by its number, each with the words that readers see for it."""
        if not question.choices:
            return [] if question.dataset else [*subject.choices(question)]
        said = [words().get(f"{question.spoken}.{value}") for value in question.choices]
        return [*zip(question.choices, [word[self.language] if word else "" for word in said], strict=True)]

    def _chosen(self, subject: Subject, question: Question, typed: str) -> str:
        """What a number stands for where only the subject knows the choices."""
        choices = [] if question.choices else self._numbered(subject, question)
        return choices[int(typed) - 1][0] if typed.isdecimal() and 0 < int(typed) <= len(choices) else typed

    def _hint(self, question: Question, suggested: str) -> str:
        hints = [self.say("suggested", suggested=suggested)] if suggested else []
        if not question.needed:
            hints.append(self.say("remove" if suggested else "leave"))
        return "; ".join(hints)

    def _line(self, hint: str) -> str:
        """What was typed, in composed Unicode and without the blanks around it."""
        if hint:
            self.tell(f"  {hint}")
        return unicodedata.normalize("NFC", self.read("> ")).strip()


def _not_utf_8() -> Fault:
    lost = texts()["not-utf-8"]
    return Fault(lost.vi, lost.en, "encoding")


def said(fault: Fault, code: str) -> str:
    return {"vi": fault.vi, "en": fault.en}[code]


def missing(questions: Sequence[Question], values: Values) -> list[Question]:
    """The questions that need an answer and have none: also those of a group that may be left out, and was begun."""
    begun = {keys[:length] for keys in values for length in range(1, len(keys))}
    return [one for one in questions if one.keys not in values and (one.needed or one.group in begun)]


def _named(value: str, name: str) -> str:
    return f"{value}: {name}" if name else value


def _shown(value: Any) -> str:
    """A value as it may be typed; groups for the eye only."""
    match value:
        case list():
            return "; ".join(map(_shown, value))
        case dict():
            return " / ".join(map(_shown, value.values()))
        case bool():
            return str(value).lower()
    return str(value)
