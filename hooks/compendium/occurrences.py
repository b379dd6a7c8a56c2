"""Where the terms of the glossary first occur in a page, and the definitions that open there."""

import html
import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

from compendium.frame import Frame
from compendium.model import Term

_TAG = re.compile(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
_WORD = re.compile(r"\w+")
_NAME = re.compile(r"</?([a-z][a-z0-9]*)")
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
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})


@dataclass(frozen=True)
class Form:
    """One way to write a term. `exact` is set where capitals matter: `AI` is a term, `ai` a Vietnamese pronoun."""

    words: tuple[str, ...]
    term: str
    exact: str | None


class Index:
    """The forms of all terms in one language, by their first word; the longest come first."""

    def __init__(self, terms: Iterable[Term], code: str) -> None:
        self._forms: dict[str, list[Form]] = {}
        for term in terms:
            for text in _written(term, code):
                words = tuple(word.casefold() for word in _WORD.findall(text))
                if words:
                    self._forms.setdefault(words[0], []).append(
                        Form(words, term.id, text if _keeps_case(term, text) else None)
                    )
        for forms in self._forms.values():
            forms.sort(key=lambda form: -len(form.words))
        self.comparisons = 0
        """How many forms have been compared with the text: the work done, for the test of linear growth."""

    def find(self, text: str, found: Set[str]) -> Iterator[tuple[int, int, str]]:
        """The start, end and term of each occurrence in a run of text, leaving out the terms already `found`."""
        words = list(_WORD.finditer(text))
        folded = [match.group().casefold() for match in words]
        position = 0
        while position < len(words):
            form = self._at(text, words, folded, position)
            if form is None:
                position += 1
                continue
            end = position + len(form.words)
            if form.term not in found:
                yield words[position].start(), words[end - 1].end(), form.term
            position = end

    def _at(self, text: str, words: list[re.Match[str]], folded: list[str], position: int) -> Form | None:
        for form in self._forms.get(folded[position], ()):
            self.comparisons += 1
            end = position + len(form.words)
            if tuple(folded[position:end]) != form.words:
                continue
            written = text[words[position].start() : words[end - 1].end()]
            if form.exact in (None, written) and _is_one_phrase(written):
                return form
        return None


def _written(term: Term, code: str) -> Iterator[str]:
    headword = term[code]
    yield headword.term
    yield from headword.variants
    if headword.abbreviation:
        yield headword.abbreviation


def _keeps_case(term: Term, text: str) -> bool:
    """Names of companies and abbreviations are only themselves in their own capitals."""
    return term.kind == "company" or (sum(character.isupper() for character in text) > 1 and " " not in text)


def _is_one_phrase(written: str) -> bool:
    """A full stop, a bracket or a quotation mark between the words means that they only happen to meet."""
    return not re.search(r"[.;:!?()“”\"]", written)


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
    """Keeps the list of open elements. `data-no-terms` closes an element to terms, as a link does."""
    if not (match := _NAME.match(tag)) or match[1] in _VOID or tag.endswith("/>"):
        return
    if tag.startswith("</"):
        del open_tags[-1:]
    else:
        open_tags.append("a" if "data-no-terms" in tag else match[1])


def _mark(part: str, frame: Frame, index: Index, found: set[str]) -> str:
    text = html.unescape(part)
    out, last = "", 0
    for start, end, identifier in index.find(text, found):
        found.add(identifier)
        out += html.escape(text[last:start], quote=False)
        out += frame.render("term.html", term=frame.library.terms[identifier], written=text[start:end])
        last = end
    return out + html.escape(text[last:], quote=False) if last else part
