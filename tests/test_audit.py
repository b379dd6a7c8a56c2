"""The run of the gates that the accessibility statement tells of: what is recorded, and that it is true."""

import json
from pathlib import Path

import gates
import pytest
from compendium import audit
from conftest import Site

GATE = {"tools": {"a": "1", "Chromium": "2"}, "pages": 3, "checks": 4, "violations": 0}


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record of one gate that the gates of this test are compared with."""
    file = tmp_path / audit.FILE
    file.write_text(json.dumps({"date": "2020-01-01", "gates": {"axe": GATE}}))
    monkeypatch.setattr(gates, "RECORD", file)
    monkeypatch.delenv("GATES_REPORT", raising=False)
    return file


def test_the_record_of_the_site_can_be_read() -> None:
    recorded, problems = audit.load(gates.RECORD.parent)
    assert recorded
    assert set(recorded.gates) == {"axe", "nu", "keyboard"}
    assert problems == []


def test_a_record_that_was_broken_by_hand_stops_the_build_at_its_place(site: Site) -> None:
    site.write("data/accessibility.json", '{"date": "2020-01-01"}')
    result = site.build()
    assert result.code == 1
    assert "data/accessibility.json:1: error[accessibility-report]: must be as `make gates` wrote it" in result.output


@pytest.mark.usefixtures("record")
def test_what_is_recorded_is_true_whatever_the_day_the_machine_and_the_words() -> None:
    gates.told("axe", {"a": "1", "Chromium": "9"}, pages=3, checks=5, found=[])


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(("version", "pages"), [("2", 3), ("1", 4)])
def test_other_tools_or_pages_than_those_recorded_are_told_with_what_to_run(version: str, pages: int) -> None:
    with pytest.raises(AssertionError, match="make gates"):
        gates.told("axe", {"a": version}, pages=pages, checks=4, found=[])


@pytest.mark.usefixtures("record")
def test_a_gate_that_is_not_recorded_is_told() -> None:
    with pytest.raises(AssertionError, match="make gates"):
        gates.told("nu", {"a": "1"}, pages=3, checks=4, found=[])


def test_what_a_gate_finds_fails_it_and_is_recorded_when_it_is_asked_for(
    record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GATES_REPORT", "1")
    with pytest.raises(AssertionError, match="wrong at a"):
        gates.told("axe", {"a": "1"}, pages=3, checks=4, found=["wrong at a"])
    recorded, _ = audit.load(record.parent)
    assert recorded
    assert recorded.gates["axe"].violations == 1
    assert recorded.date != "2020-01-01"
