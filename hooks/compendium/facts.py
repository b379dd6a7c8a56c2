"""What facts a text states, in one language, in a form that is the same in every language.

Numbers are decimal: `33.000` and `33,000` are `33000`; dates are EDTF, with `X` for what is not said. Pure text.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from compendium import dates
from compendium.fact_words import ALONE, GRAMMARS, Grammar, numeral, roman
from compendium.language import LANGUAGES, Language, plain
from compendium.problem import Fault

Kind = Literal["number", "date", "document"]
Reader = Callable[[Grammar, re.Match[str]], Sequence[str]]

_BLANK = "\ue000"
# As Decree 30/2020/NĐ-CP has them, and laws: `57-NQ/TW`, `80/2010/NĐ-CP`, `07/2022/QH15`.
_DOCUMENT = re.compile(r"(?<![\w./-])\d{1,5}(?:/\d{4})?[-/][A-ZĐ][A-ZĐa-z&]\w*(?:[-/][A-ZĐ&][\wĐđ&]*)*")
# Not one number but several that belong together: telephone and book numbers, times and parts of a whole.
_JOINED = re.compile(
    rf"\+\d[\d\s().-]{{6,30}}\d(?!\w)|{ALONE}\d{{1,7}}(?:-\d{{1,7}}){{3,30}}(?!\w)|{ALONE}\d+(?:[/:]\d+){{1,30}}(?!\w|[.,]\d)"
)
_DIGIT = re.compile(r"\d")
_LIST = re.compile(r"^[ \t]*(?:>[ \t]*)*\d{1,2}[.)](?=[ \t])", re.MULTILINE)
_EMPHASIS = re.compile(r"[*`]")
# Of an amount, before it is told in thousands or millions; decimals are exact to 28 digits.
_MOST_DIGITS, _EXACT = 18, 28
_BLANKS = "\u00a0\u202f\u2009"
_NUMBER = (
    rf"[1-9]\d{{0,2}}(?:[{_BLANKS}]\d{{3}})+(?:[.,]\d+)?(?!\w)|[1-9]\d{{0,2}}(?:\ \d{{3}})*\ 000(?!\w|[.,]\d)"
    r"|\d+(?:[.,]\d+)*"
)


class Fact(NamedTuple):
    """A fact: its kind, what it is in every language, its line in the text (from 0), and how it is written there."""

    kind: Kind
    key: str
    line: int
    written: str


class _Found(NamedTuple):
    kind: Kind
    key: str
    start: int
    end: int


def stated(text: str, code: str) -> list[Fact]:
    """The facts that a text in a language states, in order. It holds no markup but emphasis and the signs of lists."""
    plain = _plain(text)
    folded = plain.casefold()
    if not _DIGIT.search(plain) and not any(signal in folded for signal in GRAMMARS[code].signals):
        return [*_placed(_romans(plain, code), plain)]
    found = [_Found("document", match[0], *match.span()) for match in _DOCUMENT.finditer(plain)]
    left = _without(plain, found)
    for pattern, read, needs in _dates(code):
        matches = pattern.finditer(left) if needs in folded else ()
        here = [_Found("date", key, *match.span()) for match in matches for key in read(GRAMMARS[code], match)]
        left = _without(left, here)
        found += here
    found += [*_romans(left, code), *_numbers(left, code)]
    return [*_placed(sorted(found, key=lambda fact: fact.start), plain)]


def _placed(found: Iterable[_Found], text: str) -> Iterator[Fact]:
    """The facts, given in order of place, each with its line."""
    line = position = 0
    for kind, key, start, end in found:
        line, position = line + text.count("\n", position, start), start
        yield Fact(kind, key, line, " ".join(text[start:end].split()))


def in_words(text: str, code: str) -> frozenset[str]:
    """The keys of the numbers that the words of a text may stand for: `two`, `hàng trăm`, `một phần ba`, `XI`."""
    grammar, found = GRAMMARS[code], set[str]()
    for match in _words(code).finditer(_plain(text)):
        word = " ".join((match["word"] or "").casefold().split())
        value = grammar.words[word] if word else str(roman(match["roman"]))
        found.add(value)
        if value.isdigit():
            found |= {plain(Decimal(value) * _scale(match["scale"] or "", code)), f"{value}%"}
    return frozenset(found)


class Said:
    """What some facts say together."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        there = [*facts]
        self._documents = {fact.key for fact in there if fact.kind == "document"}
        # A bare number of four digits may be a year or an amount, and `01/11` a day or a part of a whole.
        self._keys = {_as_day(fact.key) for fact in there if fact.kind != "document"}

    def holds(self, fact: Fact) -> bool:
        """Whether one of the facts is this one, or says it and more, as a day says its month and its year."""
        if fact.kind == "document":
            return fact.key in self._documents
        key = _as_day(fact.key)
        return key in self._keys or ((fact.kind == "date" or key != fact.key) and _is_said(key, self._keys))


def says(fact: Fact, others: Iterable[Fact]) -> bool:
    """Whether other facts say this one."""
    return Said(others).holds(fact)


def _as_day(key: str) -> str:
    match = re.fullmatch(r"0?([1-9]|[12]\d|3[01])/0?([1-9]|1[0-2])", key)
    return f"XXXX-{match[2].zfill(2)}-{match[1].zfill(2)}" if match else key


def written(fact: Fact, code: str) -> str:
    """How a language writes a fact: `33.000` in Vietnamese and `33,000` in English."""
    match fact.kind:
        case "number":
            return _written_number(fact.key, LANGUAGES[code])
        case "date":
            return _written_date(fact.key, LANGUAGES[code])
        case "document":
            return fact.key


def _plain(text: str) -> str:
    """The text without emphasis and signs of lists, line for line."""
    return _LIST.sub("", _EMPHASIS.sub("", text))


def _without(text: str, found: Collection[_Found]) -> str:
    """The text with what was found, in order of place, blotted out."""
    parts, position = list[str](), 0
    for fact in found:
        # Of the days of one match, each stands at the same place.
        if fact.start >= position:
            parts += [text[position : fact.start], _BLANK * (fact.end - fact.start)]
            position = fact.end
    return "".join([*parts, text[position:]])


@cache
def _dates(code: str) -> list[tuple[re.Pattern[str], Reader, str]]:
    return [(re.compile(pattern.expression), pattern.read, pattern.needs) for pattern in GRAMMARS[code].patterns]


@cache
def _words(code: str) -> re.Pattern[str]:
    grammar = GRAMMARS[code]
    words = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(grammar.words, key=len, reverse=True))
    scales = "|".join(grammar.scales)
    return re.compile(
        rf"(?<!\w)(?:(?i:(?P<word>{words}))(?!\w)(?P<scale>(?:[\s-]+(?:{scales})(?!\w))*)|(?P<roman>[IVXL]+)(?!\w))"
    )


@cache
def _counted(code: str) -> re.Pattern[str]:
    """A number with all that belongs to it."""
    grammar = GRAMMARS[code]
    scales = "|".join(grammar.scales)
    return re.compile(
        rf"{ALONE}(?P<number>{_NUMBER})(?:{grammar.ordinal})?(?P<scale>(?:[\s-]*(?:{scales})(?!\w))*)"
        rf"(?P<percent>\s*-?(?:{grammar.percent}))?(?P<letters>(?<=\d)[^\W\d_]\w*)?"
    )


def _romans(text: str, code: str) -> Iterator[_Found]:
    if "I" in text or "V" in text or "X" in text:
        for match in re.finditer(GRAMMARS[code].roman, text):
            yield _Found("number", str(roman(match["roman"])), *match.span("roman"))


def _numbers(text: str, code: str) -> Iterator[_Found]:
    grammar = GRAMMARS[code]
    joined = [*_joined(text)]
    yield from joined
    text = _without(text, joined)
    matches = list(_counted(code).finditer(text))
    # What a range counts is told at its end: `1,5–2,5%`.
    ends = [match if _is_counted(match) else None for match in matches]
    for position, (one, two) in reversed([*enumerate(pairwise(matches))]):
        is_range = re.fullmatch(grammar.between, text[one.end() : two.start()])
        ends[position] = ends[position] or (ends[position + 1] if is_range else None)
    for match, end in zip(matches, ends, strict=True):
        yield _Found("number", _counts(match, end or match, code), *match.span())


def _joined(text: str) -> Iterator[_Found]:
    for match in _JOINED.finditer(text):
        digits = re.sub(r"[\s().-]", "", match[0])
        yield _Found("number", digits.lstrip("0") if ":" in digits else digits, *match.span())


def _is_counted(match: re.Match[str]) -> bool:
    return bool(match["scale"].strip() or match["percent"])


def _counts(match: re.Match[str], end: re.Match[str], code: str) -> str:
    """The key of a number, by what is counted at the end of its range."""
    if match["letters"] and match["letters"][0].isupper():
        return f"{match['number']}{match['letters']}"
    value = _value(match["number"], LANGUAGES[code])
    if value is None:
        return match["number"]
    return plain(value * _scale(end["scale"], code)) + ("%" if end["percent"] else "")


def _value(number: str, language: Language) -> Decimal | None:
    """What a number says, None where it is one of several parts, `2026.1.1`, or longer than any amount."""
    group, point = _marks(language.code)
    digits = re.sub(rf"[{_BLANKS} ]", "", number)
    if digits == number and re.fullmatch(rf"[1-9]\d{{0,2}}(?:{group}\d{{3}})+(?:{point}\d+)?", digits):
        digits = re.sub(group, "", digits)
    if len(digits) > _MOST_DIGITS or not re.fullmatch(r"\d+(?:[.,]\d+)?", digits):
        return None
    # With the mark of another language it can only be a decimal: `Công nghiệp 4.0`.
    return Decimal(digits.replace(",", "."))


@cache
def _marks(code: str) -> tuple[str, str]:
    return re.escape(LANGUAGES[code].group_mark), re.escape(LANGUAGES[code].decimal_mark)


def _scale(words: str, code: str) -> Decimal:
    value = Decimal(1)
    for word in words.replace("-", " ").casefold().split():
        value *= next(factor for scale, factor in GRAMMARS[code].scales.items() if re.match(scale, word))
    return value


def _is_said(key: str, keys: Collection[str]) -> bool:
    """Whether a date is said by others: by a more exact one, or by its year and its day apart."""
    year, rest = key[:4], key[4:]
    if "X" in year and year != "XXXX":
        return False
    if any(year in ("XXXX", other[:4]) and f"{other[4:]}-".startswith(f"{rest}-") for other in keys if rest):
        return True
    has_year = any(other[:4] == year for other in keys)
    has_day = any(other[:4] == "XXXX" and f"{other[4:]}-".startswith(f"{rest}-") for other in keys)
    return has_year and (has_day or not rest)


def _written_number(key: str, language: Language) -> str:
    match = re.fullmatch(r"(\d+(?:\.\d+)?)(%?)", key)
    # No language has words for more digits than these.
    if match is None or len(match[1]) > _EXACT:
        return key
    value = Decimal(match[1])
    for factor, word in GRAMMARS[language.code].large.items():
        if value >= factor and value % (factor / 100) == 0:
            return f"{language.number((value / factor).normalize())} {word}{match[2]}"
    return language.number(value) + match[2]


def _written_date(key: str, language: Language) -> str:
    words = language.long_dates
    day, month, quarter, century = GRAMMARS[language.code].partial
    if match := re.fullmatch(r"(\d\d)XX", key):
        number = int(match[1]) + 1
        return century.format(roman=numeral(number), ordinal=language.ordinal(number))
    if match := re.fullmatch(r"XXXX-(\d\d)(?:-(\d\d))?", key):
        if (part := int(match[1])) > len(words.months):
            return quarter.format(q=words.quarters[part - 33])
        pattern = day if match[2] else month
        return pattern.format(d=int(match[2] or 0), day=match[2], m=words.months[part - 1])
    try:
        return dates.say(key, words)
    except Fault:
        return key
