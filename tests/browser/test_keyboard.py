"""Everything is reached from the keyboard, in order, is seen when it is, and nothing holds a reader."""

from pathlib import Path
from typing import Any

import gates
import pytest
from playwright.sync_api import Browser, Page

from browser.kinds import kinds
from browser.states import OPEN, openers

WIDTHS = (1280, 390)

# What can be reached: each control that can be seen, once; of a group of radio buttons only one. How each looks without
# the focus is kept, to be compared.
_SETUP = """() => {
  const controls = "a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]"
  const look = (element) => {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow, backgroundColor, borderColor, color,
      textDecorationLine, textDecorationThickness } = getComputedStyle(element)
    const outline = outlineStyle === "none" || outlineWidth === "0px" ? "" : [outlineStyle, outlineWidth, outlineColor]
    return [outline, boxShadow, backgroundColor, borderColor, color, textDecorationLine, textDecorationThickness].join()
  }
  const shown = (element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.getClientRects().length > 0
  const name = (element) => {
    const { localName, ariaLabel, id, className } = element
    const text = ariaLabel || element.textContent.trim().replace(/\\s+/g, " ") || id || className
    return `${localName} “${String(text).slice(0, 60)}”`
  }
  const expected = [...document.querySelectorAll(controls)].filter((element) =>
    element.tabIndex >= 0 && !element.disabled && !element.closest("[inert]") && shown(element)
      && !(element.type === "radio" && element.name && !element.checked))
  const rest = new Map(expected.map((element) => [element, look(element)]))
  // What covers it, unless a part of it can be seen; a definition that it has opened goes at Escape.
  const cover = (element) => {
    const rect = [...element.getClientRects()].find(({ width, height }) => width > 0 && height > 0)
    const points = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]]
    const at = points.map(([x, y]) => document.elementFromPoint(rect.left + rect.width * x, rect.top + rect.height * y))
    const own = (top) => top && (element.contains(top) || [...element.labels ?? []].some((label) => label.contains(top))
      || top.closest(`#${element.getAttribute("aria-describedby") ?? "none"}`))
    return at.some(own) ? "" : at[0] ? name(at[0]) : "the edge of the window"
  }
  const reached = []
  const wrong = []
  let ended = false
  // The place that the last Tab led to is judged when the next is pressed: by then it has come into view.
  addEventListener("keydown", () => {
    const element = document.activeElement
    if (ended || element === document.body && !reached.length) return
    ended = element === document.body || element === reached[0] || reached.length > expected.length + 200
    if (ended) return
    const last = reached.at(-1)
    if (reached.includes(element)) wrong.push(`${name(element)} is reached twice`)
    else if (last && !(last.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)) {
      wrong.push(`${name(element)} comes after ${name(last)}`)
    }
    if (!shown(element)) wrong.push(`${name(element)} has the focus and cannot be seen`)
    else if (cover(element)) wrong.push(`${name(element)} has the focus, covered by ${cover(element)}`)
    if (look(element) === (rest.get(element) ?? "") || !element.matches(":focus-visible")) {
      wrong.push(`${name(element)} does not show the focus`)
    }
    reached.push(element)
  }, true)
  window.walk = () => {
    if (!ended) return null
    if (reached.length > expected.length + 200) wrong.push(`the focus never leaves the page`)
    for (const element of expected) if (!reached.includes(element)) wrong.push(`${name(element)} is not reached`)
    return [reached.length, wrong]
  }
}"""
# One message to the browser for each, and not three.
_TAB = {"type": "rawKeyDown", "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}
_AT_ONCE = 20


def walked(page: Page, at_once: int = _AT_ONCE) -> tuple[int, list[str]]:
    """From the top of a page to its end by Tab alone: how many places are reached, and what is wrong on the way."""
    page.evaluate(_SETUP)
    keys = page.context.new_cdp_session(page)
    while True:
        for _ in range(at_once):
            keys.send("Input.dispatchKeyEvent", _TAB)
        if told := page.evaluate("walk()"):
            keys.detach()
            return int(told[0]), list(told[1])


def test_every_kind_of_page_is_walked_from_its_top_to_its_end(browser: Browser, address: str, built: Path) -> None:
    found, checks = list[str](), 0
    with browser.new_context(reduced_motion="reduce") as context:
        page = context.new_page()
        for path in kinds(built):
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                page.goto(address + path)
                reached, wrong = walked(page)
                # A busy machine may scroll later than it takes the next key: what is wrong is wrong one by one, too.
                if wrong:
                    page.reload()
                    reached, wrong = walked(page, 1)
                checks += reached
                found += [f"/{path} at {width} px: {told}" for told in wrong]
    tools = {"Playwright": gates.playwright(), "Chromium": browser.version}
    gates.told("keyboard", tools, pages=len(kinds(built)), checks=checks, found=found)


@pytest.mark.parametrize("width", WIDTHS)
def test_what_is_opened_by_a_key_is_closed_by_escape_and_gives_the_focus_back(
    browser: Browser, address: str, built: Path, width: int
) -> None:
    found, seen = list[str](), set[tuple[str, str]]()
    with browser.new_context(reduced_motion="reduce", viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        for path in kinds(built):
            page.goto(address + path)
            language = page.locator("html").get_attribute("lang") or ""
            for opener in openers(page):
                if (language, opener.make) not in seen and opener.make.split()[-1] in ("button", "summary"):
                    seen.add((language, opener.make))
                    found += [f"/{path}, {opener.make}: {told}" for told in tried(page, opener.element)]
    assert not found, "\n".join(["", *found])
    assert len(seen) > 2


def tried(page: Page, opener: Any) -> list[str]:
    """What is wrong with a control that is used from the keyboard alone."""
    opener.focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(50)
    if not opener.evaluate(OPEN):
        return ["Enter does not open it"]
    # What folds in the text of a page stays open until it is folded again, by the same key.
    floats = opener.evaluate("""opener => document.querySelector("dialog[open], :popover-open") !== null
      || opener.closest("header") !== null""")
    page.keyboard.press("Escape" if floats else "Enter")
    page.wait_for_timeout(50)
    if opener.evaluate(OPEN):
        return [f"{'Escape' if floats else 'Enter'} does not close it"]
    return [] if opener.evaluate("opener => opener === document.activeElement") else ["the focus does not come back"]
