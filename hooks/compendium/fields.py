"""The fields of records as editors wrote them, in the words that readers see: for states of which no model is left."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from typing import Any, get_args

from compendium import dates
from compendium.language import LANGUAGES
from compendium.model import Edtf, Record, Reference, Spoken, Text, arguments, key
from compendium.problem import Fault
from compendium.redline import ITEMS, Part, redline, replaced
from compendium.render import words

Raw = Mapping[str, Any]
Redlines = dict[str, tuple[Part, ...]]
# The name of a record: its dataset, its id.
Names = Callable[[str, str], Text]

_EDTF = get_args(Edtf)[1]


def changed(model: type[Record], old: Raw, new: Raw, names: tuple[Names, Names]) -> Iterator[tuple[str, Redlines]]:
    """The fields in which two states of a record differ; `names` are those of each state."""
    marks = {key(model, name): _marks(model, name) for name in model.model_fields}
    before, after = _flat(old), _flat(new)
    for name in dict.fromkeys([*marks, *before, *after]):
        values = before.get(name), after.get(name)
        if values[0] != values[1] and (found := _redlines(name, values, marks.get(name, ()), names)):
            yield name, found


def _marks(model: type[Record], name: str) -> tuple[Any, ...]:
    field = model.model_fields[name]
    return (*field.metadata, *arguments(field.annotation))


def _flat(record: Raw) -> Raw:
    """The fields by name, those of a group that belongs to one language as `vi.term`. What is empty is not there."""
    fields: dict[str, Any] = {}
    for name, value in record.items():
        if name in LANGUAGES and isinstance(value, dict):
            fields |= {f"{name}.{part}": inner for part, inner in value.items()}
        else:
            fields[name] = value
    return {name: value for name, value in fields.items() if value is not False and value not in ([], {}, "", None)}


def _redlines(name: str, values: tuple[Any, Any], marks: Sequence[Any], names: tuple[Names, Names]) -> Redlines:
    codes = [code for code in LANGUAGES if name.startswith(f"{code}.")] or [*LANGUAGES]
    said = {code: [_say(value, marks, of, code) for value, of in zip(values, names, strict=True)] for code in codes}
    differ = [code for code, (old, new) in said.items() if old != new]
    if differ and not any(_has_languages(value) for value in values):
        differ = codes
    marked = {code: _mark(values, *said[code]) for code in differ}
    return {code: parts for code, parts in marked.items() if parts}


def _has_languages(value: Any) -> bool:
    return any(isinstance(item, dict) for item in (value if isinstance(value, list) else [value]))


def _mark(values: tuple[Any, Any], old: str, new: str) -> tuple[Part, ...]:
    """Texts word by word, lists item by item, and anything else as a whole."""
    if any(isinstance(value, list) for value in values):
        return redline(old, new, ITEMS)
    return redline(old, new) if any(isinstance(value, dict) for value in values) else replaced(old, new)


def _say(value: Any, marks: Sequence[Any], names: Names, code: str) -> str:
    """A value in words: its plain text where the model of today knows nothing about it."""
    match value:
        case None:
            return ""
        case list():
            return "; ".join(_say(item, marks, names, code) for item in value)
        case dict() if set(value) == set(LANGUAGES):
            return _say(value[code], marks, names, code)
        case dict():
            return ", ".join(_say(item, marks, names, code) for item in value.values())
        case bool():
            return words()["yes"][code]
        case int() | float():
            return LANGUAGES[code].number(Decimal(str(value)))
        case _:
            return _spoken(str(value), marks, names, code)


def _spoken(text: str, marks: Sequence[Any], names: Names, code: str) -> str:
    for mark in marks:
        match mark:
            case Reference(dataset=dataset):
                return names(dataset, text)[code]
            case Spoken(prefix=prefix) if f"{prefix}.{text}" in words():
                return words()[f"{prefix}.{text}"][code]
        if mark == _EDTF:
            with suppress(Fault):
                return dates.say(text, LANGUAGES[code].long_dates)
    return text
