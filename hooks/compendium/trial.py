"""What would be wrong with a project once some files are changed, found on a copy of it."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from compendium import check
from compendium.checks import is_error
from compendium.files import Change
from compendium.problem import Problem

_READ = ("data", "docs", "overrides")


def problems(root: Path, changes: Sequence[Change]) -> list[Problem]:
    """The errors that the changes bring, and the warnings about what they add. Nothing is written below the root."""
    with TemporaryDirectory() as folder:
        copy = Path(folder)
        _copy(root, copy)
        for change in changes:
            file = copy / change.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(change.after)
        found = check.problems(copy)
    # The errors that are there anyway are no fault of the changes.
    old = set(check.problems(root)) if any(map(is_error, found)) else set()
    added = {change.path: change.line for change in changes}
    return [
        problem
        for problem in found
        if problem not in old and (is_error(problem) or problem.line >= added.get(problem.path, problem.line + 1))
    ]


def _copy(root: Path, copy: Path) -> None:
    for name in _READ:
        if (root / name).is_dir():
            shutil.copytree(root / name, copy / name)
    shutil.copy(root / "mkdocs.yml", copy)
    (copy / "hooks/compendium").mkdir(parents=True)
    for file in (root / "hooks/compendium").glob("*.yml"):
        shutil.copy(file, copy / "hooks/compendium")
