"""Pages in both languages: two columns, or one section after the other."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Reader

DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 800}, "has_touch": True, "is_mobile": True}
PLACES = ("", "integration/goals/", "timeline/", "glossary/", "us-partnership/companies/", "updates/")

# The languages, edges and heights of the parts of every row that has two.
PARTS = """() => [...document.querySelectorAll(".c-both__row[id]")].map((row) =>
  [...row.children].map((part) => {
    const { left, right, top, bottom } = part.getBoundingClientRect()
    return { lang: part.lang, left, right, top, bottom }
  })).filter((parts) => parts.length == 2)"""


def parts(page: Page) -> list[list[dict[str, Any]]]:
    found: list[list[dict[str, Any]]] = page.evaluate(PARTS)
    assert found
    return found


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("place", PLACES)
def test_on_a_wide_screen_both_languages_begin_side_by_side(reader: Reader, place: str, script: bool) -> None:
    page = reader.opens(f"song-ngu/{place}", **DESK, java_script_enabled=script)
    for vi, en in parts(page):
        assert (vi["lang"], en["lang"]) == ("vi", "en")
        assert vi["top"] == en["top"]
        assert vi["right"] < en["left"]
        assert vi["right"] - vi["left"] == pytest.approx(en["right"] - en["left"], abs=1)
    assert reader.wrong == []


@pytest.mark.parametrize("place", PLACES)
def test_on_a_phone_the_english_of_each_section_follows_its_vietnamese(reader: Reader, place: str) -> None:
    page = reader.opens(f"song-ngu/{place}", **PHONE)
    for vi, en in parts(page):
        assert (vi["lang"], en["lang"]) == ("vi", "en")
        assert vi["bottom"] <= en["top"]
        assert vi["left"] == en["left"]
    # A mark says whose words follow.
    marks = page.evaluate("""[...document.querySelectorAll(".c-both__row[id] > :not(:only-child)")]
        .map((part) => getComputedStyle(part, "::before").content)""")
    assert marks
    assert set(marks) == {'"vi"', '"en"'}


def test_the_names_of_the_languages_stay_over_their_columns(reader: Reader) -> None:
    page = reader.opens("song-ngu/integration/goals/#targets", **DESK)
    heads = [page.get_by_role("link", name=name, exact=True) for name in ("Tiếng Việt", "English")]
    boxes = [head.bounding_box() for head in heads]
    for box, edge in zip(boxes, parts(page)[2], strict=True):
        assert box
        assert 0 <= box["y"] < 10
        assert box["x"] == pytest.approx(edge["left"], abs=1)


@pytest.mark.parametrize("device", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize(
    "place", ["integration/goals/#targets", "timeline/#us-trade-agreement-signed", "glossary/#pher"]
)
def test_an_address_with_a_section_leads_to_it_in_both_languages(
    reader: Reader, place: str, device: dict[str, Any]
) -> None:
    page = reader.opens(f"song-ngu/{place}", **device)
    row = page.locator(".c-both__row:target")
    expect(row).to_be_in_viewport()
    expect(row.locator("[lang=vi]").first).to_be_in_viewport()
    top = row.evaluate("row => row.getBoundingClientRect().top")
    heads = page.get_by_role("navigation", name="Đọc riêng một ngôn ngữ")
    # The heads of the columns stay above it.
    covered = heads.evaluate("heads => getComputedStyle(heads).position === 'sticky' ? heads.clientHeight : 0")
    assert covered <= top < 120


def test_a_citation_leads_to_the_list_in_its_language_and_back(reader: Reader) -> None:
    page = reader.opens("song-ngu/integration/goals/", **DESK)
    for code, name, listed, back in (
        ("vi", "Nguồn 1:", "Xem trong danh mục ở cuối trang", "Trở lại"),
        ("en", "Source 1:", "See it in the list at the foot of the page", "Back"),
    ):
        part = page.locator(f".c-both__part[lang={code}]")
        part.get_by_role("link", name=name).first.click()
        part.get_by_role("dialog").get_by_role("link", name=listed).click()
        target = page.locator("li:target")
        expect(target).to_be_in_viewport()
        assert target.evaluate("item => item.closest('[lang]').lang") == code
        target.get_by_role("link", name=back).first.click()
        assert page.locator("a:target").evaluate("link => link.closest('[lang]').lang") == code


def test_the_section_is_kept_on_the_way_to_one_language(reader: Reader) -> None:
    page = reader.opens("song-ngu/integration/goals/#targets", **DESK)
    page.get_by_role("link", name="English", exact=True).click()
    expect(page).to_have_url(f"{reader.address}en/integration/goals/#targets")


@pytest.mark.parametrize(
    ("place", "name"),
    [("integration/goals/", "Song ngữ"), ("en/integration/goals/", "Side by side")],
)
def test_each_language_leads_to_both(reader: Reader, place: str, name: str) -> None:
    page = reader.opens(place, **DESK)
    page.get_by_role("link", name=name).click()
    expect(page).to_have_url(f"{reader.address}song-ngu/integration/goals/")
    assert reader.wrong == []


@pytest.mark.parametrize("device", [DESK, PHONE], ids=["desk", "phone"])
def test_a_definition_opens_where_it_can_be_read(reader: Reader, device: dict[str, Any]) -> None:
    page = reader.opens("song-ngu/integration/goals/", **device)
    width = page.viewport_size["width"] if page.viewport_size else 0
    for code in ("vi", "en"):
        for word in page.locator(f".c-both__part[lang={code}] .c-term__word").all()[:6]:
            word.focus()
            shown = page.locator(".c-definition:visible")
            expect(shown).to_have_count(1)
            box = shown.bounding_box()
            assert box
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width
            # Nothing lies over it.
            assert shown.evaluate("""shown => {
              const { left, top, width, height } = shown.getBoundingClientRect()
              const seen = Math.min(height, innerHeight - top)
              return shown.contains(document.elementFromPoint(left + width / 2, top + seen / 2))
            }""")


def test_a_wide_table_is_cards_in_its_column(reader: Reader) -> None:
    page = reader.opens("song-ngu/us-partnership/companies/", viewport={"width": 1600, "height": 900})
    cells = page.locator(".c-both__part table.c-cards tbody td")
    assert set(cells.evaluate_all("cells => cells.map((cell) => getComputedStyle(cell).display)")) == {"block"}


def test_on_paper_both_languages_stand_side_by_side(reader: Reader) -> None:
    page = reader.opens("song-ngu/integration/goals/", viewport={"width": 700, "height": 1000})
    page.emulate_media(media="print")
    assert all(vi["right"] < en["left"] and vi["top"] == en["top"] for vi, en in parts(page))
    expect(page.get_by_role("navigation", name="Trong trang này")).to_be_hidden()
