"""The glossary for other tools: what is in each file, and whether the file is what its standard asks for."""

import csv
import io
import json
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
import yaml
from compendium import skos, tbx, terminology
from compendium.edition import Edition
from compendium.language import LANGUAGES
from compendium.publication import LICENCE
from compendium.terminology import Glossary
from conftest import EVENT, ROOT, Site, run
from dom import parse
from lxml import etree
from rdflib import DCTERMS, OWL, RDF, SKOS, Graph, Literal, URIRef
from rdflib.compare import isomorphic

# The parser of JSON-LD in rdflib uses what rdflib itself has left behind.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

FILES = ("csv", "json", "tbx", "ttl", "jsonld")
TBX = "{urn:iso:std:iso:30042:ed-2}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
TERMS = """
- id: science-and-technology
  kind: concept
  vi: {term: Khoa học & công nghệ, abbreviation: KH&CN, variants: ['khoa học, công nghệ'], avoid: [KHCN]}
  en: {term: Science and technology, abbreviation: S&T}
  definition: {vi: 'Hai lĩnh vực, “KH” và “CN”.', en: 'Two fields, "S" & "T".'}
  basis: mixed
  citations: [mai-ha §1 ¶2, press]
  see_also: [fifth-generation]
- id: fifth-generation
  kind: programme
  vi: {term: 5G, abbreviation: 5G}
  en: {term: 5G, abbreviation: 5G}
  definition: {vi: Thế hệ thứ năm., en: The fifth generation.}
  basis: source
  citations: [mai-ha §1]
"""
RELEASES = """
- version: '2026.1'
  date: '2026-11-22'
  title: {vi: Một, en: One}
  reason: {vi: Lý do., en: A reason.}
  events: [asean-accession]
  subjects: [integration]
  notes: [{weight: minor, text: {vi: Một., en: One.}}]
"""


def glossary(root: Path, version: str | None = None) -> Glossary:
    edition = Edition.load(root)
    frames = {code: edition.frame(code, "", version, "https://example.org/") for code in LANGUAGES}
    return Glossary(frames=frames)


@pytest.fixture(scope="module")
def real() -> Glossary:
    return glossary(ROOT, "2026.1")


@pytest.fixture(scope="module")
def linked(real: Glossary) -> tuple[Graph, Graph]:
    return graphs(real)


@pytest.fixture
def little(site: Site) -> Glossary:
    return glossary(site.data("terms", TERMS).data("events", EVENT).data("releases", RELEASES).root, "2026.1")


def rows(made: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made.decode("utf-8-sig"), newline="")))


def concepts(made: bytes) -> dict[str, Any]:
    return {entry.get("id"): entry for entry in etree.fromstring(made).iter(f"{TBX}conceptEntry")}


def graphs(made: Glossary) -> tuple[Graph, Graph]:
    found = skos.graph(made)
    return (
        Graph().parse(data=skos.turtle(found), format="turtle"),
        Graph().parse(data=skos.json_ld(found), format="json-ld"),
    )


def test_every_file_holds_every_term_in_both_languages_in_the_order_of_ids(
    real: Glossary, linked: tuple[Graph, Graph]
) -> None:
    terms = yaml.safe_load((ROOT / "data/terms.yml").read_text(encoding="utf-8"))
    wanted = sorted((term["id"], term["vi"]["term"], term["en"]["term"]) for term in terms)
    assert [(row["id"], row["term_vi"], row["term_en"]) for row in rows(terminology.table(real))] == wanted
    told = json.loads(terminology.document(real))["terms"]
    assert [(term["id"], term["vi"]["term"], term["en"]["term"]) for term in told] == wanted
    first = "{0}langSec[@{1}='{2}']/{0}termSec/{0}term"
    assert [
        (key, *(entry.findtext(first.format(TBX, LANG, code)) for code in LANGUAGES))
        for key, entry in concepts(tbx.termbase(real)).items()
    ] == wanted
    for graph in linked:
        labels = {
            (str(graph.value(concept, SKOS.notation)), label.language, str(label))
            for concept, label in graph.subject_objects(SKOS.prefLabel)
            if isinstance(label, Literal)
        }
        assert labels == {(key, *said) for key, vi, en in wanted for said in (("vi", vi), ("en", en))}


def test_excel_opens_the_table_as_it_is(little: Glossary) -> None:
    made = terminology.table(little)
    assert made.startswith(b"\xef\xbb\xbfid,kind,term_vi,")
    assert made.count(b"\r\n") == made.count(b"\n") == 3
    assert rows(made)[1] == {
        "id": "science-and-technology",
        "kind": "concept",
        "term_vi": "Khoa học & công nghệ",
        "abbreviation_vi": "KH&CN",
        "variants_vi": "khoa học, công nghệ",
        "avoid_vi": "KHCN",
        "definition_vi": "Hai lĩnh vực, “KH” và “CN”.",
        "sources_vi": "Mai Hà, Mục 1, đoạn 2; Báo chí",
        "url_vi": "https://example.org/2026.1/glossary/#science-and-technology",
        "term_en": "Science and technology",
        "abbreviation_en": "S&T",
        "variants_en": "",
        "avoid_en": "",
        "definition_en": 'Two fields, "S" & "T".',
        "sources_en": "Mai Hà, Section 1, paragraph 2; Press",
        "url_en": "https://example.org/2026.1/en/glossary/#science-and-technology",
        "basis": "mixed",
        "citations": "mai-ha §1 ¶2; press",
        "see_also": "fifth-generation",
        "uri": "https://example.org/latest/glossary/#science-and-technology",
    }


@pytest.mark.parametrize("text", ["=1+1", "+84", "-5 °C", '@SUM(A1)&"x"', "＝1", "'=1"])
def test_no_cell_of_the_table_is_a_formula(site: Site, text: str) -> None:
    [_, term] = yaml.safe_load(TERMS)
    term["vi"] = {"term": text, "variants": [text]}
    term["definition"] = {"vi": text, "en": text}
    made = glossary(site.data("terms", yaml.safe_dump([term], allow_unicode=True)).root)
    [row] = rows(terminology.table(made))
    assert row["term_vi"] == row["variants_vi"] == row["definition_en"] == f"'{text}"


def test_the_document_says_which_release_it_is_of_and_where_each_term_stands(little: Glossary) -> None:
    told = json.loads(terminology.document(little))
    assert told["release"] == {"version": "2026.1", "date": "2026-11-22"}
    assert told["uri"] == "https://example.org/latest/glossary/"
    assert told["terms"][0] == {
        "id": "fifth-generation",
        "uri": "https://example.org/latest/glossary/#fifth-generation",
        "url": {
            "vi": "https://example.org/2026.1/glossary/#fifth-generation",
            "en": "https://example.org/2026.1/en/glossary/#fifth-generation",
        },
        "kind": "programme",
        "vi": {
            "term": "5G",
            "abbreviation": "5G",
            "known": False,
            "variants": [],
            "avoid": [],
            "definition": "Thế hệ thứ năm.",
            "sources": ["Mai Hà, Mục 1"],
        },
        "en": {
            "term": "5G",
            "abbreviation": "5G",
            "known": False,
            "variants": [],
            "avoid": [],
            "definition": "The fifth generation.",
            "sources": ["Mai Hà, Section 1"],
        },
        "basis": "source",
        "citations": ["mai-ha §1"],
        "see_also": [],
    }


def test_a_draft_is_of_no_release(site: Site) -> None:
    draft = glossary(site.data("terms", TERMS).root)
    assert json.loads(terminology.document(draft))["release"] is None
    for graph in graphs(draft):
        assert not list(graph.objects(URIRef(draft.uri), DCTERMS.issued))


@pytest.fixture(scope="module")
def grammar() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(ROOT / "tests/tbx.rng"))


def test_the_termbase_is_valid_tbx_basic(real: Glossary, grammar: etree.RelaxNG) -> None:
    made = tbx.termbase(real)
    grammar.assertValid(etree.fromstring(made))
    found = concepts(made)
    targets = {ref.get("target") for entry in found.values() for ref in entry.iter(f"{TBX}ref")}
    assert targets <= set(found)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b"urn:iso:std:iso:30042:ed-2", b"urn:iso:std:iso:30042:ed-1"),
        (b'style="dca"', b'style="dct"'),
        (b"preferredTerm-admn-sts", b"preferred"),
        (b">fullForm<", b">full<"),
        (b'type="subjectField"', b'type="field"'),
        (b"<term>5G</term>", b""),
        (b'<conceptEntry id="fifth-generation">', b"<conceptEntry>"),
        (b'<langSec xml:lang="en">', b"<langSec>"),
        (b'id="fifth-generation"', b'id="5g"'),
    ],
)
def test_what_is_no_tbx_is_refused(little: Glossary, grammar: etree.RelaxNG, right: bytes, wrong: bytes) -> None:
    made = tbx.termbase(little)
    assert grammar.validate(etree.fromstring(made))
    assert right in made
    assert not grammar.validate(etree.fromstring(made.replace(right, wrong)))


def test_the_termbase_tells_translators_which_form_to_use_and_which_to_avoid(little: Glossary) -> None:
    entries = concepts(tbx.termbase(little))
    forms = {
        key: [[part.text for part in section] for section in entry.iter(f"{TBX}termSec")]
        for key, entry in entries.items()
    }
    assert forms["science-and-technology"] == [
        ["Khoa học & công nghệ", "fullForm", "preferredTerm-admn-sts"],
        ["KH&CN", "abbreviation", "admittedTerm-admn-sts"],
        ["khoa học, công nghệ", "variant", "admittedTerm-admn-sts"],
        ["KHCN", "variant", "deprecatedTerm-admn-sts"],
        ["Science and technology", "fullForm", "preferredTerm-admn-sts"],
        ["S&T", "abbreviation", "admittedTerm-admn-sts"],
    ]
    assert forms["fifth-generation"] == [["5G", "abbreviation", "preferredTerm-admn-sts"]] * 2
    entry = entries["science-and-technology"]
    assert [source.text for source in entry.iter(f"{TBX}admin")] == [
        "Mai Hà, Mục 1, đoạn 2",
        "Báo chí",
        "Mai Hà, Section 1, paragraph 2",
        "Press",
    ]


def test_both_linked_files_say_the_same_and_ask_nobody_for_a_context(
    real: Glossary, linked: tuple[Graph, Graph]
) -> None:
    assert len(linked[0]) > 2000
    assert isomorphic(*linked)
    context = json.loads(skos.json_ld(skos.graph(real)))["@context"]
    assert isinstance(context, dict)
    assert "@import" not in context


def test_the_linked_glossary_keeps_the_rules_of_skos(linked: tuple[Graph, Graph]) -> None:
    """S13: labels are disjoint; S14: one preferred label a language; S23: `related` is symmetric; S8: top concepts."""
    graph, _ = linked
    [scheme] = graph.subjects(RDF.type, SKOS.ConceptScheme)
    found = set(graph.subjects(RDF.type, SKOS.Concept))
    assert found == set(graph.objects(scheme, SKOS.hasTopConcept)) == set(graph.subjects(SKOS.inScheme, scheme))
    assert set(graph.subject_objects(SKOS.related)) == {(b, a) for a, b in graph.subject_objects(SKOS.related)}
    for concept in found:
        preferred, other, hidden = (
            set(graph.objects(concept, label)) for label in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
        )
        assert sorted(str(label.language) for label in preferred if isinstance(label, Literal)) == ["en", "vi"]
        assert not (preferred & other) | (preferred & hidden) | (other & hidden), concept
        assert concept not in set(graph.objects(concept, SKOS.related))
        assert len(set(graph.objects(concept, SKOS.definition))) == 2


def test_the_linked_glossary_tells_its_title_licence_and_release(little: Glossary) -> None:
    for graph in graphs(little):
        scheme = URIRef("https://example.org/latest/glossary/")
        assert {title.language for title in graph.objects(scheme, DCTERMS.title) if isinstance(title, Literal)} == {
            "vi",
            "en",
        }
        assert graph.value(scheme, DCTERMS.license) == URIRef(LICENCE["path"])
        assert str(graph.value(scheme, DCTERMS.issued)) == "2026-11-22"
        assert str(graph.value(scheme, OWL.versionInfo)) == "2026.1"
        concept = URIRef(f"{scheme}#science-and-technology")
        assert set(graph.objects(concept, SKOS.altLabel)) == {
            Literal("KH&CN", lang="vi"),
            Literal("khoa học, công nghệ", lang="vi"),
            Literal("S&T", lang="en"),
        }
        assert set(graph.objects(concept, SKOS.hiddenLabel)) == {Literal("KHCN", lang="vi")}
        assert set(graph.objects(concept, SKOS.related)) == {URIRef(f"{scheme}#fifth-generation")}


def test_a_term_is_called_the_same_in_every_release(site: Site) -> None:
    later = RELEASES + RELEASES.replace("2026.1", "2026.2").replace("2026-11-22", "2026-12-22")
    site.data("terms", TERMS).data("events", EVENT).data("releases", later)
    calls = [set(skos.graph(glossary(site.root, version)).subjects()) for version in ("2026.1", "2026.2")]
    assert calls[0] == calls[1]


WRITE = """
import sys
from pathlib import Path
sys.path[:0] = ["hooks", "tests"]
from test_terminology import glossary, skos, tbx, terminology
made = glossary(Path("."), "2026.1")
graph = skos.graph(made)
parts = terminology.table(made), terminology.document(made), tbx.termbase(made), skos.turtle(graph), skos.json_ld(graph)
Path(sys.argv[1]).write_bytes(b"".join(parts))
"""


def test_the_same_glossary_gives_the_same_bytes(tmp_path: Path) -> None:
    for seed in ("1", "2"):
        result = run([sys.executable, "-c", WRITE, str(tmp_path / seed)], ROOT, PYTHONHASHSEED=seed)
        assert result.code == 0, result.output
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_file_can_be_downloaded_from_the_glossary(built: Path, code: str) -> None:
    address = f"{LANGUAGES[code].prefix}glossary/"
    page = parse((built / address / "index.html").read_text(encoding="utf-8"))
    links = page.one("section", cls="c-downloads").one("ul").all("a")
    assert {urljoin(f"/{address}", link["href"]) for link in links} == {f"/data/glossary.{kind}" for kind in FILES}
    for kind in FILES:
        assert (built / f"data/glossary.{kind}").stat().st_size > 10_000


def test_what_a_term_is_called_opens_its_entry(built: Path) -> None:
    told = json.loads((built / "data/glossary.json").read_text(encoding="utf-8"))
    ids: dict[str, set[str]] = {}
    for term in told["terms"]:
        for address in (term["uri"], *term["url"].values()):
            page, _, place = address.removeprefix("https://example.org/").partition("#")
            if page not in ids:
                tree = parse((built / page / "index.html").read_text(encoding="utf-8"))
                ids[page] = {element["id"] for element in tree.elements()}
            assert place in ids[page]


def test_a_site_without_terms_exports_no_glossary(site: Site) -> None:
    assert site.build().code == 0
    assert not [*(site.root / "site").glob("**/glossary.*")]
