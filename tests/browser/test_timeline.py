"""Readers choose among the events of the timeline, by keyboard, by touch, and by an address they were given."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.conftest import Reader

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
NARROW: dict[str, Any] = {"viewport": {"width": 320, "height": 640}}
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
ROOT = {"vi": "", "en": "en/"}
LANGUAGES = pytest.mark.parametrize("code", list(ROOT))
SAID = {"vi": re.compile(r"(\d+) trong (\d+) sự kiện"), "en": re.compile(r"(\d+) of (\d+) events")}
SUBJECT = {"vi": "Chủ đề", "en": "Subject"}
PARTNER = {"vi": "Đối tác", "en": "Partner"}
NEWEST = {"vi": "Mới nhất trước", "en": "Newest first"}
RESET = {"vi": "Đặt lại", "en": "Reset"}


def filters(page: Page) -> Locator:
    return page.locator("form.c-filter")


def shown(page: Page) -> list[str]:
    """The ids of the events that are listed, in the order of the page."""
    found: list[str] = page.locator(".c-event:visible h3").evaluate_all("all => all.map(heading => heading.id)")
    return found


def counts(page: Page, code: str) -> tuple[int, int]:
    said = SAID[code].fullmatch(page.get_by_role("status").and_(page.locator(".c-filter *")).inner_text())
    assert said
    return int(said[1]), int(said[2])


def choose(page: Page, group: str, value: str) -> None:
    folded = filters(page).locator("details").filter(has=page.locator(f"[value='{value}']"))
    expect(folded.locator("summary")).to_contain_text(group)
    if folded.get_attribute("open") is None:
        folded.locator("summary").click()
    folded.locator(f"[value='{value}']").check()


@LANGUAGES
def test_values_of_one_kind_widen_the_list_and_kinds_narrow_it(reader: Reader, code: str) -> None:
    page = reader.opens(f"{ROOT[code]}timeline/", **DESK)
    everything = shown(page)
    assert counts(page, code) == (len(everything), len(everything))
    choose(page, SUBJECT[code], "integration")
    some = shown(page)
    assert 0 < len(some) < len(everything)
    choose(page, SUBJECT[code], "science-diplomacy")
    more = shown(page)
    assert set(some) < set(more) < set(everything)
    choose(page, PARTNER[code], "asean")
    less = shown(page)
    assert less == ["asean-accession", "goals-2020"]
    assert counts(page, code) == (2, len(everything))
    headings = page.locator(".c-period:visible h2").evaluate_all("all => all.map(heading => heading.id)")
    assert headings == ["period_joining", "period_scheme-years"]
    filters(page).get_by_role("button", name=RESET[code]).click()
    assert shown(page) == everything
    assert page.url == f"{reader.address}{ROOT[code]}timeline/"
    assert not reader.wrong


@LANGUAGES
def test_the_keyboard_alone_chooses_and_resets(reader: Reader, code: str) -> None:
    page = reader.opens(f"{ROOT[code]}timeline/", **DESK)
    everything = len(shown(page))
    filters(page).locator("summary").first.focus()
    for key in ("Enter", "Tab", "Space"):
        page.keyboard.press(key)
    expect(page.get_by_role("checkbox").first).to_be_checked()
    assert counts(page, code)[0] < everything
    filters(page).get_by_role("button", name=RESET[code]).focus()
    page.keyboard.press("Enter")
    assert counts(page, code) == (everything, everything)
    page.get_by_role("radio").first.focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name=NEWEST[code])).to_be_checked()
    assert shown(page)[-1] == "ngo-cooperation-1970s"


@LANGUAGES
def test_a_finger_chooses_on_a_phone_and_nothing_runs_out_of_the_screen(reader: Reader, code: str) -> None:
    page = reader.opens(f"{ROOT[code]}timeline/", **PHONE)
    filters(page).locator("summary", has_text=PARTNER[code]).tap()
    page.locator("label", has=page.locator("[value='wipo']")).tap()
    assert shown(page) == ["gii-2024-rank"]
    for target in filters(page).locator("summary, label, button").all():
        box = target.bounding_box()
        assert not target.is_visible() or (box and min(box["width"], box["height"]) >= 24)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_an_address_holds_what_is_chosen_and_gives_it_to_who_opens_it(reader: Reader) -> None:
    page = reader.opens("timeline/?h=asean", **DESK)
    choose(page, SUBJECT["vi"], "integration")
    choose(page, PARTNER["vi"], "asean")
    choose(page, PARTNER["vi"], "eu")
    page.get_by_role("radio", name=NEWEST["vi"]).check()
    query = "?h=asean&subject=integration&partner=eu&partner=asean&order=newest"
    assert page.url == f"{reader.address}timeline/{query}"
    listed = shown(page)
    assert listed == ["goals-2020", "eu-cooperation", "asean-accession"]
    other = reader.opens(f"en/timeline/{query}", **DESK)
    expect(filters(other)).to_be_visible()
    assert shown(other) == listed
    expect(filters(other).locator("summary", has_text="Partner")).to_have_text("Partner EU, ASEAN")


def test_what_an_address_asks_for_and_nobody_knows_is_passed_over(reader: Reader) -> None:
    page = reader.opens("timeline/?subject=nothing&partner=%3Cb%3E&order=x&kind=ranking#%%%", **DESK)
    expect(filters(page)).to_be_visible()
    assert shown(page) == ["students-fifth", "gii-2024-rank"]
    assert not reader.wrong


@LANGUAGES
def test_the_number_is_announced_and_an_empty_list_says_so(reader: Reader, code: str) -> None:
    page = reader.opens(f"{ROOT[code]}timeline/?subject=integration&partner=us", **DESK)
    status = filters(page).get_by_role("status")
    expect(status).to_contain_text({"vi": "Không có sự kiện nào khớp", "en": "No event matches"}[code])
    expect(status).to_contain_text(RESET[code])
    assert shown(page) == []


def test_newest_first_turns_the_page_round_and_not_only_its_looks(reader: Reader) -> None:
    page = reader.opens("timeline/", **DESK)
    oldest = page.locator(".c-event h3").evaluate_all("all => all.map(heading => heading.id)")
    page.get_by_role("radio", name=NEWEST["vi"]).check()
    assert page.locator(".c-event h3").evaluate_all("all => all.map(heading => heading.id)") == oldest[::-1]
    assert shown(page) == oldest[::-1]
    filters(page).get_by_role("button", name=RESET["vi"]).click()
    assert shown(page) == oldest


def test_each_choice_says_how_many_events_it_would_show(reader: Reader) -> None:
    page = reader.opens("timeline/?subject=integration", **DESK)
    label = page.locator("label", has=page.locator("[value='us']"))
    expect(label).to_contain_text("(0)")
    choose(page, SUBJECT["vi"], "us-partnership")
    expect(label).not_to_contain_text("(0)")
    number = int(
        re.findall(r"\d+", label.inner_text(timeout=1) if label.is_visible() else label.text_content() or "")[0]
    )
    choose(page, PARTNER["vi"], "us")
    assert counts(page, "vi")[0] == number


def test_a_fragment_shows_the_event_it_names_whatever_is_chosen(reader: Reader) -> None:
    page = reader.opens("timeline/?subject=science-diplomacy#us-csp", **DESK)
    expect(page.locator("#us-csp")).to_be_in_viewport()
    assert "asean-accession" not in shown(page)
    page.evaluate("location.hash = 'asean-accession'")
    expect(page.locator("#asean-accession")).to_be_in_viewport()
    page.go_back()
    expect(page.locator("#asean-accession")).to_be_hidden()
    expect(page.locator("#us-csp")).to_be_visible()


def test_a_period_that_is_hidden_opens_for_who_asks_for_it(reader: Reader) -> None:
    page = reader.opens("timeline/?subject=science-diplomacy", **DESK)
    page.get_by_role("navigation", name="Toàn cảnh dòng thời gian").get_by_role("link").first.click()
    expect(page.locator("#period_before-1995")).to_be_in_viewport()
    expect(page.locator("#ngo-cooperation-1970s")).to_be_visible()


def test_the_next_choice_leaves_the_fragment_behind(reader: Reader) -> None:
    page = reader.opens("timeline/#us-csp", **DESK)
    choose(page, SUBJECT["vi"], "integration")
    expect(page.locator("#us-csp")).to_be_hidden()
    assert page.url == f"{reader.address}timeline/?subject=integration"


def test_a_mark_of_the_overview_leads_to_its_event(reader: Reader) -> None:
    page = reader.opens("timeline/", **DESK)
    page.locator("svg a[href='#wto-membership']").click()
    expect(page.locator("#wto-membership")).to_be_in_viewport()


@LANGUAGES
def test_the_overview_fits_a_narrow_phone_and_its_bands_a_finger(reader: Reader, code: str) -> None:
    page = reader.opens(f"{ROOT[code]}timeline/", **NARROW)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    drawing = page.locator(".c-overview svg").bounding_box()
    assert drawing
    for band in page.locator(".c-band rect").all():
        box = band.bounding_box()
        assert box
        assert box["width"] >= 24
    for text in page.locator(".c-overview svg text").all():
        box = text.bounding_box()
        assert box
        assert drawing["x"] <= box["x"]
        assert box["x"] + box["width"] <= drawing["x"] + drawing["width"] + 1


@LANGUAGES
def test_without_a_script_all_events_are_there_and_no_filter(reader: Reader, code: str) -> None:
    page = reader.opens(f"{ROOT[code]}timeline/?subject=integration", java_script_enabled=False, **DESK)
    expect(filters(page)).to_be_hidden()
    assert page.locator(".c-event").count() == page.locator(".c-event:visible").count() > 30


def test_the_filters_come_without_moving_the_page(reader: Reader) -> None:
    page = reader.opens("timeline/", **DESK)
    held = page.evaluate(
        """() => {
          const form = document.querySelector(".c-filter"), list = document.querySelector(".c-periods")
          const shown = list.getBoundingClientRect().top
          form.hidden = true
          return shown - list.getBoundingClientRect().top
        }"""
    )
    assert held == 0


def test_paper_says_what_was_chosen_and_only_that(reader: Reader) -> None:
    page = reader.opens("en/timeline/", **DESK)
    page.emulate_media(media="print")
    expect(filters(page)).to_be_hidden()
    page.emulate_media(media="screen")
    choose(page, SUBJECT["en"], "integration")
    page.emulate_media(media="print")
    expect(filters(page).get_by_role("status")).to_be_visible()
    expect(filters(page).locator("[value='integration']")).to_be_visible()
    assert "(" not in filters(page).inner_text()
    expect(filters(page).locator("[value='science-diplomacy']")).to_be_hidden()
    expect(filters(page).get_by_role("button")).to_be_hidden()
    expect(page.locator("#us-csp")).to_be_hidden()
