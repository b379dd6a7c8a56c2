"""What readers find: their questions, put to the real site through the theme's real worker (tests/search/)."""

import json
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from compendium.language import LANGUAGES
from node import NodeError, node

HERE = Path(__file__).parent / "search"
QUERIES: list[dict[str, Any]] = yaml.safe_load((HERE / "queries.yml").read_text(encoding="utf-8"))
OTHER = {"vi": "en", "en": "vi"}

# What people type by mistake, out of habit from other searches, or to see what breaks.
HOSTILE = [
    "", " ", "*", "+", "-", "~", "^", ":", '"', "'", "\\", "/", "(", ")", "[", "{", "?", "%", "#", "&", "&amp;", "<",
    "title:hội", "foo:bar", "hội nhập~", "hội nhập~1", "hội^5", "+hội -nhập", '"hội nhập"', '"hội', "hội*", "*nhập",
    "a:b:c", "<mark>hội</mark>", "<img src=x onerror=alert(1)>", "{{ 7*7 }}", "${7*7}", "__proto__", "constructor",
    "toString", "hasOwnProperty", "🚀", "\u202ehội", "h\u200bội", "ho\u0323\u0302i", "\u0301", "漢字", "кириллица",
    "عربى", "ội" * 500, "a " * 500, "0", "00", "000", "1.2.3.4", "1,000.5", "9" * 40, "-1", "1e9", "½", "①", "ﬁ",
]  # fmt: skip


@cache
def answers(built: Path, code: str, *questions: str) -> dict[str, dict[str, Any]]:
    told = json.loads(node(HERE / "ask.mjs", str(built), LANGUAGES[code].prefix, input=json.dumps(questions)))
    return {answer["question"]: answer for answer in told["found"]}


def asked(code: str) -> tuple[str, ...]:
    return tuple(query["query"] for query in QUERIES if query["language"] == code)


def test_there_are_questions_in_both_languages_and_none_twice() -> None:
    assert len(asked("vi")) >= 60
    assert len(asked("en")) >= 40
    plain = [(query["language"], unicodedata.normalize("NFC", query["query"])) for query in QUERIES]
    assert len(set(plain)) == len(plain) >= 110


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: f"{query['language']}: {query['query']}")
def test_a_reader_finds(built: Path, query: dict[str, Any]) -> None:
    found = answers(built, query["language"], *asked(query["language"]))[query["query"]]
    locations = [entry["location"] for entry in found["entries"]]
    if not query["expect"]:
        assert locations == [], query["why"]
        return
    first = locations[: query["rank"]]
    assert set(first) & set(query["expect"]), f"{query['why']}: {locations[:5]}"
    ranks = [locations.index(place) for place in query["expect"] if place in locations]
    assert [place for place in query.get("absent", []) if place in locations[: min(ranks)]] == [], query["why"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_as_much_is_offered_in_the_other_language_as_is_found_there(built: Path, code: str) -> None:
    questions = asked("vi") + asked("en")
    here, there = answers(built, code, *questions), answers(built, OTHER[code], *questions)
    whole = {question: 0 if answer["partial"] else answer["total"] for question, answer in there.items()}
    assert {question: answer["other"] for question, answer in here.items()} == whole


@pytest.mark.parametrize("code", LANGUAGES)
def test_whatever_is_typed_has_an_answer(built: Path, code: str) -> None:
    found = answers(built, code, *HOSTILE)
    assert list(found) == list(dict.fromkeys(HOSTILE))
    for question, answer in found.items():
        assert len(answer["entries"]) == answer["total"], question
        assert all(entry["score"] is not None and entry["score"] > 0 for entry in answer["entries"]), question


@pytest.mark.parametrize("code", LANGUAGES)
def test_operators_change_nothing(built: Path, code: str) -> None:
    plain = "Hoa Kỳ"
    dressed = ["+Hoa +Kỳ", '"Hoa Kỳ"', "Hoa~ Kỳ~1", "Hoa^2 Kỳ", "*Hoa Kỳ*", "Hoa: Kỳ", "- Hoa - Kỳ -", "(Hoa) [Kỳ]"]
    found = answers(built, code, plain, *dressed)
    for question in dressed:
        assert found[question]["entries"] == found[plain]["entries"], question


@pytest.mark.parametrize("code", LANGUAGES)
def test_however_it_is_typed_the_same_is_found(built: Path, code: str) -> None:
    """Decomposed, in capitals, with the tone on either vowel, with i or y."""
    for question, *others in (
        ("hòa bình", unicodedata.normalize("NFD", "hòa bình"), "hoà bình", "HÒA BÌNH", " hòa  bình "),
        ("kỹ thuật", "kĩ thuật", "KĨ THUẬT"),
        ("33.000", "33000", "33,000"),
        ("KH&CN", "kh&cn", "KHCN", "khcn", "KH & CN"),
        ("57-NQ/TW", "57 nq tw", "57–NQ/TW"),
        ("22/12/2024", "22-12-2024", "2024-12-22", "ngày 22 tháng 12 năm 2024", "22 December 2024"),
    ):
        found = answers(built, code, question, *others)
        expected = [entry["location"] for entry in found[question]["entries"]]
        for other in others:
            assert [entry["location"] for entry in found[other]["entries"]][:3] == expected[:3], other


def test_every_prefix_of_a_question_has_an_answer(built: Path) -> None:
    """What is being typed is not yet what is meant: results may change, but do not go away."""
    whole = "ngoại giao khoa học và công nghệ"
    prefixes = [whole[:end] for end in range(2, len(whole) + 1)]
    found = answers(built, "vi", *prefixes)
    assert [prefix for prefix in prefixes if not found[prefix]["entries"]] == []


def test_a_mistyped_word_is_mended(built: Path) -> None:
    """Also what the keys of Telex and VNI leave where the input method is off."""
    for question, mended in (
        ("ddooir mowis sangs taoj", "đổi mới sáng tạo"),
        ("d9o6i3 mo7i1 sa1ng ta5o", "đổi mới sáng tạo"),
        ("bosing", "boeing"),
        ("samsumg", "samsung"),
    ):
        pairs = dict(answers(built, "vi", question)[question]["suggestion"])
        assert " ".join(pairs[word] for word in question.split()) == mended


def test_of_short_words_and_abbreviations_nothing_is_made(built: Path) -> None:
    for question in ("nato", "bđs", "xyz", "1234567", "hnn"):
        assert answers(built, "vi", question)[question]["suggestion"] is None


def test_initials_stand_for_a_name(built: Path) -> None:
    for question, first in (
        ("BNG", "glossary/#mofa"),
        ("lhq", "glossary/#un"),
        ("bct", "glossary/#politburo"),
        ("HNQT", "glossary/#international-integration"),
    ):
        assert answers(built, "vi", question)[question]["entries"][0]["location"] == first


def test_what_is_typed_without_blanks_is_parted(built: Path) -> None:
    for question, spaced in (("hoaky", "hoa ky"), ("nq57", "nq 57"), ("vietnamairlines", "vietnam airlines")):
        found = answers(built, "vi", question, spaced)
        assert (
            [entry["location"] for entry in found[question]["entries"]][:3]
            == [entry["location"] for entry in found[spaced]["entries"]][:3]
            != []
        )


def test_the_words_told_are_those_that_were_meant(built: Path) -> None:
    """Not every word of the same letters: `ban dan` is bán dẫn where the two stand together."""
    found = answers(built, "vi", "ban dan")["ban dan"]["entries"][0]
    # In their canonical form the tone stands at the end.
    assert {unicodedata.normalize("NFD", word) for word in found["words"]} == {"ban\u0301", "da\u0302n\u0303"}


def test_a_question_to_a_site_without_a_worker_fails_loudly(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<dialog data-worker="gone.js"></dialog>')
    with pytest.raises(NodeError, match=r"gone\.js"):
        node(HERE / "ask.mjs", str(tmp_path), "", input="[]")
