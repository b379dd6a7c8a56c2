"""What changed between two releases, as `data/changes/<version>.json` keeps it: no build needs the history of git."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, ValidationError
from pydantic import StringConstraints as Constraints

from compendium import releases
from compendium.language import LANGUAGES
from compendium.model import Model, Text, Version
from compendium.problem import Problem
from compendium.prose import Kind
from compendium.reader import read_text
from compendium.redline import Part

_SIGNS: dict[str, Literal["same", "deleted", "inserted"]] = {"=": "same", "-": "deleted", "+": "inserted"}
_SIGN_OF = {kind: sign for sign, kind in _SIGNS.items()}

# A comparison of two releases of thousands of records, all of them changed.
_MAX_BYTES = 64_000_000


def _part(value: object) -> object:
    return Part(_SIGNS[value[0]], value[1:]) if isinstance(value, str) and value[:1] in _SIGNS else value


Stored = Annotated[Part, BeforeValidator(_part), PlainSerializer(lambda part: _SIGN_OF[part.kind] + part.text)]
Parts = Annotated[tuple[Stored, ...], Field(min_length=1)]
Code = Annotated[str, Constraints(pattern=f"^({'|'.join(LANGUAGES)})$")]
Change = Literal["added", "changed", "removed"]


class FieldChange(Model):
    """A field of a record by its key, `vi.term` for one of a headword, and its redline in each language it changed in.

    A value without a language, such as a date, has a redline in every language.
    """

    field: str
    redline: Mapping[Code, Parts] = Field(min_length=1)

    @property
    def only(self) -> str | None:
        """The one language whose text changed; None if all changed."""
        return _only(self.redline)


class RecordChange(Model):
    """A record that came, went or changed, with its name in the newer release that has it."""

    dataset: str
    id: str
    change: Change
    name: Text
    fields: tuple[FieldChange, ...] = ()

    @property
    def only(self) -> str | None:
        """The one language whose text changed; None if all did, or something without language."""
        return _only(code for field in self.fields for code in field.redline)


class BlockChange(Model):
    """A block of a page that came, went or changed, and the heading that it stands under."""

    section: str
    kind: Kind
    parts: Parts


class PageChange(Model):
    """A page that came, went or changed; `was` is its path before, if it moved. Of the text, what changed."""

    path: str
    was: str | None = None
    change: Change
    title: Text
    redline: Mapping[Code, tuple[BlockChange, ...]] = {}

    @property
    def only(self) -> str | None:
        """The one language whose text changed; None if all did, or none."""
        return _only(self.redline)


class Changes(Model):
    """Everything that changed from one release, `since`, to the next."""

    version: Version
    since: Version
    records: tuple[RecordChange, ...]
    pages: tuple[PageChange, ...]


def _only(codes: Iterable[str]) -> str | None:
    changed = set(codes)
    return changed.pop() if len(changed) == 1 else None


def dumps(changes: Changes) -> str:
    """The text of the file."""
    return json.dumps(changes.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False, indent=1) + "\n"


def load(folder: Path, root: Path) -> tuple[dict[str, Changes], list[Problem]]:
    """Reads `<folder>/<version>.json`, oldest release first, with the problems of every file."""
    found, problems = dict[str, Changes](), list[Problem]()
    for file in sorted(folder.glob("*.json")):
        changes, told = _read(file, file.relative_to(root).as_posix())
        found |= {changes.version: changes} if changes else {}
        problems += told
    return dict(sorted(found.items(), key=lambda item: releases.number(item[0]))), problems


def moved(kept: Iterable[Changes]) -> dict[str, str]:
    """Where each page that ever moved stands now, by its old path; `kept` in the order of the releases."""
    now = dict[str, str]()
    for page in (page for changes in kept for page in changes.pages if page.was):
        was = str(page.was)
        now = {old: page.path if path == was else path for old, path in now.items()} | {was: page.path}
    return now


def _read(file: Path, shown: str) -> tuple[Changes | None, list[Problem]]:
    text, problems = read_text(file, shown, _MAX_BYTES)
    if text is None:
        return None, problems
    try:
        changes = Changes.model_validate(json.loads(text))
        # JSON can hold half a character; no page can.
        dumps(changes).encode()
    except json.JSONDecodeError as error:
        vi, en = f"phải là JSON đúng cú pháp ({error.msg})", f"must be well-formed JSON ({error.msg})"
        return None, [*problems, mendable(shown, file.stem, vi, en, error.lineno)]
    # Too deep, or a number of too many digits: JSON, and nothing that the command writes.
    except (ValueError, RecursionError) as error:
        place = error.errors()[0]["loc"] if isinstance(error, ValidationError) else ()
        name = ".".join(map(str, place)) or "changes"
        vi, en = f"`{name}` phải đúng dạng do lệnh ghi ra", f"`{name}` must have the form that the command writes"
        return None, [*problems, mendable(shown, file.stem, vi, en)]
    if changes.version != file.stem:
        vi, en = f"`version` phải là tên tệp: {file.stem}", f"`version` must be the name of the file: {file.stem}"
        return None, [*problems, mendable(shown, file.stem, vi, en)]
    return changes, problems


def mendable(shown: str, version: str, vi: str, en: str, line: int = 1) -> Problem:
    """A problem of a file that no one writes by hand: the command writes it anew."""
    command = f"make changes VERSION={version}"
    return Problem(shown, line, f"{vi}; sửa bằng: {command}", f"{en}; mend it with: {command}", "changes")
