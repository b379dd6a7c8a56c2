"""What the words of a text must look like on the whole site: each finder yields what mends it."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from compendium.characters import WORD
from compendium.language import Language
from compendium.manuscript import Edit, Stretch
from compendium.syllables import has_pair, placed

_TYPES = {"QD": "QĐ", "ND": "NĐ", "CD": "CĐ"}
# A dispatch; any other `CD` is a disc.
_DISPATCH = re.compile("TTg|TTG|CP|UBND|VPCP|TW|VPTW|NHNN|B[A-ZĐ&]{2,}")
# Of these, a dash between their parts is a slip; elsewhere it is a range: `2019–EU`.
_KNOWN_TYPES = frozenset("QD QĐ ND NĐ CD CĐ NQ CT CTr KL TT TTLT HD TB KH CV BC TTr QH L".split())  # noqa: SIM905
_MINISTRIES = (
    "BCA|BCT|BGDDT|BGDĐT|BGD&DT|BGD&ĐT|BGTVT|BKHCN|BKH&CN|BKHDT|BKHĐT|BKH&DT|BKH&ĐT|BLDTBXH|BLĐTBXH|BNG|BNN|BNNPTNT"
    "|BNV|BQP|BTC|BTNMT|BTP|BTTTT|BTT&TT|BVHTTDL|BXD|BYT"
)
_ISSUERS = {
    "TTG": "TTg",
    "HDND": "HĐND", "HDBT": "HĐBT", "HDQT": "HĐQT", "HDTP": "HĐTP", "TLD": "TLĐ", "BGDDT": "BGDĐT",
    "BGD&DT": "BGD&ĐT", "BLDTBXH": "BLĐTBXH", "BKHDT": "BKHĐT", "BKH&DT": "BKH&ĐT", "DHQG": "ĐHQG",
}  # fmt: skip
_CODE = "[A-ZĐ]{2,6}"
_NUMBER_OF_DOCUMENT = re.compile(
    rf"""
    (?<![\w/-])
    (?: (?P<number>\d+[a-z]?(?:/\d{{4}})?) (?P<first>[/–-]) (?P<type>{_CODE}) (?P<second>[/–-])
        (?P<issuer>[A-ZĐ&]{{2,}}\w*)
      | (?P<bare>QD|ND|NQ|CT|KL) (?P<joint>[/–-])
        (?P<by>TTg|TTG|CP|UBND|CTN|TW|NHNN|VPCP|HDND|HĐND|{_MINISTRIES}) )
    (?!\w)
    """,
    re.VERBOSE,
)


def document_number(text: str, stretch: Stretch) -> Iterator[Edit]:
    """Numbers of documents that lack their Đ, or their order."""
    for match in _NUMBER_OF_DOCUMENT.finditer(text, stretch.start, stretch.end):
        mended = _numbered(match) if match["number"] else _unnumbered(match)
        if mended != match[0]:
            yield Edit(*match.span(), mended)


def _numbered(match: re.Match[str]) -> str:
    number, first, kind, second, issuer = match.group("number", "first", "type", "second", "issuer")
    if kind not in _KNOWN_TYPES and "–" in (first, second):
        return match[0]
    if issuer == "TW" and kind in _KNOWN_TYPES:
        # The Party writes 57-NQ/TW, the State 735/QĐ-TTg.
        first, second = "-", "/"
    if kind == "CD" and not _DISPATCH.fullmatch(issuer):
        return match[0]
    first, second = (joint.replace("–", "-") for joint in (first, second))
    return f"{number}{first}{_TYPES.get(kind, kind)}{second}{_ISSUERS.get(issuer, issuer)}"


def _unnumbered(match: re.Match[str]) -> str:
    kind, joint, issuer = match.group("bare", "joint", "by")
    joint = "/" if issuer == "TW" else joint.replace("–", "-")
    return f"{_TYPES.get(kind, kind)}{joint}{_ISSUERS.get(issuer, issuer)}"


def tone_placement(text: str, stretch: Stretch) -> Iterator[Edit]:
    """Tones that stand elsewhere than in statutes."""
    for match in WORD.finditer(text, stretch.start, stretch.end):
        if (mended := _placed(match[0])) != match[0]:
            yield Edit(*match.span(), mended)


@cache
def _placed(word: str) -> str:
    if word.isascii() or not unicodedata.is_normalized("NFC", word):
        return word
    if word[0].isupper() and word.lower().endswith(("oé", "oè")):
        # Foreign names: `Noé`, `Zoè`.
        return word
    # Elsewhere the tone of a foreign word looks misplaced: `più`, `Huá`.
    return placed(word) if has_pair(word) else word


_TO_Y = str.maketrans("iìỉĩíịIÌỈĨÍỊ", "yỳỷỹýỵYỲỶỸÝỴ")
_MONEY = r"đồng|USD|đô[ -]?la|euro|EUR|yên|won|bảng|nhân dân tệ"
_WITH_Y = re.compile(
    rf"""
    (?<!\w)(?:
        [Kk][ĩỉ] | KĨ | KỈ | (?:[Kk]ì | KÌ)(?!\ (?:cọ|kèo|đà|nhông|cạch)) | (?:[Kk]í | KÍ)(?![\ -]lô)
      | (?:[Ll]í | LÍ)(?!\ (?:nhí|láu|lắc)) | [Qq]u[íĩ] | QUÍ | QUĨ
      | [Qq]ui(?=\ (?:định|mô|trình|chế|luật|hoạch|tắc|chuẩn|ước|tụ|cách|phạm|chiếu|đổi|mô)(?!\w))
      | [Tt]ỉ(?=\s+(?:{_MONEY})(?!\w)) | [Hh]i(?=\ vọng(?!\w)) | (?<=[Cc]ông\ )[Tt]i | (?<=CÔNG\ )TI
    )(?!\w)
    """,
    re.VERBOSE,
)


# With the words around them, these are no names.
_NEVER_A_NAME = re.compile("ti|hi|tỉ|qui", re.IGNORECASE)
_COUNTRY = re.compile(r"(?<!\w)(?:Hoa|Thổ\s+Nhĩ)\s+Kì\Z")
_WORD_BEFORE = re.compile(r"([^\W\d_]+|[\w\ue000])([^\w\ue000]*)\Z")
_FIRST_AFTER = re.compile(r"\s+(\w)")
_SENTENCE_STARTS = re.compile(r"[.!?…:|#>]|\n\s*(?:\n|[-*+]\s)")
_TITLE = re.compile("T[hH]?S|GS|PGS|BS|KS|LS")


def i_or_y(text: str, stretch: Stretch) -> Iterator[Edit]:
    """The words of a closed list, written with `i`; people write their names as they please: `Võ Quí`."""
    for match in _WITH_Y.finditer(text, stretch.start, stretch.end):
        if match[0][0].islower() or _NEVER_A_NAME.fullmatch(match[0]) or not _may_be_name(text, stretch, match):
            yield Edit(*match.span(), match[0].translate(_TO_Y))


def _may_be_name(text: str, stretch: Stretch, match: re.Match[str]) -> bool:
    """Whether a capital has another reason than the start of a sentence."""
    if _COUNTRY.search(text, max(stretch.start, match.start() - 12), match.end()):
        return False
    if (after := _FIRST_AFTER.match(text, match.end(), stretch.end)) and after[1].isupper():
        return True
    before = _WORD_BEFORE.search(text, max(stretch.start, match.start() - 60), match.start())
    if before is None:
        return False
    word, between = before.groups()
    return _TITLE.fullmatch(word) is not None or not _SENTENCE_STARTS.search(between)


# Neither part of a date, a version, a section or the number of a document.
_NUMBER = re.compile(r"(?<![\w.,/:§#=])(?<![^\W\d_]-)\d+(?:[.,]\d+)+(?![\w/=]|[.,:]\d)")
_END_OF_RANGE = re.compile(r"(?:(?:\s*[-–]\s*|\s(?:đến|tới|to)\s)\d+(?:[.,]\d+)*(?![\w/]))?")


def separator(text: str, stretch: Stretch) -> Iterator[Edit]:
    """Numbers with the separators of another language; those that may be read in two ways are not mended."""
    if (language := stretch.language) is None:
        return
    for match in _NUMBER.finditer(text, stretch.start, stretch.end):
        number = match[0]
        # What a range counts is told at its end: `1.5–2.5%`.
        rest = text[_END_OF_RANGE.match(text, match.end(), stretch.end).end() : stretch.end]  # type: ignore[union-attr]
        if _in_thousands(language).fullmatch(number):
            if _is_large(number) or not rest.startswith("%"):
                yield Edit(*match.span(), _swapped(number) if _is_large(number) else None)
        elif _with_decimals(language).fullmatch(number) and re.match(rf"\s*(?:%|(?:{language.measures})(?!\w))", rest):
            yield Edit(*match.span(), _swapped(number))


@cache
def _in_thousands(language: Language) -> re.Pattern[str]:
    """A number with thousands apart as no text in the language has them, and perhaps with decimals."""
    comma, point = map(re.escape, (language.decimal_mark, language.group_mark))
    return re.compile(rf"[1-9]\d{{0,2}}(?:{comma}\d{{3}})+(?:{point}\d+)?")


@cache
def _with_decimals(language: Language) -> re.Pattern[str]:
    return re.compile(rf"\d+{re.escape(language.group_mark)}(?:\d{{1,2}}|\d{{4,}})")


def _is_large(number: str) -> bool:
    """Whether nobody could mean decimals: `33,000` and `1,234,567`, but `3,142` may be either."""
    return len(re.findall("[.,]", number)) > 1 or (number.endswith("000") and not number.startswith(("1.0", "1,0")))


def _swapped(number: str) -> str:
    return number.translate(str.maketrans(".,", ",."))


_SPACE_BEFORE = re.compile(
    r"(?:(?<=[\w)\]”’\"'»%\ue000])|(?<=\S[*_]))[ \u00a0\u202f]+(?P<mark>[,.;:?!])(?=[\s)\]”’\"'»]|$)"
)
_RATIO = re.compile(r"(?<=\d) +: *\d")


def space_before_punctuation(text: str, stretch: Stretch) -> Iterator[Edit]:
    """Spaces before a sign that ends a clause."""
    for match in _SPACE_BEFORE.finditer(text, stretch.start, stretch.end):
        if not _RATIO.match(text, match.start()):
            yield Edit(*match.span(), match["mark"])
