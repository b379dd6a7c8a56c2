"""The text of a page as readers see it, block by block."""

from pathlib import Path

import pytest
from compendium import pages
from compendium.prose import Block, blocks
from conftest import ROOT, Site

HEAD = "---\ntitle: Goals & means\ndescription: What was aimed at.\n---\n\n"


def read(tmp_path: Path, body: str) -> list[Block]:
    """The blocks of a page after its title and description."""
    Site(tmp_path).write("docs/en/page.md", HEAD + body)
    found, problems = pages.load(tmp_path / "docs", tmp_path)
    assert not problems
    return blocks(found.by_language["en"]["page.md"], {"jobs": "33,000\u00a0jobs"})


def texts(found: list[Block]) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in found[2:]]


def test_the_title_and_the_description_come_first(tmp_path: Path) -> None:
    assert read(tmp_path, "Text.\n")[:2] == [
        Block(None, "", "title", "Goals & means"),
        Block(None, "", "description", "What was aimed at."),
    ]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("One *two*\n[three](goals.md).\n{: .guide }\n", [("paragraph", "One two three.")]),
        ("- One\n- Two\n    - Two a\n", [("item", "One"), ("item", "Two"), ("item", "Two a")]),
        ("1. One\n\n    More.\n", [("paragraph", "One"), ("paragraph", "More.")]),
        ("| A | B |\n| --- | --- |\n| 1 | |\n| | 2 |\n", [("row", "A | B"), ("row", "1 |"), ("row", "| 2")]),
        ("> “Title”, *site*{data-no-terms}.\n", [("paragraph", "“Title”, site.")]),
        ('<div class="c-card" markdown>\n\nIn a card.\n\n</div>\n', [("paragraph", "In a card.")]),
        ("S&T &amp; R&D, 5 < 6.\n", [("paragraph", "S&T & R&D, 5 < 6.")]),
        ("![A map](map.png) of it.\n", [("paragraph", "A map of it.")]),
        ("<!-- compendium: timeline -->\n", [("marker", "[timeline]")]),
        ("<!-- compendium: notes one two -->\n\nText.\n", [("marker", "[notes one two]"), ("paragraph", "Text.")]),
        ("<!-- a remark -->\n\nText.\n", [("paragraph", "Text.")]),
    ],
)  # fmt: skip
def test_a_page_is_read_as_readers_see_it(tmp_path: Path, body: str, found: list[tuple[str, str]]) -> None:
    assert texts(read(tmp_path, body)) == found


def test_citations_stay_and_figures_are_shown(tmp_path: Path) -> None:
    body = "It has [=jobs] of [=others]. [@mai-ha §1 ¶2; @press] Write `[=jobs]`.\n"
    [(_, text)] = texts(read(tmp_path, body))
    assert text == "It has 33,000\u00a0jobs of others. [mai-ha §1 ¶2; press] Write [=jobs]."


def test_every_block_knows_the_heading_that_it_stands_under(tmp_path: Path) -> None:
    found = read(
        tmp_path, "Before.\n\n## First *step* {#first}\n\nOne.\n\n<!-- compendium: timeline -->\n\n### No id\n\nTwo.\n"
    )
    assert [(block.id, block.heading, block.text) for block in found[2:]] == [
        (None, "", "Before."),
        ("first", "First step", "First step"),
        ("first", "First step", "One."),
        ("first", "First step", "[timeline]"),
        (None, "No id", "No id"),
        (None, "No id", "Two."),
    ]


def test_every_word_of_the_real_pages_is_in_some_block() -> None:
    found, _ = pages.load(ROOT / "docs", ROOT)
    for page in found:
        said = {word for block in blocks(page, {}) for word in block.text.split()}
        plain = {word for _, line in page.blocks() for word in line.split() if word.isalpha()}
        assert plain <= said, page.shown
