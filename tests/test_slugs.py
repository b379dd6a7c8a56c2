"""Slugs and ids: plain letters for every heading and every title, and no letter lost on the way."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import yaml
from compendium import vietnamese
from compendium.language import LANGUAGES
from conftest import ROOT

WELL_FORMED = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
HEADING = re.compile(r"^#{2,6} (?P<text>.+?)(?: \{#(?P<id>[^}]*)\})?\s*$", re.MULTILINE)
CODE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
# Each letter of Vietnamese by what it is without its marks: written out, so that nothing is computed as in the product.
PLAIN = {
    "a": "aàảãáạăằẳẵắặâầẩẫấậ",
    "d": "dđ",
    "e": "eèẻẽéẹêềểễếệ",
    "i": "iìỉĩíị",
    "o": "oòỏõóọôồổỗốộơờởỡớợ",
    "u": "uùủũúụưừửữứự",
    "y": "yỳỷỹýỵ",
}
WITHOUT_MARKS = {letter: plain for plain, letters in PLAIN.items() for letter in letters}
TITLES = ("title", "short", "name", "term")


@cache
def headings(code: str) -> list[tuple[str, str, str | None]]:
    """Every heading that someone wrote in a language: its page, its text, and its id where it has one."""
    folder = ROOT / "docs" / code
    return [
        (file.relative_to(folder).as_posix(), match["text"], match["id"])
        for file in sorted(folder.rglob("*.md"))
        for match in HEADING.finditer(CODE.sub("", file.read_text(encoding="utf-8")))
    ]


def titles(value: Any) -> Iterator[str]:
    """Every title, name and headword among records, in both languages."""
    if isinstance(value, list):
        for item in value:
            yield from titles(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key in TITLES:
                yield from item.values() if isinstance(item, dict) else [str(item)]
            else:
                yield from titles(item)


@cache
def texts() -> list[str]:
    """The text of every heading, the title of every page, and every title among the records."""
    pages = [*(ROOT / "docs").rglob("*.md")]
    heads = [re.search(r"^title: (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE) for page in pages]
    records = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in (ROOT / "data").glob("*.yml")]
    written = {text for code in LANGUAGES for _, text, _ in headings(code)}
    return sorted(written | {head[1] for head in heads if head} | set(titles(records)))


def spelt_out(text: str) -> str:
    """The slug, letter by letter; the marked letters of other languages stay as they are."""
    plain = "".join(WITHOUT_MARKS.get(letter, letter) for letter in unicodedata.normalize("NFC", text).lower())
    return "-".join(re.split(r"\W+", re.sub(r"^\W+|\W+$", "", plain)))


def test_there_is_much_to_make_slugs_of() -> None:
    assert len(headings("vi")) > 60
    assert len(texts()) > 700


def test_the_letters_are_those_of_vietnamese() -> None:
    assert len(WITHOUT_MARKS) == 7 + 67
    assert all(vietnamese.fold(letter) == plain for letter, plain in WITHOUT_MARKS.items())


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_every_heading_and_title_has_a_slug_that_loses_no_letter(form: Any) -> None:
    for text in texts():
        slug = vietnamese.slug(unicodedata.normalize(form, text))
        assert WELL_FORMED.fullmatch(slug), text
        assert slug == spelt_out(text) or not spelt_out(text).isascii(), text


def test_a_slug_is_its_own_slug() -> None:
    assert [text for text in texts() if vietnamese.slug(vietnamese.slug(text)) != vietnamese.slug(text)] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_heading_has_an_id_of_its_own_in_plain_letters(code: str) -> None:
    found = headings(code)
    assert [(page, text) for page, text, place in found if not WELL_FORMED.fullmatch(place or "")] == []
    assert len({(page, place) for page, _, place in found}) == len(found)


def test_every_heading_has_the_same_id_in_both_languages() -> None:
    vi, en = ([(page, place) for page, _, place in headings(code)] for code in ("vi", "en"))
    assert vi == en


@pytest.mark.parametrize(
    ("text", "slug"),
    [("đổi mới", "doi-moi"), ("Łódź", "lodz"), ("Ørsted", "orsted"), ("Weißbuch", "weissbuch"), ("Zürich", "zurich")],
)
def test_no_letter_is_lost(text: str, slug: str) -> None:
    assert vietnamese.slug(text) == slug
