"""Vietnamese text: folding, slugs, the order and the letters of dictionaries."""

import unicodedata

import pytest
from compendium import vietnamese


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đổi mới", "doi moi"),
        ("ĐẶNG", "dang"),
        ("Ươm tạo", "uom tao"),
        ("nghị quyết số 57-NQ/TW", "nghi quyet so 57-nq/tw"),
        ("Innovation", "innovation"),
        ("", ""),
    ],
)
def test_folding_leaves_no_capital_and_no_mark(text: str, folded: str) -> None:
    assert vietnamese.fold(text) == folded


def test_folding_is_the_same_for_composed_and_decomposed_text() -> None:
    text = "Khoa học và công nghệ, đổi mới sáng tạo"
    assert vietnamese.fold(unicodedata.normalize("NFD", text)) == vietnamese.fold(text)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Đổi mới sáng tạo", "doi-moi-sang-tao"),
        ("KH&CN", "kh-cn"),
        ("  735/QĐ-TTg ", "735-qd-ttg"),
        ("Hợp tác: Việt Nam – Hoa Kỳ", "hop-tac-viet-nam-hoa-ky"),
        ("…", ""),
    ],
)
def test_a_slug_is_plain_words_joined_by_hyphens(text: str, slug: str) -> None:
    assert vietnamese.slug(text) == slug


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("Ấn Độ", "Â"),
        ("Ăn", "Ă"),
        ("Ảnh", "A"),
        ("Đổi mới", "Đ"),
        ("Doanh nghiệp", "D"),
        ("Ê-kíp", "Ê"),
        ("Ô nhiễm", "Ô"),
        ("Ơn", "Ơ"),
        ("Ước", "Ư"),
        ("“Ngoại giao”", "N"),
        ("FDI", "F"),
        ("WTO", "W"),
        ("5G", "0–9"),
        ("…", "0–9"),
    ],
)
def test_a_headword_stands_under_its_letter_of_the_vietnamese_alphabet(text: str, letter: str) -> None:
    assert vietnamese.letter(text) == letter
    assert vietnamese.letter(unicodedata.normalize("NFD", text)) == letter


@pytest.mark.parametrize(
    "in_order",
    [
        ["bản đồ", "bán dẫn"],
        ["Doanh nghiệp", "Đổi mới", "E-learning"],
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        ["a", "ă", "â", "b", "c", "d", "đ", "e", "ê"],
        ["o", "ô", "ơ", "p", "u", "ư", "v"],
        ["ban", "ban đầu", "bang"],
        ["ma", "Ma", "mà"],
        ["hợp đồng", "hợp tác", "hợp tác quốc tế", "hợp thức"],
        ["cà phê", "cá", "cạ"],
        ["ạ", "ác"],
        ["5G", "A", "Z"],
        ["Top 8", "Top 9", "Top a"],
        ["tám", "tạm", "tăm", "tâm"],
    ],
    ids=" < ".join,
)
def test_words_stand_as_in_a_vietnamese_dictionary(in_order: list[str]) -> None:
    assert sorted([*in_order[1::2], *in_order[::2]], key=vietnamese.order) == in_order


def test_the_order_is_the_same_for_composed_and_decomposed_text() -> None:
    text = "Đối tác chiến lược"
    assert vietnamese.order(unicodedata.normalize("NFD", text)) == vietnamese.order(text)


def test_punctuation_does_not_move_a_word() -> None:
    assert vietnamese.order("“Ngoại giao”, khoa học") == vietnamese.order("Ngoại giao khoa học")
