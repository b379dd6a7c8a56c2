"""The way from a source, or a note, to every place that uses it."""

from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
from compendium import backlinks
from compendium.edition import Edition
from compendium.language import BOTH, LANGUAGES
from conftest import ROOT, Site, front
from dom import Element, parse

CODES = pytest.mark.parametrize("code", LANGUAGES)


class Built:
    """The pages of a site by their addresses, each read once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pages: dict[str, dict[str, Element]] = {}

    def place(self, page: str, href: str) -> Element:
        """The element that a link on a page leads to."""
        address, anchor = urldefrag(urljoin(f"/{page}", href))
        if address not in self._pages:
            tree = parse((self._folder / address[1:] / "index.html").read_text(encoding="utf-8"))
            self._pages[address] = {element["id"]: element for element in tree.elements() if element["id"]}
        assert anchor in self._pages[address], f"{page}: {href}"
        return self._pages[address][anchor]


def sources_page(built: Path, code: str) -> tuple[str, Element]:
    address = f"{LANGUAGES[code].prefix}sources/"
    return address, parse((built / address / "index.html").read_text(encoding="utf-8"))


@CODES
def test_every_place_that_cites_a_source_is_linked_from_it(built: Path, code: str) -> None:
    site, (address, page) = Built(built), sources_page(built, code)
    linked = set[tuple[str, str]]()
    for entry in page.all("article", cls="c-entry"):
        source = entry.one("h3")["id"]
        for link in [link for places in entry.all("span", cls="c-places") for link in places.all("a")]:
            if "#ref-" not in link["href"]:
                continue
            citation = site.place(address, link["href"])
            item = site.place(urljoin(f"/{address}", link["href"]).partition("#")[0][1:], citation["href"])
            assert item.all("a")[0]["href"].endswith(f"sources/#{source}")
            linked.add((urljoin(f"/{address}", link["href"]).partition("#")[0], citation["id"]))
    assert linked == cited(built, code)


def cited(built: Path, code: str) -> set[tuple[str, str]]:
    """Every place of a language's pages that cites, by page and id."""
    found = set()
    for file in built.rglob("index.html"):
        tree = parse(file.read_text(encoding="utf-8"))
        if tree.one("html")["lang"] == code:
            page = file.parent.relative_to(built).as_posix()
            if page.startswith(BOTH):
                continue
            marks = [link for mark in tree.all("sup", cls="c-cite") for link in mark.all("a")]
            found |= {(f"/{page}/".replace("/./", "/"), link["id"]) for link in marks}
    assert len(found) > 200
    return found


@CODES
def test_every_place_of_a_source_has_a_name_of_its_own(built: Path, code: str) -> None:
    for entry in sources_page(built, code)[1].all("article", cls="c-entry"):
        names = [link["aria-label"] for link in entry.all("a") if "#ref-" in link["href"]]
        assert len(names) == len(set(names))
        assert all(names)


@CODES
def test_every_note_is_linked_to_where_it_is_shown(built: Path, code: str) -> None:
    site, (address, page) = Built(built), sources_page(built, code)
    notes = page.all("details", cls="c-note")
    assert notes
    for note in notes:
        links = note.all("dd")[-1].all("a")
        assert links
        for link in links:
            place = site.place(address, link["href"])
            # A heading stands for the record that it is in.
            record = next((element for element in place.around if element.tag == "article"), place)
            shown = place["id"].removesuffix(f"_{place['id'].partition('_')[2]}")
            assert shown == note["id"] or any(link["href"].endswith(f"#{note['id']}") for link in record.all("a"))


PAGE = """## Phần {#part}

Một. [@mai-ha §1; @press] `[@mai-ha §2]`

```
[@mai-ha §2]
```

- Hai. [@mai-ha §2]
- Ba. [@mai-ha §1]

| A | B |
| - | - |
| `[@press]` | Bốn. [@mai-ha §2 ¶3] |
"""


def test_code_lists_and_tables_number_the_places_as_the_page_does(site: Site) -> None:
    result = site.pair("page.md", front("Trang") + PAGE, front("Page") + PAGE).build()
    assert result.code == 0, result.output
    marks = parse(site.read("page/index.html")).all("sup", cls="c-cite")
    shown = [f"page/#{link['id']}" for mark in marks for link in mark.all("a")]
    uses = backlinks.of_sources(Edition.load(site.root).frame("vi", ""))
    places = {source: [place for use in found for place in use.places] for source, found in uses.items()}
    assert shown == ["page/#ref-1-1", "page/#ref-2-1", "page/#ref-3-1", "page/#ref-1-2", "page/#ref-4-1"]
    assert places == {"mai-ha": [shown[0], *shown[2:]], "press": [shown[1]]}


def test_a_source_of_many_uses_counts_them_as_its_language_writes_numbers() -> None:
    edition = Edition.load(ROOT)
    assert edition.frame("vi", "").number(1234) == "1.234"
    assert edition.frame("en", "en/").number(1234) == "1,234"
