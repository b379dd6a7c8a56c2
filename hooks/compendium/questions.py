"""What a person is asked for a new record or page: a question for each value that its model holds."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

import yaml
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from compendium.language import LANGUAGES
from compendium.model import Reference, Spoken, Text, arguments, key

Keys = tuple[str, ...]
Meaning = Callable[[type[BaseModel], str], Text]
_BOOLEANS = {"true": True, "false": False}
_QUOTED_DATE = re.compile(r"(?P<quote>['\"])(?P<date>[0-9][0-9X~?%./-]*)(?P=quote)")


@dataclass(frozen=True, kw_only=True)
class Question:
    """A value that is asked for: where it stands in the record, what it means, and what it may be.

    `spoken` is the prefix of the words that readers see for its `choices`, `dataset` what its ids name, `parts` are
    asked again and again for a list of groups. One that is not `needed` may be left out; but where its `group` may be
    left out, too, and was begun, it is needed.
    """

    keys: Keys
    meaning: Mapping[str, str]
    example: str
    needed: bool
    group: Keys = ()
    listed: bool = False
    kind: type = str
    choices: tuple[str, ...] = ()
    spoken: str = ""
    dataset: str = ""
    parts: tuple["Question", ...] = ()

    @property
    def name(self) -> str:
        return ".".join(self.keys)

    @property
    def option(self) -> str:
        """How the command takes it: `--title-vi`."""
        return "--" + "-".join(self.keys).replace("_", "-")

    def value(self, text: str) -> Any:
        """What the text stands for; one that has not the right form stays as it is, and is judged as that."""
        if self.parts:
            return _groups(text)
        if not self.listed:
            return self._one(text)
        separated = r"[;,\s]+" if self.choices or self.dataset else ";"
        return [self._one(item.strip()) for item in re.split(separated, text) if item.strip()]

    def _one(self, text: str) -> Any:
        if self.choices and text.isdecimal() and 0 < int(text) <= len(self.choices):
            text = self.choices[int(text) - 1]
        # The message about a date shows it as it stands in the file: in quotes, which the file gets by itself.
        if quoted := _QUOTED_DATE.fullmatch(text):
            text = quoted["date"]
        if self.kind is bool:
            return _BOOLEANS.get(text, text)
        return int(text) if self.kind is int and re.fullmatch(r"[0-9]{1,9}", text) else text


def _groups(text: str) -> Any:
    try:
        found = yaml.safe_load(f"[{text}]")
    except yaml.YAMLError:
        return text
    return found


def questions(model: type[BaseModel], meaning: Meaning) -> tuple[Question, ...]:
    """What is asked for a record of a model, in the order of its fields."""
    return tuple(_questions(model, meaning, (), {}, {}, needed=True))


def _questions(
    model: type[BaseModel],
    meaning: Meaning,
    above: Keys,
    said: Mapping[str, str],
    example: Mapping[str, Any],
    *,
    needed: bool,
) -> Iterator[Question]:
    """`said` and `example` are what the field says in which this model stands."""
    for name, field in model.model_fields.items():
        keys = (*above, key(model, name))
        about = meaning(model, name)
        means = {code: f"{said.get(code, '')} {about[code]}".strip() for code in LANGUAGES}
        shown = example.get(keys[-1], (field.examples or [""])[0])
        inner = next((kind for kind in _kinds(field) if issubclass(kind, BaseModel)), None)
        asked = needed and field.is_required()
        if inner and get_origin(field.annotation) is tuple:
            parts = tuple(_questions(inner, meaning, (), {}, shown[0], needed=True))
            shown = yaml.safe_dump(shown[0], allow_unicode=True, default_flow_style=True, sort_keys=False, width=1000)
            yield Question(keys=keys, meaning=means, example=shown.strip(), needed=asked, listed=True, parts=parts)
        elif inner:
            yield from _questions(inner, meaning, keys, means, shown, needed=asked)
        else:
            group = above if field.is_required() and not needed else ()
            yield _question(keys, means, shown, field, group, needed=asked)


def _question(
    keys: Keys, means: Mapping[str, str], example: Any, field: FieldInfo, group: Keys, *, needed: bool
) -> Question:
    marks = (*field.metadata, field.annotation, *arguments(field.annotation))
    listed = get_origin(field.annotation) is tuple
    kind = next((kind for kind in (bool, int) if kind in marks), str)
    literal = next((mark for mark in marks if get_origin(mark) is Literal), None)
    return Question(
        keys=keys,
        meaning=means,
        example="; ".join(map(str, example)) if listed else str(example).lower() if kind is bool else str(example),
        needed=needed,
        group=group,
        listed=listed,
        kind=kind,
        choices=tuple(_BOOLEANS) if kind is bool else get_args(literal),
        spoken=next((mark.prefix for mark in marks if isinstance(mark, Spoken)), ""),
        dataset=next((mark.dataset for mark in marks if isinstance(mark, Reference)), ""),
    )


def _kinds(field: FieldInfo) -> Iterator[type]:
    """The classes inside the type of a field."""
    return (kind for kind in (field.annotation, *arguments(field.annotation)) if isinstance(kind, type))


def nested(values: Mapping[Keys, Any]) -> dict[str, Any]:
    """The record that the answers make: `{("title", "vi"): …}` becomes `{"title": {"vi": …}}`."""
    record: dict[str, Any] = {}
    for keys, value in values.items():
        group = record
        for name in keys[:-1]:
            group = group.setdefault(name, {})
        group[keys[-1]] = value
    return record
