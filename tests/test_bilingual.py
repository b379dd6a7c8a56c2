"""Pages in both languages: what stands beside what, and that nothing is lost or leads astray on the way."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from posixpath import join, normpath

import pytest
from compendium import bilingual
from compendium.bilingual import Row, Side, rows
from compendium.edition import Edition
from compendium.language import BOTH
from compendium.publication import Publication
from conftest import EVENT, Site
from dom import Element, parse

ASSETS = {"styles": "static/compendium.css", "both": "static/both.js"}
INLINE = ("a", "span", "small", "strong", "em", "sup", "data", "s")


@pytest.fixture
def sides(site: Site) -> dict[str, Side]:
    """A page without content in both languages."""
    edition = Edition.load(site.root)
    return {
        "vi": Side(edition.frame("vi", "a/b/"), "Trang", "", "2026-11-22"),
        "en": Side(edition.frame("en", "en/a/b/"), "Page", "", ""),
    }


def filled(sides: dict[str, Side], vi: str, en: str) -> dict[str, Side]:
    return {code: Side(sides[code].frame, sides[code].title, text, "") for code, text in {"vi": vi, "en": en}.items()}


def aligned(sides: dict[str, Side], vi: str, en: str) -> list[Row]:
    return rows(*filled(sides, vi, en).values())[1]


def texts(found: list[Row]) -> list[tuple[str, ...]]:
    """The id of each row, and what its parts say."""
    return [(row.id, *(parse(part).text for part in row.parts)) for row in found]


def part(sides: dict[str, Side], vi: str, en: str = "") -> str:
    """The first part of the only row."""
    (row,) = aligned(sides, vi, en)
    return row.parts[0]


def test_sections_of_one_id_stand_in_one_row_after_what_comes_before_the_first(sides: dict[str, Side]) -> None:
    vi = '<p>Mở đầu</p><h2 id="a">Một</h2><p>x</p><h3 id="b">Hai</h3><p>y</p>'
    en = '<p>Opening</p><h2 id="a">One</h2><p>X</p><h3 id="b">Two</h3><p>Y</p>'
    assert texts(aligned(sides, vi, en)) == [
        ("", "Mở đầu", "Opening"),
        ("a", "Mộtx", "OneX"),
        ("b", "Haiy", "TwoY"),
    ]


def test_every_part_says_its_language(sides: dict[str, Side]) -> None:
    (row,) = aligned(sides, "<p>một</p>", "<p>one</p>")
    assert [parse(part).one("div")["lang"] for part in row.parts] == ["vi", "en"]


RECORDS = """
<p>0</p>
<section class="period"><h2 id="p">{0}</h2><ol class="line">
<li class="event" data-search="event"><h3 id="{1}">{1}</h3></li>
<li class="event" data-search="event"><h3 id="{2}">{2}</h3></li>
</ol></section>
<p>{3}</p>
"""


def test_records_are_paired_whatever_their_order_and_what_follows_them_stands_apart(sides: dict[str, Side]) -> None:
    found = aligned(sides, RECORDS.format("Kỳ", "x", "y", "Cuối"), RECORDS.format("Time", "y", "x", "End"))
    assert texts(found) == [("", "0", "0"), ("p", "Kỳ", "Time"), ("x", "x", "x"), ("y", "y", "y"), ("", "Cuối", "End")]


def test_a_record_stands_in_copies_of_what_it_stood_in(sides: dict[str, Side]) -> None:
    found = aligned(sides, RECORDS.format("Kỳ", "x", "y", "Cuối"), "")
    event = parse(found[2].parts[0]).one("h3")
    assert [(at.tag, at["class"]) for at in event.around][1:4] == [
        ("li", "event"), ("ol", "line"), ("div", "period")
    ]  # fmt: skip


def test_the_name_and_the_id_of_what_is_cut_stand_once(sides: dict[str, Side]) -> None:
    found = aligned(sides, '<div id="box" aria-label="Hộp"><h2 id="a">A</h2><h2 id="b">B</h2></div>', "")
    html = "".join(part for row in found for part in row.parts)
    assert html.count('id="box"') == html.count('aria-label="Hộp"') == 1


def test_every_row_of_a_table_that_is_a_record_keeps_the_head_of_the_table(sides: dict[str, Side]) -> None:
    table = (
        "<table><thead><tr><th>H</th></tr></thead><tbody>"
        '<tr id="a" data-search="deal"><td>1</td></tr><tr id="b" data-search="deal"><td>2</td></tr></tbody></table>'
    )
    assert texts(aligned(sides, table, "")) == [("a", "H1"), ("b", "H2")]


def test_text_around_what_is_cut_is_kept_in_its_place(sides: dict[str, Side]) -> None:
    html = "đầu<section>a<h2 id='x'>b</h2>c</section>d<h1>tên</h1>e"
    assert texts(aligned(sides, html, "")) == [("", "đầua"), ("x", "bcde")] or texts(aligned(sides, html, "")) == [
        ("", "đầu"), ("x", "abcde")
    ]  # fmt: skip


def test_nothing_inside_notes_folds_and_plain_tables_is_cut(sides: dict[str, Side]) -> None:
    html = (
        '<details><summary>s</summary><h3 id="a">A</h3></details><aside><h3 id="b">B</h3></aside>'
        '<table><tbody><tr id="c"><td>C</td></tr></tbody></table>'
    )
    assert texts(aligned(sides, html, "")) == [("", "sABC")]


def test_what_stands_once_is_left_out_of_the_second_language(sides: dict[str, Side]) -> None:
    vi = '<nav data-once>Đ A</nav><h2 id="Đ" data-once>Đ</h2><h3 id="x">đ</h3><h2 id="A" data-once>A</h2>'
    en = '<nav data-once>A B</nav><h2 id="A" data-once>A</h2><h2 id="B" data-once>B</h2><h3 id="x">d</h3>'
    assert texts(aligned(sides, vi, en)) == [("", "Đ A"), ("Đ", "Đ"), ("x", "đ", "d"), ("A", "A")]


def test_a_part_that_only_one_language_has_is_not_lost(sides: dict[str, Side]) -> None:
    found = aligned(sides, '<h2 id="a">A</h2>', '<h2 id="b">B</h2><h2 id="c">C</h2>')
    assert texts(found) == [("a", "A"), ("b", "B"), ("c", "C")]


def test_the_heading_of_a_page_becomes_its_title(sides: dict[str, Side]) -> None:
    titles, found = rows(*filled(sides, "<div><h1>Tên <i>lớn</i></h1><p>x</p></div>", "<p>y</p>").values())
    assert titles == ["Tên lớn", "Page"]
    assert texts(found) == [("", "x", "y")]


def test_a_row_has_one_sign_that_links_to_it_and_both_headings(sides: dict[str, Side]) -> None:
    heading = '<h2 id="a">{} <a class="headerlink" href="#a">#</a></h2>'
    (row,) = aligned(sides, heading.format("Một"), heading.format("One"))
    assert list(row.titles) == ["Một", "One"]
    assert [len(parse(part).all("a")) for part in row.parts] == [1, 0]


def test_a_heading_kept_out_of_the_contents_is_kept_out_here_too(sides: dict[str, Side]) -> None:
    (row,) = aligned(sides, '<h2 id="a" data-toc="no">Một</h2>', '<h2 id="a" data-toc="no">One</h2>')
    assert not row.titles


EVIDENCE = """
<p>{0}<a href="#cite-1" id="ref-1" aria-describedby="d own">1</a><b id="d">d</b> <a href="#a">a</a></p>
<h2 id="a">A</h2><p id="{0}" aria-labelledby="a">x</p><label for="d">l</label><button popovertarget="d" data-x="d">
</button><footer><h2 id="list">L</h2><ol><li id="cite-1"><a href="#ref-1">b</a></li></ol></footer>
"""


def test_ids_that_both_use_get_the_code_of_the_second_and_every_reference_follows(sides: dict[str, Side]) -> None:
    found = aligned(sides, EVIDENCE.format("own"), EVIDENCE.format("other"))
    assert [row.id for row in found] == ["", "a", "list"]
    vi, en = ("".join(row.parts[side] for row in found) for side in (0, 1))
    assert re.findall(r'\bid="(.*?)"', vi) == ["ref-1", "d", "own", "cite-1"]
    assert re.findall(r'\bid="(.*?)"', en) == ["ref-1-en", "d-en", "other", "cite-1-en"]
    assert re.findall(r'href="(.*?)"', vi) == ["#cite-1", "#a", "#ref-1"]
    assert re.findall(r'href="(.*?)"', en) == ["#cite-1-en", "#a", "#ref-1-en"]
    assert re.findall(r' (aria-\w+|for|popovertarget|data-x)="(.*?)"', en) == [
        ("aria-describedby", "d-en own"), ("for", "d-en"), ("popovertarget", "d-en"), ("data-x", "d-en")
    ]  # fmt: skip


LINKS = ("../../x/#y", "../", "../../", "./", "", "#y", "?q=1", "../c/?q=1#z", "../../assets/m.svg", "../b/#y")


@pytest.mark.parametrize("code", ["vi", "en"])
@pytest.mark.parametrize("target", LINKS)
def test_a_link_leads_where_it_led(sides: dict[str, Side], code: str, target: str) -> None:
    html = f'<a href="{target}">x</a><img src="{target}" alt="">'
    found = parse(part(sides, *((html, "") if code == "vi" else ("", html))))
    old, new = f"/{sides[code].frame.address}", f"/{BOTH}a/b/"
    for led in (found.one("a")["href"], found.one("img")["src"]):
        path, mark, rest = target.partition("#")
        if normpath(join(old, path)) == normpath(old):
            assert led == mark + rest
        else:
            assert led.endswith(mark + rest)
            assert normpath(join(new, led.split("#")[0])) == normpath(join(old, path))
            assert led.split("#")[0].split("?")[0].endswith("/") == path.split("?")[0].endswith(("/", "")) or "." in led


@pytest.mark.parametrize("target", ["https://example.org/a/../b#c", "mailto:a@example.org", "//example.org/", "data:,"])
def test_a_link_to_elsewhere_is_left_as_it_is(sides: dict[str, Side], target: str) -> None:
    assert parse(part(sides, f'<a href="{target}">x</a>')).one("a")["href"] == target


def test_markup_is_left_as_it_was(sides: dict[str, Side]) -> None:
    html = (
        '<p>a &amp; b &lt;c&gt; “é”&nbsp;<data value="1">1</data>a<wbr>b<br>c<!-- d --></p>'
        "<details open><summary>s</summary><p>x</p></details><button disabled hidden popovertarget='y'>b</button>"
        '<div popover id="y"><dl><div><dt>t</dt><dd>d</dd></div></dl></div><input type="checkbox" checked>'
        '<svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="1" cy="2" r="3"/><path d="m1 2"/></svg>'
        '<p title="&quot;x&quot; &amp;">y</p>'
    )
    found = part(sides, html)
    assert list(walked(parse(found).one("div", lang="vi"))) == list(walked(parse(html)))
    assert "</wbr>" not in found


def walked(element: Element) -> Iterator[object]:
    """All of an element in order: starts with attributes, texts, ends."""
    for child in element.children:
        if isinstance(child, Element):
            yield child.tag, child.attributes
            yield from walked(child)
            yield f"/{child.tag}"
        else:
            yield child


def test_the_page_names_both_titles_both_pages_and_the_release(site: Site) -> None:
    site.data("events", EVENT).data(
        "releases",
        "- {version: '2020.1', date: '2020-01-15', title: {vi: Bản, en: Release}, reason: {vi: Vì., en: So.},"
        " events: [asean-accession], subjects: [integration], "
        " notes: [{weight: minor, text: {vi: Sửa., en: Mended.}}]}\n",
    )
    edition = Edition.load(site.root)
    vi = Side(edition.frame("vi", "a/b/", "2020.1"), "Trang", '<h2 id="x">X</h2>', "2026-11-22")
    en = Side(edition.frame("en", "en/a/b/", "2020.1"), "Page", '<h2 id="x">Y</h2>', "2026-11-21")
    address, html = bilingual.page({"vi": vi, "en": en}, Publication("https://example.org/", "2020.1"), ASSETS)
    found = parse(html)
    assert address == "song-ngu/a/b/"
    assert found.one("html")["lang"] == "vi"
    assert [(part.text, part.language) for part in found.one("h1").all("span")] == [("Trang", "vi"), ("Page", "en")]
    assert [(link["href"], link["lang"]) for link in found.all("a", cls="c-language")] == [
        ("../../../a/b/", "vi"),
        ("../../../en/a/b/", "en"),
    ]
    assert [meta["content"] for meta in found.all("meta", name="robots")] == ["all", "noindex,follow"]
    assert found.one("link", rel="canonical")["href"] == "https://example.org/latest/song-ngu/a/b/"
    banners = [(link["href"], link.language) for link in found.all("a", cls="c-old-release__same")]
    assert banners == [("../../../../latest/song-ngu/a/b/", "vi"), ("../../../../latest/song-ngu/a/b/", "en")]
    links = {link["href"] for link in found.all("a")}
    lists = {"../../../../latest/updates/", "../../../../latest/en/updates/"}
    assert lists | {"../../../../2020.1/song-ngu/a/b/"} <= links
    assert [time["datetime"] for time in found.all("time")] == ["2026-11-22", "2026-11-21"]


# The site as it is built.

Pages = dict[str, Element]


@pytest.fixture(scope="module")
def pages(built: Path) -> Pages:
    """Every page by its address: `about/`, `en/about/`, `song-ngu/about/` …"""
    return {
        file.relative_to(built).as_posix().removesuffix("index.html"): parse(file.read_text(encoding="utf-8"))
        for file in sorted(built.rglob("index.html"))
    }


@pytest.fixture(scope="module")
def both(pages: Pages) -> Pages:
    """The pages in both languages, by the address that they share: the empty text, `about/` …"""
    return {address.removeprefix(BOTH): page for address, page in pages.items() if address.startswith(BOTH)}


def sources(address: str, pages: Pages) -> dict[str, Element]:
    """The content of a page in each language."""
    return {
        code: pages[prefix + address].one("article", cls="c-text") for code, prefix in {"vi": "", "en": "en/"}.items()
    }


def test_every_page_stands_side_by_side_and_is_linked_from_each_language(pages: Pages, both: Pages) -> None:
    alone = [address for address in pages if not address.startswith(BOTH)]
    assert {address.removeprefix("en/") for address in alone} == set(both)
    for address in alone:
        link = pages[address].one("a", cls="c-both-link")
        assert normpath(join("/", address, link["href"])) == normpath(f"/{BOTH}{address.removeprefix('en/')}")
    assert not [page for page in both.values() if page.all("a", cls="c-both-link")]


def words(root: Element, *, once: bool) -> Counter[str]:
    """How often each run of text stands there, without heads of tables and signs that link; with `data-once` or not."""

    def counts(element: Element) -> bool:
        return not any(
            at.tag in ("thead", "h1", "form") or at["class"] in ("headerlink", "c-standing", "c-kicker")
            or (once and "data-once" in at.attributes)
            for at in element.around
        )  # fmt: skip

    return Counter(" ".join(text.split()) for at, text in root.texts() if text.strip() and counts(at))


def test_every_text_of_both_languages_is_there_exactly_once(pages: Pages, both: Pages) -> None:
    for address, page in both.items():
        parts = page.all("div", cls="c-both__part")
        for code, source in sources(address, pages).items():
            found = sum((words(part, once=False) for part in parts if part["lang"] == code), Counter[str]())
            assert found == words(source, once=code == "en"), f"{address} {code}"


def test_both_languages_of_a_row_say_the_same_section(both: Pages) -> None:
    for address, page in both.items():
        for row in page.all("div", cls="c-both__row"):
            parts = [child for child in row.children if isinstance(child, Element)]
            assert [part["lang"] for part in parts] in (["vi", "en"], ["vi"]), f"{address}#{row['id']}"
            # Only the letters of the Vietnamese glossary stand alone.
            assert len(parts) == 2 or row["id"].startswith("letter_"), f"{address}#{row['id']}"
            outlines = [[at.tag for at in part.elements() if at.tag in ("h2", "h3", "h4")] for part in parts]
            assert outlines[0] == outlines[-1], f"{address}#{row['id']}"


def test_every_id_of_a_section_or_a_record_leads_to_its_row(pages: Pages, both: Pages) -> None:
    for address, page in both.items():
        shared = {
            at["id"] for at in sources(address, pages)["vi"].elements() if at.tag in ("h2", "h3", "tr") and at["id"]
        }
        placed = {element["id"]: element for element in page.elements() if element["id"]}
        assert shared <= set(placed), address
        rows = {found for found in shared if "c-both__row" in placed[found]["class"].split()}
        assert shared - rows <= {"page-figures"}, address


def test_the_contents_lead_to_the_rows_with_both_headings(both: Pages) -> None:
    for address, page in both.items():
        ids = [row["id"] for row in page.all("div", cls="c-both__row")]
        links = [link for nav in page.all("nav", cls="c-both__contents") for link in nav.all("a")]
        assert links or address == "glossary/" or not any(ids), address
        for link in links:
            assert link["href"][1:] in ids
            assert [part.language for part in link.all("span")] == ["en"]


def test_nothing_in_english_is_said_to_be_vietnamese(pages: Pages, both: Pages) -> None:
    for address, page in both.items():
        for code, source in sources(address, pages).items():
            told = {text.strip(): at.language for at, text in source.texts() if len(text.split()) > 6}
            heard = [
                (text.strip(), at.language)
                for part in page.all("div", cls="c-both__part") if part["lang"] == code
                for at, text in part.texts() if text.strip() in told
            ]  # fmt: skip
            assert [text for text, language in heard if told[text] != language] == [], address


def test_search_engines_and_the_search_know_each_text_once(both: Pages, built: Path) -> None:
    for page in both.values():
        assert "noindex,follow" in [meta["content"] for meta in page.all("meta", name="robots")]
    assert BOTH not in (built / "sitemap.xml").read_text(encoding="utf-8")
    for file in built.rglob("search_index.json"):
        assert not [entry for entry in json.loads(file.read_text())["docs"] if entry["location"].startswith(BOTH)]
