"""What a page may hold, whoever wrote it: judged by the HTML that Markdown really makes of it, against a short list."""

import html
import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice

import markdown

from compendium import addresses
from compendium.pages import Page
from compendium.problem import Fault, Problem

# Those of mkdocs.yml, and those that its host adds.
EXTENSIONS = ("toc", "tables", "fenced_code", "attr_list", "md_in_html")

_MOST_FAULTS = 20

_WRITTEN = re.compile(r'</?(?:div|h1)>|<(?:div|h1)(?: class="[\w -]+")?(?: markdown)?>|<https://[^\s<>]+>|<!--[^>]*-->')
_TAG = re.compile(r"<[a-zA-Z/!?]")

# The whole of what Markdown makes of a page is a row of these: what a browser could read in another way is refused.
_TOKEN = re.compile(
    r"[^<]+|<!--(?!-?>)[^<>]*-->|</(?P<end>[a-z][a-z0-9]*)>"
    r'|<(?P<tag>[a-z][a-z0-9]*)(?P<has>(?: data-no-terms| [a-z-]+="[^"<>]*")*) ?/?>'
)
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_VOID = frozenset({"br", "hr", "img"})
_TAGS = re.compile("p|div|h[1-6]|[uo]l|li|blockquote|pre|code|em|strong|a|table|thead|tbody|tr|t[hd]|br|hr|img")
_CLASSES = re.compile(
    r"guide|verbatim|language-[a-z]+|c-hero(?:__lead|__title)?|c-cards-list"
    r"|c-card(?:--(?:integration|us-partnership|science-diplomacy))?"
)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][A-Za-z]{1,3})?")
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
# Ids of the frame of every page, and those that templates make.
RESERVED = re.compile(
    r"(?:note|noted|figure|page|cite|ref|term|def|used|release|changes|dataset|search|lookup|letter|period|standing|mark"
    r"|overview|timeline|download)[-_].*|search|cite|song-ngu"
)


def check(page: Page) -> Iterator[Problem]:
    """What a page must not hold."""
    told = {problem.line: problem for problem in check_tags(page)}
    yield from told.values()
    yield from (problem for problem in check_made(page) if problem.line not in told)


def check_tags(page: Page) -> Iterator[Problem]:
    """Of HTML an editor may write blocks and the heading of the home page, with a class."""
    for line, text in page.lines():
        if _TAG.search(_WRITTEN.sub("", text)):
            vi = "trang không được có mã HTML, trừ khối <div class=…>"
            en = "page must not hold HTML, but for <div class=…> blocks"
            yield Problem(page.shown, line, f"{vi}; ví dụ: **chữ đậm**", f"{en}; for example: **bold**", "markup")


def check_made(page: Page) -> Iterator[Problem]:
    """What Markdown makes of a page: only elements, attributes, classes, ids and addresses that pages use."""
    lines = page.body.rstrip("\n").split("\n")

    # The line of a fault is where the page, cut off after it, first has as many.
    @cache
    def faults(count: int) -> list[Fault]:
        return [*islice(_faults("\n".join(lines[:count]), is_whole=count == len(lines)), _MOST_FAULTS)]

    for number, fault in enumerate(faults(len(lines))):
        first, last = 1, len(lines)
        while first < last:
            middle = (first + last) // 2
            first, last = (first, middle) if len(faults(middle)) > number else (middle + 1, last)
        yield Problem(page.shown, page.first_line + first - 1, fault.vi, fault.en, fault.check)


def _faults(body: str, *, is_whole: bool) -> Iterator[Fault]:
    try:
        made = markdown.markdown(body, extensions=EXTENSIONS)
    # What the library breaks on is nothing that a page needs.
    except Exception:
        yield _markup("…")
        return
    yield from _judged(made, is_whole=is_whole)


def _judged(made: str, *, is_whole: bool) -> Iterator[Fault]:
    """What is wrong with the HTML of a page: of tags that do not come in pairs, the first."""
    position, open_tags = 0, list[str]()
    is_paired = True
    while position < len(made):
        match = _TOKEN.match(made, position)
        if match is None:
            tag = made[position : position + 40].split("\n")[0]
            yield _markup(tag)
            is_paired = False
            position += 1
            continue
        position = match.end()
        if match["end"] and is_paired and not (open_tags and open_tags.pop() == match["end"]):
            yield _markup(match[0])
            is_paired = False
        elif match["tag"]:
            yield from _of_element(match["tag"], match["has"])
            open_tags += [match["tag"]] if match["tag"] not in _VOID else []
    # In the middle of a page, more may follow.
    if is_whole and is_paired and open_tags:
        yield _markup(f"<{open_tags[0]}>")


def _of_element(tag: str, has: str) -> Iterator[Fault]:
    if not _TAGS.fullmatch(tag):
        yield _markup(f"<{tag}>")
        return
    for name, value in _ATTRIBUTE.findall(has):
        try:
            _judge_attribute(tag, name, html.unescape(value))
        except Fault as fault:
            yield fault


def _judge_attribute(tag: str, name: str, value: str) -> None:
    """Raises Fault for an attribute that no page needs, or for what stands in it."""
    known = {"a": ("href", "title"), "img": ("src", "alt", "title"), "ol": ("start",)}.get(tag, ())
    judge: Callable[[str], None] | None = {"href": addresses.check_link, "src": addresses.check_picture}.get(name)
    if name == "id" and tag in ("h2", "h3", "h4", "h5", "h6"):
        _judge_id(value)
    elif name == "id" and tag == "h1" and re.fullmatch(r"[a-z0-9_-]+", value):
        pass  # made from the words of the home page's title: no editor writes it
    elif name == "class":
        _judge_classes(value)
    elif name in known and judge:
        judge(value)
    elif name == "style" and tag in ("td", "th"):
        raise Fault(
            "bảng không được căn cột bằng `---:`, vì trang không được chứa `style`; ví dụ: |---|---|",
            "a table must not align its columns (`---:`): a page must hold no `style`; for example: |---|---|",
            "markup",
        )
    elif name not in known and not (name == "lang" and _LANGUAGE.fullmatch(value)):
        raise _markup(f"{name}=")


def _judge_id(value: str) -> None:
    if not _ID.fullmatch(value) or RESERVED.fullmatch(value) or len(value) > 64:
        raise Fault(
            f"mã `{value}` của tiêu đề phải gồm chữ thường không dấu, số và gạch ngang, và không phải mã của trang web"
            "; ví dụ: {#goals-to-2020}",
            f"id `{value}` of a heading must be plain letters in lower case, digits and hyphens, and none of the site's"
            " own; for example: {#goals-to-2020}",
            "heading",
        )


def _judge_classes(value: str) -> None:
    for name in value.split():
        if not _CLASSES.fullmatch(name):
            raise Fault(
                f"lớp `{name}` không phải lớp dành cho trang; ví dụ: {{: .guide }}",
                f"class `{name}` must be one that pages use; for example: {{: .guide }}",
                "markup",
            )


def _markup(what: str) -> Fault:
    return Fault(
        f"trang chỉ được gồm những gì Markdown thường dùng, không có `{what}`; ví dụ: **chữ đậm**",
        f"a page must hold what Markdown makes alone, without `{what}`; for example: **bold**",
        "markup",
    )
