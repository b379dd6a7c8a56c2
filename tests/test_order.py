"""The order of Vietnamese dictionaries, against the Unicode Consortium's, and the sections that follow from it."""

import json
import random
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby, islice

import pytest
import yaml
from compendium import vietnamese
from compendium.language import LANGUAGES
from conftest import ROOT
from node import node

Phrase = list[str]
Pair = tuple[Phrase, Phrase]

PAIRS = 20_000
ONSETS = (
    "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph", "qu", "r",
    "s", "t", "th", "tr", "v", "x", "",
)  # fmt: skip
NUCLEI = (
    "a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y", "ai", "ao", "âu", "ay", "ây", "eo", "êu", "ia", "iê",
    "oa", "oă", "oe", "oi", "ôi", "ơi", "ua", "uâ", "uê", "ui", "uô", "uơ", "uy", "ưa", "ươ", "yê", "uyê",
)  # fmt: skip
CODAS = ("", "c", "ch", "m", "n", "ng", "nh", "p", "t")
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
# A letter or a digit with the marks of Vietnamese.
SPELT = re.compile("(?:[A-Za-z0-9đĐ][\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323]*)+")
CASES = (str.lower, str.lower, str.capitalize, str.upper)


@cache
def written() -> list[str]:
    """Every syllable, word and number of the pages and the records in the letters of Vietnamese, as spelt there."""
    files = [*(ROOT / "docs").rglob("*.md"), *(ROOT / "data").glob("*.yml")]
    text = " ".join(file.read_text(encoding="utf-8") for file in sorted(files))
    words = set(re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text)))
    return sorted(word for word in words if SPELT.fullmatch(unicodedata.normalize("NFD", word)))


def marked(syllable: str, tone: str, at: int) -> str:
    """The syllable with a tone on its vowel of that number: `hoà` and `hòa` are both written."""
    vowels = [place for place, letter in enumerate(syllable) if letter in "aăâeêioôơuưy"]
    place = vowels[at % len(vowels)] + 1
    return unicodedata.normalize("NFC", syllable[:place] + tone + syllable[place:])


def made(dice: random.Random) -> str:
    """A syllable that could be Vietnamese."""
    syllable = dice.choice(ONSETS) + dice.choice(NUCLEI) + dice.choice(CODAS)
    return dice.choice(CASES)(marked(syllable, dice.choice(TONES), dice.randrange(3)))


def neighbour(syllable: str, dice: random.Random) -> str:
    """The same letters with another tone, another case or another end, where the order is hardest to tell."""
    bare = "".join(c for c in unicodedata.normalize("NFD", syllable) if c not in TONES[1:])
    bare = unicodedata.normalize("NFC", bare).lower()
    if not re.search(r"[aăâeêioôơuưy]", bare):
        return dice.choice(CASES)(bare)
    return dice.choice(CASES)(marked(bare, dice.choice(TONES), dice.randrange(3)) + dice.choice(["", "", "n"]))


def pairs(dice: random.Random, length: int) -> Iterator[Pair]:
    """Two phrases of up to so many syllables: half of them at random, half alike but for one syllable."""

    def syllable() -> str:
        return dice.choice(written()) if dice.random() < 0.6 else made(dice)

    while True:
        before, after = ([syllable() for _ in range(dice.randint(1, length))] for _ in range(2))
        yield before, after
        at = dice.randrange(len(before))
        yield before, [*before[:at], neighbour(before[at], dice), *before[at + 1 :], *after[: dice.randrange(2)]]


def sign(pair: Pair) -> int:
    before, after = (vietnamese.order(" ".join(phrase)) for phrase in pair)
    return (before > after) - (before < after)


def disagreements(asked: list[Pair]) -> list[tuple[Pair, int]]:
    """The pairs that Unicode's Vietnamese order puts otherwise than ours, each with its answer."""
    answers = json.loads(node(ROOT / "tests/collate.mjs", input=json.dumps(asked)))
    assert len({*answers}) == 3
    return [(pair, answer) for pair, answer in zip(asked, answers, strict=True) if sign(pair) != answer]


@pytest.mark.parametrize("length", [1, 4], ids=["syllables", "phrases"])
def test_the_order_is_that_of_unicode_applied_syllable_by_syllable(length: int) -> None:
    asked = list(islice(pairs(random.Random(length), length), PAIRS))  # noqa: S311 - the same pairs each time
    assert len(asked) == PAIRS
    assert disagreements(asked) == []


def test_the_pages_and_records_give_thousands_of_syllables() -> None:
    assert len(written()) > 2000


def test_the_letters_of_other_languages_stand_where_unicode_puts_them() -> None:
    words = "Ostrava Österreich õ ọ Ổ ocean Öz o oz Łódź lo lu São sào sản Curie Çelik cu đo do d Ørsted 2 3 m² m3 Z β"
    split = words.split()
    assert disagreements([([before], [after]) for before in split for after in split]) == []


# A headword for each section of a Vietnamese dictionary, in its order.
SECTIONS = {
    "0–9": "5G", "A": "An ninh", "Ă": "Ăng-ten", "Â": "Ấn Độ", "B": "Bán dẫn", "C": "Chuyển đổi số",
    "D": "Doanh nghiệp", "Đ": "Đổi mới", "E": "E-learning", "Ê": "Ê-kíp", "F": "FDI", "G": "Giáo dục",
    "H": "Hội nhập", "I": "ITER", "J": "JICA", "K": "Khoa học", "L": "Lượng tử", "M": "Mỹ", "N": "Ngoại giao",
    "O": "Oát", "Ô": "Ô nhiễm", "Ơ": "Ở", "P": "Phát triển", "Q": "Quyết định", "R": "R&D", "S": "Sở hữu trí tuệ",
    "T": "Tự chủ", "U": "Ủy ban", "Ư": "Ươm tạo", "V": "Việt Nam", "W": "WTO", "X": "Xã hội", "Y": "Y tế",
    "Z": "Zalo",
}  # fmt: skip


@pytest.mark.parametrize(("section", "headword"), SECTIONS.items())
def test_every_letter_has_its_section(section: str, headword: str) -> None:
    assert vietnamese.letter(headword) == section
    assert vietnamese.letter(unicodedata.normalize("NFD", headword)) == section
    assert vietnamese.letter(headword.lower()) == vietnamese.letter(headword.upper()) == section


def test_the_sections_stand_in_the_order_of_the_alphabet() -> None:
    assert sorted(sorted(SECTIONS.values()), key=vietnamese.order) == [*SECTIONS.values()]
    alphabet = list("AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXY")
    assert [section for section in SECTIONS if section in alphabet] == alphabet
    assert set(SECTIONS) - set(alphabet) == {"F", "J", "W", "Z", "0–9"}


@pytest.mark.parametrize(
    ("headword", "section"),
    [("Österreich", "O"), ("Łódź", "L"), ("Çelik", "C"), ("São Paulo", "S"), ("“Made in Vietnam”", "M"), ("²H", "0–9")],
)
def test_a_foreign_name_stands_under_its_letter_without_its_marks(headword: str, section: str) -> None:
    assert vietnamese.letter(headword) == section


def headwords(code: str) -> Iterator[str]:
    terms = yaml.safe_load((ROOT / "data/terms.yml").read_text(encoding="utf-8"))
    yield from (term[code]["term"] for term in terms)
    yield from ("“Zalo”", "(AI)", "Österreich", "β-caroten", "“Đổi mới”", "5G", "«E»", "…", "Ørsted", "Zürich")


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_section_begins_a_second_time(code: str) -> None:
    language = LANGUAGES[code]
    in_order = sorted(headwords(code), key=language.order)
    sections = [section for section, _ in groupby(in_order, language.letter)]
    assert len(sections) == len(set(sections)), sections
