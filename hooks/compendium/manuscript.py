"""A file of `docs/` or `data/` as its editor wrote it: which characters are prose, in which language.

Everything keeps its place, so that what is found in the prose can be mended in the file and nothing else changes.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import yaml

from compendium.language import LANGUAGES, Language
from compendium.pages import CITATION, FIGURE, FrontMatter, Page
from compendium.problem import Problem
from compendium.reader import Document, Keys, parse_yaml

# Stands for every character that is not prose: no letter, no space, and in nobody's text.
_BLANK = "\ue000"
_NOT_NEWLINE = re.compile(r"[^\n]")
_BOM = "\ufeff"
# Several checks read the same files in one run. Longer texts, in characters, are read anew: they would fill the memory.
_KEPT = 200_000
FRONT = re.compile(r"--- *\n(.*?\n)--- *(?:\n|\Z)", re.DOTALL)
_NO_FRONT = FrontMatter.model_construct()

_ADDRESS = re.compile(
    r"\b(?:https?://|www\.|mailto:)[^\s<>\"”’]*[^\s<>\"”’.,;:!?)\]]|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)
_ESCAPE = re.compile(r"\\(?:x\w{2}|u\w{4}|U\w{8}|.)|\\\n", re.DOTALL)
# A link leads to an address in angle brackets, or to one without blanks whose round brackets come in pairs.
_DESTINATION = r"\(\ *(?:<[^<>\n]*>|(?:[^()\s]|\((?:[^()\s]|\([^()\s]*\))*\))*)"
_MARKUP = re.compile(
    rf"""
    <!--.*?-->                           # comments and markers
    | (?i:<(?P<code>code|kbd|pre|script|style)\b[^<>]*>.*?</(?P=code)\s*>)
    | </?[A-Za-z][^<>]*>                 # tags, addresses in angle brackets
    | (?<=\]){_DESTINATION}              # where a link leads
    | ^\ *\[(?!\^)[^\]\n]+\]:[^\n]*      # a link that is named elsewhere
    | \[\^[^\]\n]+\]                     # the name of a footnote
    | \{{[:\#.\ ][^{{}}\n]*\}}             # attributes
    | ^[|:\ -]*-[|:\ -]*$                # the rule below the head of a table
    | &(?:\#\w+|[a-z]\w*|[A-Z][a-z]\w*); # entities, but not `KH&CN;`
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_APART = r"\{[^{}\n]*(?<=[\s:{])(?:\.verbatim\b|lang=)[^{}\n]*\}"
_LANGUAGE = re.compile(r"(?<=[\s:{])lang=[\"']?([\w-]+)")
_APART_LINE = re.compile(rf"^ *{_APART} *$", re.MULTILINE)
_APART_WORDS = re.compile(
    rf"""
    ^\#[^\n]*{_APART}\ *$                                         # a heading
    | \*\*(?:(?!\*\*|\n\ *\n)[\s\S])+?\*\*{_APART}                # words in bold, in italics, or of a link
    | (?<!\*)\*(?:(?!\*|\n\ *\n)[\s\S])+?\*{_APART}
    | (?<!\w)_(?:(?!_|\n\ *\n)[\s\S])+?_{_APART}
    | \[[^\[\]]+\]{_DESTINATION}\){_APART}
    """,
    re.VERBOSE | re.MULTILINE,
)
_EMPTY_LINE = re.compile(r"^ *\n", re.MULTILINE)
_VERBATIM_REMARK = re.compile(r"(?:^|[ \t])#[ \t]*verbatim\b")


class Stretch(NamedTuple):
    """A run of prose: its bounds in the file, its language where it has one, and whether it is quoted word for word.

    `keys` lead to it in YAML, as in `(3, "title", "vi")`.
    """

    start: int
    end: int
    language: Language | None
    verbatim: bool
    keys: Keys = ()


class Edit(NamedTuple):
    """What stands between two places of a text, and what must stand there instead; None where a person must tell."""

    start: int
    end: int
    mended: str | None


@dataclass(frozen=True)
class Manuscript:
    """A file in characters: its text, and its prose, of the same length, with everything else blotted out.

    `value` is what its YAML says, of a page that of its front matter. What is no YAML has problems and no stretches.
    """

    text: str
    prose: str
    stretches: tuple[Stretch, ...]
    value: Any
    problems: tuple[Problem, ...]

    def is_prose(self, edit: Edit) -> bool:
        """Whether an edit changes prose alone."""
        return self.text[edit.start : edit.end] == self.prose[edit.start : edit.end]

    def applied(self, edits: Iterable[Edit]) -> str:
        """The text with the edits made, given in order; what a person must tell stays."""
        parts, position = list[str](), 0
        for start, end, mended in edits:
            parts += [self.text[position:start], self.text[start:end] if mended is None else mended]
            position = end
        return "".join([*parts, self.text[position:]])


def records(text: str, shown: str) -> Manuscript:
    """The manuscript of a YAML file: every text value, in the language of the nearest key that names one."""
    return (_records if len(text) < _KEPT else _records.__wrapped__)(text, shown)


def page(text: str, shown: str, language: Language | None) -> Manuscript:
    """The manuscript of a Markdown page: the values of its front matter, and its body but for code and markup."""
    return (_page if len(text) < _KEPT else _page.__wrapped__)(text, shown, language)


@lru_cache(maxsize=512)
def _records(text: str, shown: str) -> Manuscript:
    lines = text.replace("\r\n", " \n")
    document, stretches = _values(lines, text.startswith(_BOM), len(lines), None, shown)
    return Manuscript(text, _prose(lines, stretches), tuple(stretches), document.value, tuple(document.problems))


@lru_cache(maxsize=512)
def _page(text: str, shown: str, language: Language | None) -> Manuscript:
    # Either way to end a line takes as many characters, so that every place stays the same.
    lines = text.replace("\r\n", " \n")
    front = FRONT.match(lines, text.startswith(_BOM))
    start = front.end() if front else 0
    document, head = _values(lines, *front.span(1), language, shown) if front else (Document(shown), [])
    body = lines[start:]
    shows = Page("", "", "", _NO_FRONT, body, 1).prose
    body = "".join(said if said == kept else _BLANK for said, kept in zip(body, shows, strict=True))
    body = blotted(body)
    stretches = (*head, *_passages(lines, start, language))
    return Manuscript(text, _prose(lines[:start], head) + body, stretches, document.value, tuple(document.problems))


def blotted(body: str) -> str:
    """The text of a page, or of a part of it, with all that is no prose blotted out, but for code."""
    for pattern in (CITATION, FIGURE, _MARKUP, _ADDRESS):
        body = pattern.sub(_blotted, body)
    return body


def document(text: str, shown: str, *, is_page: bool) -> Document:
    """What the YAML of a file says, without a look at its prose."""
    lines, start = text.replace("\r\n", " \n"), int(text.startswith(_BOM))
    if not is_page:
        return _document(lines, start, len(lines), shown)
    front = FRONT.match(lines, start)
    return _document(lines, *front.span(1), shown) if front else Document(shown)


def _blotted(match: re.Match[str]) -> str:
    return _NOT_NEWLINE.sub(_BLANK, match[0])


def _prose(lines: str, stretches: list[Stretch]) -> str:
    """What stands in the stretches, at its place."""
    parts, position = list[str](), 0
    for start, end, *_ in stretches:
        value = lines[start:end]
        parts += [_BLANK * (start - position), _ESCAPE.sub(_blotted, value) if value.startswith('"') else value]
        position = end
    parts.append(_BLANK * (len(lines) - position))
    return _ADDRESS.sub(_blotted, "".join(parts))


def _passages(lines: str, start: int, language: Language | None) -> Iterator[Stretch]:
    """The body of a page, divided where it quotes word for word, or in another language."""
    for first, last in _set_apart(lines, start):
        if first >= start:
            yield Stretch(start, first, language, verbatim=False)
            attributes = lines[lines.rindex("{", first, last) : last]
            of = LANGUAGES.get(named[1]) if (named := _LANGUAGE.search(attributes)) else language
            yield Stretch(first, last, of, verbatim=".verbatim" in attributes)
            start = last
    yield Stretch(start, len(lines), language, verbatim=False)


def _set_apart(lines: str, start: int) -> list[tuple[int, int]]:
    """Where `.verbatim` or `lang` stands: after words, in a heading, or on a line of its own below a paragraph."""
    if ".verbatim" not in lines and "lang=" not in lines:
        return []
    words = [match.span() for match in _APART_WORDS.finditer(lines, start)]
    ends = [match.span() for match in _APART_LINE.finditer(lines, start)]
    gaps = [start, *(match.end() for match in _EMPTY_LINE.finditer(lines, start))]
    return sorted([*words, *((max(gap for gap in gaps if gap <= first), last) for first, last in ends)])


def _document(lines: str, start: int, end: int, shown: str) -> Document:
    return parse_yaml("\n" * lines.count("\n", 0, start) + lines[start:end], shown, [])


def _values(lines: str, start: int, end: int, language: Language | None, shown: str) -> tuple[Document, list[Stretch]]:
    """What the YAML between two places says, and its text values in order."""
    document = _document(lines, start, end, shown)
    if document.problems:
        return document, []
    found, places = list[Stretch](), list[int]()
    # Before what was read stood as many lines, empty ones, as in the file.
    offset = start - lines.count("\n", 0, start)
    for node, of, keys in _scalars(document.root, language, ()):
        first, last = offset + node.start_mark.index, offset + node.end_mark.index
        if node.style in ("|", ">"):
            # What follows the sign of a block is no part of its text, but may be a remark on it.
            first = newline if (newline := lines.find("\n", first, last)) >= 0 else last
        found.append(Stretch(first, last, of, verbatim=False, keys=keys))
        places.append(first if node.style in ("|", ">") else last)
    return document, _remarked(lines, found, places)


def _remarked(lines: str, found: list[Stretch], places: list[int]) -> list[Stretch]:
    """The stretches, told apart by whether `# verbatim` stands on the line of their place."""
    parts, position = list[str](), 0
    for start, end, *_ in found:
        parts += [lines[position:start], _NOT_NEWLINE.sub(_BLANK, lines[start:end])]
        position = end
    said = "".join([*parts, lines[position:]])
    remarked = {said.rfind("\n", 0, match.end()) for match in _VERBATIM_REMARK.finditer(said)}
    return [
        stretch._replace(verbatim=said.rfind("\n", 0, place) in remarked)
        for stretch, place in zip(found, places, strict=True)
    ]


def _scalars(
    node: yaml.Node | None, language: Language | None, keys: Keys
) -> Iterator[tuple[yaml.ScalarNode, Language | None, Keys]]:
    match node:
        case yaml.ScalarNode(tag="tag:yaml.org,2002:str"):
            yield node, language, keys
        case yaml.SequenceNode():
            for index, child in enumerate(node.value):
                yield from _scalars(child, language, (*keys, index))
        case yaml.MappingNode():
            for key, value in node.value:
                # What an id is made of, the models say.
                name = str(key.value)
                yield from _scalars(value, LANGUAGES.get(name, language), (*keys, name)) if name != "id" else ()
