"""axe-core finds nothing, on every kind of page, in both languages and colour schemes, whatever is open on it."""

from pathlib import Path
from typing import Any

import gates
from conftest import ROOT
from playwright.sync_api import Browser, Page

from browser.kinds import kinds
from browser.states import opened, openers

AXE = (ROOT / "javascript/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
# WCAG 2.0 to 2.2, levels A and AA; and landmarks, by which readers of screens find their way.
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "rules": {"region": {"enabled": True}, "landmark-unique": {"enabled": True}},
    "resultTypes": ["violations"],
}
# Only colours differ between the schemes.
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
WIDTHS = (1280, 390)
_RUN = """async (rules) => (await axe.run(document, rules)).violations.flatMap(({ id, nodes }) => nodes.map(
  ({ target, failureSummary }) => `${id} at ${target.join(" ")}: ${failureSummary.split("\\n")[1].trim()}`,
))"""


def judged(page: Page, rules: dict[str, Any]) -> list[str]:
    """What axe-core finds on a page as it stands: rule, element, what is wrong."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found: list[str] = page.evaluate(_RUN, rules)
    return found


def both_schemes(page: Page, state: str) -> list[str]:
    found = []
    for scheme, rules in (("dark", COLOURS), ("light", RULES)):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        found += [f"{state}, {scheme}: {told}" for told in judged(page, rules)]
    return found


def test_nothing_is_found_on_any_kind_of_page_whatever_is_open(browser: Browser, address: str, built: Path) -> None:
    found, checks, seen = list[str](), 0, set[tuple[str, int, str]]()
    # Colours that fade into one another would be judged halfway.
    with browser.new_context(reduced_motion="reduce") as context:
        page = context.new_page()
        for path in kinds(built):
            page.goto(address + path)
            language = page.locator("html").get_attribute("lang") or ""
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                found += both_schemes(page, f"/{path} at {width} px")
                checks += 2
                for opener in openers(page):
                    # Each of a kind once: it is the same on the next page.
                    if (language, width, opener.make) in seen:
                        continue
                    seen.add((language, width, opener.make))
                    with opened(page, opener):
                        found += both_schemes(page, f"/{path} at {width} px with {opener.make} open")
                    checks += 2
    tools = {"axe-core": gates.npm("axe-core"), "Chromium": browser.version}
    gates.told("axe", tools, pages=len(kinds(built)), checks=checks, found=found)
