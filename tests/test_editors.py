"""What editors of texts are told: completion and hover by the schemas, and how files are saved."""

import json
import shutil
from typing import Any

import pytest
from compendium import dictionary
from compendium.language import LANGUAGES
from compendium.model import DATASETS
from compendium.reader import read_yaml
from compendium.render import words
from conftest import EVENT, ROOT, Result, Site, run
from jsonschema import Draft202012Validator
from releasing import PLAIN

COMMITTED = {name: json.loads((ROOT / f"data/schema/{name}.json").read_text(encoding="utf-8")) for name in DATASETS}


def refused(name: str, value: Any) -> list[str]:
    """The places of a value that a schema refuses."""
    validator = Draft202012Validator(COMMITTED[name], format_checker=Draft202012Validator.FORMAT_CHECKER)
    return sorted(error.json_path for error in validator.iter_errors(value))


@pytest.mark.parametrize("name", DATASETS)
def test_a_schema_accepts_all_that_its_file_holds(name: str) -> None:
    Draft202012Validator.check_schema(COMMITTED[name])
    assert refused(name, read_yaml(ROOT / f"data/{name}.yml", name).value) == []


@pytest.mark.parametrize(
    ("right", "wrong", "place"),
    [
        ("'1995'", "1995", "$[0].when"),
        ("'1995'", "1995-07-28", "$[0].when"),
        ("membership", "party", "$[0].kind"),
        ("[integration]", "[space]", "$[0].subjects[0]"),
        ("[integration]", "[]", "$[0].subjects"),
        ("asean-accession", "ASEAN accession", "$[0].id"),
        (", en: In 1995.", "", "$[0].summary"),
        ("  kind:", "  colour: red\n  kind:", "$[0]"),
        ("kind: membership", "expected: 'yes'\n  kind: membership", "$[0].expected"),
    ],
)
def test_a_schema_refuses_what_the_checks_refuse(site: Site, right: str, wrong: str, place: str) -> None:
    assert right in EVENT
    site.data("events", EVENT.replace(right, wrong))
    assert refused("events", read_yaml(site.root / "data/events.yml", "x").value) == [place]


def described(node: Any, name: str = "") -> list[tuple[str, dict[str, Any]]]:
    """Every property and every model of a schema, however deep."""
    if isinstance(node, list):
        return [found for item in node for found in described(item, name)]
    if not isinstance(node, dict):
        return []
    own = [(key, value) for group in ("properties", "$defs") for key, value in node.get(group, {}).items()]
    return own + [found for key, value in node.items() for found in described(value, key)]


@pytest.mark.parametrize("name", DATASETS)
def test_every_field_and_every_model_is_described_in_both_languages(name: str) -> None:
    found = described({key: COMMITTED[name][key] for key in ("$defs",)})
    assert len(found) >= len(DATASETS[name].model_fields)
    for key, node in found:
        assert " · " in node["description"], key


def test_each_choice_is_said_as_readers_see_it_in_both_languages() -> None:
    fields = COMMITTED["events"]["$defs"]["Event"]["properties"]
    kind = fields["kind"]
    meaning = dictionary.meaning(DATASETS["events"], "kind")
    lines = [f"{meaning.vi} · {meaning.en}"]
    lines += [
        f"- {value}: {' · '.join(words()[f'event.{value}'][code] for code in LANGUAGES)}" for value in kind["enum"]
    ]
    assert kind["description"].splitlines() == lines
    assert fields["partners"]["description"].endswith("\ndata/partners.yml")


def test_the_settings_of_the_editor_name_every_schema_at_its_file() -> None:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))
    assert settings["yaml.schemas"] == {f"./data/schema/{name}.json": f"data/{name}.yml" for name in DATASETS}
    assert all((ROOT / place).is_file() for pair in settings["yaml.schemas"].items() for place in pair)
    assert (settings["files.encoding"], settings["editor.insertSpaces"], settings["editor.tabSize"]) == (
        "utf8",
        True,
        2,
    )
    extensions = json.loads((ROOT / ".vscode/extensions.json").read_text(encoding="utf-8"))
    assert "redhat.vscode-yaml" in extensions["recommendations"]


@pytest.fixture
def repository(site: Site) -> Site:
    """A throw-away repository of a little site, in which commits are checked."""
    for name in (".pre-commit-config.yaml", ".ci/check"):
        (site.root / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, site.root / name)
    (site.root / ".venv").symlink_to(ROOT / ".venv")
    site.write(".gitignore", "/.venv\n__pycache__/\n").data("events", EVENT).configure()
    git(site, "init", "--quiet", "--initial-branch=main")
    git(site, "config", "user.name", "Biên tập viên")
    git(site, "config", "user.email", "editor@example.org")
    git(site, "add", "--all")
    git(site, "commit", "--quiet", "--message", "Begin")
    installed = run([str(ROOT / ".venv/bin/pre-commit"), "install"], site.root, **environment(site))
    assert installed.code == 0, installed.output
    return site


def environment(site: Site) -> dict[str, str]:
    return {**PLAIN, "PRE_COMMIT_HOME": str(site.root.parent / "pre-commit"), "LC_ALL": "vi_VN.UTF-8"}


def git(site: Site, *arguments: str) -> Result:
    return run(["git", *arguments], site.root, **environment(site))


def test_a_commit_of_a_bad_record_is_refused_in_our_words_and_a_good_one_passes(repository: Site) -> None:
    repository.data("events", EVENT.replace("'1995'", "1995"))
    bad = git(repository, "commit", "--all", "--message", "A bad one")
    assert bad.code == 1
    assert "Kiểm tra dữ liệu và trang" in bad.output
    assert "data/events.yml:3: lỗi[field]: `when` (asean-accession) phải là chữ trong dấu nháy" in bad.output
    repository.data("events", EVENT.replace("'1995'", "'1996'"))
    good = git(repository, "commit", "--all", "--message", "A good one")
    assert good.code == 0, good.output
    assert git(repository, "log", "--format=%s").output.split("\n")[0] == "A good one"


def test_where_nothing_is_installed_a_commit_says_in_one_line_how(repository: Site) -> None:
    (repository.root / ".venv").unlink()
    repository.data("events", EVENT.replace("'1995'", "'1996'"))
    result = git(repository, "commit", "--all", "--message", "Without an environment")
    assert result.code == 1
    assert "Chưa cài đặt; hãy chạy một lần: make serve · Not set up yet; run once: make serve" in result.output
    assert "Traceback" not in result.output


def test_make_sets_the_hook_up() -> None:
    assert ".venv/bin/pre-commit install\n" in run(["make", "--dry-run", "hooks"], ROOT).output
