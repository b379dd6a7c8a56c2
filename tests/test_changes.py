"""What changed between two states of the project: field by field and block by block, in words of both languages."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from compendium import changes, figures, frozen
from compendium.changes import State
from compendium.edition import Edition
from compendium.frozen import Changes, FieldChange, PageChange, RecordChange
from compendium.language import LANGUAGES
from compendium.problem import DataError
from conftest import EVENT, ROOT, SOURCES, TERM, Site, front
from judging import FIGURE
from test_redline import shown

PARTNERS = """
- {id: us, kind: country, name: {vi: Hoa Kỳ, en: United States}}
- {id: eu, kind: region, name: {vi: Liên minh châu Âu, en: European Union}}
"""
VI = "Việt Nam tham gia các khuôn khổ quốc tế về khoa học và công nghệ từ năm 1995.\n"
EN = "Vietnam has taken part in international frameworks of science and technology since 1995.\n"

Files = Mapping[str, str]


@pytest.fixture
def compared(tmp_path: Path) -> "Compared":
    return Compared(tmp_path)


class Compared:
    """Two little states, written as text: what changed from one to the other."""

    def __init__(self, folder: Path) -> None:
        self.old, self.new = folder / "old", folder / "new"

    def write(self, before: Files, after: Files) -> None:
        for root, files in ((self.old, before), (self.new, after)):
            (root / "docs").mkdir(parents=True, exist_ok=True)
            for path, text in files.items():
                Site(root).write(path, text)

    def __call__(self, before: Files, after: Files) -> Changes:
        self.write(before, after)
        return changes.compare(State.read(self.old), State.read(self.new), "2026.2", "2026.1")

    def record(self, dataset: str, before: str, after: str, others: Files | None = None) -> RecordChange:
        file = f"data/{dataset}.yml"
        [record] = self({**(others or {}), file: before}, {**(others or {}), file: after}).records
        return record

    def fields(self, dataset: str, before: str, after: str, others: Files | None = None) -> dict[str, dict[str, str]]:
        return {field.field: told(field) for field in self.record(dataset, before, after, others).fields}

    def page(self, before: Files, after: Files) -> PageChange:
        [page] = self(before, after).pages
        return page


def told(field: FieldChange) -> dict[str, str]:
    return {code: shown(parts) for code, parts in field.redline.items()}


def pair(path: str, vi: str = VI, en: str = EN, title: tuple[str, str] = ("Hội nhập", "Integration")) -> Files:
    return {f"docs/vi/{path}": front(title[0]) + vi, f"docs/en/{path}": front(title[1]) + en}


def test_nothing_changed_is_nothing_told(compared: Compared) -> None:
    same = {"data/events.yml": EVENT, "data/sources.yml": SOURCES, **pair("index.md")}
    found = compared(same, same)
    assert (found.version, found.since, found.records, found.pages) == ("2026.2", "2026.1", (), ())


def test_records_come_change_and_go_under_their_names(compared: Compared) -> None:
    before = EVENT + EVENT.replace("asean-accession", "gone") + EVENT.replace("asean-accession", "b")
    after = EVENT.replace("asean-accession", "z") + EVENT.replace("asean-accession", "a") + before.replace(
        "id: gone", "id: c"
    ).replace("In 1995", "In July 1995")  # fmt: skip
    found = compared({"data/events.yml": before, "data/terms.yml": TERM}, {"data/events.yml": after})
    assert [(change.dataset, change.change, change.id) for change in found.records] == [
        ("terms", "removed", "innovation"),
        ("events", "added", "a"),
        ("events", "added", "c"),
        ("events", "added", "z"),
        ("events", "changed", "asean-accession"),
        ("events", "changed", "b"),
        ("events", "removed", "gone"),
    ]
    assert found.records[0].name.model_dump() == {"vi": "Đổi mới sáng tạo", "en": "Innovation"}
    assert found.records[1].name.en == "Vietnam joins ASEAN"


def test_what_a_release_says_of_itself_is_no_change(compared: Compared) -> None:
    assert not compared({}, {"data/releases.yml": "- {id: second, version: '2026.2'}\n"}).records


@pytest.mark.parametrize(
    ("dataset", "before", "old", "new", "field", "redlines"),
    [
        ("events", EVENT, "In 1995.", "In July 1995.", "summary", {"en": "In{ July} 1995."}),
        ("events", EVENT, "'1995'", "1995-07-28", "when",
         {"vi": "[năm 1995]{ngày 28 tháng 7 năm 1995}", "en": "[1995]{28 July 1995}"}),
        ("events", EVENT, "stated", "inferred", "when_basis",
         {"vi": "[ngày ghi trong nguồn]{ngày suy luận}", "en": "[date stated in the source]{date inferred}"}),
        ("events", EVENT, "[integration]", "[integration, us-partnership]", "subjects",
         {"vi": "Hội nhập quốc tế{; Hợp tác với Hoa Kỳ}",
          "en": "International integration{; Partnership with the United States}"}),
        ("events", EVENT, "  subjects:", "  expected: true\n  subjects:", "expected", {"vi": "{có}", "en": "{yes}"}),
        ("events", EVENT, "¶2]", "¶1]", "citations",
         dict.fromkeys(LANGUAGES, "[mai-ha §1 ¶2]{mai-ha §1 ¶1}")),
        ("figures", FIGURE, "33000", "1234.5", "value", {"vi": "[33.000]{1.234,5}", "en": "[33,000]{1,234.5}"}),
        ("figures", FIGURE, "more-than", "exact", "qualifier", {"vi": "[hơn]{đúng}", "en": "[more than]{exactly}"}),
        ("terms", TERM, "{term: Innovation}", "{term: Innovating}", "en.term", {"en": "[Innovation]{Innovating}"}),
        ("terms", TERM, ", abbreviation: ĐMST", "", "vi.abbreviation", {"vi": "[ĐMST]"}),
        ("sources", SOURCES, "vi: 'Mục 1'", "vi: 'Phần 1'", "sections",
         {"vi": "[§1, Mục 1, 2]{§1, Phần 1, 2}; §2, Mục 2, 11"}),
    ],
)  # fmt: skip
def test_a_changed_field_is_told_in_words(
    compared: Compared, dataset: str, before: str, old: str, new: str, field: str, redlines: dict[str, str]
) -> None:
    assert before.count(old) == 1
    assert compared.fields(dataset, before, before.replace(old, new)) == {field: redlines}


def test_a_record_is_named_as_its_own_state_names_it(compared: Compared) -> None:
    event, renamed = EVENT + "  partners: [us]\n", PARTNERS.replace("id: eu", "id: union")
    before = {"data/events.yml": event, "data/partners.yml": PARTNERS}
    after = {"data/events.yml": event.replace("[us]", "[us, union, nobody]"), "data/partners.yml": renamed}
    [found] = [change for change in compared(before, after).records if change.dataset == "events"]
    assert told(found.fields[0])["vi"] == "Hoa Kỳ{; Liên minh châu Âu; nobody}"


def test_a_new_name_of_a_partner_changes_no_event(compared: Compared) -> None:
    event = EVENT + "  partners: [us]\n"
    found = compared.record("partners", PARTNERS, PARTNERS.replace("Hoa Kỳ", "Mỹ"), {"data/events.yml": event})
    assert (found.dataset, found.id, found.name.vi) == ("partners", "us", "Mỹ")


@pytest.mark.parametrize("empty", ["partners: []", "expected: false", "when_label:"])
def test_a_field_left_empty_is_no_change(compared: Compared, empty: str) -> None:
    assert not compared({"data/events.yml": EVENT}, {"data/events.yml": f"{EVENT}  {empty}\n"}).records


@pytest.mark.parametrize(
    ("old", "new", "only"),
    [
        ("In 1995.", "In July 1995.", "en"),
        ("Năm 1995.", "Tháng 7 năm 1995.", "vi"),
        ("{vi: Năm 1995., en: In 1995.}", "{vi: Năm 1996., en: In 1996.}", None),
        ("'1995'", "'1996'", None),
    ],
)
def test_a_change_in_one_language_alone_is_known(compared: Compared, old: str, new: str, only: str | None) -> None:
    assert compared.record("events", EVENT, EVENT.replace(old, new)).only == only


def test_a_value_without_language_changes_in_both_even_where_one_says_the_same(compared: Compared) -> None:
    partners = PARTNERS + "- {id: usa, kind: country, name: {vi: Hoa Kỳ, en: America}}\n"
    before, after = EVENT + "  partners: [us]\n", EVENT + "  partners: [usa]\n"
    found = compared.record("events", before, after, {"data/partners.yml": partners})
    assert told(found.fields[0]) == {"vi": "Hoa Kỳ", "en": "[United States]{America}"}
    assert found.only is None


def test_a_record_that_came_or_went_changed_in_no_language_alone(compared: Compared) -> None:
    assert [change.only for change in compared({"data/events.yml": EVENT}, {"data/terms.yml": TERM}).records] == [
        None
    ] * 2


def test_a_state_of_another_shape_is_told_as_it_was_written(compared: Compared) -> None:
    old = (
        "- id: asean-accession\n  when: mid-1995\n  step: {main: step, rank: 2}\n"
        "  title: Vietnam joins ASEAN\n  year: 1995\n"
    )
    fields = compared.fields("events", old, EVENT)
    assert fields["when"] == {"vi": "[mid-1995]{năm 1995}", "en": "[mid-1995]{1995}"}
    assert fields["step"] == {"vi": "[step, 2]", "en": "[step, 2]"}
    assert fields["year"] == {"vi": "[1.995]", "en": "[1,995]"}
    assert fields["title"] == {"vi": "[Vietnam joins ASEAN]{Việt Nam gia nhập ASEAN}"}
    assert list(fields)[-2:] == ["step", "year"]


def test_a_state_older_than_a_dataset_has_none_of_its_records(compared: Compared) -> None:
    [found] = compared({}, {"data/terms.yml": TERM}).records
    assert (found.dataset, found.change) == ("terms", "added")


def test_a_record_without_a_name_is_told_by_its_id(compared: Compared) -> None:
    [found] = compared({"data/deals.yml": "- id: memo\n  title: <b>Memo</b>\n"}, {}).records
    assert found.name.model_dump() == {"vi": "memo", "en": "memo"}


def test_a_state_that_cannot_be_read_stops_with_every_problem(compared: Compared) -> None:
    compared.write(
        {}, {"data/events.yml": "- id: a: b\n", "data/terms.yml": "id: a\n", "docs/vi/index.md": "No head.\n"}
    )
    with pytest.raises(DataError) as stop:
        State.read(compared.new)
    assert [problem.path for problem in stop.value.problems] == [
        "data/events.yml",
        "data/terms.yml",
        "docs/vi/index.md",
    ]


def test_pages_come_and_go_and_stand_by_path(compared: Compared) -> None:
    one, two = pair("old.md", VI, EN), pair("a/new.md", "Khác.\n", "Other.\n", ("Mới", "New"))
    found = compared({**one, **pair("index.md")}, {**two, **pair("index.md")})
    assert [(page.path, page.change, page.title.vi, page.redline) for page in found.pages] == [
        ("a/new.md", "added", "Mới", {}),
        ("old.md", "removed", "Hội nhập", {}),
    ]


def test_of_a_changed_page_the_changed_blocks_are_told_in_their_order(compared: Compared) -> None:
    aims = "## Aims {#aims}\n\n- One aim of many\n- A second aim of ours\n"
    body = f"First words of all. [@press]\n\n{aims}\nLast words of all.\n"
    edited = (
        body.replace("First", "Opening").replace("- One aim of many\n", "").replace("\nLast", "\nWholly new.\n\nLast")
    )
    page = compared.page(pair("index.md", VI, body), pair("index.md", VI, edited))
    assert (page.path, page.was, page.change, page.only) == ("index.md", None, "changed", "en")
    assert [(block.section, block.kind, shown(block.parts)) for block in page.redline["en"]] == [
        ("", "paragraph", "[First]{Opening} words of all. [press]"),
        ("Aims", "item", "[One aim of many]"),
        ("Aims", "paragraph", "{Wholly new.}"),
    ]


def test_paragraphs_put_in_beside_a_changed_one_leave_it_recognisable(compared: Compared) -> None:
    body = "The first of the paragraphs is about goals.\n\nThe second one is about means to reach them.\n"
    edited = "Quite another thing.\n\n" + body.replace("goals", "aims").replace("means", "ways")
    page = compared.page(pair("index.md", VI, body), pair("index.md", VI, edited))
    assert [shown(block.parts) for block in page.redline["en"]] == [
        "{Quite another thing.}",
        "The first of the paragraphs is about [goals]{aims}.",
        "The second one is about [means]{ways} to reach them.",
    ]


def test_a_changed_title_and_a_changed_citation_are_seen(compared: Compared) -> None:
    page = compared.page(
        pair("index.md", VI, EN + "[@mai-ha §1 ¶1]\n", ("Hội nhập", "Integration of Vietnam")),
        pair("index.md", VI, EN + "[@mai-ha §1 ¶2]\n", ("Hội nhập", "Full integration of Vietnam")),
    )
    assert [(block.kind, shown(block.parts)[-15:]) for block in page.redline["en"]] == [
        ("title", "ion} of Vietnam"),
        ("paragraph", "ha §1 [¶1]{¶2}]"),
    ]


def test_a_figure_that_changed_changes_the_pages_that_show_it(compared: Compared) -> None:
    page = pair("index.md", "Có [=jobs].\n", "There are [=jobs].\n")
    found = compared(
        {"data/figures.yml": FIGURE, **page}, {"data/figures.yml": FIGURE.replace("33000", "34000"), **page}
    )
    assert shown(found.pages[0].redline["vi"][0].parts) == "Có hơn\u00a0[33.000]{34.000}\u00a0việc làm."
    assert found.pages[0].only is None


def test_figures_are_told_as_pages_say_them() -> None:
    edition = Edition.load(ROOT)
    for code, language in LANGUAGES.items():
        frame = edition.frame(code, "")
        for figure in edition.library.figures.values():
            assert figures.said(figure, language) == frame.figure(figure)


def test_a_page_that_moved_is_one_change_with_its_old_path(compared: Compared) -> None:
    page = compared.page(pair("goals.md"), pair("integration/aims.md", en=EN.replace("1995", "July 1995")))
    assert (page.path, page.was, page.change) == ("integration/aims.md", "goals.md", "changed")
    assert list(page.redline) == ["en"]


def test_a_page_that_moved_and_stayed_as_it_was_has_no_redline(compared: Compared) -> None:
    page = compared.page(pair("goals.md"), pair("aims.md"))
    assert (page.was, page.redline) == ("goals.md", {})


def test_each_moved_page_is_found_once(compared: Compared) -> None:
    found = compared({**pair("a.md"), **pair("b.md")}, {**pair("c.md")})
    assert [(page.path, page.was, page.change) for page in found.pages] == [
        ("b.md", None, "removed"),
        ("c.md", "a.md", "changed"),
    ]


def test_what_is_frozen_is_read_back_the_same_and_is_the_same_in_every_run(compared: Compared) -> None:
    before = {"data/events.yml": EVENT, "data/terms.yml": TERM, **pair("index.md"), **pair("old.md")}
    after = {
        "data/events.yml": EVENT.replace("In 1995", "In <b>1995</b>") + EVENT.replace("asean-accession", "second"),
        "data/partners.yml": PARTNERS,
        **pair("index.md", en=EN.replace("frameworks", "<em>frameworks</em>")),
        **pair("moved/old.md"),
    }
    found = compared(before, after)
    text = changes.freeze(compared.new, compared.old, "2026.2", "2026.1")
    assert text == frozen.dumps(found) == changes.freeze(compared.new, compared.old, "2026.2", "2026.1")
    Site(compared.new).write("data/changes/2026.2.json", text)
    assert frozen.load(compared.new / "data/changes", compared.new) == ({"2026.2": found}, [])
    assert text.endswith("\n}\n")
    assert "Việt Nam" in text


def test_what_changed_in_the_real_project_since_itself_is_nothing() -> None:
    state = State.read(ROOT)
    assert changes.compare(state, state, "2026.2", "2026.1").records == ()
    assert changes.compare(state, state, "2026.2", "2026.1").pages == ()


KEPT = """{
 "version": "2026.2",
 "since": "2026.1",
 "records": [],
 "pages": []
}
"""
RECORD = (
    '"records": [{"dataset": "events", "id": "a", "change": "changed", "name": {"vi": "A", "en": "A"}, "fields": [%s]}]'
)
BROKEN = {
    "no JSON": (
        KEPT.replace('"pages": []', '"pages": ['),
        6,
        "phải là JSON đúng cú pháp (Expecting value)",
        "must be well-formed JSON (Expecting value)",
    ),
    "a list without end": (
        "[" * 100_000,
        1,
        "`changes` phải đúng dạng do lệnh ghi ra",
        "`changes` must have the form that the command writes",
    ),
    "a number without end": (
        KEPT.replace('"2026.2"', "9" * 5000),
        1,
        "`changes` phải đúng dạng do lệnh ghi ra",
        "`changes` must have the form that the command writes",
    ),
    "half a character": (
        KEPT.replace('"records": []', RECORD % r'{"field": "title", "redline": {"vi": ["+\ud800"]}}'),
        1,
        "`changes` phải đúng dạng do lệnh ghi ra",
        "`changes` must have the form that the command writes",
    ),
    "a missing key": (
        KEPT.replace(' "since": "2026.1",\n', ""),
        1,
        "`since` phải đúng dạng do lệnh ghi ra",
        "`since` must have the form that the command writes",
    ),
    "an unknown language": (
        KEPT.replace('"records": []', RECORD % '{"field": "title", "redline": {"fr": ["+x"]}}'),
        1,
        "`records.0.fields.0.redline.fr.[key]` phải đúng dạng do lệnh ghi ra",
        "`records.0.fields.0.redline.fr.[key]` must have the form that the command writes",
    ),
    "a part without a sign": (
        KEPT.replace('"records": []', RECORD % '{"field": "title", "redline": {"vi": ["x"]}}'),
        1,
        "`records.0.fields.0.redline.vi.0` phải đúng dạng do lệnh ghi ra",
        "`records.0.fields.0.redline.vi.0` must have the form that the command writes",
    ),
    "a field without a redline": (
        KEPT.replace('"records": []', RECORD % '{"field": "title", "redline": {}}'),
        1,
        "`records.0.fields.0.redline` phải đúng dạng do lệnh ghi ra",
        "`records.0.fields.0.redline` must have the form that the command writes",
    ),
    "another version than its name": (
        KEPT.replace("2026.2", "2026.3"),
        1,
        "`version` phải là tên tệp: 2026.2",
        "`version` must be the name of the file: 2026.2",
    ),
}


@pytest.mark.parametrize(("text", "line", "vi", "en"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_told_in_both_languages_with_the_command_that_mends_it(
    tmp_path: Path, text: str, line: int, vi: str, en: str
) -> None:
    Site(tmp_path).write("data/changes/2026.2.json", text)
    found, [problem] = frozen.load(tmp_path / "data/changes", tmp_path)
    assert not found
    assert (problem.path, problem.line) == ("data/changes/2026.2.json", line)
    assert problem.vi == f"{vi}; sửa bằng: make changes VERSION=2026.2"
    assert problem.en == f"{en}; mend it with: make changes VERSION=2026.2"


def test_files_are_read_in_the_order_of_their_releases(tmp_path: Path) -> None:
    for version in ("2026.10", "2026.9", "2026.9.1"):
        Site(tmp_path).write(f"data/changes/{version}.json", KEPT.replace("2026.2", version))
    assert list(frozen.load(tmp_path / "data/changes", tmp_path)[0]) == ["2026.9", "2026.9.1", "2026.10"]


def test_a_project_that_keeps_no_changes_has_none(tmp_path: Path) -> None:
    assert frozen.load(tmp_path / "data/changes", tmp_path) == ({}, [])
