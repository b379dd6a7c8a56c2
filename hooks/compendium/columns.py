"""The datasets as tables: which columns each has, from its model, and what stands in them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import groupby
from typing import Any, Literal, get_args, get_origin

from annotated_types import MinLen
from pydantic import BaseModel, HttpUrl, StringConstraints
from pydantic.fields import FieldInfo

from compendium import dictionary
from compendium.language import LANGUAGES
from compendium.model import DATASETS, Cited, Day, Edtf, Record, Reference, Spoken, Text, arguments, key

# What is asked for most comes first.
ORDER = tuple(dict.fromkeys(["events", "terms", "instruments", "sources", "figures", "deals", *DATASETS]))
# No page has a place for each of these.
_WITHOUT_PLACE = ("partners", "periods")

_KINDS: dict[Any, str] = {
    bool: "boolean",
    int: "integer",
    Decimal: "number",
    HttpUrl: "address",
    get_args(Edtf)[1]: "edtf",
    get_args(Day)[1]: "date",
}


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column and the keys that lead to what it shows of a record; one for each language where there are two.

    `kind` is text, integer, number, boolean, date (a day), edtf, address, or what is derived: bounds, url.
    `suffix` tells apart the columns of one field: a language, or from and to. `required` columns have no empty cell.
    """

    path: tuple[str, ...]
    kind: str
    meaning: Text
    suffix: str = ""
    listed: bool = False
    required: bool = False
    values: tuple[str, ...] = ()
    spoken: str = ""
    """The prefix under which the words of the interface have the values."""
    pattern: str = ""
    reference: str | None = None
    """The dataset whose ids it holds."""

    @property
    def field(self) -> str:
        """What the column shares with those beside it that have other suffixes."""
        return "_".join(part for part in self.path if part not in LANGUAGES)

    @property
    def name(self) -> str:
        return f"{self.field}_{self.suffix}" if self.suffix else self.field

    @property
    def derived(self) -> bool:
        return self.kind in ("bounds", "url")


@cache
def columns(dataset: str) -> tuple[Column, ...]:
    """The columns of a dataset: those of one field side by side, its bounds after a date, evidence and addresses last.

    The first is the key of the dataset.
    """
    model = DATASETS[dataset]
    found = list(_columns(model, Column(path=(), kind="", meaning=dictionary.about(model))))
    fields = list(dict.fromkeys(column.field for column in found))
    evidence = set(Cited.model_fields) - set(Record.model_fields) if issubclass(model, Cited) else set[str]()
    found.sort(key=lambda column: (column.field in evidence, fields.index(column.field)))
    url = Column(path=("url",), kind="url", meaning=dictionary.derived("url"))
    codes = () if dataset in _WITHOUT_PLACE else LANGUAGES
    return (*found, *(replace(url, suffix=code) for code in codes))


def by_field(dataset: str) -> list[tuple[Column, ...]]:
    """The same, the columns of one field together."""
    return [tuple(group) for _, group in groupby(columns(dataset), lambda column: (column.field, column.kind))]


def _columns(model: type[BaseModel], above: Column) -> Iterator[Column]:
    """The columns of the fields of a model, which stands in a record where `above` says."""
    for name, field in model.model_fields.items():
        marks = [*field.metadata, field.annotation, *arguments(field.annotation)]
        inner = next((kind for kind in marks if isinstance(kind, type) and issubclass(kind, BaseModel)), None)
        column = replace(
            above,
            path=(*above.path, key(model, name)),
            # Of a text in both languages it is said once what it means.
            meaning=above.meaning if set(model.model_fields) == set(LANGUAGES) else dictionary.meaning(model, name),
            suffix=name if name in LANGUAGES else above.suffix,
            listed=above.listed or any(get_origin(kind) is tuple for kind in marks),
            required=(above.required or not above.path) and _is_filled(field),
        )
        yield from _columns(inner, column) if inner else _of_value(column, marks)


def _is_filled(field: FieldInfo) -> bool:
    """Whether a value is there in every record."""
    if field.is_required():
        return get_origin(field.annotation) is not tuple or any(isinstance(mark, MinLen) for mark in field.metadata)
    return isinstance(field.default, bool)


def _of_value(column: Column, marks: list[Any]) -> Iterator[Column]:
    kind = next((_KINDS[mark] for mark in marks if mark in _KINDS), "text")
    yield replace(
        column,
        kind=kind,
        values=next((get_args(mark) for mark in marks if get_origin(mark) is Literal), ()),
        spoken=next((mark.prefix for mark in marks if isinstance(mark, Spoken)), ""),
        pattern=next((str(mark.pattern or "") for mark in marks if isinstance(mark, StringConstraints)), ""),
        reference=next((mark.dataset for mark in marks if isinstance(mark, Reference)), None),
    )
    if kind == "edtf":
        bounds = replace(column, kind="bounds", meaning=dictionary.derived("bounds"), required=False)
        yield from (replace(bounds, suffix=end) for end in ("from", "to"))


def values(record: Any, path: tuple[str, ...]) -> list[Any]:
    """What stands in a record, as pydantic dumps it, where the keys lead; through lists, in their order."""
    match record:
        case None:
            return []
        case tuple() | list():
            return [found for item in record for found in values(item, path)]
        case Mapping() if path:
            return values(record[path[0]], path[1:])
        case _:
            return [record]
