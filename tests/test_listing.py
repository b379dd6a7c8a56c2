"""Findings as text, annotations and JSON: everything is told, in order, and nothing in a finding can give orders."""

import json
import re

from compendium import listing
from compendium.checks import catalogue
from compendium.language import LANGUAGES
from compendium.problem import Problem

WRONG = Problem("docs/vi/b.md", 7, "phải dẫn nguồn", "must cite its source", "evidence")
STYLE = Problem("docs/vi/a.md", 3, "viết hòa; hãy chạy: make fix", "write hòa; run: make fix", "tone-placement", 9)
LATER = Problem("docs/vi/a.md", 12, "phải có mã", "must have an id", "heading")
# A file may have any name, and a message holds what someone wrote.
HOSTILE = "%0A::error::x\r\n::stop-commands::y\u2028\x1b[2J, file=z::"
BOTH = [*LANGUAGES]


def test_findings_are_grouped_by_file_in_order_of_line_with_an_empty_line_between() -> None:
    assert listing.text([WRONG, LATER, STYLE], ["en"]) == (
        "docs/vi/a.md:3:9: warning[tone-placement]: write hòa; run: make fix\n"
        "docs/vi/a.md:12: error[heading]: must have an id\n"
        "\n"
        "docs/vi/b.md:7: error[evidence]: must cite its source\n"
        "\n"
        "Errors: 2, warnings: 1. 1 can be mended: make fix\n"
        "Each name in [ ] is explained on en/contribute/checks/#tone-placement, "
        "and by the command: make explain CHECK=tone-placement"
    )


def test_vietnamese_says_the_same() -> None:
    told = listing.text([WRONG], ["vi"])
    assert told.startswith("docs/vi/b.md:7: lỗi[evidence]: phải dẫn nguồn\n\nLỗi: 1, cảnh báo: 0.\n")
    assert "contribute/checks/#evidence" in told


def test_what_was_not_checked_is_said_also_where_nothing_was_found() -> None:
    for problems in ([], [WRONG]):
        assert "apt-get install hunspell" in listing.text(problems, ["en"], ["spelling"])
    assert listing.github([], ["en"], ["spelling"]).startswith("::notice::Spelling was not checked")
    assert json.loads(listing.as_json([], BOTH, ["spelling"]))["unchecked"] == ["spelling"]


def test_no_name_of_a_file_and_no_text_moves_a_terminal_or_ends_a_line() -> None:
    told = listing.text([Problem(HOSTILE, 1, HOSTILE, HOSTILE, "file")], ["en"])
    first, *_ = told.split("\n\n")
    assert len(first.splitlines()) == 1
    assert "\x1b" not in told
    assert "⟨U+001B⟩" in told


def test_annotations_stand_at_the_place_and_can_be_read_back() -> None:
    [line] = listing.github([STYLE], BOTH).splitlines()
    assert line == (
        "::warning file=docs/vi/a.md,line=3,col=9,title=tone-placement::"
        "viết hòa; hãy chạy: make fix (contribute/checks/#tone-placement)%0A"
        "write hòa; run: make fix (en/contribute/checks/#tone-placement)"
    )


def test_no_finding_can_give_an_order_of_its_own() -> None:
    problem = Problem(HOSTILE, 1, HOSTILE, HOSTILE, "file")
    [line] = listing.github([problem], ["en"]).split("\n")
    match = re.fullmatch(r"::error file=([^,:\r\n]*),line=1,title=file::([^\r\n]*)", line)
    assert match
    assert _read(match[1]) == problem.path
    assert "⟨U+000A⟩::stop-commands::y" in _read(match[2])


def _read(value: str) -> str:
    """What the runner makes of an escaped value."""
    for sign, code in ((",", "%2C"), (":", "%3A"), ("\n", "%0A"), ("\r", "%0D"), ("%", "%25")):
        value = value.replace(code, sign)
    return value


def test_json_has_the_same_shape_whatever_was_found() -> None:
    told = json.loads(listing.as_json([WRONG, STYLE], ["en"]))
    assert told["errors"] == told["warnings"] == 1
    assert told["unchecked"] == []
    assert told["problems"][0] == {
        "path": "docs/vi/a.md",
        "line": 3,
        "column": 9,
        "check": "tone-placement",
        "level": "warning",
        "vi": STYLE.vi,
        "en": STYLE.en,
        "mended_by": "make fix",
    }
    assert told["problems"][1] | {"column": None, "mended_by": None} == told["problems"][1]
    assert json.loads(listing.as_json([], BOTH)) == {"errors": 0, "warnings": 0, "unchecked": [], "problems": []}


def test_an_explanation_holds_both_examples_and_shows_what_nobody_sees() -> None:
    told = listing.explanation("invisible", ["en"])
    assert catalogue()["invisible"].must["en"] in told
    assert "Wrong (docs/vi/about.md):\n    Vi⟨U+200B⟩ệt Nam\nRight:\n    Việt Nam" in told
    assert "saved as UTF-8 with BOM" in listing.explanation("byte-order-mark", ["en"])
