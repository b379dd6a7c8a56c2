"""Dates as editors write them: EDTF in, both languages out."""

from collections.abc import Iterator
from datetime import date, timedelta

import edtf
import pytest
from compendium import dates
from compendium.language import ENGLISH, VIETNAMESE
from compendium.problem import Fault

# What is written; long and short in Vietnamese; long and short in English.
SAID = [
    ("1995", "năm 1995", "1995", "1995", "1995"),
    ("2000-12", "tháng 12 năm 2000", "tháng 12/2000", "December 2000", "December 2000"),
    ("2000-11-17", "ngày 17 tháng 11 năm 2000", "17/11/2000", "17 November 2000", "17 November 2000"),
    ("1976/1979", "giai đoạn 1976–1979", "1976–1979", "1976–1979", "1976–1979"),
    ("2014/2020", "giai đoạn 2014–2020", "2014–2020", "2014–2020", "2014–2020"),
    ("197X", "thập niên 1970", "thập niên 1970", "the 1970s", "the 1970s"),
    ("1978~", "khoảng năm 1978", "khoảng 1978", "around 1978", "around 1978"),
    ("2015?", "năm 2015 (chưa chắc chắn)", "2015 (chưa chắc chắn)", "2015 (uncertain)", "2015 (uncertain)"),
    (
        "2015%",
        "khoảng năm 2015 (chưa chắc chắn)",
        "khoảng 2015 (chưa chắc chắn)",
        "around 2015 (uncertain)",
        "around 2015 (uncertain)",
    ),
    ("2024-33", "quý I năm 2024", "quý I/2024", "first quarter of 2024", "Q1 2024"),
    ("2024-36", "quý IV năm 2024", "quý IV/2024", "fourth quarter of 2024", "Q4 2024"),
    ("2024-21", "mùa xuân năm 2024", "mùa xuân 2024", "spring 2024", "spring 2024"),
    ("2024-24", "mùa đông năm 2024", "mùa đông 2024", "winter 2024", "winter 2024"),
    ("2021/..", "từ năm 2021 đến nay", "từ 2021", "since 2021", "since 2021"),
    ("../1975", "đến năm 1975", "đến 1975", "until 1975", "until 1975"),
    (
        "2000-11-16/2000-11-19",
        "ngày 16–19 tháng 11 năm 2000",
        "16–19/11/2000",
        "16–19 November 2000",
        "16–19 November 2000",
    ),
    (
        "2000-11-28/2000-12-02",
        "từ ngày 28 tháng 11 năm 2000 đến ngày 02 tháng 12 năm 2000",
        "28/11/2000 – 02/12/2000",
        "28 November 2000 to 2 December 2000",
        "28 November 2000 – 2 December 2000",
    ),
    ("2000/2000", "năm 2000", "2000", "2000", "2000"),
    ("2000-11-16/2000-11-16", "ngày 16 tháng 11 năm 2000", "16/11/2000", "16 November 2000", "16 November 2000"),
    (
        "2024-12-22~",
        "khoảng ngày 22 tháng 12 năm 2024",
        "khoảng 22/12/2024",
        "around 22 December 2024",
        "around 22 December 2024",
    ),
    ("2021-05/..", "từ tháng 5 năm 2021 đến nay", "từ tháng 5/2021", "since May 2021", "since May 2021"),
    ("../1975-04-30", "đến ngày 30 tháng 4 năm 1975", "đến 30/4/1975", "until 30 April 1975", "until 30 April 1975"),
    ("1978~/..", "từ khoảng năm 1978 đến nay", "từ khoảng 1978", "since around 1978", "since around 1978"),
    (
        "197X/198X",
        "từ thập niên 1970 đến thập niên 1980",
        "thập niên 1970 – thập niên 1980",
        "the 1970s to the 1980s",
        "the 1970s – the 1980s",
    ),
    (
        "2024-03/2024-06",
        "từ tháng 3 năm 2024 đến tháng 6 năm 2024",
        "tháng 3/2024 – tháng 6/2024",
        "March 2024 to June 2024",
        "March 2024 – June 2024",
    ),
    (
        "1978~/1980",
        "từ khoảng năm 1978 đến năm 1980",
        "khoảng 1978 – 1980",
        "around 1978 to 1980",
        "around 1978 – 1980",
    ),
]


@pytest.mark.parametrize(("written", "vi", "vi_short", "en", "en_short"), SAID)
def test_a_date_is_said_in_both_languages_no_more_precisely_than_written(
    written: str, vi: str, vi_short: str, en: str, en_short: str
) -> None:
    assert dates.say(written, VIETNAMESE.long_dates) == vi
    assert dates.say(written, VIETNAMESE.short_dates) == vi_short
    assert dates.say(written, ENGLISH.long_dates) == en
    assert dates.say(written, ENGLISH.short_dates) == en_short


@pytest.mark.parametrize(
    ("written", "short", "long"),
    [
        ("2024-12-22", "22/12/2024", "ngày 22 tháng 12 năm 2024"),
        ("2014-01-27", "27/01/2014", "ngày 27 tháng 01 năm 2014"),
        ("2014-02-09", "09/02/2014", "ngày 09 tháng 02 năm 2014"),
        ("2011-05-18", "18/5/2011", "ngày 18 tháng 5 năm 2011"),
        ("2011-10-01", "01/10/2011", "ngày 01 tháng 10 năm 2011"),
    ],
)
def test_vietnamese_puts_a_zero_only_before_days_below_10_and_months_1_and_2(
    written: str, short: str, long: str
) -> None:
    assert dates.say(written, VIETNAMESE.short_dates) == short
    assert dates.say(written, VIETNAMESE.long_dates) == long


def test_vietnamese_puts_its_zeros_so_on_every_day_of_a_year() -> None:
    for ordinal in range(date(2024, 1, 1).toordinal(), date(2025, 1, 1).toordinal()):
        day = date.fromordinal(ordinal)
        d, m = f"0{day.day}"[-2:], str(day.month) if day.month > 2 else f"0{day.month}"
        assert dates.say(day.isoformat(), VIETNAMESE.short_dates) == f"{d}/{m}/2024"
        assert dates.say(day.isoformat(), VIETNAMESE.long_dates) == f"ngày {d} tháng {m} năm 2024"


def test_english_puts_no_zero_before_a_day() -> None:
    assert dates.say("2014-01-07", ENGLISH.long_dates) == "7 January 2014"


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("1995", date(1995, 1, 1), date(1995, 12, 31)),
        ("2000-12", date(2000, 12, 1), date(2000, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2000-11-17", date(2000, 11, 17), date(2000, 11, 17)),
        ("1976/1979", date(1976, 1, 1), date(1979, 12, 31)),
        ("197X", date(1970, 1, 1), date(1979, 12, 31)),
        ("1978~", date(1978, 1, 1), date(1978, 12, 31)),
        ("2015?", date(2015, 1, 1), date(2015, 12, 31)),
        ("2024-36", date(2024, 10, 1), date(2024, 12, 31)),
        ("2024-21", date(2024, 3, 1), date(2024, 5, 31)),
        ("2021/..", date(2021, 1, 1), date.max),
        ("../1975", date.min, date(1975, 12, 31)),
        ("2000-11-16/2000-11-19", date(2000, 11, 16), date(2000, 11, 19)),
    ],
)
def test_a_date_has_the_first_and_the_last_day_it_may_mean(written: str, first: date, last: date) -> None:
    assert dates.bounds(written) == (first, last)


@pytest.mark.parametrize(
    "written",
    [
        "",
        " 1995",
        "1995 ",
        "1995\n",
        "2014/2020 ",
        "１９９５",
        "abc",
        "17/11/2000",
        "tháng 12/2000",
        "November 2000",
        "1995-1996",
        "2000-1-1",
        "2000-13",
        "2000-00",
        "2000-02-30",
        "1900-02-29",
        "0000",
        "19951",
        "2000-11-17T10:00",
        "2020/2014",
        "../..",
        "..",
        "/",
    ],
)
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(Fault) as refused:
        dates.read(written)
    assert "EDTF" in refused.value.vi
    assert "EDTF" in refused.value.en


@pytest.mark.parametrize(
    "written", ["19XX", "2000-XX", "2000-12-XX", "{1995,1996}", "[1995,1996]", "2024-25", "2024-41", "Y17000"]
)
def test_a_date_that_no_page_could_say_is_refused(written: str) -> None:
    with pytest.raises(Fault):
        dates.read(written)


@pytest.mark.parametrize("written", ["-1995", "0000~", "000X", "0000/1995", "2000/-1995"])
def test_a_date_before_the_calendar_is_refused_like_any_other(written: str) -> None:
    with pytest.raises(Fault):
        dates.read(written)


@pytest.mark.parametrize("written", ["../", "/.."])
def test_half_an_interval_is_refused_like_any_other(written: str) -> None:
    with pytest.raises(Fault):
        dates.read(written)


@pytest.mark.parametrize("written", ["2021/", "/1975"])
def test_an_end_left_out_is_not_given_a_date_that_nobody_wrote(written: str) -> None:
    """ISO 8601-2 calls such an end unknown, not open: it is refused, or it bounds nothing."""
    try:
        first, last = dates.bounds(written)
    except Fault:
        return
    assert date.min in (first, last) or date.max in (first, last)


def _days() -> Iterator[str]:
    """A few days of every year of a century, and the last days of Februaries."""
    day = date(1945, 1, 1)
    while day < date(2045, 1, 1):
        yield day.isoformat()
        day += timedelta(days=223)
    yield from ("2000-02-29", "2023-02-28", "2024-02-29")


def test_the_fast_way_to_read_agrees_with_the_library_on_every_plain_date() -> None:
    plain = [text for day in _days() for text in (day, day[:7], day[:4])]
    for text in dict.fromkeys(plain):
        slow = edtf.parse_edtf(text)
        fast = dates.read(text)
        assert type(fast) is type(slow) is edtf.Date
        assert str(fast) == str(slow) == text
        assert (fast.lower_strict(), fast.upper_strict()) == (slow.lower_strict(), slow.upper_strict())


def test_dates_sort_by_when_they_begin_and_then_by_when_they_end() -> None:
    in_order = ["../1975", "197X", "1995", "2000-11", "2000", "2000-11-17", "2000-12", "2024-36", "2025/.."]
    in_order.sort(key=lambda text: text[::-1])
    assert sorted(in_order, key=dates.bounds) == [
        "../1975",
        "197X",
        "1995",
        "2000",
        "2000-11",
        "2000-11-17",
        "2000-12",
        "2024-36",
        "2025/..",
    ]
