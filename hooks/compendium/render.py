"""The one Jinja environment: autoescaped, where a missing name is an error; and the words of the interface."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic import TypeAdapter

from compendium.model import Text
from compendium.reader import read_yaml


@cache
def words() -> Mapping[str, Text]:
    """The texts of the interface, by key, in both languages."""
    path = Path(__file__).with_name("words.yml")
    return TypeAdapter(dict[str, Text]).validate_python(read_yaml(path, path.name).value)


class Renderer:
    """Fills the templates of a folder."""

    def __init__(self, templates: Path) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def render(self, template: str, **context: Any) -> str:
        return self._environment.get_template(template).render(context).strip()
