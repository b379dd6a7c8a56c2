"""The search index of a language: what its pages say, section by section, and the words that mean the same.

The theme's worker reads it, `{"config": …, "docs": […]}`; what the worker hands on as the attributes of a field,
`config.fields.compendium`, is for our part of it alone (javascript/search/).
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from compendium.language import LANGUAGES
from compendium.library import Library
from compendium.pages import Page
from compendium.render import words
from compendium.sections import divided

# The same words as javascript/search/words.js finds: a test holds the two together.
_LETTER = (
    r"0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u1fff\u2c00-\u2dff"
    r"\u00b2\u00b3\u00b5\u00b9\u2070-\u209c\u3040-\ud7ff\uf900-\ufdff\uff10-\uffdc"
)
_LETTERS = rf"[{_LETTER}][{_LETTER}\u0300-\u036f]*"
_WORD = re.compile(rf"\d+(?:[.,]\d+)+|{_LETTERS}(?:&{_LETTERS})*", re.ASCII)
# What the site tells comes before what it rests on, and that before the notes on it.
_BOOSTS = {"event": 0.95, "deal": 0.9, "source": 0.45, "figure": 0.6, "note": 0.4}
# Sections of pages that state no facts: they tell of the site, or repeat what stands elsewhere.
_ASIDE = 0.7


def entries(html: str, page: Page, place: Sequence[str]) -> list[dict[str, Any]]:
    """The results that a finished page (HTML) gives: the page itself first, then each section or record with a text.

    `place` is the way to the page: the titles of what it stands under in the navigation.
    """
    address = LANGUAGES[page.language].prefix + page.address
    documents = []
    for entry in divided(html, page.front.title):
        text = entry.says()
        if text or entry.kind == "page":
            aside = entry.kind == "section" and not page.front.evidence
            boost = _ASIDE if aside else _BOOSTS.get(entry.kind, 1.0)
            document = {
                "location": f"{address}#{entry.id}" if entry.id else address,
                "title": escape(entry.title, quote=False),
                "text": escape(text, quote=False),
                "kind": entry.kind,
                "boost": boost,
            }
            if entry.kind == "page":
                document["place"] = list(place)
            if entry.names:
                document["names"] = [escape(name, quote=False) for name in entry.names.split("; ")]
            documents.append(document)
    return documents


def index(code: str, documents: Mapping[str, Sequence[dict[str, Any]]], library: Library) -> str:
    """The index of a language as JSON. `documents` holds the entries of every language, page by page."""
    other = next(language for language in documents if language != code)
    groups = list(forms(library))
    knowledge = {
        "language": code,
        "forms": groups,
        "named": steps(named(documents[code], groups)),
        "other": {"language": other, "named": steps(named(documents[other], groups))} | bag(documents[other]),
    }
    # Our part of the worker divides texts and queries into words itself.
    config = {"lang": ["vi"], "separator": r"\s+", "pipeline": [], "fields": {"compendium": knowledge}}
    return json.dumps({"config": config, "docs": documents[code]}, ensure_ascii=False, separators=(",", ":"))


def forms(library: Library) -> Iterator[dict[str, list[str]]]:
    """The ways to say one thing, by language: of every term and partner, and of the country itself."""
    for term in library.terms.values():
        yield _alike({code: _headword(term[code]) for code in LANGUAGES})
    for partner in library.partners.values():
        yield _alike({code: [partner.name[code], *partner.variants[code]] for code in LANGUAGES})
    yield _alike({code: [words()["country"][code]] for code in LANGUAGES})


def _headword(headword: Any) -> list[str]:
    """All forms of a term, those to avoid too: readers type them."""
    return [headword.term, *filter(None, [headword.abbreviation]), *headword.variants, *headword.avoid]


def _alike(by_language: dict[str, list[str]]) -> dict[str, list[str]]:
    return {code: list(dict.fromkeys(found)) for code, found in by_language.items()}


def bag(documents: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Which words stand in which entry, and nothing more: enough to count what the other language has to offer.

    `words` are parted by blanks; `docs` has for each word the numbers of its entries, as `steps` gives them.
    """
    places: dict[str, list[int]] = {}
    for number, told in enumerate(_told(documents)):
        for word in sorted(set(_spoken("\n".join(told)))):
            places.setdefault(word, []).append(number)
    return {"words": " ".join(places), "docs": steps(places.values())}


def named(documents: Sequence[Mapping[str, Any]], groups: Sequence[Mapping[str, list[str]]]) -> list[list[int]]:
    """For each thing the numbers of the entries that name it, in any of its forms."""
    first: dict[str, list[tuple[list[str], int]]] = {}
    for thing, group in enumerate(groups):
        for form in sorted({form for forms in group.values() for form in forms}):
            if words := _spoken(form):
                first.setdefault(words[0], []).append((words, thing))
    found: list[list[int]] = [[] for _ in groups]
    for number, told in enumerate(_told(documents)):
        for thing in sorted({thing for text in told for thing in _things(_spoken(text), first)}):
            found[thing].append(number)
    return found


def _things(said: list[str], first: Mapping[str, list[tuple[list[str], int]]]) -> Iterator[int]:
    for at, word in enumerate(said):
        # An English name may stand in the plural.
        for start in {word, word.removesuffix("s")}:
            for form, thing in first.get(start, ()):
                *head, last = said[at : at + len(form)]
                if len(head) == len(form) - 1 and head == form[:-1] and last in (form[-1], f"{form[-1]}s"):
                    yield thing


def steps(lists: Iterable[Sequence[int]]) -> list[list[int]]:
    """Ascending numbers, each as the step from the one before: short to write, and alike."""
    return [[here - before for before, here in zip([0, *found], found, strict=False)] for found in lists]


def _told(documents: Sequence[Mapping[str, Any]]) -> Iterator[list[str]]:
    """The texts by which each entry is found: a section by the title of its page, too."""
    page: Mapping[str, Any] = {}
    for document in documents:
        page = document if document["kind"] == "page" else page
        above = [] if document is page else [page["title"]]
        yield [*page["place"], *above, document["title"], *document.get("names", ()), document["text"]]


def _spoken(text: str) -> list[str]:
    """The words of a text, in lower case and composed, as they are written."""
    plain = text.replace("&lt;", " ").replace("&gt;", " ").replace("&amp;", "&")
    return _WORD.findall(unicodedata.normalize("NFC", plain.lower()))
