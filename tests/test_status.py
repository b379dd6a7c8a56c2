"""What readers are told of sections that are behind: at the section itself, and on the page of the state of all."""

import json
from datetime import date
from pathlib import Path

import pytest
from compendium import history, lag, ledger, pages, sync
from compendium.edition import Edition
from compendium.lag import differing
from compendium.ledger import Ledger
from conftest import Site, front, run
from dom import parse
from releasing import PLAIN, Desk, desk

FIRST, LATER = "2026-03-01T05:00:00Z", "2026-03-09T20:00:00Z"
VI = "Mở đầu.\n\n## Chỉ tiêu {#targets}\n\nBảy phần trăm.\n\n## Cách làm {#means}\n\nMột hai ba.\n"
EN = "Opening.\n\n## Targets {#targets}\n\nSeven per cent.\n\n## Means {#means}\n\nOne two three.\n"


def git(folder: Path, *arguments: str, when: str = FIRST) -> None:
    who = {f"GIT_{role}_{what}": "x" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    dates = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    result = run(["git", *arguments], folder, **PLAIN, **who, **dates)
    assert result.code == 0, result.output


def commit(site: Site, when: str) -> Site:
    git(site.root, "add", "--all")
    git(site.root, "commit", "--quiet", "--message", "x", when=when)
    return site


def edit(site: Site, code: str, old: str, new: str, path: str = "goals.md") -> Site:
    file = site.root / f"docs/{code}/{path}"
    text = file.read_text(encoding="utf-8")
    assert old in text
    return site.write(f"docs/{code}/{path}", text.replace(old, new))


def confirm(site: Site) -> Site:
    found, _ = pages.load(site.root / "docs", site.root)
    for path, entries in sync.confirmed(Ledger(is_kept=True), found).entries.items():
        site.write(ledger.file_name(path), ledger.text(entries))
    return site


@pytest.fixture
def kept(site: Site) -> Site:
    """A site in step, in a repository: its page has an opening and two sections."""
    site.pair("goals.md", front("Mục tiêu") + VI, front("Goals") + EN)
    marker = "<!-- compendium: status -->\n"
    site.pair("status.md", front("Tình trạng") + marker, front("State") + marker)
    site.configure()
    git(site.root, "init", "--quiet")
    return commit(confirm(site), FIRST)


def finished(site: Site, code: str, path: str, html: str = "<p>x</p>") -> str:
    edition = Edition.load(site.root)
    prefix = {"vi": "", "en": "en/"}[code]
    return edition.finish(html, edition.frame(code, f"{prefix}{path}"))


def test_a_section_that_is_behind_says_so_below_its_heading_with_the_day_and_the_newer_text(kept: Site) -> None:
    commit(edit(kept, "en", "Seven", "About seven"), LATER)
    result = kept.build()
    assert result.code == 0, result.output
    (note,) = [found for found in parse(kept.read("goals/index.html")).all("p") if found["class"] == "c-behind"]
    # Nine in the evening in Greenwich is the next day in Vietnam.
    assert note.text == "Bản tiếng Anh của mục này mới hơn (sửa ngày 10 tháng 3 năm 2026). Xem bản tiếng Anh"
    assert note.one("a")["href"] == "../en/goals/#targets"
    html = kept.read("goals/index.html")
    assert html.index('id="targets"') < html.index("c-behind") < html.index("Bảy phần trăm")
    assert "c-behind" not in kept.read("en/goals/index.html")
    assert "c-behind" not in kept.read("index.html")
    assert "../en/goals/#targets" in kept.read("song-ngu/goals/index.html")


def test_what_readers_search_does_not_hold_the_note(kept: Site) -> None:
    commit(edit(kept, "en", "Seven", "About seven"), LATER)
    assert kept.build().code == 0
    found = "".join(file.read_text(encoding="utf-8") for file in (kept.root / "site").rglob("*.json"))
    assert "Bảy phần trăm" in found
    assert "mới hơn" not in json.dumps(found, ensure_ascii=False)


def test_an_opening_says_so_where_the_page_begins(kept: Site) -> None:
    edit(kept, "vi", "Mở đầu", "Lời đầu")
    html = finished(kept, "en", "goals/", "<p>Opening.</p>")
    assert html.index("The Vietnamese text of this opening is newer. ") < html.index("<p>Opening.")
    html = finished(kept, "en", "goals/", "<div><h1>Goals</h1></div><p>Opening.</p>")
    assert html.index("</h1>") < html.index("c-behind") < html.index("<p>Opening.")


def test_without_a_commit_there_is_no_day(kept: Site) -> None:
    edit(kept, "en", "Seven", "About seven")
    assert Edition.load(kept.root).lags.of("goals.md")[0].since is None
    commit(kept, LATER)
    assert Edition.load(kept.root).lags.of("goals.md")[0].since == date(2026, 3, 10)
    git(kept.root, "clone", "--quiet", "--depth", "1", f"file://{kept.root}", str(kept.root / "shallow"))
    assert Edition.load(kept.root / "shallow").lags.of("goals.md")[0].since is None


def test_how_many_words_differ_is_found_in_the_history_also_of_a_page_that_moved(kept: Site) -> None:
    commit(edit(kept, "en", "Seven", "About seven"), LATER)
    commit(edit(kept, "en", "About seven", "Some eight"), LATER)
    assert Edition.load(kept.root).lags.words == {("goals.md", "targets"): 2}
    for code in ("vi", "en"):
        git(kept.root, "mv", f"docs/{code}/goals.md", f"docs/{code}/aims.md")
    git(kept.root, "mv", "data/sync/goals.yml", "data/sync/aims.yml")
    kept.nav[kept.nav.index("goals.md")] = "aims.md"
    kept.configure()
    commit(kept, LATER)
    assert Edition.load(kept.root).lags.words == {("aims.md", "targets"): 2}
    page = parse(finished(kept, "en", "status/", "<!-- compendium: status -->"))
    assert "1 (words that differ: 2)" in page.text


def test_words_that_differ_are_those_put_in_taken_out_or_replaced() -> None:
    assert differing("one two three", "one two three") == 0
    assert differing("one two three", "one 2 three four") == 2
    assert differing("a [link](x.md) {: .guide }", "a\n[link](y.md)") == 0
    assert differing("33.000 việc làm", "35.000 việc làm") == 1


def test_git_is_asked_only_for_what_is_behind(kept: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("git was asked")

    monkeypatch.setattr(history, "newest", refuse)
    monkeypatch.setattr(lag, "git", refuse)
    assert "All 5 sections of 3 pages are in step" in finished(kept, "en", "status/", "<!-- compendium: status -->")
    edit(kept, "en", "Seven", "About seven")
    with pytest.raises(AssertionError, match="git was asked"):
        finished(kept, "en", "status/", "<!-- compendium: status -->")


def test_a_section_that_nobody_confirmed_is_counted_apart_and_says_nothing(kept: Site) -> None:
    edit(edit(kept, "en", "Seven", "Eight"), "vi", "Bảy", "Tám")
    assert "c-behind" not in finished(kept, "vi", "goals/", '<h2 id="targets">x</h2>')
    text = parse(finished(kept, "en", "status/", "<!-- compendium: status -->")).text
    assert "Not yet confirmed" in text
    assert "Goals: 2 of 3 in step" in text


@pytest.fixture
def manager(site: Site) -> Desk:
    site.pair("goals.md", front("Mục tiêu") + VI, front("Goals") + EN)
    return desk(confirm(site)).announce("2020.1")


def test_a_release_waits_for_what_nobody_confirmed(manager: Desk, site: Site) -> None:
    edit(edit(site, "en", "Seven", "Eight"), "vi", "Bảy", "Tám")
    result = manager.commit().release("2020.1")
    assert result.code == 1
    assert (
        "every section must be confirmed to match (goals.md#targets); run: make confirm, then commit" in result.output
    )


def test_a_release_tells_what_is_behind_and_is_published_with_its_notes(manager: Desk, site: Site) -> None:
    edit(site, "en", "Seven", "Eight")
    result = manager.commit().release("2020.1")
    assert result.code == 0, result.output
    assert "! goals.md#targets: Tiếng Việt còn chậm · is behind" in result.output
    assert 'href="../en/goals/#targets"' in manager.published("2020.1/goals/index.html")
