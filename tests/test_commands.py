"""The commands and the workflows as they are written: what they may do, and what nobody can slip into them."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from compendium.repository import Repository
from compendium.staging import build_environment
from conftest import ROOT, Result, Site, run
from releasing import PLAIN, desk

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


def make(*arguments: str) -> Result:
    """What make would do; nothing is done."""
    return run(["make", "--dry-run", *arguments], ROOT, **PLAIN)


def test_only_one_value_pushes() -> None:
    assert "--push" in make("release", "VERSION=2026.1", "PUSH=1").output
    assert "--push" not in make("release", "VERSION=2026.1").output
    for other in ("0", "no", "yes"):
        result = make("release", "VERSION=2026.1", f"PUSH={other}")
        assert result.code == 2
        assert "only PUSH=1 pushes" in result.output


@pytest.mark.parametrize("target", ["release", "release-check", "changes"])
def test_a_version_must_be_given(target: str) -> None:
    result = make(target)
    assert result.code == 2
    assert f"VERSION must be given; for example: make {target} VERSION=2026.1" in result.output


def test_a_version_is_read_by_no_shell(tmp_path: Path) -> None:
    planted = tmp_path / "planted"
    for version in (
        f"2026.1;touch {planted}",
        f"$(shell touch {planted})",
        f"$$(touch {planted})",
        f"`touch {planted}`",
    ):
        for target in ("release", "changes"):
            assert '"$VERSION"' in make(target, f"VERSION={version}").output
            assert not planted.exists()


def test_a_release_is_built_at_the_time_of_its_commit(site: Site) -> None:
    made = desk(site)
    environment = build_environment(Repository(made.root), Path("bin"))
    assert environment["SOURCE_DATE_EPOCH"] == made.git("log", "-1", "--format=%ct")
    assert environment["GIT_COMMITTER_NAME"] == "Biên tập viên"
    assert environment["GIT_COMMITTER_EMAIL"] == "editor@example.org"


def jobs(file: Path) -> dict[str, Any]:
    return dict(yaml.safe_load(file.read_text(encoding="utf-8"))["jobs"])


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_a_workflow_may_read_and_nothing_else_unless_it_publishes(file: Path) -> None:
    assert yaml.safe_load(file.read_text(encoding="utf-8"))["permissions"] == {"contents": "read"}
    rights = {name: job.get("permissions") for name, job in jobs(file).items() if job.get("permissions")}
    written = {
        "release": {"publish": {"contents": "write"}},
        "settle": {"settle": {"contents": "write", "pull-requests": "read"}},
    }
    assert rights == written.get(file.stem, {})


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_every_action_is_pinned_and_keeps_no_token(file: Path) -> None:
    steps = [step for job in jobs(file).values() for step in job["steps"]]
    for step in steps:
        if "uses" in step:
            assert re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", step["uses"])
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False
            assert step["with"]["fetch-depth"] == 0


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_nothing_that_a_stranger_names_is_written_into_a_command(file: Path) -> None:
    for job in jobs(file).values():
        for step in job["steps"]:
            used = set(re.findall(r"\$\{\{ *(.*?) *\}\}", step.get("run", "")))
            assert used <= {"github.repository"}


def test_a_release_is_published_after_the_checks_and_one_at_a_time() -> None:
    text = (ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8")
    release = yaml.safe_load(text)
    assert release["jobs"]["publish"]["needs"] == "check"
    assert release["concurrency"] == {"group": "release", "cancel-in-progress": False}
    with_token = [step["name"] for step in release["jobs"]["publish"]["steps"] if "github.token" in str(step)]
    assert with_token == ["Push"]
