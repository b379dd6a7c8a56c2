"""What a reader loads to see a page for the first time: bytes as they are sent, requests; and nothing that jumps."""

import gzip
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
ROOT = {"vi": "", "en": "en/"}
LANGUAGES = pytest.mark.parametrize("code", list(ROOT))

# Bytes: a third of what other generators make readers load for the same content, or less.
BUDGET = {"home": 60 * 1024, "prose": 60 * 1024, "timeline": 66 * 1024, "glossary": 72 * 1024}
REQUESTS = 8
SETTLED = 1500
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


@dataclass(frozen=True)
class Load:
    """What came with a page whose reader had nothing of the site yet: the paths of all files, and their bytes."""

    paths: list[str]
    bytes: int
    elsewhere: list[str]
    missing: list[str]


def prose(built: Path, code: str) -> str:
    """The heaviest of the pages that are mostly text, below the root of its language."""
    parts = ("integration", "us-partnership", "science-diplomacy")
    files = [file for part in parts for file in (built / ROOT[code] / part).rglob("index.html")]
    return max(files, key=packed).relative_to(built).as_posix().removesuffix("index.html")


def packed(file: Path) -> int:
    """The bytes of a file as a host sends it: text with gzip."""
    text = file.suffix in (".html", ".css", ".js", ".json", ".svg", ".xml", ".webmanifest")
    return len(gzip.compress(file.read_bytes(), 6, mtime=0)) if text else file.stat().st_size


def loaded(browser: Browser, built: Path, address: str, path: str) -> Load:
    requests, missing = list[str](), list[str]()
    with browser.new_context(**PHONE) as context:
        page = context.new_page()
        context.on("request", lambda request: requests.append(request.url))
        context.on("response", lambda said: missing.append(said.url) if said.status >= 400 else None)
        page.goto(address + path)
        rest(page, requests)
        # A browser that shows no window asks for no icon.
        icon = page.locator("link[rel~=icon]").first.evaluate("link => link.href")
    urls = [*requests, *([icon] if icon not in requests else [])]
    own = [urlsplit(url).path.removeprefix("/") for url in urls if url.startswith(address)]
    files = [built / (f"{path}index.html" if path.endswith("/") or not path else path) for path in own]
    return Load(own, sum(map(packed, files)), [url for url in urls if not url.startswith((address, "data:"))], missing)


def rest(page: Page, requests: list[str]) -> None:
    """Waits until nothing has been asked for during a while."""
    before = -1
    while before != len(requests):
        before = len(requests)
        page.wait_for_timeout(SETTLED)


@LANGUAGES
@pytest.mark.parametrize("kind", list(BUDGET))
def test_a_first_visit_stays_within_its_budget(
    browser: Browser, built: Path, address: str, kind: str, code: str
) -> None:
    path = {"home": ROOT[code], "prose": prose(built, code)}.get(kind, f"{ROOT[code]}{kind}/")
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
        for path in (ROOT[code], prose(built, code), f"{ROOT[code]}timeline/", f"{ROOT[code]}glossary/"):
            page.goto(address + path, wait_until="networkidle")
            if told := page.evaluate(SHIFTS):
                moved[path] = told
    assert moved == {}
