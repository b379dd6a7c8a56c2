"""The languages side by side: each page in all of them, with the same headings, citations, figures and markers."""

from collections.abc import Iterator, Set
from itertools import zip_longest

from compendium.pages import Page, Pages
from compendium.problem import Problem


def check(pages: Pages, told: Set[tuple[str, int]] = frozenset()) -> Iterator[Problem]:
    """Each page stands in every language, with the same headings, citations, figures and markers in the same order.

    `told` are the files and lines of problems found before: a difference that only follows from one is left out.
    """
    for path in sorted(frozenset().union(*pages.files.values())):
        there = [by_path[path] for by_path in pages.by_language.values() if path in by_path]
        for code, files in pages.files.items():
            if path not in files and there:
                wanted = there[0].shown.replace(f"/{there[0].language}/", f"/{code}/", 1)
                vi, en = f"trang phải có bản tương ứng: {wanted}", f"page must have its counterpart: {wanted}"
                yield Problem(there[0].shown, 1, vi, en, "page-pair")
        for other in there[1:]:
            yield from _check_in_step(there[0], other, told)


def _check_in_step(first: Page, other: Page, told: Set[tuple[str, int]]) -> Iterator[Problem]:
    """The first place where two languages of a page part, for each of the things that they share."""
    for (vi, en), ours, theirs in zip(_SHARED, _shared(first), _shared(other), strict=True):
        for one, two in zip_longest(ours, theirs, fillvalue=(0, "")):
            if one[1] != two[1]:
                if _is_told(first, one[0], told) or _is_told(other, two[0], told):
                    break
                sides = [(first, one, ours), (other, two, theirs)]
                # Whichever has fewer owes what the other has; where both have as many, the first leads.
                (ahead, wanted, _), (behind, found, all_found) = sides if len(ours) >= len(theirs) else sides[::-1]
                place = f"{ahead.shown}:{wanted[0]}"
                line = found[0] or (all_found[-1][0] if all_found else behind.first_line)
                vi, en = (
                    f"{vi} phải giống {place}; ví dụ: {wanted[1]}",
                    f"{en} must be as in {place}; for example: {wanted[1]}",
                )
                yield Problem(behind.shown, line, vi, en, "structure")
                break


def _is_told(page: Page, line: int, told: Set[tuple[str, int]]) -> bool:
    """Whether a problem stands on this line; where a thing is missing (line 0), anywhere on its page."""
    return (page.shown, line) in told or (line == 0 and any(path == page.shown for path, _ in told))


_SHARED = (
    ("tiêu đề (cấp, mã, thứ tự)", "heading (level, id, order)"),
    ("trích dẫn", "citation"),
    ("số liệu", "figure"),
    ("dấu chèn dữ liệu", "marker"),
)


def _shared(page: Page) -> list[list[tuple[int, str]]]:
    """What both languages of a page share, in order, each with its line and as an author writes it."""
    return [
        [(heading.line, f"{'#' * heading.level} … {{#{heading.id}}}") for heading in page.headings()],
        [(line, f"[@{text}]") for line, text in page.citations()],
        [(line, f"[={identifier}]") for line, identifier in page.figures()],
        [(line, f"<!-- compendium: {' '.join((name, *arguments))} -->") for line, name, arguments in page.markers()],
    ]
