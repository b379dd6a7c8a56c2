"""Where terms are used: every page that explains one and every record that names one, and no place twice."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
import yaml
from compendium import occurrences, term_uses
from compendium.edition import Edition
from compendium.language import LANGUAGES
from compendium.pages import address as page_address
from conftest import EVENT, ROOT, Site, front
from dom import Element, parse

TERMS = """
- id: innovation
  kind: concept
  vi: {term: Đổi mới sáng tạo}
  en: {term: Innovation}
  definition: {vi: Cái mới., en: What is new.}
  basis: source
  citations: [mai-ha §1]
  see_also: [asean]
- id: asean
  kind: organisation
  vi: {term: ASEAN}
  en: {term: ASEAN}
  definition: {vi: Hiệp hội., en: An association.}
  basis: source
  citations: [mai-ha §1]
- id: boeing
  kind: company
  vi: {term: Boeing}
  en: {term: Boeing}
  definition: {vi: Một hãng., en: A maker.}
  basis: source
  citations: [mai-ha §1]
"""
PRIORITY = """
- id: rule-making
  number: 1
  title: {vi: Luật chơi, en: Rules}
  summary: {vi: Một., en: One.}
  terms: [innovation, asean]
  citations: [mai-ha §1]
"""
DEAL = """
- id: aircraft
  when: '2023'
  when_basis: stated
  parties: [boeing]
  partner: us
  field: {vi: Hàng không, en: Aviation}
  title: {vi: Máy bay, en: Aircraft}
  summary: {vi: Mua., en: Bought.}
  stage: agreed
  citations: [mai-ha §1]
"""
PARTNER = "- {id: us, kind: country, name: {vi: Hoa Kỳ, en: United States}}\n"


@pytest.fixture
def project(site: Site) -> Site:
    site.data("terms", TERMS).data("events", EVENT.rstrip() + "\n  terms: [asean]\n").data("priorities", PRIORITY)
    site.data("deals", DEAL).data("partners", PARTNER)
    page = front("Rules") + "About innovation.\n"
    return site.pair("science-diplomacy/rule-making.md", page.replace("innovation", "đổi mới sáng tạo"), page)


def uses(site: Site, contents: dict[str, str] | None = None) -> dict[str, Element]:
    """What the English glossary says of where each term is used."""
    edition = Edition.load(site.root)
    places = "".join(f"<div id='{term}'><!-- uses: {term} --></div>" for term in edition.library.terms)
    html = term_uses.fill(places, contents or {}, edition.frame("en", "en/glossary/"))
    return {div["id"]: div for div in parse(html).all("div")}


def links(found: Element) -> list[tuple[str, str]]:
    return [(link.text, link["href"]) for link in found.all("a")]


def test_a_page_is_listed_with_the_place_where_the_term_is_explained(project: Site) -> None:
    edition = Edition.load(project.root)
    frame = edition.frame("en", "en/science-diplomacy/rule-making/")
    page = occurrences.explain("<p>About innovation.</p>", frame, edition.terms["en"])
    found = uses(project, {"science-diplomacy/rule-making.md": page})["innovation"]
    # The priority has the same page: it is not listed again.
    assert links(found) == [("Rules", "../../en/science-diplomacy/rule-making/#term-innovation")]
    assert found.one("summary").text == "Used in (1)"


def test_records_that_name_a_term_are_listed_by_kind(project: Site) -> None:
    found = uses(project)
    assert [line.text for line in found["asean"].all("p")] == [
        "Priorities: Rules",
        "Events: Vietnam joins ASEAN",
        "Terms: Innovation",
    ]
    assert links(found["asean"])[1:] == [
        ("Vietnam joins ASEAN", "../../en/timeline/#asean-accession"),
        ("Innovation", "#innovation"),
    ]


def test_a_deal_that_no_page_shows_is_named_and_not_linked(project: Site) -> None:
    found = uses(project)["boeing"]
    assert found.one("p").text == "Deals and commitments: Aircraft"
    assert not links(found)
    project.pair("deals.md", *(front("Deals") + "<!-- compendium: deals us -->\n",) * 2)
    assert links(uses(project)["boeing"]) == [("Aircraft", "../../en/deals/#aircraft")]


def test_terms_that_refer_to_each_other_are_not_listed_again(project: Site) -> None:
    both = TERMS.replace("term: ASEAN}\n  definition", "term: ASEAN}\n  see_also: [innovation]\n  definition")
    assert both != TERMS
    found = uses(project.data("terms", both))
    assert "Terms" not in found["asean"].text + found["innovation"].text


def test_an_unused_term_says_nothing_of_it(project: Site) -> None:
    project.data("deals", "[]\n")
    assert uses(project)["boeing"].children == []


def pages(built: Path, code: str) -> Iterator[tuple[str, Element]]:
    """The finished pages of a language, by address from the root of the site."""
    for path in sorted((ROOT / "docs" / code).rglob("*.md")):
        stem = path.relative_to(ROOT / "docs" / code).as_posix()
        address = LANGUAGES[code].prefix + page_address(stem)
        yield address, parse((built / address / "index.html").read_text(encoding="utf-8"))


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_backlink_leads_to_a_place_and_every_marked_term_has_one(built: Path, code: str) -> None:
    prefix = LANGUAGES[code].prefix
    ids, marked = dict[str, set[str]](), set[tuple[str, str]]()
    for address, page in pages(built, code):
        ids[address] = {element["id"] for element in page.elements()}
        marked |= {(address, word["id"]) for word in page.all("span", cls="c-term__word")}
    glossary = parse((built / f"{prefix}glossary/index.html").read_text(encoding="utf-8"))
    linked = list[tuple[str, str]]()
    for entry in glossary.all("article", cls="c-entry"):
        for link in [link for found in entry.all("details", cls="c-uses") for link in found.all("a")]:
            address, _, place = urljoin(f"/{prefix}glossary/", link["href"]).removeprefix("/").partition("#")
            assert not place or place in ids[address], link["href"]
            linked += [(address, place)] if place.startswith("term-") else []
            assert not place.startswith("term-") or place == f"term-{entry.one('h3')['id']}"
    assert sorted(linked) == sorted(marked)
    assert len(marked) > 250


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_record_that_names_a_term_is_told_there(built: Path, code: str) -> None:
    prefix = LANGUAGES[code].prefix
    glossary = parse((built / f"{prefix}glossary/index.html").read_text(encoding="utf-8"))
    entries = {entry.one("h3")["id"]: entry for entry in glossary.all("article", cls="c-entry")}
    events = yaml.safe_load((ROOT / "data/events.yml").read_text(encoding="utf-8"))
    named = [(term, event["id"]) for event in events for term in event.get("terms", ())]
    assert len(named) > 50
    for term, event in named:
        hrefs = [link["href"] for link in entries[term].one("details", cls="c-uses").all("a")]
        assert [href for href in hrefs if href.endswith(f"timeline/#{event}")], (term, event)
