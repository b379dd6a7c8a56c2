"""Real builds of little sites: what an editor is promised."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from conftest import EVENT, TERM, Site, front, run
from dom import parse

MARKER = "<!-- compendium: timeline -->\n"


def test_a_little_site_builds_in_both_languages(site: Site) -> None:
    result = site.build()
    assert result.code == 0, result.output
    assert 'lang="vi"' in site.read("index.html")
    assert 'lang="en"' in site.read("en/index.html")


def test_a_broken_record_stops_the_build_and_leaves_the_last_good_site(site: Site) -> None:
    assert site.build().code == 0
    before = site.read("index.html")
    site.data("events", EVENT.replace("'1995'", "1995"))
    result = site.build()
    assert result.code == 1
    assert "data/events.yml:3: error[field]: `when`" in result.output
    assert "for example: when: '1995'" in result.output
    assert "Traceback" not in result.output
    assert site.read("index.html") == before


def test_a_missing_counterpart_stops_the_build(site: Site) -> None:
    site.write("docs/vi/only.md", front("Chỉ tiếng Việt"))
    result = site.build()
    assert result.code == 1
    assert "docs/vi/only.md:1: error[page-pair]: page must have its counterpart: docs/en/only.md" in result.output


def test_a_broken_page_stops_the_build_and_leaves_the_last_good_site(site: Site) -> None:
    assert site.build().code == 0
    before = {file: file.read_bytes() for file in (site.root / "site").rglob("*") if file.is_file()}
    site.write("docs/en/index.md", front("Home").replace("evidence: false\n", "") + "A fact without a source.\n")
    result = site.build()
    assert result.code == 1
    assert "docs/en/index.md:6: error[evidence]: paragraph must cite its source" in result.output
    assert "Traceback" not in result.output
    assert {file: file.read_bytes() for file in (site.root / "site").rglob("*") if file.is_file()} == before


def test_problems_of_data_and_of_pages_are_told_in_one_run(site: Site) -> None:
    site.data("events", EVENT.replace("'1995'", "1995").replace("[integration]", "[space]"))
    site.write("docs/vi/only.md", front("Chỉ tiếng Việt"))
    output = site.build().output
    for told in (
        "data/events.yml:3: error[field]: `when`",
        "data/events.yml:7: error[field]: `subjects",
        "docs/vi/only.md:1: error[page-pair]: page must have its",
    ):
        assert told in output


def test_a_shared_image_serves_both_languages_and_exists_once(site: Site) -> None:
    site.write("docs/assets/map.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    site.pair(
        "a/map.md",
        front("Bản đồ") + "![Bản đồ](../../assets/map.svg)\n",
        front("Map") + "![Map](../../assets/map.svg)\n",
    )
    result = site.build()
    assert result.code == 0, result.output
    assert [file.relative_to(site.root / "site").as_posix() for file in (site.root / "site").rglob("map.svg")] == [
        "assets/map.svg"
    ]
    for page in ("a/map/index.html", "en/a/map/index.html"):
        image = parse(site.read(page)).one("article").one("img")
        assert (site.root / "site" / page).parent.joinpath(image["src"]).resolve() == site.root / "site/assets/map.svg"


def test_a_missing_image_stops_the_build(site: Site) -> None:
    site.write("docs/en/index.md", front("Home") + "![Map](../assets/map.svg)\n")
    assert site.build().code == 1


def test_a_navigation_title_without_translation_stops_the_build_with_a_sentence(site: Site) -> None:
    def untranslated(config: dict[str, object]) -> None:
        config["nav"] = ["index.md", {"Phụ lục": ["index.md"]}]

    site.configure(untranslated)
    result = site.build()
    assert result.code == 1
    assert (
        "mkdocs.yml:1: error[navigation]: `nav_translations` (en) must translate: Phụ lục; for example: Phụ lục: "
        in result.output
    )
    assert "mkdocs.yml:1: lỗi[navigation]: `nav_translations` (en) phải dịch: Phụ lục; ví dụ: " in result.output
    assert "Traceback" not in result.output
    assert not (site.root / "site" / "index.html").exists()


@pytest.mark.parametrize("folder", ["vi", "en"])
def test_every_broken_link_and_anchor_is_told_and_stops_the_build(site: Site, folder: str) -> None:
    site.pair("page.md", front("Trang"), front("Page"))
    links = "[A](nowhere.md) [B](index.md#not-there) [C](#not-here)\n"
    site.write(f"docs/{folder}/page.md", front("Page") + links)
    result = site.build()
    assert result.code == 1
    line = f"docs/{folder}/page.md:7:"
    assert f"{line} error[link]: link `nowhere.md` must lead to a page that is there; for example: ](" in result.output
    assert f"{line} error[link]: link `#not-there` must lead to an id that is in docs/{folder}/" in result.output
    assert f"{line} lỗi[link]: liên kết `#not-here` phải dẫn đến một mã có trong docs/{folder}/" in result.output
    assert not (site.root / "site").exists()


def test_a_link_to_a_record_on_a_generated_page_holds(site: Site) -> None:
    site.data("events", EVENT)
    sources = front("X") + "<!-- compendium: sources -->\n"
    site.pair("sources.md", sources, sources).pair("integration.md", front("X"), front("X"))
    site.pair("timeline.md", front("X") + MARKER, front("X") + MARKER)
    link = front("X") + "[ASEAN](timeline.md#asean-accession) [Mai Hà](sources.md#mai-ha)\n"
    result = site.pair("links.md", link, link).build()
    assert result.code == 0, result.output


def test_an_unknown_word_in_a_template_stops_the_build_and_shows_no_gap(site: Site) -> None:
    site.data("events", EVENT).pair("timeline.md", front("X") + MARKER, front("X") + MARKER)
    site.write("overrides/compendium/timeline.html", "{{ frame.no_such_thing }}")
    assert site.build().code != 0


def test_under_a_path_prefix_every_address_for_other_sites_holds_the_prefix(site: Site) -> None:
    def prefixed(config: dict[str, object]) -> None:
        config["site_url"] = "https://example.org/policy/"

    site.pair("a/page.md", front("Trang"), front("Page"))
    site.configure(prefixed)
    assert site.build().code == 0
    for page, address in (("", ""), ("en/", ""), ("a/page/", "a/page/"), ("en/a/page/", "a/page/")):
        head = parse(site.read(f"{page}index.html")).one("head")
        assert head.one("link", rel="canonical")["href"] == f"https://example.org/policy/{page}"
        assert {link["hreflang"]: link["href"] for link in head.all("link") if link["hreflang"]} == {
            "vi": f"https://example.org/policy/{address}",
            "en": f"https://example.org/policy/en/{address}",
            "x-default": f"https://example.org/policy/{address}",
        }
    assert "<loc>https://example.org/policy/en/a/page/</loc>" in site.read("sitemap.xml")
    lost = parse(site.read("404.html"))
    assert {link["href"].rstrip(".") for link in lost.all("a")} >= {"/policy/", "/policy/en/"}
    assert all(link["href"].startswith("/policy/") for link in [*lost.all("a"), *lost.all("link")])


def test_the_same_site_is_built_from_another_folder_byte_for_byte(site: Site, tmp_path: Path) -> None:
    site.data("events", EVENT).pair("timeline.md", front("X") + MARKER, front("X") + MARKER)
    sources = front("X") + "<!-- compendium: sources -->\n"
    site.pair("sources.md", sources, sources).pair("integration.md", front("X"), front("X"))
    assert site.build().code == 0
    first = _pages(site.root / "site")
    moved = tmp_path / "moved"
    moved.mkdir()
    for name in ("data", "docs", "hooks", "overrides", "mkdocs.yml"):
        (site.root / name).rename(moved / name)
    assert Site(moved).build().code == 0
    assert _pages(moved / "site") == first


TWICE = """
from pathlib import Path
from mkdocs.commands.build import build
from mkdocs.config import load_config

for when in ("1995", "2007"):
    events = Path("data/events.yml")
    events.write_text(events.read_text(encoding="utf-8").replace("'1995'", repr(when)), encoding="utf-8")
    config = load_config("mkdocs.yml")
    config.plugins.on_startup(command="serve", dirty=False)
    build(config)
"""


def test_nothing_of_a_build_is_left_in_the_next_one_of_the_same_process(site: Site) -> None:
    """As in the live preview: every file of the second build is that of a build from nothing."""
    site.data("events", EVENT).data("terms", TERM)
    for name in ("timeline", "glossary", "datasets"):
        site.pair(f"{name}.md", *(front(name) + f"<!-- compendium: {name} -->\n" for _ in range(2)))
    site.configure()
    files = []
    for command in (["-c", TWICE], ["-m", "mkdocs", "build"]):
        done = run([sys.executable, *command], site.root, SOURCE_DATE_EPOCH="0")
        assert done.code == 0, done.output
        folder = site.root / "site"
        files.append({file.relative_to(folder): file.read_bytes() for file in folder.rglob("*") if file.is_file()})
    again, new = files
    assert b"2007-01-01" in new[Path("data/events.csv")]
    assert {name for name in again.keys() | new.keys() if again.get(name) != new.get(name)} == set()


def _pages(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*.html")}


@contextmanager
def preview(site: Site, **variables: str) -> Iterator[tuple[str, Path]]:
    """The live preview of a site, as `make serve` starts it: its address, and the file with what it prints."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    site.configure()
    said = site.root / "preview.log"
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", address]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", "PYTHONUNBUFFERED": "1"} | variables
    with (
        said.open("w") as output,
        subprocess.Popen(command, cwd=site.root, env=environment, stdout=output, stderr=output) as server,
    ):
        try:
            yield f"http://{address}/", said
        finally:
            server.kill()


def until(holds: Callable[[], bool], what: Callable[[], str]) -> None:
    """Waits for up to 20 seconds."""
    end = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < end, what()
        time.sleep(0.1)


def shows(address: str, text: str) -> bool:
    """Whether the page at an address can be opened and holds the text."""
    try:
        with urlopen(address, timeout=5) as response:  # noqa: S310 - our own server
            return text in response.read().decode()
    except (URLError, ConnectionError, TimeoutError):
        return False


def test_the_preview_tells_the_line_of_a_mistake_and_recovers_when_it_is_mended(site: Site) -> None:
    site.data("events", EVENT).pair("timeline.md", front("X") + MARKER, front("X") + MARKER)
    sources = front("X") + "<!-- compendium: sources -->\n"
    site.pair("sources.md", sources, sources).pair("integration.md", front("X"), front("X"))
    with preview(site) as (address, said):
        timeline = f"{address}en/timeline/"
        until(lambda: shows(timeline, "Vietnam joins ASEAN"), said.read_text)
        site.data("events", EVENT.replace("'1995'", "1995"))
        until(lambda: "data/events.yml:3: error[field]: `when`" in said.read_text(), said.read_text)
        assert "Traceback" not in said.read_text()
        assert shows(timeline, "Vietnam joins ASEAN"), "the last good page stays in reach"
        site.data("events", EVENT.replace("joins ASEAN", "becomes a member of ASEAN"))
        until(lambda: shows(timeline, "Vietnam becomes a member of ASEAN"), said.read_text)


def test_the_preview_tells_warnings_once_a_change_in_the_language_of_the_terminal(site: Site) -> None:
    site.write("docs/vi/index.md", front("Trang chủ") + "Hoà bình.\n")
    with preview(site, LC_ALL="vi_VN.UTF-8") as (address, said):
        until(lambda: shows(address, "Hoà bình"), said.read_text)
        told = "docs/vi/index.md:7:2: cảnh báo[tone-placement]: "
        until(lambda: told in said.read_text(), said.read_text)
        assert said.read_text().count("[tone-placement]") == 1
        assert "make fix" in said.read_text()
        site.write("docs/vi/index.md", front("Trang chủ") + "Hòa bình.\n")
        until(lambda: "Không có gì phải sửa." in said.read_text(), said.read_text)
        assert said.read_text().count("[tone-placement]") == 1
        assert "warning[" not in said.read_text()


def test_the_preview_recovers_from_a_broken_link_in_the_second_language(site: Site) -> None:
    site.pair("old.md", front("Cũ"), front("Old"))
    with preview(site) as (address, said):
        until(lambda: shows(f"{address}en/", "Hello."), said.read_text)
        site.write("docs/en/index.md", front("Home") + "[There](nowhere.md)\n")
        until(lambda: "nowhere.md" in said.read_text(), said.read_text)
        site.write("docs/en/index.md", front("Home") + "Hello again.\n")
        until(lambda: shows(f"{address}en/", "Hello again."), said.read_text)
        assert shows(f"{address}old/", "Cũ")
        for language in ("vi", "en"):
            (site.root / "docs" / language / "old.md").unlink()
        site.nav.remove("old.md")
        site.configure()
        until(lambda: not shows(f"{address}old/", ""), lambda: "a page that was taken away is still shown")


def test_a_preview_that_would_leave_stale_data_is_refused(site: Site) -> None:
    site.configure()
    result = run([sys.executable, "-m", "mkdocs", "serve", "--dirty", "--dev-addr", "127.0.0.1:1"], site.root)
    assert result.code == 1
    assert "--dirty cannot be used" in result.output
    assert "Traceback" not in result.output


def test_a_title_is_what_its_editor_wrote_even_where_it_looks_like_a_time_or_a_number(site: Site) -> None:
    for name, vi, en in (("time", "1:30", "1:30"), ("number", "33.000", "33,000")):
        site.pair(f"{name}.md", front(vi) + "Chào.\n", front(en) + "Hello.\n")
    assert site.build().code == 0
    assert "<h1>1:30</h1>" in site.read("time/index.html")
    assert "<h1>33.000</h1>" in site.read("number/index.html")
