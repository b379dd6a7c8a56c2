"""EDTF (ISO 8601-2) in, words in either language out, and bounds to sort by."""

import re
from datetime import date
from functools import lru_cache
from typing import Any

import edtf
from edtf.parser.parser_classes import UA, UnspecifiedIntervalSection

from compendium.language import DateWords
from compendium.problem import Fault

# What pages can say in words. The library's own grammar takes 4 ms a date, which a file of thousands cannot afford.
_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?", re.ASCII)
_SEASON = re.compile(r"(\d{4})-(2[1-4]|3[3-6])", re.ASCII)
_DECADE = re.compile(r"\d{3}X", re.ASCII)
_QUARTERS = range(33, 37)
_SEASONS = range(21, 25)
_FAULT = Fault(
    "phải là ngày theo EDTF (ISO 8601-2), đặt trong dấu nháy",
    "must be an EDTF date (ISO 8601-2), in quotes",
    "date",
)


@lru_cache(maxsize=8192)
def read(text: str) -> Any:
    """The date that an EDTF string stands for, in the classes of the `edtf` library.

    Raises Fault for what is not EDTF, for an interval that ends before it starts, and for the forms that
    no page could say in words (centuries, sets, unknown days).
    """
    try:
        parsed = _parsed(text)
        if _lower(parsed) <= _upper(parsed):
            return parsed
    except ValueError:
        pass
    raise _FAULT


def _parsed(text: str) -> Any:
    """Raises ValueError for what is none, or is on a day that there is not."""
    first, slash, last = text.partition("/")
    if not slash:
        return _single(text)
    ends = [None if end == ".." else _single(end) for end in (first, last)]
    if not any(ends):
        raise ValueError
    # An end left out, as in `2021/`, is unknown and not open: it bounds nothing, and is none of these.
    return edtf.Interval(*(end or UnspecifiedIntervalSection(True) for end in ends))


def _single(text: str) -> Any:
    if text[-1:] in ("?", "~", "%") and (inner := _unmarked(text[:-1])):
        return edtf.UncertainOrApproximate(inner, UA(text[-1]))
    if match := _SEASON.fullmatch(text):
        return edtf.Season(*match.groups())
    if found := _unmarked(text):
        return found
    raise ValueError


def _unmarked(text: str) -> Any:
    """A day, a month, a year or a decade; None for anything else."""
    if match := _DATE.fullmatch(text):
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
        return edtf.Date(*match.groups())
    return edtf.Unspecified(text) if _DECADE.fullmatch(text) else None


def bounds(text: str) -> tuple[date, date]:
    """The first and the last day that the date may mean; an open end is the end of the calendar."""
    parsed = read(text)
    return _lower(parsed), _upper(parsed)


def say(text: str, words: DateWords) -> str:
    """The date in words, no more precise than it is: `2000-12` is `tháng 12 năm 2000` or `December 2000`."""
    return _say(read(text), words)


def _lower(parsed: Any) -> date:
    strict = parsed.lower_strict()
    return date.min if strict == float("-inf") else date(*strict[:3])


def _upper(parsed: Any) -> date:
    strict = parsed.upper_strict()
    return date.max if strict == float("inf") else date(*strict[:3])


def _is_open(end: Any) -> bool:
    return isinstance(end, UnspecifiedIntervalSection)


def _say(parsed: Any, words: DateWords) -> str:
    match parsed:
        case edtf.Interval(lower=lower, upper=upper):
            return _say_interval(lower, upper, words)
        case edtf.UncertainOrApproximate(date=inner, ua=ua):
            said = _say(inner, words)
            if str(ua) in ("~", "%"):
                said = words.about.format(a=said)
            return words.uncertain.format(a=said) if str(ua) in ("?", "%") else said
        case edtf.Unspecified():
            return words.decade.format(y=f"{str(parsed)[:3]}0")
        case edtf.Season(year=year, season=season) if int(season) in _QUARTERS:
            return words.quarter.format(q=words.quarters[int(season) - _QUARTERS[0]], y=int(year))
        case edtf.Season(year=year, season=season):
            return words.season.format(s=words.seasons[int(season) - _SEASONS[0]], y=int(year))
        case _:
            pattern = words.day if parsed.day else words.month if parsed.month else words.year
            month = words.months[int(parsed.month) - 1] if parsed.month else ""
            return pattern.format(d=int(parsed.day or 0), m=month, y=int(parsed.year))


def _say_interval(lower: Any, upper: Any, words: DateWords) -> str:
    if str(lower) == str(upper):
        return _say(lower, words)
    if _is_open(upper):
        return words.since.format(a=_say(lower, words))
    if _is_open(lower):
        return words.until.format(a=_say(upper, words))
    plain = type(lower) is type(upper) is edtf.Date
    if plain and not lower.month and not upper.month:
        return words.years.format(a=int(lower.year), b=int(upper.year))
    if plain and lower.day and upper.day and (lower.year, lower.month) == (upper.year, upper.month):
        month = words.months[int(lower.month) - 1]
        return words.days.format(a=int(lower.day), b=int(upper.day), m=month, y=int(lower.year))
    return words.interval.format(a=_say(lower, words), b=_say(upper, words))
