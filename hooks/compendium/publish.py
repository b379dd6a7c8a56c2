"""Publishes a release to the branch gh-pages of this repository, whole or not at all, and tags it.

Without --push nothing leaves this machine. With --check nothing is published, and what would happen is printed.
"""

import argparse
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from compendium import releases, staging
from compendium.edition import Edition
from compendium.git import GitError, environment, git
from compendium.history import VIETNAM
from compendium.language import LANGUAGES
from compendium.model import Release
from compendium.problem import Fault
from compendium.publication import feed_name, site_root
from compendium.readiness import Order, Refusal, behind, refuse
from compendium.repository import Moves, Repository

# What make tells the programs it starts.
_OF_MAKE = {"MAKEFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "MAKE_TERMERR", "MAKE_TERMOUT", "MFLAGS", "VERSION", "PUSH"}


class Unfinished(Fault):
    """The release is published here, and something is left to do."""


@dataclass(frozen=True)
class Staged:
    """A release that is built: the commit to publish, and the tip of the branch here that it was built on."""

    release: Release
    commit: str
    before: str | None


def main(arguments: list[str]) -> int:
    options = _parser().parse_args(arguments)
    repository = Repository(Path(options.root).resolve(), options.branch, options.remote)
    today = datetime.now(UTC).astimezone(VIETNAM).date()
    order = Order(repository, options.version, options.push, today)
    try:
        with repository.locked():
            (rehearse if options.check else publish)(order, shlex.split(options.tests))
    except Unfinished as stop:
        print(f"\n! {stop.vi}\n! {stop.en}", file=sys.stderr)
        return 1
    except (Refusal, Fault, GitError) as stop:
        print(f"\n{stop if isinstance(stop, Refusal) else Refusal([_told(stop)])}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        vi = "Đã ngắt. Mọi thứ vẫn như cũ, hoặc đã xong; hãy chạy lại để hoàn tất."
        print(f"\n{vi}\nInterrupted. Everything is as it was, or done; run this again to complete it.", file=sys.stderr)
        return 130
    return 0


def _told(stop: Fault | GitError) -> Fault:
    return stop if isinstance(stop, Fault) else Fault(f"git báo lỗi: {stop}", f"git says: {stop}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m compendium.publish", description=__doc__)
    parser.add_argument("version", type=releases.version, help="a release of data/releases.yml: 2026.1")
    parser.add_argument("--check", action="store_true", help="do all but publish, and print what would happen")
    parser.add_argument("--push", action="store_true", help="push the branch and the tag as well")
    parser.add_argument("--root", default=".", help="the working copy (default: the current folder)")
    parser.add_argument("--branch", default="gh-pages", help="the branch that is published (default: gh-pages)")
    parser.add_argument("--remote", default="origin", help="where --push pushes to (default: origin)")
    parser.add_argument("--tests", default="make test", help="the command that must pass (default: make test)")
    return parser


def rehearse(order: Order, tests: list[str]) -> None:
    """All that publishing does, but for the moving of refs."""
    repository = order.repository
    pushed = repository.remote if order.push else "không · no"
    if staging.is_unfinished(repository, order.version, order.push):
        print(f"{order.version}: đã có tại đây, chỉ còn hoàn tất · is here already, and would be completed")
    else:
        staged, base = _stage(order, tests), repository.published
        print(f"\nNếu phát hành {order.version} · If {order.version} were released:")
        print(f"  {repository.branch}: {(base or '–')[:12]} → {staged.commit[:12]}")
        print(f"  tệp thay đổi · files changed: {staging.size(repository, base, staged.commit)}")
        print(f"  thẻ · tag: {order.version} → {repository.head[:12]}")
    print(f"  đẩy lên · push: {pushed}")
    print("Chưa thay đổi gì. · Nothing was changed.")


def publish(order: Order, tests: list[str]) -> None:
    repository = order.repository
    # To push what the remote has already is no mistake: the workflow is started by the tag, too.
    if staging.is_unfinished(repository, order.version, order.push):
        _step("Hoàn tất lần phát hành đã có tại đây", "Completing a release that is here already")
        release = refuse(order, completing=True)
        staged = Staged(release, repository.published or "", repository.local)
    else:
        staged = _stage(order, tests)
    _step("Ghi nhánh và thẻ", "Moving the branch and the tag")
    moves = _moves(repository, staged)
    try:
        repository.move(moves)
    except GitError as error:
        vi = f"nhánh hoặc thẻ đã thay đổi trong lúc dựng; hãy chạy lại ({error})"
        en = f"the branch or the tag moved meanwhile; run this again ({error})"
        raise Fault(vi, en) from None
    if order.push:
        _push(order, moves)
    _tell(order, staged.release)


def _stage(order: Order, tests: list[str]) -> Staged:
    """Judges the release, builds it and runs the tests. Raises Refusal or Fault; nothing is published yet."""
    repository = order.repository
    _step("Kiểm tra kho mã và dữ liệu", "Checking the repository and the data")
    release = refuse(order)
    for late in behind(Edition.load(repository.root)):
        print(f"! {late}")
    before = repository.local
    work = staging.cleared(repository.folder / "compendium-release")
    try:
        _step("Dựng trang ở chế độ nghiêm ngặt", "Building strictly")
        commit = staging.stage(repository, release, site_root(repository.root), work)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    _step(f"Chạy kiểm thử: {shlex.join(tests)}", f"Running the tests: {shlex.join(tests)}")
    # What make was told for the release is not meant for the tests.
    plain = {name: value for name, value in environment().items() if name not in _OF_MAKE}
    if subprocess.run(tests, cwd=repository.root, env=plain, check=False).returncode:  # noqa: S603 - no shell
        command = shlex.join(tests)
        raise Fault(
            f"có kiểm thử chưa đạt; hãy sửa theo kết quả của `{command}`",
            f"all tests must pass; mend what `{command}` says",
        )
    if git(repository.root, "rev-parse", "HEAD") != repository.head or git(repository.root, "status", "--porcelain"):
        vi = "thư mục làm việc đã thay đổi trong lúc kiểm thử; hãy commit rồi chạy lại"
        raise Fault(vi, "the working copy changed during the tests; commit, then run this again")
    return Staged(release, commit, before)


def _step(vi: str, en: str) -> None:
    print(f"▸ {vi} · {en} …", flush=True)


def _moves(repository: Repository, staged: Staged) -> Moves:
    """What the refs become: the branch, and the tag unless it is there already."""
    version = staged.release.id
    moves: Moves = {f"refs/heads/{repository.branch}": (staged.before, staged.commit)}
    if repository.tag(version) is None:
        tagger = git(repository.root, "var", "GIT_COMMITTER_IDENT")
        head = f"object {repository.head}\ntype commit\ntag {version}\ntagger {tagger}\n"
        tag = git(repository.root, "mktag", text=f"{head}\n{version}: {staged.release.title.en}\n")
        moves[f"refs/tags/{version}"] = (None, tag)
    return moves


def _push(order: Order, moves: Moves) -> None:
    """Pushes branch and tags together. What the remote refuses is taken back here, too."""
    repository = order.repository
    _step(f"Đẩy lên {repository.remote}", f"Pushing to {repository.remote}")
    branch = f"refs/heads/{repository.branch}"
    try:
        git(repository.root, "push", "--quiet", "--atomic", repository.remote, branch, *_unpushed_tags(repository))
    except GitError as error:
        # An answer that was lost is no refusal.
        if _arrived(repository, branch, moves[branch][1], error):
            return
        repository.move({ref: (new, old) for ref, (old, new) in moves.items()})
        fetch = f"git fetch {repository.remote}"
        vi = f"{repository.remote} từ chối; hãy lấy về rồi chạy lại: {fetch} ({error})"
        en = f"{repository.remote} refused; fetch, then run this again: {fetch} ({error})"
        raise Fault(vi, en) from None


def _arrived(repository: Repository, branch: str, commit: str | None, error: GitError) -> bool:
    """Whether a push that failed came through all the same. Raises Unfinished where the remote cannot be asked."""
    try:
        return repository.on_remote(branch) == commit
    except GitError:
        remote = repository.remote
        raise Unfinished(
            f"đã phát hành tại máy này; chưa rõ {remote} đã nhận hay chưa, hãy chạy lại để hoàn tất ({error})",
            f"published here; whether {remote} has it is not known, run this again to complete it ({error})",
        ) from None


def _unpushed_tags(repository: Repository) -> list[str]:
    """The tags of all releases that the remote lacks; one that stands there on the same commit is left alone."""
    there = repository.tags_on_remote()
    here = {version: repository.tag(version) for version in staging.versions(repository, repository.local)}
    return [f"refs/tags/{version}" for version, commit in here.items() if commit and there.get(version) != commit]


def _tell(order: Order, release: Release) -> None:
    """The addresses to check."""
    root = site_root(order.repository.root)
    done = (
        ("Đã phát hành và đẩy lên", "Published and pushed")
        if order.push
        else ("Đã phát hành tại máy này", "Published here")
    )
    print(f"\n{done[0]} {release.id}. · {done[1]}: {release.id}.")
    for code, language in LANGUAGES.items():
        print(f"  {root}{release.id}/{language.prefix}")
        print(f"  {root}{release.id}/{language.prefix}updates/#release-{release.id}")
        print(f"  {root}latest/{language.prefix}")
        print(f"  {root}{feed_name(code)}")
    if "//example." in root:
        print("! site_url trong mkdocs.yml còn là địa chỉ giữ chỗ · site_url in mkdocs.yml is still a placeholder")
    print("Xem tại máy này · See it here: make releases")
    if not order.push:
        print(f"Đẩy lên · Push: make release VERSION={release.id} PUSH=1")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
