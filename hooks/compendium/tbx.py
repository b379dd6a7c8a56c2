"""The glossary as TBX (ISO 30042:2019) in the dialect TBX-Basic, style DCA: what tools for translators import."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from compendium.model import Term
from compendium.publication import LICENCE
from compendium.terminology import Glossary, abbreviation

_NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_LANGUAGE = "xml:lang"
_PREFERRED, _ADMITTED, _DEPRECATED = (f"{status}Term-admn-sts" for status in ("preferred", "admitted", "deprecated"))


def termbase(glossary: Glossary) -> bytes:
    """All terms, a `conceptEntry` each, in the order of their ids."""
    default = next(iter(glossary.frames))
    attributes = {"xmlns": _NAMESPACE, "type": "TBX-Basic", "style": "dca", _LANGUAGE: default}
    root = Element("tbx", attributes)
    _header(SubElement(SubElement(root, "tbxHeader"), "fileDesc"), glossary, default)
    body = SubElement(SubElement(root, "text"), "body")
    for term in glossary.terms:
        _concept(body, term, glossary, default)
    indent(root, " ")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode").encode() + b"\n"


def _header(file: Element, glossary: Glossary, default: str) -> None:
    _text(SubElement(file, "titleStmt"), "title", glossary.words("glossary.title")[default])
    published = SubElement(file, "publicationStmt")
    if release := glossary.release:
        _text(published, "p", f"{release.id}, {release.date}")
    _text(published, "p", LICENCE["path"])
    _text(SubElement(file, "sourceDesc"), "p", glossary.uri)


def _concept(body: Element, term: Term, glossary: Glossary, default: str) -> None:
    concept = SubElement(body, "conceptEntry", id=term.id)
    _text(concept, "descrip", glossary.words("glossary.subject")[default], type="subjectField")
    for other in term.see_also:
        _text(
            concept,
            "ref",
            glossary.frames[default].library.terms[other][default].term,
            type="crossReference",
            target=other,
        )
    uri = glossary.uri_of(term.id)
    _text(concept, "xref", uri, type="externalCrossReference", target=uri)
    _text(concept, "note", glossary.words(f"term.{term.kind}")[default])
    for code in glossary.frames:
        language = SubElement(concept, "langSec", {_LANGUAGE: code})
        definition = SubElement(language, "descripGrp")
        _text(definition, "descrip", term.definition[code], type="definition")
        for source in glossary.sources(term, code):
            _text(definition, "admin", source, type="source")
        _text(definition, "note", glossary.words(f"meaning.{term.basis}")[code])
        for written, kind, status in _forms(term, code):
            section = SubElement(language, "termSec")
            _text(section, "term", written)
            _text(section, "termNote", kind, type="termType")
            _text(section, "termNote", status, type="administrativeStatus")


def _forms(term: Term, code: str) -> Iterator[tuple[str, str, str]]:
    """Each form of a term in one language, its kind and its standing."""
    headword = term[code]
    short = headword.abbreviation == headword.term
    yield headword.term, "abbreviation" if short else "fullForm", _PREFERRED
    if written := abbreviation(headword):
        yield written, "abbreviation", _ADMITTED
    yield from ((written, "variant", _ADMITTED) for written in headword.variants)
    yield from ((written, "variant", _DEPRECATED) for written in headword.avoid)


def _text(parent: Element, tag: str, text: str, **attributes: str) -> None:
    SubElement(parent, tag, attributes).text = text
