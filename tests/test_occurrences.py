"""Terms where they first occur in a page: which words open a definition, and which must not."""

import pytest
from compendium import occurrences
from compendium.edition import Edition
from conftest import Site
from dom import Element, parse

TERMS = """
- id: innovation
  kind: concept
  vi: {term: Đổi mới sáng tạo, abbreviation: ĐMST}
  en: {term: Innovation}
  definition: {vi: Tạo ra & áp dụng cái mới., en: Making & using what is new.}
  basis: source
  citations: [mai-ha §1]
- id: green-innovation
  kind: concept
  vi: {term: Đổi mới sáng tạo xanh}
  en: {term: Green innovation}
  definition: {vi: Một loại., en: A kind.}
  basis: source
  citations: [mai-ha §1]
- id: national-innovation-system
  kind: concept
  vi: {term: Hệ thống đổi mới sáng tạo quốc gia}
  en: {term: National innovation system}
  definition: {vi: Một hệ thống., en: A system.}
  basis: source
  citations: [mai-ha §1]
- id: science-and-technology
  kind: concept
  vi: {term: Khoa học và công nghệ, abbreviation: KH&CN}
  en: {term: Science and technology, abbreviation: S&T}
  definition: {vi: Hai lĩnh vực., en: Two fields.}
  basis: source
  citations: [mai-ha §1]
- id: artificial-intelligence
  kind: concept
  vi: {term: Trí tuệ nhân tạo, abbreviation: AI}
  en: {term: Artificial intelligence, abbreviation: AI}
  definition: {vi: Máy học., en: Machines that learn.}
  basis: source
  citations: [mai-ha §1]
- id: meta
  kind: company
  vi: {term: Meta}
  en: {term: Meta}
  definition: {vi: Một công ty., en: A company.}
  basis: source
  citations: [mai-ha §1]
- id: science-technology-variant
  kind: concept
  vi: {term: Khoa học công nghệ}
  en: {term: Science technology}
  definition: {vi: Một cách gọi., en: A name.}
  basis: source
  citations: [mai-ha §1]
"""


def explained(site: Site, html: str, code: str = "vi") -> str:
    edition = Edition.load(site.data("terms", TERMS).root)
    return occurrences.explain(html, edition.frame(code, f"{code}/page/"), edition.terms[code])


def marked(site: Site, html: str, code: str = "vi") -> list[tuple[str, str]]:
    """The words that open a definition, each with the term that the definition is of."""
    return [
        (word.text, word["aria-describedby"].removeprefix("def-"))
        for word in parse(explained(site, html, code)).all("span", cls="c-term__word")
    ]


def test_only_the_first_occurrence_opens_a_definition(site: Site) -> None:
    html = "<p>Đổi mới sáng tạo, rồi đổi mới sáng tạo.</p><p>Và ĐMST.</p>"
    assert marked(site, html) == [("Đổi mới sáng tạo", "innovation")]


def test_the_longest_term_wins(site: Site) -> None:
    html = "<p>Đổi mới sáng tạo xanh. Hệ thống đổi mới sáng tạo quốc gia khuyến khích đổi mới sáng tạo.</p>"
    assert marked(site, html) == [
        ("Đổi mới sáng tạo xanh", "green-innovation"),
        ("Hệ thống đổi mới sáng tạo quốc gia", "national-innovation-system"),
        ("đổi mới sáng tạo", "innovation"),
    ]


def test_an_abbreviation_with_an_ampersand_is_found_and_stays_escaped(site: Site) -> None:
    html = explained(site, "<p>A &amp; B &lt; C: KH&amp;CN &lt; 5 &amp; hơn.</p>")
    assert html.startswith("<p>A &amp; B &lt; C: <span")
    assert ">KH&amp;CN</span>" in html
    assert html.endswith(" &lt; 5 &amp; hơn.</p>")


def test_capitals_tell_the_abbreviation_ai_from_the_pronoun(site: Site) -> None:
    assert marked(site, "<p>Không ai biết AI là gì.</p>") == [("AI", "artificial-intelligence")]


def test_a_company_is_only_itself_in_its_own_capitals(site: Site) -> None:
    assert marked(site, "<p>The meta level of Meta.</p>", "en") == [("Meta", "meta")]


def test_the_capital_of_a_sentence_hides_no_term(site: Site) -> None:
    assert marked(site, "<p>innovation. Innovation.</p>", "en") == [("innovation", "innovation")]


def test_a_term_is_found_across_the_end_of_a_line(site: Site) -> None:
    assert marked(site, "<p>đổi mới\nsáng tạo</p>") == [("đổi mới sáng tạo", "innovation")]


@pytest.mark.parametrize(
    "html",
    [
        "<p>Hệ thống trường học. Công nghệ khoa học. Công nghệ.</p>",
        "<p>trí tuệ (nhân tạo)</p>",
        "<p>đổi mới “sáng tạo”</p>",
        "<p>khoa học, công nghệ và giáo dục</p>",
        "<p>đổi mới, sáng tạo</p>",
    ],
)
def test_words_that_only_happen_to_meet_are_no_term(site: Site, html: str) -> None:
    assert marked(site, html) == []


def test_part_of_a_word_is_no_term(site: Site) -> None:
    assert marked(site, "<p>Innovations and metaverse, AIs.</p>", "en") == []


@pytest.mark.parametrize(
    "html",
    [
        "<h2>Đổi mới sáng tạo</h2>",
        '<p><a href="x">về <em>đổi mới sáng tạo</em></a></p>',
        "<p><code>đổi mới sáng tạo</code></p>",
        "<pre><code>đổi mới sáng tạo</code></pre>",
        "<p>Chào. <!-- a > b, đổi mới sáng tạo --></p>",
        '<p title="đổi mới sáng tạo">Chào.</p>',
        "<details><summary>Đổi mới sáng tạo</summary></details>",
        "<div data-no-terms><p><em>Đổi mới sáng tạo</em></p></div>",
        '<div class="c-card"><p>Đổi mới sáng tạo</p></div>',
        '<li class="c-card c-card--integration"><p>Đổi mới sáng tạo</p></li>',
    ],
)
def test_headings_links_code_and_closed_parts_stay_as_they_are(site: Site, html: str) -> None:
    assert explained(site, html) == html


def test_a_table_of_the_text_is_explained_as_the_text_is(site: Site) -> None:
    html = '<table class="c-cards"><tbody><tr><td>Đổi mới sáng tạo</td></tr></tbody></table>'
    assert 'id="term-innovation"' in explained(site, html)


def test_text_after_a_heading_a_link_and_an_image_is_explained(site: Site) -> None:
    html = '<h2>Đổi mới<br>sáng tạo</h2><p><a href="x">Đổi mới sáng tạo <img src="x"></a> và đổi mới sáng tạo</p>'
    assert marked(site, html) == [("đổi mới sáng tạo", "innovation")]


def test_a_definition_is_reached_by_keyboard_and_told_to_a_screen_reader(site: Site) -> None:
    page = parse(explained(site, "<p>Về đổi mới sáng tạo.</p>"))
    word, definition = page.one("span", cls="c-term__word"), page.one("small", cls="c-definition")
    assert (word["role"], word["tabindex"]) == ("term", "0")
    assert word["aria-describedby"] == definition["id"] == "def-innovation"


def test_a_definition_names_the_term_in_the_other_language_and_leads_to_the_glossary(site: Site) -> None:
    definition = definition_of(explained(site, "<p>About innovation.</p>", "en"))
    said = "Innovation (Đổi mới sáng tạo). Making & using what is new. Source: Mai Hà. See it in the glossary"
    assert definition.text == said
    assert definition.one(lang="vi").text == "Đổi mới sáng tạo"
    assert definition.one("a")["href"] == "../../en/glossary/#innovation"


@pytest.mark.parametrize(
    ("basis", "said"),
    [
        ("source", "Source: Mai Hà; Press."),
        ("mixed", "Source: Mai Hà; Press, with a general explanation."),
        ("external", "General explanation."),
    ],
)
def test_a_definition_tells_where_the_meaning_is_from_each_source_once(site: Site, basis: str, said: str) -> None:
    cited = TERMS.replace("[mai-ha §1]", "[mai-ha §1 ¶1, mai-ha §2, press]", 1)
    edition = Edition.load(site.data("terms", cited.replace("basis: source", f"basis: {basis}", 1)).root)
    page = occurrences.explain("<p>Innovation</p>", edition.frame("en", "en/page/"), edition.terms["en"])
    assert definition_of(page).one("span", cls="c-basis").text == said


def test_a_page_tells_which_terms_it_explains_and_where(site: Site) -> None:
    html = explained(site, "<p>Về KH&amp;CN, đổi mới sáng tạo.</p>")
    assert occurrences.explained(html) == ["science-and-technology", "innovation"]
    assert [word["id"] for word in parse(html).all("span", cls="c-term__word")] == [
        "term-science-and-technology",
        "term-innovation",
    ]


def definition_of(html: str) -> Element:
    return parse(html).one("small", cls="c-definition")
