"""The one Jinja environment: autoescaped, where a missing name is an error; and the words of the interface."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateSyntaxError
from pydantic import TypeAdapter

from compendium.model import Text
from compendium.problem import DataError, Problem
from compendium.reader import read_yaml


@cache
def words() -> Mapping[str, Text]:
    """The texts of the interface, by key, in both languages."""
    document = read_yaml(Path(__file__).with_name("words.yml"), "hooks/compendium/words.yml")
    if document.problems:
        raise DataError(document.problems)
    return TypeAdapter(dict[str, Text]).validate_python(document.value)


class Renderer:
    """Fills the templates of a folder."""

    def __init__(self, templates: Path) -> None:
        self._templates = templates
        self._environment = Environment(
            loader=FileSystemLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def check(self, root: Path) -> Iterator[Problem]:
        """Whether every template can be read: a page that fails halfway would leave half a site."""
        for name in self._environment.list_templates(["html"]):
            try:
                self._environment.get_template(name)
            except TemplateSyntaxError as error:
                shown = (self._templates / name).relative_to(root).as_posix()
                vi, en = "khuôn trang phải đúng cú pháp Jinja", "template must be well-formed Jinja"
                yield Problem(shown, error.lineno, f"{vi} ({error.message})", f"{en} ({error.message})", "template")

    def render(self, template: str, **context: Any) -> str:
        return self._environment.get_template(template).render(context).strip()
