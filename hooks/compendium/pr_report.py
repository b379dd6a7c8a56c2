"""Reports on a pull request from two commits: what it changes, what it brings, what the other language then owes."""

import argparse
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from compendium import listing, proposal, report, sync
from compendium.changes import COMPARED
from compendium.checks import is_error
from compendium.git import GitError, export, git, succeeds
from compendium.language import LANGUAGES
from compendium.ledger import FOLDER
from compendium.problem import Fault, Problem
from compendium.proposal import PLACES, Side, proposed
from compendium.report import Compared

# The files as they lie in the working tree, committed or not.
HERE = "."
# Pages, records, the ledger: what the report tells of itself.
_TOLD = re.compile(
    rf"docs/({'|'.join(LANGUAGES)})/.*\.md|data/({'|'.join(COMPARED)})\.yml|{re.escape(FOLDER)}/.*", re.DOTALL
)
_SITE = re.compile(r"https?://[\w.:/~%-]+|[^:\n]*")


def main(arguments: list[str]) -> int:
    options = _options(arguments)
    root = Path(options.root).resolve()
    said = [options.language] if options.language in LANGUAGES else [*LANGUAGES]
    codes = said if options.language else listing.terminal(os.environ)
    try:
        text, new, wrong = _report(root, options, codes)
    except (Fault, GitError) as stop:
        print(f"{stop.vi}\n{stop.en}" if isinstance(stop, Fault) else stop, file=sys.stderr)
        return 2
    if options.output:
        try:
            Path(options.output).write_text(text, encoding="utf-8")
        except OSError as error:
            print(f"{options.output}: phải ghi được vào đây · must be writable: {error}", file=sys.stderr)
            return 2
        _progress(f"{options.output}: đã ghi báo cáo · the report is written")
    else:
        sys.stdout.buffer.write(text.encode())
    if options.annotations:
        sys.stdout.buffer.write(f"{listing.github(new, codes)}\n".encode())
    return 1 if wrong else 0


def _report(root: Path, options: argparse.Namespace, codes: Sequence[str]) -> tuple[str, Sequence[Problem], bool]:
    """The report, the findings that are new, and whether there are errors in what it is about."""
    start, end = commits(root, options.base, options.head)
    words = sync.words(f"{_messages(root, start, end)}\n{proposed(options.text)}")
    with TemporaryDirectory() as folder:
        before, _ = _side(root, start, Path(folder, "before"))
        after, skipped = _side(root, None if options.head == HERE else end, Path(folder, "after"))
        _progress("So sánh hai bên · comparing the two")
        found = proposal.compare(before, after, words)
        compared = Compared(
            base=options.base,
            head=options.head,
            start=start[:10],
            others=others(root, start, None if options.head == HERE else end),
            skipped=skipped,
            site=options.site,
        )
    return (
        report.markdown(found, compared, codes),
        found.findings.new,
        any(map(is_error, [*after.problems, *found.findings.new])),
    )


def _side(root: Path, commit: str | None, folder: Path) -> tuple[Side, list[str]]:
    """A commit, read from files of its own, and those that are no plain files; without one, the working tree."""
    _progress(f"Kiểm tra · checking: {commit[:10] if commit else root}")
    skipped = list[str]()
    if commit:
        folder.mkdir()
        skipped = export(root, commit, folder, PLACES)
    return Side.read(folder if commit else root), skipped


def commits(root: Path, base: str | None, head: str) -> tuple[str, str]:
    """The commit at which the two part, and that of the head. Raises Fault."""
    if not succeeds(root, "rev-parse", "--git-dir"):
        raise Fault(f"{root} phải là một kho git", f"{root} must be a git repository")
    if git(root, "rev-parse", "--is-shallow-repository") == "true":
        vi, en = "kho mã này không đủ lịch sử", "this clone is shallow: its history is cut off"
        raise Fault(f"{vi}; hãy chạy: git fetch --unshallow", f"{en}; run: git fetch --unshallow")
    names = [base] if base else ["origin/main", "main"]
    ours = next(filter(None, (_commit(root, name) for name in names)), None)
    theirs = _commit(root, "HEAD" if head == HERE else head)
    for commit, name, option in ((ours, " / ".join(names), "BASE"), (theirs, head, "HEAD")):
        if commit is None:
            vi, en = f"{option} phải là một nhánh hay commit có thật", f"{option} must be a branch or a commit there is"
            example = f"make pr-report BASE=main HEAD={HERE}"
            raise Fault(f"{vi} (không phải {name!r}); ví dụ: {example}", f"{en} (not {name!r}); for example: {example}")
    try:
        return git(root, "merge-base", str(ours), str(theirs)), str(theirs)
    except GitError:
        vi, en = "BASE và HEAD phải có chung lịch sử", "BASE and HEAD must share some history"
        raise Fault(f"{vi}; hãy xem: git log --graph", f"{en}; see: git log --graph") from None


def _commit(root: Path, name: str) -> str | None:
    """The full name of a commit; None where there is none. What is typed can never be an option, nor name a file."""
    if not re.fullmatch(r"[^-\s:][^\s:\x00-\x1f\x7f]*", name):
        return None
    try:
        found = git(root, "rev-parse", "--quiet", "--verify", "--end-of-options", f"{name}^{{commit}}")
    except (GitError, ValueError):
        return None
    return found if re.fullmatch(r"[0-9a-f]{40,64}", found) else None


def others(root: Path, start: str, end: str | None) -> list[str]:
    """The files that changed and are no pages and no records; of the working tree also those that are new."""
    changed = git(root, "diff", "--name-only", "--no-renames", "-z", "--no-ext-diff", start, *([end] if end else []))
    new = "" if end else git(root, "ls-files", "--others", "--exclude-standard", "-z")
    found = {*changed.split("\0"), *new.split("\0")} - {""}
    return sorted(path for path in found if not re.fullmatch(_TOLD, path))


def _messages(root: Path, start: str, end: str) -> str:
    return git(root, "log", "--format=%B", f"{start}..{end}")


def _progress(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m compendium.pr_report",
        allow_abbrev=False,
        description=f"{__doc__} Reads data, pages and mkdocs.yml of both, and runs no code of either. Ends with 1 when "
        "there are errors in the head, with 2 when it is called wrongly, else with 0. · Báo cáo về một đề nghị "
        "gộp từ hai commit: thay đổi những gì, có gì phải sửa, ngôn ngữ kia còn phải theo kịp chỗ nào.",
    )
    parser.add_argument("--base", help="what it is to be merged into · nhánh sẽ nhận (origin/main, main)")
    parser.add_argument(
        "--head",
        default="HEAD",
        help="what it brings; `.`: the files as they are now · thay đổi cần xem; `.`: các tệp hiện có (HEAD)",
    )
    parser.add_argument("--text", metavar="FILE", help="the text of the pull request · phần mô tả của đề nghị")
    parser.add_argument("--site", default="", help="address or folder of a built site · bản dựng thử: địa chỉ, thư mục")
    parser.add_argument(
        "--language", choices=[*LANGUAGES, "both"], help="default: that of LANG, or both · mặc định: theo LANG"
    )
    parser.add_argument(
        "--annotations", action="store_true", help="new findings for GitHub, too · in thêm chú thích cho GitHub"
    )
    parser.add_argument("--output", metavar="FILE", help="write it there · ghi vào tệp này")
    parser.add_argument("--root", default=".", help="default: the current folder · mặc định: thư mục hiện tại")
    options = parser.parse_args(arguments)
    if not _SITE.fullmatch(options.site):
        parser.error(f"--site {options.site}: phải là địa chỉ hay thư mục · must be an address or a folder")
    return options


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
