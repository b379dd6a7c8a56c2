"""What a page tells machines: reference managers, those who share it, and search engines."""

import gzip
import json
import re
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import pytest
import yaml
from compendium import schema_org
from compendium.card import card
from compendium.edition import Edition
from compendium.language import BOTH, LANGUAGES
from compendium.model import DATASETS
from compendium.pages import Page
from conftest import EVENT, ROOT, Site, front, run
from dom import Element, parse
from node import NodeError, node
from works import ROOT as HOST
from works import SITES, TITLES, site_with, work

SITE: str = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["site_url"]
# One page of each kind.
KINDS = ("", "about/", "integration/goals/", "timeline/", "glossary/", "instruments/", "sources/", "updates/", "data/")
HOSTILE = "A </script><script>alert(1)</script> & \"B\" 'C' \u2028"

Pages = dict[str, Element]


@pytest.fixture(scope="module")
def pages(built: Path) -> Pages:
    """Every page by its address: the empty text, `about/`, `en/`, `en/about/` …; those in both are no works."""
    addresses = [file.relative_to(built).as_posix().removesuffix("index.html") for file in built.rglob("index.html")]
    return {
        address: parse((built / address / "index.html").read_text(encoding="utf-8"))
        for address in sorted(addresses)
        if not address.startswith(BOTH)
    }


def data_of(page: Element) -> dict[str, Any]:
    """The JSON-LD of a page."""
    found: dict[str, Any] = json.loads("".join(t for _, t in page.one("script", type="application/ld+json").texts()))
    return found


def nodes(value: object) -> Iterator[dict[str, Any]]:
    """Every object in a piece of JSON, however deep."""
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from nodes(inner)
    if isinstance(value, dict):
        yield value


def of_type(graph: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [found for found in nodes(graph) if found.get("@type") == kind]


def test_every_page_tells_reference_managers_its_title_language_and_address(pages: Pages) -> None:
    for address, page in pages.items():
        told = {meta["name"]: meta["content"] for meta in page.all("meta") if meta["name"].startswith("citation_")}
        code = page.one("html")["lang"]
        # The heading of a page is its title; a home page is known as the site.
        title = SITES[code] if address in ("", "en/") else page.one("h1").text.removesuffix("#").strip()
        assert told.pop("citation_publication_date", "2026/01/01").count("/") == 2
        assert told == {
            "citation_title": title,
            "citation_language": code,
            "citation_public_url": SITE + address,
            "citation_fulltext_html_url": SITE + address,
        }, address


def test_every_page_can_be_shared_under_its_newest_address_with_a_picture_in_its_language(
    pages: Pages, built: Path
) -> None:
    for address, page in pages.items():
        told = {meta["property"]: meta["content"] for meta in page.all("meta") if meta["property"]}
        code = page.one("html")["lang"]
        assert told["og:url"] == page.one("link", rel="canonical")["href"], address
        assert told["og:title"] == page.one("meta", name="citation_title")["content"]
        assert told["og:description"] == page.one("meta", name="description")["content"]
        assert told["og:type"] == ("website" if address in ("", "en/") else "article")
        assert told["og:site_name"] == SITES[code]
        locales = {"vi": ("vi_VN", "en_GB"), "en": ("en_GB", "vi_VN")}[code]
        assert (told["og:locale"], told["og:locale:alternate"]) == locales
        assert SITES[code] in told["og:image:alt"]
        assert told["og:image"] == f"{SITE}assets/card.{code}.png"
        size = pixels((built / told["og:image"].removeprefix(SITE)).read_bytes())
        assert size == (int(told["og:image:width"]), int(told["og:image:height"])) == (1200, 630)


def pixels(picture: bytes) -> tuple[int, int]:
    """The width and the height of a PNG."""
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


def test_each_language_has_a_picture_of_its_own_and_always_the_same(site: Site) -> None:
    edition = Edition.load(site.root)
    first, again = ({code: card(edition.frame(code, LANGUAGES[code].prefix)) for code in LANGUAGES} for _ in range(2))
    assert first == again
    assert first["vi"] != first["en"]
    assert [pixels(picture) for picture in first.values()] == [(1200, 630)] * 2


def test_no_text_is_a_command_of_the_picture_and_none_is_too_long_for_it(site: Site) -> None:
    edition = Edition.load(site.root)
    for text in ('#panic() $x$ _a_ *b* [c] \\ // # @ref <label> `raw` #read("/etc/passwd")', "Dài " * 2000):
        describe(edition.pages.by_language["vi"]["index.md"], description=text)
        assert pixels(card(edition.frame("vi", ""))) == (1200, 630)


def describe(page: Page, **changed: str) -> None:
    """Puts into the head of a page what its rules refuse, as if they had a hole."""
    object.__setattr__(page, "front", page.front.model_copy(update=changed))


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_page_of_a_release_is_described_at_its_permanent_address(site: Site, code: str) -> None:
    prefix, other = {"vi": ("", "en/"), "en": ("en/", "")}[code]
    page, home = schema_org.graph(work(site_with(site), code, updated="2026-02-09"))["@graph"]
    assert page == {
        "@type": "WebPage",
        "@id": f"{HOST}2026.1/{prefix}integration/goals/",
        "url": f"{HOST}latest/{prefix}integration/goals/",
        "headline": TITLES[code],
        "description": "Trang thử.",
        "inLanguage": code,
        "datePublished": "2026-03-05",
        "dateModified": "2026-02-09",
        "version": "2026.1",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "image": f"{HOST}2026.1/assets/card.{code}.png",
        "isPartOf": {"@id": home["@id"]},
        "workTranslation": [
            {
                "@type": "WebPage",
                "@id": f"{HOST}2026.1/{other}integration/goals/",
                "inLanguage": "en" if code == "vi" else "vi",
            }
        ],
    }
    assert home == {
        "@type": "WebSite",
        "@id": f"{HOST}2026.1/{prefix}#site",
        "name": SITES[code],
        "url": f"{HOST}latest/{prefix}",
        "inLanguage": code,
    }


def test_a_draft_claims_neither_a_release_nor_a_day_that_is_not_known(site: Site) -> None:
    draft = work(site_with(site), "en", version=None)
    page = schema_org.graph(draft)["@graph"][0]
    assert page["@id"] == page["url"] == f"{HOST}en/integration/goals/"
    assert {"version", "datePublished", "dateModified"}.isdisjoint(page)
    assert "citation_publication_date" not in schema_org.head(draft)


def test_nothing_in_a_text_ends_the_script_or_a_tag(site: Site) -> None:
    here = work(site_with(site), "en")
    describe(here.page, title=HOSTILE, description=HOSTILE)
    head = schema_org.head(here)
    assert not re.search(r"[<>&]", re.findall(r'ld\+json">(.*)</script>', head)[0])
    told = parse(head)
    assert len(told.all("script")) == 1
    assert data_of(told)["@graph"][0]["headline"] == HOSTILE
    assert told.one("meta", name="citation_title")["content"] == HOSTILE


def test_a_page_names_the_sources_it_cites_once_each(site: Site) -> None:
    body = "Fact. [@mai-ha §1 ¶1] More. [@mai-ha §2 ¶1; @press]\n"
    text = front("T").replace("evidence: false\n", "")
    sources = front("S") + "<!-- compendium: sources -->\n"
    site_with(site).pair("sources.md", sources, sources).pair("facts.md", text + body, text + body)
    page = schema_org.graph(work(site, "en", "facts.md"))["@graph"][0]
    assert page["@type"] == "Article"
    assert page["citation"] == [
        {"@type": "CreativeWork", "@id": f"{HOST}2026.1/en/sources/#mai-ha", "name": "International integration"},
        {"@type": "CreativeWork", "@id": f"{HOST}2026.1/en/sources/#press", "name": "News"},
    ]


def started(site: Site, **changed: str) -> list[str]:
    """The days on which the machines are told that the event of a library took place."""
    text = EVENT
    for name, value in changed.items():
        line = f"  {name}: {value}\n"
        text, found = re.subn(rf"  {name}: .*\n", lambda _, line=line: line, text)  # type: ignore[misc]
        text += "" if found else line
    view = front("T") + "<!-- compendium: timeline -->\n"
    site_with(site).data("releases", "[]").data("events", text).pair("timeline.md", view, view)
    graph = schema_org.graph(work(site, "en", "timeline.md", version=None))
    return [event["startDate"] for event in of_type(graph, "Event")]


@pytest.mark.parametrize("when", ["'1995'", "'1995-07'", "'1995-07-28'"])
def test_an_event_starts_no_more_precisely_than_is_known(site: Site, when: str) -> None:
    assert started(site, when=when) == [when.strip("'")]


@pytest.mark.parametrize(
    "changed",
    [
        {"when": "'1995~'"},
        {"when": "'1995?'"},
        {"when": "199X"},
        {"when": "'1995-21'"},
        {"when": "1976/1979"},
        {"when": "'1995/..'"},
        {"when_basis": "inferred"},
        {"expected": "true"},
        {"when_label": "{vi: đầu năm 1995, en: early 1995}"},
    ],
    ids=str,
)
def test_an_event_that_machines_would_take_for_surer_than_it_is_is_left_out(
    site: Site, changed: dict[str, str]
) -> None:
    assert started(site, **changed) == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_term_of_the_glossary_is_a_defined_term_at_its_address(pages: Pages, code: str) -> None:
    glossary = f"{LANGUAGES[code].prefix}glossary/"
    terms = of_type(data_of(pages[glossary]), "DefinedTermSet")[0]["hasDefinedTerm"]
    headings = {heading["id"] for heading in pages[glossary].one("article", cls="c-text").all("h3")}
    assert {term["termCode"] for term in terms} == headings
    assert all(term["url"] == f"{SITE}{glossary}#{term['termCode']}" for term in terms)


def test_instruments_are_legislation_only_where_they_are_law(pages: Pages) -> None:
    graph = data_of(pages["en/instruments/"])
    records = yaml.safe_load((ROOT / "data/instruments.yml").read_text(encoding="utf-8"))
    legal = [record for record in records if record["kind"] in ("law", "decision", "agreement")]
    told = {item["url"].split("#")[1]: item for item in of_type(graph, "Legislation")}
    assert set(told) == {record["id"] for record in legal}
    for record in legal:
        item = told[record["id"]]
        assert item.get("legislationIdentifier") == record.get("number")
        assert item.get("legislationDate") == record.get("date")
        assert item.get("legislationPassedBy", {}).get("name") == (
            record["issuer"]["en"] if "number" in record else None
        )
    others = {item["identifier"] for item in of_type(graph, "CreativeWork") if "identifier" in item}
    assert others == {record["number"] for record in records if "number" in record and record not in legal}


def test_the_figures_are_a_dataset_under_the_licence_of_the_site(pages: Pages) -> None:
    for address in ("sources/", "en/sources/"):
        (figures,) = of_type(data_of(pages[address]), "Dataset")
        assert 50 <= len(figures["description"]) <= 5000, "what search engines for data ask for"
        assert figures["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert {address for address, page in pages.items() if of_type(data_of(page), "Dataset")} == {
        prefix + path for prefix in ("", "en/") for path in ("data/", "sources/")
    }


def test_every_dataset_is_told_with_its_place_and_its_files(pages: Pages, built: Path) -> None:
    for address in ("data/", "en/data/"):
        told = of_type(data_of(pages[address]), "Dataset")
        places = {element["id"] for element in pages[address].elements()}
        assert (
            {item["@id"].removeprefix(f"{SITE}{address}#") for item in told}
            == {f"dataset-{name}" for name in DATASETS}
            <= places
        )
        for item in told:
            assert 50 <= len(item["description"]) <= 5000, "what search engines for data ask for"
            files = [file["contentUrl"].removeprefix(SITE) for file in item["distribution"]]
            assert all((built / file).is_file() for file in files) and len(files) == 2


def test_every_address_that_machines_are_given_leads_to_a_page_and_a_place(pages: Pages, built: Path) -> None:
    ids = {address: {element["id"] for element in page.elements()} | {"", "site"} for address, page in pages.items()}
    for address, page in pages.items():
        for found in nodes(data_of(page)):
            for name in ("@id", "url", "image"):
                target, place = urldefrag(found.get(name, ""))
                if target.startswith(SITE):
                    target = target.removeprefix(SITE)
                    assert place in ids[target] if target in pages else (built / target).is_file(), (
                        f"{address}: {found}"
                    )


def test_what_machines_are_told_weighs_little(pages: Pages, built: Path) -> None:
    for address in pages:
        html = (built / address / "index.html").read_text(encoding="utf-8")
        bare = re.sub(r'<meta name="citation_title".*?</script>', "", html, flags=re.DOTALL)
        added = len(gzip.compress(html.encode())) - len(gzip.compress(bare.encode()))
        assert added < (4000 if address.endswith("glossary/") else 1500), address


def judged(folder: Path, graphs: list[str]) -> None:
    """Checks JSON-LD against the types of schema.org. Raises NodeError with what is wrong with it."""
    folder.joinpath("node_modules").symlink_to(ROOT / "javascript/node_modules")
    lines = ['import type { Graph } from "schema-dts"']
    lines += [f"export const page{number}: Graph = {graph}" for number, graph in enumerate(graphs)]
    folder.joinpath("pages.ts").write_text("\n".join(lines), encoding="utf-8")
    options = ["--strict", "--noEmit", "--skipLibCheck", "--types", "", "--module", "nodenext", "--target", "es2022"]
    node(ROOT / "javascript/node_modules/typescript/bin/tsc", *options, str(folder / "pages.ts"))


def test_every_kind_of_page_is_described_in_the_words_of_schema_org(pages: Pages, tmp_path: Path) -> None:
    graphs = [data_of(pages[language.prefix + path]) for language in LANGUAGES.values() for path in KINDS]
    kinds = {found["@type"] for graph in graphs for found in nodes(graph) if "@type" in found}
    assert kinds == {
        "Article", "WebPage", "CollectionPage", "WebSite", "CreativeWork", "DefinedTermSet", "DefinedTerm", "Event",
        "Legislation", "Organization", "Dataset", "DataDownload",
    }  # fmt: skip
    judged(tmp_path, [json.dumps(graph) for graph in graphs])


def test_a_word_that_schema_org_does_not_have_is_found(pages: Pages, tmp_path: Path) -> None:
    graph = json.dumps(data_of(pages["instruments/"]))
    with pytest.raises(NodeError, match="legislationDay"):
        judged(tmp_path, [graph.replace('"legislationDate"', '"legislationDay"', 1)])


def test_a_release_is_cited_and_described_at_its_permanent_address_whatever_comes_later(site: Site) -> None:
    site_with(site).configure()
    result = run([sys.executable, "-m", "mkdocs", "build"], site.root, MIKE_DOCS_VERSION="2026.1")
    assert result.code == 0, result.output
    page = parse(site.read("en/integration/goals/index.html"))
    permanent = f"{SITE}2026.1/en/integration/goals/"
    assert f"UR - {permanent} ER -" in page.one("details", cls="c-citing").text
    assert page.one("meta", name="citation_public_url")["content"] == permanent
    assert page.one("meta", property="og:url")["content"] == f"{SITE}latest/en/integration/goals/"
    assert data_of(page)["@graph"][0]["@id"] == permanent
