"""Citations and figures in the text of a page: what a reader can follow from a number to its evidence and back."""

import re
from dataclasses import replace

import pytest
from compendium import evidence, views
from compendium.edition import Edition
from compendium.frame import Frame
from conftest import EVENT, Site, front
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
    return parse(finished(Edition.load(site.root).frame(code, f"{code}/page/"), html))


def finished(frame: Frame, html: str) -> str:
    """The text of a page with the lists at its foot."""
    text = evidence.annotate(html, frame)
    return text.html + evidence.foot(text.html, text.uses, frame)


def numbers(page: Element) -> list[str]:
    return [mark.text for mark in page.all("sup", cls="c-cite")]


def test_citations_are_numbered_in_the_order_of_the_text(site: Site) -> None:
    page = annotated(site, "<p>Một. [@mai-ha §2 ¶3] Hai. [@mai-ha §1 ¶2] Ba. [@press]</p>")
    assert numbers(page) == ["1", "2", "3"]
    assert [item["id"] for item in page.all("li")] == ["cite-1", "cite-2", "cite-3"]
    assert [item.text for item in page.all("li")] == [
        "Mai Hà, Mục 2, đoạn 3. Hội nhập quốc tế, 2015 (ngày theo nguồn ngoài). ↩",
        "Mai Hà, Mục 1, đoạn 2. Hội nhập quốc tế, 2015 (ngày theo nguồn ngoài). ↩",
        "Báo chí. Tin, không rõ ngày. nguồn ngoài ↩",
    ]


def test_a_repeated_citation_keeps_its_number(site: Site) -> None:
    page = annotated(site, "<p>Một. [@mai-ha §1] Hai. [@press] Lại một. [@mai-ha §1]</p>")
    assert numbers(page) == ["1", "2", "1"]
    assert len(page.all("li")) == 2


def test_another_paragraph_of_the_same_source_has_a_number_of_its_own(site: Site) -> None:
    page = annotated(site, "<p>Một. [@mai-ha §2 ¶1] Hai. [@mai-ha §2 ¶2-4]</p>")
    assert numbers(page) == ["1", "2"]
    assert page.all("li")[1].text.startswith("Mai Hà, Mục 2, các đoạn 2–4. ")


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
        "Nature: pledged. Sources: Mai Hà, Section 2, paragraph 3"
    )


def test_a_figure_used_twice_is_listed_once(site: Site) -> None:
    page = annotated(site, "<p>[=jobs] và lại [=jobs]</p>")
    assert len(page.all("a", cls="c-figure")) == 2
    assert len(page.all("dt")) == 1


@pytest.mark.parametrize("tag", ["code", "pre"])
def test_code_shows_the_forms_and_does_not_use_them(site: Site, tag: str) -> None:
    html = f"<p>Viết <{tag}>[@mai-ha §1] và [=jobs]</{tag}>.</p>"
    edition = Edition.load(site.data("figures", FIGURES).root)
    assert finished(edition.frame("vi", ""), html) == html


def test_a_page_can_show_editors_the_forms_in_code(site: Site) -> None:
    text = front("Trang") + "Viết `[@source §1]` và `[=figure]`.\n"
    assert site.pair("guide.md", text, text).build().code == 0


def test_a_page_without_citations_and_figures_has_no_list(site: Site) -> None:
    edition = Edition.load(site.root)
    assert finished(edition.frame("vi", ""), "<p>Chào.</p>") == "<p>Chào.</p>"


def test_the_list_tells_the_title_the_date_and_its_basis_of_each_source_and_which_is_external(site: Site) -> None:
    first, second = annotated(site, "<p>One. [@mai-ha §1 ¶2] Two. [@press]</p>", "en").all("li")
    assert (
        first.text
        == "Mai Hà, Section 1, paragraph 2. International integration, 2015 (date from an external source). ↩"
    )
    assert first.one("cite").text == "International integration"
    assert second.text == "Press. News, date not known. external ↩"
    assert second.one("a", href="../../en/sources/#press").text == "Press"


def test_a_figure_of_a_view_is_told_at_the_foot_of_its_page_once(site: Site) -> None:
    site.data("figures", FIGURES)
    body = "Còn [=growth].\n\n<!-- compendium: key-figures growth jobs -->\n"
    assert site.pair("page.md", front("A") + body, front("B") + body).build().code == 0
    page = parse(site.read("page/index.html"))
    assert [link["href"] for link in page.all("a", cls="c-figure")] == [
        "#used-figure-growth",
        "#used-figure-growth",
        "#used-figure-jobs",
    ]
    assert [item["id"] for item in page.one("dl", cls="c-used-figures").all("div")] == [
        "used-figure-growth",
        "used-figure-jobs",
    ]


TARGET = """
- id: share
  value: 45
  kind: percent
  qualifier: about
  nature: target
  what: {vi: Tỷ trọng, en: Share}
  base: {vi: GDP, en: GDP}
  as_of: '2020'
  as_of_basis: stated
  citations: [mai-ha §2]
"""
RELEASE = """
- version: '%s'
  date: '%s'
  title: {vi: Bản mới, en: New release}
  reason: {vi: Có thay đổi., en: Something changed.}
  events: [asean-accession]
  subjects: [integration]
  notes:
  - {weight: minor, text: {vi: Sửa., en: Mended.}}
"""
OVER = {"vi": "mục tiêu cho giai đoạn đã kết thúc", "en": "target of a period that is over"}


def said_of_target(site: Site, code: str, version: str | None = None) -> list[str]:
    """What the text's foot, the table and the key figures say of a target."""
    frame = replace(Edition.load(site.root).frame(code, "page/"), version=version)
    foot = parse(finished(frame, "<p>[=share]</p>")).one("dd").text
    return [
        foot,
        *(parse(views.fill(f"<!-- compendium: {view} share -->", frame)).text for view in ("figures", "key-figures")),
    ]


@pytest.mark.parametrize("code", OVER)
def test_a_target_says_that_its_period_is_over_wherever_it_is_told(site: Site, code: str) -> None:
    site.data("events", EVENT).data("figures", TARGET).data("releases", RELEASE % ("2021.1", "2021-01-01"))
    assert all(OVER[code] in said for said in said_of_target(site, code))


@pytest.mark.parametrize("code", OVER)
@pytest.mark.parametrize("day", ["2020-12-31", "2019-06-01", None])
def test_a_target_whose_period_has_days_left_is_a_target(site: Site, code: str, day: str | None) -> None:
    site.data("events", EVENT).data("figures", TARGET).data(
        "releases", RELEASE % (f"{day[:4]}.1", day) if day else "[]\n"
    )
    told = said_of_target(site, code)
    assert not [said for said in told if OVER[code] in said]
    assert all({"vi": "mục tiêu", "en": "target"}[code] in said for said in told)


def test_an_old_release_speaks_from_its_own_day(site: Site) -> None:
    site.data("events", EVENT).data("figures", TARGET)
    site.data("releases", RELEASE % ("2020.1", "2020-05-01") + RELEASE % ("2021.1", "2021-05-01"))
    assert not [said for said in said_of_target(site, "en", "2020.1") if OVER["en"] in said]
    assert all(OVER["en"] in said for said in said_of_target(site, "en", "2021.1"))


def test_what_was_reported_has_no_period_that_ends(site: Site) -> None:
    site.data("events", EVENT).data("figures", FIGURES).data("releases", RELEASE % ("2026.1", "2026-01-01"))
    frame = Edition.load(site.root).frame("en", "page/")
    assert "Nature: reported" in parse(finished(frame, "<p>[=growth]</p>")).one("dd").text


NOTES = """
- id: year
  about: [mai-ha §1]
  title: {vi: Năm, en: The year}
  says: {vi: x, en: x}
  prints: {vi: x, en: x}
  why: {vi: x, en: x}
- id: name
  about: [press]
  title: {vi: Tên, en: The name}
  says: {vi: x, en: x}
  prints: {vi: x, en: x}
  why: {vi: x, en: x}
"""
ENDS = {
    "A fact. [@press]\n": "p",
    "- One. [@press]\n- Two.\n": "li",
    "- One.\n\n- Two. [@press]\n": "p",
    "| A | B |\n| - | - |\n| one | two [@press] |\n": "td",
}


def noted(site: Site, text: str, marker: str) -> Element:
    """A page whose text is followed by notes."""
    site.data("notes", NOTES)
    pages = (front("Trang") + f"{text}\n{marker}\n", front("Page") + f"{text}\n{marker}\n")
    shown = "<!-- compendium: notes year name -->\n"
    site.pair("notes.md", front("Các ghi chú") + shown, front("Notes") + shown)
    result = site.pair("page.md", *pages).build()
    assert result.code == 0, result.output
    return parse(site.read("en/page/index.html")).one("article")


@pytest.mark.parametrize("text", ENDS)
def test_what_a_note_concerns_ends_with_a_link_to_it_and_the_note_leads_back(site: Site, text: str) -> None:
    page = noted(site, text, "<!-- compendium: notes year name -->")
    mark = page.one("sup", cls="c-note-links")
    assert mark.parent
    assert mark.parent.tag == ENDS[text]
    assert re.search(r"(1|Two\.) ?note note$", mark.parent.text)
    links = mark.all("a")
    assert [(link.text, link["href"], link["aria-label"]) for link in links] == [
        ("note", "#note-year", "Editor’s note: The year"),
        ("note", "#note-name", "Editor’s note: The name"),
    ]
    notes = page.all("aside", role="note")
    assert [note["id"] for note in notes] == ["note-year", "note-name"]
    assert [note.one("a", cls="c-back")["href"] for note in notes] == [f"#{link['id']}" for link in links]


def test_notes_in_two_markers_are_linked_from_the_same_place(site: Site) -> None:
    page = noted(site, "A fact. [@press]\n", "<!-- compendium: notes year -->\n\n<!-- compendium: notes name -->")
    assert [link["href"] for link in page.all("p")[0].all("a")][-2:] == ["#note-year", "#note-name"]


def test_a_note_below_a_heading_needs_no_link_to_it(site: Site) -> None:
    page = noted(site, "## Part {#part}\n", "<!-- compendium: notes year -->")
    assert not page.all("sup", cls="c-note-links")
    assert not page.one(id="note-year").all("a", cls="c-back")


@pytest.mark.parametrize("text", ["![A map [@press]](../assets/map.svg)\n", "Text.\n\n    [@press]\n"])
def test_a_citation_that_no_reader_would_see_stops_the_build_at_its_line(site: Site, text: str) -> None:
    site.write("docs/assets/map.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    result = site.pair("page.md", front("Trang") + text, front("Page") + text).build()
    assert result.code == 1
    line = 7 + text[: text.index("[@")].count("\n")
    assert f"docs/vi/page.md:{line}: error[citation-place]: " in result.output
    assert "citation `press` must stand in running text; for example: … [@press]" in result.output
    assert "Traceback" not in result.output
