"""What readers do on the site, in both languages, each with the device they have."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.conftest import Reader

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
NARROW: dict[str, Any] = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}

ROOT = {"vi": "", "en": "en/"}
OTHER = {"vi": "en", "en": "vi"}
SWITCH = {"vi": "English", "en": "Tiếng Việt"}
LANGUAGES = pytest.mark.parametrize("code", list(ROOT))

# One page of each kind.
KINDS = (
    "",
    "integration/",
    "integration/goals/",
    "us-partnership/companies/",
    "science-diplomacy/rule-making/",
    "timeline/",
    "glossary/",
    "instruments/",
    "sources/",
    "data/",
    "about/",
)
PROSE = "integration/"


@LANGUAGES
@pytest.mark.parametrize("path", ["", "timeline/", "integration/goals/"])
def test_switching_the_language_keeps_the_page(reader: Reader, code: str, path: str) -> None:
    page = reader.opens(ROOT[code] + path, **DESK)
    page.get_by_role("link", name=SWITCH[code], exact=True).click()
    expect(page).to_have_url(reader.address + ROOT[OTHER[code]] + path)
    expect(page.locator("html")).to_have_attribute("lang", OTHER[code])


@pytest.mark.parametrize("path", ["no-such-page", "en/no/such/page/"])
def test_a_lost_reader_finds_a_way_back_in_both_languages(reader: Reader, path: str) -> None:
    page = reader.opens(path)
    assert reader.wrong[0] == f"404 {reader.address}{path}"
    expect(page.get_by_role("heading", name="Không tìm thấy trang")).to_be_visible()
    expect(page.get_by_role("heading", name="Page not found")).to_be_visible()
    page.get_by_role("link", name="Timeline").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Timeline"))
    page.go_back()
    page.get_by_role("link", name="Thuật ngữ").click()
    expect(page).to_have_url(f"{reader.address}glossary/")


def first_term(page: Page) -> tuple[Locator, Locator]:
    """The first term of the page, and its definition."""
    word = page.get_by_role("main").get_by_role("term").and_(page.locator("[aria-describedby]")).first
    return word, page.locator(f"[id='{word.get_attribute('aria-describedby')}']")


def leave(page: Page) -> None:
    page.mouse.move(0, 0)


@LANGUAGES
def test_a_definition_shows_under_the_pointer_and_goes_with_it(reader: Reader, code: str) -> None:
    page = reader.opens(ROOT[code] + PROSE, **DESK)
    word, definition = first_term(page)
    expect(definition).to_be_hidden()
    word.hover()
    expect(definition).to_be_visible()
    definition.hover()
    expect(definition).to_be_visible()
    leave(page)
    expect(definition).to_be_hidden()


@LANGUAGES
def test_a_definition_shows_when_the_keyboard_reaches_its_term(reader: Reader, code: str) -> None:
    page = reader.opens(ROOT[code] + PROSE, **DESK)
    word, definition = first_term(page)
    for _ in range(80):
        page.keyboard.press("Tab")
        if word.evaluate("word => word === document.activeElement"):
            break
    expect(word).to_be_focused()
    expect(definition).to_be_visible()
    page.keyboard.press("Tab")
    expect(definition.get_by_role("link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/{ROOT[code]}glossary/#"))


@LANGUAGES
def test_a_definition_shows_at_a_tap_inside_the_screen_of_a_phone(reader: Reader, code: str) -> None:
    page = reader.opens(ROOT[code] + PROSE, **PHONE)
    word, definition = first_term(page)
    expect(definition).to_be_hidden()
    word.tap()
    expect(definition).to_be_visible()
    box = definition.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["y"] + box["height"] <= 844
    page.get_by_role("heading", level=1).tap()
    expect(definition).to_be_hidden()


@LANGUAGES
@pytest.mark.parametrize("by", ["pointer", "keyboard"])
def test_escape_closes_a_definition_until_it_is_asked_for_again(reader: Reader, code: str, by: str) -> None:
    page = reader.opens(ROOT[code] + PROSE, **DESK)
    word, definition = first_term(page)
    word.hover() if by == "pointer" else word.focus()
    expect(definition).to_be_visible()
    page.keyboard.press("Escape")
    expect(definition).to_be_hidden()
    leave(page)
    word.evaluate("word => word.blur()")
    word.hover()
    expect(definition).to_be_visible()


@pytest.mark.parametrize("width", [960, 1100, 1280])
@pytest.mark.parametrize("path", ["timeline/", "en/us-partnership/companies/", "song-ngu/integration/goals/"])
def test_a_definition_fits_into_a_wide_window_wherever_its_term_stands(reader: Reader, path: str, width: int) -> None:
    page = reader.opens(path, viewport={"width": width, "height": 800})
    for block in ("start", "end"):
        for word in page.locator(".c-term__word").all():
            box, place = word.evaluate(OPENED, block)
            assert box["left"] >= 0
            assert box["right"] <= width
            assert box["top"] >= 0
            assert box["bottom"] <= 800
            # It touches its word, so that the pointer can go there (WCAG 1.4.13).
            assert min(abs(box["top"] - place["bottom"]), abs(place["top"] - box["bottom"])) < 2
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width


# The place of a definition and of its word, once the word has the focus and the browser has drawn both.
OPENED = """async (word, block) => {
  word.focus()
  word.scrollIntoView({ block })
  for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame)
  const definition = document.getElementById(word.getAttribute("aria-describedby"))
  return [definition, word].map((element) => element.getBoundingClientRect().toJSON())
}"""


@LANGUAGES
def test_the_menu_of_a_phone_opens_and_leads_to_a_page(reader: Reader, code: str) -> None:
    page = reader.opens(ROOT[code] + PROSE, **PHONE)
    menu = page.get_by_role("navigation", name={"vi": "Mục lục của trang web", "en": "All pages"}[code])
    about = menu.get_by_role("link", name={"vi": "Giới thiệu", "en": "About"}[code])
    expect(menu).to_be_hidden()
    page.locator("summary", has_text=re.compile({"vi": "^Mục lục$", "en": "^Menu$"}[code])).tap()
    expect(menu.locator("[aria-current=page]")).to_be_in_viewport()
    about.tap()
    expect(page).to_have_url(f"{reader.address}{ROOT[code]}about/")


@LANGUAGES
def test_the_menu_of_a_phone_closes_by_escape_and_gives_the_focus_back(reader: Reader, code: str) -> None:
    page = reader.opens(ROOT[code] + PROSE, **PHONE)
    control = page.locator(".c-menu > summary")
    control.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".c-menu nav")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.locator(".c-menu nav")).to_be_hidden()
    expect(control).to_be_focused()


def addresses(built: Path, code: str) -> list[str]:
    found = [
        file.relative_to(built).as_posix().removesuffix("index.html") for file in sorted(built.rglob("index.html"))
    ]
    return [address for address in found if address.startswith("en/") == (code == "en")]


@LANGUAGES
def test_no_page_scrolls_sideways_on_the_narrowest_phone(reader: Reader, built: Path, code: str) -> None:
    page = reader.opens("404.html", **NARROW)
    wide = {}
    for address in ["404.html", *addresses(built, code)]:
        page.goto(reader.address + address, wait_until="domcontentloaded")
        width = page.evaluate("document.scrollingElement.scrollWidth")
        if width > 320:
            wide[address] = width
    assert wide == {}


def luminance(colour: str) -> float:
    """The relative luminance of `rgb(…)`, as WCAG 2.2 defines it."""
    channels = [int(float(part)) / 255 for part in re.findall(r"[\d.]+", colour)[:3]]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


COLOURS = """selector => {
  const element = document.querySelector(selector)
  const opaque = element => {
    const colour = getComputedStyle(element).backgroundColor
    const clear = colour === "transparent" || /, 0\\)$/.test(colour)
    return clear && element.parentElement ? opaque(element.parentElement) : colour
  }
  return [getComputedStyle(element).color, opaque(element)]
}"""


@pytest.mark.parametrize("path", ["integration/goals/", "en/timeline/", "glossary/", "404.html"])
def test_dark_and_light_follow_the_readers_system_and_both_can_be_read(reader: Reader, path: str) -> None:
    # Colours that fade into one another would be read halfway.
    page = reader.opens(path, reduced_motion="reduce")
    backgrounds = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        article = "main" if path == "404.html" else "article.c-text"
        for selector in (f"{article} p", f"{article} p a, {article} li a", f"{article} h1", f"{article} h2"):
            text, background = page.evaluate(COLOURS, selector)
            assert contrast(text, background) >= 4.5, f"{scheme} {selector}: {text} on {background}"
            backgrounds[scheme] = background
    assert luminance(backgrounds["light"]) > 0.8
    assert luminance(backgrounds["dark"]) < 0.05


@LANGUAGES
def test_nothing_goes_wrong_and_no_other_host_is_asked(reader: Reader, code: str) -> None:
    page = reader.opens(ROOT[code], **DESK)
    for path in KINDS:
        page.goto(reader.address + ROOT[code] + path)
        # What a script asks for only after the page has loaded counts, too.
        page.wait_for_timeout(100)
    page.wait_for_load_state("networkidle")
    assert reader.wrong == []


@LANGUAGES
def test_without_scripts_timeline_glossary_and_language_switch_are_all_there(reader: Reader, code: str) -> None:
    page = reader.opens(f"{ROOT[code]}timeline/", java_script_enabled=False, **DESK)
    events = page.locator("li.c-event").get_by_role("heading", level=3)
    assert events.count() >= 28
    expect(events.last).to_be_visible()
    page.goto(f"{reader.address}{ROOT[code]}glossary/")
    terms = page.locator("article article").get_by_role("heading", level=3)
    assert terms.count() >= 100
    expect(terms.last).to_be_visible()
    page.get_by_role("link", name=SWITCH[code], exact=True).click()
    expect(page).to_have_url(f"{reader.address}{ROOT[OTHER[code]]}glossary/")


@LANGUAGES
def test_without_scripts_a_definition_still_opens(reader: Reader, code: str) -> None:
    page = reader.opens(ROOT[code] + PROSE, java_script_enabled=False, **DESK)
    word, definition = first_term(page)
    expect(definition).to_be_hidden()
    word.hover()
    expect(definition).to_be_visible()


@LANGUAGES
def test_paper_holds_the_content_and_leaves_the_controls_on_the_screen(reader: Reader, code: str) -> None:
    page = reader.opens(f"{ROOT[code]}us-partnership/companies/", **DESK)
    expect(page.get_by_role("banner")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("banner")).to_be_hidden()
    for control in (".c-tabs", ".c-rail", ".c-pager", ".c-footer", ".headerlink", ".c-definition"):
        for shown in page.locator(control).all():
            expect(shown).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("table").get_by_role("row").last).to_be_visible()
    expect(page.locator("#page-sources")).to_be_visible()


@LANGUAGES
def test_a_note_that_is_folded_on_the_screen_is_open_on_paper(reader: Reader, code: str) -> None:
    page = reader.opens(f"{ROOT[code]}timeline/", **DESK)
    note = page.locator("details.c-note").first.locator("dl")
    expect(note).to_be_hidden()
    page.emulate_media(media="print")
    expect(note).to_be_visible()


@LANGUAGES
def test_a_citation_leads_to_its_source_at_the_foot_and_back(reader: Reader, code: str) -> None:
    page = reader.opens(ROOT[code] + PROSE, **DESK)
    number = page.get_by_role("link", name=re.compile({"vi": "^Nguồn 1: ", "en": "^Source 1: "}[code])).first
    number.click()
    page.get_by_role("dialog").get_by_role("link", name={"vi": "cuối trang", "en": "foot of the page"}[code]).click()
    expect(page.locator("#cite-1")).to_be_in_viewport()
    name = {"vi": "Trở lại chỗ dẫn nguồn 1", "en": "Back to where source 1 is cited"}[code]
    page.get_by_role("link", name=re.compile(f"^{name}")).first.click()
    expect(number).to_be_in_viewport()
