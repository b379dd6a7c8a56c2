"""Every check by its name: explained in both languages, with an example that passes and one that brings just that."""

import ast
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from compendium import check, proofreading, spelling
from compendium.characters import told_apart
from compendium.checks import Check, catalogue, is_error
from compendium.language import LANGUAGES
from compendium.problem import Problem
from conftest import ROOT, Site, little_site
from dom import parse

EXAMPLES = ROOT / "tests" / "examples"
# What must be the same in both languages is no longer so where one of them has a mistake.
FOLLOWING = {
    "structure",
    "same-numbers",
    "same-dates",
    "same-documents",
    "same-organisations",
    "same-links",
    "same-tables",
}
HOOKS = [*(ROOT / "hooks").rglob("*.py")]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of the examples, with the templates of this one."""
    folder = tmp_path_factory.mktemp("examples") / "project"
    shutil.copytree(EXAMPLES, folder)
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    return folder


def test_the_project_of_the_examples_has_nothing_to_mend(project: Path) -> None:
    assert check.problems(project) == []


def test_the_project_of_the_examples_builds(tmp_path: Path) -> None:
    site = little_site(tmp_path)
    site.nav = [page.relative_to(EXAMPLES / "docs/vi").as_posix() for page in (EXAMPLES / "docs/vi").rglob("*.md")]
    shutil.copytree(EXAMPLES, tmp_path, dirs_exist_ok=True)
    site.configure()
    result = site.build()
    assert result.code == 0, result.output


@pytest.mark.parametrize("name", catalogue())
def test_the_example_that_fails_brings_this_check_at_its_line(name: str, project: Path) -> None:
    described = catalogue()[name]
    file = project / described.path
    kept = file.read_bytes()
    text = kept.decode()
    if described.is_of_name:
        new = project / described.fails
        file.rename(new)
    else:
        assert text.count(described.passes) == 1, "the example that passes must stand in its file once"
        new = file
        file.write_bytes(text.replace(described.passes, described.fails).encode(described.saved_as or "utf-8"))
    try:
        found = check.problems(project)
    finally:
        new.unlink()
        file.write_bytes(kept)
    others = {problem.check for problem in found if is_error(problem)} - {name, *FOLLOWING}
    assert described.is_of_name or not others, others
    told = [problem for problem in found if problem.check == name]
    if name == "spelling" and check.report(project).unchecked:
        return
    assert told, found
    assert any(_is_at(problem, described, text) for problem in told), told
    assert all(problem.vi != problem.en for problem in told)


def _is_at(problem: Problem, described: Check, text: str) -> bool:
    """Whether a problem stands at the example; what machines write is told as a whole."""
    if problem.path != (described.found or described.path):
        return False
    if described.found or described.is_of_name or described.saved_as or problem.path.endswith(".json"):
        return True
    first = text[: text.index(described.passes)].count("\n") + 1
    return first <= problem.line <= first + described.fails.count("\n")


def test_every_name_that_a_finding_bears_is_explained() -> None:
    assert {name for file in HOOKS for name in _given(file)} <= catalogue().keys()
    assert {rule.name for rule in spelling.RULES} <= catalogue().keys()


def _given(file: Path) -> Iterator[str]:
    """The names that the source gives to a problem or a fault."""
    places = {"Problem": 4, "Fault": 2}
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in places:
            named = [keyword.value for keyword in node.keywords if keyword.arg == "check"]
            for value in [*node.args[places[node.func.id] :][:1], *named]:
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield value.value


def test_no_check_is_explained_that_is_not_there() -> None:
    trees = [ast.walk(ast.parse(file.read_text(encoding="utf-8"))) for file in HOOKS]
    said = {node.value for tree in trees for node in tree if isinstance(node, ast.Constant)}
    assert catalogue().keys() <= said


@pytest.mark.parametrize("name", catalogue())
def test_each_explanation_names_what_to_type_or_to_run_and_is_well_written(name: str) -> None:
    described = catalogue()[name]
    for code in LANGUAGES:
        assert described.mend[code].count("`") >= 2, "a command or a text to type stands between ` `"
        for text in (described.must[code], described.mend[code]):
            assert text.count("`") % 2 == 0
            assert text[-1] in ".”)", text
            report = proofreading.check(text, f"docs/{code}/explained.md")
            found = [finding for finding in report.findings if finding.rule.name not in ("eth", "separator")]
            assert not found, found
    assert described.must["vi"] != described.must["en"]


def test_a_rule_of_the_text_says_what_its_explanation_says(site: Site) -> None:
    site.write("docs/vi/index.md", "---\ntitle: A\ndescription: B\nevidence: false\n---\n\nhoà bình\n")
    [problem] = [problem for problem in check.problems(site.root) if problem.check == "tone-placement"]
    assert problem.en.startswith("tone marks stand in the old style of statutes")
    assert catalogue()["tone-placement"].must["en"].startswith("Tone marks stand in the old style of statutes")


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_page_explains_exactly_the_checks_that_there_are(code: str, built: Path) -> None:
    page = parse((built / LANGUAGES[code].prefix / "contribute/checks/index.html").read_text(encoding="utf-8"))
    shown = {section.one("h3")["id"]: section for section in page.all("section", cls="c-check")}
    assert shown.keys() == catalogue().keys()
    for name, section in shown.items():
        assert section.one("h3").one("code").text == name
        wrong, right = section.all("pre")
        assert right.text == " ".join(catalogue()[name].passes.split())
        assert wrong.text == " ".join(told_apart(catalogue()[name].fails).split())
        assert "`" not in "".join(paragraph.text for paragraph in section.all("p"))
    index = page.one("ul", cls="c-checks__index")
    assert {link["href"] for link in index.all("a")} >= {f"#{name}" for name in catalogue()}
