"""The headings of a finished page: its table of contents, the ids in it, and a link to each heading."""

import html
import re
from dataclasses import dataclass, field

from compendium.frame import Frame

_HEADING = re.compile(r"<h(?P<level>[23])(?P<attributes>\b[^>]*)>(?P<inner>.*?)</h(?P=level)>", re.DOTALL)
_ID = re.compile(r'\bid="([^"]+)"')
_TAG = re.compile(r"<[^>]*>")


@dataclass
class Entry:
    """A line of the table of contents, and those below it."""

    title: str
    id: str
    level: int
    children: list["Entry"] = field(default_factory=list)


def contents(page: str) -> list[Entry]:
    """The headings of the second and third level as a tree; `data-toc="no"` leaves one out."""
    entries: list[Entry] = []
    for match in _HEADING.finditer(page):
        found = _ID.search(match["attributes"])
        if not found or 'data-toc="no"' in match["attributes"]:
            continue
        entry = Entry(_text(match["inner"]), found[1], int(match["level"]))
        (entries[-1].children if entries and entry.level > 2 else entries).append(entry)
    return entries


def ids(page: str) -> set[str]:
    """Every id that a link may lead to."""
    return {html.unescape(found) for found in _ID.findall(page)}


def link(page: str, frame: Frame) -> str:
    """The page with a link to itself at the end of every heading that has an id."""

    def replace(match: re.Match[str]) -> str:
        found = _ID.search(match["attributes"])
        if not found:
            return match[0]
        label = frame.word("permalink").format(title=_text(match["inner"]))
        anchor = f'<a class="headerlink" href="#{found[1]}" aria-label="{html.escape(label)}">#</a>'
        return f"<h{match['level']}{match['attributes']}>{match['inner']} {anchor}</h{match['level']}>"

    return _HEADING.sub(replace, page)


def _text(inner: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", inner)).split())
