"""What is particular to each language, as data: code asks the table and never which language it is."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import takewhile
from operator import eq
from typing import Any

from babel import Locale
from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol

from compendium import vietnamese


@dataclass(frozen=True, kw_only=True)
class DateWords:
    """Patterns that say a date: `y` year, `m` month, `d` day, `q` quarter, `s` season, `a` and `b` two dates."""

    day: str
    month: str
    year: str
    decade: str
    quarter: str
    season: str
    days: str
    years: str
    interval: str
    since: str
    until: str
    about: str
    uncertain: str
    months: tuple[str, ...]
    quarters: tuple[str, ...]
    seasons: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Language:
    """A language of the site.

    `code` is its BCP 47 tag, `name` what its speakers call it, `locale` the tag with the country whose usage it
    follows, `prefix` the first part of its addresses, `order` the key its dictionaries sort by, `letter` the section of
    a dictionary that a headword belongs to, `ordinal` how a rank is written.
    """

    code: str
    name: str
    locale: str
    prefix: str
    long_dates: DateWords
    short_dates: DateWords
    ordinal: Callable[[int], str]
    order: Callable[[str], Any]
    letter: Callable[[str], str]
    shapes: Callable[[str], Iterator[str]]
    """What grammar and habit make of the name of a thing: its plural, `&` in place of a word."""
    alike: Callable[[str, str], bool]
    """Whether two words, in small letters, are one to a reader who looks for it: `cooperate` and `cooperation`."""
    minor: frozenset[str]
    """Words that a name has or lacks as the sentence asks."""
    least: int
    """How many words a name must have so that its words may stand apart: a Vietnamese word has two syllables."""
    measures: str
    """A regular expression: the words that only a number comes before, as in `1,6 tỷ`."""

    def number(self, value: Decimal | int) -> str:
        """The number with this language's separators: 33.000 and 1,6 in Vietnamese, 33,000 and 1.6 in English."""
        return str(format_decimal(value, locale=self.code, decimal_quantization=False))

    @property
    def english_name(self) -> str:
        """`Vietnamese`, `English`."""
        return str(Locale(self.code).english_name)

    @property
    def decimal_mark(self) -> str:
        """What stands before the decimals of a number."""
        return get_decimal_symbol(self.code)

    @property
    def group_mark(self) -> str:
        """What stands between the thousands of a number."""
        return get_group_symbol(self.code)


def plain(value: Decimal) -> str:
    """The number in digits alone, the same for every language: what numbers are compared by, not what readers see."""
    return f"{value.normalize():f}"


def _english_ordinal(number: int) -> str:
    suffix = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def _english_order(text: str) -> tuple[list[str], str]:
    """Word by word, whatever stands before and between the words, and without the marks of foreign names."""
    return re.findall(r"[^\W_]+", vietnamese.fold(text)), text


def _english_shapes(name: str) -> Iterator[str]:
    """The other number of its last word, and `&` for `and`: `technologies`, `systems`, `research & development`."""
    for plural, singular in (("ies", "y"), ("es", "e"), ("s", "")):
        if name.endswith(plural) and len(name) > 4 and not name.endswith("ss"):
            yield name.removesuffix(plural) + singular
            break
    else:
        one_of_many = name.endswith("y") and name[-2:-1] not in "aeiou"
        yield f"{name[:-1]}ies" if one_of_many else f"{name}{'es' if name.endswith(('s', 'x', 'ch', 'sh')) else 's'}"
    if " and " in name:
        yield name.replace(" and ", " & ")


def _english_alike(one: str, other: str) -> bool:
    """A word and its shorter form, or two of one family: they share six letters and most of the longer one."""
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    short, long = sorted((len(one), len(other)))
    return one == other or shared == short > 3 or (shared > 5 and shared > 0.6 * long)


def _vietnamese_shapes(name: str) -> Iterator[str]:
    if " và " in name:
        yield name.replace(" và ", " & ")


# Decree 30/2020/NĐ-CP on administrative documents: days below 10 and the months 1 and 2 take a zero, nothing else does.
_VI = DateWords(
    day="ngày {d:02} tháng {m} năm {y}",
    month="tháng {m} năm {y}",
    year="năm {y}",
    decade="thập niên {y}",
    quarter="quý {q} năm {y}",
    season="mùa {s} năm {y}",
    days="ngày {a:02}–{b:02} tháng {m} năm {y}",
    years="giai đoạn {a}–{b}",
    interval="từ {a} đến {b}",
    since="từ {a} đến nay",
    until="đến {a}",
    about="khoảng {a}",
    uncertain="{a} (chưa chắc chắn)",
    months=("01", "02", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"),
    quarters=("I", "II", "III", "IV"),
    seasons=("xuân", "hè", "thu", "đông"),
)
_VI_SHORT = replace(
    _VI,
    day="{d:02}/{m}/{y}",
    month="tháng {m}/{y}",
    year="{y}",
    quarter="quý {q}/{y}",
    season="mùa {s} {y}",
    days="{a:02}–{b:02}/{m}/{y}",
    years="{a}–{b}",
    interval="{a} – {b}",
    since="từ {a}",
)
_EN = DateWords(
    day="{d} {m} {y}",
    month="{m} {y}",
    year="{y}",
    decade="the {y}s",
    quarter="{q} quarter of {y}",
    season="{s} {y}",
    days="{a}–{b} {m} {y}",
    years="{a}–{b}",
    interval="{a} to {b}",
    since="since {a}",
    until="until {a}",
    about="around {a}",
    uncertain="{a} (uncertain)",
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    quarters=("first", "second", "third", "fourth"),
    seasons=("spring", "summer", "autumn", "winter"),
)
_EN_SHORT = replace(_EN, quarter="{q} {y}", quarters=("Q1", "Q2", "Q3", "Q4"), interval="{a} – {b}")

VIETNAMESE = Language(
    code="vi",
    name="Tiếng Việt",
    locale="vi_VN",
    prefix="",
    long_dates=_VI,
    short_dates=_VI_SHORT,
    ordinal=lambda number: f"thứ {number}",
    order=vietnamese.order,
    letter=vietnamese.letter,
    shapes=_vietnamese_shapes,
    alike=eq,
    minor=frozenset({"và", "về", "của", "các", "những", "trong", "cho", "ở", "số"}),
    least=3,
    measures="phần trăm|nghìn|ngàn|triệu|tỷ|tỉ|đồng|đô la|lần|tấn|điểm|độ|USD|EUR|euro|km|kg|ha|MW|GW",
)
ENGLISH = Language(
    code="en",
    name="English",
    locale="en_GB",
    prefix="en/",
    long_dates=_EN,
    short_dates=_EN_SHORT,
    ordinal=_english_ordinal,
    order=_english_order,
    letter=lambda text: vietnamese.letter(vietnamese.fold(text)),
    shapes=_english_shapes,
    alike=_english_alike,
    minor=frozenset({"a", "an", "and", "for", "in", "of", "on", "s", "the", "to", "with"}),
    least=1,
    measures="per cent|percent|thousand|million|billion|trillion|times|points?|tonnes|dollars|USD|EUR|km|kg|ha|MW|GW",
)
# Where pages in both languages stand.
BOTH = "song-ngu/"
# The first is the default: it stands at the root of the site.
LANGUAGES = {language.code: language for language in (VIETNAMESE, ENGLISH)}
