"""Cite this page: what readers copy, with a mouse, with the keyboard, and where there is no script or no clipboard."""

import json
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.conftest import Reader

PAGE = "integration/goals/"
ALLOWED: dict[str, Any] = {"permissions": ["clipboard-read", "clipboard-write"]}
SUMMARY = {"vi": "Trích dẫn trang này", "en": "Cite this page"}
COPY = {"vi": "Sao chép", "en": "Copy"}
COPIED = {"vi": "Đã sao chép: ", "en": "Copied: "}
FORMS = {
    "vi": ["Kiểu Việt Nam", "APA 7", "BibTeX", "RIS", "CSL-JSON"],
    "en": ["Vietnamese style", "APA 7", "BibTeX", "RIS", "CSL-JSON"],
}
ROOT = {"vi": "", "en": "en/"}
LANGUAGES = pytest.mark.parametrize("code", list(ROOT))


def opened(page: Page, code: str) -> Locator:
    page.get_by_text(SUMMARY[code], exact=True).click()
    return page.locator(".c-citing")


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


@LANGUAGES
def test_each_form_is_copied_as_it_stands_and_the_reader_is_told(reader: Reader, code: str) -> None:
    page = reader.opens(ROOT[code] + PAGE, **ALLOWED)
    foot = opened(page, code)
    expect(foot.get_by_role("button")).to_have_count(len(FORMS[code]))
    for number, form in enumerate(FORMS[code]):
        foot.get_by_role("button", name=f"{COPY[code]}: {form}", exact=True).click()
        expect(foot.get_by_role("status")).to_have_text(COPIED[code] + form)
        assert clipboard(page) == foot.locator("dd > :first-child").nth(number).text_content()
    assert json.loads(clipboard(page))[0]["URL"].endswith(ROOT[code] + PAGE)
    assert reader.wrong == []


def test_the_keyboard_copies_too(reader: Reader) -> None:
    page = reader.opens(f"en/{PAGE}", **ALLOWED)
    page.get_by_text(SUMMARY["en"], exact=True).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Copy: Vietnamese style")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".c-citing").get_by_role("status")).to_have_text("Copied: Vietnamese style")
    assert clipboard(page).startswith("“")


def test_where_there_is_no_clipboard_the_text_is_selected(reader: Reader) -> None:
    page = reader.opens(f"en/{PAGE}")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    foot = opened(page, "en")
    foot.get_by_role("button", name="Copy: BibTeX").click()
    expect(foot.get_by_role("status")).to_contain_text("copy it from the keyboard")
    assert str(page.evaluate("getSelection().toString()")).startswith("@misc{integration-goals-draft-en")


def test_without_a_script_every_form_can_be_read_and_no_button_is_dead(reader: Reader) -> None:
    page = reader.opens(f"en/{PAGE}", java_script_enabled=False)
    foot = opened(page, "en")
    for form in FORMS["en"]:
        expect(foot.get_by_text(form, exact=True)).to_be_visible()
    expect(foot.get_by_text("@misc{")).to_be_visible()
    expect(foot.get_by_role("button")).to_have_count(0)


@pytest.mark.parametrize("width", [320, 1280])
def test_the_forms_fit_the_screen_and_the_buttons_a_finger(reader: Reader, width: int) -> None:
    page = reader.opens(PAGE, viewport={"width": width, "height": 800})
    foot = opened(page, "vi")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for form in foot.locator("dd > *").all():
        box = form.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= width
    for button in foot.get_by_role("button").all():
        box = button.bounding_box()
        assert box and box["height"] >= 24 and box["width"] >= 24
