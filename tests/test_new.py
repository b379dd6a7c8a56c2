"""Adding an event, a term, a source or a page: what is asked, what is written, and that nothing is overwritten."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from compendium import check, files
from compendium.checks import is_error
from compendium.files import Change
from compendium.problem import Fault
from compendium.questions import nested
from conftest import EVENT, ROOT, TERM, Result, Site, front, run
from terminal import converse

EVENT_OPTIONS = {
    "title-vi": "Việt Nam gia nhập APEC",
    "title-en": "Vietnam joins APEC",
    "id": "apec-accession",
    "kind": "membership",
    "when": "1998-11",
    "when-basis": "stated",
    "summary-vi": "Năm 1998, Việt Nam gia nhập APEC.",
    "summary-en": "Vietnam joined APEC in 1998.",
    "subjects": "integration",
    "citations": "mai-ha §1 ¶2",
}
TERM_OPTIONS = {
    "vi-term": "Ngoại giao khoa học",
    "en-term": "Science diplomacy",
    "id": "science-diplomacy",
    "kind": "concept",
    "definition-vi": "Dùng khoa học trong đối ngoại.",
    "definition-en": "The use of science in foreign policy.",
    "basis": "source",
    "citations": "mai-ha §2 ¶1",
}
SOURCE_OPTIONS = {
    "short-vi": "Báo cáo, 2020",
    "short-en": "Report, 2020",
    "id": "report-2020",
    "standing": "external",
    "kind": "web-page",
    "title-vi": "Một báo cáo",
    "title-en": "A report",
    "publisher-vi": "Nơi công bố",
    "publisher-en": "The publisher",
    "language": "en",
    "date-note-vi": "Không ghi ngày.",
    "date-note-en": "Undated.",
    "description-vi": "Một báo cáo trên mạng.",
    "description-en": "A report on the web.",
}
PAGE_OPTIONS = {
    "path": "integration/partners.md",
    "title-vi": "Đối tác: những ai",
    "title-en": "Partners: who they are",
    "description-vi": "Các đối tác.",
    "description-en": "The partners.",
    "place": "/",
    "sections": "{heading: {vi: Đối tác chính, en: Main partners}, id: main-partners}",
}
OPTIONS = {"event": EVENT_OPTIONS, "term": TERM_OPTIONS, "source": SOURCE_OPTIONS, "page": PAGE_OPTIONS}
ENGLISH, VIETNAMESE = "en_GB.UTF-8", "vi_VN.UTF-8"


@pytest.fixture
def project(site: Site) -> Site:
    site.data("events", EVENT).data("terms", TERM).pair("timeline.md", *(front("X") + TIMELINE,) * 2)
    site.pair("sources.md", *(front("X") + "<!-- compendium: sources -->\n",) * 2)
    site.pair("integration.md", front("X"), front("X"))
    site.configure()
    return site


TIMELINE = "<!-- compendium: timeline -->\n"


def new(site: Site, kind: str, options: dict[str, str], **variables: str) -> Result:
    """The command with options, where there is no terminal."""
    arguments = [f"--{name}={value}" for name, value in options.items()]
    command = [sys.executable, "-m", "compendium.new", kind, *arguments]
    return run(command, site.root, PYTHONPATH=str(ROOT / "hooks"), **{"LC_ALL": ENGLISH} | variables)


def state(site: Site) -> dict[Path, bytes]:
    return {file: file.read_bytes() for name in ("data", "docs", "mkdocs.yml") for file in under(site.root / name)}


def under(place: Path) -> list[Path]:
    return [file for file in place.rglob("*") if file.is_file()] if place.is_dir() else [place]


def errors(site: Site) -> list[str]:
    return [str(problem) for problem in check.problems(site.root) if is_error(problem)]


def test_what_options_give_is_written_and_builds(project: Site) -> None:
    for kind, options in OPTIONS.items():
        result = new(project, kind, options)
        assert result.code == 0, result.output
        assert errors(project) == []
        assert "What to do next" in result.output
        assert "make check" in result.output
    built = project.build()
    assert built.code == 0, built.output


def test_an_event_stands_at_the_end_of_its_file_as_the_others_are_written(project: Site) -> None:
    project.data("events", f"# A remark.\n{EVENT.lstrip()}  # Another.\n")
    before = (project.root / "data/events.yml").read_text(encoding="utf-8")
    result = new(project, "event", EVENT_OPTIONS)
    assert result.code == 0, result.output
    after = (project.root / "data/events.yml").read_text(encoding="utf-8")
    assert after == before + (
        "- id: apec-accession\n"
        "  when: '1998-11'\n"
        "  when_basis: stated\n"
        "  title:\n    vi: Việt Nam gia nhập APEC\n    en: Vietnam joins APEC\n"
        "  summary:\n    vi: Năm 1998, Việt Nam gia nhập APEC.\n    en: Vietnam joined APEC in 1998.\n"
        "  subjects: [integration]\n"
        "  citations: [mai-ha §1 ¶2]\n"
        "  kind: membership\n"
    )
    assert "Written: data/events.yml:11" in result.output


def test_the_first_record_of_an_empty_file_and_one_with_windows_lines_are_written(project: Site) -> None:
    project.data("terms", "# yaml-language-server: $schema=schema/terms.json\r\n[]\r\n")
    assert new(project, "term", TERM_OPTIONS).code == 0
    after = (project.root / "data/terms.yml").read_bytes()
    assert after.startswith(b"# yaml-language-server: $schema=schema/terms.json\r\n- id: science-diplomacy\r\n")
    assert after.count(b"\n") == after.count(b"\r\n")


@pytest.mark.parametrize("dataset", ["events", "terms", "sources", "notes", "figures", "instruments"])
def test_a_record_of_this_site_written_anew_says_the_same_and_looks_the_same(dataset: str) -> None:
    from compendium.appending import appended

    text = (ROOT / f"data/{dataset}.yml").read_text(encoding="utf-8")
    *others, last = yaml.safe_load(text)
    start = text.rindex("\n- ") + 1
    without = text[:start].rstrip("\n") + "\n"
    after, line = appended(without, last, dataset)
    assert after.startswith(without)
    assert yaml.safe_load(after) == [*others, last]
    assert after.splitlines()[line - 1].startswith("- ")
    kept = set(text[start:].splitlines()) & set(after[len(without) :].splitlines())
    assert len(kept) > 5, after[len(without) :]


def test_a_page_stands_in_both_languages_and_in_the_navigation_which_stays_as_it_is(project: Site) -> None:
    nav = (
        "nav:\n  # Ours.\n  - index.md\n  - Phần một: # the first\n      - timeline.md\n\n      - sources.md\n"
        "  - integration.md\n"
    )
    file = project.root / "mkdocs.yml"
    head, _, rest = file.read_text(encoding="utf-8").partition("nav:\n")
    text = head + re.sub(r"(?s)^.*?\n(?=\w)", "", rest)
    text = re.sub(r"( +)nav_translations:\n", r"\g<0>\1  Phần một: One\n", text)
    file.write_text(nav + text, encoding="utf-8")
    result = new(project, "page", PAGE_OPTIONS | {"place": "Phần một"})
    assert result.code == 0, result.output
    assert (
        file.read_text(encoding="utf-8")
        == nav.replace("      - sources.md\n", "      - sources.md\n      - integration/partners.md\n") + text
    )
    for code, title, heading in (
        ("vi", "Đối tác: những ai", "Đối tác chính"),
        ("en", "Partners: who", "Main partners"),
    ):
        page = (project.root / f"docs/{code}/integration/partners.md").read_text(encoding="utf-8")
        assert page.startswith(f"---\ntitle: '{title}")
        assert f"## {heading} {{#main-partners}}\n" in page
    assert "make confirm PAGE=integration/partners.md" in result.output
    assert "make gates" in result.output
    unwritten = [problem for problem in check.problems(project.root) if problem.check == "placeholder"]
    assert [problem.line for problem in unwritten] == [6, 11] * 2
    assert unwritten[0].en == "“Text to be written” must be replaced by the text; for example: … [@mai-ha §2 ¶1]"
    assert errors(project) == []


@pytest.mark.parametrize("kind", OPTIONS)
def test_what_is_there_is_never_overwritten(project: Site, kind: str) -> None:
    assert new(project, kind, OPTIONS[kind]).code == 0
    before = state(project)
    result = new(project, kind, OPTIONS[kind])
    assert result.code == 1
    assert state(project) == before
    assert {"page": "there is docs/vi/integration/partners.md: Đối tác"}.get(kind, "stands on line ") in result.output


def test_a_page_never_takes_the_address_of_another_nor_leaves_its_folder(project: Site) -> None:
    for path, told in (
        ("timeline/index.md", "there is docs/vi/timeline.md"),
        ("../outside", "must be made of lower-case letters"),
        ("Integration/Đối tác.md", "must be made of lower-case letters"),
        ("en/partners.md", "must not be in en/"),
    ):
        result = new(project, "page", PAGE_OPTIONS | {"path": path})
        assert result.code == 1
        assert told in result.output


def test_where_nobody_can_be_asked_all_that_is_needed_is_told_at_once(project: Site) -> None:
    before = state(project)
    given = {name: value for name, value in EVENT_OPTIONS.items() if name not in ("kind", "when", "id")}
    result = new(project, "event", given)
    assert result.code == 2
    assert [line.split()[0] for line in result.output.splitlines()[1:]] == ["--id", "--when", "--kind"]
    assert "  --id vietnam-joins-apec" in result.output
    assert state(project) == before
    result = new(project, "event", given, LC_ALL="C.UTF-8")
    assert result.output.startswith("Còn thiếu")


def test_wrong_options_are_all_told_in_the_words_of_the_checks_and_nothing_is_written(project: Site) -> None:
    before = state(project)
    wrong = {
        "kind": "party",
        "when": "17/11/1998",
        "citations": "mai-ha §9",
        "partners": "asean",
        "title-en": "<b>APEC",
    }
    result = new(project, "event", EVENT_OPTIONS | wrong)
    assert result.code == 1
    for told in (
        "`kind` (apec-accession) must be one of: 'membership'",
        "`when` (apec-accession) must",
        "citation `mai-ha §9` must name a place that the source has",
        "`partners` must be an id of data/partners.yml",
        "`title.en` (apec-accession) must be plain text, without HTML",
    ):
        assert told in result.output
    assert state(project) == before


def test_what_only_the_whole_can_tell_stops_it_as_well(project: Site) -> None:
    before = state(project)
    result = new(project, "event", EVENT_OPTIONS | {"citations": "press", "title-vi": "Ðổi mới"})
    assert result.code == 1
    assert "Nothing was written" in result.output
    assert "error[external]: `external` must be true" in result.output
    assert "error[eth]: " in result.output
    assert state(project) == before


def test_faults_that_were_there_before_are_not_laid_at_the_door_of_a_new_page(project: Site) -> None:
    project.write("docs/vi/index.md", front("Trang chủ") + "Ðổi mới.\n")
    result = new(project, "page", PAGE_OPTIONS)
    assert result.code == 0, result.output


def test_records_are_added_to_whole_data_only(project: Site) -> None:
    project.data("events", EVENT.replace("'1995'", "1995"))
    result = new(project, "term", TERM_OPTIONS)
    assert result.code == 1
    assert "data/events.yml:3: error[field]: `when`" in result.output
    assert "mend them before you add to it" in result.output


def test_a_whole_event_is_asked_for_in_vietnamese(project: Site) -> None:
    answers = [
        ("title.vi\n  Tên của sự kiện. Bằng tiếng Việt.\n  Ví dụ: Việt Nam gia nhập ASEAN", "Việt Nam gia nhập APEC"),
        ("title.en", "Vietnam joins ASEAN"),
        ("Enter: vietnam-joins-asean", "asean-accession"),
        ("✗ `id` phải khác mọi mã khác; `asean-accession` đã có ở dòng 2", ""),
        ("when\n", "17/11/1998"),
        ("✗ `when` (vietnam-joins-asean) phải", "1998-11"),
        ("1 stated: ngày ghi trong nguồn", "1"),
        ("summary.vi", "Năm 1998, Việt Nam gia nhập APEC."),
        ("summary.en", "Vietnam joined APEC in 1998."),
        ("1 integration: Hội nhập quốc tế", "1, 3"),
        ("citations", "mai-ha §1 ¶2; mai-ha §2"),
        ("1 membership: Gia nhập tổ chức và diễn đàn", "9"),
        ("✗ `kind` (vietnam-joins-asean) phải là một trong", "1"),
        ("terms: (trống)", "15"),
        ("gõ dấu hỏi để xem các mã", "?"),
        ("innovation: Đổi mới sáng tạo / Innovation", "innovation"),
        ("terms: innovation", "2"),
        ("Enter: Vietnam joins ASEAN", "Vietnam joins APEC"),
        ("title.en: Vietnam joins APEC", ""),
    ]
    result = converse(project.root, ["compendium.new", "event"], on_screen(answers), VIETNAMESE)
    assert result.code == 0, result.output
    assert "Đã ghi: data/events.yml:" in result.output
    assert "CONTRIBUTING.vi.md" in result.output
    record = yaml.safe_load((project.root / "data/events.yml").read_text(encoding="utf-8"))[-1]
    assert (record["id"], record["terms"], record["subjects"]) == (
        "vietnam-joins-asean", ["innovation"], ["integration", "science-diplomacy"]
    )  # fmt: skip
    assert errors(project) == []


def on_screen(answers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """As the terminal shows them: a new line takes two characters there."""
    return [(awaited.replace("\n", "\r\n"), typed) for awaited, typed in answers]


def test_a_whole_page_is_asked_for_in_english(project: Site) -> None:
    answers = [
        ("path\n  The path of the page", "timeline"),
        ("✗ `path` must be that of no page yet; there is docs/vi/timeline.md: X", "integration/partners"),
        ("title.vi", "Đối tác"),
        ("title.en", "Partners"),
        ("description.vi", "Các đối tác."),
        ("description.en", "The partners."),
        ("1 /: cấp đầu của thanh điều hướng / the first level", "1"),
        ("heading.vi", "Đối tác chính"),
        ("heading.en", "<b>Main partners"),
        ("✗ `sections.0.heading.en` must be plain text", "Main partners"),
        ("Enter: main-partners", ""),
        ("One more?", "+"),
        ("Number 2 of sections.", "Đối tác khác"),
        ("heading.en", "Other partners"),
        ("Enter: other-partners", "main-partners"),
        ("✗ heading must have an id of its own", ""),
        ("One more?", ""),
        ("Type a number to change", ""),
    ]
    result = converse(project.root, ["compendium.new", "page"], on_screen(answers), ENGLISH)
    assert result.code == 0, result.output
    for code in ("vi", "en"):
        page = (project.root / f"docs/{code}/integration/partners.md").read_text(encoding="utf-8")
        assert [line.partition("{")[2] for line in page.splitlines() if line.startswith("## ")] == [
            "#main-partners}", "#other-partners}"
        ]  # fmt: skip
    assert (
        yaml.safe_load((project.root / "mkdocs.yml").read_text(encoding="utf-8"))["nav"][-1]
        == "integration/partners.md"
    )
    assert errors(project) == []
    assert project.build().code == 0


def test_a_term_and_a_source_are_asked_for_with_what_may_be_left_out(project: Site) -> None:
    needed = [(f"{name.replace('-', '.', 1)}\n", value) for name, value in TERM_OPTIONS.items() if "-" in name]
    answers = [
        *needed[:2],
        ("Enter: science-diplomacy", ""),
        ("kind\n", "concept"),
        *needed[2:],
        ("basis\n", "3"),
        ("citations\n", "mai-ha §2"),
        ("The answers", "11"),
        ("optional", "NGKH; NGKHCN"),
        ("variants: NGKH; NGKHCN", ""),
    ]
    result = converse(project.root, ["compendium.new", "term"], on_screen(answers), ENGLISH)
    assert result.code == 0, result.output
    assert errors(project) == []


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl+C", "Ctrl+D"])
def test_whoever_stops_has_written_nothing(project: Site, key: str) -> None:
    before = state(project)
    answers = [("title.vi", "Việt Nam gia nhập APEC"), ("title.en", key)]
    result = converse(project.root, ["compendium.new", "event"], answers, ENGLISH)
    assert result.code == 130, result.output
    assert result.output.endswith("Stopped; nothing was written.\n")
    assert "Traceback" not in result.output
    assert state(project) == before


def test_the_end_of_what_is_typed_in_advance_stops_it_as_well(project: Site) -> None:
    command = [sys.executable, "-m", "compendium.new", "event"]
    done = subprocess.run(
        command, cwd=project.root, input=b"", env={"PYTHONPATH": str(ROOT / "hooks")}, capture_output=True, check=False
    )
    assert done.returncode == 2


def test_all_files_are_written_or_none(project: Site) -> None:
    before = state(project)
    changes = [
        Change(path="docs/vi/new/page.md", before=None, after=b"vi"),
        Change(path="docs/en/new/page.md", before=None, after=b"en"),
        Change(path="mkdocs.yml", before=b"something else", after=b""),
    ]
    with pytest.raises(Fault, match=r"mkdocs\.yml was changed in the meantime"):
        files.write(project.root, changes)
    (project.root / "docs/en/new").write_text("a file where a folder must be", encoding="utf-8")
    with pytest.raises(OSError, match="new"):
        files.write(project.root, changes[:2])
    (project.root / "docs/en/new").unlink()
    assert state(project) == before
    assert not (project.root / "docs/vi/new").exists()


def test_answers_of_one_group_stand_together() -> None:
    assert nested({("title", "vi"): 1, ("id",): 2, ("title", "en"): 3}) == {"title": {"vi": 1, "en": 3}, "id": 2}


def test_help_tells_the_options_of_each_kind(project: Site) -> None:
    for kind, options in OPTIONS.items():
        result = run(
            [sys.executable, "-m", "compendium.new", kind, "--help"], project.root, PYTHONPATH=str(ROOT / "hooks")
        )
        assert result.code == 0
        assert all(f"--{name}" in result.output for name in options)
        assert "--colour" not in result.output
    assert new(project, "poster", {}).code == 2
    assert new(project, "event", {"colour": "red"}).code == 2


@pytest.mark.parametrize("kind", OPTIONS)
def test_make_has_a_command_for_each_kind(kind: str) -> None:
    assert f"-m compendium.new {kind}\n" in run(["make", "--dry-run", f"new-{kind}"], ROOT).output
    assert f"make new-{kind} " in run(["make", "help"], ROOT).output
