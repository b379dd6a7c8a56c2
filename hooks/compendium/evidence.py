"""Citations, figures and editor's notes in a page: links where they are used, and the lists at its foot."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, zip_longest

from compendium import citations
from compendium.citations import Use
from compendium.frame import Frame
from compendium.pages import CITATION, FIGURE, MARKER, Page
from compendium.problem import Problem

# Code shows these forms and a tag may hold them; only running text uses them.
_FORMS = re.compile(
    r"<(?P<code>pre|code)\b.*?</(?P=code)>|<[^>]*>"
    rf"|[ \t\n]?(?P<citation>{CITATION.pattern})|(?P<figure>{FIGURE.pattern})",
    re.DOTALL,
)
# The end of a paragraph, a list or a table, and the notes that come right after it.
_NOTED = re.compile(
    r"(?P<end>(?:\s*</(?:p|li|ul|ol|td|tr|tbody|table|blockquote|div)>)+)"
    r"(?P<markers>(?:\s*<!-- compendium: notes(?: [\w-]+)+ -->)+)"
)
_LINKED_FIGURE = re.compile(r'href="#used-figure-([a-z0-9-]+)"')


@dataclass(frozen=True)
class Annotated:
    """The text of a page with its links (HTML), the places where it cites, and the notes that it leads to."""

    html: str
    uses: tuple[Use, ...]
    noted: frozenset[str]


def annotate(html: str, frame: Frame) -> Annotated:
    """What a page says itself, its citations and figures linked to its foot and its notes from where they belong."""
    uses = tuple(citations.numbered(_cited(html)))
    in_order = iter(uses)

    def replace(match: re.Match[str]) -> str:
        if match["citation"]:
            return frame.render("citation.html", uses=list(islice(in_order, len(_texts(match)))))
        if match["figure"]:
            return frame.render("figure.html", figure=frame.library.figures[match["figure"][2:-1]])
        return match[0]

    text, noted = _note(_FORMS.sub(replace, html), frame)
    return Annotated(text, uses, noted)


def _cited(html: str) -> Iterator[str]:
    for match in _FORMS.finditer(html):
        if match["citation"]:
            yield from _texts(match)


def _texts(match: re.Match[str]) -> list[str]:
    return citations.split(match["citation"][1:-1])


def _note(html: str, frame: Frame) -> tuple[str, frozenset[str]]:
    """The page with a link to each note at the end of what it follows, and the notes that are linked so."""
    noted = set[str]()

    def replace(match: re.Match[str]) -> str:
        ids = [note for marker in MARKER.finditer(match["markers"]) for note in marker[2].split()]
        noted.update(ids)
        notes = [frame.library.notes[note] for note in ids]
        return f"{frame.render('note-links.html', notes=notes)}{match[0]}"

    return _NOTED.sub(replace, html), frozenset(noted)


def check(annotated: Annotated, page: Page) -> Iterator[Problem]:
    """A citation must stand in running text: links lead to every one that the page holds, and find it there."""
    shown = [use.text for use in annotated.uses]
    for written, text in zip_longest(page.citations(), shown):
        if written is None or written[1] != text:
            line, wanted = written or (page.first_line, text)
            vi, en = (
                f"trích dẫn `{wanted}` phải nằm trong câu chữ của trang",
                f"citation `{wanted}` must stand in running text",
            )
            example = f"… [@{wanted}]"
            yield Problem(
                page.shown, line, f"{vi}; ví dụ: {example}", f"{en}; for example: {example}", "citation-place"
            )
            return


def foot(html: str, uses: tuple[Use, ...], frame: Frame) -> str:
    """The lists at the foot of a finished page: what it cites, and the figures that it links to."""
    cited: dict[str, list[str]] = {}
    for use in uses:
        cited.setdefault(use.text, []).append(use.id)
    linked = dict.fromkeys(_LINKED_FIGURE.findall(html))
    figures = [frame.library.figures[figure] for figure in linked if figure in frame.library.figures]
    if not cited and not figures:
        return ""
    return frame.render("evidence.html", cited=cited, figures=figures)
