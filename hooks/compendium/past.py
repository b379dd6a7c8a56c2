"""Pages and ledger as they were in git, and what the ledger becomes along the commits of the main line."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from compendium import pages, sync
from compendium.git import GitError, extract, git, succeeds
from compendium.ledger import FOLDER, Entry, Ledger
from compendium.pages import Pages
from compendium.problem import Fault
from compendium.sync import Words

_PLACES = ("docs", FOLDER)


@dataclass(frozen=True)
class Snapshot:
    """Pages and ledger at one time. What cannot be read of them is left out: nobody can mend the past."""

    pages: Pages
    ledger: Ledger

    @classmethod
    def below(cls, root: Path) -> "Snapshot":
        return cls(pages.load(root / "docs", root, judged=False)[0], sync.read(root / FOLDER)[0])

    @classmethod
    def at(cls, root: Path, commit: str) -> "Snapshot":
        """Raises GitError where there is no such commit."""
        there = git(root, "ls-tree", "--name-only", commit, "--", *_PLACES).splitlines()
        with TemporaryDirectory() as folder:
            if there:
                extract(root, commit, Path(folder), *there)
            return cls.below(Path(folder))


def replayed(root: Path, since: str | None, said: Words) -> Ledger:
    """What the ledger becomes from a commit, or from the beginning, to the working tree.

    `said` are words beside those of the commit messages. Entries that a step itself wrote count: whoever ran
    `make confirm` left no other trace. Raises Fault where the history is not whole, or has no such commit.
    """
    _check(root)
    since = _commit(root, since) if since else None
    now = Snapshot.at(root, since) if since else Snapshot(Pages(), Ledger())
    ledger, last = now.ledger, since
    for commit in _main_line(root, since):
        if not last or not succeeds(root, "diff", "--quiet", "--relative", last, commit, "--", *_PLACES):
            step = Snapshot.at(root, commit)
        else:
            step = now
        told = sync.words(git(root, "log", "--format=%B", f"{last}..{commit}" if last else commit))
        ledger, now, last = _stepped(ledger, now, step, told + said), step, commit
    return _stepped(ledger, now, Snapshot.below(root), said)


def _stepped(ledger: Ledger, before: Snapshot, after: Snapshot, told: Words) -> Ledger:
    entries = {path: dict(of) for path, of in ledger.entries.items()}
    for path, identifier, entry in _written(before.ledger, after.ledger):
        entries.setdefault(path, {})[identifier] = entry
    return sync.advance(Ledger(entries, is_kept=True), before.pages, after.pages, told)


def _written(before: Ledger, after: Ledger) -> Iterator[tuple[str, str, Entry]]:
    """The entries that are other than before."""
    for path, entries in after.entries.items():
        for identifier, entry in entries.items():
            if before.entries.get(path, {}).get(identifier) != entry:
                yield path, identifier, entry


def _main_line(root: Path, since: str | None) -> list[str]:
    """The commits from one to the newest, oldest first: of a merged branch only the merge."""
    return git(root, "rev-list", "--first-parent", "--reverse", f"{since}..HEAD" if since else "HEAD").splitlines()


def _check(root: Path) -> None:
    try:
        shallow = git(root, "rev-parse", "--is-shallow-repository") == "true"
        git(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    except GitError:
        raise Fault(
            f"phải có lịch sử git để dựng lại sổ; nếu không có, hãy xóa {FOLDER}/ rồi chạy: make confirm",
            f"the ledger is made anew from the history of git; without one delete {FOLDER}/, then run: make confirm",
        ) from None
    if shallow:
        raise Fault(
            "kho mã phải có đủ lịch sử; hãy chạy: git fetch --unshallow",
            "the repository must have its whole history; run: git fetch --unshallow",
        )


def _commit(root: Path, named: str) -> str:
    try:
        # Whatever was typed is a name, and no option of git.
        found = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{named}^{{commit}}")
    except GitError:
        found = ""
    if not found or not succeeds(root, "merge-base", "--is-ancestor", found, "HEAD"):
        raise Fault(
            f"`{named}` phải là một commit trước commit hiện tại; hoặc hãy chạy: make confirm REBUILD=1",
            f"`{named}` must be a commit before the present one; or run: make confirm REBUILD=1",
        )
    return found
