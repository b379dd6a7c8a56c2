"""What a reader can open on a page, found by what it says of itself: by role and not by name, so none is forgotten."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import ElementHandle, Page

# One of each make: the first of those that look alike, in the same part of the page.
_OPENERS = """() => {
  const opens = "summary, button:is([aria-expanded], [aria-haspopup], [popovertarget], [commandfor])"
  const tells = "main [aria-describedby]:not(input), main a[href^='#cite-']"
  const found = new Map()
  for (const element of document.querySelectorAll(`${opens}, ${tells}`)) {
    if (!element.checkVisibility({ visibilityProperty: true }) || element.closest("dialog, [popover]")) continue
    // What stands open already, and what only a narrow window folds.
    if (element.matches("[open] > summary") || getComputedStyle(element).pointerEvents === "none") continue
    const part = element.closest("header, nav, main, footer")?.localName ?? "body"
    const holder = element.closest("details, [class]")
    const make = `${part} ${holder.localName}.${[...holder.classList].join(".")} ${element.localName}`
    if (!found.has(make)) found.set(make, element)
  }
  window.openers = [...found.values()]
  return [...found.keys()]
}"""
_CLOSE = """() => {
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close()
  for (const popover of document.querySelectorAll(":popover-open")) popover.hidePopover()
  for (const details of window.opened) details.open = false
  document.activeElement.blur()
}"""
_OPENED = "() => { window.opened = [...document.querySelectorAll('details:not([open])')] }"
# What is open: a dialog, a popover, or what has become visible beside its summary.
OPEN = """opener => {
  const details = opener.closest("details")
  return Boolean(document.querySelector("dialog[open], :popover-open") || (details && details.open))
}"""
# Words that every index holds something for.
_QUESTION = "ASEAN"


@dataclass(frozen=True)
class Opener:
    """A control that opens something, and its make: where it stands, and what it is."""

    make: str
    element: ElementHandle


def openers(page: Page) -> list[Opener]:
    """The controls on a page that open something, one of each make."""
    makes: list[str] = page.evaluate(_OPENERS)
    found = [page.evaluate_handle("number => window.openers[number]", number) for number in range(len(makes))]
    elements = [handle.as_element() for handle in found]
    return [Opener(make, element) for make, element in zip(makes, elements, strict=True) if element]


@contextmanager
def opened(page: Page, opener: Opener) -> Iterator[None]:
    """What a control opens, open: with the pointer, or by the focus where it only tells; a search with results."""
    page.evaluate(_OPENED)
    if opener.make.split()[-1] in ("button", "summary"):
        opener.element.click()
    else:
        opener.element.focus()
        opener.element.hover()
    searched(page)
    yield
    page.evaluate(_CLOSE)
    page.mouse.move(0, 0)


def searched(page: Page) -> None:
    box = page.get_by_role("dialog").get_by_role("searchbox")
    if box.is_visible():
        box.fill(_QUESTION)
        page.get_by_role("dialog").get_by_role("listitem").get_by_role("link").first.wait_for()
