"""Git, as the command it is: what it printed, or what it said when it failed."""

import os
import subprocess
import tarfile
from collections.abc import Collection
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

# Git sets these for what it starts itself, a hook for instance: they would point at another repository.
_LOCAL = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_PREFIX")


class GitError(Exception):
    """What git said when it failed."""


def environment() -> dict[str, str]:
    """The environment without what names a repository; messages in English, for tests of what git says."""
    return {name: value for name, value in os.environ.items() if name not in _LOCAL} | {"LC_ALL": "C"}


def git(root: Path, *arguments: str, text: str | None = None) -> str:
    """What `git <arguments>` printed in a folder, without the line's end; `text` is given to it to read."""
    command = ["git", "--no-pager", "--no-replace-objects", "-c", "core.quotepath=off", *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - a list of arguments, no shell
            command,
            cwd=root,
            env=environment(),
            input=text,
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            check=False,
        )
    except OSError as error:
        raise GitError(str(error)) from None
    if done.returncode:
        raise GitError("; ".join(done.stderr.strip().splitlines()) or f"git {arguments[0]}: {done.returncode}")
    return done.stdout.rstrip("\n")


def succeeds(root: Path, *arguments: str) -> bool:
    """Whether git says yes: some of its commands answer a question by how they end."""
    try:
        git(root, *arguments)
    except GitError:
        return False
    return True


def extract(root: Path, commit: str, folder: Path, *paths: str) -> None:
    """Writes the files of a commit, or those below some of its paths, into a folder."""
    with TemporaryDirectory() as temporary:
        archive = Path(temporary, "files.tar")
        git(root, "archive", "--format=tar", f"--output={archive}", commit, *paths)
        with tarfile.open(archive) as files:
            # Git wrote it: no path of it leads out of the folder. The attribute means the same to every Python.
            files.extraction_filter = lambda member, _: member
            files.extractall(folder)  # noqa: S202


def export(root: Path, commit: str, folder: Path, paths: Collection[str]) -> list[str]:
    """Writes the files of a commit that stand at these paths or below them, byte by byte, whoever wrote the commit.

    No attribute of the commit leaves any out or changes it. What is no plain file, such as a link that leads out of
    the folder, is not written; the paths of those are returned.
    """
    listed = [line for line in git(root, "ls-tree", "-r", "-z", "--full-tree", commit).split("\0") if line]
    entries = [(line.split("\t", 1)[1], *line.split("\t", 1)[0].split()) for line in listed]
    wanted = [entry for entry in entries if any(entry[0] == path or entry[0].startswith(f"{path}/") for path in paths)]
    plain = [(path, name) for path, mode, _, name in wanted if mode.startswith("100") and _stays(path)]
    for (path, _), content in zip(plain, _contents(root, [name for _, name in plain]), strict=True):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return sorted({path for path, *_ in wanted} - {path for path, _ in plain})


def _stays(path: str) -> bool:
    """Whether a path leads to a file below the folder that it starts from, and not into a repository."""
    parts = PurePosixPath(path).parts
    return not path.startswith("/") and not {"..", ".git"} & {part.lower() for part in parts}


def _contents(root: Path, names: Collection[str]) -> list[bytes]:
    """The contents of objects by their names, in order."""
    command = ["git", "--no-pager", "--no-replace-objects", "cat-file", "--batch"]
    asked = "".join(f"{name}\n" for name in names).encode()
    done = subprocess.run(command, cwd=root, env=environment(), input=asked, capture_output=True, check=False)  # noqa: S603
    found, place = list[bytes](), 0
    for name in names:
        start = done.stdout.find(b"\n", place) + 1
        said = done.stdout[place:start].split()
        if len(said) != 3:
            raise GitError(done.stderr.decode(errors="replace").strip() or f"{name}: {b' '.join(said).decode()}")
        place = start + int(said[2]) + 1
        found.append(done.stdout[start : place - 1])
    return found
