"""The sync ledger: which language of a section is behind, and what becomes of the ledger as pages change."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from compendium import ledger, pages, sync
from compendium.fingerprints import sections
from compendium.fix import fix
from compendium.judgement import judge
from compendium.language import LANGUAGES
from compendium.ledger import Ledger
from compendium.pages import FrontMatter, Page, Pages
from compendium.sync import Place, Words
from conftest import ROOT, Site, run
from hypothesis import given, settings
from hypothesis import strategies as st
from releasing import PLAIN

Texts = Mapping[str, str]
AIMS = "## Aims {#aims}\n\nFirst.\n\n## Means {#means}\n\nSecond.\n"


def site_of(**written: Mapping[str, str]) -> Pages:
    """Pages by name, each with its body by language."""
    by_language: dict[str, dict[str, Page]] = {code: {} for code in LANGUAGES}
    for name, bodies in written.items():
        for code, body in bodies.items():
            front = FrontMatter(title=name, description="x", evidence=False, hide=())
            path = f"{name}.md"
            by_language[code][path] = Page(code, path, f"docs/{code}/{path}", front, body, 6)
    return Pages(by_language, {code: frozenset(of) for code, of in by_language.items()})


def both(vi: str, en: str) -> Pages:
    """A page whose one section says this in each language."""
    return site_of(page={"vi": f"## A {{#aims}}\n\n{vi}\n", "en": f"## A {{#aims}}\n\n{en}\n"})


def settled(found: Pages) -> Ledger:
    return sync.confirmed(Ledger(is_kept=True), found)


def kind(found: Pages, kept: Ledger, path: str = "page.md", section: str = "aims") -> tuple[str, str | None]:
    state = next(state for state in sync.states(found, kept)[path] if state.id == section)
    return state.kind, state.behind


def fingerprint(body: str) -> str:
    return sections(next(iter(site_of(page={"vi": body}))))["aims"].fingerprint


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("một hai\nba  bốn", "một hai ba bốn"),
        ("hòa bình", "hoà bình"),
        ("kỹ thuật", "kĩ thuật"),
        ("công", "co\u0302ng"),
        ("xem [trang này](a.md)", "xem [trang này](../b.md#c)"),
        ("đoạn văn", "đoạn văn\n{: .guide }"),
        ("đoạn văn", "<!-- allow same-numbers 12: đếm hai lần -->\nđoạn văn"),
        ("“tinh thần”", '"tinh thần"'),
        ("| a | b |\n| --- | --- |\n| c | d |", "| a  | b |\n|-----|:---:|\n| c  |  d |"),
    ],
)
def test_what_says_nothing_new_leaves_the_fingerprint(text: str, same: str) -> None:
    assert fingerprint(f"## A {{#aims}}\n\n{text}\n") == fingerprint(f"## A {{#aims}}\n\n{same}\n")


@pytest.mark.parametrize(
    "other",
    ["năm 2021", "năm 2020 [@mai-ha §1]", "năm [=jobs]", "năm 2020\n<!-- compendium: timeline -->", "hay năm 2020", ""],
)
def test_a_word_a_number_a_citation_a_figure_and_a_marker_change_it(other: str) -> None:
    assert fingerprint("## A {#aims}\n\nnăm 2020\n") != fingerprint(f"## A {{#aims}}\n\n{other}\n")


def test_a_heading_and_what_code_shows_change_it() -> None:
    assert fingerprint("## A {#aims}\n") != fingerprint("## B {#aims}\n")
    assert fingerprint("## A {#aims}\n\n```\nmake a\n```\n") != fingerprint("## A {#aims}\n\n```\nmake b\n```\n")


def test_where_one_language_changes_the_other_is_behind() -> None:
    kept = settled(both("a", "a"))
    assert kind(both("a", "a"), kept) == ("in-step", None)
    assert kind(both("b", "a"), kept) == ("behind", "en")
    assert kind(both("a", "b"), kept) == ("behind", "vi")
    assert kind(both("b", "b"), kept) == ("unconfirmed", None)
    assert kind(both("a", "a"), Ledger(is_kept=True)) == ("unconfirmed", None)
    assert sync.states(both("a", "a"), Ledger()) == {}


def test_the_text_that_was_behind_catches_up_whichever_led() -> None:
    start = both("a", "a")
    kept = sync.advance(settled(start), start, both("b", "a"), Words())
    kept = sync.advance(kept, both("b", "a"), both("c", "a"), Words())
    assert kind(both("c", "a"), kept) == ("behind", "en")
    kept = sync.advance(kept, both("c", "a"), both("c", "b"), Words())
    assert kind(both("c", "b"), kept) == ("in-step", None)


def test_words_confirm_and_mechanical_changes_leave_nothing_behind() -> None:
    start = both("a", "a")
    told = sync.words("Fix\n\nStill-matches: page.md#aims\n")
    assert kind(both("b", "a"), sync.advance(settled(start), start, both("b", "a"), told)) == ("in-step", None)
    told = sync.words("Mechanical: docs/vi/page.md")
    assert kind(both("b", "a"), sync.advance(settled(start), start, both("b", "a"), told)) == ("in-step", None)


@pytest.mark.parametrize("after", [both("c", "a"), both("b", "c")])
def test_a_mechanical_change_neither_catches_up_nor_hides_what_is_behind(after: Pages) -> None:
    behind = both("b", "a")
    kept = sync.advance(settled(both("a", "a")), behind, after, sync.words("Mechanical: page.md#aims"))
    assert kind(after, kept) == ("behind", "en")


def test_a_section_that_was_never_confirmed_counts_as_in_step_until_one_side_changes() -> None:
    kept = sync.advance(Ledger(is_kept=True), both("a", "a"), both("b", "a"), Words())
    assert kind(both("b", "a"), kept) == ("behind", "en")


def test_a_moved_page_and_a_renamed_section_stay_behind() -> None:
    start = site_of(page={"vi": AIMS, "en": AIMS})
    behind = {"vi": AIMS.replace("First", "Changed"), "en": AIMS}
    moved = site_of(other={code: body.replace("#aims", "#goals") for code, body in behind.items()})
    for kept in (
        sync.advance(settled(start), site_of(page=behind), moved, Words()),
        sync.confirmed(settled(start), moved),
    ):
        assert [*kept.entries] == ["other.md"]
        assert kind(moved, kept, "other.md", "goals") == ("behind", "en")
        assert kind(moved, kept, "other.md", "means") == ("in-step", None)


def test_a_new_section_is_taken_in_and_a_removed_one_leaves() -> None:
    start, after = site_of(page={"vi": AIMS, "en": AIMS}), both("a", "b")
    kept = sync.advance(settled(start), start, after, Words())
    assert [*kept.entries["page.md"]] == ["", "aims"]
    kept = sync.advance(kept, after, start, Words())
    assert kind(start, kept, section="means") == ("in-step", None)


EDITS = st.lists(st.tuples(st.sampled_from(["vi", "en", "both", "confirm", "spell-vi", "spell-en"]), st.integers(0, 3)))


@settings(deadline=None)
@given(EDITS)
def test_a_section_is_behind_if_and_only_if_one_side_differs_from_what_last_matched(
    edits: list[tuple[str, int]],
) -> None:
    now = {"vi": "0", "en": "0"}
    matched = dict(now)
    kept = settled(both(**now))
    for what, value in edits:
        before = dict(now)
        for code in LANGUAGES:
            if what in (code, "both", f"spell-{code}"):
                now[code] = str(value)
        changed = {code for code in now if now[code] != before[code]}
        lagging = {code for code in now if before[code] == matched[code]} if before != matched else set()
        if what.startswith("spell"):
            matched |= {code: now[code] for code in changed if before[code] == matched[code]}
        elif what == "confirm" or len(changed) == 2 or lagging & changed:
            matched = dict(now)
        told = {"confirm": "Still-matches: page", "spell-vi": "Mechanical: page", "spell-en": "Mechanical: page"}
        kept = sync.advance(kept, both(**before), both(**now), sync.words(told.get(what, "")))
        differing = [code for code in now if now[code] != matched[code]]
        behind = next(code for code in now if code not in differing) if len(differing) == 1 else None
        assert kind(both(**now), kept)[1] == behind


def test_words_are_read_as_people_write_them() -> None:
    told = sync.words(
        "Title\r\n\r\n- still-matches: `docs/en/integration/goals.md#targets`, about\r\n"
        "Mechanical: integration/\r\n<!-- Still-matches: example.md#x -->\nsee Still-matches: no.md\n"
    )
    assert told == Words((Place("integration/goals", "targets"), Place("about", None)), (Place("integration", None),))
    assert told.mechanical[0].covers(("integration/index.md", "any"))
    assert Place.parse("about#opening").covers(("about.md", ""))
    assert not Place.parse("about#opening").covers(("about.md", "aims"))


def test_words_that_name_nothing_are_known() -> None:
    assert sync.words("Still-matches: page#aims page#none").unknown(both("a", "a")) == [Place("page", "none")]


def kept_site(site: Site) -> Site:
    """The little site with its ledger."""
    found, _ = pages.load(site.root / "docs", site.root)
    for path, entries in settled(found).entries.items():
        site.write(ledger.file_name(path), ledger.text(entries))
    return site


def told(site: Site) -> list[tuple[str, str, int]]:
    judged = judge(site.root)
    return sorted((found.check, found.path, found.line) for found in (*judged.errors, *judged.warnings()))


def test_a_project_without_a_ledger_has_no_findings(site: Site) -> None:
    assert told(site) == []


def test_one_whose_ledger_is_whole_has_none_either(site: Site) -> None:
    assert told(kept_site(site)) == []


def test_the_text_that_is_behind_is_told_with_the_newer_one_and_three_ways_out(site: Site) -> None:
    kept_site(site.pair("page.md", *(f"---\ntitle: A\ndescription: B\nevidence: false\n---\n\n{AIMS}",) * 2))
    file = site.root / "docs/en/page.md"
    file.write_text(file.read_text(encoding="utf-8").replace("Second", "Other"), encoding="utf-8")
    (found,) = judge(site.root).warnings()
    assert (found.check, found.path, found.line) == ("behind", "docs/vi/page.md", 11)
    for said in (found.vi, found.en):
        assert "docs/en/page.md:11" in said
        assert "make confirm PAGE=page.md SECTION=means" in said
        assert "Still-matches: page.md#means" in said


DAMAGES: Mapping[str, Callable[[str], str]] = {
    "a fingerprint changed by hand": lambda text: re.sub("(  en: )[0-9a-f]{4}", r"\g<1>0000", text),
    "a value swapped": lambda text: text.replace("  vi: ", "  xx: ").replace("  en: ", "  vi: "),
    "a line that no command writes": lambda text: text.replace(".opening:", ".opening: {a: &b *b}"),
    "the marks of a conflict": lambda text: text.replace(".opening:", "<<<<<<< HEAD\n.opening:"),
    "an entry twice": lambda text: text + text,
    "nothing": lambda _: "",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_ledger_edited_by_hand_gives_an_error_that_names_what_mends_it(site: Site, damage: str) -> None:
    file = kept_site(site).root / "data/sync/index.yml"
    file.write_text(DAMAGES[damage](file.read_text(encoding="utf-8")), encoding="utf-8")
    errors = judge(site.root).errors
    assert {found.check for found in errors} == {"ledger"}
    assert all("make confirm REBUILD=1" in said for found in errors for said in (found.vi, found.en))


def test_bytes_that_are_no_text_give_the_same_error(site: Site) -> None:
    kept_site(site).write("data/sync/index.yml", b"\xff\xfe\x00")
    assert {found.check for found in judge(site.root).errors} == {"ledger"}


def test_entries_of_a_page_or_a_section_that_is_gone_are_told_with_what_to_delete(site: Site) -> None:
    kept_site(site.pair("page.md", *(f"---\ntitle: A\ndescription: B\nevidence: false\n---\n\n{AIMS}",) * 2))
    for code in LANGUAGES:
        file = site.root / f"docs/{code}/page.md"
        file.write_text(file.read_text(encoding="utf-8").replace("## Means {#means}\n", ""), encoding="utf-8")
        (site.root / f"docs/{code}/index.md").rename(site.root / f"docs/{code}/gone.md")
    problems = [found for found in judge(site.root).errors if found.check == "ledger"]
    assert [(found.path, found.line) for found in problems] == [("data/sync/index.yml", 1), ("data/sync/page.yml", 16)]
    assert "delete the lines 16–20" in problems[1].en
    lines = (site.root / "data/sync/page.yml").read_text(encoding="utf-8").splitlines(keepends=True)
    site.write("data/sync/page.yml", "".join(lines[:15] + lines[20:]))
    assert [found.path for found in judge(site.root).errors if found.check == "ledger"] == ["data/sync/index.yml"]


class Merge:
    """Two people's changes to the files of a ledger, merged by git."""

    def __init__(self, folder: Path, ids: list[str]) -> None:
        self.root = folder
        self.entries = {key: self.entry(key) for key in ids}
        self.git("init", "--quiet", "--initial-branch", "main")
        self.write(self.entries)
        self.commit()

    @staticmethod
    def entry(text: str) -> dict[str, str]:
        return {code: sections(next(iter(both(f"{text} {code}", ""))))["aims"].fingerprint for code in LANGUAGES}

    def git(self, *arguments: str) -> int:
        who = {f"GIT_{role}_{what}": "x" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        return run(["git", *arguments], self.root, **PLAIN, **who).code

    def write(self, entries: Mapping[str, Mapping[str, str]], name: str = "page") -> None:
        (self.root / f"{name}.yml").write_text(ledger.text(entries), encoding="utf-8")

    def commit(self) -> None:
        assert self.git("add", "--all") == 0
        assert self.git("commit", "--quiet", "--message", "x") == 0

    def merged(self, ours: dict[str, str | None], theirs: dict[str, str | None], name: str = "page") -> bool:
        """Whether changes of sections by id (None: removed) merge, and into what both meant; they may move the file."""
        results = []
        for branch, change in (("ours", ours), ("theirs", theirs)):
            assert self.git("switch", "--quiet", "--create", branch, "main") == 0
            results.append(self.changed(change))
            if branch == "theirs" and name != "page":
                assert self.git("mv", "page.yml", f"{name}.yml") == 0
            self.write(results[-1], name if branch == "theirs" else "page")
            self.commit()
        if self.git("merge", "--quiet", "--no-edit", "ours"):
            return False
        meant = self.changed(ours | theirs)
        read, problems = sync.read(self.root)
        assert not problems
        return read.entries[f"{name}.md"] == {("" if key == ".opening" else key): of for key, of in meant.items()}

    def changed(self, change: dict[str, str | None]) -> dict[str, dict[str, str]]:
        found = dict(self.entries)
        for key, text in change.items():
            found[key] = self.entry(text or "")
            if text is None:
                del found[key]
        return found


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({"b": "new"}, {"c": "new"}),
        ({"a": "new", "c": "new"}, {"b": "new", "d": "new"}),
        ({"d": "new"}, {"e": "added"}),
        ({"b": None}, {"a": "new", "c": "new"}),
        ({"d": None}, {"c": "new"}),
        ({"a": "new"}, {"a": "new"}),
    ],
)
def test_pull_requests_that_touch_different_sections_merge(
    tmp_path: Path, ours: dict[str, str | None], theirs: dict[str, str | None]
) -> None:
    assert Merge(tmp_path, ["a", "b", "c", "d"]).merged(ours, theirs)


def test_a_page_that_moves_merges_with_a_section_that_changes(tmp_path: Path) -> None:
    assert Merge(tmp_path, ["a", "b", "c", "d"]).merged({"b": "new"}, {"d": "new"}, name="moved")


def test_one_section_changed_in_two_ways_is_a_conflict_that_is_told(tmp_path: Path) -> None:
    merge = Merge(tmp_path, ["a", "b"])
    assert not merge.merged({"b": "one"}, {"b": "two"})
    _, problems = sync.read(tmp_path)
    assert ["must hold no marks of a conflict" in problem.en for problem in problems] == [True, True]


def test_the_site_keeps_a_ledger_of_its_pages() -> None:
    kept, problems = sync.read(ROOT / ledger.FOLDER)
    assert not problems
    assert "integration/goals.md" in kept.entries


def test_text_checks_leave_the_ledger_alone(site: Site) -> None:
    text = "vi: hoà bình\n"
    site.write("data/sync/folder/page.yml", text).write("data/other.yml", text)
    fix(site.root)
    assert site.root.joinpath("data/sync/folder/page.yml").read_text(encoding="utf-8") == text
    assert site.root.joinpath("data/other.yml").read_text(encoding="utf-8") == "vi: hòa bình\n"
