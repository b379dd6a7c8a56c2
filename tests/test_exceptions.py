"""Exceptions from checks stand beside the text, each with its reason, and no reader sees them."""

import pytest
from compendium import exceptions, judgement, pages, prose
from compendium.exceptions import Exceptions, Objection
from compendium.problem import Problem
from conftest import EVENT, Site, front

BODY = """Words before.

## First {{#first}}

- One.
{first}
- Two.

## Second {{#second}}

A paragraph
{second}
goes on.
"""


def page(first: str = "", second: str = "") -> str:
    return front("A") + BODY.format(first=first, second=second)


def excepted(site: Site) -> Exceptions:
    found, _ = pages.load(site.root / "docs", site.root)
    return exceptions.read(site.root / "data", found)


def objection(path: str, line: int, value: str, check: str = "same-numbers") -> Objection:
    return Objection(Problem(path, line, "vi", "en", check), {value})


LINE = 1 + front("A").count("\n")
ALLOW = "<!-- allow same-numbers 1.6 billion: the source has it so -->"


def test_an_exception_holds_for_its_section_in_both_languages(site: Site) -> None:
    site.pair("a.md", page(), page(ALLOW))
    allowed = excepted(site)
    for language in ("vi", "en"):
        kept, used = allowed.apply([objection(f"docs/{language}/a.md", LINE + 4, "1.6 billion")])
        assert kept == []
        assert used == set(allowed.written)


@pytest.mark.parametrize(
    "other",
    [
        objection("docs/en/a.md", LINE, "1.6 billion"),
        objection("docs/en/a.md", LINE + 9, "1.6 billion"),
        objection("docs/en/index.md", LINE + 4, "1.6 billion"),
        objection("docs/en/a.md", LINE + 4, "1.7 billion"),
        objection("docs/en/a.md", LINE + 4, "1.6 billion", "same-dates"),
    ],
    ids=["another section", "the section below", "another page", "another value", "another check"],
)
def test_an_exception_takes_nothing_else_away(site: Site, other: Objection) -> None:
    site.pair("a.md", page(), page(ALLOW))
    allowed = excepted(site)
    assert allowed.apply([other]) == ([other.problem], frozenset())
    assert [problem.line for problem in allowed.unused(frozenset(), "error")] == [LINE + 5]
    assert [*allowed.unused(frozenset(), "warning")] == []


def test_an_exception_of_the_opening_holds_for_the_title(site: Site) -> None:
    site.pair("a.md", front("A") + ALLOW + "\n\nText.\n", page())
    assert excepted(site).apply([objection("docs/en/a.md", 2, "1.6 Billion")])[0] == []


def test_an_exception_in_a_record_holds_for_both_languages_of_its_field(site: Site) -> None:
    title, remark = "title: {vi: Việt Nam gia nhập ASEAN, en: Vietnam joins ASEAN}", "# allow same-dates 1995: known"
    for written, lines in (
        (f"{title} {remark}", [5]),
        (f"title:\n    vi: >- {remark}\n      Một\n      năm\n    en: A", [5, 6, 9]),
        (f"title:\n    vi: Một\n    en: A year\n      long {remark}", [5, 6, 7, 8]),
    ):
        site.data("events", EVENT.replace(title, written))
        allowed = excepted(site)
        for line in lines:
            assert allowed.apply([objection("data/events.yml", line, "1995", "same-dates")])[0] == []
        for line in (4, lines[-1] + 1):
            assert allowed.apply([objection("data/events.yml", line, "1995", "same-dates")])[0] != []


def test_text_of_a_record_is_no_exception(site: Site) -> None:
    site.data("events", EVENT.replace("Năm 1995.", "'Năm # allow same-dates 1995: no'"))
    assert excepted(site) == Exceptions()


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("same-numbers 12", "the reason"),
        ("same-numbers 12:", "the reason"),
        ("same-numbers 12: ", "the reason"),
        ("same-numbers: because", "the reason"),
        ("", "the reason"),
        ("same-nombres 12: because", "same-numbers"),
        ("heading 12: because", "same-numbers"),
    ],
)
def test_an_exception_that_is_not_whole_is_an_error(site: Site, said: str, wanted: str) -> None:
    site.pair("a.md", page(f"<!-- allow {said} -->"), page())
    site.data("events", EVENT.replace("kind: membership", f"kind: membership # allow {said}"))
    problems = [problem for problem in judgement.judge(site.root).errors if problem.check == "exception"]
    assert [(problem.path, problem.line) for problem in problems] == [
        ("docs/vi/a.md", LINE + 5),
        ("data/events.yml", 9),
    ]
    assert all(wanted in problem.en for problem in problems)


def test_an_exception_on_a_line_of_its_own_in_a_record_is_an_error(site: Site) -> None:
    site.data("events", EVENT + "  # allow same-numbers 12: because\n")
    assert [problem.check for problem in judgement.judge(site.root).errors] == ["exception"]


def test_an_exception_that_nothing_needs_is_an_error(site: Site) -> None:
    site.pair("a.md", page(second=ALLOW), page())
    found = [(problem.path, problem.line, problem.check) for problem in judgement.judge(site.root).errors]
    assert found == [("docs/vi/a.md", LINE + 11, "exception")]


def test_nobody_who_reads_sees_an_exception(site: Site) -> None:
    with_it, without = (
        page(ALLOW, ALLOW),
        page().replace("\n\n- Two", "\n- Two").replace("paragraph\n\n", "paragraph\n"),
    )
    for name, text in (("with.md", with_it), ("without.md", without)):
        site.pair(name, text, text)
    found, _ = pages.load(site.root / "docs", site.root)
    one, two = (found.by_language["en"][name] for name in ("with.md", "without.md"))
    assert prose.blocks(one, {}) == prose.blocks(two, {})
    assert [block for _, block in one.blocks()] == [block for _, block in two.blocks()]
    assert "allow" not in one.prose
    assert [line for line, _ in one.allowances] == [LINE + 5, LINE + 11]
    assert pages.readable(one.body) == two.body


def test_code_may_show_an_exception() -> None:
    body = f"```\n{ALLOW}\n```\n\n`{ALLOW}`\n"
    assert pages.readable(body) == body


def test_what_only_begins_like_an_exception_is_refused(site: Site) -> None:
    hostile = "<!-- allow x 1: y --><script>alert(1)</script><!-- -->"
    site.pair("a.md", front("A") + hostile + "\n", front("A"))
    assert {"markup", "marker"} <= {problem.check for problem in judgement.judge(site.root).errors}


def test_an_exception_is_not_in_what_is_built(site: Site) -> None:
    allow = "<!-- allow same-numbers 30: English says it otherwise -->"
    site.pair("a.md", front("A") + f"Có 30.\n{allow}\n", front("A") + "There are some.\n")
    assert site.build().code == 0
    files = [file for file in (site.root / "site").rglob("*.*") if file.is_file()]
    assert not [file for file in files if b"says it otherwise" in file.read_bytes()]
