"""Findings as text: for people in a terminal, as annotations of a pull request, and as JSON for tools."""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from compendium.characters import told_apart
from compendium.checks import Check, catalogue, is_error
from compendium.language import LANGUAGES
from compendium.problem import DataError, Fault, Problem

LEVELS = {"error": {"vi": "lỗi", "en": "error"}, "warning": {"vi": "cảnh báo", "en": "warning"}}
_NOTHING = {"vi": "Không có gì phải sửa.", "en": "Nothing to mend."}
_COUNTED = {"vi": "Lỗi: {errors}, cảnh báo: {warnings}.", "en": "Errors: {errors}, warnings: {warnings}."}
_MENDABLE = {"vi": "Sửa tự động được {count} chỗ: make fix", "en": "{count} can be mended: make fix"}
_REFUSED = {
    "vi": "Chưa dựng gì, trang cũ còn nguyên.",
    "en": "Nothing was built, the last site stands.",
}
_EXPLAINED = {
    "vi": "Mỗi tên trong [ ] được giải thích ở {page}, hoặc bằng lệnh: make explain CHECK={name}",
    "en": "Each name in [ ] is explained on {page}, and by the command: make explain CHECK={name}",
}
_UNCHECKED = {
    "spelling": {
        "vi": "Chưa kiểm tra chính tả (spelling): máy này thiếu hunspell và hai từ điển. "
        "Trên Debian hoặc Ubuntu, cài bằng: sudo apt-get install hunspell hunspell-vi hunspell-en-gb",
        "en": "Spelling was not checked (spelling): hunspell and both dictionaries are not on this machine. "
        "On Debian or Ubuntu: sudo apt-get install hunspell hunspell-vi hunspell-en-gb",
    }
}
_SAYS = {
    "vi": {"mend": "Cách sửa", "fails": "Sai", "passes": "Đúng", "saved": "lưu dạng {name}"},
    "en": {"mend": "To mend it", "fails": "Wrong", "passes": "Right", "saved": "saved as {name}"},
}


def text(problems: Sequence[Problem], languages: Sequence[str], unchecked: Sequence[str] = ()) -> str:
    """One line a finding and language, grouped by file, then how many there are."""
    files = groupby(sorted(problems), key=lambda problem: problem.path)
    blocks = ["\n".join(_line(problem, code) for problem in found for code in languages) for _, found in files]
    return "\n\n".join([*blocks, summary(problems, languages, unchecked)])


def summary(problems: Sequence[Problem], languages: Sequence[str], unchecked: Sequence[str] = ()) -> str:
    """How many findings there are, what mends and explains them, and what was not checked."""
    missing = [_UNCHECKED[name][code] for name in unchecked for code in languages]
    if not problems:
        return "\n".join([*(_NOTHING[code] for code in languages), *missing])
    errors = sum(map(is_error, problems))
    mendable = sum(is_mendable(problem) for problem in problems)
    lines = list[str]()
    for code in languages:
        counted = _COUNTED[code].format(errors=errors, warnings=len(problems) - errors)
        lines.append(f"{counted} {_MENDABLE[code].format(count=mendable)}" if mendable else counted)
        name = min(problems).check
        lines.append(_EXPLAINED[code].format(page=explained(name, code), name=name))
    return "\n".join([*lines, *missing])


def explained(name: str, code: str) -> str:
    """Where the site explains a check in a language, below its own address."""
    return f"{LANGUAGES[code].prefix}contribute/checks/#{name}"


def refusal(error: DataError) -> str:
    """What a build that stops has to say, in the language of the terminal."""
    languages = terminal(os.environ)
    return "\n".join([text(error.problems, languages), *(_REFUSED[code] for code in languages)])


def terminal(environment: Mapping[str, str]) -> Sequence[str]:
    """The language that the environment asks for, by the first of these that is set; all of them where none is ours."""
    asked = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := environment.get(name))), "")
    return [code for code in LANGUAGES if asked.lower().startswith(code)] or [*LANGUAGES]


def is_mendable(problem: Problem) -> bool:
    """Whether `make fix` mends it: the finding itself says so."""
    return "make fix" in problem.en


def _line(problem: Problem, code: str) -> str:
    place = f"{problem.path}:{problem.line}:" + (f"{problem.column}:" if problem.column else "")
    return f"{place} {LEVELS[_level(problem)][code]}[{problem.check}]: {said(problem, code)}"


def said(problem: Problem | Fault, code: str) -> str:
    return {"vi": problem.vi, "en": problem.en}[code]


def _level(problem: Problem) -> str:
    return catalogue()[problem.check].level


def github(problems: Sequence[Problem], languages: Sequence[str], unchecked: Sequence[str] = ()) -> str:
    """Workflow commands, which GitHub shows at the lines of a pull request. Nothing in a finding can be a command."""
    missing = [f"::notice::{_data(_UNCHECKED[name][code])}" for name in unchecked for code in languages]
    return "\n".join([*(_annotation(problem, languages) for problem in sorted(problems)), *missing])


def _annotation(problem: Problem, languages: Sequence[str]) -> str:
    place = {"file": problem.path, "line": problem.line, "col": problem.column, "title": problem.check}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in place.items() if value)
    lines = (f"{said(problem, code)} ({explained(problem.check, code)})" for code in languages)
    return f"::{_level(problem)} {properties}::{_data(chr(10).join(lines))}"


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def as_json(problems: Sequence[Problem], languages: Sequence[str], unchecked: Sequence[str] = ()) -> str:
    """An object: how many `errors` and `warnings`, which checks could not be made here, and all `problems`.

    Each problem has its `path`, `line` and `column` (from 1; null where it is the whole line), the name of the `check`,
    its `level`, what it says in every language, whatever was asked for, and what it is `mended_by`, or null.
    """
    errors = sum(map(is_error, problems))
    listed = [
        {
            "path": problem.path,
            "line": problem.line,
            "column": problem.column,
            "check": problem.check,
            "level": _level(problem),
            **{code: said(problem, code) for code in LANGUAGES},
            "mended_by": "make fix" if is_mendable(problem) else None,
        }
        for problem in sorted(problems)
    ]
    counts = {"errors": errors, "warnings": len(problems) - errors}
    whole = {**counts, "unchecked": [*unchecked], "problems": listed}
    return json.dumps(whole, ensure_ascii=False, indent=1)


def explanation(name: str, languages: Sequence[str]) -> str:
    """What a check asks for, how to mend it, and both of its examples, for a terminal."""
    check = catalogue()[name]
    return "\n\n".join(_explanation(name, check, code) for code in languages)


def _explanation(name: str, check: Check, code: str) -> str:
    says = _SAYS[code]
    saved = f", {says['saved'].format(name=check.saved)}" if check.saved_as else ""
    fails = _indented(check.fails)
    return (
        f"{name} ({LEVELS[check.level][code]})\n{check.must[code]}\n\n{says['mend']}: {check.mend[code]}\n\n"
        f"{says['fails']} ({check.path}{saved}):\n{fails}\n{says['passes']}:\n{_indented(check.passes)}"
    )


def _indented(example: str) -> str:
    return "\n".join(f"    {line}" for line in told_apart(example).split("\n"))


FORMATS: Mapping[str, Callable[[Sequence[Problem], Sequence[str], Sequence[str]], str]] = {
    "text": text,
    "github": github,
    "json": as_json,
}
