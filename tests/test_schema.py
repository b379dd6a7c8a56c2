"""The JSON Schemas that complete an editor's typing."""

import json
import sys
from pathlib import Path

import pytest
from compendium import schema
from compendium.model import DATASETS
from conftest import ROOT, Result, run


def command(*arguments: str) -> Result:
    return run([sys.executable, "-m", "compendium.schema", *arguments], ROOT / "hooks")


@pytest.mark.parametrize("name", DATASETS)
def test_the_committed_schema_is_what_the_models_say(name: str) -> None:
    committed = (ROOT / "data" / "schema" / f"{name}.json").read_text(encoding="utf-8")
    assert committed == schema.schemas()[f"{name}.json"], "mend it with: make schema"


def test_no_schema_is_left_of_a_dataset_that_is_gone() -> None:
    assert {file.stem for file in (ROOT / "data" / "schema").iterdir()} == set(DATASETS)


@pytest.mark.parametrize("name", DATASETS)
def test_each_data_file_names_its_schema_on_its_first_line(name: str) -> None:
    with (ROOT / "data" / f"{name}.yml").open(encoding="utf-8") as file:
        assert file.readline() == f"# yaml-language-server: $schema=schema/{name}.json\n"


def test_every_data_file_is_a_dataset() -> None:
    assert {file.stem for file in (ROOT / "data").glob("*.y*ml")} == set(DATASETS)


def test_a_schema_refuses_unknown_keys_and_names_what_is_required() -> None:
    event = json.loads(schema.schemas()["events.json"])["$defs"]["Event"]
    assert event["additionalProperties"] is False
    assert {"id", "when", "title", "citations"} <= set(event["required"])


def test_the_command_writes_every_schema_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "new" / "schema"
    assert schema.main([str(folder)]) == 0
    assert {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()} == schema.schemas()
    assert f"wrote {folder / 'events.json'}" in capsys.readouterr().out


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_tells_the_use_and_ends_well(flag: str) -> None:
    result = command(flag)
    assert result.code == 0
    assert "python -m compendium.schema data/schema" in result.output


@pytest.mark.parametrize("arguments", [[], ["a", "b"], ["--colour"]], ids=["nothing", "too much", "unknown option"])
def test_wrong_use_tells_the_use_ends_with_2_and_writes_nothing(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert schema.main(arguments) == 2
    assert "python -m compendium.schema data/schema" in capsys.readouterr().out
    assert not list(tmp_path.iterdir())
