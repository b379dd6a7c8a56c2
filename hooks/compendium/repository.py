"""The git repository that a release is made from and published to."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from compendium.git import GitError, git, succeeds
from compendium.problem import Fault

Moves = dict[str, tuple[str | None, str | None]]
"""Refs, each with the object it names now and the one it is to name; None for none."""


@dataclass(frozen=True)
class Repository:
    """A working copy at `root`, the branch that holds what is published, and the remote that PUSH=1 pushes to."""

    root: Path
    branch: str = "gh-pages"
    remote: str = "origin"

    @cached_property
    def folder(self) -> Path:
        """Git's own folder, the same for every worktree: what is written there is no part of the working tree."""
        return (self.root / git(self.root, "rev-parse", "--git-common-dir")).resolve()

    @cached_property
    def head(self) -> str:
        return git(self.root, "rev-parse", "HEAD")

    def commit(self, name: str) -> str | None:
        """The commit that a ref or a tag leads to; None where there is no such ref."""
        try:
            return git(self.root, "rev-parse", "--quiet", "--verify", f"{name}^{{commit}}")
        except GitError:
            return None

    def tag(self, version: str) -> str | None:
        return self.commit(f"refs/tags/{version}")

    @property
    def local(self) -> str | None:
        """The tip of the branch here."""
        return self.commit(f"refs/heads/{self.branch}")

    @property
    def tracked(self) -> str | None:
        """The tip of the branch on the remote, as it was when it was last fetched."""
        return self.commit(f"refs/remotes/{self.remote}/{self.branch}")

    @property
    def published(self) -> str | None:
        """What a release is added to: the branch here, or that of the remote where there is none here yet."""
        return self.local or self.tracked

    def tags_on_remote(self) -> dict[str, str]:
        """The commit of every tag of the remote. Raises GitError where the remote cannot be asked."""
        found = dict[str, str]()
        for line in git(self.root, "ls-remote", self.remote, "refs/tags/*").splitlines():
            commit, _, ref = line.partition("\t")
            # A tag that is an object of its own is listed twice, its commit last.
            found[ref.removeprefix("refs/tags/").removesuffix("^{}")] = commit
        return found

    def holds(self, commit: str) -> bool:
        """Whether what a release is added to has a commit in its history."""
        return self.published is not None and succeeds(self.root, "merge-base", "--is-ancestor", commit, self.published)

    def on_remote(self, ref: str) -> str | None:
        """The object that a ref names on the remote now. Raises GitError where the remote cannot be asked."""
        return git(self.root, "ls-remote", self.remote, ref).split("\t")[0] or None

    def show(self, commit: str, path: str) -> str | None:
        """The text of a file in a commit; None where there is none."""
        try:
            return git(self.root, "show", f"{commit}:{path}")
        except GitError:
            return None

    def is_checked_out(self) -> bool:
        """Whether a worktree holds the branch, which would then no longer match it."""
        return f"branch refs/heads/{self.branch}" in git(self.root, "worktree", "list", "--porcelain").splitlines()

    def move(self, moves: Moves) -> None:
        """Sets refs, each from its old to its new object, all of them or none. Raises GitError where one has moved."""
        none = "0" * len(self.head)
        lines = [f"update {ref} {new or none} {old or none}" for ref, (old, new) in moves.items()]
        git(self.root, "update-ref", "--stdin", text="\n".join(["start", *lines, "prepare", "commit", ""]))

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keeps every other release out. However the process ends, the system lets go of the lock."""
        place = self.folder / "compendium-release.lock"
        try:
            lock = place.open("w")
        except OSError as error:
            vi, en = f"phải ghi được vào kho mã ({error})", f"the repository must be writable ({error})"
            raise Fault(vi, en) from None
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Fault(
                    "đang có một lần phát hành khác; hãy đợi nó xong rồi chạy lại",
                    "another release is under way; wait until it has ended, then run this again",
                ) from None
            yield
