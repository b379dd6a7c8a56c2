"""Pages as editors write them: front matter, headings, markers, citations, and where they will stand."""

from pathlib import Path

import pytest
from compendium import pages
from compendium.pages import Heading, Page
from compendium.problem import Problem
from judging import told

FRONT = "---\ntitle: Mục tiêu\ndescription: Các mục tiêu.\n---\n\n"
SHOWN = "docs/vi/goals.md"


def read(folder: Path, text: str | bytes, path: str = "goals.md") -> tuple[Page | None, list[Problem]]:
    file = folder / "page.md"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return pages.read(file, "vi", path, SHOWN)


def page(folder: Path, body: str, path: str = "goals.md") -> Page:
    """A page whose body starts on line 6."""
    found, problems = read(folder, FRONT + body, path)
    assert not problems
    assert found
    return found


def test_front_matter_gives_title_and_description(tmp_path: Path) -> None:
    front = page(tmp_path, "").front
    assert (front.title, front.description) == ("Mục tiêu", "Các mục tiêu.")
    assert front.evidence, "a page states facts unless it says otherwise"


FAULTY = {
    "no front matter": (
        "Một trang.\n",
        1,
        "trang phải mở đầu bằng phần khai báo, ví dụ: --- / title: … / description: … / ---",
        "page must start with front matter, as in: --- / title: … / description: … / ---",
    ),
    "front matter that never ends": (
        "---\ntitle: Một trang\n",
        1,
        "trang phải mở đầu bằng phần khai báo, ví dụ: --- / title: … / description: … / ---",
        "page must start with front matter, as in: --- / title: … / description: … / ---",
    ),
    "a missing title": (
        FRONT.replace("title: Mục tiêu\n", ""),
        2,
        "`title` phải có; ví dụ: title: Mục tiêu hội nhập",
        "`title` must be given; for example: title: Mục tiêu hội nhập",
    ),
    "an empty title": (
        FRONT.replace("title: Mục tiêu", "title: ''"),
        2,
        "`title` không được trống; ví dụ: title: Mục tiêu hội nhập",
        "`title` must not be empty; for example: title: Mục tiêu hội nhập",
    ),
    "a title that is a number": (
        FRONT.replace("title: Mục tiêu", "title: 2015"),
        2,
        "`title` phải là chữ trong dấu nháy (YAML đọc thành số); ví dụ: title: '2015'; hãy chạy: make fix",
        "`title` must be text in quotes (YAML read a number); for example: title: '2015'; run: make fix",
    ),
    "an unknown key": (
        FRONT.replace("description:", "evidense: false\ndescription:"),
        3,
        "`evidense` không phải khóa được dùng; các khóa: title, description, evidence, hide; ví dụ: evidence: false",
        "`evidense` must be a known key; known: title, description, evidence, hide; for example: evidence: false",
    ),
    "a description that is too long": (
        FRONT.replace("Các mục tiêu.", "a" * 201),
        3,
        "`description` phải ngắn hơn; ví dụ: description: Các mục tiêu đến năm 2020 và căn cứ của từng chỉ tiêu.",
        "`description` must be shorter; "
        "for example: description: Các mục tiêu đến năm 2020 và căn cứ của từng chỉ tiêu.",
    ),
    "a key given twice": (
        FRONT.replace("description:", "title: Hai\ndescription:"),
        3,
        "khóa `title` không được viết hai lần",
        "key `title` must not be given twice",
    ),
    "a colon without quotes": (
        FRONT.replace("Mục tiêu\n", "Mục tiêu: 45%\n"),
        2,
        "phải là YAML đúng cú pháp (mapping values are not allowed in this context); "
        "đặt trong dấu nháy chữ có “: ” hay “#”, ví dụ: vi: 'Mục tiêu: 45%'",
        "must be well-formed YAML (mapping values are not allowed in this context); "
        "put text that holds “: ” or “#” in quotes, as in: en: 'Target: 45%'",
    ),
    "an empty file": ("", 1, "tệp không được trống", "file must not be empty"),
}


@pytest.mark.parametrize(("text", "line", "vi", "en"), FAULTY.values(), ids=FAULTY)
def test_a_faulty_head_is_told_at_its_line_in_both_languages(
    tmp_path: Path, text: str, line: int, vi: str, en: str
) -> None:
    assert read(tmp_path, text) == (None, [told(SHOWN, line, vi, en)])


def test_a_page_that_is_not_utf_8_is_told_at_its_line(tmp_path: Path) -> None:
    found, [problem] = read(tmp_path, FRONT.encode() + b"M\xf4t trang\n")
    assert found is None
    assert problem.line == 6


def test_a_page_saved_on_windows_is_read_like_any_other(tmp_path: Path) -> None:
    found, problems = read(tmp_path, (FRONT + "## Một {#one}\n").replace("\n", "\r\n"))
    assert not problems
    assert found
    assert found.headings() == [Heading(6, 2, "Một", "one")]


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("## Một phần {#one}", Heading(6, 2, "Một phần", "one")),
        ("### Hai { #two .wide }", Heading(6, 3, "Hai", "two")),
        ("## Không mã", Heading(6, 2, "Không mã", None)),
        ("# Cấp một", Heading(6, 1, "Cấp một", None)),
    ],
)
def test_a_heading_has_a_line_a_level_a_text_and_an_id(tmp_path: Path, line: str, heading: Heading) -> None:
    assert page(tmp_path, f"{line}\n").headings() == [heading]


def test_citations_figures_and_markers_are_found_with_their_lines(tmp_path: Path) -> None:
    body = "Một. [@mai-ha §1 ¶2; @press]\n\n[=jobs] và [=aid]. [@press]\n\n<!-- compendium: notes one two -->\n"
    found = page(tmp_path, body)
    assert list(found.citations()) == [(6, "mai-ha §1 ¶2"), (6, "press"), (8, "press")]
    assert list(found.figures()) == [(8, "jobs"), (8, "aid")]
    assert list(found.markers()) == [(10, "notes", ("one", "two"))]


def test_a_citation_that_runs_over_two_lines_is_found(tmp_path: Path) -> None:
    found = page(tmp_path, "Một. [@mai-ha §1;\n@press]\n")
    assert [text for _, text in found.citations()] == ["mai-ha §1", "press"]


@pytest.mark.parametrize("fence", ["```", "~~~", "````", "   ```"])
def test_fenced_code_is_ignored(tmp_path: Path, fence: str) -> None:
    inside = "## Một\n[@nobody] [=nothing]\n\n<!-- compendium: nothing -->\nđoạn văn\n"
    found = page(tmp_path, f"{fence}md\n{inside}{fence}\n\nSau. [@press]\n")
    assert found.headings() == []
    assert list(found.figures()) == []
    assert list(found.markers()) == []
    assert list(found.citations()) == [(14, "press")]
    assert list(found.blocks()) == [(14, "Sau. [@press]")]


@pytest.mark.parametrize(("outer", "inner"), [("```", "~~~"), ("~~~", "```"), ("````", "```")])
def test_a_fence_inside_another_does_not_end_it(tmp_path: Path, outer: str, inner: str) -> None:
    found = page(tmp_path, f"{outer}\n{inner}\n[@nobody]\n{inner}\n[@nobody]\n{outer}\n[@press]\n")
    assert list(found.citations()) == [(12, "press")]


def test_code_within_a_line_shows_a_citation_and_makes_none(tmp_path: Path) -> None:
    found = page(tmp_path, "Hãy viết `[@nobody §1]` hoặc `[=nothing]`. [@press]\n")
    assert list(found.citations()) == [(6, "press")]
    assert list(found.figures()) == []


def test_paragraphs_and_lists_are_blocks_with_the_line_they_start_on(tmp_path: Path) -> None:
    body = "Một\nhai.\n\n- ba\n- bốn\n\n\nNăm.\n{: .guide }\n"
    assert list(page(tmp_path, body).blocks()) == [(6, "Một\nhai."), (9, "- ba\n- bốn"), (13, "Năm.\n{: .guide }")]


@pytest.mark.parametrize(
    "text", ["## Một {#one}", "<!-- compendium: timeline -->", '<div class="c-card" markdown>', "</div>", "---"]
)
def test_what_is_no_prose_is_no_block(tmp_path: Path, text: str) -> None:
    assert list(page(tmp_path, f"{text}\n\nMột.\n").blocks()) == [(8, "Một.")]


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("index.md", ""),
        ("timeline.md", "timeline/"),
        ("integration/index.md", "integration/"),
        ("integration/goals.md", "integration/goals/"),
        ("reindex.md", "reindex/"),
    ],
)
def test_a_page_stands_at_the_address_of_its_path(tmp_path: Path, path: str, address: str) -> None:
    assert page(tmp_path, "", path).address == address


def test_pages_are_loaded_by_language_and_path_with_every_problem(tmp_path: Path) -> None:
    for path, text in (
        ("vi/index.md", FRONT),
        ("vi/a/goals.md", FRONT),
        ("en/index.md", "no head\n"),
        ("en/a/goals.md", "no head\n"),
        ("en/note.txt", "not a page"),
    ):
        file = tmp_path / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    found, problems = pages.load(tmp_path / "docs", tmp_path)
    assert {code: list(by_path) for code, by_path in found.by_language.items()} == {
        "vi": ["a/goals.md", "index.md"],
        "en": [],
    }
    assert [problem.path for problem in problems] == ["docs/en/a/goals.md", "docs/en/index.md"]
    assert [found_page.path for found_page in found] == ["a/goals.md", "index.md"]


def test_passages_are_cut_at_the_headings_and_lose_nothing(tmp_path: Path) -> None:
    page, _ = read(tmp_path, FRONT + "Mở đầu.\n\n## Một {#one}\n\nA.\n\n### Hai {#two}\n\nB.\n")
    assert page
    found = page.passages()
    assert [(passage.id, passage.title, passage.line) for passage in found] == [
        ("", "", 5),
        ("one", "Một", 8),
        ("two", "Hai", 12),
    ]
    assert "\n".join(passage.text for passage in found) == page.prose.rstrip("\n")
