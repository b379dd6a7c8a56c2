"""When a page was last changed: what the history of its file and of its data tells, and nothing else."""

import os
import re
import subprocess
from datetime import date
from pathlib import Path

import pytest
import yaml
from compendium import pages, views
from compendium.edition import Edition
from compendium.history import History
from compendium.language import LANGUAGES
from compendium.library import Library
from conftest import EVENT, ROOT, SOURCES, Site, front

FIRST, LATER = date(2026, 3, 1), date(2026, 3, 9)
TIMELINE = front("X") + "<!-- compendium: timeline -->\n"
SECOND = EVENT.replace("asean-accession", "wto-accession").replace("'1995'", "'2007'")
FIGURE = """
- id: jobs
  value: 33000
  kind: amount
  qualifier: more-than
  unit: {vi: việc làm, en: jobs}
  nature: pledged
  what: {vi: Việc làm, en: Jobs}
  base: {vi: Cả nước, en: The country}
  as_of: 2023-09
  as_of_basis: stated
  citations: [mai-ha §1]
"""
NOTE = """
- id: wording
  about: [mai-ha §1]
  title: {vi: Cách ghi, en: Wording}
  says: {vi: Một, en: One}
  prints: {vi: Hai, en: Two}
  why: {vi: Ba, en: Three}
"""
FIGURES = FIGURE + FIGURE.replace("jobs", "planes").replace("Jobs", "Planes")
NOTES = NOTE + NOTE.replace("wording", "spelling").replace("Three", "Four")


def git(folder: Path, *arguments: str, when: str = "2026-03-01T05:00:00Z") -> None:
    """Runs git as a committer who works at a fixed time on what was written long before."""
    who = {f"GIT_{role}_{what}": "someone" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environment = os.environ | who | {"GIT_AUTHOR_DATE": "2001-01-01T00:00:00Z", "GIT_COMMITTER_DATE": when}
    subprocess.run(["git", *arguments], cwd=folder, env=environment, check=True, capture_output=True)


def commit(site: Site, when: date | str) -> Site:
    """Commits pages and data as they stand, at noon in Vietnam or at a given time."""
    git(site.root, "add", "docs", "data")
    git(site.root, "commit", "--message", "x", when=when if isinstance(when, str) else f"{when}T05:00:00Z")
    return site


def updated(site: Site, path: str, code: str = "vi") -> date | None:
    return Edition.load(site.root).updated(code, path)


@pytest.fixture
def recorded(site: Site) -> Site:
    """A site of two events whose pages and data were all committed on one day."""
    git(site.root, "init", "--quiet")
    both = front("X") + "Chào.\n"
    site.data("events", EVENT + SECOND).pair("timeline.md", TIMELINE, TIMELINE).pair("integration.md", both, both)
    return commit(site, FIRST)


def test_a_page_bears_the_day_of_its_last_commit_and_no_other_page_does(recorded: Site) -> None:
    assert updated(recorded, "index.md") == FIRST
    recorded.write("docs/vi/index.md", front("Trang chủ") + "Xin chào.\n")
    commit(recorded, LATER)
    assert updated(recorded, "index.md") == LATER
    assert updated(recorded, "index.md", "en") == FIRST
    assert updated(recorded, "integration.md") == FIRST


def test_an_event_that_changes_moves_the_timeline_in_both_languages_and_nothing_else(recorded: Site) -> None:
    recorded.data("events", EVENT.replace("In 1995.", "That was in 1995.") + SECOND)
    commit(recorded, LATER)
    assert {updated(recorded, "timeline.md", code) for code in LANGUAGES} == {LATER}
    assert {updated(recorded, path, code) for path in ("index.md", "integration.md") for code in LANGUAGES} == {FIRST}


@pytest.mark.parametrize(
    ("dataset", "records", "old", "first", "second"),
    [
        ("sources", SOURCES, "A report", "Một câu [@mai-ha §1 ¶2].", "Một câu [@press]."),
        ("figures", FIGURES, "Planes", "Có [=jobs].", "Có [=planes]."),
        ("notes", NOTES, "Four", "<!-- compendium: notes wording -->", "<!-- compendium: notes spelling -->"),
    ],
)
def test_a_record_that_changes_moves_only_the_pages_that_show_it(
    recorded: Site, dataset: str, records: str, old: str, first: str, second: str
) -> None:
    recorded.pair("first.md", *(front("X") + first,) * 2).pair("second.md", *(front("X") + second,) * 2)
    commit(recorded.data(dataset, records), FIRST)
    commit(recorded.data(dataset, records.replace(old, "Changed")), LATER)
    assert [updated(recorded, path) for path in ("first.md", "second.md", "index.md")] == [FIRST, LATER, FIRST]


def test_a_record_that_is_added_and_a_comment_leave_the_record_above_as_it_was(recorded: Site) -> None:
    recorded.pair("first.md", *(front("X") + "Có [=jobs].",) * 2)
    commit(recorded.data("figures", FIGURE), FIRST)
    commit(recorded.data("figures", FIGURES.replace("- id: planes", "# Vietnam Airlines\n- id: planes")), LATER)
    assert updated(recorded, "first.md") == FIRST


def test_what_is_not_committed_has_no_day_and_changes_none(recorded: Site) -> None:
    recorded.data("events", EVENT.replace("In 1995.", "That was in 1995.") + SECOND)
    recorded.write("docs/vi/index.md", front("Trang chủ") + "Xin chào.\n")
    recorded.pair("new.md", *(front("X") + "Có [=jobs].",) * 2).data("figures", FIGURE)
    assert [updated(recorded, path) for path in ("index.md", "timeline.md", "new.md")] == [FIRST, FIRST, None]


@pytest.mark.parametrize(
    ("case", "body", "expected"),
    [
        ("deals", "<!-- compendium: deals us -->", "deals/aircraft figures/jobs figures/share notes/accession-date"),
        ("deals", "Đứng [=rank] [@press; @mai-ha §2 ¶2].", "figures/rank sources/mai-ha sources/press"),
        (
            "priority",
            "<!-- compendium: priority rule-making -->",
            "events/accession notes/accession-date priorities/rule-making",
        ),
        ("timeline", "Hội nhập của ASEAN.", ""),
    ],
)
def test_a_page_is_made_of_what_its_views_show_what_it_counts_and_what_it_cites(
    site: Site, case: str, body: str, expected: str
) -> None:
    golden = yaml.safe_load((ROOT / f"tests/golden/{case}.yml").read_text(encoding="utf-8"))
    for name, records in golden["data"].items():
        site.data(name, yaml.safe_dump(records, allow_unicode=True))
    site.write("docs/vi/x.md", front("X") + body)
    page, _ = pages.read(site.root / "docs/vi/x.md", "vi", "x.md", "docs/vi/x.md")
    assert page
    found = views.shown(page, Library.load(site.root / "data"))
    assert " ".join(sorted(f"{dataset}/{identifier}" for dataset, identifier in found)) == expected


# They show other pages, the checks, what the gates and the ledger tell: no records.
WITHOUT_RECORDS = {"pages", "accessibility", "status", "checks"}


@pytest.mark.parametrize("name", sorted(views.VIEWS.keys() - WITHOUT_RECORDS))
def test_every_view_tells_which_records_it_shows(name: str) -> None:
    view, library = views.VIEWS[name], Library.load(ROOT / "data")
    arguments = tuple(getattr(library, view.arguments))[:1] if view.arguments else ()
    assert list(view.records(library, arguments))


def test_a_day_is_a_day_in_vietnam(recorded: Site) -> None:
    recorded.write("docs/vi/index.md", front("Trang chủ") + "Một.\n")
    commit(recorded, "2026-03-04T16:59:59Z")
    recorded.write("docs/en/index.md", front("Home") + "One.\n")
    commit(recorded, "2026-03-04T17:30:00Z")
    assert updated(recorded, "index.md", "vi") == date(2026, 3, 4)
    assert updated(recorded, "index.md", "en") == date(2026, 3, 5)


def test_without_a_repository_or_without_git_no_day_is_known(recorded: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    assert History.read(recorded.root) != History()
    monkeypatch.setenv("PATH", "")
    assert updated(recorded, "index.md") is None
    monkeypatch.undo()
    (recorded.root / ".git").rename(recorded.root / "git")
    assert updated(recorded, "index.md") is None


def test_a_repository_without_a_commit_knows_no_day(site: Site) -> None:
    git(site.root, "init", "--quiet")
    assert updated(site, "index.md") is None


def test_a_shallow_clone_knows_no_day_and_a_whole_one_does(recorded: Site, tmp_path: Path) -> None:
    for depth, day in (((), FIRST), (("--depth", "1"), None)):
        git(tmp_path, "clone", "--quiet", *depth, recorded.root.as_uri(), clone := f"clone-{len(depth)}")
        recorded_there = Site(tmp_path / clone)
        assert History.read(recorded_there.root).files.get("docs/vi/index.md") == day


def test_the_project_may_stand_in_a_folder_of_a_repository_with_a_vietnamese_name(site: Site) -> None:
    site.pair("goals.md", *(front("X"),) * 2)
    outer = Site(site.root.parent / "outer")
    outer.root.mkdir()
    git(outer.root, "init", "--quiet")
    site.root.rename(outer.root / "trang web hội nhập")
    inner = Site(outer.root / "trang web hội nhập")
    git(outer.root, "add", "trang web hội nhập/docs", "trang web hội nhập/data")
    git(outer.root, "commit", "--message", "x")
    assert updated(inner, "goals.md") == FIRST


def test_neither_the_environment_nor_the_readers_own_settings_change_a_day(
    recorded: Site, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(recorded.data("events", EVENT.replace("In 1995.", "That was in 1995.") + SECOND), LATER)
    before = History.read(recorded.root)
    assert before.records({("events", "asean-accession"): 2}) == {("events", "asean-accession"): LATER}
    home = Site(tmp_path_factory.mktemp("home"))
    settings = "[log]\nshowRoot = false\nshowSignature = true\n[core]\nquotePath = true\n"
    settings += f"[blame]\nignoreRevsFile = {home.root / 'ignored'}\n[color]\nui = always\n[diff]\nrelative = false\n"
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=recorded.root, check=True, capture_output=True)
    home.write("ignored", head.stdout).write(".gitconfig", settings)
    monkeypatch.setenv("HOME", str(home.root))
    monkeypatch.setenv("GIT_DIR", str(home.root))
    assert History.read(recorded.root) == before


def test_the_sitemap_dates_every_page_in_both_languages(recorded: Site) -> None:
    commit(recorded.write("docs/en/index.md", front("Home") + "Hello again.\n"), LATER)
    assert recorded.build().code == 0
    days = re.findall(r"<loc>https://example.org/(.*)</loc>\s*<lastmod>(.*)</lastmod>", recorded.read("sitemap.xml"))
    others = ("", "integration/", "timeline/", "en/integration/", "en/timeline/")
    assert dict(days) == {"en/": str(LATER)} | dict.fromkeys(others, str(FIRST))


def test_a_site_without_a_history_is_built_and_its_sitemap_claims_no_day(site: Site) -> None:
    result = site.build()
    assert result.code == 0, result.output
    assert "<loc>https://example.org/en/</loc>" in site.read("sitemap.xml")
    assert "<lastmod>" not in site.read("sitemap.xml")
