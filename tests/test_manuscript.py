"""What of a file is prose: the place of everything, in both languages, and what is quoted word for word."""

import pytest
from compendium.proofreading import check, fixed

PAGE = "---\ntitle: Hoà\ndescription: 'Thuý'\n---\n\n"


def page(body: str) -> list[tuple[int, int, str]]:
    found = check(body, "docs/vi/a.md").findings
    return [(finding.line, finding.column, finding.text) for finding in found]


def record(text: str) -> list[tuple[int, int, str]]:
    found = check(text, "data/a.yml").findings
    return [(finding.line, finding.column, finding.text) for finding in found]


def test_a_page_is_read_from_its_head_to_its_end() -> None:
    assert page(PAGE + "Một.\n\n- hai hoà\n") == [(2, 9, "Hoà"), (3, 17, "Thuý"), (8, 8, "hoà")]


def test_lines_that_end_as_on_windows_have_the_same_places() -> None:
    text = PAGE + "Một.\n\n```\nhoà\n```\n\n- hai hoà\n"
    assert page(text.replace("\n", "\r\n")) == page(text)


@pytest.mark.parametrize(
    "text",
    [
        "`hoà ,` và ``hoà ` ,``",
        "```\nhoà\n```",
        "[x](hoà.md#thuý)",
        "[x](https://vi.wikipedia.org/wiki/Bình_(Hoà_Bình))",
        "[x](a_(b_(hoà)).md) [x]( hoà.md )",
        "[x](../f/QD_(735-QD-TTg).pdf)",
        "[x](<../f/Quyết định 735/QD-TTg Hoà.pdf>)",
        "<https://hoà.vn/kĩ> https://a.vn/hoà,kĩ hoà@thuý.vn",
        "<!-- compendium: hoà -->",
        '<div class="hoà" markdown>',
        "<code>hoà</code> <kbd class='x'>thuý</kbd> <PRE>kĩ\n\nthuật</PRE><script>hoà</script><style>hoà</style>",
        "Một[^hoà]",
        "## Một {#hoà}",
        "[@hoà §1 ¶2]",
        "[=hoà]",
        "[x]: hoà.md",
        "A | B\n:--- | ---:\n1 | 2",
    ],
)
def test_code_addresses_ids_and_markers_are_no_prose(text: str) -> None:
    assert page(text) == []
    assert fixed(f"{text}\n\nhoà\n", "docs/vi/a.md")[0] == f"{text}\n\nhòa\n"


@pytest.mark.parametrize("text", ["`make check` , rồi", "Một [@press §1] ."])
def test_a_sign_after_what_is_no_prose_is_looked_at_and_the_code_stays(text: str) -> None:
    assert fixed(text, "docs/vi/a.md")[0] == text.replace(" ,", ",").replace(" .", ".")


def test_footnotes_are_prose() -> None:
    assert page("Một[^1].\n\n[^1]: Hoà bình\n") == [(3, 8, "Hoà")]


def test_a_record_is_read_value_by_value() -> None:
    text = "# hoà\n- id: hoà-1\n  vi: Hoà\n  en: >-\n    One\n    hoà\n  list: [thuý, 'kĩ']\n  number: 1.000\n"
    assert record(text) == [(3, 8, "Hoà"), (6, 6, "hoà"), (7, 12, "thuý"), (7, 18, "kĩ")]


def test_two_languages_on_a_line_are_told_apart() -> None:
    text = "a: {vi: '33,000 và 33.000', en: '33,000 and 33.000'}\n"
    assert record(text) == [(1, 12, "33,000"), (1, 47, "33.000")]
    assert fixed(text, "data/a.yml")[0] == "a: {vi: '33.000 và 33.000', en: '33,000 and 33,000'}\n"


@pytest.mark.parametrize(
    "text",
    [
        "*Hoà bình , 33,000*{: .verbatim }",
        "**Hoà bình**{ .verbatim }",
        "_Hoà\nbình_{: lang=vi .verbatim }",
        "[Hoà bình](a.md){: .verbatim }",
        "[Hoà](a_(b).md){: .verbatim }",
        "[Hoà](<a b (c).md>){: .verbatim }",
        "> Hoà bình\n> thuý\n{: .verbatim }",
        "## Hoà bình {#peace .verbatim}",
    ],
)
def test_a_page_quotes_word_for_word_with_a_class(text: str) -> None:
    assert page(text) == []
    assert [found[2] for found in page(f"hoà\n\n{text}\n\nthuý")] == ["hoà", "thuý"]


def test_words_in_another_language_are_read_by_its_rules() -> None:
    text = (
        "---\ntitle: A\n---\n\nOf *33.000 việc*{lang=vi}, *33,000 việc*{lang=vi}, *33.000 de*{lang=fr}, 33.000 jobs.\n"
    )
    found = check(text, "docs/en/a.md").findings
    assert [(finding.column, finding.text) for finding in found] == [(31, "33,000"), (76, "33.000")]


def test_what_stands_around_the_quoted_words_is_looked_at() -> None:
    found = page("*hoà* và *hoà*{: .verbatim } hoà `*hoà*{: .verbatim }`")
    assert [(column, text) for _, column, text in found] == [(3, "hoà"), (31, "hoà")]


@pytest.mark.parametrize(
    "text",
    [
        "vi: Hoà # verbatim\n",
        "vi: 'Hoà'   # verbatim: on the cover\n",
        "a: {vi: Hoà, en: Thuý} # verbatim\n",
        "- Hoà # verbatim\n",
        "vi: >- # verbatim\n  Hoà\n  thuý\n",
        "vi: 'Hoà\n  thuý' # verbatim\n",
    ],
)
def test_a_record_quotes_word_for_word_with_a_remark(text: str) -> None:
    assert record(text) == []
    assert record(text.replace("# verbatim", "# as printed")) != []


def test_a_remark_is_about_its_own_value_alone() -> None:
    text = "a: >- # verbatim\n  hoà\nb: hoà\nc: 'hoà # verbatim'\nd: hoà # verbatim\ne: thuý\n"
    assert [found[0] for found in record(text)] == [3, 4, 6]


def test_quoting_word_for_word_frees_of_no_error() -> None:
    assert [found[2] for found in page("*Ðổi Vi\u200bệt hoà*{: .verbatim }")] == ["Ðổi", "Vi\u200bệt"]
    assert [found[2] for found in record("vi: Ðổi Vi\u200bệt hoà # verbatim\n")] == ["Ðổi", "Vi\u200bệt"]
