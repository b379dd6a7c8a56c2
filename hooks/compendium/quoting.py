"""Texts that lack nothing but quotes: `when: 2000-11-17` is a date to YAML, `when: '2000-11-17'` what is meant."""

from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from compendium.findings import quotable
from compendium.reader import Keys, parse_yaml


def quoted(text: str, model: type[BaseModel], *, listed: bool) -> tuple[str, int]:
    """A YAML text with the quotes that its values lack, and how many values they are.

    It holds one value of the model or, `listed`, a list of them. What it says stays the same.
    """
    # Either way to end a line takes as many characters, so that every place stays the same.
    lines = text.replace("\r\n", " \n")
    document = parse_yaml(lines, "", [])
    if document.problems or document.value is None:
        return text, 0
    records = list(enumerate(document.value)) if listed and isinstance(document.value, list) else []
    found = [((index, *keys), said) for index, value in records for keys, said in _found(value, model)]
    found += [] if listed else _found(document.value, model)
    root = yaml.compose(lines)
    edits = [(node, said) for keys, said in found if (node := _node(root, keys)) and node.value == said]
    for node, said in sorted(edits, key=lambda edit: edit[0].start_mark.index, reverse=True):
        first, last = node.start_mark.index, node.end_mark.index
        text = f"{text[:first]}'{said}'{text[last:]}"
    return text, len(edits)


def _found(value: Any, model: type[BaseModel]) -> list[tuple[Keys, str]]:
    try:
        model.model_validate(value)
    except ValidationError as error:
        found = [(details["loc"], quotable(details, model)) for details in error.errors(include_url=False)]
        return [(keys, said) for keys, said in found if said is not None]
    return []


def _node(node: yaml.Node | None, keys: Keys) -> yaml.ScalarNode | None:
    """The node of a single value, which must stand as it is between two places of the text."""
    for key in keys:
        match node:
            case yaml.MappingNode():
                node = next((value for name, value in node.value if name.value == key), None)
            case yaml.SequenceNode() if isinstance(key, int):
                node = node.value[key]
            case _:
                return None
    return node if isinstance(node, yaml.ScalarNode) and node.style is None else None
