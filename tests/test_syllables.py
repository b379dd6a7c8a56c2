"""Vietnamese syllables, and where the mark of the tone stands: over every syllable that the spelling allows."""

import unicodedata
from itertools import product

import pytest
from compendium import syllables
from compendium.syllables import is_syllable, is_written, placed

TONES = "\u0300\u0309\u0303\u0301\u0323"
SYLLABLES = [
    (initial, rhyme)
    for initial, rhyme in product(["", *sorted(syllables._INITIALS)], sorted(syllables._RHYMES))
    if is_syllable(f"{initial}{rhyme}") or is_syllable(f"{initial}{rhyme}\u0301")
]
# Where schools place the tone otherwise: open rhymes of these two letters.
ELSEWHERE = {"oa", "oe", "uy"}
VOWELS = "aăâeêioôơuưy"


def toned(letters: str, place: int, tone: str) -> str:
    return unicodedata.normalize("NFC", letters[: place + 1] + tone + letters[place + 1 :])


def spellings(initial: str, rhyme: str, tone: str) -> set[str]:
    """The syllable with its tone on each of its vowels: one is right, the others are what people get wrong."""
    letters = initial + rhyme
    places = [place for place in range(len(initial), len(letters)) if letters[place] in VOWELS]
    return {toned(letters, place, tone) for place in places}


def test_there_are_thousands_of_syllables() -> None:
    assert len(SYLLABLES) > 2_000


def test_wherever_a_tone_stands_it_is_placed_at_the_same_vowel_and_stays_there() -> None:
    for (initial, rhyme), tone in product(SYLLABLES, TONES):
        found = {placed(word) for word in spellings(initial, rhyme, tone)}
        assert len(found) == 1, (initial, rhyme, found)
        assert placed(min(found)) == min(found)
        assert found <= spellings(initial, rhyme, tone)


def test_the_old_style_and_the_new_differ_in_three_open_rhymes_alone() -> None:
    for (initial, rhyme), tone in product(SYLLABLES, TONES):
        if rhyme.endswith(("c", "ch", "p", "t")) and tone not in "\u0301\u0323":
            continue
        old = placed(toned(initial + rhyme, len(initial), tone))
        last = toned(initial + rhyme, len(initial) + len(rhyme) - 1, tone)
        assert is_written(old)
        if rhyme in ELSEWHERE:
            assert old == toned(initial + rhyme, len(initial), tone)
            assert last != old
            assert is_written(last)


def test_a_word_in_capitals_keeps_them() -> None:
    for initial, rhyme in SYLLABLES:
        word = toned(initial + rhyme, len(initial), TONES[3])
        assert placed(word.upper()) == placed(word).upper()
        assert placed(word.capitalize()) == placed(word).capitalize()


@pytest.mark.parametrize(
    ("word", "mended"),
    [
        ("hoà", "hòa"),
        ("thuý", "thúy"),
        ("khoẻ", "khỏe"),
        ("Hoà", "Hòa"),
        ("HOÀ", "HÒA"),
        ("qúy", "quý"),
        ("hòan", "hoàn"),
        ("thủơ", "thuở"),
        ("gía", "giá"),
        ("túân", "tuấn"),
    ],
)
def test_a_tone_is_placed_as_in_statutes(word: str, mended: str) -> None:
    assert placed(word) == mended


@pytest.mark.parametrize(
    "word",
    "quý quả quẻ toàn hoàn thuyền hòa khỏe thúy gì già giếng giờ của mía hoài xoáy khuỷu huỳnh nghĩa thuở".split()  # noqa: SIM905
    + "hội nhập đổi mới khoa café José Kraków Perú Chloé Việt tiến sĩ".split(),  # noqa: SIM905
)
def test_what_is_right_or_foreign_stays_as_it_is(word: str) -> None:
    assert placed(word) == word


@pytest.mark.parametrize("word", ["công", "nghệ", "Việt", "quốc", "giếng", "nghiên", "ỉa", "đề", "gì", "ghế", "kỹ"])
def test_these_are_syllables(word: str) -> None:
    assert is_written(word)


@pytest.mark.parametrize(
    "word", ["ghàn", "nghào", "cế", "kà", "các\u0300", "hac", "hàc", "für", "strengths", "công ty", ""]
)
def test_these_are_none(word: str) -> None:
    assert not is_syllable(word)
