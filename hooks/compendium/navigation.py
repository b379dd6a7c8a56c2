"""The navigation: every page has its place in it, and every title in it its translation."""

import re
from collections.abc import Iterator, Mapping, Set
from typing import Any

from compendium.problem import Fault, Problem
from compendium.reader import parse_yaml

_FILE = "mkdocs.yml"


def check(nav: list[Any], files: Set[str], translations: Mapping[str, Set[str]]) -> Iterator[Problem]:
    """`nav` as the configuration has it, the paths of the pages, and the titles that each other language translates."""
    titles, paths = set[str](), set[str]()
    _collect(nav, titles, paths)
    for path in sorted(files - paths):
        vi, en = f"`nav` phải có trang {path}", f"`nav` must list the page {path}"
        yield Problem(_FILE, 1, f"{vi}; ví dụ: - {path}", f"{en}; for example: - {path}", "navigation")
    for path in sorted(paths - files):
        vi, en = f"`nav` phải bỏ hoặc sửa {path}: không có trang này", f"`nav` must drop or mend {path}: no such page"
        yield Problem(_FILE, 1, f"{vi}; ví dụ: - index.md", f"{en}; for example: - index.md", "navigation")
    for code, translated in translations.items():
        for title in sorted(titles - translated):
            vi, en = (
                f"`nav_translations` ({code}) phải dịch: {title}",
                f"`nav_translations` ({code}) must translate: {title}",
            )
            yield Problem(
                _FILE, 1, f"{vi}; ví dụ: {title}: Reference", f"{en}; for example: {title}: Reference", "navigation"
            )


def _collect(items: list[Any], titles: set[str], paths: set[str]) -> None:
    """The titles that the navigation itself gives, and the pages it lists."""
    for item in items:
        for title, below in item.items() if isinstance(item, dict) else [("", item)]:
            titles |= {title} - {""}
            if isinstance(below, list):
                _collect(below, titles, paths)
            elif "://" not in below:
                paths.add(below)


def sections(configuration: str) -> dict[str, list[str]]:
    """The titles that the navigation gives to groups of pages, each with the paths below it."""
    return {
        title: [path for path in below if isinstance(path, str)]
        for item in _nav(configuration)
        if isinstance(item, dict)
        for title, below in item.items()
        if isinstance(below, list)
    }


def added(configuration: str, path: str, title: str) -> tuple[str, int]:
    """The text of `mkdocs.yml` with a page at the end of the section of that title, and the line on which it stands.

    Without a title it comes last on the first level. Everything else in the text stays as it is. Raises Fault where
    the navigation is not written with one item a line.
    """
    old = _nav(configuration)
    lines = configuration.splitlines(keepends=True)
    line = _line_after(lines, title)
    if line:
        dash = re.match(r" *", lines[line - 1])
        lines.insert(line, f"{dash[0] if dash else ''}- {path}\n")
    after = "".join(lines)
    if _nav(after) != _with(old, path, title):
        vi, en = "`nav` phải có trang mới; hãy tự thêm dòng này", "`nav` must list the new page; add this line yourself"
        raise Fault(f"{vi}: - {path}", f"{en}: - {path}", "navigation")
    return after, line + 1


def _nav(configuration: str) -> list[Any]:
    found = parse_yaml(configuration, _FILE, []).value
    nav = found.get("nav") if isinstance(found, dict) else None
    return nav if isinstance(nav, list) else []


def _with(nav: list[Any], path: str, title: str) -> list[Any]:
    """What the navigation must say afterwards."""
    if not title:
        return [*nav, path]
    return [
        {title: [*item[title], path]} if isinstance(item, dict) and isinstance(item.get(title), list) else item
        for item in nav
    ]


def _line_after(lines: list[str], title: str) -> int:
    """How many lines stand before the place of a new item: those down to the last item of the section."""
    top = next((number for number, line in enumerate(lines) if re.match(r"nav: *(#.*)?$", line)), None)
    depths = list[tuple[int, int, str]]()
    for number, line in enumerate(lines[top + 1 :], top + 1) if top is not None else ():
        if found := re.match(r"( *)- +(.*?) *(#.*)?$", line):
            depths.append((number, len(found[1]), found[2].removesuffix(":").strip("\"'")))
        elif re.match(r"[^\s#]", line):
            break
    if not depths:
        return 0
    first = depths[0][1]
    if not title:
        return max(number for number, depth, _ in depths if depth == first) + 1
    start = next((number for number, depth, text in depths if depth == first and text == title), None)
    if start is None:
        return 0
    last = start
    for number, depth, _ in depths:
        if number > start and depth <= first:
            break
        last = max(last, number) if number > start else last
    return last + 1
