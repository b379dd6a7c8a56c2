"""How each language writes numbers and dates in running text, as data: see facts.py for what is made of it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

# What stands between the days of one month, or the ends of a range.
DASH = r"\s*[-–]\s*"
# As many days or months as one text lists at once: looked for without an end, a long line would take minutes.
LISTED = "{0,30}"
DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_CENTURIES = "(?:1[5-9]|2[01])"
YEAR = rf"{_CENTURIES}\d\d"
# A number that a letter, a mark of a number or the sign of an id stands before belongs to them: `COVID-19`, `v4`.
ALONE = r"(?<![\w.,/:#=@&])(?<![^\W\d_]-)"


class Pattern(NamedTuple):
    """A way to write dates: a regular expression, what makes EDTF of a match, and what a text in small letters needs.

    A text without the last holds no such date: to look for it takes a tenth of the time.
    """

    expression: str
    read: Callable[["Grammar", re.Match[str]], Sequence[str]]
    needs: str = ""


@dataclass(frozen=True, kw_only=True)
class Grammar:
    """The words of a language that facts are made of.

    `scales` are regular expressions of the words that multiply the number before them; `words` the words for numbers,
    for each a value as a key: `3`, `50%`; `months` and `quarters` the ways to write them. `patterns` are those of
    dates, the longest first, each with what makes EDTF of it; an `X` stands for what is not said.
    """

    code: str
    scales: Mapping[str, Decimal]
    percent: str
    ordinal: str
    between: str
    months: Mapping[str, int]
    quarters: Mapping[str, int]
    roman: str
    words: Mapping[str, str]
    patterns: tuple[Pattern, ...]
    signals: tuple[str, ...]
    """Words of which a text without digits must hold one to say a date."""
    large: Mapping[Decimal, str]
    """The words that large numbers are written with, the largest first."""
    partial: tuple[str, str, str, str]
    """How to write what has no year, a day, a month and a quarter, and how to write a century."""

    def month(self, written: str) -> int:
        word = written.casefold().rstrip(".")
        return int(word) if word.isdigit() else next(number for name, number in self.months.items() if name == word)


def _date(year: str | None, month: int, day: str | int | None = None) -> str:
    return "-".join([year or "XXXX", str(month).zfill(2), *([str(day).zfill(2)] if day else [])])


def _days(grammar: Grammar, match: re.Match[str]) -> Sequence[str]:
    """Every day of a list or at the ends of a range: `16 đến ngày 19/11/2000`."""
    month = grammar.month(match["m"])
    if not 1 <= month <= 12:
        return [match[0]]
    return [_date(match["y"], month, day) for day in re.findall(r"\d+", match["days"])]


def _day(_: Grammar, match: re.Match[str]) -> Sequence[str]:
    """A day and a month in digits alone, where they can be nothing else: `31/10`, but neither `2/3` nor `24/7`."""
    day, month = int(match["day"]), int(match["m"])
    return [_date(None, month, day)] if day > month and match[0] != "24/7" else []


def _months(grammar: Grammar, match: re.Match[str]) -> Sequence[str]:
    names = re.findall(rf"\d+|{_any(grammar.months)}", match["months"], re.IGNORECASE)
    found = [grammar.month(name) for name in names]
    if not all(1 <= month <= 12 for month in found):
        return [match[0]]
    return [_date(match["y"], month) for month in found]


def _iso(_: Grammar, match: re.Match[str]) -> Sequence[str]:
    return [match[0]]


def _quarter(grammar: Grammar, match: re.Match[str]) -> Sequence[str]:
    said = next(filter(None, (match.groupdict().get(name) for name in ("q", "said"))))
    return [f"{match['y'] or 'XXXX'}-{32 + grammar.quarters[said.casefold()]}"]


def _decade(_: Grammar, match: re.Match[str]) -> Sequence[str]:
    decade = match["decade"]
    return [f"{decade[:3]}X" if len(decade) == 4 else f"{'19' if decade >= '30' else '20'}{decade[0]}X"]


def _century(grammar: Grammar, match: re.Match[str]) -> Sequence[str]:
    written = match["century"]
    number = int(written) if written.isdigit() else int(grammar.words.get(written.casefold(), roman(written)))
    return [f"{number - 1}XX".zfill(4)] if number > 1 else []


def _short_range(_: Grammar, match: re.Match[str]) -> Sequence[str]:
    return [match["y"], match["y"][:2] + match["end"]]


def _year(_: Grammar, match: re.Match[str]) -> Sequence[str]:
    return [match[0]]


def roman(numeral: str) -> int:
    """The value of a Roman numeral, and 0 for what is none."""
    total, most = 0, 0
    for letter in reversed(numeral.upper()):
        value = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}.get(letter)
        if value is None:
            return 0
        total += value if value >= most else -value
        most = max(most, value)
    return total


def numeral(value: int) -> str:
    """A number up to 39 as a Roman numeral."""
    ones = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "X" * (value // 10) + ones[value % 10]


def _any(words: Mapping[str, object]) -> str:
    return "|".join(sorted((re.escape(word).replace(r"\ ", r"\s+") for word in words), key=len, reverse=True))


_ISO = Pattern(rf"{ALONE}{YEAR}-(?:0[1-9]|1[0-2])(?:-{DAY})?(?![\w-]|[.,]\d)", _iso, "-")
_NO_UNIT = r"(?![\w%]|[.,]\d|/\w|-[^\W\d_])"


def _with_year(between: str) -> str:
    """Days, month and year in digits: always the day first, as in both countries."""
    days = rf"(?P<days>\d{{1,2}}(?:(?:{between})\d{{1,2}}){LISTED})"
    return rf"{ALONE}{days}(?P<by>[/.-])(?P<m>\d{{1,2}})(?P=by)(?P<y>\d{{4}})(?![\w/]|[.,]\d)"


_MONTH_IN_DIGITS = Pattern(rf"{ALONE}(?P<months>0?[1-9]|1[0-2])/(?P<y>{YEAR})(?![\w/-])", _months, "/")
_YEARS: tuple[Pattern, ...] = (
    Pattern(rf"{ALONE}(?P<y>{YEAR})[–-](?P<end>\d\d){_NO_UNIT}", _short_range),
    Pattern(rf"(?:{ALONE}|(?<=\d[-–/])){YEAR}{_NO_UNIT}", _year),
)

_VI_UNITS = ("", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_VI_WORDS = {word: str(number) for number, word in enumerate(_VI_UNITS) if word}
_VI_WORDS |= {"tư": "4", "bẩy": "7", "mười": "10", "đôi": "2", "cặp": "2", "nhất": "1", "nhì": "2", "tá": "12"}
_VI_WORDS |= {"chục": "10", "trăm": "100", "nghìn": "1000", "ngàn": "1000", "triệu": "1000000", "tỷ": "1000000000"}
_VI_WORDS |= {"một nửa": "50%", "phân nửa": "50%", "nửa": "1/2", "hai phần ba": "2/3", "một phần ba": "1/3"}
_VI_WORDS |= {f"mười {'lăm' if unit == 5 else _VI_UNITS[unit]}": str(10 + unit) for unit in range(1, 10)}
_VI_TENTHS = {1: "mốt", 4: "tư", 5: "lăm"}
_VI_WORDS |= {
    f"{_VI_UNITS[ten]} mươi{' ' + word if word else ''}": str(10 * ten + unit)
    for ten in range(2, 10)
    for unit in range(10)
    for word in {_VI_UNITS[unit], _VI_TENTHS.get(unit, _VI_UNITS[unit])}
}
_VI_MONTHS = {"giêng": 1, "chạp": 12, "tư": 4, "mười một": 11, "mười hai": 12} | {
    word: number for word, number in zip([*_VI_UNITS[1:], "mười"], range(1, 11), strict=True) if word != "năm"
}
_VI_BETWEEN = rf"{DASH}|,\s*|\s+(?:đến|tới|và)\s+(?:ngày\s+)?"
_VI_MONTH = rf"(?:0?[1-9]|1[0-2])(?!\d)|(?:{_any(_VI_MONTHS)})(?!\w)"

_VI = Grammar(
    code="vi",
    scales={
        "chục": Decimal(10), "trăm": Decimal(100), "nghìn|ngàn": Decimal(10**3), "vạn": Decimal(10**4),
        "triệu": Decimal(10**6), r"(?:tỷ|tỉ)(?!\s+(?:lệ|số|trọng|giá|suất|phú))": Decimal(10**9),
    },
    percent=r"%|phần\s+trăm(?!\w)",
    ordinal="(?!)",
    between=rf"{DASH}|\s+(?:đến|tới)\s+",
    months=_VI_MONTHS,
    quarters={"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4, "một": 1, "hai": 2, "ba": 3, "tư": 4},
    roman=r"(?<!\w)(?i:khóa|kỳ|thứ|đại\s+hội|chương|phần|điều|hạng|loại|giai\s+đoạn)\s+(?P<roman>[IVX]+)(?!\w)",
    words=_VI_WORDS,
    patterns=(
        _ISO,
        Pattern(rf"(?:(?<!\w)(?i:ngày|mồng|mùng)\s+)?{_with_year(_VI_BETWEEN)}", _days),
        Pattern(
            rf"{ALONE}(?:(?i:ngày)\s+)?(?:(?i:mồng|mùng)\s+)?(?P<days>{DAY}(?:(?:{_VI_BETWEEN}){DAY}){LISTED})\s+tháng\s+"
            rf"(?P<m>{_VI_MONTH})(?:(?:,?\s+năm\s+|\s*[/-]\s*)(?P<y>{YEAR})(?!\w))?",
            _days, "tháng",
        ),
        Pattern(
            rf"(?<!\w)(?i:ngày|hôm|sáng|trưa|chiều|tối|đêm|mồng|mùng)\s+(?P<days>{DAY}(?:(?:{_VI_BETWEEN}){DAY}){LISTED})"
            rf"[/-](?P<m>\d{{1,2}})(?P<y>)(?![\w/])",
            _days,
        ),
        Pattern(
            rf"(?<!\w)(?i:(?:các\s+)?tháng)\s+(?P<months>(?:{_VI_MONTH})(?:(?:{DASH}|,\s*|\s+(?:đến|tới|và)\s+)"
            rf"(?:tháng\s+)?(?:{_VI_MONTH})){LISTED})(?:,?\s+năm\s+|\s*[/-]\s*)(?P<y>{YEAR})(?!\w)",
            _months, "tháng",
        ),
        Pattern(
            rf"(?<!\w)(?<!mỗi\s)(?<!hằng\s)(?<!hàng\s)(?i:tháng)\s+(?P<months>{_VI_MONTH})(?P<y>)", _months, "tháng"
        ),
        Pattern(
            rf"(?<!\w)(?i:quý)\s+(?P<q>IV|I{{1,3}}|[1-4]|một|hai|ba|tư)(?!\w)"
            rf"(?:(?:\s*[/-]\s*|,?\s+(?:năm\s+)?)(?P<y>{YEAR})(?!\w))?",
            _quarter, "quý",
        ),
        _MONTH_IN_DIGITS,
        Pattern(rf"{ALONE}(?P<day>{DAY})/(?P<m>0?[1-9]|1[0-2])(?![\w/]|[.,]\d)", _day, "/"),
        Pattern(
            rf"(?<!\w)(?i:những\s+năm(?:\s+(?:thập\s+(?:niên|kỷ)))?|(?:các\s+)?thập\s+(?:niên|kỷ))\s+"
            rf"(?P<decade>{_CENTURIES}\d0|\d0)(?!\w|[–-]\d|,\s*\d)(?:\s+(?:của\s+)?thế\s+kỷ\s+(?:[IVX]+|\d\d|trước))?",
            _decade,
        ),
        Pattern(r"(?<!\w)(?i:thế\s+kỷ(?:\s+thứ)?)\s+(?P<century>[IVX]+|\d{1,2})(?!\w)", _century, "kỷ"),
        *_YEARS,
    ),
    signals=("tháng", "thế kỷ", "quý"),
    large={Decimal(10**9): "tỷ", Decimal(10**6): "triệu"},
    partial=("ngày {day} tháng {m}", "tháng {m}", "quý {q}", "thế kỷ {roman}"),
)  # fmt: skip

_EN_UNITS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_EN_TEENS = (
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
_EN_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_EN_FIRST = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_EN_WORDS = {word: str(number) for number, word in enumerate([*_EN_UNITS, *_EN_TEENS]) if word}
_EN_WORDS |= {word: str(number) for number, word in enumerate(_EN_FIRST) if word}
_EN_WORDS |= {"twelfth": "12"} | {f"{word}th": str(number) for number, word in enumerate(_EN_TEENS, 10) if number != 12}
for _ten, _word in enumerate(_EN_TENS, 2):
    _EN_WORDS |= {_word: str(10 * _ten), f"{_word[:-1]}ieth": str(10 * _ten)}
    for _unit in range(1, 10):
        _EN_WORDS |= {f"{_word}-{form}": str(10 * _ten + _unit) for form in (_EN_UNITS[_unit], _EN_FIRST[_unit])}
_EN_WORDS |= {"a": "1", "an": "1", "once": "1", "single": "1", "twice": "2", "both": "2", "double": "2", "doubled": "2"}
_EN_WORDS |= {"half": "50%", "two thirds": "2/3", "two-thirds": "2/3", "a third": "1/3", "one third": "1/3"}
_EN_WORDS |= {"dozen": "12", "dozens": "12", "hundred": "100", "hundreds": "100", "thousand": "1000"}
_EN_WORDS |= {"thousands": "1000", "million": "1000000", "millions": "1000000"}
_EN_WORDS |= {"billion": "1000000000", "billions": "1000000000"}
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_EN_MONTHS = {name.casefold(): number for number, name in enumerate(_MONTHS, 1)}
_EN_MONTHS |= {name.casefold()[:3]: number for number, name in enumerate(_MONTHS, 1)} | {"sept": 9}
_EN_MONTH = rf"(?:(?:{'|'.join(_MONTHS)})|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)(?!\w)"
_EN_DAY = rf"{DAY}(?:st|nd|rd|th)?"
_EN_BETWEEN = rf"{DASH}|,\s*|\s+(?:to|and|until)\s+(?:the\s+)?"
_EN_DAYS = rf"(?P<days>{_EN_DAY}(?:(?:{_EN_BETWEEN}){_EN_DAY}){LISTED})"

_EN = Grammar(
    code="en",
    scales={
        "hundred": Decimal(100), "thousand": Decimal(10**3), "million|mn": Decimal(10**6), "billion|bn": Decimal(10**9),
        "trillion|tn": Decimal(10**12),
    },
    percent=r"%|per\s*cent(?!\w)",
    ordinal="(?:st|nd|rd|th)(?!\\w)",
    between=rf"{DASH}|\s+to\s+",
    months=_EN_MONTHS,
    quarters={"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
              "q1": 1, "q2": 2, "q3": 3, "q4": 4, "1": 1, "2": 2, "3": 3, "4": 4},
    roman=r"(?<!\w)(?:Part|Chapter|Phase|Congress|Session|Class|Annex|Title|Volume|Article)\s+(?P<roman>[IVX]+)(?!\w)",
    words=_EN_WORDS,
    patterns=(
        _ISO,
        Pattern(_with_year(_EN_BETWEEN), _days),
        _MONTH_IN_DIGITS,
        Pattern(rf"{ALONE}{_EN_DAYS}\s+(?:of\s+)?(?P<m>{_EN_MONTH})(?:,?\s+(?P<y>{YEAR})(?!\w))?", _days),
        Pattern(rf"(?<!\w)(?P<m>{_EN_MONTH})\s+(?:the\s+)?{_EN_DAYS}(?!\w)(?:,?\s+(?P<y>{YEAR})(?!\w))?", _days),
        Pattern(
            rf"(?<!\w)(?P<months>{_EN_MONTH}(?:(?:{DASH}|,\s*|\s+(?:to|and)\s+){_EN_MONTH}){LISTED}),?\s+(?:of\s+)?"
            rf"(?P<y>{YEAR})(?!\w)",
            _months,
        ),
        Pattern(rf"(?<!\w)(?P<months>{'|'.join(name for name in _MONTHS if name != 'May')})(?!\w)(?P<y>)", _months),
        # Elsewhere the word is a verb.
        Pattern(
            r"(?<!\w)(?i:in|by|since|until|of|last|this|early|late|mid)[\s-]+(?P<months>May)(?P<y>)(?!\w)",
            _months,
            "may",
        ),
        Pattern(
            rf"(?<!\w)(?:(?P<q>Q[1-4])|(?P<said>(?i:first|second|third|fourth|1st|2nd|3rd|4th))\s+quarter)(?!\w)"
            rf"(?:(?:\s*/\s*|\s+(?:of\s+)?)(?P<y>{YEAR})(?!\w))?",
            _quarter, "q",
        ),
        Pattern(rf"{ALONE}(?P<decade>{_CENTURIES}\d0)[’']?s(?!\w)", _decade, "s"),
        Pattern(r"(?<!\w)[’'](?P<decade>\d0)s(?!\w)", _decade, "0s"),
        Pattern(
            rf"{ALONE}(?P<century>\d{{1,2}}(?=st|nd|rd|th)|[A-Za-z]+(?:-[a-z]+)?)(?:st|nd|rd|th)?[\s-]+"
            r"centur(?:y|ies)(?!\w)",
            _century, "centur",
        ),
        *_YEARS,
    ),
    signals=("centur", "quarter", *(name.casefold() for name in _MONTHS)),
    large={Decimal(10**9): "billion", Decimal(10**6): "million"},
    partial=("{d} {m}", "{m}", "{q} quarter", "{ordinal} century"),
)  # fmt: skip

GRAMMARS = {grammar.code: grammar for grammar in (_VI, _EN)}
