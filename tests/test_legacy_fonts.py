"""Leftovers of TCVN3 and VNI: what is surely one is mended, and no other language is touched."""

import pytest
from compendium.legacy_fonts import leftovers


def found(text: str) -> dict[str, str | None]:
    return {text[start:end]: mended for start, end, mended in leftovers(text, 0, len(text))}


def mended(text: str) -> str:
    for word, meant in found(text).items():
        text = text.replace(word, meant or word)
    return text


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("nh©n d©n", "nhân dân"),
        ("khoa häc vµ c«ng nghÖ", "khoa học và công nghệ"),
        ("Häc viÖn N­íc §¶ng §¹i ®æi míi", "Học viện Nước Đảng Đại đổi mới"),
        ("NH¢N D¢N", "NHÂN DÂN"),
        ("Vieät Nam, coâng ngheä", "Việt Nam, công nghệ"),
        ("ñoåi môùi saùng taïo, Nöôùc khoâng", "đổi mới sáng tạo, Nước không"),
    ],
)
def test_a_word_that_one_font_makes_a_syllable_is_mended(text: str, meant: str) -> None:
    assert mended(text) == meant


def test_a_word_with_a_sign_that_no_font_explains_is_told() -> None:
    assert found("nh©ns") == {"nh©ns": None}


@pytest.mark.parametrize(
    "text",
    [
        "für Noël São José Curaçao naïve façade mañana à la où très Thaï Bø Mö Guðrún Zürich Citroën fête Hanoï",
        "«Công nghệ» «n được» 5 µm, 5µm £m x¹ N·m m×n Intel® ©2026 © Nguyễn §3 ½",
        "Ông Seán Fleming và khoản lån của Na Uy",
        "dû mû bû lû",
        "Cela a dû être bû par Thaï où Zoé",
        "Seán Meán aún mãe în",
        "aún país",
        "på så må då gå nå søn Møn än",
        "Vi må gå nå, søn",
        "të së në",
        "Vieät",
        "Ông Seán Meán aún mới được bổ nhiệm",
        "Bóng đá, hóa học, thuý, khoẻ, công nghệ, xoong, lúc, đầu tư",
    ],
)
def test_what_is_meant_as_it_stands_is_left_alone(text: str) -> None:
    assert found(text) == {}


FOREIGN = "Seán lån dû mû bû lû aún mãe Meán på så må då gå nå søn Møn än în të së në"


@pytest.mark.parametrize("word", FOREIGN.split())
@pytest.mark.parametrize("line", ["{}", "{}, ông {}", "Bà {} đến từ Na Uy", "Một.\nHai {}.\nnh©n d©n, coâng ngheä"])
def test_a_word_of_letters_alone_is_no_proof(line: str, word: str) -> None:
    assert word not in found(line.format(word, word))


def test_words_of_letters_alone_are_mended_beside_surer_ones_of_the_same_font() -> None:
    assert mended("Häc viÖn") == "Học viện"
    assert mended("häc nh©n §¹i") == "học nhân Đại"
    assert mended("coâng ngheä laø") == "công nghệ là"
    assert mended("nh©n d©n Seán") == "nhân dân Seán"
