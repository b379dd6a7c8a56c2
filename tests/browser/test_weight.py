"""What a reader loads to see a page for the first time: bytes as they are sent, requests; and nothing that jumps."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from browser.weight import PHONE, loaded, prose

DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
ROOT = {"vi": "", "en": "en/"}
LANGUAGES = pytest.mark.parametrize("code", list(ROOT))

# Bytes: a third of what other generators make readers load for the same content, or less.
BUDGET = {"home": 60 * 1024, "prose": 60 * 1024, "timeline": 66 * 1024, "glossary": 72 * 1024}
REQUESTS = 8
# A page that has come to rest, and is then read to its end, must not have moved of itself.
SHIFTS = """async () => {
  let moved = 0
  const told = []
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      moved += entry.value
      told.push(...entry.sources.map(({ node }) => node?.outerHTML?.slice(0, 80) ?? "gone"))
    }
  }).observe({ type: "layout-shift", buffered: true })
  const pause = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 20)))
  for (let at = 0; at < document.scrollingElement.scrollHeight; at += innerHeight) {
    scrollTo({ top: at, behavior: "instant" })
    await pause()
  }
  await pause()
  return moved ? [String(moved), ...told] : []
}"""


@LANGUAGES
@pytest.mark.parametrize("kind", list(BUDGET))
def test_a_first_visit_stays_within_its_budget(
    browser: Browser, built: Path, address: str, kind: str, code: str
) -> None:
    path = {"home": ROOT[code], "prose": prose(built, ROOT[code])}.get(kind, f"{ROOT[code]}{kind}/")
    load = loaded(browser, built, address, path)
    assert load.elsewhere == []
    assert load.missing == []
    assert [asked for asked in load.paths if "search" in asked or "lunr" in asked] == []
    assert len(load.paths) == len(set(load.paths)) <= REQUESTS, load.paths
    assert load.bytes <= BUDGET[kind], f"{load.bytes / 1024:.1f} KB: {load.paths}"


@pytest.mark.parametrize("device", [PHONE, DESK], ids=["phone", "desk"])
@LANGUAGES
def test_nothing_moves_while_a_page_loads_or_is_read(
    browser: Browser, built: Path, address: str, code: str, device: dict[str, Any]
) -> None:
    moved = {}
    with browser.new_context(**device) as context:
        page = context.new_page()
        for path in (ROOT[code], prose(built, ROOT[code]), f"{ROOT[code]}timeline/", f"{ROOT[code]}glossary/"):
            page.goto(address + path, wait_until="networkidle")
            if told := page.evaluate(SHIFTS):
                moved[path] = told
    assert moved == {}
