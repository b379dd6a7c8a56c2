"""Git, as the command it is: what it printed, or what it said when it failed."""

import os
import subprocess
import tarfile
from pathlib import Path
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
