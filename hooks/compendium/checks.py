"""The checks by name, as `checks.yml` describes them in one place: how grave, what must be true, how to mend it."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, TypeAdapter

from compendium.model import Model
from compendium.problem import DataError, Problem
from compendium.reader import read_yaml

Level = Literal["error", "warning"]
Group = Literal["files", "data", "pages", "languages", "terms", "text", "releases", "site"]


class Said(Model):
    """A text in both languages. Unlike the text of records it may show markup: it is what must not be written."""

    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def __getitem__(self, code: str) -> str:
        return str(getattr(self, code))


_NUMBERED = re.compile(r"⟨U\+([0-9A-F]{4,6})⟩")


def _read(example: object) -> object:
    """An example, with the characters that are written by their numbers in their place."""
    return _NUMBERED.sub(lambda match: chr(int(match[1], 16)), example) if isinstance(example, str) else example


Example = Annotated[str, BeforeValidator(_read)]


class Check(Model):
    """A check. An error stops the build, a warning does not; `must` is what holds and why, `mend` what to do.

    `passes` and `fails` are a text of the file `path`: the second, in place of the first, is what the check finds. How
    an example is written, also one of a file name or of bytes, stands at the head of `checks.yml`.
    """

    level: Level
    group: Group
    must: Said
    mend: Said
    path: str
    passes: Example
    fails: Example
    saved_as: str | None = None
    """How the file that fails was saved, where its text is sound: a name that Python knows, as `utf-16`."""
    found: str | None = None
    """The file in which it is told, where that is not `path`."""

    @property
    def is_of_name(self) -> bool:
        """Whether the example is the name of a file, and not a text in it."""
        return self.passes == self.path

    @property
    def saved(self) -> str:
        """How the file that fails was saved, as editors call it; empty where that is not what is wrong."""
        return {"utf-8-sig": "UTF-8 with BOM"}.get(self.saved_as or "", (self.saved_as or "").upper())

    def clause(self, code: str) -> str:
        """What must be true, as a part of a sentence."""
        said = self.must[code]
        return f"{said[0].lower()}{said[1:].removesuffix('.')}"


@cache
def catalogue() -> Mapping[str, Check]:
    """Every check by name, in the order in which they are explained."""
    document = read_yaml(Path(__file__).with_suffix(".yml"), "hooks/compendium/checks.yml")
    if document.problems:
        raise DataError(document.problems)
    return TypeAdapter(dict[str, Check]).validate_python(document.value)


def is_error(problem: Problem) -> bool:
    """Whether a problem stops the build. Raises KeyError for one that no check of the catalogue tells."""
    return catalogue()[problem.check].level == "error"


def errors(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if is_error(problem)]
