"""The rules of the text, each with what it finds and what it lets pass, in pages and in records."""

import unicodedata

import pytest
from compendium.language import LANGUAGES
from compendium.proofreading import check, fixed
from compendium.spelling import RULES

# The rule, what an editor wrote, and what mends it.
FOUND = [
    ("legacy-font", "nh©n d©n", "nhân dân"),
    ("legacy-font", "Vieät Nam, coâng ngheä", "Việt Nam, công nghệ"),
    ("nfc", unicodedata.normalize("NFD", "đổi mới"), "đổi mới"),
    ("nfc", "10 \u212b", "10 Å"),
    *(
        ("invisible", f"Việt{character}Nam", "ViệtNam")
        for character in "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u202e\u2066\ufe01\U000e0041\uffa0\U000e0100"
    ),
    ("marks", "q\u0303\u0303\u0303\u0303x", "q\u0303\u0303x"),
    ("eth", "Ðổi mới", "Đổi mới"),
    ("eth", "ðổi mới", "đổi mới"),
    ("eth", "Ɖổi ɖã", "Đổi đã"),
    ("eth", "hợpðồng", "hợpđồng"),
    ("eth", "735/QÐ-TTg", "735/QĐ-TTg"),
    ("homoglyph", "сông nghệ", "công nghệ"),
    ("homoglyph", "Νghị quyết", "Nghị quyết"),
    ("homoglyph", "hοc", "hoc"),
    ("document-number", "735/QD-TTg", "735/QĐ-TTg"),
    ("document-number", "số 80/2010/ND-CP.", "số 80/2010/NĐ-CP."),
    ("document-number", "QD-TTg và ND-CP", "QĐ-TTg và NĐ-CP"),
    ("document-number", "12/2020/NQ-HDND", "12/2020/NQ-HĐND"),
    ("document-number", "57/NQ-TW", "57-NQ/TW"),
    ("document-number", "NQ-TW", "NQ/TW"),
    ("document-number", "36a/QD-TTg, 36a/ND-CP", "36a/QĐ-TTg, 36a/NĐ-CP"),
    ("document-number", "735/QĐ–TTg, 735/QĐ-TTG, 735/QD-TTG", "735/QĐ-TTg, 735/QĐ-TTg, 735/QĐ-TTg"),
    ("document-number", "QD–TTG, ND–CP, QD-BGDDT", "QĐ-TTg, NĐ-CP, QĐ-BGDĐT"),
    ("document-number", "24/CD-TTg", "24/CĐ-TTg"),
    ("tone-placement", "hoà, Thuý, KHOẺ", "hòa, Thúy, KHỎE"),
    ("tone-placement", "qúy", "quý"),
    ("i-or-y", "kĩ thuật, quản lí, kí kết, kỉ luật", "kỹ thuật, quản lý, ký kết, kỷ luật"),
    ("i-or-y", "Qui định, Hi vọng, Hoa Kì, Thổ Nhĩ Kì", "Quy định, Hy vọng, Hoa Kỳ, Thổ Nhĩ Kỳ"),
    ("i-or-y", "Kĩ thuật. Kì họp: Lí do", "Kỹ thuật. Kỳ họp: Lý do"),
    ("i-or-y", "quí, quĩ, qui định", "quý, quỹ, quy định"),
    ("i-or-y", "5 tỉ đồng, công ti, hi vọng", "5 tỷ đồng, công ty, hy vọng"),
    ("space-before-punctuation", "Một , hai ; ba : bốn ?", "Một, hai; ba: bốn?"),
    ("space-before-punctuation", "(Xem “Một” .)", "(Xem “Một”.)"),
]
FOUND_IN = [
    ("vi", "hơn 33,000 việc", "hơn 33.000 việc"),
    ("vi", "1,234,567.5 đồng", "1.234.567,5 đồng"),
    ("vi", "7.5% và 1.6 tỷ", "7,5% và 1,6 tỷ"),
    ("vi", "tăng 1.5–2.5% hay 1.5 - 3 tỷ", "tăng 1,5–2,5% hay 1,5 - 3 tỷ"),
    ("en", "1,5–2,5%, 3,5 to 4,5 billion", "1.5–2.5%, 3.5 to 4.5 billion"),
    ("vi", "từ 1.5 đến 2.5%", "từ 1,5 đến 2,5%"),
    ("en", "over 33.000 jobs", "over 33,000 jobs"),
    ("en", "1.234.567,5 dong", "1,234,567.5 dong"),
    ("en", "7,5% and 1,6 billion", "7.5% and 1.6 billion"),
]
PASSING = [
    "Người 👩\u200d🔬 và 30 μm, 5 µm, kΩ, π, ΔT, hν, TNFα, Ελλάδα, Москва",
    "Võ Quí, Sơn Kì, ông Trần Kĩ, bà Lí Thị Kì, GS. Quí nói, nhà bác học Quí",
    "Lí Thị Kì",
    "Noé, più, Huá, caí, Zoè",
    "24/CD-ROM, QD-BSA, 2019–EU–ASEAN, 24/CD–ROM",
    "می\u200cخواهم, مر\u200fحبا, क्\u200dष",
    "Guðrún Sigurðardóttir",
    "57-NQ/TW, 735/QĐ-TTg, 80/2010/NĐ-CP, 36-HD/VPTW, CD-ROM, QD, 13/2022/QH15",
    "quý, quả, toàn, hoàn, thuyền, hòa, khỏe, thúy, hóa, xoài, Huế",
    "tiến sĩ, tỉ mỉ, tỉ lệ, kì cọ, ti vi, hi sinh, kí-lô, li ti, mĩ miều",
    "ngày 22/12/2024, §3.1, mục 3.2.7, 2026.1, 10–11/9/2023, 2000-11-17, 1.2. Một, 192.168.1.1, 7(92)-2015, v1.6.1",
    "Vâng… ... 1 : 2, a), https://a.vn/, :smile: :-) .NET",
]
PASSING_IN = [
    ("vi", "33.000 và 7,5% và 0,125 và 2026.1"),
    ("en", "33,000 and 7.5% and 0.125 and 2026.1"),
]


def findings(text: str, language: str = "vi") -> list[str]:
    return [finding.rule.name for finding in check(text, f"docs/{language}/a.md").findings]


@pytest.mark.parametrize(("rule", "text", "mended"), FOUND)
def test_a_rule_finds_what_is_wrong_and_mends_it_in_a_page_and_in_a_record(rule: str, text: str, mended: str) -> None:
    assert set(findings(text)) == {rule}
    assert fixed(text, "docs/vi/a.md")[0] == mended
    assert fixed(f"a: '{text}'\n", "data/a.yml")[0] == f"a: '{mended}'\n"
    assert findings(mended) == []


@pytest.mark.parametrize(("language", "text", "mended"), FOUND_IN)
def test_separators_are_those_of_the_language(language: str, text: str, mended: str) -> None:
    assert set(findings(text, language)) == {"separator"}
    assert fixed(text, f"docs/{language}/a.md")[0] == mended
    assert fixed(f"{language}: '{text}'\n", "data/a.yml")[0] == f"{language}: '{mended}'\n"
    assert findings(mended, language) == []
    assert findings(mended, "no-language") == []


@pytest.mark.parametrize("text", PASSING)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_rule_finds_what_is_right(text: str, language: str) -> None:
    assert findings(text, language) == []


@pytest.mark.parametrize(("language", "text"), PASSING_IN)
def test_numbers_of_the_language_pass(language: str, text: str) -> None:
    assert findings(text, language) == []


@pytest.mark.parametrize("text", ["khoảng 3,142 lần", "mαn", "nαng", "д trong wordд", "Một\u2028hai", "nh©ns"])
def test_what_only_a_person_can_tell_is_told_and_not_mended(text: str) -> None:
    found = check(text, "docs/vi/a.md").findings
    assert [finding.mended for finding in found] == [None]
    assert fixed(text, "docs/vi/a.md") == (text, 0)
    assert found[0].problem().en.endswith("mend it by hand")


def test_each_item_heading_and_cell_starts_a_sentence() -> None:
    text = "# Kĩ năng\n\nMột\n- Kĩ năng\n- Nhờ Võ Kĩ\n\n| Kĩ năng | Lí do |\n\nCủa Kĩ"
    mended = "# Kỹ năng\n\nMột\n- Kỹ năng\n- Nhờ Võ Kĩ\n\n| Kỹ năng | Lý do |\n\nCủa Kĩ"
    assert fixed(text, "docs/vi/a.md")[0] == mended


def test_what_one_rule_mends_another_can_read() -> None:
    text = unicodedata.normalize("NFD", "hoà") + " , kĩ\u200b thuật"
    assert fixed(text, "docs/vi/a.md")[0] == "hòa, kỹ thuật"


def test_every_rule_has_a_name_of_its_own_and_says_what_and_why_in_both_languages() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert {rule.name for rule in RULES} == {rule for rule, _, _ in FOUND} | {"separator", "byte-order-mark"}
    for rule in RULES:
        for code in LANGUAGES:
            assert ": " in rule.must(code) or "; " in rule.must(code)
