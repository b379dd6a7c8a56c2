"""The text of a page as readers see it, block by block: paragraphs, items of lists, headings, rows of tables."""

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Literal, NamedTuple

import markdown

from compendium import citations
from compendium.pages import CITATION, FIGURE, MARKER, Page, readable

Kind = Literal["title", "description", "heading", "paragraph", "item", "row", "marker"]

# Those of mkdocs.yml that change what text there is.
_EXTENSIONS = ("attr_list", "md_in_html", "tables")
_HEADINGS: dict[str, Kind] = {f"h{level}": "heading" for level in range(1, 7)}
_KINDS: dict[str, Kind] = {
    **_HEADINGS,
    "p": "paragraph",
    "div": "paragraph",
    "blockquote": "paragraph",
    "pre": "paragraph",
    "li": "item",
    "tr": "row",
}
# A no-break space is part of the text.
_SPACES = re.compile(r"[ \t\r\n]+")


class Block(NamedTuple):
    """A block of text, with the id and the text of the heading that it stands under; of a heading, its own."""

    id: str | None
    heading: str
    kind: Kind
    text: str


def blocks(page: Page, figures: Mapping[str, str]) -> list[Block]:
    """Everything that a page says, in order, its title first. `figures` are the figures as text, by id."""
    reader = _Reader(figures)
    reader.feed(markdown.markdown(readable(page.body), extensions=_EXTENSIONS))
    reader.close()
    reader.end_block()
    front = page.front
    return [Block(None, "", "title", front.title), Block(None, "", "description", front.description), *reader.blocks]


class _Reader(HTMLParser):
    """Collects the text of each block. Where blocks stand in one another, text belongs to the innermost."""

    def __init__(self, figures: Mapping[str, str]) -> None:
        super().__init__()
        self.blocks = list[Block]()
        self._figures = figures
        self._open = list[Kind]()
        self._text = ""
        self._code = 0
        self._id: str | None = None
        self._section: tuple[str | None, str] = (None, "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag in _KINDS:
            self.end_block()
            self._open.append(_KINDS[tag])
            self._id = attributes.get("id")
        self._code += tag == "code"
        self._text += {"td": " | ", "th": " | ", "br": " ", "img": attributes.get("alt") or ""}.get(tag, "")

    def handle_endtag(self, tag: str) -> None:
        self._code -= tag == "code"
        if tag in _KINDS and self._open:
            self.end_block()
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._text += data if self._code else self._said(data)

    def handle_comment(self, data: str) -> None:
        if match := MARKER.fullmatch(f"<!--{data}-->"):
            self.end_block()
            self.blocks.append(Block(*self._section, "marker", f"[{match[1]}{match[2]}]"))

    def end_block(self) -> None:
        kind = self._open[-1] if self._open else "paragraph"
        text = _SPACES.sub(" ", self._text).strip(" ")
        self._text = ""
        if kind == "heading" and text:
            self._section = (self._id, text)
        if text:
            self.blocks.append(Block(*self._section, kind, text.removeprefix("| ") if kind == "row" else text))

    def _said(self, text: str) -> str:
        """The text with its figures shown, and its citations as `[mai-ha §3.1 ¶2]`: a change of one is to be seen."""
        text = CITATION.sub(lambda match: f"[{'; '.join(citations.split(match[1]))}]", text)
        return FIGURE.sub(lambda match: self._figures.get(match[1], match[1]), text)
