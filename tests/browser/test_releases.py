"""Three releases on their host, as readers meet them: release × language × page, below a prefix and at the root."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urljoin
from urllib.request import urlopen

import pytest
from compendium.git import extract
from compendium.host import serving
from conftest import little_site
from dom import parse
from playwright.sync_api import Browser, Page, expect
from releasing import Desk, desk, publish_three

from browser.conftest import Reader

URL = "https://example.org/policy/"
VERSIONS = ("2020.1", "2020.2", "2020.3")
NEWEST = VERSIONS[-1]
ROOT = {"vi": "", "en": "en/"}
OTHER = {"vi": "en", "en": "vi"}
SWITCH = {"vi": "English", "en": "Tiếng Việt"}
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
# One page of each kind, and those that only some releases have.
EVERYWHERE = ("", "integration/goals/", "timeline/")
SOMEWHERE = {
    "extra/kept/": VERSIONS,
    "extra/removed/": VERSIONS[:1],
    "extra/renamed/": VERSIONS[:2],
    "extra/added/": VERSIONS[1:],
    "extra/moved/": VERSIONS[2:],
}
# What was renamed still leads on from where it stood.
FORWARDED = {("extra/renamed/", "2020.3"): "extra/moved/"}
PAGES = dict.fromkeys(EVERYWHERE, VERSIONS) | SOMEWHERE
MATRIX = [(version, code, path) for path, versions in PAGES.items() for version in versions for code in ROOT]
NAMES = [f"{version}-{code}-{path or 'home'}" for version, code, path in MATRIX]
OLD = {"vi": "Bản phát hành cũ", "en": "Old release"}
SAME = {"vi": "Đọc trang này trong bản mới nhất", "en": "Read this page in the newest release"}
HOME = {"vi": "Mở bản mới nhất", "en": "Open the newest release"}
DAY = {"vi": "ngày 30 tháng 6 năm 2020", "en": "30 June 2020"}


@pytest.fixture(scope="session")
def policy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the host of three releases serves."""
    made = publish_three(tmp_path_factory.mktemp("policy"), URL)
    return checked_out(made, tmp_path_factory.mktemp("host"))


def checked_out(made: Desk, folder: Path) -> Path:
    extract(made.root, "gh-pages", folder)
    return folder


@pytest.fixture(scope="session")
def root(policy: Path) -> Iterator[str]:
    """The address of all releases, below a prefix."""
    with serving(policy, "/policy/") as address:
        yield address


@pytest.fixture
def visitor(browser: Browser, root: str) -> Iterator[Reader]:
    """Someone who meets no error on any page: that is judged at the end."""
    reader = Reader(browser, root)
    yield reader
    for context in browser.contexts:
        context.close()
    assert reader.wrong == []


def forgive(visitor: Reader, path: str) -> None:
    """A page was asked for that is not there, and nothing else went wrong: the browser tells it twice."""
    answered, said = visitor.wrong
    assert answered == f"404 {visitor.address}{path}"
    assert "Failed to load resource: the server responded with a status of 404" in said
    visitor.wrong.clear()


def menu(page: Page, version: str) -> None:
    """Chooses a release in the menu of the header."""
    page.locator("summary", has_text=page.locator(".c-releases").get_attribute("data-version") or "").click()
    page.locator(".c-releases").get_by_role("link", name=version).click()


@pytest.mark.parametrize(("version", "code", "path"), MATRIX, ids=NAMES)
def test_every_page_keeps_release_language_page_and_section(
    visitor: Reader, version: str, code: str, path: str
) -> None:
    page = visitor.opens(f"{version}/{ROOT[code]}{path}#section", **DESK)
    expect(page.locator("html")).to_have_attribute("lang", code)
    # The banner: in every release but the newest.
    banner = page.get_by_role("complementary", name=OLD[code])
    expect(banner).to_be_visible(visible=version != NEWEST)
    # The language: the same page and section of the same release.
    page.get_by_role("link", name=SWITCH[code], exact=True).click()
    expect(page).to_have_url(f"{visitor.address}{version}/{ROOT[OTHER[code]]}{path}#section")
    # The release: the same page and section, or its home in the same language.
    for other in VERSIONS:
        if other == version:
            continue
        place = f"{visitor.address}{version}/{ROOT[code]}{path}#section"
        page.goto(place, wait_until="domcontentloaded")
        menu(page, other)
        there = f"{path}#section" if other in PAGES[path] else FORWARDED.get((path, other), "")
        expect(page).to_have_url(f"{visitor.address}{other}/{ROOT[code]}{there}")
        if other not in PAGES[path] and (path, other) not in FORWARDED:
            forgive(visitor, f"{other}/{ROOT[code]}{path}")


@pytest.mark.parametrize("code", ["vi", "en"])
@pytest.mark.parametrize("device", [DESK, PHONE], ids=["desk", "phone"])
def test_the_banner_names_release_and_day_and_leads_to_the_same_page(
    visitor: Reader, code: str, device: dict[str, Any]
) -> None:
    page = visitor.opens(f"2020.2/{ROOT[code]}timeline/", **device)
    banner = page.get_by_role("complementary", name=OLD[code])
    expect(banner).to_contain_text("2020.2")
    expect(banner).to_contain_text(DAY[code])
    banner.get_by_role("link", name=SAME[code]).click()
    expect(page).to_have_url(f"{visitor.address}latest/{ROOT[code]}timeline/")
    expect(page.get_by_role("complementary", name=OLD[code])).to_be_hidden()


@pytest.mark.parametrize("code", ["vi", "en"])
def test_where_the_page_is_gone_the_banner_says_so_and_leads_to_the_newest_home(visitor: Reader, code: str) -> None:
    page = visitor.opens(f"2020.1/{ROOT[code]}extra/removed/", **DESK)
    banner = page.get_by_role("complementary", name=OLD[code])
    expect(banner.get_by_role("link", name=SAME[code])).to_be_hidden()
    banner.get_by_role("link", name=HOME[code]).click()
    expect(page).to_have_url(f"{visitor.address}latest/{ROOT[code]}")


@pytest.mark.parametrize("code", ["vi", "en"])
def test_where_the_page_was_renamed_its_old_addresses_lead_to_the_new(visitor: Reader, code: str) -> None:
    page = visitor.opens(f"2020.1/{ROOT[code]}extra/renamed/", **DESK)
    page.get_by_role("complementary", name=OLD[code]).get_by_role("link", name=SAME[code]).click()
    expect(page).to_have_url(f"{visitor.address}latest/{ROOT[code]}extra/moved/")
    page.goto(f"{visitor.address}latest/{ROOT[code]}extra/renamed/")
    expect(page).to_have_url(f"{visitor.address}latest/{ROOT[code]}extra/moved/")


def test_a_renamed_page_is_known_to_search_engines_by_its_new_address(policy: Path) -> None:
    for place in ("2020.1/en/extra/renamed", "2020.2/en/extra/renamed", "2020.3/en/extra/renamed"):
        head = parse((policy / place / "index.html").read_text(encoding="utf-8")).one("head")
        assert head.one("link", rel="canonical")["href"] == f"{URL}latest/en/extra/moved/"
        assert head.one("meta", name="robots")["content"] == "noindex"
    for version in VERSIONS:
        both = parse((policy / version / "song-ngu/extra/renamed/index.html").read_text(encoding="utf-8")).one("head")
        assert both.one("link", rel="canonical")["href"] == f"{URL}latest/song-ngu/extra/moved/"
    assert "renamed" not in (policy / "sitemap.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("device", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("version", VERSIONS)
def test_nothing_moves_while_a_page_of_any_release_loads(visitor: Reader, version: str, device: dict[str, Any]) -> None:
    page = visitor.opens(f"{version}/en/integration/goals/", **device)
    page.wait_for_timeout(300)
    shifted = """() => new Promise((done) => new PerformanceObserver((list, observer) => done(
        list.getEntries().filter((entry) => !entry.hadRecentInput).reduce((sum, entry) => sum + entry.value, 0)
    )).observe({type: "layout-shift", buffered: true}) || setTimeout(() => done(0), 300))"""
    # A banner that came late would move the page by 0.05 and more; the theme's own sidebar moves by a hundredth of it.
    assert page.evaluate(shifted) < 0.005


@pytest.mark.parametrize("code", ["vi", "en"])
def test_the_menu_works_by_keyboard_and_gives_the_focus_back(visitor: Reader, code: str) -> None:
    page = visitor.opens(f"2020.2/{ROOT[code]}glossary/", **DESK)
    summary = page.locator(".c-releases > summary")
    summary.focus()
    page.keyboard.press("Enter")
    links = page.locator(".c-releases ul").get_by_role("link")
    expect(links).to_have_count(3)
    newest = {"vi": "mới nhất", "en": "newest"}[code]
    assert links.all_text_contents() == [f"2020.3 ({newest})", "2020.2", "2020.1"]
    assert links.nth(1).get_attribute("aria-current") == "true"
    page.keyboard.press("Escape")
    expect(links.first).to_be_hidden()
    expect(summary).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{visitor.address}2020.3/{ROOT[code]}glossary/")


@pytest.mark.parametrize("path", ["no-such-page", "2020.1/en/no/such/", "latest/nothing/", "2019.1/"])
def test_a_lost_reader_is_led_to_the_newest_release_from_any_depth(visitor: Reader, path: str) -> None:
    page = visitor.opens(path)
    forgive(visitor, path)
    expect(page.get_by_role("heading", name="Không tìm thấy trang")).to_be_visible()
    page.get_by_role("link", name="Glossary").click()
    expect(page).to_have_url(f"{visitor.address}latest/en/glossary/")


def test_the_root_leads_on_to_the_newest_release(visitor: Reader) -> None:
    page = visitor.opens("")
    expect(page).to_have_url(f"{visitor.address}latest/")


@pytest.mark.parametrize("code", ["vi", "en"])
def test_without_scripts_every_release_is_in_reach(visitor: Reader, code: str) -> None:
    page = visitor.opens(f"2020.2/{ROOT[code]}timeline/", java_script_enabled=False, **DESK)
    page.locator(".c-releases > summary").click()
    page.locator(".c-releases").get_by_role("link").click()
    # The newest page of releases: an old one knows of no later release.
    expect(page).to_have_url(f"{visitor.address}latest/{ROOT[code]}updates/")
    page.get_by_role("table").get_by_role("link", name="2020.1").click()
    expect(page).to_have_url(f"{visitor.address}2020.1/{ROOT[code]}")
    expect(page.get_by_role("complementary", name=OLD[code])).to_be_visible()


@pytest.mark.parametrize("code", ["vi", "en"])
def test_what_changed_is_told_in_the_language_of_the_page(visitor: Reader, code: str) -> None:
    page = visitor.opens(f"2020.3/{ROOT[code]}updates/", **DESK)
    told = page.locator("main")
    for element in page.locator("main details").all():
        element.evaluate("details => { details.open = true }")
    expect(told).to_contain_text({"vi": "trở thành thành viên", "en": "becomes a member of"}[code])
    expect(
        told.locator("ins", has_text={"vi": "trở thành thành viên", "en": "becomes a member of"}[code])
    ).to_have_count(1)
    # Only the English text of a page changed.
    only = {"vi": "Chỉ bản tiếng Anh thay đổi", "en": "Only the English text changed"}[code]
    expect(told.get_by_text(only).first).to_be_visible()
    expect(told.locator("ins", has_text="Second").first).to_be_visible()


def answers(address: str) -> int:
    try:
        with urlopen(address, timeout=10) as answer:  # noqa: S310 - our own server
            return int(answer.status)
    except HTTPError as error:
        return error.code


def test_every_address_that_machines_are_given_is_there(policy: Path, root: str) -> None:
    """Canonical addresses, alternates, sitemap and feeds of every page of every release."""
    given: set[str] = set()
    for file in policy.rglob("index.html"):
        for link in parse(file.read_text(encoding="utf-8")).one("head").all("link"):
            if link["rel"].strip() in ("canonical", "alternate"):
                given.add(link["href"])
    for entry in ET.fromstring((policy / "sitemap.xml").read_text(encoding="utf-8")).iter():
        given |= {entry.text or ""} if entry.tag.endswith("}loc") else {entry.attrib.get("href", URL)}
    for feed in policy.glob("*.atom"):
        given |= {
            link.attrib["href"]
            for link in ET.fromstring(feed.read_text(encoding="utf-8")).iter()
            if "href" in link.attrib
        }
    assert all(address.startswith(URL) for address in given)
    assert len(given) > 200
    assert {address for address in given if answers(address.replace(URL, root)) != 200} == set()


def test_every_link_on_the_page_of_releases_leads_somewhere(policy: Path, root: str) -> None:
    for code in ROOT.values():
        place = f"{root}{NEWEST}/{code}updates/"
        main = parse((policy / NEWEST / code / "updates/index.html").read_text(encoding="utf-8")).one("main")
        for link in main.all("a"):
            if "://" in link["href"] or link["href"].startswith("#"):
                continue
            assert answers(urljoin(place, link["href"])) == 200, link["href"]


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Two releases of a little site at the root of a domain."""
    made = desk(little_site(tmp_path_factory.mktemp("bare")), "https://example.org/")
    for versions in (["2020.1"], ["2020.1", "2020.2"]):
        result = made.announce(*versions).release(versions[-1])
        assert result.code == 0, result.output
    with serving(checked_out(made, tmp_path_factory.mktemp("bare-host"))) as address:
        yield address


@pytest.mark.parametrize("code", ["vi", "en"])
def test_at_the_root_of_a_domain_all_works_the_same(browser: Browser, bare: str, code: str) -> None:
    reader = Reader(browser, bare)
    page = reader.opens(f"2020.1/{ROOT[code]}", **DESK)
    page.get_by_role("link", name=SWITCH[code], exact=True).click()
    expect(page).to_have_url(f"{bare}2020.1/{ROOT[OTHER[code]]}")
    page.go_back()
    menu(page, "2020.2")
    expect(page).to_have_url(f"{bare}2020.2/{ROOT[code]}")
    page.goto(f"{bare}2020.1/{ROOT[code]}")
    page.get_by_role("link", name=SAME[code]).click()
    expect(page).to_have_url(f"{bare}latest/{ROOT[code]}")
    assert reader.wrong == []
    page.goto(f"{bare}2020.1/no/such/page")
    page.get_by_role("link", name={"vi": "Trang chủ", "en": "Home"}[code], exact=True).click()
    expect(page).to_have_url(f"{bare}latest/{ROOT[code]}")
    page.context.close()


@pytest.mark.parametrize("version", ["2020.1", "latest"])
def test_the_search_of_a_release_stays_in_it(visitor: Reader, version: str) -> None:
    page = visitor.opens(f"{version}/en/integration/goals/", **DESK)
    page.keyboard.press("/")
    page.keyboard.type("Vietnam ASEAN")
    # The event is called otherwise in later releases.
    title = "Vietnam joins ASEAN" if version == "2020.1" else "Vietnam becomes a member of ASEAN"
    first = page.get_by_role("dialog").get_by_role("link", name=title)
    first.click()
    expect(page).to_have_url(
        re.compile(re.escape(f"{visitor.address}{version}/en/timeline/") + r"\?h=.+#asean-accession")
    )
    expect(page.locator("mark.c-found").first).to_be_visible()
