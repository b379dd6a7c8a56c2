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

from compendium import staging
from compendium.edition import Edition
from compendium.git import GitError, environment, git
from compendium.history import VIETNAM
from compendium.language import LANGUAGES
from compendium.model import Release
from compendium.problem import Fault
from compendium.publication import feed_name, site_root
from compendium.readiness import Order, Refusal, refuse
from compendium.repository import Moves, Repository


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
    except (Refusal, Fault, GitError) as stop:
        print(f"\n{stop if isinstance(stop, Refusal) else Refusal([_told(stop)])}", file=sys.stderr)
        return 1
    return 0


def _told(stop: Fault | GitError) -> Fault:
    return stop if isinstance(stop, Fault) else Fault(f"git báo lỗi: {stop}", f"git says: {stop}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m compendium.publish", description=__doc__)
    parser.add_argument("version", help="a release of data/releases.yml: 2026.1")
    parser.add_argument("--check", action="store_true", help="do all but publish, and print what would happen")
    parser.add_argument("--push", action="store_true", help="push the branch and the tag as well")
    parser.add_argument("--root", default=".", help="the working copy (default: the current folder)")
    parser.add_argument("--branch", default="gh-pages", help="the branch that is published (default: gh-pages)")
    parser.add_argument("--remote", default="origin", help="where --push pushes to (default: origin)")
    parser.add_argument("--tests", default="make test", help="the command that must pass (default: make test)")
    return parser


def rehearse(order: Order, tests: list[str]) -> None:
    """All that publishing does, but for the moving of refs."""
    staged = _stage(order, tests)
    repository, base = order.repository, order.repository.published
    print(f"\nNếu phát hành {order.version} · If {order.version} were released:")
    print(f"  {repository.branch}: {(base or 'new')[:12]} → {staged.commit[:12]}")
    print(f"  {staging.summary(repository, base, staged.commit)}")
    print(f"  tag {order.version} → {repository.head[:12]}")
    print(f"  push: {repository.remote if order.push else '–'}")
    print("Chưa thay đổi gì. · Nothing was changed.")


def publish(order: Order, tests: list[str]) -> None:
    repository = order.repository
    if staging.is_unfinished(repository, order.version, order.push):
        _step("Hoàn tất lần phát hành đã bị ngắt", "Completing a release that was interrupted")
        release = Edition.load(repository.root).library.releases[order.version]
        staged = Staged(release, repository.local or "", repository.local)
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
    before = repository.local
    work = staging.cleared(repository.folder / "compendium-release")
    try:
        _step("Dựng trang ở chế độ nghiêm ngặt", "Building strictly")
        commit = staging.stage(repository, release, site_root(repository.root), work)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    _step(f"Chạy kiểm thử: {shlex.join(tests)}", f"Running the tests: {shlex.join(tests)}")
    # What make was told for the release is not meant for the tests.
    plain = {name: value for name, value in environment().items() if not name.startswith("MAKE")}
    if subprocess.run(tests, cwd=repository.root, env=plain, check=False).returncode:  # noqa: S603 - no shell
        command = shlex.join(tests)
        raise Fault(
            f"mọi kiểm thử phải qua; hãy sửa theo `{command}`", f"all tests must pass; mend what `{command}` says"
        )
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
    """Pushes branch and tag together. What the remote refuses is taken back here, too."""
    repository = order.repository
    _step(f"Đẩy lên {repository.remote}", f"Pushing to {repository.remote}")
    refs = (f"refs/heads/{repository.branch}", f"refs/tags/{order.version}")
    try:
        git(repository.root, "push", "--quiet", "--atomic", repository.remote, *refs)
    except GitError as error:
        repository.move({ref: (new, old) for ref, (old, new) in moves.items()})
        vi = f"{repository.remote} từ chối; hãy lấy về rồi chạy lại: git fetch ({error})"
        en = f"{repository.remote} refused; fetch, then run this again: git fetch ({error})"
        raise Fault(vi, en) from None


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
    print("Xem tại máy này · See it here: make releases")
    if not order.push:
        print(f"Đẩy lên · Push: make release VERSION={release.id} PUSH=1")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
