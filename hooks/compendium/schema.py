"""The JSON Schemas of the data files, for completion in editors: `python -m compendium.schema data/schema`."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, TypeAdapter
from pydantic.fields import FieldInfo

from compendium import dictionary
from compendium.language import LANGUAGES
from compendium.model import DATASETS, Reference, Spoken, Text, arguments, key
from compendium.render import words


def schemas() -> dict[str, str]:
    """The text of each schema (JSON Schema 2020-12) by its file name."""
    return {f"{name}.json": _schema(name) for name in DATASETS}


def _schema(name: str) -> str:
    model = DATASETS[name]
    schema = TypeAdapter(tuple[model, ...]).json_schema()  # type: ignore[valid-type]
    for kind in {model, *models(model)}:
        _describe(schema["$defs"][kind.__name__], kind)
    about = _both(dictionary.about(model))
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": name, "description": about}
    return json.dumps(head | schema, ensure_ascii=False, indent=2) + "\n"


def models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """The models inside the fields of a model, however deep."""
    for field in model.model_fields.values():
        for kind in (field.annotation, *arguments(field.annotation)):
            if isinstance(kind, type) and issubclass(kind, BaseModel):
                yield kind
                yield from models(kind)


def _describe(schema: dict[str, Any], model: type[BaseModel]) -> None:
    """Says what the model and each of its fields mean, in every language: editors see it while they write."""
    schema["description"] = _both(dictionary.about(model))
    for name in model.model_fields:
        lines = [_both(dictionary.meaning(model, name)), *_choices(model.model_fields[name])]
        schema["properties"][key(model, name)]["description"] = "\n".join(lines)


def _choices(field: FieldInfo) -> Iterator[str]:
    """What a value may be: each of a closed list as readers see it, or the file whose ids it names."""
    marks = (*field.metadata, field.annotation, *arguments(field.annotation))
    values = next((get_args(mark) for mark in marks if get_origin(mark) is Literal), ())
    for mark in marks:
        if isinstance(mark, Spoken):
            yield from (f"- {value}: {_both(words()[f'{mark.prefix}.{value}'])}" for value in values)
        elif isinstance(mark, Reference):
            yield f"data/{mark.dataset}.yml"


def _both(text: Text) -> str:
    return " · ".join(text[code] for code in LANGUAGES)


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print(__doc__)
        return 0 if arguments in (["-h"], ["--help"]) else 2
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8")
        print(f"wrote {folder / name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
