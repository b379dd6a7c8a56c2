"""What could be meant to harm: pages, front matter, records and files, by name, with the check that must tell it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from conftest import EVENT, Site, front

FOLDER = Path(__file__).parent / "hostile"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">\n{}\n</svg>'
# A body starts on this line of its page, the fields of the event on those of its file.
BODY = 7


@dataclass(frozen=True)
class Input:
    """A file as someone could send it: `check` tells it at `line` (0: at any), or it is harmless and `shows`."""

    name: str
    path: str
    text: str
    check: str | None
    line: int
    shows: str | None


def inputs() -> list[Input]:
    tables = {"pages": _page, "front": _front, "data": _record, "files": _file}
    return [
        make(f"{table}: {name}", given)
        for table, make in tables.items()
        for name, given in yaml.safe_load((FOLDER / f"{table}.yml").read_text(encoding="utf-8")).items()
    ]


def _input(name: str, path: str, text: str, given: dict[str, Any], line: int) -> Input:
    return Input(name, path, text, given.get("check"), line, given.get("shows"))


def _page(name: str, given: dict[str, Any]) -> Input:
    line = BODY - 1 + given.get("line", 1)
    return _input(name, "docs/vi/index.md", front("Trang chủ") + f"{given['body']}\n", given, line)


def _front(name: str, given: dict[str, Any]) -> Input:
    head = {"title": "Trang chủ", "description": "A page for a test.", "evidence": "false"}
    head |= {given["key"]: given["value"]}
    text = "".join(f"{key}: {value}\n" for key, value in head.items())
    return _input(name, "docs/vi/index.md", f"---\n{text}---\n\nChào.\n", given, 2 + [*head].index(given["key"]))


def _record(name: str, given: dict[str, Any]) -> Input:
    field, value = given.get("field"), given["value"]
    lines = EVENT.splitlines()
    if field is None:
        field, value = "title", f"\n    vi: {value}\n    en: {value}"
    place = next((n for n, line in enumerate(lines) if line.lstrip("- ").startswith(f"{field}:")), len(lines))
    lead = "- " if field == "id" else "  "
    lines[place : place + 1] = [f"{lead}{field}: {value}"]
    return _input(name, "data/events.yml", "\n".join(lines) + "\n", given, 0)


def _file(name: str, given: dict[str, Any]) -> Input:
    text = SVG.format(given["svg"]) if "svg" in given else given["text"]
    return _input(name, given["path"], text, given, 2 if "svg" in given else 1)


def put(site: Site, given: Input) -> None:
    site.write(given.path, given.text.encode("utf-8", "surrogatepass"))
