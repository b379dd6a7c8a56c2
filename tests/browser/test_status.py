"""The note on a section that is behind, as readers meet it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from compendium import ledger, pages, sync
from compendium.host import serving
from compendium.ledger import Ledger
from conftest import front, little_site
from playwright.sync_api import Browser, expect

from browser.conftest import Reader

LONG = "Một đoạn dài để cuộn trang. " * 130


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site whose Vietnamese text of one section is behind."""
    site = little_site(tmp_path_factory.mktemp("behind"))
    body = f"{LONG}\n\n## Aims {{#aims}}\n\n{LONG}\n"
    site.pair("page.md", front("Trang") + body, front("Page") + body)
    found, _ = pages.load(site.root / "docs", site.root)
    for path, entries in sync.confirmed(Ledger(is_kept=True), found).entries.items():
        site.write(ledger.file_name(path), ledger.text(entries))
    site.write("docs/en/page.md", front("Page") + body + "\nMore.\n")
    assert (result := site.build()).code == 0, result.output
    with serving(Path(site.root, "site")) as address:
        yield address


@pytest.fixture
def visitor(browser: Browser, behind: str) -> Iterator[Reader]:
    yield Reader(browser, behind)
    for context in browser.contexts:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_note_stands_below_the_heading_and_leads_to_the_newer_text(
    visitor: Reader, width: int, scheme: str
) -> None:
    page = visitor.opens("page/", viewport={"width": width, "height": 800}, color_scheme=scheme)
    note = page.get_by_role("note")
    expect(note).to_have_text("Bản tiếng Anh của mục này mới hơn. Xem bản tiếng Anh")
    heading, box = page.get_by_role("heading", name="Aims").bounding_box(), note.bounding_box()
    assert heading
    assert box
    assert 0 <= box["y"] - heading["y"] - heading["height"] < 40
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    link = note.get_by_role("link", name="Xem bản tiếng Anh")
    assert (link.bounding_box() or {"height": 0})["height"] >= 16
    link.click()
    page.wait_for_url("**/en/page/#aims")
    expect(page.get_by_role("heading", name="Aims")).to_be_in_viewport()
    expect(page.get_by_role("note")).to_have_count(0)
    assert visitor.wrong == []


def test_side_by_side_it_stands_in_the_language_that_is_behind_alone(visitor: Reader) -> None:
    page = visitor.opens("song-ngu/page/", viewport={"width": 1280, "height": 800})
    note = page.get_by_role("note")
    expect(note).to_have_count(1)
    assert note.evaluate("(element) => element.closest('[lang]').lang") == "vi"
    note.get_by_role("link").click()
    page.wait_for_url("**/en/page/#aims")
    assert visitor.wrong == []


def test_it_is_printed(visitor: Reader) -> None:
    page = visitor.opens("page/")
    page.emulate_media(media="print")
    expect(page.get_by_role("note")).to_be_visible()
