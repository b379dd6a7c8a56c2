"""Both languages of a section, and of a field of a record, state the same facts: each difference is told once."""

import time
from pathlib import Path
from time import process_time

import pytest
from compendium import fact_parity, judgement
from compendium.exceptions import Exceptions
from compendium.problem import Problem
from conftest import EVENT, ROOT, TERM, Site, front, little_site
from judging import FIGURE

LINE = 1 + front("A").count("\n")
BODY = "Opening.\n\n## Facts {{#facts}}\n\n{text}\n\nThe end.\n"
AT = LINE + 4
TABLE = "| A | B |\n| - | - |\n| x | x |"
PARTNERS = """
- id: us
  kind: country
  name: {vi: Hoa Kỳ, en: United States}
  variants: {vi: [Mỹ], en: [US, American]}
- id: kr
  kind: country
  name: {vi: Hàn Quốc, en: South Korea}
"""
TERMS = """
- id: us-department-of-state
  kind: organisation
  vi: {term: Bộ Ngoại giao Hoa Kỳ}
  en: {term: US Department of State}
  definition: {vi: Một bộ., en: A ministry.}
  basis: source
  citations: [mai-ha §1]
- id: mofa
  kind: organisation
  vi: {term: Bộ Ngoại giao}
  en: {term: Ministry of Foreign Affairs, abbreviation: MOFA}
  definition: {vi: Một bộ., en: A ministry.}
  basis: source
  citations: [mai-ha §1]
- id: asean
  kind: organisation
  vi: {term: Hiệp hội các quốc gia Đông Nam Á, abbreviation: ASEAN}
  en: {term: Association of Southeast Asian Nations, abbreviation: ASEAN}
  definition: {vi: Một tổ chức., en: An organisation.}
  basis: source
  citations: [mai-ha §1]
- id: boeing
  kind: company
  vi: {term: Boeing}
  en: {term: Boeing}
  definition: {vi: Một hãng., en: A maker.}
  basis: source
  citations: [mai-ha §1]
"""


def told(site: Site) -> list[Problem]:
    return sorted(judgement.judge(site.root).errors)


def compared(site: Site, vi: str, en: str) -> list[Problem]:
    """What is told of a page whose section has these texts."""
    site.pair("a.md", front("A") + BODY.format(text=vi), front("A") + BODY.format(text=en))
    return told(site)


def kinds(problems: list[Problem]) -> list[tuple[str, int, str]]:
    return [(problem.path, problem.line, problem.check) for problem in problems]


@pytest.fixture
def records(site: Site) -> Site:
    return site.data("partners", PARTNERS).data("terms", TERMS)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site for many cases, each of which writes the same page anew."""
    site = little_site(tmp_path_factory.mktemp("shared")).data("partners", PARTNERS).data("terms", TERMS)
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    return site.write("docs/assets/a.svg", drawing).write("docs/assets/b.svg", drawing)


def test_what_one_language_lacks_is_told_there_and_names_the_other_place(site: Site) -> None:
    (problem,) = compared(site, "Có 33.000 người.", "There are people.")
    assert (problem.path, problem.line, problem.check) == ("docs/en/a.md", AT, "same-numbers")
    assert f"docs/vi/a.md:{AT}" in problem.en
    assert "write `33,000` here" in problem.en
    assert "hãy viết `33,000` ở đây" in problem.vi
    assert "<!-- allow same-numbers 33.000: the reason -->" in problem.en


def test_a_table_is_asked_for_by_its_columns_and_rows(shared: Site) -> None:
    (problem,) = compared(shared, TABLE, TABLE + "\n| y | y |")
    assert f"must hold a table of 2 columns and 1 rows (without its head), as docs/vi/a.md:{AT} does" in problem.en
    assert "phải có một bảng 2 cột, 1 hàng" in problem.vi
    (problem,) = compared(shared, "Không có bảng.", TABLE)
    assert problem.en.startswith("must not hold this table, as docs/vi/a.md")


def test_a_number_changed_in_one_language_is_one_mistake(site: Site) -> None:
    (problem,) = compared(site, "Năm 2023 có\n33.000 người.", "In 2023 there were\nsome\n3,300 people.")
    assert (problem.path, problem.line, problem.check) == ("docs/en/a.md", AT + 2, "same-numbers")
    assert f"must be `33,000`, as in docs/vi/a.md:{AT + 1} (`33.000`), not `3,300`" in problem.en
    assert "`3.300`" in problem.vi


@pytest.mark.parametrize(
    ("vi", "en", "check", "path"),
    [
        ("45% GDP", "54% of GDP", "same-numbers", "docs/en/a.md"),
        ("ngày 10/9/2023", "9 October 2023", "same-dates", "docs/en/a.md"),
        ("năm 2023", "September 2023", "same-dates", "docs/vi/a.md"),
        ("Nghị quyết 57-NQ/TW", "Resolution 58-NQ/TW", "same-documents", "docs/en/a.md"),
        ("Xem [trang chủ](index.md).", "See the home page.", "same-links", "docs/en/a.md"),
        ("Xem trang chủ.", "See the [home page](index.md).", "same-links", "docs/vi/a.md"),
        ("[A](index.md), [B](index.md)", "[A](index.md), B", "same-links", "docs/en/a.md"),
        ("[A](https://example.org/vi)", "[A](https://example.org/en)", "same-links", "docs/en/a.md"),
        ("<https://example.org/>", "a page", "same-links", "docs/en/a.md"),
        ("![Hình](../assets/a.svg)", "![Picture](../assets/b.svg)", "same-links", "docs/en/a.md"),
        (TABLE, TABLE + "\n| y | y |", "same-tables", "docs/en/a.md"),
        (TABLE, "| A | B | C |\n| - | - | - |\n| x | x | x |", "same-tables", "docs/en/a.md"),
        (TABLE, "A table.", "same-tables", "docs/en/a.md"),
        ("Hoa Kỳ và Hàn Quốc", "the United States", "same-organisations", "docs/en/a.md"),
        ("hai nước", "the American side", "same-organisations", "docs/vi/a.md"),
        ("Bộ Ngoại giao Hoa Kỳ", "MOFA", "same-organisations", "docs/en/a.md"),
        ("hãng Boeing", "the airline", "same-organisations", "docs/en/a.md"),
    ],
)  # fmt: skip
def test_each_kind_of_difference_is_found(shared: Site, vi: str, en: str, check: str, path: str) -> None:
    assert kinds(compared(shared, vi, en)) == [(path, AT, check)]


@pytest.mark.parametrize(
    ("vi", "en"),
    [
        ("Có `33.000` và\n\n```\n12\n```", "Nothing"),
        ("Chữ {: #id-12 }", "Word {: #id-13 }"),
        ("Mỹ, ASEAN và Bộ Ngoại giao", "MOFA, the US and the Association of Southeast Asian Nations"),
        ("Bộ Ngoại giao Hoa Kỳ, cơ quan của Mỹ", "the US Department of State, an American body"),
        ("Hiệp hội mỹ thuật", "A society of the arts; tell us"),
        ("1,6 tỷ đô la Mỹ", "1.6 billion US dollars"),
        ("| A | B |\n| - | - |\n| một | x |", "| A | B |\n|---|---|\n| 1 | x |"),
        ("Bộ trưởng Ngoại giao", "the Minister of Foreign Affairs"),
        ("đồng bằng sông Mê Công, Tây Âu", "the Mekong Delta, Western Europe"),
        ("Ngày 22/12/2024, theo\n57-NQ/TW: 45 %", "By 57-NQ/TW of 22 December\n2024: 45 per cent"),
    ],
)  # fmt: skip
def test_what_is_said_alike_is_no_difference(shared: Site, vi: str, en: str) -> None:
    assert compared(shared, vi, en) == []


def test_title_and_description_belong_to_the_opening(site: Site) -> None:
    vi = front("Sau 30 năm") + "Lời đầu.\n"
    en = front("After all") + "It took 30 years.\n"
    assert told(site.pair("a.md", vi, en)) == []
    (problem,) = told(site.pair("a.md", vi, front("After 20 years") + "Words.\n"))
    assert (problem.path, problem.line, problem.check) == ("docs/en/a.md", 2, "same-numbers")
    assert "docs/vi/a.md:2" in problem.en


def test_a_fact_in_another_section_is_not_the_same(site: Site) -> None:
    body = "{}\n\n## Một {{#one}}\n\n{}\n"
    vi, en = body.format("Có 12.", "Hết."), body.format("Some.", "There are 12.")
    found = kinds(told(site.pair("a.md", front("A") + vi, front("A") + en)))
    assert found == [("docs/en/a.md", LINE, "same-numbers"), ("docs/vi/a.md", LINE + 4, "same-numbers")]


def test_both_languages_of_a_record_state_the_same(records: Site) -> None:
    records.data("events", EVENT.replace("en: In 1995.", "en: In 1996."))
    records.data("figures", FIGURE.replace("Không nêu", "Không nêu 12").replace("Jobs}", "Boeing jobs}"))
    found = told(records)
    assert kinds(found) == [
        ("data/events.yml", 6, "same-dates"),
        ("data/figures.yml", 8, "same-organisations"),
        ("data/figures.yml", 9, "same-numbers"),
    ]
    assert "data/events.yml:6" in found[0].en
    assert "# allow same-dates Năm 1995" not in found[0].en
    assert "# allow same-dates 1995: the reason" in found[0].en


def test_lists_within_records_are_compared_too(site: Site) -> None:
    sources = (site.root / "data/sources.yml").read_text()
    site.data("sources", sources.replace("en: Section 2", "en: Section 3"))
    assert kinds(told(site)) == [("data/sources.yml", 16, "same-numbers")]


def test_a_record_need_not_name_again_what_it_is_about(records: Site) -> None:
    text = TERMS.replace("definition: {vi: Một hãng., en: A maker.}", "definition: {vi: Boeing là hãng., en: A maker.}")
    assert told(records.data("terms", text)) == []
    event = EVENT.replace("vi: Năm 1995.", "vi: Năm 1995 ASEAN nhận.").replace("en: In 1995.", "en: In 1995 they did.")
    assert told(records.data("events", event)) == []


def test_an_exception_takes_one_value_away_and_hides_no_other(site: Site) -> None:
    allow = "\n\n<!-- allow same-numbers 12: the Vietnamese counts the year twice -->"
    assert compared(site, "Có 12." + allow, "There are some.") == []
    assert compared(site, "Có 12.", "There are some." + allow) == []
    (problem,) = compared(site, "Có 12.", "There are 99." + allow)
    assert (problem.path, problem.check) == ("docs/vi/a.md", "same-numbers")
    assert kinds(compared(site, "Có 12.", "There are 12." + allow)) == [("docs/en/a.md", AT + 2, "exception")]


def test_an_exception_in_a_record_takes_its_value_away(site: Site) -> None:
    text = EVENT.replace("en: In 1995.}", "en: In time.} # allow same-dates 1995: the title tells it")
    assert told(site.data("events", text)) == []


def test_what_is_shown_of_a_value_can_be_excepted(records: Site) -> None:
    """The exception that a finding shows takes it away, for every kind."""
    vi = "45%, 1,6 tỷ, ngày 22/12/2024, 57-NQ/TW, Hoa Kỳ, [A](index.md), [B](https://example.org/a:b)"
    found = compared(records, vi, "Nothing.")
    assert len(found) == 7
    allowed = "\n".join(problem.en[problem.en.index("<!--") :] for problem in found)
    assert compared(records, f"{vi}\n{allowed}", "Nothing.") == []


def test_where_the_structure_differs_only_that_is_told(site: Site) -> None:
    site.data("figures", FIGURE)
    found = compared(site, "Tạo [=jobs] ở 12 nơi.", "There are 33,000 jobs in\n12 places.")
    assert [problem.check for problem in found] == ["structure"]


def test_a_mistake_that_another_check_tells_is_told_once(site: Site) -> None:
    found = compared(site, "Theo 57-NQ/TW.", "By 57/NQ-TW.")
    assert [problem.check for problem in found] == ["document-number"]


def test_pages_are_compared_while_records_are_not_whole(records: Site) -> None:
    records.data("events", EVENT.replace("'1995'", "'199'"))
    found = compared(records, "Hoa Kỳ có 12.", "There are 13.")
    assert {problem.check for problem in found} == {"date", "same-numbers"}


def test_a_page_in_one_language_is_compared_with_nothing(site: Site) -> None:
    site.write("docs/vi/b.md", front("B") + "Có 12.\n")
    assert [problem.check for problem in told(site)] == ["page-pair"]


def test_a_term_that_is_a_concept_need_not_be_named(site: Site) -> None:
    assert compared(site.data("terms", TERM), "Đổi mới sáng tạo.", "It grows.") == []


def test_the_real_project_is_in_step_and_quickly_compared() -> None:
    judged = judgement.judge(ROOT)
    assert [problem for problem in judged.errors if problem.check.startswith("same-")] == []
    times = []
    for _ in range(3):
        start = time.process_time()
        fact_parity.check(judged.pages, judged.library, Exceptions(), [])
        times.append(time.process_time() - start)
    assert min(times) < 0.8


def test_exceptions_are_rare() -> None:
    files = [*(ROOT / "docs").rglob("*.md"), *(ROOT / "data").glob("*.yml")]
    assert sum(_exceptions(file) for file in files) <= 12


def _exceptions(file: Path) -> int:
    text = file.read_text(encoding="utf-8")
    return text.count("<!-- allow ") + text.count("# allow ")


def test_a_page_that_is_nothing_but_differences_is_judged_at_once(site: Site) -> None:
    vi, en = ("\n\n".join(str(start + number) for number in range(2_000)) for start in (100_000, 200_000))
    began = process_time()
    assert len(compared(site, vi, en)) >= 2_000
    assert process_time() - began < 10
