"""A release is whole or nothing: it is killed after each of its git and file operations."""

import os
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from conftest import ROOT, Result, little_site, run
from releasing import PLAIN, Desk, desk

MODULE = ("compendium.publish", "2020.2", "--tests", "true")


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A project that has published one release, and is ready for the second."""
    made = desk(little_site(tmp_path_factory.mktemp("ready"))).announce("2020.1")
    assert made.release("2020.1").code == 0
    return made.announce("2020.1", "2020.2")


def copied(ready: Desk, folder: Path) -> Desk:
    shutil.copytree(ready.root, folder, symlinks=True)
    return Desk(folder)


def killed(manager: Desk, last: int) -> Result:
    command = [sys.executable, str(ROOT / "tests/killing.py"), str(last), *MODULE]
    return run(command, manager.root, PYTHONPATH=str(manager.root / "hooks"), **PLAIN)


def _is_alike(neighbours: list[str]) -> bool:
    """Whether the middle one of three operations is a file operation between two others in the work folder."""
    return len(neighbours) == 3 and all("/published/" in told and " git " not in told for told in neighbours)


def named(state: dict[str, object]) -> dict[str, object]:
    """The state but for the hashes of what was committed at another time: what each ref holds is compared instead."""
    return {key: value for key, value in state.items() if key != "refs"}


def test_killed_after_any_operation_nothing_or_all_is_published_and_the_next_run_completes(
    ready: Desk, tmp_path: Path
) -> None:
    whole = copied(ready, tmp_path / "whole")
    listed = [line for line in killed(whole, 0).output.splitlines() if line.startswith("operation: ")]
    # Files that are written one after the other into the same folder are alike: the first and the last stand for all.
    points = [place for place, _ in enumerate(listed, 1) if not _is_alike(listed[place - 2 : place + 1])]
    before, after = ready.state(), whole.state()
    assert len(listed) > 20
    assert named(before) == named(after)
    published = whole.git("rev-parse", "gh-pages^{tree}")

    def kill(last: int) -> tuple[str, ...]:
        """Kills after the operation before `last`; tells what is left behind of the work."""
        manager = copied(ready, tmp_path / str(last))
        assert killed(manager, last).code == -9, listed[last - 1]
        assert manager.state() == before, listed[last - 1]
        left = manager.root / ".git/compendium-release"
        return tuple(sorted(entry.name for entry in left.iterdir())) if left.exists() else ("nothing",)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        left = dict(zip(points, pool.map(kill, points), strict=True))
        # Of the runs that leave the same behind, one goes on.
        last_of_each = {remains: last for last, remains in left.items()}
        assert {("nothing",), (), ("clone",), ("clone", "published")} <= set(last_of_each)

        def complete(last: int) -> None:
            manager = Desk(tmp_path / str(last))
            result = manager.release("2020.2")
            assert result.code == 0, f"{listed[last - 1]}\n{result.output}"
            assert manager.git("rev-parse", "gh-pages^{tree}") == published
            assert manager.git("rev-parse", "2020.2^{commit}") == ready.git("rev-parse", "main")
            assert not (manager.root / ".git/compendium-release").exists()

        [*pool.map(complete, last_of_each.values())]


@pytest.mark.parametrize("lost", ["refs/tags/2020.2", "refs/heads/gh-pages"])
def test_a_machine_that_dies_between_two_refs_leaves_what_the_next_run_completes(
    ready: Desk, tmp_path: Path, lost: str
) -> None:
    """Git moves refs together, but the disk takes them one by one."""
    manager = copied(ready, tmp_path / "copy")
    before = manager.git("rev-parse", "gh-pages")
    assert manager.release("2020.2").code == 0
    published = manager.git("rev-parse", "gh-pages^{tree}")
    if lost == "refs/tags/2020.2":
        manager.git("update-ref", "-d", lost)
    else:
        manager.git("update-ref", lost, before)
    result = manager.release("2020.2")
    assert result.code == 0, result.output
    assert manager.git("rev-parse", "gh-pages^{tree}") == published
    assert manager.git("rev-parse", "2020.2^{commit}") == manager.git("rev-parse", "main")
