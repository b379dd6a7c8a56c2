"""Where the terms of the glossary first occur in a page, and the definitions that open there."""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from itertools import islice
from typing import Literal, NamedTuple

from compendium import citations
from compendium.frame import Frame
from compendium.language import LANGUAGES
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


Role = Literal["term", "variant", "abbreviation", "avoid"]
Written = Iterator[tuple[str, Role]]


@dataclass(frozen=True)
class Form:
    """One way to write a term, as `given` by an editor, and as `plain` leaves it in `text`.

    `exact` is set where capitals matter: `AI` is a term, `ai` a Vietnamese pronoun.
    """

    term: str
    given: str
    text: str
    exact: str | None
    role: Role


class Occurrence(NamedTuple):
    """A form at its place in a text; `outer` where no longer form, nor one that began before, holds it."""

    start: int
    end: int
    form: Form
    outer: bool


def written(term: Term, code: str) -> Written:
    """The forms of a term that the site uses."""
    headword = term[code]
    yield headword.term, "term"
    yield from ((variant, "variant") for variant in headword.variants)
    if headword.abbreviation:
        yield headword.abbreviation, "abbreviation"


class Index:
    """The forms of all terms in one language, as a tree of their words, so that a text is looked through once."""

    def __init__(self, terms: Iterable[Term], code: str, forms: Callable[[Term, str], Written] = written) -> None:
        self._root: _Node = _Node()
        self.steps = 0
        """How many words have been looked up: the work done, for the test of linear growth."""
        for term in terms:
            for text, role in forms(term, code):
                node = self._root
                for word in _WORD.findall(text):
                    node = node.next.setdefault(word.casefold(), _Node())
                exact = text if role == "abbreviation" or keeps_case(term, text) else None
                node.forms.append(Form(term.id, text, plain(text), exact, role))

    def find(self, text: str, found: Set[str]) -> Iterator[tuple[int, int, str]]:
        """The start, end and term of each occurrence in a run of text, leaving out the terms already `found`."""
        words = list(_WORD.finditer(text))
        position = 0
        while position < len(words):
            if words[position].group().casefold() not in self._root.next:
                position += 1
                self.steps += 1
                continue
            forms = [*self._forms(text, words, position)]
            length = forms[-1][0] if forms else 1
            if forms and (term := forms[-1][1].term) not in found:
                yield words[position].start(), words[position + length - 1].end(), term
            position += length

    def occurrences(self, text: str) -> Iterator[Occurrence]:
        """Every form that stands in a run of text, also those inside longer ones."""
        words = list(_WORD.finditer(text))
        free = 0
        for position, word in enumerate(words):
            if word.group().casefold() in self._root.next and (found := [*self._forms(text, words, position)]):
                longest = found[-1][0]
                for length, form in found:
                    outer = position >= free and length == longest
                    yield Occurrence(word.start(), words[position + length - 1].end(), form, outer)
                free = position + longest if position >= free else free

    def within(self, text: str) -> Iterator[str]:
        """The terms that occur in a part of a text, as `United States` does in `United States Agency`."""
        words = list(_WORD.finditer(text))
        for position, word in enumerate(words):
            if word.group().casefold() in self._root.next:
                forms = [*self._forms(text, words if position else words[:-1], position)]
                yield from [forms[-1][1].term] if forms else []

    def _forms(self, text: str, words: list[re.Match[str]], position: int) -> Iterator[tuple[int, Form]]:
        """The forms that start at a word, shorter ones first, each with how many words it has."""
        node: _Node | None = self._root
        for length, match in enumerate(islice(words, position, None), 1):
            self.steps += 1
            node = node.next.get(match.group().casefold()) if node else None
            if node is None:
                break
            if node.forms:
                said = text[words[position].start() : match.end()]
                # Words that a comma or a full stop keeps apart only happen to meet.
                yield from (
                    (length, form) for form in node.forms if form.exact in (None, said) and form.text == plain(said)
                )


class _Node:
    """A word in the tree: the words that may follow it, and the forms that end with it."""

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.forms: list[Form] = []


def plain(text: str) -> str:
    """The text as two writers of it would agree: without case, with one kind of blank and of apostrophe."""
    return re.sub(r"[\s\-–]+", " ", text.casefold()).replace("’", "'")


def keeps_case(term: Term, text: str) -> bool:
    """Whether a form is only itself in its own capitals: names of companies, abbreviations, `Vustar` to be avoided."""
    if term.kind == "company" or (sum(character.isupper() for character in text) > 1 and " " not in text):
        return True
    small = text.casefold()
    avoided = any(form.casefold() == small for code in LANGUAGES for form in term[code].avoid)
    return avoided and any(form.casefold() == small for code in LANGUAGES for form, _ in written(term, code))


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
