"""What every dataset and every field means, in both languages, as `dictionary.yml` says it in one place for all."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import BaseModel, TypeAdapter

from compendium.model import Model, Text
from compendium.problem import DataError
from compendium.reader import read_yaml


class Entry(Model):
    """What is said of a model: what a record of it is, and the meaning of each field that it brings."""

    about: Text | None = None
    fields: dict[str, Text]


@cache
def entries() -> Mapping[str, Entry]:
    """The dictionary by the names of models; `Derived` stands for columns that no model has."""
    document = read_yaml(Path(__file__).with_suffix(".yml"), "hooks/compendium/dictionary.yml")
    if document.problems:
        raise DataError(document.problems)
    return TypeAdapter(dict[str, Entry]).validate_python(document.value)


def about(model: type[BaseModel]) -> Text:
    """What a record of a model is. Raises KeyError where the dictionary does not say."""
    if text := entries()[model.__name__].about:
        return text
    raise KeyError(model.__name__)


def meaning(model: type[BaseModel], field: str) -> Text:
    """What a field means: the model's own word before that of the models it builds on. Raises KeyError for none."""
    for kind in model.__mro__:
        if (entry := entries().get(kind.__name__)) and field in entry.fields:
            return entry.fields[field]
    raise KeyError(f"{model.__name__}.{field}")


def derived(name: str) -> Text:
    """What a column means that is computed from others."""
    return entries()["Derived"].fields[name]
