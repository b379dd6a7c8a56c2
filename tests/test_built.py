"""The site as it is published: what holds on every page, in both languages."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import pytest
import yaml
from compendium.render import words
from conftest import ROOT
from dom import Element, parse

CONFIG = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
SITE: str = CONFIG["site_url"]
PREFIX = {"vi": "", "en": "en/"}
OTHER = {"vi": "en", "en": "vi"}

Pages = dict[str, Element]


def data(name: str) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = yaml.safe_load((ROOT / "data" / f"{name}.yml").read_text(encoding="utf-8"))
    return records


@pytest.fixture(scope="session")
def everything(built: Path) -> Pages:
    """Every page by its address: the empty text, `about/`, `en/`, `en/about/`, `song-ngu/about/` …"""
    return {
        file.relative_to(built).as_posix().removesuffix("index.html"): parse(file.read_text(encoding="utf-8"))
        for file in sorted(built.rglob("index.html"))
    }


@pytest.fixture(scope="session")
def pages(everything: Pages) -> Pages:
    """The pages in one language."""
    return {address: page for address, page in everything.items() if not address.startswith("song-ngu/")}


def language(address: str) -> str:
    return "en" if address.startswith("en/") else "vi"


def path(address: str) -> str:
    """The address below the root of its language."""
    return address.removeprefix(PREFIX[language(address)])


def counterpart(address: str) -> str:
    return PREFIX[OTHER[language(address)]] + path(address)


def by_language(pages: Pages, code: str) -> Pages:
    return {path(address): page for address, page in pages.items() if language(address) == code}


def contents(pages: Pages, address: str) -> Element:
    return pages[address].one("article", cls="c-text")


def test_every_page_stands_in_both_languages_at_the_same_path(pages: Pages) -> None:
    written = {file.relative_to(ROOT / "docs" / "vi").as_posix() for file in (ROOT / "docs" / "vi").rglob("*.md")}
    assert set(by_language(pages, "vi")) == set(by_language(pages, "en"))
    assert len(by_language(pages, "vi")) == len(written) >= 22


def test_every_page_says_which_language_it_is_in(pages: Pages) -> None:
    assert {address: page.one("html")["lang"] for address, page in pages.items()} == {
        address: language(address) for address in pages
    }


def test_every_page_has_a_title_of_its_own_in_its_language(everything: Pages) -> None:
    titles = [page.one("head").one("title").text for page in everything.values()]
    assert all(titles)
    assert len(titles) == len(set(titles))
    assert all(len(page.all("h1")) == 1 for page in everything.values())


def test_every_page_describes_itself_in_50_to_200_characters(pages: Pages) -> None:
    described = {address: page.one("meta", name="description")["content"] for address, page in pages.items()}
    assert {address: text for address, text in described.items() if not 50 <= len(text) <= 200} == {}
    assert len(set(described.values())) == len(pages)


def test_every_page_gives_its_address_in_full(everything: Pages) -> None:
    assert {address: page.one("link", rel="canonical")["href"] for address, page in everything.items()} == {
        address: SITE + address for address in everything
    }


def test_every_page_names_its_counterparts_and_they_name_it(pages: Pages) -> None:
    for address, page in pages.items():
        named = [(link["hreflang"], link["href"]) for link in page.one("head").all("link") if link["hreflang"]]
        assert len(named) == 3, address
        assert dict(named) == {
            "vi": SITE + path(address),
            "en": SITE + "en/" + path(address),
            "x-default": SITE + path(address),
        }


def test_the_language_switch_leads_to_the_same_page(pages: Pages) -> None:
    for address, page in pages.items():
        switch = page.one("a", cls="c-language")
        assert urljoin(f"/{address}", switch["href"]) == f"/{counterpart(address)}", address
        assert switch["hreflang"] == switch["lang"] == OTHER[language(address)]
        assert switch.text == {"vi": "English", "en": "Tiếng Việt"}[language(address)]


def headings(page: Element) -> list[tuple[str, str]]:
    return [(heading.tag, heading["id"]) for heading in page.elements() if heading.tag in ("h2", "h3")]


def test_both_languages_have_the_same_headings_in_the_same_order(pages: Pages) -> None:
    vi, en = by_language(pages, "vi"), by_language(pages, "en")
    for address in set(vi) - {"glossary/"}:
        assert headings(vi[address].one("article", cls="c-text")) == headings(
            en[address].one("article", cls="c-text")
        ), address
    terms = [{place for tag, place in headings(side["glossary/"]) if tag == "h3"} for side in (vi, en)]
    assert terms[0] == terms[1] == {term["id"] for term in data("terms")}


def test_every_heading_can_be_linked_to(pages: Pages) -> None:
    for address in pages:
        assert all(place for _, place in headings(contents(pages, address))), address


def spoken(page: Element) -> Iterator[tuple[Element, str]]:
    """Everything that a page says or tells a screen reader, with the element that says it."""
    for element, text in page.texts():
        if element.tag not in ("script", "style", "code"):
            yield element, " ".join(text.split())
    for element in page.elements():
        for attribute in ("aria-label", "title", "placeholder", "alt"):
            if element[attribute]:
                yield element, element[attribute]


def said(page: Element) -> Iterator[tuple[str, str]]:
    """The same with the language that it is said in."""
    return ((element.language, text) for element, text in spoken(page))


def chrome(page: Element) -> Iterator[tuple[str, str]]:
    """What is said around the contents: no headings, which the contents repeat, no names of keys, no addresses."""
    for element, text in spoken(page):
        around = list(element.around)
        repeats = any(part["href"].startswith("#") and part["class"] != "c-skip" for part in around)
        inside = any("c-text" in part["class"].split() for part in around)
        if not (repeats or inside or element.tag == "kbd"):
            yield element.language, re.sub(r"https://\S+", "", text)


CHROME = {
    "en": {"Search", "Next", "Previous", "Table of contents", "Skip to content", "Home", "Footer", "Header", "Tabs"},
    "vi": {"Tìm kiếm", "Trang sau", "Trang trước", "Trong trang này", "Đến nội dung chính", "Trang chủ", "Các phần"},
}


@pytest.mark.parametrize("code", ["vi", "en"])
def test_no_page_speaks_the_other_language_outside_what_it_quotes(pages: Pages, code: str) -> None:
    other = OTHER[code]
    theirs = CHROME[other] | {text[other] for text in words().values()}
    foreign = {text.casefold() for text in theirs if "{" not in text}
    assert len(foreign) > 100
    for address, page in by_language(pages, code).items():
        for spoken, text in said(page):
            # “Source 1: Mai Hà” is our word and a name.
            parts = {part.strip(" ().,;:").casefold() for part in (text, text.split(": ")[0])}
            assert spoken != code or not parts & foreign, f"{address}: {text}"


# A syllable as Vietnamese spells it, its tone taken away: an opening, one to three vowels, a close.
SYLLABLE = re.compile(
    r"(?:b|ch?|d|đ|gh?|gi|h|kh?|l|m|n|ngh?|nh|p|ph|qu|r|s|th?|tr|v|x)?[aăâeêioôơuưy]{1,3}(?:ch?|m|n|ng|nh|p|t)?"
)
TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
# The same in every language: licences, formats and their words, the web, the abbreviation of the subject (KH&CN).
KEPT = {"cc", "by", "mit", "rss", "web", "kh", "cn", "csv", "edtf", "true", "false", "atom", "json", "icalendar"}
KEPT |= {
    "wcag",
    "html",
    "tbx",
    "iso",
    "rdf",
    "skos",
    "turtle",
    "ld",
    "excel",
    "libreoffice",
    "google",
    "memoq",
    "trados",
}


def not_vietnamese(text: str) -> list[str]:
    """The words that no Vietnamese syllable could be."""
    bare = unicodedata.normalize("NFC", TONES.sub("", unicodedata.normalize("NFD", text.lower())))
    return [word for word in re.findall(r"[^\W\d_]+", bare) if word not in KEPT and not SYLLABLE.fullmatch(word)]


def marked(text: str) -> list[str]:
    """The words with letters that English does not have."""
    return [word for word in re.findall(r"\w+", text) if not word.isascii()]


def titles(code: str) -> str:
    """What pages and sections are called in a language: names there are the author's, not the theme's."""
    pages = (file.read_text(encoding="utf-8") for file in (ROOT / "docs" / code).rglob("*.md"))
    return " ".join(line for page in pages for line in page.splitlines() if line.startswith("title: "))


@pytest.mark.parametrize(("code", "foreign"), [("vi", not_vietnamese), ("en", marked)])
def test_no_word_of_another_language_is_left_around_the_contents(
    pages: Pages, code: str, foreign: Callable[[str], list[str]]
) -> None:
    known = set(foreign(titles(code)))
    heard = {text for page in by_language(pages, code).values() for spoken, text in chrome(page) if spoken == code}
    assert len(heard) > 60
    assert {text: foreign(text) for text in heard if set(foreign(text)) - known} == {}


@pytest.mark.parametrize(
    "text", ["Initializing search", "Contributors", "RSS feed", "Tabs", "Table of contents", "Home"]
)
def test_a_word_that_is_not_vietnamese_is_found(text: str) -> None:
    assert not_vietnamese(text)


def test_the_interface_is_written_in_vietnamese_syllables() -> None:
    assert {key: text.vi for key, text in words().items() if not_vietnamese(re.sub(r"\{.*?\}", "", text.vi))} == {}
    assert {key: text.en for key, text in words().items() if marked(text.en)} == {}


def test_every_text_of_the_interface_differs_between_the_languages() -> None:
    assert {key for key, text in words().items() if text.vi == text.en} == set()


def test_the_controls_of_every_page_speak_its_language(pages: Pages) -> None:
    for address, page in pages.items():
        spoken = {text for _, text in said(page)}
        assert {words()[key][language(address)] for key in ("search", "menu", "menu.all", "skip")} <= spoken, address


def targets(element: Element) -> Iterator[str]:
    """Every address that an element links to or loads."""
    if element["rel"] in ("canonical", "alternate"):
        return
    for attribute in ("href", "src", "action", "poster", "data"):
        if attribute in element.attributes:
            yield element[attribute]
    yield from (part.split()[0] for part in element["srcset"].split(",") if part.strip())
    yield from re.findall(r"url\(['\"]?([^)'\"]+)", element["style"])


def test_every_link_leads_to_a_page_and_a_place_that_exist(everything: Pages, built: Path) -> None:
    ids = {address: {element["id"] for element in page.elements()} for address, page in everything.items()}
    broken = []
    for address, page in everything.items():
        for target in (target for element in page.elements() for target in targets(element)):
            place = urlsplit(urljoin(f"/{address}", target))
            if place.scheme in ("http", "https"):
                continue
            found, fragment = unquote(place.path)[1:], unquote(place.fragment)
            exists = found in everything or (not found.endswith("/") and (built / found).is_file())
            if not exists or (fragment and fragment not in ids.get(found, ())):
                broken.append(f"{address}: {target}")
    assert broken == []


@pytest.mark.parametrize("attribute", ["aria-describedby", "aria-labelledby", "aria-controls", "for", "headers"])
def test_every_reference_to_an_id_finds_it(everything: Pages, attribute: str) -> None:
    missing = []
    for address, page in everything.items():
        ids = {element["id"] for element in page.elements()}
        named = [name for element in page.elements() for name in element[attribute].split()]
        missing += [f"{address}: {attribute}={name}" for name in named if name not in ids]
    assert missing == []


def test_every_id_is_unique_in_its_page(everything: Pages) -> None:
    for address, page in everything.items():
        ids = [element["id"] for element in page.elements() if element["id"]]
        assert sorted(ids) == sorted(set(ids)), address


def test_nothing_is_loaded_from_another_host(everything: Pages, built: Path) -> None:
    for address, page in everything.items():
        loaded = [target for element in page.elements() if element.tag != "a" for target in targets(element)]
        assert [target for target in loaded if urlsplit(target).netloc] == [], address
    for file in built.rglob("*.css"):
        addresses = re.findall(r"(?:url\(|@import\s)\s*['\"]?([^)'\";]+)", file.read_text(encoding="utf-8"))
        assert [found for found in addresses if urlsplit(found).netloc] == [], file


def test_links_to_other_sites_lead_to_sources_licences_and_the_repository_alone(everything: Pages) -> None:
    documented = {source["link"] for source in data("sources") if source.get("link")}
    for address, page in everything.items():
        away = {link["href"] for link in page.all("a") if urlsplit(link["href"]).netloc}
        known = ("https://creativecommons.org/", f"{CONFIG['repo_url']}/")
        others = {link for link in away - documented if not link.startswith(known)}
        assert others == set(), address
        assert all(link.startswith("https://") for link in away), address


def test_no_page_shows_a_date_as_data_writes_it(everything: Pages) -> None:
    """`2000-11-17` and `2024-36` are for the records; what a page quotes as code may show them."""
    written = re.compile(r"(?<![\w/.-])\d{4}-(?:0[1-9]|1[0-2]|2[1-4]|3[3-6])(?:-\d\d)?(?![\w/-])")
    shown = {text for page in everything.values() for _, text in said(page)}
    assert {text for text in shown if written.search(text)} == set()


def test_no_marker_citation_or_figure_is_left_unfilled(pages: Pages) -> None:
    for address in pages:
        texts = [text for element, text in contents(pages, address).texts() if element.tag not in ("code", "pre")]
        assert not re.search(r"\[[@=]|compendium:|\{\{|\{:|\{#|\{[a-z_]+\}", " ".join(texts)), address


def test_the_sitemap_lists_every_page_with_its_counterparts_and_nothing_else(pages: Pages, built: Path) -> None:
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    root = ElementTree.fromstring((built / "sitemap.xml").read_bytes())
    listed = {}
    for url in root.findall("s:url", names):
        links = url.findall("x:link", names)
        assert {link.get("rel") for link in links} == {"alternate"}
        listed[url.findtext("s:loc", "", names)] = {link.get("hreflang"): link.get("href") for link in links}
    assert len(root) == len(listed)
    assert listed == {
        SITE + address: {
            "vi": SITE + path(address),
            "en": SITE + "en/" + path(address),
            "x-default": SITE + path(address),
        }
        for address in pages
    }


def test_a_lost_reader_is_answered_in_both_languages(pages: Pages, built: Path) -> None:
    page = parse((built / "404.html").read_text(encoding="utf-8"))
    assert (page.one("html")["lang"], page.one("h1").text) == ("vi", "Không tìm thấy trang")
    english = page.one("section", lang="en")
    assert english.one("h2").text == "Page not found"
    for link in page.all("a"):
        assert urljoin("/", link["href"]).removeprefix("/") in pages
        assert language(urljoin("/", link["href"]).removeprefix("/")) == link.language
    assert {link["href"].rstrip(".") for link in page.all("a")} >= {"/", "/en/"}
    assert not list(built.glob("en/404.html"))


def test_the_site_holds_what_it_promises(pages: Pages) -> None:
    for code, prefix in PREFIX.items():
        assert len(pages[f"{prefix}timeline/"].all("li", cls="c-event")) == len(data("events")) >= 28, code
        assert len(contents(pages, f"{prefix}glossary/").all("h3")) == len(data("terms")) >= 100, code
        assert len(pages[f"{prefix}instruments/"].all("article", cls="c-entry")) == len(data("instruments")) >= 12, code
        assert len([row for row in pages[f"{prefix}sources/"].all("tr") if row["id"].startswith("figure-")]) >= 15, code
        deals = {deal["id"] for deal in data("deals")}
        shown = [
            row["id"] for page in by_language(pages, code).values() for row in page.all("tr") if row["id"] in deals
        ]
        assert len(shown) == len(set(shown)) >= 10, code


def test_every_editors_note_can_be_read_among_the_sources(pages: Pages) -> None:
    for prefix in PREFIX.values():
        ids = {element["id"] for element in pages[f"{prefix}sources/"].elements()}
        assert {f"note-{note['id']}" for note in data("notes")} <= ids
