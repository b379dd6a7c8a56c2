"""Pull requests as editors make them: each brings what the tables in `pulls/` say, and nothing else."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from compendium import report
from compendium.checks import is_error
from compendium.language import LANGUAGES
from compendium.proposal import Proposal
from compendium.report import Compared
from proposing import Host, Pull, host, line, table

BAD = table("bad")
INNOCENT = table("innocent")
COMPARED = Compared(base="main", head="change", start="0123456789")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Host:
    return host(tmp_path_factory.mktemp("host"))


def finds(found: Proposal, root: Path, pull: Pull) -> list[str]:
    """The findings, by the row that expects them; as they are where none does."""
    told = []
    for problem in found.findings.new:
        place = line(root, problem) if (root / problem.path).is_file() else ""
        row = next(
            (
                row
                for row in pull.finds
                if (row["check"], row["path"]) == (problem.check, problem.path)
                and (row["at"] in place if "at" in row else problem.line == 1)
            ),
            None,
        )
        # What is behind is told by what is owed.
        if problem.check != "behind":
            told.append(said(row) if row else f"{problem.path}:{problem.line} [{problem.check}] {problem.en} <{place}>")
    return sorted(told)


def said(row: Mapping[str, str]) -> str:
    return f"{row['path']} [{row['check']}] {row.get('at', '')}"


def owes(found: Proposal) -> list[str]:
    sections = [f"{state.behind} {state.path}{f'#{state.id}' if state.id else ''}" for state in found.owed]
    fields = [f"{debt.behind} data/{debt.record.dataset}.yml#{debt.record.id} {debt.field}" for debt in found.debts]
    return sorted([*sections, *fields])


@pytest.mark.parametrize("name", BAD)
def test_a_pull_request_is_told_what_to_mend_and_nothing_else(project: Host, tmp_path: Path, name: str) -> None:
    pull = BAD[name]
    found = project.propose(pull, tmp_path)
    assert finds(found, tmp_path / "after", pull) == sorted(map(said, pull.finds))
    assert owes(found) == sorted(pull.owes)
    assert found.unknown == pull.unknown or list(found.unknown) == list(pull.unknown)
    text = report.markdown(found, COMPARED, [*LANGUAGES])
    assert all(f"`{row['check']}`" in text and f"`{row['path']}`" in text for row in pull.finds)
    assert all(owed.split()[1] in text for owed in pull.owes)
    verdict = "Not ready" if any(map(is_error, found.findings.new)) else "No new errors"
    assert f"\n**{verdict}" in text


@pytest.mark.parametrize("name", INNOCENT)
def test_an_innocent_pull_request_is_let_through(project: Host, tmp_path: Path, name: str) -> None:
    pull = INNOCENT[name]
    found = project.propose(pull, tmp_path)
    assert finds(found, tmp_path / "after", pull) == []
    assert (owes(found), list(found.unknown), list(found.unread)) == ([], [], [])
    assert "\n**Nothing to mend, and both languages are in step.**" in report.markdown(found, COMPARED, [*LANGUAGES])


def test_there_are_as_many_as_were_promised() -> None:
    assert len(BAD) >= 20
    assert len(INNOCENT) >= 10
