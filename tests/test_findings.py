"""What is wrong with one record: told at its line, in both languages, with an example that passes."""

import pytest
import yaml
from compendium.findings import adapter, records
from compendium.model import DATASETS, Headword, Model, Section, Text, key
from compendium.reader import Document, parse_yaml
from conftest import EVENT, SOURCES, TERM, Site
from judging import FIGURE, data_problems, places, told

KNOWN = ", ".join(DATASETS["events"].model_fields)
# What an editor changes in the event, what it becomes, the line, and both sentences.
EDITS = {
    "an unknown key": (
        "  subjects:",
        "  tag: x\n  subjects:",
        7,
        f"`tag` (asean-accession) không phải khóa được dùng; các khóa: {KNOWN}; ví dụ: id: us-st-agreement-signed",
        f"`tag` (asean-accession) must be a known key; known: {KNOWN}; for example: id: us-st-agreement-signed",
    ),
    "a missing key": (
        "  when_basis: stated\n",
        "",
        2,
        "`when_basis` (asean-accession) phải có; ví dụ: when_basis: stated",
        "`when_basis` (asean-accession) must be given; for example: when_basis: stated",
    ),
    "a missing language": (
        ", en: Vietnam joins ASEAN",
        "",
        5,
        "`title.en` (asean-accession) phải có; ví dụ: en: International integration",
        "`title.en` (asean-accession) must be given; for example: en: International integration",
    ),
    "an empty text": (
        "en: In 1995.",
        "en: ''",
        6,
        "`summary.en` (asean-accession) không được trống; ví dụ: en: International integration",
        "`summary.en` (asean-accession) must not be empty; for example: en: International integration",
    ),
    "a number for a text": (
        "en: In 1995.",
        "en: 1995",
        6,
        "`summary.en` (asean-accession) phải là chữ trong dấu nháy (YAML đọc thành số); ví dụ: en: '1995'"
        "; hãy chạy: make fix",
        "`summary.en` (asean-accession) must be text in quotes (YAML read a number); for example: en: '1995'"
        "; run: make fix",
    ),
    "an unquoted year": (
        "'1995'",
        "1995",
        3,
        "`when` (asean-accession) phải là chữ trong dấu nháy (YAML đọc thành số); ví dụ: when: '1995'"
        "; hãy chạy: make fix",
        "`when` (asean-accession) must be text in quotes (YAML read a number); for example: when: '1995'"
        "; run: make fix",
    ),
    "an unquoted date": (
        "'1995'",
        "2000-11-17",
        3,
        "`when` (asean-accession) phải là chữ trong dấu nháy (YAML đọc thành ngày); ví dụ: when: '2000-11-17'"
        "; hãy chạy: make fix",
        "`when` (asean-accession) must be text in quotes (YAML read a date); for example: when: '2000-11-17'"
        "; run: make fix",
    ),
    "a date that is none": (
        "'1995'",
        "'tháng 12/2000'",
        3,
        "`when` (asean-accession) phải là ngày theo EDTF (ISO 8601-2), đặt trong dấu nháy; ví dụ: when: '2000-11-17'",
        "`when` (asean-accession) must be an EDTF date (ISO 8601-2), in quotes; for example: when: '2000-11-17'",
    ),
    "an unquoted day that the calendar has not": (
        "'1995'",
        "2023-02-30",
        3,
        "`when` (asean-accession) phải là ngày theo EDTF (ISO 8601-2), đặt trong dấu nháy; ví dụ: when: '2000-11-17'",
        "`when` (asean-accession) must be an EDTF date (ISO 8601-2), in quotes; for example: when: '2000-11-17'",
    ),
    "a word that is not one of the list": (
        "when_basis: stated",
        "when_basis: guessed",
        4,
        "`when_basis` (asean-accession) phải là một trong: 'stated', 'inferred', 'external'; ví dụ: when_basis: stated",
        "`when_basis` (asean-accession) must be one of: 'stated', 'inferred', 'external'; "
        "for example: when_basis: stated",
    ),
    "an empty list": (
        "[integration]",
        "[]",
        7,
        "`subjects` (asean-accession) phải có ít nhất một mục; ví dụ: subjects: [us-partnership]",
        "`subjects` (asean-accession) must hold at least one item; for example: subjects: [us-partnership]",
    ),
    "a text for a list": (
        "[integration]",
        "integration",
        7,
        "`subjects` (asean-accession) phải là một danh sách; ví dụ: subjects: [us-partnership]",
        "`subjects` (asean-accession) must be a list; for example: subjects: [us-partnership]",
    ),
    "raw HTML": (
        "In 1995.",
        "In <b>1995</b>.",
        6,
        "`summary.en` (asean-accession) phải là chữ thuần, không có mã HTML; ví dụ: en: International integration",
        "`summary.en` (asean-accession) must be plain text, without HTML; for example: en: International integration",
    ),
    "a script in HTML": (
        "In 1995.",
        "In 1995 <script src=x>.",
        6,
        "`summary.en` (asean-accession) phải là chữ thuần, không có mã HTML; ví dụ: en: International integration",
        "`summary.en` (asean-accession) must be plain text, without HTML; for example: en: International integration",
    ),
    "a javascript: address": (
        "en: In 1995.",
        "en: 'See JavaScript:alert(1)'",
        6,
        "`summary.en` (asean-accession) không được chứa địa chỉ `javascript:`, `vbscript:`, `data:`; "
        "ví dụ: en: International integration",
        "`summary.en` (asean-accession) must not hold an address of `javascript:`, `vbscript:`, `data:`; "
        "for example: en: International integration",
    ),
    "an answer that is neither true nor false": (
        "  subjects:",
        "  external: maybe\n  subjects:",
        7,
        "`external` (asean-accession) phải là true hoặc false; ví dụ: external: true",
        "`external` (asean-accession) must be true or false; for example: external: true",
    ),
    "an id with a capital and a space": (
        "id: asean-accession",
        "id: ASEAN accession",
        2,
        "`id` (ASEAN accession) phải viết đúng dạng; ví dụ: id: us-st-agreement-signed",
        "`id` (ASEAN accession) must have the right form; for example: id: us-st-agreement-signed",
    ),
    "an id that is too long": (
        "id: asean-accession",
        f"id: {'a' * 65}",
        2,
        f"`id` ({'a' * 65}) phải ngắn hơn; ví dụ: id: us-st-agreement-signed",
        f"`id` ({'a' * 65}) must be shorter; for example: id: us-st-agreement-signed",
    ),
    "a citation without the form of one": (
        "[mai-ha §1 ¶2]",
        "[mai-ha §1, Mai Hà 2015]",
        8,
        "`citations.1` (asean-accession) phải viết đúng dạng; ví dụ: citations: [mai-ha §3.1 ¶2]",
        "`citations.1` (asean-accession) must have the right form; for example: citations: [mai-ha §3.1 ¶2]",
    ),
}


@pytest.mark.parametrize(("old", "new", "line", "vi", "en"), EDITS.values(), ids=EDITS)
def test_a_mistake_is_told_once_at_its_line_in_both_languages(
    site: Site, old: str, new: str, line: int, vi: str, en: str
) -> None:
    assert old in EVENT
    site.data("events", EVENT.replace(old, new))
    assert data_problems(site) == [told("data/events.yml", line, vi, en)]


def test_an_unquoted_date_is_shown_in_quotes(site: Site) -> None:
    site.data("events", EVENT.replace("'1995'", "2011-05-18"))
    [problem] = data_problems(site)
    assert problem.en.endswith("; for example: when: '2011-05-18'; run: make fix")
    site.data("events", EVENT.replace("'1995'", "'2011-05-18'"))
    assert not data_problems(site)


def test_one_wrong_word_in_a_list_is_one_problem(site: Site) -> None:
    site.data("events", EVENT.replace("[integration]", "[intgration]"))
    assert [problem.en.split(" (")[0] for problem in data_problems(site)] == ["`subjects.0`"]


def test_a_key_with_a_typing_error_is_answered_with_the_key_that_was_meant(site: Site) -> None:
    site.data("events", EVENT.replace("  subjects:", "  extrenal: true\n  subjects:"))
    [problem] = data_problems(site)
    assert problem.en.endswith("; for example: external: true")


def test_a_missing_text_is_answered_with_both_languages(site: Site) -> None:
    site.data("events", EVENT.replace("  title: {vi: Việt Nam gia nhập ASEAN, en: Vietnam joins ASEAN}\n", ""))
    [problem] = data_problems(site)
    assert places([problem]) == [("data/events.yml", 2)]
    for sentence, mark in ((problem.vi, "ví dụ: "), (problem.en, "for example: ")):
        example = yaml.safe_load(sentence.split(mark)[1])
        assert set(example["title"]) == {"vi", "en"}


@pytest.mark.parametrize("written", ["33,000", "'33.000'", "'33000'", "33 000", "45%", "true", ".inf"])
def test_a_number_with_separators_or_signs_is_refused(site: Site, written: str) -> None:
    site.data("figures", FIGURE.replace("33000", written))
    [problem] = data_problems(site)
    assert (problem.path, problem.line) == ("data/figures.yml", 3)
    assert problem.vi.startswith("`value` (jobs) phải ")
    assert problem.vi.endswith("; ví dụ: value: 33000")
    assert problem.en.startswith("`value` (jobs) must be ")
    assert problem.en.endswith("; for example: value: 33000")


@pytest.mark.parametrize("written", ["33.000", "010", "1:30"])
def test_a_number_that_yaml_reads_as_another_is_refused(site: Site, written: str) -> None:
    """YAML takes 33.000 for thirty-three, 010 for eight and 1:30 for ninety."""
    site.data("figures", FIGURE.replace("33000", written))
    assert places(data_problems(site)) == [("data/figures.yml", 3)]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "http://example.org", "example.org", "''"])
def test_a_link_that_is_not_https_is_refused(site: Site, address: str) -> None:
    site.data("sources", SOURCES + f"  link: {address}\n")
    assert data_problems(site) == [
        told(
            "data/sources.yml",
            26,
            "`link` (press) phải là địa chỉ https; ví dụ: link: 'https://example.org/document'",
            "`link` (press) must be an https address; for example: link: 'https://example.org/document'",
        )
    ]


@pytest.mark.parametrize(
    ("written", "vi", "en"),
    [
        ("0", "phải từ 1 trở lên", "must be 1 or more"),
        ("two", "phải là số nguyên", "must be a whole number"),
        ("2.5", "phải là số nguyên", "must be a whole number"),
    ],
)
def test_paragraphs_are_counted_in_whole_numbers_from_one(site: Site, written: str, vi: str, en: str) -> None:
    site.data("sources", SOURCES.replace("paragraphs: 2", f"paragraphs: {written}"))
    [problem] = data_problems(site)
    assert (problem.path, problem.line) == ("data/sources.yml", 15)
    assert problem.vi == f"`sections.0.paragraphs` (mai-ha) {vi}; ví dụ: paragraphs: 4"
    assert problem.en == f"`sections.0.paragraphs` (mai-ha) {en}; for example: paragraphs: 4"


def test_a_group_is_asked_for_where_a_text_stands(site: Site) -> None:
    site.data("terms", TERM.replace("{term: Innovation}", "Innovation"))
    [problem] = data_problems(site)
    assert (problem.path, problem.line) == ("data/terms.yml", 5)
    assert "`en` (innovation) phải là một nhóm khóa và giá trị; ví dụ: " in problem.vi
    assert "`en` (innovation) must be a group of keys and values; for example: " in problem.en


@pytest.mark.parametrize("text", ["id: x\n", "just words\n", "# nothing but a comment\n"])
def test_a_file_that_is_not_a_list_is_told_so(site: Site, text: str) -> None:
    site.data("events", text)
    assert data_problems(site) == [
        told(
            "data/events.yml",
            1,
            "tệp phải là danh sách bản ghi, ví dụ: - id: asean",
            "file must be a list, as in: - id: asean",
        )
    ]


def test_every_entry_that_is_no_record_is_told_so(site: Site) -> None:
    site.data("events", "- hello\n- 5\n- [x]\n-\n")
    assert places(data_problems(site)) == [("data/events.yml", line) for line in (1, 2, 3, 4)]


def test_all_problems_of_one_record_are_reported_in_one_run(site: Site) -> None:
    text = EVENT.replace("'1995'", "1995").replace("stated", "guessed").replace("In 1995.", "<i>x</i>")
    site.data("events", text.replace("[integration]", "[]").replace("§1 ¶2", "§9"))
    assert places(data_problems(site)) == [("data/events.yml", line) for line in (3, 4, 6, 7, 8)]


@pytest.mark.parametrize("model", [*DATASETS.values(), Section, Headword, Text], ids=lambda model: model.__name__)
def test_the_example_of_every_key_passes(model: type[Model]) -> None:
    for name, field in model.model_fields.items():
        assert field.examples, f"{model.__name__}.{name} has no example"
        adapter(field).validate_python(field.examples[0])


@pytest.mark.parametrize("dataset", DATASETS)
def test_the_example_of_every_problem_is_yaml_with_a_value_that_passes(dataset: str) -> None:
    model = DATASETS[dataset]
    fields = {key(model, name): field for name, field in model.model_fields.items()}
    first, *others = fields
    wrong = "".join(f"\n  {name}: []" for name in others)
    for text in ("- {}\n", f"- {first}: 1995{wrong}\n"):
        _, problems = records(_document(text), model)
        assert problems
        for problem in problems:
            [(name, value)] = yaml.safe_load(problem.en.split("for example: ")[1]).items()
            assert yaml.safe_load(problem.vi.split("ví dụ: ")[1]) == {name: value}
            adapter(fields[name]).validate_python(value)


def _document(text: str) -> Document:
    return parse_yaml(text, "data/x.yml", [])
