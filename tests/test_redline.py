"""What changed between two texts: exact to the letter, and marked as a person would mark it."""

import random
import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from compendium import pages
from compendium.prose import blocks
from compendium.redline import ITEMS, WORDS, Part, likeness, redline, replaced
from conftest import ROOT

SEED = 57


def old(parts: tuple[Part, ...]) -> str:
    return "".join(part.text for part in parts if part.kind != "inserted")


def new(parts: tuple[Part, ...]) -> str:
    return "".join(part.text for part in parts if part.kind != "deleted")


def shown(parts: tuple[Part, ...]) -> str:
    """A redline on one line: what was deleted in square brackets, what was inserted in braces."""
    marks = {"same": "{}", "deleted": "[{}]", "inserted": "{{{}}}"}
    return "".join(marks[part.kind].format(part.text) for part in parts)


def paragraphs(code: str) -> list[str]:
    found, _ = pages.load(ROOT / "docs", ROOT)
    return [block.text for page in found.by_language[code].values() for block in blocks(page, {})]


def edits(text: str, chance: random.Random) -> Iterator[str]:
    """The text with some letters, words and stretches taken out, doubled, moved or put in."""
    for _ in range(3):
        first, last = sorted(chance.randrange(len(text) + 1) for _ in range(2))
        yield text[:first] + text[last:]
        yield text[:last] + text[first:]
        yield text[last:] + text[:first]
        yield text[:first] + chance.choice(["x", " ", "\u00a0", ", ", "; ", "ệ", "§3 ¶2"]) + text[first:]


@pytest.mark.parametrize("code", ["vi", "en"])
@pytest.mark.parametrize("units", [WORDS, ITEMS], ids=["words", "items"])
def test_both_texts_can_be_read_back_to_the_letter(code: str, units: re.Pattern[str]) -> None:
    chance = random.Random(SEED)  # noqa: S311 - the same texts in every run
    real = paragraphs(code)
    for text in chance.sample(real, 40):
        for other in [*edits(text, chance), chance.choice(real), "", text]:
            parts = redline(text, other, units)
            assert (old(parts), new(parts)) == (text, other)
            assert all(part.text for part in parts)
            assert all(one.kind != two.kind for one, two in pairwise(parts))


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("", "", ""),
        ("Hội nhập.", "Hội nhập.", "Hội nhập."),
        ("", "Hội nhập.", "{Hội nhập.}"),
        ("Hội nhập.", "", "[Hội nhập.]"),
        ("Vietnam joined ASEAN in 1995.", "Vietnam joined ASEAN in July 1995.", "Vietnam joined ASEAN in{ July} 1995."),
        ("Vietnam joined ASEAN in 1995.", "Vietnam joined ASEAN.", "Vietnam joined ASEAN[ in 1995]."),
        ("hơn 33.000 việc làm", "hơn 34.000 việc làm", "hơn [33.000]{34.000} việc làm"),
        ("One fact. [mai-ha §1 ¶2]", "One fact. [mai-ha §1 ¶3]", "One fact. [mai-ha §1 [¶2]{¶3}]"),
        ("Quyết định 735/QĐ-TTg này.", "Quyết định 736/QĐ-TTg này.", "Quyết định [735/QĐ-TTg]{736/QĐ-TTg} này."),
        ("A, B and C are there", "A, B, and C are there", "A, B{,} and C are there"),
    ],
)  # fmt: skip
def test_words_and_numbers_change_as_a_whole(before: str, after: str, marked: str) -> None:
    assert shown(redline(before, after)) == marked


def test_one_short_word_between_two_changes_joins_them() -> None:
    before = "Hai nước đã ký các thỏa thuận về khoa học và công nghệ."
    after = "Hai nước sẽ ký những thỏa thuận về khoa học và công nghệ."
    assert shown(redline(before, after)) == "Hai nước [đã ký các]{sẽ ký những} thỏa thuận về khoa học và công nghệ."


def test_several_words_between_two_changes_stand() -> None:
    before = "The old text of the agreement was signed in a small room."
    after = "The new text of the agreement was signed in a large room."
    assert shown(redline(before, after)).count("text of the agreement was signed in a") == 1


def test_texts_with_little_in_common_follow_one_another() -> None:
    before, after = "Vietnam joined the association of nations.", "Of the three goals, one was met in part."
    assert redline(before, after) == (Part("deleted", before), Part("inserted", after))


def test_in_a_list_items_come_and_go_whole() -> None:
    before, after = "Hoa Kỳ; EU; Nhật Bản; Hàn Quốc", "Hoa Kỳ; Liên bang Nga; EU; Hàn Quốc"
    assert shown(redline(before, after, ITEMS)) == "Hoa Kỳ{; Liên bang Nga}; EU; [Nhật Bản; ]Hàn Quốc"


def test_a_list_that_grew_keeps_what_it_had() -> None:
    assert shown(redline("EU", "EU; Hoa Kỳ; Nhật Bản; Hàn Quốc; Singapore", ITEMS)).startswith("EU{; Hoa Kỳ;")


def test_a_value_is_replaced_as_a_whole() -> None:
    assert replaced("năm 1995", "năm 1996") == (Part("deleted", "năm 1995"), Part("inserted", "năm 1996"))
    assert replaced("", "năm 1996") == (Part("inserted", "năm 1996"),)


def test_likeness_is_told_only_where_it_is_enough() -> None:
    assert likeness("a b c d", "a b c d", 0.6) == 1
    assert likeness("a b c d", "a b c x", 0.6) == 0.75
    assert likeness("a b c d", "a x y z", 0.6) == 0
