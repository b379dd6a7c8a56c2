"""The search index: what a page gives to it, and what the site's readers load."""

import gzip
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from compendium import search
from compendium.language import LANGUAGES
from compendium.library import Library
from compendium.pages import FrontMatter, Page
from compendium.render import words
from conftest import ROOT, Site
from dom import parse
from node import node

THEME = Path(str(files("material"))) / "templates"
HERE = Path(__file__).parent / "search"


def page(html: str, *, evidence: bool = True, language: str = "vi") -> list[dict[str, Any]]:
    front = FrontMatter(title="Mục tiêu", description="Các mục tiêu.", evidence=evidence, hide=())
    written = Page(language, "integration/goals.md", "docs/vi/integration/goals.md", front, "", 1)
    return search.entries(html, written, ["Hội nhập"])


def test_a_page_is_divided_at_its_headings() -> None:
    found = page(
        '<h1>Mục tiêu</h1><p>Mở đầu.</p><h2 id="a">Một</h2><p>Hai <em>ba</em>.</p><h3 id="b">Bốn</h3><p>Năm</p>'
    )
    assert [(entry["kind"], entry["location"], entry["title"], entry["text"]) for entry in found] == [
        ("page", "integration/goals/", "Mục tiêu", "Mở đầu."),
        ("section", "integration/goals/#a", "Một", "Hai ba."),
        ("section", "integration/goals/#b", "Bốn", "Năm"),
    ]
    assert found[0]["place"] == ["Hội nhập"]


def test_a_page_of_another_language_stands_below_its_own_root() -> None:
    assert page("<p>Text</p>", language="en")[0]["location"] == "en/integration/goals/"


def test_a_record_is_an_entry_of_its_own_with_all_it_says_and_its_other_names() -> None:
    listed = (
        '<p>Trước.</p><ol><li data-search="event"><p>Ngày 1</p><h3 id="x">Ký kết</h3><p>Chuyện.</p></li></ol>'
        '<table><tr id="y" data-search="deal" data-search-title="Mua" data-search-names="B737; Boeing"><td>Máy bay</td>'
        "</tr></table><p>Sau.</p>"
    )
    opening, event, deal = page(listed)
    assert opening["text"] == "Trước.\nSau."
    assert (event["kind"], event["title"], event["text"]) == ("event", "Ký kết", "Ngày 1\nChuyện.")
    assert event["location"].endswith("#x")
    assert (deal["kind"], deal["title"], deal["text"], deal["names"]) == ("deal", "Mua", "Máy bay", ["B737", "Boeing"])
    assert deal["location"].endswith("#y")


@pytest.mark.parametrize(
    "marginal",
    [
        "<small data-search-exclude>lề <b>x</b></small>",
        '<sup class="c-cite"><a href="#cite-1">1</a></sup>',
        '<a class="headerlink" href="#a">#</a>',
        "<nav><ul><li>A</li></ul></nav>",
        "<svg><title>A</title></svg>",
    ],
)
def test_what_is_not_the_text_itself_is_left_out(marginal: str) -> None:
    assert page(f'<h2 id="a">Tên{marginal}</h2><p>Chữ{marginal}.</p>')[1] | {"boost": 1} == {
        "location": "integration/goals/#a", "title": "Tên", "text": "Chữ.", "kind": "section", "boost": 1,
    }  # fmt: skip


def test_a_heading_without_a_text_of_its_own_is_no_result() -> None:
    assert [entry["title"] for entry in page('<h2 id="a">A</h2><h2 id="b">B</h2><p>b</p>')] == ["Mục tiêu", "B"]


def test_text_arrives_escaped_as_the_worker_expects_it() -> None:
    assert page("<p>KH&amp;CN &lt; 1</p>")[0]["text"] == "KH&amp;CN &lt; 1"


def test_the_bag_counts_up_from_entry_to_entry() -> None:
    documents: list[dict[str, Any]] = [
        {"kind": "page", "place": [], "title": "Một", "text": "hai"},
        {"kind": "section", "title": "Ba", "text": "hai hai"},
        {"kind": "page", "place": [], "title": "Bốn", "text": ""},
        {"kind": "section", "title": "x", "text": "hai"},
    ]
    bag = search.bag(documents)
    assert dict(zip(bag["words"].split(), bag["docs"], strict=True))["hai"] == [0, 1, 2]


def test_every_form_of_a_term_a_partner_and_the_country_is_known_once() -> None:
    library = Library.load(ROOT / "data")
    groups = list(search.forms(library))
    innovation = next(group for group in groups if "ĐMST" in group["vi"])
    assert innovation == {"vi": ["Đổi mới sáng tạo", "ĐMST"], "en": ["Innovation"]}
    assert {"vi": ["Việt Nam"], "en": ["Vietnam"]} in groups
    assert any({"Mỹ", "Hoa Kỳ"} <= set(group["vi"]) and "US" in group["en"] for group in groups)


# The real site: what its readers load.


def index(built: Path, code: str) -> dict[str, Any]:
    file = built / LANGUAGES[code].prefix / "search" / "search_index.json"
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def entries(built: Path, code: str) -> dict[str, dict[str, Any]]:
    return {entry["location"]: entry for entry in index(built, code)["docs"]}


def data(name: str) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = yaml.safe_load((ROOT / "data" / f"{name}.yml").read_text(encoding="utf-8"))
    return records


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_language_has_an_index_of_its_own(built: Path, code: str) -> None:
    locations = entries(built, code)
    assert len(locations) == len(index(built, code)["docs"]) > 300
    assert all(location.startswith("en/") == (code == "en") for location in locations)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_record_is_found_at_its_own_place_under_its_own_kind(built: Path, code: str) -> None:
    found = entries(built, code)
    prefix = LANGUAGES[code].prefix
    for kind, dataset, address in (("event", "events", "timeline"), ("instrument", "instruments", "instruments")):
        for record in data(dataset):
            entry = found[f"{prefix}{address}/#{record['id']}"]
            assert (entry["kind"], entry["title"].replace("&amp;", "&")) == (kind, record["title"][code])
    for term in data("terms"):
        entry = found[f"{prefix}glossary/#{term['id']}"]
        assert entry["kind"] == "term"
        assert entry["title"].replace("&amp;", "&").startswith(term[code]["term"])
    for kind, dataset in (("source", "sources"), ("deal", "deals"), ("figure", "figures"), ("note", "notes")):
        assert len([entry for entry in found.values() if entry["kind"] == kind]) == len(data(dataset))


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_result_leads_to_a_place_that_exists(built: Path, code: str) -> None:
    ids: dict[str, set[str]] = {}
    for location in entries(built, code):
        address, _, fragment = location.partition("#")
        if address not in ids:
            html = (built / address / "index.html").read_text(encoding="utf-8")
            ids[address] = {element["id"] for element in parse(html).elements()}
        assert not fragment or fragment in ids[address], location


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_index_holds_what_a_page_says_and_nothing_from_its_margin(built: Path, code: str) -> None:
    found = entries(built, code)
    assert [place for place, entry in found.items() if words()["in-glossary"][code] in entry["text"]] == []
    assert [place for place in found if place.endswith(("#page-sources", "#page-figures"))] == []


def test_the_index_of_a_language_stays_light(built: Path) -> None:
    """Bytes as readers load them; `make bench` prints them beside what the theme's own index of this content takes."""
    for code, language in LANGUAGES.items():
        file = built / language.prefix / "search" / "search_index.json"
        assert len(gzip.compress(file.read_bytes())) < 110_000, code


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_words_of_the_index_are_those_that_the_search_finds(built: Path, code: str) -> None:
    """Words are parted twice, here for the count of the other language and in the browser: never differently."""
    made_up = [
        "CO₂ H₂O km² 10⁻³ µm ½ m/s",
        "KH,CN&ĐMST 33.000 1,6 17.11.2000 57-NQ/TW",
        "Łódź ﬁn ＡＢ 漢字 кит №5 a_b_c đ",
    ]
    texts = made_up + [f"{entry['title']}\n{entry['text']}" for entry in index(built, code)["docs"]]
    bags = [search.bag([{"kind": "page", "place": [], "title": "", "text": text}])["words"] for text in texts]
    parted = json.loads(node(HERE / "words.mjs", input=json.dumps([texts, bags])))
    for text, [there, here] in zip(texts, parted, strict=True):
        assert here == there, text


# The theme: an upgrade that moves what we build on must fail here, not in a reader's hands.


def worker(folder: Path) -> Path:
    found = sorted((folder / "assets" / "javascripts" / "workers").glob("search.*.min.js"))
    assert len(found) == 1, f"the theme ships {len(found)} search workers: see javascript/search/worker.js"
    return found[0]


def test_the_worker_of_the_theme_is_used_as_it_is(built: Path) -> None:
    shipped = worker(THEME)
    assert worker(built).read_bytes() == shipped.read_bytes()
    assert worker(built).name == shipped.name


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_page_names_the_worker(built: Path, code: str) -> None:
    home = parse((built / LANGUAGES[code].prefix / "index.html").read_text(encoding="utf-8"))
    dialog = home.one("dialog", id="search")
    assert (built / LANGUAGES[code].prefix / dialog["data-worker"]).resolve() == worker(built).resolve()


def test_the_worker_loads_our_part_from_where_we_put_it(built: Path) -> None:
    program = worker(built).read_text(encoding="utf-8")
    ours = ROOT / "overrides/assets/javascripts/lunr/min/lunr.vi.min.js"
    assert '"../lunr"' in program
    assert "/min/lunr.stemmer.support.min.js" in program
    assert (THEME / ours.relative_to(ROOT / "overrides")).exists(), "the theme no longer loads a file of this name"
    assert (built / ours.relative_to(ROOT / "overrides")).read_bytes() == ours.read_bytes()
    assert (built / "assets/javascripts/lunr/min/lunr.stemmer.support.min.js").exists()


def test_a_little_site_is_searched_too(site: Site) -> None:
    assert site.build().code == 0
    for code, language in LANGUAGES.items():
        (home,) = entries(site.root / "site", code).values()
        assert (home["kind"], home["location"]) == ("page", language.prefix)
