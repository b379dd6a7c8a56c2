"""The glossary for other tools: tables and JSON here, TBX in tbx.py, SKOS in skos.py.

The id of a term, `innovation`, is the same in every file and every release. So is its URI,
`<root>latest/glossary/#innovation`: it opens the entry in the newest release. What it opened in a release that is being
exported stands beside it, one address a language.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from compendium.frame import Frame
from compendium.model import Headword, Release, Term
from compendium.publication import LICENCE
from compendium.sheet import harmless, sheet

_HEADWORD = ("term", "abbreviation", "variants", "avoid")


@dataclass(frozen=True, kw_only=True)
class Glossary:
    """The terms by the order of their ids, and how each language says what is around them."""

    frames: Mapping[str, Frame]
    """By language, at the root of the site; the first is the default."""

    @property
    def terms(self) -> list[Term]:
        return [term for _, term in sorted(self._any.library.terms.items())]

    @property
    def release(self) -> Release | None:
        """None for a draft."""
        return self._any.release

    @property
    def uri(self) -> str:
        """What the glossary is called in linked data."""
        return f"{self._any.publication.latest}glossary/"

    def uri_of(self, term: str) -> str:
        """What a term is called in linked data, in all releases; it opens in a browser."""
        return f"{self.uri}#{term}"

    def addresses(self, term: str) -> dict[str, str]:
        """Where this release explains a term, by language: for good, once it is published."""
        return {code: frame.permanent(f"glossary/#{term}") for code, frame in self.frames.items()}

    def words(self, key: str) -> dict[str, str]:
        return {code: frame.word(key) for code, frame in self.frames.items()}

    def sources(self, term: Term, code: str) -> list[str]:
        """The sources of a term in words, each with the places in it: `Mai Hà, Mục 3.1: Mục tiêu, đoạn 2`."""
        frame = self.frames[code]
        cited = frame.cited(term.citations)
        return [", ".join(filter(None, (source.short[code], places))) for source, places in cited]

    @property
    def _any(self) -> Frame:
        return next(iter(self.frames.values()))


def abbreviation(headword: Headword) -> str | None:
    """None, too, for a term that is one itself: `5G`."""
    return headword.abbreviation if headword.abbreviation != headword.term else None


def table(glossary: Glossary) -> bytes:
    """The terms as CSV, a line for each."""
    columns = [f"{name}_{code}" for code in glossary.frames for name in (*_HEADWORD, "definition", "sources", "url")]
    head = ["id", "kind", *columns, "basis", "citations", "see_also", "uri"]
    return sheet([head, *(map(harmless, _row(term, glossary)) for term in glossary.terms)])


def _row(term: Term, glossary: Glossary) -> Iterable[str]:
    yield from (term.id, term.kind)
    for code in glossary.frames:
        headword = term[code]
        yield from (headword.term, headword.abbreviation or "", "; ".join(headword.variants), "; ".join(headword.avoid))
        yield from (term.definition[code], "; ".join(glossary.sources(term, code)), glossary.addresses(term.id)[code])
    yield from (term.basis, "; ".join(term.citations), "; ".join(term.see_also), glossary.uri_of(term.id))


def document(glossary: Glossary) -> bytes:
    """The terms as JSON, `{"title": …, "licence": …, "uri": …, "release": …, "terms": […]}`.

    `release` is `{"version": "2026.1", "date": "2026-11-22"}`, null in a draft. A term has `id`, `uri`, `url` by
    language, `kind`, `basis`, `citations`, `see_also`, and by language `term`, `abbreviation`, `known`, `variants`,
    `avoid`, `definition` and `sources`.
    """
    release = glossary.release
    about = {
        "title": glossary.words("glossary.title"),
        "licence": LICENCE["path"],
        "uri": glossary.uri,
        "release": {"version": release.id, "date": release.date} if release else None,
        "terms": [_entry(term, glossary) for term in glossary.terms],
    }
    return (json.dumps(about, ensure_ascii=False, indent=1) + "\n").encode()


def _entry(term: Term, glossary: Glossary) -> dict[str, Any]:
    said = {
        code: term[code].model_dump(mode="json")
        | {"definition": term.definition[code], "sources": glossary.sources(term, code)}
        for code in glossary.frames
    }
    return {
        "id": term.id,
        "uri": glossary.uri_of(term.id),
        "url": glossary.addresses(term.id),
        "kind": term.kind,
        **said,
        "basis": term.basis,
        "citations": list(term.citations),
        "see_also": list(term.see_also),
    }
