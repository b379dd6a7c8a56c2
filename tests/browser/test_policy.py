"""Under its policy every feature works, and nothing else does: no violation, no error in the console."""

import re
from pathlib import Path
from typing import Any

import pytest
from compendium import policy
from compendium.host import sent
from playwright.sync_api import Browser, expect

from browser.conftest import Reader
from browser.kinds import kinds
from browser.states import opened, openers

META = re.compile(r'<meta charset="utf-8">\s*<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
WIDTHS = (1280, 390)
# What is refused is told to the page, also where nothing is printed.
WATCH = """addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
  console.error(`refused: ${violatedDirective} ${blockedURI}`)
})"""


def test_every_page_bears_the_policy_before_all_that_it_loads(built: Path) -> None:
    heads = {file.relative_to(built): file.read_text(encoding="utf-8") for file in built.rglob("*.html")}
    policies = {file: META.search(text) for file, text in heads.items()}
    assert [file for file, found in policies.items() if not found] == []
    for file, found in policies.items():
        assert found
        assert "unsafe" not in found[1]
        assert not re.search(r"https?:|//|\*", found[1])
        assert "http-equiv" not in heads[file][: found.start()]
        assert not re.search(r"<(script|link|style)\b", heads[file][: found.start()]), file


def test_no_page_runs_a_script_that_stands_in_it(built: Path) -> None:
    """Then the headers need no hash, and one policy fits every page of every release."""
    assert "sha256" not in (built / policy.HEADERS).read_text(encoding="utf-8")


def test_the_headers_are_sent_with_every_page_and_asset(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        for path in ("", "en/timeline/", "no-such-page", "assets/favicon.svg"):
            headers = context.request.get(address + path).headers
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["referrer-policy"] == "no-referrer"
            assert headers["cross-origin-opener-policy"] == "same-origin"
            assert "camera=()" in headers["permissions-policy"]
            assert headers["content-security-policy"].endswith("; frame-ancestors 'none'")


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_refused_and_nothing_goes_wrong_while_every_feature_is_used(
    reader: Reader, built: Path, width: int
) -> None:
    device: dict[str, Any] = {"viewport": {"width": width, "height": 800}, "permissions": ["clipboard-write"]}
    page = reader.opens("", reduced_motion="reduce", **device)
    page.context.add_init_script(WATCH)
    seen = set[tuple[str, str]]()
    for path in kinds(built):
        page.goto(reader.address + path)
        language = page.locator("html").get_attribute("lang") or ""
        for opener in openers(page):
            if (language, opener.make) not in seen:
                seen.add((language, opener.make))
                with opened(page, opener):
                    page.wait_for_timeout(20)
        main = page.get_by_role("main")
        for control in [*main.get_by_role("button").all()[:5], *main.get_by_role("checkbox").all()[:5]]:
            if control.is_visible():
                control.press("Space")
        page.emulate_media(media="print")
        page.emulate_media(media="screen", color_scheme="dark")
        other = page.locator("a[hreflang]:not([href^='http'])").first
        if other.is_visible():
            other.click()
            page.wait_for_load_state()
    # The page for who is lost, at any depth.
    page.goto(reader.address + "404.html")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_timeout(100)
    assert not reader.wrong, "\n".join(["", *dict.fromkeys(reader.wrong)])


def test_what_a_page_may_not_do_is_refused(reader: Reader) -> None:
    page = reader.opens("about/")
    page.evaluate(WATCH)
    page.evaluate("""() => {
      const script = document.createElement("script")
      script.textContent = "document.title = 'run'"
      document.body.append(script)
      const image = document.createElement("img")
      image.src = "https://example.com/a.png"
      document.body.append(image)
    }""")
    page.wait_for_timeout(100)
    assert page.title() != "run"
    told = "\n".join(reader.wrong)
    assert "script-src" in told
    assert "refused: img-src https://example.com/a.png" in told


def test_the_last_folder_of_a_pattern_may_be_any() -> None:
    text = policy.headers("https://example.org/policy/", [])
    forever = {"Cache-Control": "public, max-age=31536000, immutable"}
    for path in ("/policy/static/a.css", "/policy/latest/static/a.css", "/policy/2026.1/static/a.css"):
        assert sent(text, path).items() >= forever.items()
    for path in ("/policy/", "/policy/a/b/static/a.css", "/policy/statics/a.css"):
        assert sent(text, path)["X-Content-Type-Options"] == "nosniff"
        assert "Cache-Control" not in sent(text, path)
    assert sent(text, "/elsewhere/") == {}
