"""The frame around every page: the way to the other language, the contents beside the text, keys that can be off."""

import re

import pytest
from playwright.sync_api import expect

from browser.conftest import Reader
from browser.test_reading import DESK, LANGUAGES, OTHER, PHONE, ROOT, SWITCH

PAGE = "integration/goals/"


@LANGUAGES
@pytest.mark.parametrize("device", [DESK, PHONE], ids=["desk", "phone"])
def test_switching_the_language_keeps_the_section_that_is_read(
    reader: Reader, code: str, device: dict[str, object]
) -> None:
    page = reader.opens(ROOT[code] + PAGE, reduced_motion="reduce", **device)
    page.locator("#targets").evaluate("heading => heading.scrollIntoView()")
    page.get_by_role("link", name=SWITCH[code], exact=True).focus()
    page.locator("#targets").evaluate("heading => heading.scrollIntoView()")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{reader.address}{ROOT[OTHER[code]]}{PAGE}#targets")
    expect(page.locator("#targets")).to_be_in_viewport()


@LANGUAGES
def test_from_the_top_of_a_page_the_switch_leads_to_the_top(reader: Reader, code: str) -> None:
    page = reader.opens(ROOT[code] + PAGE, **DESK)
    page.get_by_role("link", name=SWITCH[code], exact=True).click()
    expect(page).to_have_url(f"{reader.address}{ROOT[OTHER[code]]}{PAGE}")


def test_the_contents_beside_the_text_mark_the_section_that_is_read(reader: Reader) -> None:
    page = reader.opens(PAGE, reduced_motion="reduce", **DESK)
    contents = page.get_by_role("navigation", name="Trên trang này")
    expect(contents.get_by_role("link").first).to_be_visible()
    expect(contents.locator("[aria-current]")).to_have_count(0)
    page.locator("#targets").evaluate("heading => heading.scrollIntoView()")
    expect(contents.locator("[aria-current]")).to_have_attribute("href", "#targets")


def test_marking_the_contents_scrolls_nothing_but_them(reader: Reader) -> None:
    page = reader.opens("timeline/", **DESK)
    for place in (105, 800, 4000):
        page.evaluate("place => scrollTo(0, place)", place)
        page.wait_for_timeout(150)
        assert page.evaluate("scrollY") == place
    expect(page.locator(".c-contents [aria-current]")).to_be_in_viewport()


def test_the_contents_of_a_phone_are_folded_above_the_text(reader: Reader) -> None:
    page = reader.opens(PAGE, **PHONE)
    contents = page.get_by_role("navigation", name="Trên trang này")
    expect(contents.get_by_role("link").first).to_be_hidden()
    contents.locator("summary").tap()
    contents.get_by_role("link", name="Các chỉ tiêu kinh tế").tap()
    expect(page.locator("#targets")).to_be_in_viewport()


@LANGUAGES
def test_the_keys_that_open_the_search_can_be_put_out_for_good(reader: Reader, code: str) -> None:
    page = reader.opens(ROOT[code] + PAGE, **DESK)
    dialog = page.locator("#search")
    page.keyboard.press("/")
    expect(dialog).to_be_visible()
    dialog.get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    for opened in ("", "about/"):
        if opened:
            page.goto(reader.address + ROOT[code] + opened)
        page.keyboard.press("/")
        page.keyboard.press("s")
        expect(dialog).to_be_hidden()
    page.locator(".c-search-button").click()
    dialog.get_by_role("checkbox").check()
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    expect(dialog).to_be_visible()


def test_what_a_page_loads_is_named_by_its_content(reader: Reader) -> None:
    page = reader.opens(PAGE, **DESK)
    loaded: list[str] = page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
    assert [name for name in loaded if not re.search(r"/static/\w+\.[0-9a-f]{8}\.\w+$|/favicon\.svg$", name)] == []


def test_a_menu_of_the_header_closes_where_the_reader_goes_elsewhere(reader: Reader) -> None:
    page = reader.opens(PAGE, **DESK)
    menu = page.locator("details.c-releases")
    menu.locator("summary").click()
    expect(menu).to_have_attribute("open", "")
    page.get_by_role("heading", level=1).click()
    expect(menu).not_to_have_attribute("open", "")
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("open", "")
    page.get_by_role("link", name="English", exact=True).focus()
    expect(menu).not_to_have_attribute("open", "")
