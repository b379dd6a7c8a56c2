"""How long a reader with a phone waits for a first result, and what is fetched for it: in a real browser."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from browser.conftest import QUIET
from browser.find import HINT, find
from compendium.host import serving
from playwright.sync_api import Browser, sync_playwright

from bench.sites import Built


@dataclass(frozen=True, kw_only=True)
class Box:
    """Where a reader searches: what is pressed, what is typed into, and what each result is."""

    press: str
    field: str
    result: str


# Everything that is known here of the markup of either site.
BOXES = {
    "ours": Box(
        press="button[aria-controls=search]",
        field="dialog#search input[type=search]",
        result="dialog#search [data-part=list] > li",
    ),
    "stock": Box(
        press="label.md-header__button[for=__search]",
        field="form[name=search] input[name=query]",
        result=".md-search-result__item",
    ),
}
QUESTION = EXPECTED = "đổi mới sáng tạo"
# Milliseconds: the theme's worker, which is set up with the page, has come to rest by then.
_REST = 1500
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}

_WATCH = """([field, result, expected]) => {
  window.bench = new Promise((resolve, reject) => {
    const at = {}
    addEventListener("pointerdown", ({ timeStamp }) => { at.pressed ??= timeStamp }, true)
    addEventListener("input", ({ target, timeStamp }) => {
      if (!target.matches(field)) return
      at.typed ??= timeStamp
      // The theme does not look at what is typed before the key goes up again: here, at once.
      target.dispatchEvent(new KeyboardEvent("keyup"))
    }, true)
    const look = () => {
      if (!at.typed) return
      for (const { textContent } of [...document.querySelectorAll(result)].filter((one) => one.checkVisibility())) {
        if (!textContent.normalize("NFC").toLowerCase().includes(expected)) continue
        const now = performance.now()
        observer.disconnect()
        resolve({ typed: now - at.typed, pressed: now - at.pressed })
        break
      }
    }
    const observer = new MutationObserver(look)
    observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true })
    setTimeout(() => reject(new Error(`${expected} was not found`)), 30_000)
  })
}"""


@dataclass(frozen=True, kw_only=True)
class Visit:
    """Milliseconds to the first result, from the press and from the typing, and the files fetched before and after."""

    pressed: float
    typed: float
    before: tuple[str, ...]
    used: tuple[str, ...]


@contextmanager
def browsing() -> Iterator[Browser]:
    executable = find()
    if not executable:
        sys.exit(HINT)
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=executable, args=list(QUIET)) as browser,
    ):
        yield browser


def visit(browser: Browser, site: Built, pause: int) -> Visit:
    """Opens the home page with nothing in any cache, lets it come to rest, and searches once.

    `pause` is how many milliseconds pass before something is typed into the open box.
    """
    box = BOXES[site.name]
    fetched = list[str]()
    with serving(site.folder) as address, browser.new_context(**PHONE) as context:
        context.on("request", lambda request: fetched.append(request.url))
        page = context.new_page()
        page.goto(address, wait_until="networkidle")
        page.wait_for_timeout(_REST)
        before = len(fetched)
        page.evaluate(_WATCH, [box.field, box.result, EXPECTED])
        page.tap(box.press)
        page.wait_for_function("(field) => document.activeElement.matches(field)", arg=box.field)
        page.wait_for_timeout(pause)
        page.keyboard.insert_text(QUESTION)
        waited = page.evaluate("bench")
    return Visit(**waited, before=_paths(fetched[:before], address), used=_paths(fetched[before:], address))


def _paths(fetched: list[str], address: str) -> tuple[str, ...]:
    """What was fetched from the site, once each: the scripts that a worker asks for are told of twice."""
    own = [url.removeprefix(address).partition("?")[0] for url in fetched if url.startswith(address)]
    return tuple(dict.fromkeys(own))
