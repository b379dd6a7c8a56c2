"""What changed is kept beside the data, written by one command."""

import json

import pytest
from conftest import Site
from releasing import Desk, desk


@pytest.fixture
def editor(site: Site) -> Desk:
    """Two releases are announced; the first is tagged."""
    made = desk(site).announce("2020.1")
    made.git("tag", "2020.1")
    page = made.root / "docs/en/index.md"
    page.write_text(page.read_text(encoding="utf-8").replace("Hello.", "Welcome."), encoding="utf-8")
    return made.announce("2020.1", "2020.2")


def test_the_command_writes_the_comparison_and_says_what_to_do_next(editor: Desk) -> None:
    file = editor.root / "data/changes/2020.2.json"
    file.unlink()
    result = editor.changes("2020.2")
    assert result.code == 0, result.output
    assert result.output == "data/changes/2020.2.json: hãy xem lại, rồi commit. · read it, then commit it.\n"
    kept = json.loads(file.read_text(encoding="utf-8"))
    assert (kept["version"], kept["since"]) == ("2020.2", "2020.1")
    assert [page["path"] for page in kept["pages"]] == ["index.md"]
    assert [entry.name for entry in file.parent.iterdir()] == ["2020.2.json"]


def test_a_comparison_that_nothing_can_read_is_written_anew(editor: Desk) -> None:
    file = editor.root / "data/changes/2020.2.json"
    text = file.read_text(encoding="utf-8")
    file.write_text("<<<<<<< HEAD", encoding="utf-8")
    result = editor.changes("2020.2")
    assert result.code == 0, result.output
    assert file.read_text(encoding="utf-8") == text


# What is asked for, and both sentences.
REFUSED = {
    "the first release": (
        "2020.1",
        "2020.1 là bản đầu tiên: không có gì để so",
        "2020.1 is the first: nothing to compare",
    ),
    "an unknown release": (
        "2021.1",
        "2021.1 phải có trong data/releases.yml (đang có: 2020.1, 2020.2)",
        "2021.1 must be in data/releases.yml (there are: 2020.1, 2020.2)",
    ),
}


@pytest.mark.parametrize("reason", REFUSED)
def test_what_cannot_be_compared_is_refused_with_a_sentence(editor: Desk, reason: str) -> None:
    version, vi, en = REFUSED[reason]
    before = editor.state()
    result = editor.changes(version)
    assert result.code == 1
    assert result.output.splitlines() == [vi, en]
    assert editor.state() == before


def test_without_the_tag_of_the_release_before_it_says_how_to_get_it(editor: Desk) -> None:
    editor.git("tag", "--delete", "2020.1")
    result = editor.changes("2020.2")
    assert result.code == 1
    assert "the tag 2020.1 must be there to compare with; run: git fetch --tags" in result.output
    assert "phải có thẻ 2020.1 để so với bản trước; hãy chạy: git fetch --tags" in result.output
    assert "Traceback" not in result.output
