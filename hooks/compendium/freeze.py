"""Keeps what changed since the release before in data/changes/, so that no build needs the history."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from compendium import changes, findings, releases, staging
from compendium.git import GitError, extract
from compendium.model import Release
from compendium.problem import DataError, Fault
from compendium.reader import read_yaml
from compendium.repository import Repository


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m compendium.freeze", description=__doc__)
    parser.add_argument("version", type=releases.version, help="a release of data/releases.yml: 2026.2")
    parser.add_argument("--root", default=".", help="the working copy (default: the current folder)")
    options = parser.parse_args(arguments)
    repository = Repository(Path(options.root).resolve())
    try:
        written = write(repository, options.version)
    except (DataError, Fault, GitError) as stop:
        print("\n".join([stop.vi, stop.en]) if isinstance(stop, Fault) else stop, file=sys.stderr)
        return 1
    print(f"{written.relative_to(repository.root)}: hãy xem lại, rồi commit. · read it, then commit it.")
    return 0


def write(repository: Repository, version: str) -> Path:
    """Writes the comparison of a release with the one before. Raises DataError or Fault."""
    known = _announced(repository.root)
    if version not in known:
        raise Fault(
            f"{version} phải có trong data/releases.yml (đang có: {', '.join(known)})",
            f"{version} must be in data/releases.yml (there are: {', '.join(known)})",
        )
    compared = text(repository, version, known)
    if compared is None:
        raise Fault(f"{version} là bản đầu tiên: không có gì để so", f"{version} is the first: nothing to compare")
    if repository.tag(version) or version in staging.versions(repository, repository.published):
        raise Fault(
            f"{version} đã được phát hành: những gì đã ghi không đổi nữa",
            f"{version} is published: what is kept of it does not change any more",
        )
    file = _file(repository, version)
    file.parent.mkdir(exist_ok=True)
    temporary = file.with_suffix(".new")
    temporary.write_text(compared, encoding="utf-8")
    return temporary.replace(file)


def _announced(root: Path) -> list[str]:
    """The versions of data/releases.yml in their order. Nothing else is judged: what is kept may be what is broken."""
    document = read_yaml(root / "data" / "releases.yml", "data/releases.yml")
    entries, problems = findings.records(document, Release)
    if problems := document.problems + problems:
        raise DataError(problems)
    return sorted((entry.record.id for entry in entries), key=releases.number)


def _file(repository: Repository, version: str) -> Path:
    return repository.root / "data" / "changes" / f"{version}.json"


def text(repository: Repository, version: str, known: list[str]) -> str | None:
    """What the file of a release holds; None for the first one. `known` are all releases in their order."""
    if not (place := known.index(version)):
        return None
    since = known[place - 1]
    if (made_from := staging.made_from(repository, since)) is None:
        raise Fault(
            f"phải có thẻ {since} để so với bản trước; hãy chạy: git fetch --tags",
            f"the tag {since} must be there to compare with; run: git fetch --tags",
        )
    with TemporaryDirectory() as folder:
        extract(repository.root, made_from, Path(folder), "data", "docs")
        return changes.freeze(repository.root, Path(folder), version, since)


def check(repository: Repository, version: str, known: list[str]) -> Iterator[Fault]:
    """Whether the file of a release says what changed."""
    try:
        wanted = text(repository, version, known)
    except Fault as fault:
        yield fault
        return
    except DataError as error:
        first = error.problems[0]
        vi, en = (
            "phải đọc được trạng thái khi phát hành bản trước",
            "what the release before was made of must be readable",
        )
        yield Fault(f"{vi}: {first.path}:{first.line}: {first.vi}", f"{en}: {first.path}:{first.line}: {first.en}")
        return
    file = _file(repository, version)
    if wanted is not None and (not file.is_file() or file.read_text(encoding="utf-8") != wanted):
        yield Fault(
            f"data/changes/{version}.json phải ghi đúng những gì đã thay đổi; "
            f"hãy chạy: make changes VERSION={version}, rồi commit",
            f"data/changes/{version}.json must hold what changed; run: make changes VERSION={version}, then commit",
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
