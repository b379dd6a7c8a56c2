"""The last run of the gates that the accessibility statement tells of, as `make gates` wrote it."""

from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from compendium.model import Day, Model
from compendium.problem import Problem
from compendium.reader import read_text

FILE = "accessibility.json"


class Gate(Model):
    """What a gate judged, with which tools in which version: pages, how often something was judged, what it found."""

    tools: dict[str, str]
    pages: int
    checks: int
    violations: int


class Audit(Model):
    """A run: its day, as in `2026-11-22`, and the gates by name."""

    date: Day
    gates: dict[Literal["axe", "nu", "keyboard"], Gate]


def load(folder: Path) -> tuple[Audit | None, list[Problem]]:
    """Reads `<folder>/accessibility.json`: None where there is none, which only the statement needs."""
    file = folder / FILE
    if not file.exists():
        return None, []
    text, problems = read_text(file, f"{folder.name}/{FILE}")
    if text is None:
        return None, problems
    try:
        return Audit.model_validate_json(text, strict=False), problems
    except ValidationError:
        vi, en = "tệp phải đúng như `make gates` đã ghi; hãy chạy lại", "must be as `make gates` wrote it; run it again"
        return None, [*problems, Problem(f"{folder.name}/{FILE}", 1, vi, en, "accessibility-report")]
