"""What strangers wrote is read in a report and does nothing there."""

import html
import re

import markdown
import pytest
from compendium import inert
from compendium.redline import Part

# What GitHub makes of a text once it is rendered, or a workflow of what a step prints.
LIVE = re.compile(r"@\w|#\d|https?://|www\.|GH-\d|##\[|\$\w|:\w+:|^::", re.IGNORECASE | re.MULTILINE)
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</ins></details><h1>Approved</h1>",
    "&lt;b&gt; &#60;script&#62; &amp;lt;",
    "![picture](https://example.org/x.png)",
    "[link](javascript:alert(1)) [other][ref]",
    "\n\n[ref]: https://example.org",
    "https://example.org www.example.org someone@example.org",
    "@organisation/team #12 GH-12 owner/name#12",
    "**bold** _italic_ ~~gone~~ `code` ``` | a | b |",
    "\n# Heading\n- item\n> quote\n\n| a |\n| - |\n| b |",
    "- item",
    "+ item",
    "1. item",
    "12) item",
    "---",
    "# Heading",
    "$x^2$ :rocket: - [x] task",
    "::error file=a::b",
    "##[error]b",
    "\n::add-mask::secret",
    r"\<b\> \\[a](b)",
    "<!-- hidden --> <![CDATA[x]]> <?php ?>",
    "\x1b[31mred\x1b[0m \x07",
    "\u202eright to left\u202c zero\u200bwidth",
    "\ud800 half a character",
]


@pytest.mark.parametrize("written", HOSTILE)
def test_a_text_is_shown_as_it_was_written_and_does_nothing(written: str) -> None:
    rendered = markdown.markdown(f"- {inert.text(written)}", extensions=["tables"])
    # Only the elements that part what would otherwise be found in the text.
    assert re.sub(r"</?(span|ul|li)>", "", rendered).find("<") == -1
    alone = re.sub(r"<[^>]*>", "\n", rendered)
    assert not LIVE.search(alone)
    shown = html.unescape(re.sub(r"<[^>]*>", "", rendered)).replace("\n", "")
    seen = re.sub("⟨U\\+[0-9A-F]{4,6}⟩", "", shown)
    plain = "".join(character for character in re.sub(r"\s+", " ", written) if character.isprintable())
    # These two are signs of GitHub's Markdown alone, and so are their escapes.
    assert re.sub(r"\\([~|])", r"\1", seen).strip() == plain.strip()


@pytest.mark.parametrize("written", HOSTILE)
def test_a_text_is_one_line_that_can_be_written(written: str) -> None:
    for shown in (inert.text(written), inert.code(written)):
        assert "\n" not in shown
        assert "##[" not in shown
        assert shown.encode()
        assert not any(character for character in shown if not character.isprintable())


def test_what_cannot_be_seen_is_shown_by_its_number() -> None:
    assert inert.text("a\u202eb\x1b[31m") == "a⟨U+202E⟩b⟨U+001B⟩\\[31m"


def test_a_path_stands_as_code_unless_it_would_end_it() -> None:
    assert inert.code("docs/vi/a b.md#c") == "`docs/vi/a b.md#c`"
    assert inert.code("a`b<i>") == r"<code>a\`b&lt;i&gt;</code>"
    assert inert.code("a\nb") == "<code>a b</code>"


def test_ordinary_words_stay_as_they_are() -> None:
    for text in ("KH&CN: 33.000 việc làm (2023), 735/QĐ-TTg; “mục tiêu”", "Vietnam–US S&T, 1.6%: 10 = 5 + 5"):
        assert inert.text(text) == text


def test_a_redline_marks_what_is_gone_and_what_is_new() -> None:
    parts = [Part("same", "up to "), Part("deleted", "50"), Part("inserted", "<60>"), Part("same", " aircraft")]
    assert inert.redline(parts) == "up to <del>50</del><ins>&lt;60&gt;</ins> aircraft"
