"""The workflow that reports on pull requests: as it is written, and its steps as they run."""

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT, Result, run
from proposing import Pull, apply, table
from releasing import PLAIN, Desk

FILE = ROOT / ".github/workflows/pull-request.yml"
WORKFLOW: dict[Any, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = WORKFLOW["jobs"]["report"]["steps"]
PINNED = {
    step["uses"]
    for job in yaml.safe_load((ROOT / ".github/workflows/test.yml").read_text(encoding="utf-8"))["jobs"].values()
    for step in job["steps"]
    if "uses" in step
}


def step(name: str) -> dict[str, Any]:
    return next(found for found in STEPS if found.get("name") == name)


def test_it_runs_for_every_pull_request_and_may_only_read() -> None:
    # YAML takes `on` for yes.
    assert WORKFLOW[True] == {"pull_request": {"types": ["opened", "synchronize", "reopened", "edited"]}}
    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert [*WORKFLOW["jobs"]] == ["report"]
    assert "permissions" not in WORKFLOW["jobs"]["report"]
    assert "secrets" not in str(WORKFLOW)
    assert "github.token" not in str(WORKFLOW)
    assert WORKFLOW["concurrency"]["cancel-in-progress"] is True


def test_it_uses_what_the_tests_use() -> None:
    assert {found["uses"] for found in STEPS if "uses" in found} <= PINNED
    assert STEPS[0]["with"] == {"fetch-depth": 0, "persist-credentials": False}


def test_no_command_holds_what_anyone_may_have_written() -> None:
    assert not [found for found in STEPS if "${{" in found.get("run", "")]
    given = {value for found in STEPS for value in found.get("env", {}).values()}
    assert {value for value in given if "github.event" in value} == {
        "${{ github.event.pull_request.base.sha }}",
        "${{ github.event.pull_request.head.sha }}",
        "${{ github.event.pull_request.body }}",
    }


def test_the_report_and_the_preview_come_even_where_checks_fail() -> None:
    for name in ("Build", "Keep the preview"):
        assert step(name)["if"].startswith("${{ !cancelled()")
    assert "continue-on-error" not in str(WORKFLOW)
    assert step("Keep the preview")["with"]["name"] == "site"


class Runner:
    """Runs the steps of the workflow in a clone of its own, in their order; what is installed is installed already."""

    def __init__(self, folder: Path) -> None:
        self.root, self.temporary, self.summary = folder / "project", folder / "temporary", folder / "summary.md"
        skipped = shutil.ignore_patterns("__pycache__")
        for name in ("data", "docs", "hooks", "overrides"):
            shutil.copytree(ROOT / name, self.root / name, ignore=skipped)
        for name in ("Makefile", "mkdocs.yml", "requirements.txt", ".gitignore"):
            shutil.copy(ROOT / name, self.root / name)
        self.temporary.mkdir()
        self.desk = Desk(self.root)
        self.desk.git("init", "--quiet", "--initial-branch", "main")
        self.desk.git("config", "user.name", "Biên tập viên")
        self.desk.git("config", "user.email", "editor@example.org")
        self.desk.commit("Begin")
        self._install()

    def _install(self) -> None:
        environment = self.root / ".venv"
        environment.mkdir()
        for entry in Path(sys.prefix).iterdir():
            if entry.suffix != ".stamp":
                (environment / entry.name).symlink_to(entry)
        (environment / "site.stamp").touch()

    def open(self, pull: Pull) -> None:
        self.desk.git("switch", "--quiet", "--create", "change")
        for edit in pull.edits:
            apply(self.root, edit, pull.name)
        self.desk.commit(pull.message)

    def __call__(self, body: str) -> dict[str, Result]:
        event = {
            "${{ github.event.pull_request.base.sha }}": self.desk.git("rev-parse", "main"),
            "${{ github.event.pull_request.head.sha }}": self.desk.git("rev-parse", "change"),
            "${{ github.event.pull_request.body }}": body,
            "${{ steps.preview.outputs.artifact-url }}": "https://example.org/artefact",
        }
        found = {}
        for each in STEPS:
            if "run" in each and each["name"] != "Install":
                given = {name: event[value] for name, value in each.get("env", {}).items()}
                found[each["name"]] = self._run(each["run"], given)
        return found

    def _run(self, script: str, given: dict[str, str]) -> Result:
        # The summary of each step is a file of its own; the runner puts them together.
        alone = self.temporary / "summary"
        alone.unlink(missing_ok=True)
        host = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(alone), "RUNNER_TEMP": str(self.temporary)}
        ours = {"LANG": "C.UTF-8", "LC_ALL": "", "PATH": os.environ["PATH"], "MAKEFLAGS": ""}
        result = run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            self.root,
            **PLAIN,
            **host,
            **ours,
            **given,
        )
        with self.summary.open("a", encoding="utf-8") as whole:
            whole.write(alone.read_text(encoding="utf-8") if alone.exists() else "")
        return result


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


def test_a_bad_pull_request_is_annotated_and_reported_on(runner: Runner) -> None:
    runner.open(table("bad")["the id of another record"])
    planted = runner.root / "planted"
    done = runner(f'A title`touch {planted}`\n"; touch {planted}; $(touch {planted})\n::error::no')
    assert done["Report"].code == 2, done["Report"].output
    assert "\n::error file=data/events.yml,line=" in f"\n{done['Report'].output}"
    assert done["Build"].code == 2
    summary = runner.summary.read_text(encoding="utf-8")
    assert "# Báo cáo về đề nghị gộp · Report on the pull request" in summary
    assert "`record-id`" in summary
    assert not planted.exists()
    assert not (runner.root / "site").exists()


def test_one_that_only_warns_passes_and_is_built(runner: Runner) -> None:
    runner.open(table("bad")["a section says something else in Vietnamese, and no fact has changed"])
    done = runner("")
    assert {name: result.code for name, result in done.items()} == dict.fromkeys(done, 0), done
    assert "::warning file=docs/en/us-partnership/outlook.md" in done["Report"].output
    summary = runner.summary.read_text(encoding="utf-8")
    assert "Still-matches: us-partnership/outlook.md#obstacles" in summary
    assert "(https://example.org/artefact)" in summary
    assert (runner.root / "site/us-partnership/outlook/index.html").is_file()
