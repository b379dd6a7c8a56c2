"""Citations and figures in the text of a page: numbered links, and the lists at its foot."""

import re
from dataclasses import dataclass, field

from compendium import citations
from compendium.frame import Frame
from compendium.model import Figure
from compendium.pages import CITATION, FIGURE

# Code shows these forms and a tag may hold them; only running text uses them.
_FORMS = re.compile(
    r"<(?P<code>pre|code)\b.*?</(?P=code)>|<[^>]*>"
    rf"|[ \t\n]?(?P<citation>{CITATION.pattern})|(?P<figure>{FIGURE.pattern})",
    re.DOTALL,
)


@dataclass
class _Foot:
    """What the page has used so far, in order: citations with their numbers and the ids of their uses, and figures."""

    citations: dict[str, list[str]] = field(default_factory=dict)
    figures: dict[str, Figure] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)

    def use(self, text: str) -> tuple[int, str]:
        """The number of a citation, and the id of this use of it."""
        uses = self.citations.setdefault(text, [])
        number = self.numbers.setdefault(text, len(self.citations))
        uses.append(f"ref-{number}-{len(uses) + 1}")
        return number, uses[-1]


def annotate(html: str, frame: Frame) -> tuple[str, str]:
    """The text of a page with its citations and figures linked, and the lists at its foot that they link to."""
    foot = _Foot()

    def replace(match: re.Match[str]) -> str:
        if match["citation"]:
            texts = citations.split(match["citation"][1:-1])
            return frame.render("citation.html", uses=[(text, *foot.use(text)) for text in texts])
        if match["figure"]:
            figure = frame.library.figures[match["figure"][2:-1]]
            foot.figures[figure.id] = figure
            return frame.render("figure.html", figure=figure)
        return match[0]

    html = _FORMS.sub(replace, html)
    if not foot.citations and not foot.figures:
        return html, ""
    return html, frame.render("evidence.html", citations=foot.citations, figures=foot.figures.values())
