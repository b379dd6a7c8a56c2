"""The glossary as SKOS: one graph, in Turtle and in JSON-LD."""

import json
from typing import TYPE_CHECKING

from compendium.model import Term
from compendium.publication import LICENCE
from compendium.terminology import Glossary, abbreviation

if TYPE_CHECKING:
    from rdflib import Graph


def graph(glossary: Glossary) -> "Graph":
    """A concept scheme and a concept for each term, without a hierarchy: every concept is a top concept."""
    # Only a build needs it, and it takes a while to come.
    from rdflib import DCTERMS, OWL, RDF, SKOS, XSD, Graph, Literal, URIRef

    found = Graph()
    found.bind("skos", SKOS)
    scheme = URIRef(glossary.uri)
    found.add((scheme, RDF.type, SKOS.ConceptScheme))
    found.add((scheme, DCTERMS.license, URIRef(LICENCE["path"])))
    for code, title in glossary.words("glossary.title").items():
        found.add((scheme, DCTERMS.title, Literal(title, lang=code)))
    if release := glossary.release:
        found.add((scheme, DCTERMS.issued, Literal(release.date, datatype=XSD.date)))
        found.add((scheme, OWL.versionInfo, Literal(release.id)))
    for term in glossary.terms:
        found.add((scheme, SKOS.hasTopConcept, URIRef(glossary.uri_of(term.id))))
        _describe(found, term, glossary)
    return found


def _describe(found: "Graph", term: Term, glossary: Glossary) -> None:
    from rdflib import DC, DCTERMS, FOAF, RDF, SKOS, Literal, URIRef

    concept, scheme = URIRef(glossary.uri_of(term.id)), URIRef(glossary.uri)
    found.add((concept, RDF.type, SKOS.Concept))
    found.add((concept, SKOS.notation, Literal(term.id)))
    found.add((concept, SKOS.inScheme, scheme))
    found.add((concept, SKOS.topConceptOf, scheme))
    for other in term.see_also:
        # Said from both sides, as SKOS means it.
        found.add((concept, SKOS.related, URIRef(glossary.uri_of(other))))
        found.add((URIRef(glossary.uri_of(other)), SKOS.related, concept))
    for code, address in glossary.addresses(term.id).items():
        headword = term[code]
        said = [
            (SKOS.prefLabel, headword.term),
            *((SKOS.altLabel, text) for text in (abbreviation(headword), *headword.variants) if text),
            *((SKOS.hiddenLabel, text) for text in headword.avoid),
            (SKOS.definition, term.definition[code]),
            (SKOS.note, glossary.words(f"meaning.{term.basis}")[code]),
            (DC.type, glossary.words(f"term.{term.kind}")[code]),
            *((DCTERMS.source, text) for text in glossary.sources(term, code)),
        ]
        found.add((concept, FOAF.page, URIRef(address)))
        for predicate, text in said:
            found.add((concept, predicate, Literal(text, lang=code)))


def turtle(found: "Graph") -> bytes:
    return found.serialize(format="turtle", encoding="utf-8")


def json_ld(found: "Graph") -> bytes:
    """The same with its context inside: nobody has to fetch one to read it."""
    context = {
        prefix: str(name)
        for prefix, name in found.namespaces()
        if prefix in ("skos", "dcterms", "dc", "owl", "foaf", "xsd")
    }
    nodes = json.loads(found.serialize(format="json-ld", context=context))
    return (json.dumps(_in_order(nodes), ensure_ascii=False, indent=1) + "\n").encode()


def _in_order(node: object) -> object:
    """The same JSON-LD with its sets in one order: a graph has none, and equal graphs shall give equal bytes."""
    match node:
        case dict():
            return {key: _in_order(node[key]) for key in sorted(node)}
        case list():
            return sorted(map(_in_order, node), key=lambda item: json.dumps(item, ensure_ascii=False))
        case _:
            return node
