"""Which sections of the pages speak of an event: those that link to it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from compendium.pages import Heading, Page

_LINK = re.compile(r"\]\((?:[^)\s#]*/)?timeline\.md#(?P<id>[^)\s]+)\)")
# What Markdown puts around the words of a heading.
_MARKS = re.compile(r"\[([^\]]*)\]\([^)]*\)|[*_`]")


@dataclass(frozen=True)
class Place:
    """A section of a page; without a heading, the page as a whole."""

    page: Page
    heading: Heading | None

    @property
    def address(self) -> str:
        """Its address below the language's root."""
        return f"{self.page.address}#{self.heading.id}" if self.heading and self.heading.id else self.page.address

    @property
    def name(self) -> str:
        """The title of the page and the heading: `Targets › The economic targets`."""
        said = _MARKS.sub(r"\1", self.heading.text) if self.heading else ""
        return " › ".join(filter(None, [self.page.front.title, said]))


def of_events(pages: Iterable[Page]) -> dict[str, list[Place]]:
    """The places that link to each event by its id, in the order of the pages; each place once."""
    found: dict[str, dict[Place, None]] = {}
    for page in pages:
        headings = page.headings()
        for match in _LINK.finditer(page.prose):
            line = page.line(match.start())
            above = [heading for heading in headings if heading.line <= line]
            found.setdefault(match["id"], {})[Place(page, above[-1] if above else None)] = None
    return {event: [*places] for event, places in found.items()}
