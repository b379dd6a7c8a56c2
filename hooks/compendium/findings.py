"""What is wrong with a record by itself: pydantic's findings in an editor's words, with an example that passes."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from functools import cache
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from compendium.model import Record, arguments, key
from compendium.problem import Fault, Problem
from compendium.reader import MOST_TOLD, Document, Keys

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Entry:
    """A record and its position in the file. One that is not `whole` is faulty: it holds only what is sound in it."""

    index: int
    record: Record
    whole: bool


def records(document: Document, model: type[Record]) -> tuple[list[Entry], list[Problem]]:
    """The records of a document, and every problem that each has by itself, as many as one run tells of a file."""
    if not isinstance(document.value, list):
        fault = Fault("tệp phải là danh sách bản ghi, ví dụ: - id: asean", "file must be a list, as in: - id: asean")
        return [], [document.problem((), fault)] if not document.problems else []
    entries = list[Entry]()
    problems = list[Problem]()
    for index, value in enumerate(document.value):
        if len(problems) > MOST_TOLD:
            break
        record, found = validate(value, model, document, (index,))
        problems += found
        if record:
            entries.append(Entry(index, record, whole=True))
        elif isinstance(value, dict):
            entries.append(Entry(index, salvage(value, model), whole=False))
    return entries, problems


def salvage(value: dict[str, Any], model: type[Record]) -> Record:
    """What is sound in a faulty record, so that the same run finds what is wrong between records."""
    fields: dict[str, Any] = {}
    for name in model.model_fields:
        with suppress(KeyError, ValidationError):
            fields[key(model, name)] = _adapter(model, name).validate_python(value[key(model, name)])
    return model.model_construct(**fields)


# To make one takes longer than to judge a thousand values by it.
@cache
def _adapter(model: type[Record], name: str) -> TypeAdapter[Any]:
    return adapter(model.model_fields[name])


def adapter(field: FieldInfo) -> TypeAdapter[Any]:
    """What judges a value of one field by itself."""
    kind: Any = Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation
    return TypeAdapter(kind)


def validate(value: Any, model: type[M], document: Document, at: Keys) -> tuple[M | None, list[Problem]]:
    """The value as an instance of the model, or every reason why it is none; `at` are the keys that lead to it."""
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        found = _without_echoes(error.errors(include_url=False)[:MOST_TOLD])
        return None, [document.problem((*at, *details["loc"]), _fault(details, model, value)) for details in found]


def faults(value: dict[str, Any], model: type[BaseModel], given: Keys) -> list[Fault]:
    """What is wrong with what these keys lead to in an unfinished value; what is not given yet is no fault."""
    try:
        model.model_validate(value)
    except ValidationError as error:
        return [
            _fault(details, model, value)
            for details in _without_echoes(error.errors(include_url=False))
            if details["type"] != "missing" and details["loc"][: len(given)] == given
        ]
    return []


def _without_echoes(found: list[ErrorDetails]) -> list[ErrorDetails]:
    """Drops "too short" where it only follows from an item of the list that was refused."""
    places = [details["loc"] for details in found]
    return [
        details
        for details in found
        if details["type"] != "too_short"
        or not any(
            len(place) > len(details["loc"]) and place[: len(details["loc"])] == details["loc"] for place in places
        )
    ]


def _fault(details: ErrorDetails, model: type[BaseModel], value: Any) -> Fault:
    """Pydantic's finding in an editor's words."""
    keys = details["loc"]
    name = ".".join(map(str, keys)) or "id"
    vi, en = _requirement(details, model)
    quoted = quotable(details, model)
    example = f"{keys[-1]}: '{quoted}'" if quoted is not None else _example(keys, model)
    named = value.get(key(model, "id")) if isinstance(value, dict) and "id" in model.model_fields else None
    of = f" ({named})" if isinstance(named, str) else ""
    inner = details.get("ctx", {}).get("error")
    check = inner.check if isinstance(inner, Fault) else "field"
    vi, en = f"`{name}`{of} {vi}; ví dụ: {example}", f"`{name}`{of} {en}; for example: {example}"
    if quoted is not None:
        vi, en = f"{vi}; hãy chạy: make fix", f"{en}; run: make fix"
    return Fault(vi, en, check)


def quotable(details: ErrorDetails, model: type[BaseModel]) -> str | None:
    """The text that a value would be, where all that it lacks is quotes; None for any other fault."""
    keys, value = details["loc"], details["input"]
    field = _fields(_model_at(keys, model)).get(str(keys[-1])) if keys else None
    if field is None or field.annotation is not str or isinstance(value, bool | datetime):
        return None
    if isinstance(value, int | date):
        with suppress(ValidationError):
            return str(adapter(field).validate_python(str(value)))
    return None


# What pydantic's findings ask for, by their type; `{expected}` and `{read}` are filled in.
_REQUIREMENTS = {
    "missing": ("phải có", "must be given"),
    "extra_forbidden": ("không phải khóa được dùng; các khóa: {expected}", "must be a known key; known: {expected}"),
    "string_type": ("phải là chữ trong dấu nháy (YAML đọc thành {read})", "must be text in quotes (YAML read {read})"),
    "string_too_short": ("không được trống", "must not be empty"),
    "string_too_long": ("phải ngắn hơn", "must be shorter"),
    "string_pattern_mismatch": ("phải viết đúng dạng", "must have the right form"),
    "literal_error": ("phải là một trong: {expected}", "must be one of: {expected}"),
    "too_short": ("phải có ít nhất một mục", "must hold at least one item"),
    "tuple_type": ("phải là một danh sách", "must be a list"),
    "model_type": ("phải là một nhóm khóa và giá trị", "must be a group of keys and values"),
    "bool_type": ("phải là true hoặc false", "must be true or false"),
    "bool_parsing": ("phải là true hoặc false", "must be true or false"),
    "int_type": ("phải là số nguyên", "must be a whole number"),
    "greater_than_equal": ("phải từ {expected} trở lên", "must be {expected} or more"),
    "less_than_equal": ("phải từ {expected} trở xuống", "must be {expected} or less"),
    "url_scheme": ("phải là địa chỉ https", "must be an https address"),
    "url_parsing": ("phải là địa chỉ https", "must be an https address"),
}


# What YAML took a value for, in an editor's words.
_READ_AS = {
    "int": ("số", "a number"),
    "float": ("số", "a number"),
    "bool": ("đúng/sai", "true or false"),
    "date": ("ngày", "a date"),
    "datetime": ("giờ", "a time"),
    "list": ("danh sách", "a list"),
    "dict": ("nhóm khóa", "a group of keys"),
    "NoneType": ("trống", "nothing"),
}


def _requirement(details: ErrorDetails, model: type[BaseModel]) -> tuple[str, str]:
    context = details.get("ctx", {})
    if isinstance(fault := context.get("error"), Fault):
        return fault.vi, fault.en
    known = ", ".join(_fields(_model_at(details["loc"], model)))
    expected = str(context.get("expected", context.get("ge", context.get("le", known)))).replace(" or ", ", ")
    otherwise = f"phải hợp lệ ({details['msg']})", f"must be valid ({details['msg']})"
    vi, en = _REQUIREMENTS.get(details["type"], otherwise)
    kind = type(details["input"]).__name__
    read_vi, read_en = _READ_AS.get(kind, (kind, kind))
    return vi.format(expected=expected, read=read_vi), en.format(expected=expected, read=read_en)


def _example(keys: Keys, model: type[BaseModel]) -> str:
    """A line that passes, in YAML."""
    name = next((part for part in reversed(keys) if isinstance(part, str)), "id")
    fields = _fields(_model_at(keys, model))
    name = name if name in fields else next(iter(get_close_matches(name, fields, 1)), next(iter(fields)))
    field = fields[name]
    example = (field.examples or ["…"])[0]
    dumped = yaml.safe_dump({name: example}, allow_unicode=True, default_flow_style=True, width=1000, sort_keys=False)
    return dumped.strip().removeprefix("{").removesuffix("}")


def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """The fields of a model by the keys under which editors write them."""
    return {key(model, name): field for name, field in model.model_fields.items()}


def _model_at(keys: Keys, model: type[BaseModel]) -> type[BaseModel]:
    """The model whose field the last key names."""
    for part in keys[:-1] if keys and isinstance(keys[-1], str) else keys:
        if isinstance(part, str) and part in model.model_fields:
            annotation = model.model_fields[part].annotation
            kinds = [annotation, *arguments(annotation)]
            model = next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)), model)
    return model
