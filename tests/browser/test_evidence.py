"""The note that opens beside a number: by mouse, by touch, by keyboard, and without a script."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.conftest import Reader

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
LANGUAGES = pytest.mark.parametrize("code", ["vi", "en"])
DEVICES = pytest.mark.parametrize("device", [DESK, PHONE], ids=["desk", "phone"])

GOALS = {"vi": "integration/goals/", "en": "en/integration/goals/"}
HOME = {"vi": "", "en": "en/"}
SOURCE = {"vi": "Nguồn 3", "en": "Source 3"}
DATED = {"vi": "18/5/2011 (ngày ghi trong nguồn)", "en": "18 May 2011 (date stated in the source)"}
EXTERNAL = {"vi": "nguồn ngoài", "en": "external"}
FIGURE = {"vi": "Số liệu", "en": "Figure"}
OVER = {"vi": "mục tiêu cho giai đoạn đã kết thúc", "en": "target of a period that is over"}
CLOSE = {"vi": "Đóng", "en": "Close"}
LIST = {"vi": "Xem trong danh mục ở cuối trang", "en": "See it in the list at the foot of the page"}
NOTE = {"vi": "Ghi chú biên tập: ", "en": "Editor’s note: "}


def number(page: Page) -> Locator:
    """The third source, where the page first cites it."""
    return page.locator("#ref-3-1")


def note(page: Page) -> Locator:
    return page.locator("[role=dialog][popover]")


def use(place: Locator, device: dict[str, Any]) -> None:
    """Clicks or taps, as the device does."""
    if device is PHONE:
        place.tap()
    else:
        place.click()


@LANGUAGES
@DEVICES
def test_a_number_opens_its_source_with_place_date_and_basis(reader: Reader, code: str, device: dict[str, Any]) -> None:
    page = reader.opens(GOALS[code], **device)
    use(number(page), device)
    shown = page.get_by_role("dialog", name=SOURCE[code], exact=True)
    expect(shown).to_be_visible()
    expect(shown).to_be_focused()
    expect(shown).to_have_accessible_description(re.compile(re.escape(DATED[code])))
    expect(shown).to_contain_text(EXTERNAL[code])
    link = shown.get_by_role("link").first
    expect(link).to_have_attribute("href", re.compile("/sources/#decision-735-text$"))
    assert page.url.endswith(GOALS[code])
    assert not shown.get_by_role("link", name="↩").count()
    assert reader.wrong == []


@LANGUAGES
@DEVICES
def test_a_number_used_again_closes_what_it_opened(reader: Reader, code: str, device: dict[str, Any]) -> None:
    page = reader.opens(GOALS[code], **device)
    for _ in range(2):
        use(number(page), device)
        expect(note(page)).to_be_visible()
        use(number(page), device)
        expect(note(page)).to_have_count(0)
    assert page.url.endswith(GOALS[code])


@LANGUAGES
@DEVICES
def test_a_touch_elsewhere_closes_the_note_and_another_number_replaces_it(
    reader: Reader, code: str, device: dict[str, Any]
) -> None:
    page = reader.opens(GOALS[code], **device)
    use(number(page), device)
    use(page.locator("#ref-1-1"), device)
    expect(note(page)).to_have_accessible_name(SOURCE[code].replace("3", "1"))
    use(page.get_by_role("heading", level=1), device)
    expect(note(page)).to_have_count(0)


@LANGUAGES
@pytest.mark.parametrize("way", ["Escape", "button", "Enter"])
def test_the_keyboard_opens_a_note_and_has_its_place_back_when_it_closes(reader: Reader, code: str, way: str) -> None:
    page = reader.opens(GOALS[code], **DESK)
    number(page).focus()
    page.keyboard.press("Enter")
    expect(note(page)).to_be_focused()
    if way == "button":
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name=CLOSE[code], exact=True)).to_be_focused()
        page.keyboard.press("Enter")
    elif way == "Enter":
        page.keyboard.press("Shift+Tab")
        expect(number(page)).to_be_focused()
        page.keyboard.press("Enter")
    else:
        page.keyboard.press("Escape")
    expect(note(page)).to_have_count(0)
    expect(number(page)).to_be_focused()


@LANGUAGES
def test_the_keyboard_goes_through_a_note_and_on_with_the_text(reader: Reader, code: str) -> None:
    page = reader.opens(GOALS[code], **DESK)
    number(page).focus()
    page.keyboard.press("Enter")
    # The button, the source, and the way to the list.
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(page.get_by_role("link", name=LIST[code])).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#noted_no-viewpoints")).to_be_focused()


@LANGUAGES
@DEVICES
def test_a_note_leads_to_the_list_at_the_foot(reader: Reader, code: str, device: dict[str, Any]) -> None:
    page = reader.opens(GOALS[code], **device)
    use(number(page), device)
    use(page.get_by_role("link", name=LIST[code]), device)
    expect(page).to_have_url(re.compile("#cite-3$"))
    expect(page.locator("#cite-3")).to_be_in_viewport()
    expect(note(page)).to_have_count(0)


@LANGUAGES
@DEVICES
@pytest.mark.parametrize("path", [GOALS, HOME], ids=["goals", "home"])
def test_a_figure_opens_what_it_counts_its_base_and_its_date(
    reader: Reader, code: str, device: dict[str, Any], path: dict[str, str]
) -> None:
    page = reader.opens(path[code], **device)
    figure = page.locator("a.c-figure[href='#used-figure-high-tech-share']").first
    use(figure, device)
    shown = page.get_by_role("dialog", name=FIGURE[code], exact=True)
    for text in ("45%", "GDP", "2020", OVER[code], "Mai Hà"):
        expect(shown).to_contain_text(text)
    page.keyboard.press("Escape")
    expect(figure).to_be_focused()


@DEVICES
def test_a_note_stays_inside_the_window_and_moves_nothing(reader: Reader, device: dict[str, Any]) -> None:
    page = reader.opens(GOALS["vi"], **device)
    width, height = device["viewport"]["width"], device["viewport"]["height"]
    text = page.locator("article")
    for place in page.locator(".c-cite a, a.c-figure").all():
        place.scroll_into_view_if_needed()
        before = text.bounding_box()
        place.evaluate("place => place.click()")
        box = note(page).bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= height
        assert text.bounding_box() == before
        page.keyboard.press("Escape")


def test_on_a_phone_a_note_stands_at_the_foot_of_the_screen(reader: Reader) -> None:
    page = reader.opens(GOALS["vi"], **PHONE)
    number(page).tap()
    box = note(page).bounding_box()
    assert box
    assert box["y"] + box["height"] > 820
    assert box["width"] >= 370


def test_a_note_stays_beside_its_number_when_the_window_changes(reader: Reader) -> None:
    page = reader.opens(GOALS["vi"], **DESK)
    number(page).click()
    page.set_viewport_size({"width": 900, "height": 800})
    expect(note(page)).to_be_visible()
    box, place = note(page).bounding_box(), number(page).bounding_box()
    assert box
    assert place
    assert min(abs(box["y"] - place["y"] - place["height"]), abs(box["y"] + box["height"] - place["y"])) < 30
    assert box["x"] + box["width"] <= 900


@LANGUAGES
def test_without_scripts_a_number_leads_to_the_list_and_nothing_pretends_to_open(reader: Reader, code: str) -> None:
    page = reader.opens(GOALS[code], java_script_enabled=False, **DESK)
    expect(number(page)).not_to_have_attribute("aria-haspopup", "dialog")
    number(page).click()
    expect(page).to_have_url(re.compile("#cite-3$"))
    expect(page.locator("#cite-3")).to_be_in_viewport()
    figure = page.locator("a.c-figure").first
    figure.click()
    expect(page.locator("#used-figure-high-tech-share")).to_be_in_viewport()


def test_a_number_clicked_with_a_key_held_down_is_a_plain_link(reader: Reader) -> None:
    page = reader.opens(GOALS["vi"], **DESK)
    with page.context.expect_page() as opened:
        number(page).click(modifiers=["ControlOrMeta"])
    expect(opened.value).to_have_url(re.compile("#cite-3$"))
    expect(note(page)).to_have_count(0)


def test_a_link_from_elsewhere_leads_to_the_place_that_cites(reader: Reader) -> None:
    page = reader.opens("sources/", **DESK)
    entry = page.locator("article.c-entry").filter(has=page.locator("#mai-ha"))
    entry.locator("details.c-uses > summary").click()
    entry.get_by_role("link", name="Trang “Mục tiêu đến năm 2020”, chỗ dẫn 4", exact=True).click()
    place = page.locator("a:target")
    expect(place).to_be_in_viewport()
    expect(place).to_have_accessible_name(re.compile("^Nguồn .*Mai Hà"))
    expect(note(page)).to_have_count(0)


@LANGUAGES
@DEVICES
def test_an_editors_note_is_in_sight_and_linked_both_ways(reader: Reader, code: str, device: dict[str, Any]) -> None:
    page = reader.opens(GOALS[code], **device)
    shown = page.locator("#note-no-viewpoints")
    expect(shown).to_be_visible()
    link = page.locator("#noted_no-viewpoints")
    expect(link).to_have_accessible_name(re.compile(f"^{NOTE[code]}"))
    use(link, device)
    expect(shown).to_be_in_viewport()
    use(shown.get_by_role("link", name=re.compile("^(Trở lại|Back)")), device)
    expect(link).to_be_in_viewport()


def test_on_paper_an_editors_note_is_whole_and_no_note_is_open(reader: Reader) -> None:
    page = reader.opens(GOALS["vi"], **DESK)
    reasons = page.locator("#note-no-viewpoints details dl")
    expect(reasons).to_be_hidden()
    number(page).click()
    page.emulate_media(media="print")
    expect(reasons).to_be_visible()
    expect(note(page)).to_be_hidden()


def test_a_note_of_a_record_opens_where_sources_lead_to_it(reader: Reader) -> None:
    page = reader.opens("sources/#note-agreement-date", **DESK)
    listed = page.locator("#note-agreement-date")
    listed.locator("dd").last.get_by_role("link").and_(page.locator("[href*='timeline/#note-']")).first.click()
    expect(page.locator("details:target dl")).to_be_visible()
    expect(page.locator("details:target")).to_be_in_viewport()
