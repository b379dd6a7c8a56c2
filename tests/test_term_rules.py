"""What the glossary says of pages and records: each little page with the findings that it must bring, and no other."""

import unicodedata
from pathlib import Path

import pytest
from compendium import pages, term_rules
from compendium.exceptions import Objection
from compendium.judgement import judge
from compendium.library import Library
from conftest import DATASETS, PERIODS, ROOT, SOURCES, Site, front

TERMS = """
- id: science-and-technology
  kind: concept
  vi: {term: Khoa học và công nghệ, abbreviation: KH&CN, avoid: [KHCN, KH-CN]}
  en: {term: Science and technology, abbreviation: S&T, known: true}
- id: innovation
  kind: concept
  vi: {term: Đổi mới sáng tạo, abbreviation: ĐMST}
  en: {term: Innovation}
- id: innovation-system
  kind: concept
  vi: {term: Hệ thống đổi mới sáng tạo}
  en: {term: Innovation system}
- id: digital-transformation
  kind: concept
  vi: {term: Chuyển đổi số, avoid: [chuyển đổi kỹ thuật số]}
  en: {term: Digital transformation, avoid: [digital change]}
- id: research-and-development
  kind: concept
  vi: {term: Nghiên cứu và phát triển, variants: [nghiên cứu và triển khai]}
  en: {term: Research and development, abbreviation: R&D, variants: [research work]}
- id: total-factor-productivity
  kind: concept
  vi: {term: Năng suất các nhân tố tổng hợp, abbreviation: TFP}
  en: {term: Total factor productivity, abbreviation: TFP}
- id: artificial-intelligence
  kind: concept
  vi: {term: Trí tuệ nhân tạo, abbreviation: AI, known: true}
  en: {term: Artificial intelligence, abbreviation: AI, known: true}
- id: strategic-autonomy
  kind: concept
  vi: {term: Tự chủ chiến lược}
  en: {term: Strategic autonomy}
- id: high-technology
  kind: concept
  vi: {term: Công nghệ cao}
  en: {term: High technology, variants: [high technologies], avoid: [hi-tech]}
- id: normalisation
  kind: concept
  vi: {term: Bình thường hóa quan hệ}
  en: {term: Normalisation of relations}
- id: semiconductor
  kind: concept
  vi: {term: Bán dẫn}
  en: {term: Semiconductor}
- id: decision-735
  kind: instrument
  vi: {term: Quyết định số 735/QĐ-TTg}
  en: {term: Decision 735/QĐ-TTg}
- id: hi-tech-park
  kind: organisation
  vi: {term: Khu Công nghệ cao Sài Gòn, variants: [Chương trình KHCN]}
  en: {term: Saigon Hi-Tech Park}
- id: most
  kind: organisation
  vi: {term: Bộ Khoa học và Công nghệ, abbreviation: Bộ KH&CN}
  en: {term: Ministry of Science and Technology, abbreviation: MOST}
- id: trusting-social
  kind: company
  vi: {term: Trusting Social, avoid: [Truthing Social]}
  en: {term: Trusting Social, avoid: [Truthing Social]}
- id: vustar
  kind: programme
  vi: {term: Chương trình hợp tác nghiên cứu, abbreviation: VUSTAR, known: true, avoid: [Vustar]}
  en: {term: Research cooperation programme, abbreviation: VUSTAR, known: true, avoid: [Vustar]}
"""
REST = """\
  definition: {vi: Một điều., en: A thing.}
  basis: source
  citations: [mai-ha §1]
"""

# `▸` stands before each finding; it is no part of the page. Both pages begin on line 7 of their files.
AVOIDED = {
    "a form to avoid": ("Hợp tác ▸KHCN.", "S&T."),
    "twice on a line": ("▸KHCN và ▸KHCN.", "S&T."),
    "with a hyphen": ("Hợp tác ▸KH-CN.", "S&T."),
    "an abbreviation in other capitals": ("Trang khcn và Khcn.", "A page."),
    "several words, in any capitals": ("Đẩy mạnh ▸Chuyển đổi kỹ thuật số.", "Digital transformation."),
    "across a line break": ("Đẩy mạnh ▸chuyển đổi\nkỹ thuật số.", "Digital transformation."),
    "in a heading": ("## ▸Chuyển đổi kỹ thuật số {#so}", "## Digital transformation {#so}"),
    "in a cell": ("| Mục |\n| --- |\n| ▸KHCN |", "| What |\n| --- |\n| S&T |"),
    "in an alternative text": ("![▸KHCN](anh.png)", "![S&T](anh.png)"),
    "in the words of a link": ("[Hợp tác ▸KHCN](index.md)", "[S&T](index.md)"),
    "in the address of a link": ("[Xem](KHCN.md) https://khcn.vn/KHCN", "[See](KHCN.md)"),
    "in the id of a heading": ("## Xem {#KHCN}", "## See {#KHCN}"),
    "in code": ("`KHCN` và\n\n```\nKHCN\n```", "Code."),
    "in a comment": ("<!-- KHCN -->", "Nothing."),
    "inside a longer form in use": ("Chương trình KHCN.", "The park."),
    "inside a longer word": ("Mã KHCN2 và XKHCN.", "Codes."),
    "part of a name, by its capitals": ("Cục Chuyển đổi Kỹ thuật số.", "An agency."),
    "in decomposed letters": (
        unicodedata.normalize("NFD", "Đẩy mạnh ▸chuyển đổi kỹ thuật số."),
        "Digital transformation.",
    ),
    "words that a comma parts": ("Phải chuyển đổi, kỹ thuật số là một cách.", "A way."),
    "spoken of, in quotation marks": ("Bài viết ghi “KHCN”.", "S&T."),
    "within a longer quotation": ("Bài viết ghi “hợp tác ▸KHCN”.", "S&T."),
    "quoted word for word": ("Bài viết ghi *hợp tác KHCN*{.verbatim}.", "S&T."),
    "a paragraph quoted word for word": ("Hợp tác KHCN.\n{: .verbatim }", "S&T."),
    "in words of the other language": ("Hợp tác.", "The paper says *KHCN*{lang=vi}."),
    "a form that the other language avoids": (
        "Hợp tác digital change.",
        "Work on ▸digital change, digital transformation.",
    ),
    "of a company, in its capitals": ("▸Truthing Social và truthing social.", "Trusting Social."),
    "only its capitals are wrong": ("▸Vustar, VUSTAR.", "▸Vustar, VUSTAR."),
    "inside a name in use, in the other language": ("Khu Công nghệ cao Sài Gòn.", "Saigon Hi-Tech Park, ▸hi-tech."),
    "in the plural": ("Chuyển đổi số.", "Several ▸digital changes."),
}
COUNTERPART = {
    "both say it": ("Đổi mới sáng tạo.", "Innovation."),
    "one does not": ("▸Đổi mới sáng tạo là chính.", "Novelty."),
    "the other does not": ("Cái mới.", "On ▸innovation."),
    "it is told once in a section": ("▸Bán dẫn và bán dẫn.", "Chips."),
    "in every section": ("▸Bán dẫn.\n\n## Một {#a}\n\n▸Bán dẫn.", "Chips.\n\n## One {#a}\n\nChips."),
    "it stands in another section": (
        "## Một {#a}\n\n▸Bán dẫn.\n\n## Hai {#b}\n\nHai.",
        "## One {#a}\n\nOne.\n\n## Two {#b}\n\nOn ▸semiconductors.",
    ),
    "a heading counts": (
        "Bán dẫn.\n\n## Đổi mới sáng tạo {#a}\n\nCái mới.",
        "Semiconductor.\n\n## New {#a}\n\nOn innovation.",
    ),
    "the abbreviation counts": ("Năng suất các nhân tố tổng hợp (TFP). TFP.", "Total factor productivity."),
    "a form to avoid counts, and is told by itself": ("Chuyển đổi số.", "Digital transformation."),
    "the plural": ("Bán dẫn.", "Semiconductors."),
    "the possessive": ("Bán dẫn.", "A semiconductor’s price."),
    "the plural in ies": ("Công nghệ cao.", "High technologies."),
    "a hyphen": ("Công nghệ cao.", "High-technology goods."),
    "an ampersand": ("Nghiên cứu và phát triển.", "Research & development."),
    "another member of the word's family": ("Bình thường hóa quan hệ.", "To normalise their relations."),
    "words that stand apart": ("Tự chủ chiến lược.", "Strategic and lasting autonomy."),
    "words too far apart": ("▸Tự chủ chiến lược.", "Strategic goods come first and last, and so does all autonomy."),
    "words in two sentences": ("▸Tự chủ chiến lược.", "They are strategic. Autonomy is theirs."),
    "syllables of one Vietnamese word that only meet": ("Bàn về dẫn chứng.", "On ▸semiconductors."),
    "inside a longer form of another term": ("Hệ thống đổi mới sáng tạo.", "Innovation system."),
    "only the longer form there": ("Đổi mới sáng tạo.", "Innovation in the ▸innovation system."),
    "the name of an organisation is for the facts": ("Bộ Khoa học và Công nghệ.", "The ministry."),
    "what holds a number is for the numbers": ("Quyết định số 735/QĐ-TTg.", "The decision."),
    "part of a name, by its capitals": ("Liên hiệp các Hội Kỹ thuật.", "Union of Science and Technology Associations."),
    "an abbreviation is no pronoun": ("Ai cũng biết.", "All know."),
    "quoted in the words of the other": (
        "Hội nghị *Digital transformation now*{lang=en}.",
        "The meeting “Digital transformation now”.",
    ),
    "spoken of, in quotation marks": ("Từ này.", "The word “innovation”."),
    "quoted word for word": ("Lời ấy.", "They say *innovation first*{.verbatim}."),
    "in the words of the other language alone": ("Bán dẫn (*innovation*{lang=en}).", "Semiconductor."),
    "in code": ("Mã `đổi mới sáng tạo`.", "Code."),
    "in the address of a link": ("[Xem](innovation.md).", "[See](innovation.md)."),
    "sections that do not match": ("Bán dẫn.\n\n## Một {#a}\n\nMột.", "Chips."),
}
TRANSLATION = {
    "two full names": ("Nghiên cứu và phát triển, rồi ▸nghiên cứu và triển khai.", "Research and development."),
    "each later one": (
        "Nghiên cứu và triển khai, ▸nghiên cứu và phát triển.\n\n▸Nghiên cứu và phát triển.",
        "Research and development.",
    ),
    "one name, and its abbreviation": ("Nghiên cứu và phát triển.", "Research and development (R&D). R&D."),
    "two names in English": ("Nghiên cứu và phát triển.", "Research and development is ▸research work."),
    "one of them quoted": (
        "Nghiên cứu và phát triển, bài viết ghi “nghiên cứu và triển khai”.",
        "Research and development.",
    ),
    "singular and plural": ("Công nghệ cao.", "High technology and high technologies."),
    "on two pages, as it were": ("Nghiên cứu và triển khai.", "Research and development."),
}
ABBREVIATION = {
    "spelled out before": (
        "Năng suất các nhân tố tổng hợp tăng. TFP tăng.",
        "Total factor productivity grew. TFP grew.",
    ),
    "spelled out right there": ("Năng suất các nhân tố tổng hợp (TFP).", "Total factor productivity (TFP)."),
    "spelled out right after": ("TFP (năng suất các nhân tố tổng hợp).", "TFP, or total factor productivity."),
    "never spelled out": ("▸TFP tăng.", "▸TFP grew."),
    "spelled out too late": ("▸TFP tăng. Năng suất các nhân tố tổng hợp.", "▸TFP grew. Total factor productivity."),
    "spelled out in a heading alone": (
        "## Năng suất các nhân tố tổng hợp {#a}\n\n▸TFP tăng.",
        "## Total factor productivity {#a}\n\n▸TFP grew.",
    ),
    "used in a heading alone": ("## TFP {#a}\n\nTăng.", "## TFP {#a}\n\nGrew."),
    "told once": ("▸TFP. TFP.", "▸TFP. TFP."),
    "known to everybody": ("AI và S&T.", "AI and S&T."),
    "with an ampersand": ("Khoa học và công nghệ (KH&CN). KH&CN.", "S&T."),
    "with an ampersand, never spelled out": ("▸KH&CN.", "S&T."),
    "inside a longer one": ("Bộ ▸KH&CN.", "Ministry of Science and Technology."),
    "inside a longer one, spelled out": (
        "Khoa học và công nghệ (KH&CN). Bộ KH&CN.",
        "Ministry of Science and Technology.",
    ),
    "in small letters it is none": ("Cán bộ khoa học và công nghệ (KH&CN): cán bộ KH&CN.", "S&T."),
    "quoted": ("Bài viết ghi “TFP”.", "The paper says “TFP”."),
}
ROWS = [
    pytest.param(*row, check, id=f"{check}: {name}")
    for check, rows in {
        "term-avoided": AVOIDED,
        "term-counterpart": COUNTERPART,
        "term-translation": TRANSLATION,
        "abbreviation": ABBREVIATION,
    }.items()
    for name, row in rows.items()
]


def terms(text: str = TERMS) -> str:
    """The records of terms, each with what it must have besides its names."""
    return "".join(f"- id: {record}{REST}" for record in text.split("- id: ")[1:])


def write(root: Path, **files: str) -> None:
    texts = dict.fromkeys(DATASETS, "[]\n") | {"sources": SOURCES, "periods": PERIODS, "terms": terms()} | files
    (root / "data").mkdir()
    for name, text in texts.items():
        (root / "data" / f"{name}.yml").write_text(text, encoding="utf-8")


def objections(root: Path) -> list[Objection]:
    found, _ = pages.load(root / "docs", root)
    library = Library.load(root / "data")
    return [*term_rules.errors(root, found, library), *term_rules.warnings(root, found, library)]


def told(root: Path) -> list[tuple[str, int, int | None, str]]:
    found = [problem for problem, _ in objections(root)]
    return [(problem.path, problem.line, problem.column, problem.check) for problem in found]


def marked(shown: str, text: str) -> list[tuple[str, int, int]]:
    """Where the findings stand in a text that marks them."""
    lines = unicodedata.normalize("NFC", text).split("\n")
    return [
        (shown, number, place - line[:place].count("▸") + 1)
        for number, line in enumerate(lines, 1)
        for place, character in enumerate(line)
        if character == "▸"
    ]


@pytest.mark.parametrize(("vi", "en", "check"), ROWS)
def test_a_page_brings_its_findings_at_their_places_and_no_others(tmp_path: Path, vi: str, en: str, check: str) -> None:
    write(tmp_path)
    expected = []
    for code, body in (("vi", vi), ("en", en)):
        text, shown = front("Trang") + body + "\n", f"docs/{code}/page.md"
        (tmp_path / f"docs/{code}").mkdir(parents=True)
        (tmp_path / shown).write_text(text.replace("▸", ""), encoding="utf-8")
        expected += [(*place, check) for place in marked(shown, text)]
    found = [one for one in told(tmp_path) if one[3] == check]
    assert sorted(found) == sorted(expected)


EVENT = """
- id: event
  when: '1995'
  when_basis: stated
  title: {vi: %s, en: %s}
  summary:
    vi: >-
      %s
    en: %s
  subjects: [integration]
  citations: [mai-ha §1 ¶2]
  kind: membership
"""


def test_the_texts_of_a_record_are_judged_field_by_field(tmp_path: Path) -> None:
    write(tmp_path, events=EVENT % ("Đổi mới sáng tạo", "Innovation", "Về đổi mới\n      sáng tạo.", "New."))
    assert told(tmp_path) == [("data/events.yml", 8, 10, "term-counterpart")]


def test_a_form_to_avoid_is_told_at_its_place_in_a_record(tmp_path: Path) -> None:
    write(tmp_path, events=EVENT % ("Hợp tác", "Work", "Hợp tác\n      KHCN.", "S&T."))
    assert told(tmp_path) == [("data/events.yml", 9, 7, "term-avoided")]


def test_what_a_record_quotes_word_for_word_is_free(tmp_path: Path) -> None:
    text = (EVENT % ("Hợp tác", "Work", "Hợp tác KHCN.", "S&T.")).replace(">-", ">- # verbatim")
    write(tmp_path, events=text)
    assert told(tmp_path) == []


def test_the_record_of_a_term_may_speak_of_what_to_avoid_and_say_it_of_itself(tmp_path: Path) -> None:
    records = terms().replace("{vi: Một điều., en: A thing.}", "{vi: 'KHCN là khoa học và công nghệ.', en: It.}", 1)
    write(tmp_path, terms=records)
    assert told(tmp_path) == []
    elsewhere = records.replace("{vi: Một điều., en: A thing.}", "{vi: Xem KHCN., en: See S&T.}", 1)
    (tmp_path / "data/terms.yml").write_text(elsewhere, encoding="utf-8")
    assert told(tmp_path) == [("data/terms.yml", 12, 24, "term-avoided")]


def test_two_records_must_not_claim_one_form_for_two_things(tmp_path: Path) -> None:
    other = "- id: novelty\n  kind: concept\n  vi: {term: Cái mới, variants: [đổi mới sáng tạo]}\n  en: {term: New}\n"
    write(tmp_path, terms=terms() + other + REST)
    twice = [(path, line) for path, line, _, check in told(tmp_path) if check == "term-twice"]
    assert twice == [("data/terms.yml", 10), ("data/terms.yml", 115)]


def test_two_things_of_one_name_in_both_languages_may_share_a_form(tmp_path: Path) -> None:
    other = "- id: renewal\n  kind: concept\n  vi: {term: Đổi mới sáng tạo}\n  en: {term: innovation}\n"
    write(tmp_path, terms=terms() + other + REST)
    assert told(tmp_path) == []


@pytest.mark.parametrize("forms", ["avoid: [ĐMST]", "avoid: [chuyển đổi số]", "variants: [Chuyển đổi kỹ thuật số]"])
def test_a_form_is_in_use_or_to_be_avoided(tmp_path: Path, forms: str) -> None:
    write(tmp_path, terms=terms().replace("abbreviation: ĐMST", f"abbreviation: ĐMST, {forms}"))
    assert {check for *_, check in told(tmp_path)} == {"term-twice"}


def test_an_abbreviation_is_another_form_than_the_word_in_small_letters(tmp_path: Path) -> None:
    other = "- id: who\n  kind: concept\n  vi: {term: ai}\n  en: {term: Who}\n"
    write(tmp_path, terms=terms() + other + REST)
    assert told(tmp_path) == []


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("KHCN", "KH&CN"),
        ("chuyển đổi kỹ thuật số", "chuyển đổi số"),
        ("Chuyển đổi kỹ thuật số", "Chuyển đổi số"),
        ("Truthing Social", "Trusting Social"),
    ],
)
def test_a_finding_shows_the_text_to_type(tmp_path: Path, written: str, instead: str) -> None:
    write(tmp_path, events=EVENT % ("Hợp tác", "Work", f"A {written}.", "Digital transformation, S&T."))
    problem = objections(tmp_path)[0].problem
    assert problem.vi.endswith(f"“{written}”; hãy viết: {instead}")
    assert problem.en.endswith(f"“{written}”; write: {instead}")


def test_an_exception_names_the_term_or_its_form(site: Site) -> None:
    site.data("terms", terms())
    allowed = "<!-- allow term-counterpart {}: bài viết nói khác -->\n\n"
    for value in ("innovation", "đổi mới sáng tạo"):
        vi = front("Trang") + allowed.format(value) + "Đổi mới sáng tạo.\n"
        site.pair("index.md", vi, front("Home") + "Novelty.\n")
        assert [*judge(site.root).warnings()] == []
    site.pair("index.md", front("Trang") + "Đổi mới sáng tạo.\n", front("Home") + "Novelty.\n")
    assert [problem.check for problem in judge(site.root).warnings()] == ["term-counterpart"]


def test_an_avoided_form_stops_a_build(site: Site) -> None:
    site.data("terms", terms()).pair("index.md", front("Trang") + "KHCN.\n", front("Home") + "S&T.\n")
    assert [problem.check for problem in judge(site.root).errors] == ["term-avoided"]


def test_the_real_content_calls_each_thing_by_its_name() -> None:
    judged = judge(ROOT)
    found = [*judged.errors, *judged.warnings()]
    assert [problem for problem in found if problem.check.startswith(("term-", "abbreviation", "exception"))] == []
