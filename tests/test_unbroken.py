"""Numbers of documents do not wrap."""

import pytest
from compendium import unbroken


@pytest.mark.parametrize("number", ["57-NQ/TW", "735/QĐ-TTg", "07/2022/QH15", "20-NQ/TW", "30/2020/NĐ-CP"])
def test_the_number_of_a_document_stays_in_one_line(number: str) -> None:
    assert unbroken.numbers(f"<p>Số {number}.</p>") == f'<p>Số <span class="c-number">{number}</span>.</p>'


@pytest.mark.parametrize(
    "text",
    [
        "ngày 22/12/2024",
        "2014–2020",
        "7(92)-2015",
        "33.000",
        "10–11/9/2023",
        "24/7",
        "example.org/a/552068340/Vietnam-US-ties",
    ],
)
def test_dates_and_numbers_are_left_as_they_are(text: str) -> None:
    assert unbroken.numbers(f"<p>{text}</p>") == f"<p>{text}</p>"


def test_what_stands_in_tags_and_code_is_left_as_it_is() -> None:
    assert unbroken.numbers("<svg><title>57-NQ/TW</title></svg>") == "<svg><title>57-NQ/TW</title></svg>"
    page = '<a href="/57-NQ/TW" title="57-NQ/TW"><code>57-NQ/TW</code></a>'
    assert unbroken.numbers(page) == page
