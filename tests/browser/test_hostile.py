"""Of all that could be meant to harm nothing runs in a real browser: of what is let through, of what is refused."""

import re
from collections.abc import Iterator
from pathlib import Path

import hostile
import pytest
import yaml
from compendium.host import serving
from conftest import EVENT, Site, front, little_site
from hostile import Input
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Route

INPUTS = hostile.inputs()
HARMLESS = [given for given in INPUTS if given.shows]
# What is refused, sent past every check: the policy and the escaping of the site hold it, too. A page that is led away
# by its own head, or that no build could finish, is held by the checks alone.
FORCED = [
    given
    for given in INPUTS
    if given.check in ("markup", "address", "image", "heading", "invisible", "marks")
    and given.name.startswith(("pages: ", "data: "))
    and given.name not in ("pages: refresh", "pages: NUL")
    # A feed with these is no XML, and no library writes it.
    and not (given.path.startswith("data/") and given.check == "invisible")
]
# The same modules without their rules, appended to the copies that a little site has.
UNGUARDED = {
    "page_rules": "def check(*_):\n    return iter(())\n\n\ncheck_uses = check\n",
    "parity": "def check(*_):\n    return iter(())\n",
    "fact_parity": "def check(*_):\n    return [], frozenset()\n",
    "term_rules": "def errors(*_):\n    return iter(())\n",
    "sizes": "def check(*_):\n    return iter(())\n",
    "tree": "def check(root):\n    return iter(())\n",
    "lint": "def errors(root):\n    return iter(())\n",
    "policy": "def _check(page):\n    return iter(())\n",
    "reader": "_HIDDEN = re.compile('(?!)')\n",
}


def with_inputs(site: Site, inputs: list[Input]) -> dict[str, Input]:
    """The site with a page for each input that is one, and an event for each record; the pages by their address."""
    pages, events = {}, [EVENT]
    for number, given in enumerate(inputs):
        if given.path.startswith("docs/"):
            path = f"input-{number}.md"
            site.pair(path, given.text, given.text)
            pages[f"input-{number}/"] = given
        else:
            text = given.text.replace("id: asean-accession", f"id: input-{number}")
            events.append(text.replace("when: '1995'", "when: '1995-07-28'"))
    site.data("events", "".join(events))
    site.pair(
        "timeline.md",
        front("Dòng") + "<!-- compendium: timeline -->\n",
        front("Line") + "<!-- compendium: timeline -->\n",
    )
    return pages


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, Input], Path]]:
    site = little_site(tmp_path_factory.mktemp("harmless"))
    pages = with_inputs(site, HARMLESS)
    result = site.build()
    assert result.code == 0, result.output
    with serving(site.root / "site") as address:
        yield address, pages, site.root / "site"


@pytest.fixture(scope="module")
def forced(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, Input]]]:
    site = little_site(tmp_path_factory.mktemp("forced"))
    package = site.root / "hooks/compendium"
    for name, text in UNGUARDED.items():
        file = package / f"{name}.py"
        file.write_text(f"{file.read_text(encoding='utf-8')}\n\n{text}", encoding="utf-8")
    model = package / "model.py"
    model.write_text(
        model.read_text(encoding="utf-8").replace(
            "def _plain(text: str) -> str:\n", "def _plain(text: str) -> str:\n    return text\n"
        ),
        encoding="utf-8",
    )
    pages = with_inputs(site, FORCED)

    def lenient(config: dict[str, object]) -> None:
        config["strict"] = False

    site.configure(lenient)
    result = site.build()
    assert result.code == 0, result.output
    with serving(site.root / "site") as address:
        yield address, pages


class Watched:
    """A page of a browser, and everything on it that must not happen."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.wrong = list[str]()
        self.console = list[str]()
        self._address = address
        self.context: BrowserContext = browser.new_context()
        self.context.route("**/*", self._judge)
        self.page: Page = self.context.new_page()
        self.page.on("dialog", self._dismiss)
        self.page.on("console", lambda said: self.console.append(said.text) if said.type == "error" else None)

    def _judge(self, route: Route) -> None:
        if not route.request.url.startswith((self._address, "data:")):
            self.wrong.append(f"request to {route.request.url}")
        route.continue_()

    def _dismiss(self, dialog: Dialog) -> None:
        self.wrong.append(f"{self.page.url}: dialog {dialog.message}")
        dialog.dismiss()

    def opens(self, path: str) -> None:
        url = self._address + path
        self.page.goto(url)
        # Whatever waits for a reader to touch it; a link that only leads away is a link.
        self.page.evaluate(
            """() => {
              for (const link of document.querySelectorAll("main a, main area, main button")) {
                const { protocol } = new URL(link.getAttribute("href") ?? "#", location.href)
                if (!["https:", "http:", "mailto:", "ftp:", "file:"].includes(protocol)) link.click()
              }
              for (const element of document.querySelectorAll("main *")) {
                for (const kind of ["mouseover", "focus", "load", "error", "toggle", "click"]) {
                  if (!element.closest("a, button, summary, form")) element.dispatchEvent(new Event(kind))
                }
              }
            }"""
        )
        if self.page.url.partition("#")[0] != url:
            self.wrong.append(f"{path} led to {self.page.url}")
        if self.page.evaluate("'hacked' in window && !(window.hacked instanceof Element)"):
            self.wrong.append(f"{path} ran")


def test_what_is_harmless_is_shown_as_text_and_nothing_of_it_runs(
    browser: Browser, harmless: tuple[str, dict[str, Input], Path]
) -> None:
    address, pages, _ = harmless
    watched = Watched(browser, address)
    for path, given in pages.items():
        watched.opens(path)
        shown = " ".join((watched.page.locator("main").text_content() or "").split())
        head = watched.page.locator("meta[name=description]").get_attribute("content") or ""
        assert given.shows, given.name
        assert given.shows in shown or given.shows in head, given.name
    watched.opens("en/timeline/")
    shown = " ".join((watched.page.locator("main").text_content() or "").split())
    for given in HARMLESS:
        if given.shows and given.path.startswith("data/"):
            assert given.shows in shown, given.name
    watched.context.close()
    assert watched.wrong == []
    assert watched.console == []


def test_nothing_of_what_is_harmless_is_a_formula_a_line_of_a_calendar_or_the_end_of_a_script(
    harmless: tuple[str, dict[str, Input], Path],
) -> None:
    _, _, built = harmless
    table = (built / "data/events.csv").read_text(encoding="utf-8-sig")
    assert "'=HYPERLINK" in table
    assert not re.search(r'(?:^|[,\n])"?[=@＝]', table)
    for feed in ("timeline.json", "en/timeline.json"):
        assert len(yaml.safe_load((built / feed).read_text(encoding="utf-8"))["items"]) > len(HARMLESS) / 4
    calendar = (built / "en/timeline.ics").read_text(encoding="utf-8")
    assert "VALARM" in calendar
    assert "\nBEGIN:VALARM" not in calendar
    for page in built.rglob("*.html"):
        for script in re.findall(r'<script type="application/[^"]*">(.*?)</script>', page.read_text(encoding="utf-8")):
            assert "<" not in script


def test_what_is_refused_does_not_run_either_where_it_gets_past_the_checks(
    browser: Browser, forced: tuple[str, dict[str, Input]]
) -> None:
    address, pages = forced
    assert len(pages) > 80
    watched = Watched(browser, address)
    for path in [*pages, "timeline/", "en/timeline/"]:
        watched.opens(path)
    watched.context.close()
    assert watched.wrong == []
    # The inputs did reach the browser: it is the policy that held them.
    assert any("Content Security Policy" in said for said in watched.console)
