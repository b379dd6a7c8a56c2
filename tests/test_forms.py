"""What an editor meets on the host: issue forms, the template of a pull request, those who are asked to review."""

import re
from typing import Any

import pytest
import yaml
from compendium.model import DATASETS
from conftest import ROOT

FORMS = sorted(file for file in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml") if file.stem != "config")
# What the host asks of a form, and of each part of one.
KEYS = {"name", "description", "body", "title", "labels", "assignees", "projects", "type"}
ATTRIBUTES = {
    "markdown": {"value"},
    "input": {"label", "description", "placeholder", "value"},
    "textarea": {"label", "description", "placeholder", "value", "render"},
    "dropdown": {"label", "description", "multiple", "options", "default"},
    "checkboxes": {"label", "description", "options"},
}


def form(stem: str) -> dict[str, Any]:
    return dict(yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE" / f"{stem}.yml").read_text(encoding="utf-8")))


@pytest.fixture(params=[file.stem for file in FORMS])
def asked(request: pytest.FixtureRequest) -> dict[str, Any]:
    return form(request.param)


def test_there_is_a_form_for_each_kind_of_report() -> None:
    assert {file.stem for file in FORMS} == {"correct-a-fact", "propose-a-term", "report-a-translation"}


def test_a_form_is_one_that_the_host_can_show(asked: dict[str, Any]) -> None:
    assert {"name", "description", "body"} <= asked.keys() <= KEYS
    assert all(isinstance(label, str) for label in asked["labels"])
    names = [part["id"] for part in asked["body"] if part["type"] != "markdown"]
    assert len(names) == len(set(names)) >= 4
    assert all(re.fullmatch(r"[a-zA-Z0-9_-]+", name) for name in names)
    for part in asked["body"]:
        assert part.keys() <= {"type", "id", "attributes", "validations"}
        assert part["attributes"].keys() <= ATTRIBUTES[part["type"]]
        assert part.get("validations", {}).keys() <= {"required"}
        assert part["attributes"]["value" if part["type"] == "markdown" else "label"]
        assert part["type"] != "dropdown" or len(set(part["attributes"]["options"])) > 1


def labels(asked: dict[str, Any]) -> list[str]:
    """Every line of a form that says something, but for examples."""
    texts = [asked["name"], asked["description"], asked["title"]]
    for part in asked["body"]:
        attributes = part["attributes"]
        texts += [attributes[key] for key in ("label", "description") if key in attributes]
        texts += attributes.get("options", [])
    return texts


def test_both_languages_are_in_every_label(asked: dict[str, Any]) -> None:
    for text in labels(asked):
        vi, _, en = text.partition(" · ")
        assert re.search(r"[^\x00-\x7f]", vi), text
        assert re.search(r"[A-Za-z]{3}", en), text
    for part in asked["body"]:
        if part["type"] == "markdown":
            vi, en = part["attributes"]["value"].strip().split("\n\n")
            assert not vi.isascii()
            assert en.isascii() or "“" in en


def test_whoever_has_no_form_for_it_may_still_write() -> None:
    assert form("config") == {"blank_issues_enabled": True}


TEMPLATE = (ROOT / ".github/PULL_REQUEST_TEMPLATE.md").read_text(encoding="utf-8")


def test_the_template_of_a_pull_request_speaks_both_languages() -> None:
    headings = re.findall(r"^## (.+) · (.+)$", TEMPLATE, re.M)
    assert len(headings) == TEMPLATE.count("\n## ") == 4
    assert all(" · " in line for line in re.findall(r"^- .+", TEMPLATE, re.M))


def test_the_words_that_confirm_a_section_are_told_and_none_is_said_by_who_leaves_the_template_as_it_is() -> None:
    assert all(f"`{word}: integration/goals.md#targets`" in TEMPLATE for word in ("Still-matches", "Mechanical"))
    assert not re.search(r"^\s*(Still-matches|Mechanical):", TEMPLATE, re.M)
    assert not re.search(r"Still-matches|Mechanical", re.sub(r"<!--.*?-->", "", TEMPLATE, flags=re.S))
    assert "{#targets}" in (ROOT / "docs/vi/integration/goals.md").read_text(encoding="utf-8")


CODEOWNERS = (ROOT / ".github/CODEOWNERS").read_text(encoding="utf-8")
OWNED = [line.split() for line in CODEOWNERS.splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("path", [line[0] for line in OWNED])
def test_what_has_an_owner_exists(path: str) -> None:
    assert path == "*" or list(ROOT.glob(path.strip("/")))


def test_each_language_and_each_data_file_has_a_line_of_its_own() -> None:
    paths = [line[0] for line in OWNED]
    assert len(paths) == len(set(paths))
    wanted = {"/docs/vi/", "/docs/en/", *(f"/data/{name}.yml" for name in DATASETS)}
    assert wanted <= set(paths)
    assert {"/hooks/compendium/*.py", "/.github/workflows/"} <= set(paths)


def test_the_owners_are_placeholders_that_say_so() -> None:
    owners = {owner for line in OWNED for owner in line[1:]}
    assert all(len(line) > 1 for line in OWNED)
    assert all(owner.startswith("@example-org/") for owner in owners)
    assert "PLACEHOLDERS" in CODEOWNERS
    assert "GIỮ CHỖ" in CODEOWNERS
