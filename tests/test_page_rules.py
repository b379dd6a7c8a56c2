"""What must be true of pages, told at its line in both languages with an example."""

import re

import pytest
from compendium.edition import Edition
from compendium.pages import Page
from compendium.problem import DataError
from compendium.views import VIEWS
from conftest import EVENT, ROOT, Site, front
from judging import all_problems, places, told

# The body of a page starts on line 6.
FRONT = "---\ntitle: T\ndescription: D.\n---\n\n"
GUIDE = "Text.\n{: .guide }\n"
NOTE = """
- id: doubt
  about: [mai-ha §1]
  title: {vi: x, en: x}
  says: {vi: x, en: x}
  prints: {vi: x, en: x}
  why: {vi: x, en: x}
"""
FIRST_VIEWS = ", ".join(VIEWS)

# The body of both languages of a page, the line, and both sentences.
BROKEN = {
    "a heading of the first level": (
        "# Goals\n",
        6,
        "tiêu đề cấp một phải nằm ở `title`; ví dụ: ## Goals",
        "the first-level heading must be the `title`; for example: ## Goals",
    ),
    "a heading without an id": (
        "## Goals\n",
        6,
        "tiêu đề phải có mã riêng, giống nhau ở hai ngôn ngữ; ví dụ: ## Goals {#goals}; hãy chạy: make fix",
        "heading must have an id of its own, the same in both languages; for example: ## Goals {#goals}; run: make fix",
    ),
    "an id used twice": (
        "## One {#one}\n\n### Two {#one}\n",
        8,
        "tiêu đề phải có mã riêng, giống nhau ở hai ngôn ngữ; ví dụ: ### Two {#two}",
        "heading must have an id of its own, the same in both languages; for example: ### Two {#two}",
    ),
    "an unknown source": (
        "Text. [@maiha §1]\n",
        6,
        "trích dẫn `maiha §1` phải nêu một nguồn có trong data/sources.yml, ví dụ: mai-ha, press",
        "citation `maiha §1` must name a source of data/sources.yml, for example: mai-ha, press",
    ),
    "a place that the source has not": (
        "Text. [@press; @mai-ha §9]\n",
        6,
        "trích dẫn `mai-ha §9` phải nêu một vị trí có trong nguồn: §1 ¶1-2, §2 ¶1-11",
        "citation `mai-ha §9` must name a place that the source has: §1 ¶1-2, §2 ¶1-11",
    ),
    "an unknown figure": (
        "Text.\nOf [=nothing]. [@press]\n",
        7,
        "số liệu `[=nothing]` phải có trong data/figures.yml; ví dụ: …",
        "figure `[=nothing]` must be in data/figures.yml; for example: …",
    ),
    "a marker within a line": (
        "Text. [@press] <!-- compendium: timeline -->\n",
        6,
        "dấu chèn dữ liệu phải đứng riêng một dòng, sát lề; ví dụ: <!-- compendium: timeline -->",
        "a marker must stand alone, at the start of a line; for example: <!-- compendium: timeline -->",
    ),
    "a marker without its spaces": (
        "<!--compendium: timeline-->\n",
        6,
        "dấu chèn dữ liệu phải đứng riêng một dòng, sát lề; ví dụ: <!-- compendium: timeline -->",
        "a marker must stand alone, at the start of a line; for example: <!-- compendium: timeline -->",
    ),
    "an unknown marker": (
        "<!-- compendium: timelines -->\n",
        6,
        f"dấu chèn `timelines` phải là một trong: {FIRST_VIEWS}",
        f"marker `timelines` must be one of: {FIRST_VIEWS}",
    ),
    "a marker that asks for an unknown record": (
        "<!-- compendium: notes doubts -->\n",
        6,
        "dấu chèn `notes` chỉ nhận mã có trong data/notes.yml; ví dụ: <!-- compendium: notes doubt -->",
        "marker `notes` must name ids of data/notes.yml only; for example: <!-- compendium: notes doubt -->",
    ),
    "a marker that asks for nothing where it must": (
        "<!-- compendium: notes -->\n",
        6,
        "dấu chèn `notes` chỉ nhận mã có trong data/notes.yml; ví dụ: <!-- compendium: notes doubt -->",
        "marker `notes` must name ids of data/notes.yml only; for example: <!-- compendium: notes doubt -->",
    ),
    "a marker that asks for what its view does not take": (
        "<!-- compendium: timeline doubt -->\n",
        6,
        "dấu chèn `timeline` không nhận mã nào; ví dụ: <!-- compendium: timeline -->",
        "marker `timeline` must stand without ids; for example: <!-- compendium: timeline -->",
    ),
    "a paragraph of fact without a source": (
        "Text. [@press]\n\nFact.\n",
        8,
        "đoạn văn phải dẫn nguồn; ví dụ: … [@mai-ha §2 ¶1]; hoặc kết bằng {: .guide }",
        "paragraph must cite its source; for example: … [@mai-ha §2 ¶1]; or end with {: .guide }",
    ),
    "a list of facts without a source": (
        "Text. [@press]\n\n- One\n- Two\n",
        8,
        "đoạn văn phải dẫn nguồn; ví dụ: … [@mai-ha §2 ¶1]; hoặc kết bằng {: .guide }",
        "paragraph must cite its source; for example: … [@mai-ha §2 ¶1]; or end with {: .guide }",
    ),
}


@pytest.fixture
def noted(site: Site) -> Site:
    """A little site with a note, shown by an event."""
    return site.data("notes", NOTE).data("events", EVENT + "  notes: [doubt]\n")


@pytest.mark.parametrize(("body", "line", "vi", "en"), BROKEN.values(), ids=BROKEN)
def test_a_broken_rule_is_told_at_its_line_in_both_languages(
    noted: Site, body: str, line: int, vi: str, en: str
) -> None:
    noted.pair("goals.md", FRONT + body, FRONT + body)
    assert all_problems(noted) == [told(f"docs/{code}/goals.md", line, vi, en) for code in ("en", "vi")]


def test_what_the_rules_allow_is_allowed(noted: Site) -> None:
    body = (
        "## One {#one}\n\nFact. [@mai-ha §1 ¶2]\n\n- Fact\n- Fact [@press]\n\n"
        f"{GUIDE}\n<!-- compendium: notes doubt -->\n\n```\n# Code [@nobody]\n```\n"
    )
    noted.pair("goals.md", FRONT + body, FRONT + body)
    assert all_problems(noted) == []


def test_a_page_that_states_no_facts_needs_no_source(site: Site) -> None:
    text = FRONT.replace("D.\n", "D.\nevidence: false\n") + "No fact.\n"
    assert all_problems(site.pair("about.md", text, text)) == []


@pytest.mark.parametrize(
    "markup",
    [
        "<script>alert(1)</script>",
        '<img src="x" onerror="alert(1)">',
        "[x](javascript:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "*x*{ onclick=alert(1) }",
        '<div class="c-card" onclick="alert(1)">',
    ],
)
def test_markup_that_could_run_is_refused(site: Site, markup: str) -> None:
    text = FRONT.replace("D.\n", "D.\nevidence: false\n") + f"{markup}\n"
    assert set(places(all_problems(site.pair("goals.md", text, text)))) == {
        ("docs/vi/goals.md", 7),
        ("docs/en/goals.md", 7),
    }


@pytest.mark.parametrize(
    "markup",
    [
        '<div class="c-hero" markdown>\n\n*x*\n\n</div>',
        "<https://example.org/>",
        "*x*{lang=en}",
        "*x*{data-no-terms}",
        "&lt;script&gt;alert(1)&lt;/script&gt; `<script>` data:2020",
    ],
)
def test_markup_that_only_shapes_is_allowed(site: Site, markup: str) -> None:
    text = FRONT.replace("D.\n", "D.\nevidence: false\n") + f"{markup}\n"
    assert all_problems(site.pair("goals.md", text, text)) == []


def test_a_title_cannot_smuggle_markup_as_entities(site: Site) -> None:
    text = FRONT.replace("title: T", "title: '&lt;script&gt;'")
    assert [line for _, line in places(all_problems(site.pair("goals.md", text, text)))] == [2, 2]


def test_a_priority_needs_its_page(site: Site) -> None:
    priority = "{id: a, number: 1, title: {vi: A, en: A}, summary: {vi: A, en: A}, citations: [mai-ha §1]}"
    site.data("priorities", f"- {priority}\n")
    assert [problem.en for problem in all_problems(site)] == [
        f"priority `a` must have its page: docs/{code}/science-diplomacy/a.md" for code in ("en", "vi")
    ]


def test_a_heading_cannot_take_the_id_of_a_record_on_its_page(site: Site) -> None:
    head = FRONT.replace("D.\n", "D.\nevidence: false\n")
    text = f"{head}<!-- compendium: timeline -->\n\n## A {{#asean-accession}}\n"
    site.data("events", EVENT).pair("timeline.md", text, text)
    assert set(places(all_problems(site))) == {("docs/vi/timeline.md", 9), ("docs/en/timeline.md", 9)}


def test_a_page_outside_the_folders_of_the_languages_is_refused(site: Site) -> None:
    site.write("docs/README.md", "# Pages\n")
    assert places(all_problems(site)) == [("docs/README.md", 1)]


def test_a_template_that_cannot_be_read_stops_before_anything_is_built(site: Site) -> None:
    site.write("overrides/compendium/note.html", "<p>\n{% if %}\n")
    assert places(all_problems(site)) == [("overrides/compendium/note.html", 2)]


def test_a_misspelt_marker_is_told_where_it_stands(site: Site) -> None:
    head = FRONT.replace("D.\n", "D.\nevidence: false\n")
    site.data("events", EVENT)
    site.pair("t.md", head + "<!-- compendum: timeline -->\n", head + "<!-- compendium: timeline -->\n")
    assert places(all_problems(site)) == [("docs/vi/t.md", 7)]


def test_one_mistake_is_not_told_again_as_a_difference_between_the_languages(site: Site) -> None:
    site.pair("t.md", FRONT + "Fact. [@mai-haa §1]\n", FRONT + "Fact. [@mai-ha §1]\n")
    assert places(all_problems(site)) == [("docs/vi/t.md", 6)]


@pytest.mark.parametrize("heading", ["##Goals", "Goals\n---", "Goals\n==="])
def test_whatever_markdown_takes_for_a_heading_needs_an_id(site: Site, heading: str) -> None:
    text = FRONT.replace("D.\n", "D.\nevidence: false\n") + f"{heading}\n"
    assert {(path, line) for path, line in places(all_problems(site.pair("goals.md", text, text)))} == {
        ("docs/vi/goals.md", 7),
        ("docs/en/goals.md", 7),
    }


@pytest.mark.parametrize(("there", "wanted"), [("vi", "en"), ("en", "vi")])
def test_a_page_without_its_counterpart_is_told_which_file_is_missing(site: Site, there: str, wanted: str) -> None:
    site.write(f"docs/{there}/a/goals.md", FRONT)
    assert all_problems(site) == [
        told(
            f"docs/{there}/a/goals.md",
            1,
            f"trang phải có bản tương ứng: docs/{wanted}/a/goals.md",
            f"page must have its counterpart: docs/{wanted}/a/goals.md",
        )
    ]


def test_a_page_with_a_faulty_head_is_not_called_missing(site: Site) -> None:
    site.pair("goals.md", FRONT.replace("title: T\n", ""), FRONT)
    assert places(all_problems(site)) == [("docs/vi/goals.md", 2)]


OUT_OF_STEP = {
    "another id": ("## A {#a}\n", "## A {#b}\n", 6, "heading (level, id, order)", "## … {#a}"),
    "another level": ("## A {#a}\n", "### A {#a}\n", 6, "heading (level, id, order)", "## … {#a}"),
    "another order": (
        "## A {#a}\n\n## B {#b}\n",
        "\n## B {#b}\n\n## A {#a}\n",
        7,
        "heading (level, id, order)",
        "## … {#a}",
    ),
    "another citation": ("T. [@mai-ha §1]\n", "T.\nT. [@mai-ha §2]\n", 7, "citation", "[@mai-ha §1]"),
    "another marker": ("<!-- compendium: timeline -->\n", "<!-- compendium: glossary -->\n", 6, "marker", "timeline"),
}


@pytest.mark.parametrize(("vi", "en", "line", "what", "example"), OUT_OF_STEP.values(), ids=OUT_OF_STEP)
def test_languages_that_are_out_of_step_are_told_where_they_part(
    site: Site, vi: str, en: str, line: int, what: str, example: str
) -> None:
    site.pair("goals.md", FRONT + vi, FRONT + en)
    [problem] = all_problems(site)
    assert (problem.path, problem.line) == ("docs/en/goals.md", line)
    assert problem.en.startswith(f"{what} must be as in docs/vi/goals.md:6; for example: ")
    assert " phải giống docs/vi/goals.md:6; ví dụ: " in problem.vi
    assert example in problem.en
    assert example in problem.vi


@pytest.mark.parametrize("body", ["T. [@press]\n\n## B {#b}\n", "T. [@press] [@mai-ha §1]\n"])
def test_what_only_one_language_has_is_told_where_it_is_missing_with_what_to_write_there(site: Site, body: str) -> None:
    site.pair("more.md", FRONT + body, FRONT + "T. [@press]\n")
    site.pair("less.md", FRONT + "T. [@press]\n", FRONT + body)
    found = all_problems(site)
    assert [problem.path for problem in found] == ["docs/en/more.md", "docs/vi/less.md"]
    assert all(problem.en.endswith(("for example: ## … {#b}", "for example: [@mai-ha §1]")) for problem in found)


def test_only_the_first_place_where_two_pages_part_is_told(site: Site) -> None:
    site.pair("goals.md", FRONT + "## A {#a}\n\n## B {#b}\n", FRONT + "## A {#c}\n\n## B {#d}\n")
    assert places(all_problems(site)) == [("docs/en/goals.md", 6)]


def test_a_note_that_no_page_shows_is_told_with_its_marker(site: Site) -> None:
    site.data("notes", NOTE)
    [problem] = all_problems(site)
    assert problem.path == "data/notes.yml"
    assert problem.vi == "ghi chú `doubt` phải hiện trên một trang; ví dụ: <!-- compendium: notes doubt -->"
    assert problem.en == "note `doubt` must be shown on a page; for example: <!-- compendium: notes doubt -->"


def test_a_note_that_is_not_shown_is_told_at_its_line(site: Site) -> None:
    site.data("notes", "# One note\n" + NOTE)
    assert places(all_problems(site)) == [("data/notes.yml", 3)]


def test_a_note_that_a_page_shows_is_shown(site: Site) -> None:
    text = FRONT + "<!-- compendium: notes doubt -->\n"
    assert all_problems(site.data("notes", NOTE).pair("goals.md", text, text)) == []


def test_a_citation_over_two_lines_is_judged_before_anything_is_built(site: Site) -> None:
    text = FRONT + "Fact. [@mai-ha §1;\n@nobody]\n"
    assert {problem.path for problem in all_problems(site.pair("goals.md", text, text))} == {
        "docs/vi/goals.md",
        "docs/en/goals.md",
    }


def test_problems_of_data_and_of_pages_are_reported_in_one_run(site: Site) -> None:
    site.data("events", EVENT.replace("'1995'", "1995"))
    site.write("docs/vi/only.md", FRONT).pair("headless.md", "No head.\n", FRONT)
    assert {("data/events.yml", 3), ("docs/vi/only.md", 1), ("docs/vi/headless.md", 1)} <= set(
        places(all_problems(site))
    )


@pytest.fixture(scope="module")
def real_pages() -> list[Page]:
    return list(Edition.load(ROOT).pages)


CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.\w+|(?<![\w./-])(?:\+84|0)(?:[ .-]?\d){8,10}(?!\w)")


@pytest.mark.parametrize("contact", ["reader@example.org", "0912345678", "+84 912 345 678", "091.234.5678"])
def test_the_search_for_contact_details_finds_them(contact: str) -> None:
    assert CONTACT.search(f"Liên hệ: {contact}.")


def test_no_contact_details_of_anyone_are_published() -> None:
    files = [*(ROOT / "docs").rglob("*.md"), *(ROOT / "data").glob("*.yml")]
    assert [file.name for file in files if CONTACT.search(file.read_text(encoding="utf-8"))] == []


def test_the_real_pages_and_data_have_no_problem(real_pages: list[Page]) -> None:
    assert len(real_pages) >= 40


def test_the_real_pages_state_facts_with_sources(real_pages: list[Page]) -> None:
    assert any(page.front.evidence and list(page.citations()) for page in real_pages)


def test_a_page_opens_only_pages_of_its_own_folder(site: Site) -> None:
    marker = "<!-- compendium: pages second third -->\n"
    site.pair("part/index.md", front("Phần") + marker, front("Part") + marker)
    site.pair("part/second.md", front("Hai"), front("Two")).pair("third.md", front("Ba"), front("Three"))
    with pytest.raises(DataError) as caught:
        Edition.load(site.root)
    assert {problem.path for problem in caught.value.problems} == {"docs/vi/part/index.md", "docs/en/part/index.md"}
    assert "<!-- compendium: pages second -->" in str(caught.value)
