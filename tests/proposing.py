"""What the tests of pull requests share: a throw-away repository of the real project, and edits that are made to it."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from compendium import proposal, sync
from compendium.git import export
from compendium.problem import Problem
from compendium.proposal import PLACES, Proposal, Side
from conftest import ROOT
from releasing import Desk

TABLES = ROOT / "tests/pulls"


@dataclass(frozen=True, kw_only=True)
class Pull:
    """A pull request as the tables describe it."""

    name: str
    edits: Sequence[Mapping[str, Any]]
    finds: Sequence[Mapping[str, str]] = ()
    owes: Sequence[str] = ()
    unknown: Sequence[str] = ()
    text: str = ""
    message: str = "Change the project"


def table(name: str) -> dict[str, Pull]:
    rows = yaml.safe_load((TABLES / f"{name}.yml").read_text(encoding="utf-8"))
    return {row["name"]: Pull(**row) for row in rows}


@dataclass
class Host(Desk):
    """A repository whose main branch holds the project as it stands; what it says is judged once."""

    _before: dict[str, Side] = field(default_factory=dict)

    def open(self, pull: Pull) -> str:
        """Commits the edits on a branch of their own, and returns the commit; main is checked out again."""
        self.git("switch", "--quiet", "--detach", "main")
        for edit in pull.edits:
            apply(self.root, edit, pull.name)
        self.commit(pull.message)
        commit = self.git("rev-parse", "HEAD")
        self.git("switch", "--quiet", "main")
        return commit

    def side(self, commit: str, folder: Path) -> Side:
        folder.mkdir(exist_ok=True)
        assert export(self.root, commit, folder, PLACES) == []
        return Side.read(folder)

    def propose(self, pull: Pull, folder: Path) -> Proposal:
        """What the report is made of."""
        if "main" not in self._before:
            self._before["main"] = self.side("main", self.root.parent / "before")
        after = self.side(self.open(pull), folder / "after")
        return proposal.compare(self._before["main"], after, sync.words(f"{pull.message}\n{pull.text}"))


def host(folder: Path) -> Host:
    """The project as it stands in the working tree, in a repository of its own."""
    root = folder / "project"
    root.mkdir()
    for place in (*PLACES, ".gitignore"):
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / place).is_dir():
            shutil.copytree(ROOT / place, root / place)
        else:
            shutil.copy(ROOT / place, root / place)
    made = Host(root)
    made.git("init", "--quiet", "--initial-branch", "main")
    made.git("config", "user.name", "Biên tập viên")
    made.git("config", "user.email", "editor@example.org")
    made.commit("Begin")
    return made


def apply(root: Path, edit: Mapping[str, Any], name: str) -> None:
    """Makes one edit. Where the project no longer holds what it is to change, the table must be changed."""
    file = root / edit["file"]
    match edit:
        case {"create": text}:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        case {"move": path}:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            file.rename(root / path)
        case {"delete": True}:
            file.unlink()
        case {"encoding": encoding}:
            file.write_bytes(file.read_text(encoding="utf-8").encode(encoding))
        case {"old": old, "new": new}:
            text = file.read_text(encoding="utf-8")
            assert old in text, f"tests/pulls, “{name}”: {edit['file']} must still hold: {old}"
            file.write_text(text.replace(old, new, 1), encoding="utf-8")
        case _:
            raise AssertionError(f"tests/pulls, “{name}”: no such edit: {edit}")


def line(root: Path, problem: Problem) -> str:
    """What stands where a problem is told."""
    text = (root / problem.path).read_bytes().decode(errors="replace").split("\n")
    return text[problem.line - 1]
