"""Dates and numbers are put into words in one place: language.py says how, dates.py and figures.py say it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from compendium import figures
from compendium.language import LANGUAGES
from compendium.model import Figure
from conftest import ROOT

CODE = sorted((ROOT / "hooks").rglob("*.py"))
TEMPLATES = sorted([*(ROOT / "overrides").rglob("*.html")])
# Where it is done.
PLACE = "language.py"
LIBRARIES = {"babel", "calendar", "locale"}
CALLS = {"strftime", "ctime", "asctime", "format_date", "format_decimal", "format_number", "format_percent"}
# Zeros before a number, its separators, its decimals, its percent sign; the parts of a date.
SPEC = re.compile(r"[<>=^]?[+\- ]?#?(?:0\d+d?|\d*[,_].*|\d*(?:\.\d+)?[eEfFgGn%]|.*%[a-zA-Z].*)")
PERCENT = re.compile(r"%[+\- 0]*\d*(?:\.\d+)?[dfgY]")
IN_TEMPLATES = re.compile(r"strftime|\|\s*(?:round|format)\b|\bformat_\w+\(|\{:|%[dmYf]\b|\.(?:day|month|year)\b(?!-)")


def specs(text: str) -> list[str]:
    """The ways that a pattern asks its holes to be filled: `02` and `,` in `{d:02} {n:,}`."""
    try:
        return [spec for _, _, spec, _ in Formatter().parse(text) if spec]
    except ValueError:
        return []


def formatting(tree: ast.AST) -> Iterator[str]:
    """What in a module gives a date or a number a form of its own."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names if alias.name.split(".")[0] in LIBRARIES)
            case ast.ImportFrom(module=str(module)) if module.split(".")[0] in LIBRARIES:
                yield module
            case ast.Attribute(attr=name) | ast.Name(id=name) if name in CALLS:
                yield name
            case ast.Call(func=ast.Name(id="format"), args=[_, _]):
                yield "format()"
            case ast.FormattedValue(format_spec=ast.JoinedStr(values=values)):
                spec = "".join(str(value.value) if isinstance(value, ast.Constant) else "{}" for value in values)
                yield from [spec] if SPEC.fullmatch(spec) else []
            case ast.BinOp(left=ast.Constant(value=str(text)), op=ast.Mod()):
                yield from PERCENT.findall(text)
            case ast.Constant(value=str(text)):
                yield from (spec for spec in specs(text) if SPEC.fullmatch(spec))


@pytest.mark.parametrize("file", CODE, ids=lambda file: file.stem)
def test_no_other_module_gives_a_date_or_a_number_its_form(file: Path) -> None:
    found = list(formatting(ast.parse(file.read_text(encoding="utf-8"))))
    assert bool(found) == (file.name == PLACE), found


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_no_template_gives_a_date_or_a_number_its_form(file: Path) -> None:
    assert not IN_TEMPLATES.findall(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "code",
    [
        "import babel.dates",
        "from babel.numbers import format_percent",
        "import locale",
        "day.strftime(pattern)",
        "time.ctime()",
        "f'{number:,}'",
        "f'{number:_}'",
        "f'{number:.1f}'",
        "f'{share:.0%}'",
        "f'{share:%}'",
        "f'{month:02}'",
        "f'{month:02d}'",
        "f'{day:%d/%m/%Y}'",
        "f'{number:>10,}'",
        "f'{number:n}'",
        "'{:,}'.format(number)",
        "'{d:02}/{m}'.format(d=1, m=2)",
        "format(number, ',')",
        "'%d %%' % number",
        "'%.1f' % number",
    ],
)
def test_a_form_of_its_own_is_found(code: str) -> None:
    assert list(formatting(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        "f'{name!r:>20}'",
        "'{a}–{b}'.format(a=1, b=2)",
        "r'\\d{2,3}'",
        "day.isoformat()",
        "7 % 2",
        "'%s' % x",
        "f'{a:<8}'",
    ],
)
def test_what_gives_no_form_is_left_alone(code: str) -> None:
    assert not list(formatting(ast.parse(code)))


# What stays on one line is joined by ~.
FIGURES = [
    ("percent", "exact", 45, None, "45%", "45%"),
    ("percent", "about", 7.5, None, "khoảng~7,5%", "about~7.5%"),
    ("percent", "exact", -2.5, None, "-2,5%", "-2.5%"),
    ("percent", "more-than", 1200, None, "hơn~1.200%", "more than~1,200%"),
    ("rank", "exact", 44, None, "thứ~44", "44th"),
    ("amount", "more-than", 33000, ("việc làm", "jobs"), "hơn~33.000~việc làm", "more than~33,000~jobs"),
    ("amount", "nearly", 1.6, ("tỷ USD", "billion USD"), "gần~1,6~tỷ USD", "nearly~1.6~billion USD"),
    ("amount", "exact", 1234567, None, "1.234.567", "1,234,567"),
]


@pytest.mark.parametrize(("kind", "qualifier", "value", "unit", "vi", "en"), FIGURES)
def test_a_figure_is_said_in_both_languages(
    kind: str, qualifier: str, value: float, unit: tuple[str, str] | None, vi: str, en: str
) -> None:
    both = {"vi": "A", "en": "A"}
    record: dict[str, object] = {
        "id": "a",
        "what": both,
        "base": both,
        "nature": "reported",
        "citations": ["mai-ha §1"],
    }
    record |= {"kind": kind, "qualifier": qualifier, "value": value, "as_of": "2023", "as_of_basis": "stated"}
    record |= {"unit": {"vi": unit[0], "en": unit[1]}} if unit else {}
    figure = Figure.model_validate(record)
    said = {code: figures.said(figure, language) for code, language in LANGUAGES.items()}
    assert said == {"vi": vi.replace("~", figures.NO_BREAK), "en": en.replace("~", figures.NO_BREAK)}
