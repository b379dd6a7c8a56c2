"""What comes with a page for a reader with a phone who has nothing of the site yet."""

import gzip
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
# Milliseconds without a request.
_SETTLED = 1500
_PROSE = ("integration", "us-partnership", "science-diplomacy")


@dataclass(frozen=True)
class Load:
    """What came with a page whose reader had nothing of the site yet: the paths of all files, and their bytes."""

    paths: list[str]
    bytes: int
    elsewhere: list[str]
    missing: list[str]


def prose(built: Path, prefix: str) -> str:
    """The address of the heaviest page that is mostly text, in the language with that prefix."""
    files = [file for part in _PROSE for file in (built / prefix / part).rglob("index.html")]
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
    return Load(
        own,
        sum(packed(file) for file in files if file.is_file()),
        [url for url in urls if not url.startswith((address, "data:"))],
        missing,
    )


def rest(page: Page, requests: list[str]) -> None:
    """Waits until nothing has been asked for during a while."""
    before = -1
    while before != len(requests):
        before = len(requests)
        page.wait_for_timeout(_SETTLED)
