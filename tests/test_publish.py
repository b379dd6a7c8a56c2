"""What a release manager is promised: one command, whole or nothing, and a sentence for each refusal."""

import fcntl
import json
import os
import shutil
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from conftest import Result, Site, little_site, run
from releasing import PLAIN, Desk, desk


@pytest.fixture
def manager(site: Site) -> Desk:
    return desk(site).announce("2020.1")


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that has published its first release, to be copied by whoever changes it."""
    folder = tmp_path_factory.mktemp("released")
    result = desk(little_site(folder)).announce("2020.1").release("2020.1")
    assert result.code == 0, result.output
    return folder


@pytest.fixture
def again(released: Path, tmp_path: Path) -> Desk:
    """The same manager, with one release published."""
    shutil.copytree(released, tmp_path / "copy", symlinks=True)
    return Desk(tmp_path / "copy")


def refused(result: Result, vi: str, en: str) -> None:
    assert result.code == 1, result.output
    assert vi in result.output
    assert en in result.output
    assert "Nothing was published; everything is as it was." in result.output
    assert "Traceback" not in result.output


def test_a_release_is_published_tagged_and_told_with_the_addresses_to_check(again: Desk) -> None:
    assert again.git("cat-file", "-t", "refs/tags/2020.1") == "tag"
    assert again.git("rev-parse", "2020.1^{commit}") == again.git("rev-parse", "main")
    assert (
        again.git("log", "-1", "--format=%an <%ae> %s", "gh-pages")
        == "Biên tập viên <editor@example.org> Publish 2020.1"
    )
    assert again.git("rev-list", "--count", "gh-pages") == "1"
    assert '<html lang="en"' in again.published("2020.1/en/index.html")


def test_the_command_shows_its_progress_and_ends_with_the_addresses(manager: Desk) -> None:
    result = manager.release("2020.1")
    assert result.code == 0, result.output
    steps = [line for line in result.output.splitlines() if line.startswith("▸")]
    assert [step.split(" · ")[1] for step in steps] == [
        "Checking the repository and the data …",
        "Building strictly …",
        "Running the tests: true …",
        "Moving the branch and the tag …",
    ]
    for address in ("2020.1/", "2020.1/en/updates/#release-2020.1", "latest/en/", "updates.vi.atom"):
        assert f"  https://example.org/policy/{address}\n" in result.output
    assert manager.git("status", "--porcelain") == ""


def test_a_rehearsal_does_all_and_changes_nothing(manager: Desk) -> None:
    before = manager.state()
    result = manager.release("2020.1", "--check")
    assert result.code == 0, result.output
    assert "gh-pages: – → " in result.output
    assert "files changed: " in result.output
    assert "Nothing was changed." in result.output
    assert manager.state() == before


def _dirty(manager: Desk) -> None:
    (manager.root / "docs/vi/index.md").write_text("---\ntitle: x\n---\n", encoding="utf-8")


def _untracked(manager: Desk) -> None:
    (manager.root / "docs/new.txt").write_text("x", encoding="utf-8")


def _nameless(manager: Desk) -> None:
    manager.git("config", "user.useConfigOnly", "true")
    manager.git("config", "--unset", "user.email")


def _checked_out(manager: Desk) -> None:
    manager.git("branch", "gh-pages")
    manager.git("worktree", "add", "--quiet", str(manager.root.parent / "pages"), "gh-pages")


def _shallow(manager: Desk) -> None:
    manager.git("fetch", "--quiet", "--depth=1", f"file://{manager.root}", "main")


def _future(manager: Desk) -> None:
    file = manager.root / "data/releases.yml"
    text = file.read_text(encoding="utf-8").replace("'2020-01-15'", "'2999-01-15'").replace("2020.1", "2999.1")
    file.write_text(text, encoding="utf-8")
    manager.commit()


def _tagged_elsewhere(manager: Desk) -> None:
    manager.git("tag", "2020.1", "HEAD^")


def _skipped(manager: Desk) -> None:
    manager.git("tag", "2020.1")
    manager.announce("2020.1", "2020.2")


# What is done before, the version asked for, and both sentences.
REFUSALS: dict[str, tuple[Callable[[Desk], object], str, str, str]] = {
    "a change that is not committed": (
        _dirty, "2020.1",
        "mọi thay đổi phải nằm trong commit (docs/vi/index.md); hãy chạy: git add --all && git commit -m '…'",
        "every change must be committed (docs/vi/index.md); run: git add --all && git commit -m '…'",
    ),
    "a file that git does not know": (
        _untracked, "2020.1",
        "mọi thay đổi phải nằm trong commit (docs/new.txt)",
        "every change must be committed (docs/new.txt)",
    ),
    "a version without a record": (
        Desk.state, "2020.7",
        "2020.7 phải có trong data/releases.yml (đang có: 2020.1); hãy chép bản ghi cuối, sửa, rồi commit",
        "2020.7 must be in data/releases.yml (there are: 2020.1); copy its last record, change it, then commit",
    ),
    "a date in the future": (
        _future, "2999.1",
        "ngày phát hành không được ở tương lai (2999-01-15); hãy sửa, ví dụ: date: '",
        "the date must not be in the future (2999-01-15); mend it, for example: date: '",
    ),
    "a tag on another commit": (
        _tagged_elsewhere, "2020.1",
        "thẻ 2020.1 đang ở một commit khác, mà 2020.1 chưa được phát hành; hãy bỏ thẻ: git tag -d 2020.1",
        "the tag 2020.1 is on another commit, and 2020.1 is not published; remove the tag: git tag -d 2020.1",
    ),
    "a release before it that is not published": (
        _skipped, "2020.2",
        "các bản trước phải được phát hành trước: 2020.1; hãy chạy, ở commit của bản ấy: make release VERSION=2020.1",
        "the releases before must be published first: 2020.1; run, at its commit: make release VERSION=2020.1",
    ),
    "a version that is not the newest": (
        _skipped, "2020.1",
        "2020.1 phải là bản mới nhất trong data/releases.yml (đang có 2020.2); hãy phát hành bản ấy",
        "2020.1 must be the newest of data/releases.yml (there is 2020.2); release that one",
    ),
    "an editor without a name": (
        _nameless, "2020.1",
        "git chưa biết ai là người phát hành; hãy chạy: git config user.name '…' và git config user.email '…'",
        "git must know who releases; run: git config user.name '…' and git config user.email '…'",
    ),
    "a branch that is checked out": (
        _checked_out, "2020.1",
        "không được mở nhánh gh-pages ở thư mục nào; hãy chạy ở đó: git switch --detach",
        "the branch gh-pages must not be checked out anywhere; run there: git switch --detach",
    ),
    "a clone without its history": (
        _shallow, "2020.1",
        "kho mã phải có đủ lịch sử, vì ngày của trang lấy từ đó; hãy chạy: git fetch --unshallow",
        "the repository must have its whole history, which dates the pages; run: git fetch --unshallow",
    ),
}  # fmt: skip


@pytest.mark.parametrize("reason", REFUSALS)
def test_a_release_that_must_not_be_is_refused_with_what_to_do_and_nothing_changes(manager: Desk, reason: str) -> None:
    prepare, version, vi, en = REFUSALS[reason]
    prepare(manager)
    before = manager.state()
    refused(manager.release(version), vi, en)
    assert manager.state() == before


def test_every_reason_is_told_in_one_run(manager: Desk) -> None:
    _dirty(manager)
    manager.git("tag", "2020.1", "HEAD^")
    result = manager.release("2020.1")
    for told in ("every change must be committed", "the tag 2020.1 is on another commit", "docs/vi/index.md:"):
        assert told in result.output


def test_what_is_published_is_published_once(again: Desk) -> None:
    before = again.state()
    en = "2020.1 is published, and what is published never changes"
    refused(again.release("2020.1"), "2020.1 đã được phát hành", en)
    again.git("commit", "--quiet", "--allow-empty", "--message", "Go on")
    refused(again.release("2020.1"), "2020.1 đã được phát hành", en)
    again.git("update-ref", "refs/heads/main", "main^")
    assert again.state() == before


def test_broken_data_is_refused_at_its_line(manager: Desk) -> None:
    (manager.root / "data/events.yml").write_text("- id: x\n", encoding="utf-8")
    refused(manager.commit().release("2020.1"), "data/events.yml:1:", "`when` (x) must be given")


def test_a_strict_build_with_a_warning_is_refused_with_what_was_said(manager: Desk) -> None:
    configuration = manager.root / "mkdocs.yml"
    configuration.write_text(configuration.read_text(encoding="utf-8") + "colour: red\n", encoding="utf-8")
    before = manager.commit().state()
    result = manager.release("2020.1")
    refused(result, "phải dựng được trang ở chế độ nghiêm ngặt", "the strict build must pass")
    assert "colour" in result.output
    assert manager.state() == before


def test_failing_tests_are_refused(manager: Desk) -> None:
    before = manager.state()
    result = manager.release("2020.1", tests="sh -c 'echo one test failed; exit 3'")
    refused(result, "có kiểm thử chưa đạt; hãy sửa theo kết quả của `sh -c", "all tests must pass; mend what `sh -c")
    assert manager.state() == before


def test_a_comparison_that_is_missing_or_out_of_date_is_refused(again: Desk) -> None:
    again.announce("2020.1", "2020.2")
    frozen = again.root / "data/changes/2020.2.json"
    text = frozen.read_text(encoding="utf-8")
    frozen.unlink()
    vi = "data/changes/2020.2.json phải ghi đúng những gì đã thay đổi; hãy chạy: make changes VERSION=2020.2"
    en = "data/changes/2020.2.json must hold what changed; run: make changes VERSION=2020.2, then commit"
    refused(again.commit().release("2020.2"), vi, en)
    frozen.write_text(text, encoding="utf-8")
    page = again.root / "docs/en/index.md"
    page.write_text(page.read_text(encoding="utf-8").replace("Hello.", "Welcome."), encoding="utf-8")
    refused(again.commit().release("2020.2"), vi, en)
    assert again.changes("2020.2").code == 0
    assert again.commit().release("2020.2").code == 0


def test_a_branch_that_moved_meanwhile_is_left_as_it_is(manager: Desk) -> None:
    moved = manager.git("commit-tree", "-m", "Someone else", "HEAD^{tree}")
    result = manager.release("2020.1", tests=f"git update-ref refs/heads/gh-pages {moved}")
    refused(result, "nhánh hoặc thẻ đã thay đổi trong lúc dựng; hãy chạy lại", "moved meanwhile; run this again")
    assert manager.git("rev-parse", "gh-pages") == moved
    assert manager.git("tag") == ""


def test_of_two_releases_at_once_the_second_stops_and_nothing_is_lost(manager: Desk) -> None:
    before = manager.state()
    with (manager.root / ".git/compendium-release.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        vi, en = "đang có một lần phát hành khác; hãy đợi nó xong rồi chạy lại", "another release is under way; wait"
        refused(manager.release("2020.1"), vi, en)
    assert manager.state() == before
    assert manager.release("2020.1").code == 0


def test_while_one_release_runs_its_tests_another_is_turned_away(manager: Desk) -> None:
    """Two real processes: the second starts while the first is at its tests."""
    at, go = manager.root.parent / "at", manager.root.parent / "go"
    wait = f"sh -c 'touch {at}; while [ ! -e {go} ]; do sleep 0.1; done'"
    with ThreadPoolExecutor() as pool:
        first = pool.submit(manager.release, "2020.1", tests=wait)
        while not at.exists():
            assert not first.done(), first.result().output
            time.sleep(0.1)
        refused(manager.release("2020.1"), "đang có một lần phát hành khác", "another release is under way; wait")
        go.touch()
        assert first.result().code == 0, first.result().output
    assert manager.git("tag") == "2020.1"


@pytest.fixture
def remote(again: Desk, tmp_path: Path) -> Desk:
    """Where the manager pushes to."""
    folder = tmp_path / "remote.git"
    assert run(["git", "init", "--quiet", "--bare", str(folder)], tmp_path, **PLAIN).code == 0
    again.git("remote", "add", "origin", str(folder))
    again.git("push", "--quiet", "origin", "main")
    return Desk(folder)


def test_nothing_is_pushed_unless_it_is_asked_for(again: Desk, remote: Desk) -> None:
    again.announce("2020.1", "2020.2")
    assert again.release("2020.2").code == 0
    assert remote.git("for-each-ref", "--format=%(refname)") == "refs/heads/main"


def test_a_push_takes_the_branch_and_the_tag_and_completes_what_was_only_published_here(
    again: Desk, remote: Desk
) -> None:
    result = again.release("2020.1", "--push")
    assert result.code == 0, result.output
    assert "Completing a release that is here already" in result.output
    assert remote.git("rev-parse", "gh-pages", "2020.1") == again.git("rev-parse", "gh-pages", "2020.1")


@pytest.mark.usefixtures("remote")
def test_a_remote_that_has_moved_on_is_refused_before_anything_is_built(again: Desk) -> None:
    moved = again.git("commit-tree", "-m", "Someone else", "-p", "gh-pages", "gh-pages^{tree}")
    again.git("push", "--quiet", "origin", f"{moved}:refs/heads/gh-pages")
    before = again.announce("2020.1", "2020.2").state()
    result = again.release("2020.2", "--push")
    fetch = "git fetch origin gh-pages:gh-pages"
    refused(
        result, f"nhánh gh-pages trên origin đã có thay đổi mới hơn; hãy chạy: {fetch}", f"has moved on; run: {fetch}"
    )
    assert "Building" not in result.output
    assert again.state() == before


def test_what_the_remote_refuses_is_taken_back_here(again: Desk, remote: Desk) -> None:
    again.git("push", "--quiet", "origin", "gh-pages")
    hook = remote.root / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    before = again.announce("2020.1", "2020.2").state()
    refused(again.release("2020.2", "--push"), "origin từ chối; hãy lấy về rồi chạy lại", "origin refused; fetch, then")
    assert again.state() == before


def test_a_fresh_clone_goes_on_where_the_remote_stands(again: Desk, remote: Desk, tmp_path: Path) -> None:
    assert again.release("2020.1", "--push").code == 0
    again.announce("2020.1", "2020.2").git("push", "--quiet", "origin", "main")
    again.git("clone", "--quiet", "--branch", "main", str(remote.root), str(tmp_path / "clone"))
    clone = Desk(tmp_path / "clone")
    clone.git("config", "user.name", "Editor")
    clone.git("config", "user.email", "editor@example.org")
    result = clone.release("2020.2", "--push")
    assert result.code == 0, result.output
    assert remote.git("rev-list", "--count", "gh-pages") == "2"
    assert set(remote.files("gh-pages")) >= {"2020.1/index.html", "2020.2/index.html"}


def test_two_who_publish_the_same_release_are_told_how_to_go_on(again: Desk, remote: Desk) -> None:
    """What is only here was never pushed; the command that is told works as it stands."""
    again.git("push", "--quiet", "origin", "gh-pages")
    other = again.git("commit-tree", "-m", "Someone else", "-p", "gh-pages", "gh-pages^{tree}")
    again.git("push", "--quiet", "origin", f"{other}:refs/heads/gh-pages")
    again.git("update-ref", "-d", "refs/remotes/origin/gh-pages")
    again.announce("2020.1", "2020.2")
    assert again.release("2020.2").code == 0
    refused(again.release("2020.2", "--push"), "hãy chạy: git fetch origin", "has moved on; run: git fetch origin")
    again.git("fetch", "--quiet", "origin")
    command = "git fetch origin +gh-pages:gh-pages && git tag -d 2020.2"
    refused(again.release("2020.2", "--push"), f"hãy chạy: {command}", f"run: {command}")
    assert run(["sh", "-c", command], again.root, **PLAIN).code == 0
    result = again.release("2020.2", "--push")
    assert result.code == 0, result.output
    assert remote.git("rev-parse", "gh-pages^") == other


def test_a_tag_that_the_remote_has_in_another_form_is_left_alone(again: Desk, remote: Desk) -> None:
    again.git("update-ref", "-d", "refs/heads/gh-pages")
    again.git("push", "--quiet", "origin", "2020.1")
    there = remote.git("rev-parse", "2020.1")
    again.git("update-ref", "refs/tags/2020.1", again.git("rev-parse", "main"))
    result = again.release("2020.1", "--push")
    assert result.code == 0, result.output
    assert remote.git("rev-parse", "2020.1") == there
    assert remote.git("rev-parse", "gh-pages") == again.git("rev-parse", "gh-pages")
    # Once more, as the workflow does that the tag started: there is nothing to do, and that is no mistake.
    assert again.release("2020.1", "--push").code == 0


def test_tags_that_were_only_here_go_with_the_next_push(again: Desk, remote: Desk) -> None:
    again.announce("2020.1", "2020.2")
    assert again.release("2020.2", "--push").code == 0
    assert remote.git("tag").split() == ["2020.1", "2020.2"]


def test_an_answer_that_was_lost_is_no_refusal(again: Desk, remote: Desk) -> None:
    """The remote takes the push, and the connection breaks before it says so."""
    git = again.root.parent / "bin/git"
    git.parent.mkdir()
    real = shutil.which("git")
    git.write_text(f'#!/bin/sh\n{real} "$@" || exit\ncase "$*" in *" push "*) echo broken >&2; exit 128;; esac\n')
    git.chmod(0o755)
    again.announce("2020.1", "2020.2")
    path = f"{git.parent}{os.pathsep}{os.environ['PATH']}"
    result = again.release("2020.2", "--push", PATH=path)
    assert result.code == 0, result.output
    assert remote.git("rev-parse", "gh-pages", "2020.2") == again.git("rev-parse", "gh-pages", "2020.2")


def test_where_the_remote_falls_silent_what_is_here_stays_and_the_next_run_completes(again: Desk, remote: Desk) -> None:
    away = remote.root.with_name("away")
    git = again.root.parent / "bin/git"
    git.parent.mkdir()
    real = shutil.which("git")
    git.write_text(f'#!/bin/sh\ncase "$*" in *" push "*) mv {remote.root} {away}; exit 128;; esac\nexec {real} "$@"\n')
    git.chmod(0o755)
    again.announce("2020.1", "2020.2")
    result = again.release("2020.2", "--push", PATH=f"{git.parent}{os.pathsep}{os.environ['PATH']}")
    assert result.code == 1
    assert "published here; whether origin has it is not known, run this again to complete it" in result.output
    assert "đã phát hành tại máy này; chưa rõ origin đã nhận hay chưa" in result.output
    assert "Nothing was published" not in result.output
    away.rename(remote.root)
    result = again.release("2020.2", "--push")
    assert result.code == 0, result.output
    assert remote.git("rev-parse", "gh-pages", "2020.2") == again.git("rev-parse", "gh-pages", "2020.2")


def test_a_correction_follows_what_it_corrects(again: Desk) -> None:
    for versions in (["2020.1", "2020.1.1"], ["2020.1", "2020.1.1", "2020.2"]):
        result = again.announce(*versions).release(versions[-1])
        assert result.code == 0, result.output
    versions = [item["version"] for item in json.loads(again.published("versions.json"))]
    assert versions == ["2020.2", "2020.1.1", "2020.1"]
    assert json.loads((again.root / "data/changes/2020.2.json").read_text(encoding="utf-8"))["since"] == "2020.1.1"


@pytest.mark.parametrize("lost", ["date", "comparison"])
def test_what_was_said_of_a_published_release_stays_as_it_was(again: Desk, lost: str) -> None:
    assert again.announce("2020.1", "2020.2").release("2020.2").code == 0
    again.announce("2020.1", "2020.2", "2020.3")
    records = again.root / "data/releases.yml"
    text = records.read_text(encoding="utf-8")
    if lost == "comparison":
        (again.root / "data/changes/2020.2.json").unlink()
        vi, en = (
            "data/changes/2020.2.json phải như khi phát hành",
            "data/changes/2020.2.json must be as it was published",
        )
    else:
        records.write_text(text.replace("2020-01-15", "2020-01-14"), encoding="utf-8")
        vi, en = "bản ghi của 2020.1 phải như khi phát hành", "the record of 2020.1 must be as it was published"
    before = again.commit().state()
    refused(again.release("2020.3"), vi, en)
    assert again.state() == before


def test_a_published_release_cannot_be_left_out(again: Desk) -> None:
    vi, en = "bản ghi của 2020.1 phải như khi phát hành", "the record of 2020.1 must be as it was published"
    refused(again.announce("2020.2").release("2020.2"), vi, en)


def test_the_comparison_of_a_published_release_is_not_written_again(again: Desk) -> None:
    assert again.announce("2020.1", "2020.2").release("2020.2").code == 0
    before = again.state()
    result = again.changes("2020.2")
    assert result.code == 1
    assert "2020.2 is published: what is kept of it does not change any more" in result.output
    assert again.state() == before


def test_a_release_of_older_models_can_still_be_compared_with(again: Desk) -> None:
    """What was released was judged by the rules of its day, and nobody can mend it now."""
    pages = again.root / "hooks/compendium/pages.py"
    text = pages.read_text(encoding="utf-8").replace(
        "    evidence: bool = ", "    audience: Plain\n    evidence: bool = ", 1
    )
    pages.write_text(text, encoding="utf-8")
    for page in (again.root / "docs").rglob("*.md"):
        page.write_text(
            page.read_text(encoding="utf-8").replace("evidence:", "audience: all\nevidence:"), encoding="utf-8"
        )
    result = again.announce("2020.1", "2020.2").release("2020.2")
    assert result.code == 0, result.output


def test_a_list_of_versions_that_was_tampered_with_is_told(again: Desk) -> None:
    blob = again.git("hash-object", "-w", "mkdocs.yml")
    tree = again.git("ls-tree", "gh-pages").replace(again.git("rev-parse", "gh-pages:versions.json"), blob)
    made = run(["sh", "-c", f"printf '%s\n' '{tree}' | git mktree"], again.root, **PLAIN).output.strip()
    again.announce("2020.1", "2020.2")
    again.git("update-ref", "refs/heads/gh-pages", again.git("commit-tree", "-m", "x", "-p", "gh-pages", made))
    vi, en = (
        "versions.json trên nhánh gh-pages phải đúng như mike đã ghi",
        "must be as mike wrote it; mend it on that branch",
    )
    refused(again.release("2020.2"), vi, en)


def test_a_change_made_during_the_tests_is_not_published_unseen(manager: Desk) -> None:
    before = manager.git("for-each-ref")
    result = manager.release("2020.1", tests="touch docs/new.txt")
    refused(result, "thư mục làm việc đã thay đổi trong lúc kiểm thử", "the working copy changed during the tests")
    assert manager.git("for-each-ref") == before


@pytest.mark.parametrize("version", ["2026-3", "v2026.2", "2026.1;touch x", "$(touch x)", ""])
def test_what_is_no_version_is_told_how_one_looks(manager: Desk, version: str) -> None:
    result = manager.release(version)
    assert result.code == 2
    assert "a version looks like 2026.3 or 2026.3.1" in result.output


def test_interrupted_by_hand_it_says_where_things_stand(manager: Desk) -> None:
    before = manager.state()
    result = manager.release("2020.1", tests="sh -c 'kill -INT $PPID; sleep 5'")
    assert result.code == 130
    assert "Everything is as it was, or done; run this again to complete it." in result.output
    assert "Traceback" not in result.output
    assert manager.state() == before


def test_a_tag_that_was_pushed_first_is_kept(manager: Desk) -> None:
    manager.git("tag", "2020.1")
    assert manager.release("2020.1").code == 0
    assert manager.git("rev-parse", "2020.1") == manager.git("rev-parse", "main")


def test_a_wrong_use_ends_with_2_and_help_with_0(manager: Desk) -> None:
    assert manager.release("2020.1", "--colour").code == 2
    helped = manager.release("--help")
    assert helped.code == 0
    assert "--check" in helped.output
