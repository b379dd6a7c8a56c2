"""Findings as text: for people in a terminal, as annotations of a pull request, and as JSON for tools."""

import json
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from compendium.checks import catalogue, is_error
from compendium.problem import Problem

LEVELS = {"error": {"vi": "lỗi", "en": "error"}, "warning": {"vi": "cảnh báo", "en": "warning"}}
_NOTHING = {"vi": "Không có gì phải sửa.", "en": "Nothing to mend."}
_COUNTED = {"vi": "Lỗi: {errors}, cảnh báo: {warnings}.", "en": "Errors: {errors}, warnings: {warnings}."}
_MENDABLE = {"vi": "Sửa tự động được {count} chỗ: make fix", "en": "{count} can be mended: make fix"}
_EXPLAINED = {
    "vi": "Mỗi tên trong [ ] được giải thích ở trang Các kiểm tra: docs/vi/contribute/checks.md",
    "en": "Each name in [ ] is explained on the page Checks: docs/en/contribute/checks.md",
}


def text(problems: Sequence[Problem], languages: Sequence[str]) -> str:
    """One line a finding and language, grouped by file, then how many there are."""
    files = groupby(sorted(problems), key=lambda problem: problem.path)
    blocks = ["\n".join(_line(problem, code) for problem in found for code in languages) for _, found in files]
    return "\n\n".join([*blocks, summary(problems, languages)])


def summary(problems: Sequence[Problem], languages: Sequence[str]) -> str:
    if not problems:
        return "\n".join(_NOTHING[code] for code in languages)
    errors = sum(map(is_error, problems))
    mendable = sum(is_mendable(problem) for problem in problems)
    lines = list[str]()
    for code in languages:
        counted = _COUNTED[code].format(errors=errors, warnings=len(problems) - errors)
        lines += [f"{counted} {_MENDABLE[code].format(count=mendable)}" if mendable else counted, _EXPLAINED[code]]
    return "\n".join(lines)


def is_mendable(problem: Problem) -> bool:
    """Whether `make fix` mends it: the finding itself says so."""
    return "make fix" in problem.en


def _line(problem: Problem, code: str) -> str:
    place = f"{problem.path}:{problem.line}:" + (f"{problem.column}:" if problem.column else "")
    return f"{place} {LEVELS[_level(problem)][code]}[{problem.check}]: {said(problem, code)}"


def said(problem: Problem, code: str) -> str:
    return {"vi": problem.vi, "en": problem.en}[code]


def _level(problem: Problem) -> str:
    return catalogue()[problem.check].level


def github(problems: Sequence[Problem], languages: Sequence[str]) -> str:
    """Workflow commands, which GitHub shows at the lines of a pull request. Nothing in a finding can be a command."""
    return "\n".join(_annotation(problem, languages) for problem in sorted(problems))


def _annotation(problem: Problem, languages: Sequence[str]) -> str:
    place = {"file": problem.path, "line": problem.line, "col": problem.column, "title": problem.check}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in place.items() if value)
    message = _data("\n".join(said(problem, code) for code in languages))
    return f"::{_level(problem)} {properties}::{message}"


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def as_json(problems: Sequence[Problem], languages: Sequence[str]) -> str:
    """An object: how many `errors` and `warnings`, and every one of the `problems` at its place."""
    errors = sum(map(is_error, problems))
    listed = [
        {
            "path": problem.path,
            "line": problem.line,
            "column": problem.column,
            "check": problem.check,
            "level": _level(problem),
            **{code: said(problem, code) for code in languages},
            "mended_by": "make fix" if is_mendable(problem) else None,
        }
        for problem in sorted(problems)
    ]
    whole = {"errors": errors, "warnings": len(problems) - errors, "problems": listed}
    return json.dumps(whole, ensure_ascii=False, indent=1)


FORMATS: Mapping[str, Callable[[Sequence[Problem], Sequence[str]], str]] = {
    "text": text,
    "github": github,
    "json": as_json,
}
