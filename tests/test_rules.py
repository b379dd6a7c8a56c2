"""What must be true between records, told at its line in both languages with an example."""

import pytest
from compendium.library import Library
from compendium.problem import DataError
from conftest import EVENT, PERIODS, SOURCES, TERM, Site
from judging import FIGURE, data_problems, places, told

PARTNERS = """
- id: us
  kind: country
  name: {vi: Hoa Kỳ, en: United States}
- id: jp
  kind: country
  name: {vi: Nhật Bản, en: Japan}
"""


def event(old: str, new: str) -> str:
    assert old in EVENT
    return EVENT.replace(old, new)


# What is broken in which dataset, the line, and both sentences.
BROKEN = {
    "a reference to nothing": (
        "events",
        EVENT + "  partners: [us, usa]\n",
        10,
        "`partners` phải là mã có trong data/partners.yml, không phải `usa`; ví dụ: us",
        "`partners` must be an id of data/partners.yml, not `usa`; for example: us",
    ),
    "an id given twice": (
        "events",
        EVENT + EVENT,
        11,
        "`id` phải khác mọi mã khác; `asean-accession` đã có ở dòng 2; ví dụ: id: asean-accession-2",
        "`id` must be unique; `asean-accession` stands on line 2; for example: id: asean-accession-2",
    ),
    "a source that is not there": (
        "events",
        event("mai-ha §1 ¶2", "maiha §1 ¶2"),
        8,
        "trích dẫn `maiha §1 ¶2` phải nêu một nguồn có trong data/sources.yml, ví dụ: mai-ha, press",
        "citation `maiha §1 ¶2` must name a source of data/sources.yml, for example: mai-ha, press",
    ),
    "a place that the source has not": (
        "events",
        event("mai-ha §1 ¶2", "mai-ha §1 ¶3"),
        8,
        "trích dẫn `mai-ha §1 ¶3` phải nêu một vị trí có trong nguồn: §1 ¶1-2, §2 ¶1-11",
        "citation `mai-ha §1 ¶3` must name a place that the source has: §1 ¶1-2, §2 ¶1-11",
    ),
    "an external fact that is not marked": (
        "events",
        event("mai-ha §1 ¶2", "press"),
        8,
        "`external` phải là true khi không nguồn nào trong ba tài liệu được trích; ví dụ: external: true",
        "`external` must be true where none of the three documents is cited; for example: external: true",
    ),
    "an external mark without an external source": (
        "events",
        EVENT + "  external: true\n",
        8,
        "`citations` phải có một nguồn ngoài khi sự việc hoặc ngày lấy từ nguồn ngoài; ví dụ: [white-house-2000]",
        "`citations` must hold an external source where fact or date is external; for example: [white-house-2000]",
    ),
    "an external date without an external source": (
        "events",
        event("stated", "external"),
        8,
        "`citations` phải có một nguồn ngoài khi sự việc hoặc ngày lấy từ nguồn ngoài; ví dụ: [white-house-2000]",
        "`citations` must hold an external source where fact or date is external; for example: [white-house-2000]",
    ),
    "an event outside all periods": (
        "events",
        event("'1995'", "'1899'"),
        3,
        "`when` phải rơi vào một thời kỳ của data/periods.yml; ví dụ: when: '1900/..'",
        "`when` must fall into a period of data/periods.yml; for example: when: '1900/..'",
    ),
    "a date without its basis": (
        "sources",
        SOURCES.replace("  date_basis: external\n", ""),
        10,
        "`date` và `date_basis` phải đi cùng nhau; ví dụ: date_basis: stated",
        "`date` and `date_basis` must come together; for example: date_basis: stated",
    ),
    "a basis without its date": (
        "sources",
        SOURCES.replace("  date: '2015'\n", ""),
        10,
        "`date` và `date_basis` phải đi cùng nhau; ví dụ: date_basis: stated",
        "`date` and `date_basis` must come together; for example: date_basis: stated",
    ),
    "an amount without a unit": (
        "figures",
        FIGURE.replace("  unit: {vi: việc làm, en: jobs}\n", ""),
        2,
        "`unit` phải có khi và chỉ khi kind là amount; ví dụ: unit: {vi: việc làm, en: jobs}",
        "`unit` must be given for amounts, and only for them; for example: unit: {vi: việc làm, en: jobs}",
    ),
    "a percentage with a unit": (
        "figures",
        FIGURE.replace("kind: amount", "kind: percent"),
        6,
        "`unit` phải có khi và chỉ khi kind là amount; ví dụ: unit: {vi: việc làm, en: jobs}",
        "`unit` must be given for amounts, and only for them; for example: unit: {vi: việc làm, en: jobs}",
    ),
}


@pytest.mark.parametrize(("dataset", "text", "line", "vi", "en"), BROKEN.values(), ids=BROKEN)
def test_a_broken_rule_is_told_once_at_its_line_in_both_languages(
    site: Site, dataset: str, text: str, line: int, vi: str, en: str
) -> None:
    site.data("partners", PARTNERS).data(dataset, text)
    assert data_problems(site) == [told(f"data/{dataset}.yml", line, vi, en)]


def test_what_the_rules_allow_is_allowed(site: Site) -> None:
    site.data("partners", PARTNERS).data("figures", FIGURE).data("terms", TERM)
    external = EVENT.replace("asean-accession", "told-elsewhere").replace("mai-ha §1 ¶2", "press")
    site.data("events", f"{EVENT}  partners: [us]\n  terms: [innovation]\n{external}  external: true\n")
    assert not data_problems(site)


@pytest.mark.parametrize(
    ("dataset", "text"),
    [
        ("events", EVENT + "  terms: [nothing]\n"),
        ("events", EVENT + "  notes: [nothing]\n"),
        ("terms", TERM + "  notes: [nothing]\n"),
    ],
)
def test_a_reference_into_an_empty_dataset_is_refused(site: Site, dataset: str, text: str) -> None:
    site.data(dataset, text)
    assert [problem.path for problem in data_problems(site)] == [f"data/{dataset}.yml"]


def test_a_citation_is_refused_where_there_are_no_sources(site: Site) -> None:
    site.data("sources", "[]\n").data("events", EVENT)
    assert places(data_problems(site)) == [("data/events.yml", 8)]


def test_a_reference_with_a_typing_error_is_answered_with_the_ids_that_are_close(site: Site) -> None:
    other = TERM.replace("id: innovation", "id: zeal")
    site.data("terms", TERM + other).data("events", EVENT + "  terms: [inovation]\n")
    [problem] = data_problems(site)
    assert problem.en.endswith("not `inovation`; for example: innovation")


def test_a_reference_in_a_list_is_told_at_the_line_of_its_item(site: Site) -> None:
    site.data("partners", PARTNERS).data("events", EVENT + "  partners:\n  - us\n  - uk\n  - jp\n")
    assert places(data_problems(site)) == [("data/events.yml", 12)]


@pytest.mark.parametrize(
    ("second", "line"),
    [("1997/2000", 6), ("1995/2000", 6), ("1990/1994", 6)],
    ids=["a gap", "an overlap", "out of order"],
)
def test_periods_follow_one_another_without_a_gap(site: Site, second: str, line: int) -> None:
    periods = PERIODS.replace("1900/..", "1900/1995")
    following = PERIODS.replace("all-time", "later").replace("1900/..", second)
    site.data("periods", periods + following.removeprefix("\n"))
    assert data_problems(site) == [
        told(
            "data/periods.yml",
            line,
            "`when` phải bắt đầu ngay sau thời kỳ trước; ví dụ: 1995/2010, rồi 2011/2020",
            "`when` must start right after the period before; for example: 1995/2010, then 2011/2020",
        )
    ]
    site.data("periods", (periods + following).replace(second, "1996/.."))
    assert not data_problems(site)


def test_a_note_is_judged_by_what_it_is_about_and_by_its_evidence(site: Site) -> None:
    text = "{vi: x, en: x}"
    site.data(
        "notes",
        f"- id: a\n  about: [mai-ha §7]\n  title: {text}\n  says: {text}\n  prints: {text}\n  why: {text}\n"
        "  evidence:\n  - press\n  - nobody\n",
    )
    assert places(data_problems(site)) == [("data/notes.yml", 2), ("data/notes.yml", 9)]


def test_a_faulty_record_still_has_its_citations_and_references_judged(site: Site) -> None:
    text = event("'1995'", "1995").replace("mai-ha §1 ¶2", "mai-ha §9") + "  partners: [usa]\n"
    site.data("partners", PARTNERS).data("events", text)
    assert [(problem.line, problem.en.split(" must ")[0]) for problem in data_problems(site)] == [
        (3, "`when` (asean-accession)"),
        (8, "citation `mai-ha §9`"),
        (10, "`partners`"),
    ]


def test_a_faulty_record_can_still_be_referred_to(site: Site) -> None:
    site.data("terms", TERM.replace("kind: concept", "kind: idea")).data("events", EVENT + "  terms: [innovation]\n")
    assert places(data_problems(site)) == [("data/terms.yml", 3)]


def test_a_faulty_period_does_not_make_its_neighbours_or_events_wrong(site: Site) -> None:
    site.data("periods", PERIODS.replace("1900/..", "'no date'")).data("events", EVENT)
    assert places(data_problems(site)) == [("data/periods.yml", 3)]


def test_all_problems_of_several_files_are_reported_in_one_run(site: Site) -> None:
    site.data("events", event("'1995'", "1995") + event("mai-ha §1 ¶2", "nobody"))
    site.data("terms", TERM.replace("en: {term: Innovation}", "en: {}"))
    site.data("figures", "- id: a: b\n").data("notes", "").data("deals", "- id: a\n\tid: b\n")
    assert places(data_problems(site)) == [
        ("data/deals.yml", 2),
        ("data/events.yml", 3),
        ("data/events.yml", 11),
        ("data/events.yml", 17),
        ("data/figures.yml", 1),
        ("data/notes.yml", 1),
        ("data/terms.yml", 5),
    ]


RELEASE = """
- version: '2026.1'
  date: '2026-11-22'
  title: {vi: x, en: x}
  reason: {vi: x, en: x}
  events: [asean-accession]
  subjects: [integration]
  notes: [{weight: minor, text: {vi: x, en: x}}]
"""
CORRECTION = RELEASE.replace("'2026.1'", "'2026.1.1'").replace("  events: [asean-accession]\n", "").lstrip("\n")
# What is broken in two releases, the line, and both sentences.
RELEASES = {
    "an update for no reason": (
        RELEASE.replace("  events: [asean-accession]\n", ""),
        5,
        "`instruments` hoặc `events` phải nêu điều dẫn đến bản cập nhật; ví dụ: instruments: [resolution-57]",
        "`instruments` or `events` must name what the update follows; for example: instruments: [resolution-57]",
    ),
    "an update that bears another year": (
        RELEASE.replace("'2026-11-22'", "'2027-01-02'"),
        2,
        "`version` phải mang năm của `date`; ví dụ: version: '2027.1'",
        "`version` must bear the year of `date`; for example: version: '2027.1'",
    ),
    "a date before that of the release before": (
        RELEASE + CORRECTION.replace("'2026-11-22'", "'2026-11-21'"),
        10,
        "`date` không được trước ngày của 2026.1; ví dụ: date: '2026-11-22'",
        "`date` must not be before that of 2026.1; for example: date: '2026-11-22'",
    ),
    "a correction of nothing": (
        RELEASE + CORRECTION.replace("'2026.1.1'", "'2026.2.1'"),
        9,
        "`version` phải đính chính một bản đã có: chưa có 2026.2; ví dụ: version: '2026.2.2'",
        "`version` must correct one that is there: 2026.2 is not; for example: version: '2026.2.2'",
    ),
    "a version given twice": (
        RELEASE + RELEASE.lstrip("\n"),
        9,
        "`version` phải khác mọi mã khác; `2026.1` đã có ở dòng 2; ví dụ: version: '2026.2'",
        "`version` must be unique; `2026.1` stands on line 2; for example: version: '2026.2'",
    ),
}


@pytest.mark.parametrize(("text", "line", "vi", "en"), RELEASES.values(), ids=RELEASES)
def test_a_release_that_breaks_a_rule_is_told_at_its_line(site: Site, text: str, line: int, vi: str, en: str) -> None:
    site.data("events", EVENT).data("releases", text)
    assert data_problems(site) == [told("data/releases.yml", line, vi, en)]


def test_a_correction_needs_no_reason_in_policy_and_may_come_on_the_same_day_or_in_another_year(site: Site) -> None:
    later = CORRECTION.replace("'2026.1.1'", "'2026.1.2'").replace("'2026-11-22'", "'2027-01-02'")
    site.data("events", EVENT).data("releases", RELEASE + CORRECTION + later)
    assert not data_problems(site)


@pytest.mark.parametrize(("sound", "faulty", "line"), [("'2026-11-22'", "soon", 3), ("'2026.1'", "'first'", 2)])
def test_a_faulty_release_does_not_make_its_neighbours_wrong(site: Site, sound: str, faulty: str, line: int) -> None:
    site.data("events", EVENT).data("releases", RELEASE.replace(sound, faulty) + CORRECTION)
    site.write("data/changes/2026.1.1.json", KEPT)
    assert places(data_problems(site)) == [("data/releases.yml", line)]


KEPT = '{"version": "2026.1.1", "since": "2026.1", "records": [], "pages": []}'
CHANGES = {
    "of no release": (
        "2026.2",
        KEPT.replace("2026.1.1", "2026.2"),
        "tệp phải thuộc một bản phát hành có trong data/releases.yml và không phải bản đầu tiên; hãy xóa tệp",
        "file must belong to a release of data/releases.yml that is not the first; delete it",
    ),
    "of the first release": (
        "2026.1",
        KEPT.replace("2026.1.1", "2026.1"),
        "tệp phải thuộc một bản phát hành có trong data/releases.yml và không phải bản đầu tiên; hãy xóa tệp",
        "file must belong to a release of data/releases.yml that is not the first; delete it",
    ),
    "since a release that is not right before": (
        "2026.1.1",
        KEPT.replace('"2026.1"', '"2025.9"'),
        "`since` phải là bản ngay trước: 2026.1; sửa bằng: make changes VERSION=2026.1.1",
        "`since` must be the release right before: 2026.1; mend it with: make changes VERSION=2026.1.1",
    ),
}


@pytest.mark.parametrize(("version", "text", "vi", "en"), CHANGES.values(), ids=CHANGES)
def test_changes_are_kept_of_a_release_since_the_one_before(
    site: Site, version: str, text: str, vi: str, en: str
) -> None:
    site.data("events", EVENT).data("releases", RELEASE + CORRECTION).write(f"data/changes/{version}.json", text)
    assert data_problems(site) == [told(f"data/changes/{version}.json", 1, vi, en)]


def test_a_release_may_stand_without_its_changes_and_is_sound_with_them(site: Site) -> None:
    site.data("events", EVENT).data("releases", RELEASE + CORRECTION)
    assert not data_problems(site)
    site.write("data/changes/2026.1.1.json", KEPT)
    assert not data_problems(site)
    assert list(Library.load(site.root / "data").changes) == ["2026.1.1"]


def test_while_the_releases_cannot_be_read_no_file_of_changes_is_wrong(site: Site) -> None:
    site.data("releases", "- version: a: b\n").write("data/changes/2026.1.1.json", KEPT)
    assert places(data_problems(site)) == [("data/releases.yml", 1)]


def test_a_broken_file_of_changes_is_told_with_all_other_problems(site: Site) -> None:
    site.data("events", event("'1995'", "1995")).write("data/changes/2026.1.json", "{")
    assert places(data_problems(site)) == [("data/changes/2026.1.json", 1), ("data/events.yml", 3)]


def test_the_report_tells_each_problem_twice_and_counts_them() -> None:
    problem = told("data/events.yml", 3, "phải có", "must be given")
    assert str(DataError([problem, problem])).splitlines() == [
        "data/events.yml:3: phải có",
        "data/events.yml:3: must be given",
        "Có 1 lỗi; chưa dựng gì, trang cũ còn nguyên.",
        "Problems: 1; nothing was built, the last site stands.",
    ]
