"""Where the terms of the glossary first occur in a page, and the definitions that open there."""

import html
import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from itertools import islice

from compendium import citations
from compendium.frame import Frame
from compendium.model import Term

_TAG = re.compile(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
_WORD = re.compile(r"\w+")
_NAME = re.compile(r"</?([a-z][a-z0-9]*)")
# As term.html writes it.
_MARKED = re.compile(r'<span class="c-term__word" id="term-([a-z0-9-]+)"')
# Inside these a definition would break a link, a heading or a control, or would explain what is already explained.
_CLOSED = frozenset(
    {
        "a",
        "button",
        "code",
        "dt",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "label",
        "pre",
        "script",
        "style",
        "svg",
        "summary",
    }
)
# An attribute, or the class of a card: a table whose rows become cards on a phone (`c-cards`) is none.
_CLOSING = re.compile(r'\bdata-no-terms\b|[" ]c-card[" ]')
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})


@dataclass(frozen=True)
class Form:
    """One way to write a term. `exact` is set where capitals matter: `AI` is a term, `ai` a Vietnamese pronoun."""

    term: str
    text: str
    exact: str | None


class Index:
    """The forms of all terms in one language, as a tree of their words, so that a text is looked through once."""

    def __init__(self, terms: Iterable[Term], code: str) -> None:
        self._root: _Node = _Node()
        self.steps = 0
        """How many words have been looked up: the work done, for the test of linear growth."""
        for term in terms:
            for text in _written(term, code):
                node = self._root
                for word in _WORD.findall(text):
                    node = node.next.setdefault(word.casefold(), _Node())
                node.forms.append(Form(term.id, _plain(text), text if _keeps_case(term, text) else None))

    def find(self, text: str, found: Set[str]) -> Iterator[tuple[int, int, str]]:
        """The start, end and term of each occurrence in a run of text, leaving out the terms already `found`."""
        words = list(_WORD.finditer(text))
        position = 0
        while position < len(words):
            if words[position].group().casefold() not in self._root.next:
                position += 1
                self.steps += 1
                continue
            length, term = self._longest(text, words, position)
            if term and term not in found:
                yield words[position].start(), words[position + length - 1].end(), term
            position += length

    def within(self, text: str) -> Iterator[str]:
        """The terms that occur in a part of a text, as `United States` does in `United States Agency`."""
        words = list(_WORD.finditer(text))
        for position, word in enumerate(words):
            if word.group().casefold() in self._root.next:
                _, term = self._longest(text, words if position else words[:-1], position)
                yield from filter(None, [term])

    def _longest(self, text: str, words: list[re.Match[str]], position: int) -> tuple[int, str | None]:
        """How many words the longest form that starts here has, and its term; one word and none where none does."""
        node: _Node | None = self._root
        longest: tuple[int, str | None] = (1, None)
        for length, match in enumerate(islice(words, position, None), 1):
            self.steps += 1
            node = node.next.get(match.group().casefold()) if node else None
            if node is None:
                break
            written = text[words[position].start() : match.end()]
            for form in node.forms:
                # Words that a comma or a full stop keeps apart only happen to meet.
                if form.exact in (None, written) and form.text == _plain(written):
                    longest = (length, form.term)
        return longest


class _Node:
    """A word in the tree: the words that may follow it, and the forms that end with it."""

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.forms: list[Form] = []


def _plain(text: str) -> str:
    """The text as two writers of it would agree: without case, with one kind of blank and of apostrophe."""
    return re.sub(r"[\s\-–]+", " ", text.casefold()).replace("’", "'")


def _written(term: Term, code: str) -> Iterator[str]:
    headword = term[code]
    yield headword.term
    yield from headword.variants
    if headword.abbreviation:
        yield headword.abbreviation


def _keeps_case(term: Term, text: str) -> bool:
    """Names of companies and abbreviations are only themselves in their own capitals."""
    return term.kind == "company" or (sum(character.isupper() for character in text) > 1 and " " not in text)


def explain(page: str, frame: Frame, index: Index) -> str:
    """The page (HTML) with each term marked where it first occurs, its definition beside it."""
    found = set[str]()
    open_tags: list[str] = []
    out: list[str] = []
    for part in _TAG.split(page):
        if part.startswith("<"):
            _follow(part, open_tags)
        elif part.strip() and not _CLOSED.intersection(open_tags):
            part = _mark(part, frame, index, found)
        out.append(part)
    return "".join(out)


def _follow(tag: str, open_tags: list[str]) -> None:
    """Keeps the list of open elements. `data-no-terms` closes an element to terms, as a link does; so does a card."""
    if not (match := _NAME.match(tag)) or match[1] in _VOID or tag.endswith("/>"):
        return
    if tag.startswith("</"):
        del open_tags[-1:]
    else:
        open_tags.append("a" if _CLOSING.search(tag) else match[1])


def _mark(part: str, frame: Frame, index: Index, found: set[str]) -> str:
    text = html.unescape(part)
    out, last = "", 0
    for start, end, identifier in index.find(text, found):
        found.add(identifier)
        out += html.escape(text[last:start], quote=False)
        out += _marked(frame.library.terms[identifier], text[start:end], frame)
        last = end
    return out + html.escape(text[last:], quote=False) if last else part


def _marked(term: Term, written: str, frame: Frame) -> str:
    sources = dict.fromkeys(frame.library.sources[citations.parse(text).source] for text in term.citations)
    names = "; ".join(source.short[frame.language.code] for source in sources)
    return frame.render("term.html", term=term, written=written, sources=names)


def explained(page: str) -> list[str]:
    """The terms that a finished page (HTML) explains; each is marked at the id `term-<id of the term>`."""
    return _MARKED.findall(page)
