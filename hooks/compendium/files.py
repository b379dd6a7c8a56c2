"""Several files written at once: all of them or none, and none that somebody else wrote in between."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from shutil import copymode

from compendium.problem import Fault


@dataclass(frozen=True, kw_only=True)
class Change:
    """What becomes of a file, named from the root of the project. `before` is None for one that is not there yet.

    `line` is the first line that is new.
    """

    path: str
    before: bytes | None
    after: bytes
    line: int = 1


def write(root: Path, changes: Iterable[Change]) -> None:
    """Makes all changes below the root. Raises Fault, with nothing changed, where a file is not as it was read.

    What was done is undone where a later file cannot be written.
    """
    changes = [*changes]
    for change in changes:
        _check_unchanged(root, change)
    made = [folder for change in changes for folder in _missing_folders(root / change.path)]
    done = list[Change]()
    try:
        for change in changes:
            (root / change.path).parent.mkdir(parents=True, exist_ok=True)
            put(root / change.path, change.after, new=change.before is None)
            done.append(change)
    except BaseException:
        for change in done:
            _undo(root / change.path, change.before)
        for folder in sorted(made, reverse=True):
            folder.rmdir() if folder.is_dir() and not any(folder.iterdir()) else None
        raise


def put(file: Path, content: bytes, *, new: bool = False) -> None:
    """Puts a whole file in its place at once: a `new` one never over another, an old one with the rights it had."""
    temporary = file.with_name(f".{file.name}.new")
    try:
        temporary.write_bytes(content)
        if new:
            os.link(temporary, file)
        else:
            copymode(file, temporary)
            temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)


def _check_unchanged(root: Path, change: Change) -> None:
    file = root / change.path
    there = file.read_bytes() if file.is_file() else None
    if there != change.before or (change.before is None and file.exists()):
        raise Fault(
            f"{change.path} đã bị đổi trong lúc này; không ghi gì, hãy làm lại",
            f"{change.path} was changed in the meantime; nothing was written, do it again",
            "file",
        )


def _missing_folders(file: Path) -> list[Path]:
    return [folder for folder in file.parents if not folder.exists()]


def _undo(file: Path, before: bytes | None) -> None:
    if before is None:
        file.unlink()
    else:
        put(file, before)
