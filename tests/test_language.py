"""The table of languages: numbers, ordinals, and two columns of one shape."""

import string
from dataclasses import fields
from decimal import Decimal

import pytest
from compendium.language import ENGLISH, LANGUAGES, VIETNAMESE, DateWords


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        ("33000", "33.000", "33,000"),
        ("1.6", "1,6", "1.6"),
        ("45", "45", "45"),
        ("1234567.5", "1.234.567,5", "1,234,567.5"),
        ("0.0004", "0,0004", "0.0004"),
        ("3.14159", "3,14159", "3.14159"),
        ("7.5", "7,5", "7.5"),
        ("7.50", "7,5", "7.5"),
        ("0", "0", "0"),
        ("999", "999", "999"),
        ("1000", "1.000", "1,000"),
        ("-7.5", "-7,5", "-7.5"),
        ("-33000", "-33.000", "-33,000"),
        ("1E+6", "1.000.000", "1,000,000"),
        ("1500000000000", "1.500.000.000.000", "1,500,000,000,000"),
        ("98765432109876543210.12345", "98.765.432.109.876.543.210,12345", "98,765,432,109,876,543,210.12345"),
    ],
)
def test_a_number_has_the_separators_of_the_language_and_all_its_digits(value: str, vi: str, en: str) -> None:
    assert VIETNAMESE.number(Decimal(value)) == vi
    assert ENGLISH.number(Decimal(value)) == en


def test_the_marks_of_a_number_can_be_asked_for() -> None:
    marks = {code: (language.decimal_mark, language.group_mark) for code, language in LANGUAGES.items()}
    assert marks == {"vi": (",", "."), "en": (".", ",")}


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (22, "22nd"),
        (44, "44th"),
        (101, "101st"),
        (111, "111th"),
        (113, "113th"),
    ],
)
def test_an_english_rank_has_its_ending(number: int, said: str) -> None:
    assert ENGLISH.ordinal(number) == said


def test_a_vietnamese_rank_comes_after_its_word() -> None:
    assert VIETNAMESE.ordinal(44) == "thứ 44"


def test_the_default_language_stands_at_the_root_and_the_other_below_its_code() -> None:
    assert [(code, language.prefix) for code, language in LANGUAGES.items()] == [("vi", ""), ("en", "en/")]


def _holes(pattern: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(pattern) if name}


def _shape(words: DateWords) -> dict[str, int | set[str]]:
    values = {field.name: getattr(words, field.name) for field in fields(words)}
    return {name: len(value) if isinstance(value, tuple) else _holes(value) for name, value in values.items()}


def test_both_languages_fill_the_same_holes_in_every_pattern_of_dates() -> None:
    shape = _shape(VIETNAMESE.long_dates)
    assert shape["months"] == 12
    assert shape["day"] == {"d", "m", "y"}
    for language in LANGUAGES.values():
        assert _shape(language.long_dates) == shape
        assert _shape(language.short_dates) == shape


def test_an_english_glossary_ignores_the_marks_of_vietnamese_names() -> None:
    assert sorted(["Zone", "Đổi mới", "apple", "Data"], key=ENGLISH.order) == ["apple", "Data", "Đổi mới", "Zone"]
    assert ENGLISH.letter("Đổi mới") == "D"


def test_a_vietnamese_glossary_sorts_as_vietnamese_dictionaries_do() -> None:
    assert sorted(["Đổi mới", "Doanh nghiệp"], key=VIETNAMESE.order) == ["Doanh nghiệp", "Đổi mới"]
    assert VIETNAMESE.letter("Đổi mới") == "Đ"
