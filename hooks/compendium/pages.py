"""The pages as editors write them: front matter, headings, markers, citations."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from compendium import citations, sizes, tree
from compendium.findings import validate
from compendium.language import LANGUAGES
from compendium.model import Model, Plain
from compendium.problem import Problem
from compendium.reader import parse_yaml, read_text

CITATION = re.compile(r"\[(@[^\[\]]+)\]")
FIGURE = re.compile(r"\[=([^\[\]\s]+)\]")
MARKER = re.compile(r"<!-- compendium: ([\w-]+)((?: [\w-]+)*) -->")
# An exception from a check, for editors alone: see exceptions.py.
_ALLOWANCE = re.compile(r"^<!-- allow\b((?:(?!-->).)*)-->[ \t]*$", re.M)

_FRONT = re.compile(r"---\n(.*?\n)---\n", re.DOTALL)
_CODE = re.compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,}).*?^ {0,3}(?P=fence)[`~]* *$|(?P<ticks>`+)[^`](?:(?!\n\n).)*?(?P=ticks)", re.M | re.S
)
_ID = r"(?:\{ *#(?P<id>[\w-]+)[^}\n]*\})? *$"
_MARKED = re.compile(rf"^(?P<mark>#{{1,6}}) *(?P<text>\S.*?) *{_ID}", re.M)
_UNDERLINED = re.compile(rf"(?:\A\n*|\n\n+)(?P<text>[^\n#<|>-][^\n]*?) *{_ID}\n(?P<mark>=|-)(?P=mark)* *$", re.M)
_NOT_PROSE = re.compile(r"^(#{1,6} |<!--|</?\w|\||---$)")


class FrontMatter(Model):
    """The head of a page. `evidence: false` marks a page that states no facts from the sources."""

    title: Plain = Field(examples=["Mục tiêu hội nhập"], max_length=90)
    description: Plain = Field(examples=["Các mục tiêu đến năm 2020 và căn cứ của từng chỉ tiêu."], max_length=200)
    evidence: bool = Field(True, examples=[False])
    hide: tuple[Literal["navigation", "toc"], ...] = Field((), examples=[["navigation"]])


@dataclass(frozen=True)
class Heading:
    line: int
    level: int
    text: str
    id: str | None


@dataclass(frozen=True)
class Passage:
    """A heading and what stands under it, up to the next heading, as an editor wrote it, with code left blank.

    What stands before the first heading has no id and no title. `line` is that of the file on which it starts.
    """

    id: str
    title: str
    line: int
    text: str


@dataclass(frozen=True)
class Page:
    """One page in one language. `path` is the same in every language: `integration/goals.md`."""

    language: str
    path: str
    shown: str
    front: FrontMatter
    body: str
    first_line: int
    """The line of the file on which the body starts."""
    front_lines: tuple[int, int] = (2, 3)
    """The lines of the file on which the title and the description stand."""

    @property
    def address(self) -> str:
        """The address below the language's root: `integration/goals/`, and the empty text for the home page."""
        return address(self.path)

    @cached_property
    def prose(self) -> str:
        """The body with its code and exceptions left blank, line for line: what code shows is not meant."""
        return _ALLOWANCE.sub(_blank, _uncoded(self.body))

    @cached_property
    def allowances(self) -> tuple[tuple[int, str], ...]:
        """The exceptions from checks that stand in the page: their lines, and what they say after `allow`."""
        found = _ALLOWANCE.finditer(_uncoded(self.body)) if "<!-- allow" in self.body else ()
        return tuple((self.line(match.start()), match[1]) for match in found)

    def line(self, position: int) -> int:
        """The line of the file that holds a position in the body."""
        return self.first_line + self.prose.count("\n", 0, position)

    def lines(self) -> Iterator[tuple[int, str]]:
        """The lines of the prose, with their numbers in the file."""
        return enumerate(self.prose.splitlines(), self.first_line)

    def headings(self) -> list[Heading]:
        """Everything that Markdown takes for a heading: marked by `#`, or underlined."""
        return self._headings

    # A dozen checks ask for them.
    @cached_property
    def _headings(self) -> list[Heading]:
        found = [match for pattern in (_MARKED, _UNDERLINED) for match in pattern.finditer(self.prose)]
        return [
            Heading(self.line(match.start("text")), _level(match["mark"]), match["text"], match["id"])
            for match in sorted(found, key=lambda match: match.start("text"))
        ]

    def passages(self) -> list[Passage]:
        """The whole body, cut at its headings: both languages of a page have the same ids in the same order."""
        lines = self.prose.splitlines()
        headings = [heading for heading in self.headings() if heading.id]
        starts = [self.first_line, *(heading.line for heading in headings)]
        ends = [*starts[1:], self.first_line + len(lines)]
        names = [("", ""), *((str(heading.id), heading.text) for heading in headings)]
        return [
            Passage(*name, start, "\n".join(lines[start - self.first_line : end - self.first_line]))
            for name, start, end in zip(names, starts, ends, strict=True)
        ]

    def citations(self) -> Iterator[tuple[int, str]]:
        """Every citation, `mai-ha §3.1 ¶2`, with its line."""
        for match in CITATION.finditer(self.prose):
            yield from ((self.line(match.start()), text) for text in citations.split(match[1]))

    def figures(self) -> Iterator[tuple[int, str]]:
        return ((self.line(match.start()), match[1]) for match in FIGURE.finditer(self.prose))

    def markers(self) -> Iterator[tuple[int, str, tuple[str, ...]]]:
        """Every marker: its line, the view it names, and what it asks of that view."""
        for match in MARKER.finditer(self.prose):
            yield self.line(match.start()), match[1], tuple(match[2].split())

    def blocks(self) -> Iterator[tuple[int, str]]:
        """The paragraphs and lists, each with the line it starts on; the items of a list are one block."""
        block: list[str] = []
        start = 0
        allowed = {line for line, _ in self.allowances}
        for number, line in [*self.lines(), (0, "")]:
            if number in allowed:
                continue
            if line.strip() and not (not block and _NOT_PROSE.match(line)):
                start = start if block else number
                block.append(line)
            elif block:
                yield start, "\n".join(block)
                block = []


# Compared by identity, as the library is.
@dataclass(frozen=True, eq=False)
class Pages:
    """Every page in every language, by language and path."""

    by_language: Mapping[str, Mapping[str, Page]] = field(default_factory=dict)
    files: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The paths of all files, by language: also of those that could not be read as pages."""

    def __iter__(self) -> Iterator[Page]:
        return (page for pages in self.by_language.values() for page in pages.values())

    def at(self, code: str, address: str) -> Page | None:
        """The page in a language at an address below its root."""
        return next((page for page in self.by_language[code].values() if page.address == address), None)


def address(path: str) -> str:
    """The address below a language's root of the page at a path."""
    stem = path.removesuffix(".md")
    return "" if stem == "index" else stem.removesuffix("/index") + "/"


def readable(body: str) -> str:
    """The body of a page as readers are to see it: without the lines that only except something from a check."""
    parts, position = list[str](), 0
    for match in _ALLOWANCE.finditer(_uncoded(body)) if "<!-- allow" in body else ():
        parts.append(body[position : match.start()])
        position = match.end() + 1
    return "".join([*parts, body[position:]])


def _uncoded(body: str) -> str:
    return _CODE.sub(_blank, body)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _level(mark: str) -> int:
    return {"=": 1, "-": 2}.get(mark, len(mark))


def load(docs: Path, root: Path, judged: bool = True) -> tuple[Pages, list[Problem]]:
    """Reads `<docs>/<language>/**.md`, with the problems of their encoding and front matter.

    Pages that were released once are not `judged` again: they kept the rules of their day, and nobody can mend them.
    """
    problems = list[Problem]()
    by_language: dict[str, dict[str, Page]] = {code: {} for code in LANGUAGES}
    files = {
        code: frozenset(file.relative_to(docs / code).as_posix() for file in tree.sound(docs / code, (".md",)))
        for code in LANGUAGES
    }
    for file in tree.sound(docs, (".md",)):
        if (folder := file.relative_to(docs).parts[0]) not in LANGUAGES:
            wanted = ", ".join(f"{docs.name}/{code}/" for code in LANGUAGES)
            vi, en = (
                f"trang phải nằm trong thư mục của ngôn ngữ: {wanted}",
                f"page must be in a language's folder: {wanted}",
            )
            shown = file.relative_to(root).as_posix()
            problems.append(Problem(shown, 1, f"{vi} (không phải {folder})", f"{en} (not {folder})", "page-place"))
    for code, pages in by_language.items():
        for path in sorted(files[code]):
            file = docs / code / path
            page, found = read(file, code, path, file.relative_to(root).as_posix(), judged)
            problems += found
            pages |= {path: page} if page else {}
    return Pages(by_language, files), problems


def read(file: Path, language: str, path: str, shown: str, judged: bool = True) -> tuple[Page | None, list[Problem]]:
    text, problems = read_text(file, shown, sizes.MOST_BYTES)
    if text is None:
        return None, problems
    if judged and (too_large := [*sizes.check(text, shown)]):
        return None, [*problems, *too_large]
    match = _FRONT.match(text)
    if not match:
        vi, en = "trang phải mở đầu bằng phần khai báo", "page must start with front matter"
        example = "--- / title: … / description: … / ---"
        return None, [
            *problems,
            Problem(shown, 1, f"{vi}, ví dụ: {example}", f"{en}, as in: {example}", "front-matter"),
        ]
    # An empty line in place of the opening rule keeps the numbers of the lines.
    document = parse_yaml("\n" + match[1], shown, [])
    value = document.value if document.value is not None else {}
    front, found = (None, []) if document.problems else validate(value, FrontMatter, document, ())
    if front is None and not judged and isinstance(value, dict):
        said: dict[str, Any] = {name: str(value.get(name, "")) for name in ("title", "description")}
        front, found = FrontMatter.model_construct(None, **said), []
    problems += document.problems + found
    if front is None:
        return None, problems
    lines = (document.lines.get(("title",), 1), document.lines.get(("description",), 1))
    first_line = text.count("\n", 0, match.end()) + 1
    return Page(language, path, shown, front, text[match.end() :], first_line, lines), problems
