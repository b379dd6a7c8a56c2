"""A real browser on the built site, served as a host of static files serves it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from compendium.host import serving
from playwright.sync_api import Browser, Page, Request, Response, sync_playwright

from browser.find import HINT, find

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    """The root of the site, with a slash at its end."""
    with serving(built) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = find()
    assert executable, HINT
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=executable, args=list(QUIET))
        yield running
        running.close()


@dataclass
class Reader:
    """Someone who reads the site with a device of their own, and everything that went wrong on the way."""

    browser: Browser
    address: str
    wrong: list[str] = field(default_factory=list)

    def opens(self, path: str, **device: Any) -> Page:
        """The page at a path, in a context of its own; `device` holds options of that context."""
        context = self.browser.new_context(**device)
        context.set_default_timeout(10_000)
        context.on("request", self._judge_request)
        context.on("response", self._judge_response)
        page = context.new_page()
        page.on("pageerror", lambda error: self.wrong.append(f"{page.url}: {error}"))
        page.on("console", lambda said: self.wrong.append(f"{page.url}: {said.text}") if said.type == "error" else None)
        page.goto(self.address + path)
        return page

    def _judge_request(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.wrong.append(f"request to {request.url}")

    def _judge_response(self, response: Response) -> None:
        if response.status >= 400:
            self.wrong.append(f"{response.status} {response.url}")


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Reader]:
    yield Reader(browser, address)
    for context in browser.contexts:
        context.close()
