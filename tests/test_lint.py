"""The command that checks the text and mends it: what it prints, how it ends, and that it touches nothing else."""

import sys
from pathlib import Path

import pytest
from compendium import lint, manuscript
from compendium.proofreading import check, fixed
from compendium.reader import Document, parse_yaml
from conftest import ROOT, Site, front, run
from judging import all_problems

WRONG = front("Trang chủ") + "Ðổi mới, hoà bình.\n"


def command(site: Site, *arguments: str) -> tuple[int, str]:
    result = run([sys.executable, "-m", "compendium.lint", *arguments], site.root, PYTHONPATH=str(ROOT / "hooks"))
    return result.code, result.output


def test_the_text_of_this_site_has_no_findings(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    assert lint.main([]) == 0, capsys.readouterr().out
    assert "nothing to mend" in capsys.readouterr().out


def test_each_finding_tells_place_rule_reason_and_change_in_both_languages(site: Site) -> None:
    code, output = command(site.write("docs/vi/index.md", WRONG))
    assert code == 1
    assert "docs/vi/index.md:7:1: lỗi[eth]: phải viết Đ, đ của tiếng Việt" in output
    assert "docs/vi/index.md:7:1: error[eth]: the Vietnamese letter is Đ, đ" in output
    assert "docs/vi/index.md:7:11: warning[tone-placement]: " in output
    assert "“Ðổi” → “Đổi”" in output
    assert output.endswith("Errors: 1, warnings: 1. 2 can be mended: make fix\n")


def test_what_nobody_sees_is_written_out() -> None:
    (finding,) = check("Vi\u200bệt", "docs/vi/a.md").findings
    assert finding.change == "“Vi⟨U+200B⟩ệt” → “Việt”"
    assert (finding.line, finding.column) == (1, 3)


def test_warnings_alone_end_well(site: Site) -> None:
    code, output = command(site.write("docs/vi/index.md", front("T") + "hoà\n"))
    assert code == 0
    assert "warnings: 1" in output


def test_fix_mends_and_a_second_run_finds_nothing(site: Site) -> None:
    site.write("docs/vi/index.md", WRONG)
    code, output = command(site, "--fix")
    assert code == 0
    assert "docs/vi/index.md: đã sửa 2 chỗ · mended in 2 places" in output
    assert (site.root / "docs/vi/index.md").read_text(encoding="utf-8") == WRONG.replace("Ð", "Đ").replace("hoà", "hòa")
    assert command(site) == (0, output.partition("places\n")[2])


def test_fix_keeps_every_other_byte_and_the_rights_of_the_file(site: Site) -> None:
    before = (
        "# hoà\t\r\n-   id:  'x'\r\n\r\n    vi:   \"hoà\\t\"   # hoà\r\n    en: >-\r\n       hoà\r\n\r\n\r\n    z: 1"
    )
    file = site.write("data/a.yml", before).root / "data/a.yml"
    file.chmod(0o640)
    lint.fix(file, "data/a.yml")
    after = before.replace('"hoà\\t"', '"hòa\\t"').replace("       hoà", "       hòa")
    # A tab is refused, so the file is no YAML to us and stays as it was.
    assert file.read_bytes() == before.encode()
    site.write("data/a.yml", before.replace("\t", ""))
    lint.fix(file, "data/a.yml")
    assert file.read_bytes() == after.replace("\t", "").encode()
    assert file.stat().st_mode & 0o777 == 0o640
    assert not list(file.parent.glob(".*"))


def test_a_file_without_findings_is_not_written(site: Site) -> None:
    file = site.root / "docs/vi/index.md"
    before = file.stat()
    lint.fix(file, "docs/vi/index.md")
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


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


def test_what_cannot_be_read_is_told_with_the_rest(site: Site) -> None:
    code, output = command(site.write("docs/vi/index.md", b"\xff").write("data/events.yml", "- id: [\n"))
    assert code == 1
    assert "docs/vi/index.md:1: file must be UTF-8 text" in output
    assert "data/events.yml:2: must be well-formed YAML" in output
    assert "To be mended by hand: 2." in output


def test_one_file_or_folder_can_be_named(site: Site) -> None:
    site.write("docs/vi/index.md", WRONG)
    assert command(site, "data")[0] == 0
    assert command(site, "docs/vi/index.md")[0] == 1


def test_help_tells_the_use_and_wrong_use_ends_with_2(site: Site) -> None:
    code, output = command(site, "--help")
    assert code == 0
    assert "--fix" in output
    for wrong in ("nowhere", "mkdocs.txt", "--colour"):
        assert command(site, wrong)[0] == 2


def test_make_has_both_commands() -> None:
    for target, command in (("check", "check"), ("fix", "lint --fix")):
        result = run(["make", "--dry-run", target], ROOT)
        assert f"-m compendium.{command} \n".replace("fix ", "fix") in result.output


def test_files_are_found_in_order(tmp_path: Path) -> None:
    for name in ("b.md", "a.yml", "c.json"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [file.name for file in lint.files([tmp_path])] == ["a.yml", "b.md"]
