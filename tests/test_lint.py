"""The text of data and pages, read letter by letter: what is told of it, and that mending it changes nothing else."""

from pathlib import Path

import pytest
from compendium import lint, manuscript
from compendium.problem import Problem
from compendium.proofreading import check, fixed
from compendium.reader import Document, parse_yaml
from conftest import ROOT, Site, front
from judging import all_problems

WRONG = front("Trang chủ") + "Ðổi mới, hoà bình.\n"


def lint_problems(site: Site) -> list[Problem]:
    return sorted([*lint.errors(site.root), *lint.warnings(site.root)])


def test_the_text_of_this_site_has_no_findings() -> None:
    assert [*lint.errors(ROOT), *lint.warnings(ROOT)] == []


def test_each_finding_tells_place_reason_change_and_what_to_do_in_both_languages(site: Site) -> None:
    second, first = lint_problems(site.write("docs/vi/index.md", WRONG))
    assert (first.path, first.line, first.column, first.check) == ("docs/vi/index.md", 7, 1, "eth")
    assert first.vi.startswith("phải viết Đ, đ của tiếng Việt")
    assert first.vi.endswith("“Ðổi” → “Đổi”; hãy chạy: make fix")
    assert first.en.endswith("“Ðổi” → “Đổi”; run: make fix")
    assert (second.line, second.column, second.check) == (7, 11, "tone-placement")


def test_what_nobody_sees_is_written_out() -> None:
    (finding,) = check("Vi\u200bệt", "docs/vi/a.md").findings
    assert finding.change == "“Vi⟨U+200B⟩ệt” → “Việt”"
    assert (finding.line, finding.column) == (1, 3)


@pytest.mark.parametrize(
    "text",
    ["a: {en: about 33.000 jobs}\n", "a: foo \u200b#bar\n", "a: [hoà, 33.000 jobs]\nen: [33.000 jobs]\n"],
)
def test_mending_never_changes_what_yaml_says(text: str) -> None:
    mended, _ = fixed(text, "data/a.yml")
    old, new = (parse_yaml(state, "data/a.yml", []) for state in (text, mended))
    assert new.problems == []
    assert str(new.value) == str(old.value).replace("hoà", "hòa")
    assert all(finding.mended is None for finding in check(mended, "data/a.yml").findings)


def test_an_unsafe_edit_costs_a_few_readings_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    readings = list[str]()
    read = manuscript.document

    def counted(text: str, shown: str, *, is_page: bool) -> Document:
        readings.append(text)
        return read(text, shown, is_page=is_page)

    monkeypatch.setattr(manuscript, "document", counted)
    text = "".join(f"- vi: 'hoà {number}'\n" for number in range(64)) + "- {en: about 33.000 jobs}\n"
    found = check(text, "data/a.yml").findings
    assert [finding.mended for finding in found] == ["hòa"] * 64 + [None]
    assert 0 < len(readings) < 10


def test_mending_twice_is_mending_once() -> None:
    for file in lint.files(ROOT / place for place in lint.PLACES):
        text = (
            file.read_text(encoding="utf-8")
            .replace("òa", "oà")
            .replace("ỹ", "ĩ")
            .replace("Đ", "Ð")
            .replace("ế", "ê\u0301")
        )
        once, _ = fixed(text, file.relative_to(ROOT).as_posix())
        assert fixed(once, file.relative_to(ROOT).as_posix()) == (once, 0)


def test_errors_stop_a_build_and_warnings_do_not(site: Site) -> None:
    site.write("docs/vi/index.md", WRONG)
    (problem,) = all_problems(site)
    assert (problem.path, problem.line) == ("docs/vi/index.md", 7)
    assert problem.vi.endswith("“Ðổi” → “Đổi”; hãy chạy: make fix")
    assert problem.en.endswith("“Ðổi” → “Đổi”; run: make fix")
    site.write("docs/vi/index.md", front("Trang chủ # verbatim") + "Thuý, *hoà bình*{: .verbatim }.\n")
    assert all_problems(site) == []


def test_what_cannot_be_read_is_left_to_those_who_read_it(site: Site) -> None:
    assert lint_problems(site.write("docs/vi/index.md", b"\xff").write("data/events.yml", "- id: [\n")) == []


def test_files_are_found_in_order(tmp_path: Path) -> None:
    for name in ("b.md", "a.yml", "c.json"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [file.name for file in lint.files([tmp_path])] == ["a.yml", "b.md"]
