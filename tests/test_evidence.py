"""Citations and figures in the text of a page: what a reader can follow from a number to its evidence and back."""

import pytest
from compendium import evidence
from compendium.edition import Edition
from conftest import Site, front
from dom import Element, parse

FIGURES = """
- id: jobs
  value: 33000
  kind: amount
  qualifier: more-than
  unit: {vi: việc làm, en: jobs}
  nature: pledged
  what: {vi: Việc làm tại Hoa Kỳ, en: Jobs in the United States}
  base: {vi: Không có, en: None}
  as_of: 2023-09
  as_of_basis: inferred
  citations: [mai-ha §2 ¶3]
- id: growth
  value: 1.6
  kind: percent
  qualifier: exact
  nature: reported
  what: {vi: Tăng trưởng, en: Growth}
  base: {vi: GDP, en: GDP}
  as_of: '2014'
  as_of_basis: stated
  citations: [mai-ha §2]
"""


def annotated(site: Site, html: str, code: str = "vi") -> Element:
    site.data("figures", FIGURES)
    edition = Edition.load(site.root)
    return parse("".join(evidence.annotate(html, edition.frame(code, f"{code}/page/"))))


def numbers(page: Element) -> list[str]:
    return [mark.text for mark in page.all("sup", cls="c-cite")]


def test_citations_are_numbered_in_the_order_of_the_text(site: Site) -> None:
    page = annotated(site, "<p>Một. [@mai-ha §2 ¶3] Hai. [@mai-ha §1 ¶2] Ba. [@press]</p>")
    assert numbers(page) == ["1", "2", "3"]
    assert [item["id"] for item in page.all("li")] == ["cite-1", "cite-2", "cite-3"]
    assert [item.text for item in page.all("li")] == [
        "Mai Hà, Mục 2, đoạn 3 ↩",
        "Mai Hà, Mục 1, đoạn 2 ↩",
        "Báo chí ↩",
    ]


def test_a_repeated_citation_keeps_its_number(site: Site) -> None:
    page = annotated(site, "<p>Một. [@mai-ha §1] Hai. [@press] Lại một. [@mai-ha §1]</p>")
    assert numbers(page) == ["1", "2", "1"]
    assert len(page.all("li")) == 2


def test_another_paragraph_of_the_same_source_has_a_number_of_its_own(site: Site) -> None:
    page = annotated(site, "<p>Một. [@mai-ha §2 ¶1] Hai. [@mai-ha §2 ¶2-4]</p>")
    assert numbers(page) == ["1", "2"]
    assert page.all("li")[1].text == "Mai Hà, Mục 2, các đoạn 2–4 ↩"


def test_several_citations_in_a_bracket_stand_side_by_side(site: Site) -> None:
    page = annotated(site, "<p>Một. [@mai-ha §1 ¶1; @press; @mai-ha §2]</p>")
    links = page.one("sup", cls="c-cite").all("a")
    assert [link.text for link in links] == ["1", "2", "3"]
    assert [link["href"] for link in links] == ["#cite-1", "#cite-2", "#cite-3"]


def test_each_citation_links_to_its_evidence_and_the_evidence_back_to_every_use(site: Site) -> None:
    page = annotated(site, "<p>Một. [@mai-ha §1] Hai. [@press] Ba. [@mai-ha §1]</p>")
    uses = [link["id"] for mark in page.all("sup") for link in mark.all("a")]
    assert len(uses) == len(set(uses)) == 3
    first, second = page.all("li")
    assert [link["href"] for link in first.all("a", cls="c-back")] == [f"#{uses[0]}", f"#{uses[2]}"]
    assert [link["href"] for link in second.all("a", cls="c-back")] == [f"#{uses[1]}"]
    names = [link["aria-label"] for link in page.all("a", cls="c-back")]
    assert len(names) == len(set(names)) == 3


def test_a_number_tells_a_screen_reader_which_source_and_place_it_stands_for(site: Site) -> None:
    link = annotated(site, "<p>One. [@mai-ha §2 ¶2]</p>", "en").one("sup").one("a")
    assert link["aria-label"] == "Source 1: Mai Hà, Section 2, paragraph 2"


def test_no_blank_parts_a_number_from_the_word_it_supports(site: Site) -> None:
    assert annotated(site, "<p>Một điều. [@press]</p>").one("p").text == "Một điều.1"


@pytest.mark.parametrize(
    ("code", "jobs", "growth"),
    [("vi", "hơn\xa033.000\xa0việc làm", "1,6%"), ("en", "more than\xa033,000\xa0jobs", "1.6%")],
)
def test_a_figure_reads_as_each_language_writes_numbers(site: Site, code: str, jobs: str, growth: str) -> None:
    page = annotated(site, "<p>[=jobs], [=growth]</p>", code)
    shown = page.one("p").all("data")
    assert ["".join(text for _, text in data.texts()) for data in shown] == [jobs, growth]
    assert [data["value"] for data in shown] == ["33000", "1.6"]


def test_a_figure_links_to_what_it_counts_its_base_its_time_and_its_source(site: Site) -> None:
    page = annotated(site, "<p>[=jobs]</p>", "en")
    assert page.one("a", cls="c-figure")["href"] == "#used-figure-jobs"
    assert page.one(id="used-figure-jobs").one("dd").text == (
        "Jobs in the United States. Base: None. As of: September 2023 (date inferred). "
        "Sources: Mai Hà, Section 2, paragraph 3"
    )


def test_a_figure_used_twice_is_listed_once(site: Site) -> None:
    page = annotated(site, "<p>[=jobs] và lại [=jobs]</p>")
    assert len(page.all("a", cls="c-figure")) == 2
    assert len(page.all("dt")) == 1


@pytest.mark.parametrize("tag", ["code", "pre"])
def test_code_shows_the_forms_and_does_not_use_them(site: Site, tag: str) -> None:
    html = f"<p>Viết <{tag}>[@mai-ha §1] và [=jobs]</{tag}>.</p>"
    edition = Edition.load(site.data("figures", FIGURES).root)
    assert evidence.annotate(html, edition.frame("vi", "")) == (html, "")


def test_a_page_can_show_editors_the_forms_in_code(site: Site) -> None:
    text = front("Trang") + "Viết `[@source §1]` và `[=figure]`.\n"
    assert site.pair("guide.md", text, text).build().code == 0


def test_a_page_without_citations_and_figures_has_no_list(site: Site) -> None:
    edition = Edition.load(site.root)
    assert evidence.annotate("<p>Chào.</p>", edition.frame("vi", "")) == ("<p>Chào.</p>", "")
