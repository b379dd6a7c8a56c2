"""The parts of a finished page that can be found on their own: its opening, its sections, its records."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
# Labels and heads of tables stand for every record alike.
_SILENT = frozenset({"dt", "nav", "pre", "script", "style", "svg", "template", "thead"})
_INLINE = frozenset({"a", "abbr", "b", "cite", "code", "em", "i", "mark", "q", "s", "small", "span", "strong", "sub"})
_HEADING = re.compile(r"h[1-3]")
# Numbers of citations, labels, and the signs that link a heading to itself.
_MARGINAL = frozenset({"c-cite", "c-label", "headerlink"})


@dataclass
class Entry:
    """What one search result leads to: a page, a section of it, or a record in a view, told apart by `kind`."""

    kind: str
    id: str = ""
    title: str = ""
    names: str = ""
    text: list[str] = field(default_factory=list)

    def says(self) -> str:
        return re.sub(r"\s*\n\s*", "\n", re.sub(r"[^\S\n]+", " ", "".join(self.text))).strip()


def divided(html: str, title: str) -> list[Entry]:
    """The parts of the content of a page (HTML) with this title: the page itself comes first."""
    found = _Sections(title)
    found.feed(html)
    found.close()
    return found.entries


class _Sections(HTMLParser):
    """Divides the content of a page at its headings and its records, `data-search="<kind>"`.

    A record may have a title of its own, `data-search-title`, and other names, `data-search-names`, parted by `; `.
    """

    def __init__(self, title: str) -> None:
        super().__init__()
        self.entries = [Entry("page", title=title)]
        self._now = self.entries[0]
        self._open: list[str] = []
        self._records: list[tuple[int, Entry]] = []
        self._silent = 0
        self._heading: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _VOID:
            self._now.text.append("\n" if tag in ("br", "hr") else "")
            return
        self._open.append(tag)
        if self._silent or tag in _SILENT or "data-search-exclude" in given or given.get("class") in _MARGINAL:
            self._silent += 1
        elif kind := given.get("data-search"):
            id_, title, names = (given.get(name) or "" for name in ("id", "data-search-title", "data-search-names"))
            self._begin(Entry(kind, id_, title, names))
        elif _HEADING.fullmatch(tag):
            self._head(tag, given.get("id") or "")
        elif tag not in _INLINE and self._heading is None:
            self._now.text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1] != tag:
            return
        self._open.pop()
        if self._silent:
            self._silent -= 1
        elif self._heading is not None and _HEADING.fullmatch(tag):
            self._now.title = self._now.title or " ".join("".join(self._heading).split())
            self._heading = None
        elif self._records and self._records[-1][0] > len(self._open):
            self._now = self._records.pop()[1]
        elif tag not in _INLINE:
            self._now.text.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            (self._now.text if self._heading is None else self._heading).append(data)

    def _begin(self, record: Entry) -> None:
        self._records.append((len(self._open), self._now))
        self.entries.append(record)
        self._now = record

    def _head(self, tag: str, identifier: str) -> None:
        """A heading names the record that it stands in, or begins a section; the first one names the page."""
        if self._records:
            self._now.id = self._now.id or identifier
        elif tag != "h1" and identifier:
            self._now = Entry("section", identifier)
            self.entries.append(self._now)
        self._heading = []
