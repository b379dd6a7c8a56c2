"""The headings of a finished page: its contents, and a link to each part."""

from compendium import headings
from compendium.edition import Edition
from compendium.headings import Entry
from conftest import Site, front
from dom import parse


def test_the_contents_follow_the_levels_of_the_headings() -> None:
    page = '<h2 id="a">A</h2><h3 id="b">B</h3><h3 id="c">C</h3><h4 id="x">X</h4><h2 id="d">D</h2>'
    assert headings.contents(page) == [
        Entry("A", "a", 2, [Entry("B", "b", 3), Entry("C", "c", 3)]),
        Entry("D", "d", 2),
    ]


def test_a_part_without_one_above_it_stands_by_itself() -> None:
    assert headings.contents('<h3 id="b">B</h3>') == [Entry("B", "b", 3)]


def test_the_contents_show_text_without_its_markup() -> None:
    assert headings.contents('<h2 id="a">KH&amp;CN\n <em>và</em> đổi mới</h2>')[0].title == "KH&CN và đổi mới"


def test_entries_of_a_long_list_can_stay_out_of_the_contents() -> None:
    page = '<h2 id="letter_A">A</h2><h3 id="asean" data-toc="no">ASEAN</h3>'
    assert headings.contents(page) == [Entry("A", "letter_A", 2)]
    assert headings.ids(page) == {"letter_A", "asean"}


def test_every_id_can_be_led_to_and_not_only_those_of_headings() -> None:
    assert headings.ids('<tr id="boeing"><td><a id="ref-1-1" href="#x">1</a></td></tr>') == {"boeing", "ref-1-1"}


def test_each_heading_offers_a_link_to_itself_in_the_words_of_the_page(site: Site) -> None:
    edition = Edition.load(site.root)
    for code, label in (("vi", 'Liên kết đến mục “A "B" & C”'), ("en", 'Link to “A "B" & C”')):
        page = parse(headings.link('<h2 id="a">A "B" &amp; C</h2>', edition.frame(code, "")))
        link = page.one("h2").one("a", cls="headerlink")
        assert (link["href"], link["aria-label"]) == ("#a", label)


def test_a_heading_without_an_id_has_nothing_to_link_to(site: Site) -> None:
    page = "<h2>A</h2><h4 id='b'>B</h4>"
    assert headings.link(page, Edition.load(site.root).frame("vi", "")) == page


def test_a_heading_shows_in_the_contents_as_it_was_written(site: Site) -> None:
    body = "## Thẻ `<s>` & KH&CN {#tags}\n\nChào.\n"
    site.pair("page.md", front("Trang") + body, front("Page") + body)
    assert site.build().code == 0
    contents = parse(site.read("page/index.html")).one("nav", cls="c-contents").all("a", href="#tags")
    assert contents
    assert {link.text for link in contents} == {"Thẻ <s> & KH&CN"}
