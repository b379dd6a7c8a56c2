"""The command that reports on a pull request from two commits."""

import shutil
import sys
from pathlib import Path

import pytest
from compendium import proposal, report, report_changes, sync
from compendium.changes import COMPARED
from compendium.proposal import Side
from compendium.redline import Part
from compendium.report import Compared
from compendium.wording import Voice
from conftest import EVENT, ROOT, Result, Site, front, run
from proposing import host, table
from releasing import PLAIN, Desk, desk

VI = "Việt Nam tham gia các khuôn khổ quốc tế về khoa học và công nghệ.\n"
EN = "Vietnam takes part in international frameworks of science and technology.\n"


def told(root: Path, *arguments: str) -> Result:
    command = [sys.executable, "-m", "compendium.pr_report", "--root", str(root), *arguments]
    return run(command, root.parent, **(PLAIN | {"PYTHONPATH": str(ROOT / "hooks"), "LC_ALL": "C.UTF-8"}))


@pytest.fixture
def editor(site: Site) -> Desk:
    """A little project with one page, on its main branch."""
    return desk(site.pair("index.md", front("Trang chủ") + VI, front("Home") + EN))


def change(editor: Desk, path: str, old: str, new: str, subject: str = "Change the text") -> Desk:
    file = editor.root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    return editor.commit(subject)


@pytest.mark.parametrize(
    ("kind", "name", "code", "verdict"),
    [
        ("bad", "the id of another record", 1, "Not ready to be merged: errors to mend first: 1."),
        ("innocent", "a slip of the pen is mended, and marked as such", 0, "Nothing to mend"),
    ],
)
def test_the_command_reports_on_two_commits_of_the_real_project(
    tmp_path: Path, kind: str, name: str, code: int, verdict: str
) -> None:
    made, pull = host(tmp_path), table(kind)[name]
    commit = made.open(pull)
    (tmp_path / "text").write_text(pull.text, encoding="utf-8")
    arguments = ["--base=main", f"--head={commit}", f"--text={tmp_path / 'text'}", f"--output={tmp_path / 'report.md'}"]
    result = told(made.root, *arguments)
    assert result.code == code, result.output
    assert "##" not in result.output
    text = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert f"**{verdict}" in text
    assert "<ins>" in text


HOSTILE = [
    "-x",
    "--output=planted",
    "main:docs",
    "$(touch planted)",
    "`touch planted`",
    "a b",
    "--git-dir",
    "@{-1}",
    "nope",
    ":/B",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_a_commit_and_can_be_nothing_else(editor: Desk, name: str) -> None:
    before = editor.state()
    for option in ("base", "head"):
        result = told(editor.root, f"--{option}={name}", *(["--base=main"] if option == "head" else []))
        assert result.code == 2
        assert f"{option.upper()} must be a branch or a commit there is" in result.output
        assert f"{option.upper()} phải là" in result.output
        assert "Traceback" not in result.output
    assert editor.state() == before
    assert not [*editor.root.parent.rglob("planted")]


def test_a_clone_without_its_history_says_how_to_get_it(editor: Desk, tmp_path: Path) -> None:
    editor.commit("Another")
    editor.git("clone", "--quiet", "--depth=1", f"file://{editor.root}", str(tmp_path / "shallow"))
    result = told(tmp_path / "shallow", "--base=main")
    assert result.code == 2
    assert result.output.count("git fetch --unshallow") == 2


def test_what_has_no_history_in_common_is_refused_with_a_sentence(editor: Desk) -> None:
    editor.git("switch", "--quiet", "--orphan", "apart")
    editor.commit()
    result = told(editor.root, "--base=main")
    assert result.code == 2
    assert "BASE and HEAD must share some history" in result.output


def test_what_is_no_repository_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    assert "must be a git repository" in told(tmp_path / "plain").output


def test_a_report_that_cannot_be_written_is_told_in_a_sentence(editor: Desk, tmp_path: Path) -> None:
    result = told(editor.root, "--base=main", "--head=main", f"--output={tmp_path / 'none' / 'report.md'}")
    assert result.code == 2
    assert "must be writable" in result.output
    assert "Traceback" not in result.output


def test_the_first_commit_of_all_changes_nothing(editor: Desk) -> None:
    result = told(editor.root, "--base=main", "--head=main")
    assert result.code == 0, result.output
    assert "No page changes." in result.output


def test_it_starts_where_both_part_and_a_merge_takes_nothing_away(editor: Desk) -> None:
    editor.git("switch", "--quiet", "--create", "mine")
    change(editor, "docs/en/index.md", "takes part", "has taken part")
    editor.git("switch", "--quiet", "main")
    change(editor, "docs/vi/index.md", "Trang chủ", "Trang đầu")
    editor.git("switch", "--quiet", "mine")
    for _ in ("apart", "merged"):
        text = told(editor.root, "--base=main").output
        assert "Vietnam <del>takes</del><ins>has taken</ins> part" in text
        assert "<ins>đầu</ins>" not in text
        editor.git("merge", "--quiet", "--no-edit", "main")


def test_the_working_tree_is_read_as_it_is(editor: Desk) -> None:
    file = editor.root / "docs/en/index.md"
    file.write_text(file.read_text(encoding="utf-8").replace("takes part", "has taken part"), encoding="utf-8")
    assert "No page changes." in told(editor.root, "--base=main").output
    assert "<del>takes</del><ins>has taken</ins>" in told(editor.root, "--base=main", "--head=.").output


def test_one_language_owes_and_is_told_three_ways_out(editor: Desk) -> None:
    editor.git("switch", "--quiet", "--create", "mine")
    change(editor, "docs/vi/index.md", "tham gia", "góp mặt trong")
    text = told(editor.root, "--base=main").output
    for said in ("`docs/en/index.md`", "Still-matches: index.md", "make confirm PAGE=index.md", "Mechanical: index.md"):
        assert said in text
    editor.commit("It matches\n\nStill-matches: index.md")
    assert "Nothing: both languages are in step." in told(editor.root, "--base=main").output


def test_what_cannot_be_read_is_told_and_the_rest_is_compared(editor: Desk) -> None:
    editor.git("switch", "--quiet", "--create", "mine")
    change(editor, "data/events.yml", "when:", "\twhen:")
    (editor.root / "docs/vi/index.md").write_bytes(b"\xff\xfe")
    change(editor, "docs/en/index.md", "takes part", "has taken part")
    result = told(editor.root, "--base=main")
    assert result.code == 1
    assert "could not be compared: `data/events.yml`, `docs/vi/index.md`" in result.output
    assert "<del>takes</del><ins>has taken</ins>" in result.output
    assert "No record changes." in result.output


def test_no_code_of_either_side_is_run(editor: Desk) -> None:
    planted = editor.root.parent / "planted"
    code = f"from pathlib import Path\nPath({str(planted)!r}).touch()\n"
    for name in ("hooks/data.py", "hooks/compendium/__init__.py", "hooks/compendium/check.py", "sitecustomize.py"):
        (editor.root / name).write_text(code, encoding="utf-8")
    (editor.root / "overrides/compendium/timeline.html").write_text("{{ ''.__class__.__mro__ }}", encoding="utf-8")
    editor.git("switch", "--quiet", "--create", "mine")
    editor.commit()
    text = told(editor.root, "--base=main").output
    assert not planted.exists()
    assert "- `hooks/compendium/check.py`" in text
    assert "- `sitecustomize.py`" in text


def test_nothing_hides_from_the_report_and_no_link_leads_out_of_it(editor: Desk, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text(front("Secret") + "Kept at home.\n", encoding="utf-8")
    editor.git("switch", "--quiet", "--create", "mine")
    (editor.root / ".gitattributes").write_text("docs/** export-ignore\n", encoding="utf-8")
    for code in ("vi", "en"):
        (editor.root / f"docs/{code}/added.md").write_text(front("Added") + "A new page.\n", encoding="utf-8")
    (editor.root / "docs/en/linked.md").symlink_to(secret)
    editor.commit()
    text = told(editor.root, "--base=main").output
    assert "<ins>A new page.</ins>" in text
    assert "These are no plain files and were not read: `docs/en/linked.md`" in text
    assert "Kept at home" not in text


def test_a_record_that_came_is_shown_with_all_its_fields(editor: Desk) -> None:
    editor.git("switch", "--quiet", "--create", "mine")
    added = EVENT.replace("asean-accession", "apec-membership").replace("ASEAN", "APEC").replace("1995", "1998")
    change(editor, "data/events.yml", EVENT, EVENT + added)
    text = told(editor.root, "--base=main", "--language=en").output
    for said in ("<ins>Vietnam joins APEC</ins>", "<ins>Việt Nam gia nhập APEC</ins>", "<ins>mai-ha §1 ¶2</ins>"):
        assert said in text
    assert "apec-membership`: Added" in text
    assert "Báo cáo" not in text


def test_the_preview_is_linked_in_each_language_and_side_by_side(editor: Desk) -> None:
    editor.git("switch", "--quiet", "--create", "mine")
    change(editor, "docs/en/index.md", "takes part", "has taken part")
    linked = told(editor.root, "--base=main", "--site=https://example.org/preview/").output
    for address in ("", "en/", "song-ngu/"):
        assert f"<https://example.org/preview/{address}>" in linked
    assert "`site/en/index.html`" in told(editor.root, "--base=main", "--site=site").output
    assert "make serve" in told(editor.root, "--base=main").output
    assert told(editor.root, "--base=main", "--site=javascript:alert(1)").code == 2


def sides(root: Path) -> tuple[Side, Side]:
    """A page with one paragraph, and the same with many more, each of its own words."""
    for name, count in (("before", 1), ("after", 60)):
        words = [f"Số {number} " + f"từ{number} " * 40 for number in range(count)]
        for code in ("vi", "en"):
            Site(root / name).write(f"docs/{code}/index.md", front("Trang") + "\n\n".join(words) + "\n")
        for dataset in COMPARED:
            Site(root / name).data(dataset, "[]\n")
    return Side.read(root / "before"), Side.read(root / "after")


def test_a_report_that_is_too_long_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = proposal.compare(*sides(tmp_path), sync.Words())
    compared = Compared(base="main", head="mine", start="0")
    whole = report.markdown(found, compared, ["vi", "en"])
    assert "is cut here" not in whole
    monkeypatch.setattr(report, "MOST_BYTES", 9_000)
    cut = report.markdown(found, compared, ["vi", "en"])
    assert len(cut.encode()) < 10_000
    assert "The report is too long and is cut here" in cut
    assert report.markdown(found, compared, ["vi", "en"]) == cut


def test_a_long_text_is_cut_where_it_stands_and_where_it_changed() -> None:
    voice = Voice(["en"])
    same, new = "word " * 400, "new " * 4_000
    shown = report_changes.redline([Part("same", same), Part("inserted", "x"), Part("same", same)], voice)
    assert len(shown) < 500
    assert shown.count(r"\[…\]") == 2
    cut = report_changes.redline([Part("inserted", new), Part("deleted", "y")], voice)
    assert len(cut) < 4_200
    assert cut.endswith("</ins> [… 12001 characters left out]")


def test_a_ledger_that_is_deleted_is_an_error_and_new_findings_are_annotated(editor: Desk) -> None:
    kept = run([sys.executable, "-m", "compendium.confirm"], editor.root, PYTHONPATH=str(ROOT / "hooks"))
    assert kept.code == 0, kept.output
    editor.commit("Keep a ledger")
    editor.git("switch", "--quiet", "--create", "change")
    shutil.rmtree(editor.root / "data/sync")
    editor.commit("Delete it")
    result = told(editor.root, "--base=main", f"--output={editor.root.parent / 'report.md'}", "--annotations")
    assert result.code == 1, result.output
    assert "::error file=data/sync,line=1,title=ledger::" in result.output
