"""What a text states is the same in both languages, however each of them writes it."""

from decimal import Decimal
from time import process_time

import pytest
from compendium import dates, facts
from compendium.language import LANGUAGES
from hypothesis import given, settings
from hypothesis import strategies as st


def lacks(text: str, code: str, other: str, other_code: str) -> list[str]:
    """What a text states that the other one does not."""
    theirs, words = facts.stated(other, other_code), facts.in_words(other, other_code)
    return [
        fact.key
        for fact in facts.stated(text, code)
        if not facts.says(fact, theirs) and (fact.kind == "document" or fact.key not in words)
    ]


SAME = [
    # Numbers.
    ("33.000 việc làm", "33,000 jobs"),
    ("33 000 việc làm", "33,000 jobs"),
    ("33\u00a0000 việc làm", "33\u202f000 jobs"),
    ("1.234.567 lượt", "1,234,567 times"),
    ("7,5 tỷ", "7.5 billion"),
    ("1,6 tỷ USD", "1.6 billion US dollars"),
    ("1,6 tỉ USD", "USD 1,600 million"),
    ("1.600 triệu USD", "USD 1.6bn"),
    ("10 nghìn tỷ đồng", "10 trillion dong"),
    ("33 nghìn người", "33 thousand people"),
    ("33 ngàn người", "33,000 people"),
    ("45%", "45 per cent"),
    ("45 %", "45 percent"),
    ("45 phần trăm", "45\u00a0%"),
    ("hạng 44", "44th"),
    ("đứng thứ 44", "ranked 44th"),
    ("thứ 1, thứ 2, thứ 3", "the 1st, 2nd and 3rd"),
    ("10–11 chương trình", "10 to 11 programmes"),
    ("10-11%", "10% to 11%"),
    ("từ 1,5 đến 2,5 triệu", "1.5–2.5 million"),
    ("06 trọng tâm", "6 priorities"),
    ("sáu trọng tâm", "6 priorities"),
    ("6 trọng tâm", "six priorities"),
    ("lần thứ 2", "the second time"),
    ("12 tỉnh", "twelve provinces"),
    ("khóa XI", "11th Central Committee"),
    ("khóa XI", "eleventh Central Committee"),
    ("hai mươi mốt nước", "21 countries"),
    ("một phần ba", "1/3"),
    ("một nửa", "50%"),
    ("2 tỷ đồng", "two billion dong"),
    ("hàng trăm dự án", "100 projects"),
    ("hai trường", "a pair of schools"),
    ("ba tỷ lệ", "three proportions"),
    ("Công nghiệp 4.0", "Industry 4.0"),
    ("phiên bản 2026.1.1", "version 2026.1.1"),
    ("mạng 5G", "a 5G network"),
    ("COVID-19, GPT-4 và P4G", "the pandemic, a model and a forum"),
    ("mua 50 737 MAX", "50 of the 737 MAX"),
    ("gọi +84 24 3943 9731", "call +84 (24) 3943-9731"),
    ("24/7, lúc 8:30", "24/7, at 8:30"),
    ("1. một\n2. hai", "- one\n- two"),
    ("**45**%", "45%"),
    ("tăng 2 điểm phần trăm", "rose by 2 percentage points"),
    ("2.024 người", "2024 people"),
    # Dates.
    ("ngày 22/12/2024", "22 December 2024"),
    ("ngày 22 tháng 12 năm 2024", "December 22, 2024"),
    ("Ngày 02/9/2024", "2nd of September 2024"),
    ("27/01/2014", "27 January 2014"),
    ("tháng 12/2024", "December 2024"),
    ("Tháng 9 năm 2023", "September, 2023"),
    ("tháng 9\nnăm 2023", "Sept. 2023"),
    ("tháng tư năm 2025", "April 2025"),
    ("10/2023", "October 2023"),
    ("giai đoạn 2014–2020", "from 2014 to 2020"),
    ("giai đoạn 2014-2020", "2014–20"),
    ("ngày 16 đến ngày 19/11/2000", "16–19 November 2000"),
    ("các ngày 10 và 11/9/2023", "10 and 11 September 2023"),
    ("ngày 31/10", "31 October"),
    ("01/11 hoặc 2/9", "1 November or 2 September"),
    ("2/3 số trường", "two thirds of the schools"),
    ("01/11/2012 và 31/10", "1 November 2012 and 31 October"),
    ("tháng 11 và tháng 12 năm 2024", "November and December 2024"),
    ("quý IV năm 2024", "the fourth quarter of 2024"),
    ("Quý 4/2024", "Q4 2024"),
    ("thập niên 1970", "the 1970s"),
    ("cuối những năm 70 của thế kỷ XX", "the late 1970s"),
    ("thế kỷ XXI", "the 21st century"),
    ("thế kỷ 21", "the twenty-first century"),
    ("năm 2023, rồi tháng 9/2023", "September 2023"),
    ("ngày 10/9/2023", "10 September of that year, 2023"),
    ("vào tháng 5", "in May"),
    ("không có ngày", "it may happen, and it may not"),
    ("mỗi tháng 2 lần", "twice a month"),
    # Documents.
    ("Nghị quyết 57-NQ/TW", "Resolution 57-NQ/TW"),
    ("80/2010/NĐ-CP", "Decree 80/2010/NĐ-CP"),
    ("Luật số 07/2022/QH15", "Law 07/2022/QH15"),
]  # fmt: skip

DIFFERENT = [
    # A text in Vietnamese, one in English, what the English lacks and what the Vietnamese lacks.
    ("33.000", "3,300", ["33000"], ["3300"]),
    ("1.500", "1.5", ["1500"], ["1.5"]),
    ("1.500", "1.500", ["1500"], ["1.5"]),
    ("1,500", "1,500", ["1.5"], ["1500"]),
    ("1,6 tỷ", "1.6 million", ["1600000000"], ["1600000"]),
    ("45%", "45", ["45%"], ["45"]),
    ("45%", "54%", ["45%"], ["54%"]),
    ("10–11%", "10–12%", ["11%"], ["12%"]),
    ("thứ 44", "the 45th", ["44"], ["45"]),
    ("12 tỉnh", "eleven provinces", ["12"], []),
    ("khóa XI", "12th Central Committee", ["11"], ["12"]),
    ("737 MAX", "787", ["737"], ["787"]),
    ("mạng 5G", "a 4G network", ["5G"], ["4G"]),
    ("Công nghiệp 4.0", "Industry 5.0", ["4"], ["5"]),
    ("bản 2026.1.1", "version 2026.1.2", ["2026.1.1"], ["2026.1.2"]),
    ("1.234.567", "1.234.567", ["1234567"], ["1.234.567"]),
    ("+84 24 3943 9731", "+84 24 3943 9732", ["+842439439731"], ["+842439439732"]),
    ("8:30", "8:45", ["8:30"], ["8:45"]),
    ("2/3", "3/4", ["2/3"], ["3/4"]),
    ("01/11", "11 January", ["01/11"], ["XXXX-01-11"]),
    ("ngày 10/9/2023", "9 October 2023", ["2023-09-10"], ["2023-10-09"]),
    ("ngày 10/9/2023", "9/10/2023", ["2023-09-10"], ["2023-10-09"]),
    ("ngày 22/12/2024", "12/22/2024", ["2024-12-22"], ["12/22/2024"]),
    ("tháng 9/2023", "10 September 2023", [], ["2023-09-10"]),
    ("năm 2023", "September 2023", [], ["2023-09"]),
    ("tháng 9 năm 2023", "September 2024", ["2023-09"], ["2024-09"]),
    ("ngày 31/10", "30 October", ["XXXX-10-31"], ["XXXX-10-30"]),
    ("2014–2020", "2014–2021", ["2020"], ["2021"]),
    ("quý IV năm 2024", "the third quarter of 2024", ["2024-36"], ["2024-35"]),
    ("thập niên 1970", "the 1980s", ["197X"], ["198X"]),
    ("thế kỷ XXI", "the 20th century", ["20XX"], ["19XX"]),
    ("57-NQ/TW", "75-NQ/TW", ["57-NQ/TW"], ["75-NQ/TW"]),
    ("735/QĐ-TTg", "735/QD-TTg", ["735/QĐ-TTg"], ["735/QD-TTg"]),
    ("80/2010/NĐ-CP", "80/2011/NĐ-CP", ["80/2010/NĐ-CP"], ["80/2011/NĐ-CP"]),
    ("Nghị quyết 57-NQ/TW", "Resolution 57", ["57-NQ/TW"], ["57"]),
]


@pytest.mark.parametrize(("vi", "en"), SAME)
def test_the_same_facts_are_the_same_in_both_languages(vi: str, en: str) -> None:
    assert (lacks(vi, "vi", en, "en"), lacks(en, "en", vi, "vi")) == ([], [])


@pytest.mark.parametrize(("vi", "en", "english", "vietnamese"), DIFFERENT)
def test_another_fact_is_another_in_either_language(
    vi: str, en: str, english: list[str], vietnamese: list[str]
) -> None:
    assert (lacks(vi, "vi", en, "en"), lacks(en, "en", vi, "vi")) == (english, vietnamese)


@pytest.mark.parametrize(
    ("code", "text", "keys"),
    [
        ("vi", "ngày 22/12/2024 theo 57-NQ/TW, 1,6 tỷ", ["2024-12-22", "57-NQ/TW", "1600000000"]),
        ("en", "On 22 December 2024, by 57-NQ/TW, 1.6 billion", ["2024-12-22", "57-NQ/TW", "1600000000"]),
        ("vi", "không có dữ kiện nào, chỉ có hai chữ", []),
        ("en", "no fact, but two words", []),
        ("vi", "loại vi khuẩn, phần vì", []),
    ],
)
def test_each_fact_is_counted_once_and_none_is_found_in_words(code: str, text: str, keys: list[str]) -> None:
    assert [fact.key for fact in facts.stated(text, code)] == keys


@pytest.mark.parametrize(
    ("code", "text", "vi", "en"),
    [
        ("vi", "1,6 tỷ", "1,6 tỷ", "1.6 billion"),
        ("vi", "33.000", "33.000", "33,000"),
        ("en", "7.5%", "7,5%", "7.5%"),
        ("en", "22 December 2024", "ngày 22 tháng 12 năm 2024", "22 December 2024"),
        ("en", "31 October", "ngày 31 tháng 10", "31 October"),
        ("vi", "tháng 9", "tháng 9", "September"),
        ("vi", "quý IV", "quý IV", "fourth quarter"),
        ("en", "the 1970s", "thập niên 1970", "the 1970s"),
        ("vi", "thế kỷ XXI", "thế kỷ XXI", "21st century"),
        ("vi", "12/22/2024", "12/22/2024", "12/22/2024"),
        ("en", "57-NQ/TW", "57-NQ/TW", "57-NQ/TW"),
        ("en", "version 2026.1.1", "2026.1.1", "2026.1.1"),
    ],
)
def test_an_editor_is_told_how_a_language_writes_a_fact(code: str, text: str, vi: str, en: str) -> None:
    (fact,) = facts.stated(text, code)
    assert (facts.written(fact, "vi"), facts.written(fact, "en")) == (vi, en)


def test_a_fact_knows_its_line() -> None:
    assert [(fact.line, fact.written) for fact in facts.stated("Một.\n\n12 tỉnh,\ntháng 9\nnăm 2023", "vi")] == [
        (2, "12"),
        (3, "tháng 9 năm 2023"),
    ]


@given(st.decimals(-(10**12), 10**12, allow_nan=False, allow_infinity=False, places=3) | st.integers(-(10**9), 10**9))
@settings(max_examples=300, deadline=None)
def test_a_number_that_the_site_formats_is_the_same_in_both_languages(value: Decimal | int) -> None:
    written = {code: language.number(value) for code, language in LANGUAGES.items()}
    keys = {code: [fact.key for fact in facts.stated(f"({text})", code)] for code, text in written.items()}
    assert keys["vi"] == keys["en"]
    assert [Decimal(key) for key in keys["vi"]] == [abs(Decimal(value))]


@given(st.dates())
@settings(max_examples=100, deadline=None)
def test_a_date_that_the_site_says_is_the_same_in_both_languages(day: object) -> None:
    said = {
        code: [dates.say(str(day), words) for words in (language.long_dates, language.short_dates)]
        for code, language in LANGUAGES.items()
    }
    if "1500" <= str(day)[:4] <= "2199":
        for code, texts in said.items():
            assert [[fact.key for fact in facts.stated(text, code)] for text in texts] == [[str(day)], [str(day)]]


@given(st.text("0123456789.,/-– %tháng năm quý IVX century billion tỷ\n", max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_states_something_or_nothing(text: str) -> None:
    for code in LANGUAGES:
        for fact in facts.stated(text, code):
            assert facts.written(fact, "vi")
            assert facts.written(fact, "en")
        facts.in_words(text, code)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("text", ["1" * 5_000, "9" * 400 + "%", "0," + "1" * 5_000, "7" * 20 + " tỷ, billion"])
def test_a_number_longer_than_any_amount_is_still_one(text: str, code: str) -> None:
    (fact,) = facts.stated(text, code)
    assert facts.written(fact, code)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("text", ["1-", "1/", "3 và ", "3 and ", "1 ", "May, June, ", "tháng 5, ", "1999-"])
def test_a_long_line_takes_no_longer_than_its_words(text: str, code: str) -> None:
    began = process_time()
    facts.stated(text * 5_000, code)
    facts.in_words(text * 5_000, code)
    assert process_time() - began < 3
