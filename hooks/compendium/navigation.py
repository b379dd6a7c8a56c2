"""The navigation: every page has its place in it, and every title in it its translation."""

import re
from collections.abc import Iterator, Mapping, Set
from typing import Any

from compendium.problem import Fault, Problem
from compendium.reader import Document, Keys, parse_yaml

_FILE = "mkdocs.yml"


def check(
    nav: object, files: Set[str], translations: Mapping[str, Set[str]], document: Document | None = None
) -> Iterator[Problem]:
    """`nav` as the configuration has it, the paths of the pages, and the titles that each other language translates.

    `document` is the configuration as read: with it, each problem stands at its line.
    """
    document = document or Document(_FILE)
    listed = list(_listed(nav, ("nav",)))
    paths = {path: keys for keys, _, path in listed if isinstance(path, str) and "://" not in path}
    titles = {title: keys for keys, title, _ in reversed(listed) if title is not None}
    for keys, title, path in listed:
        if not isinstance(path, str | list) or not isinstance(title, str | None):
            vi, en = "`nav` phải gồm trang và nhóm có tên", "`nav` must hold pages, and groups with a title"
            yield document.problem(keys, _fault(vi, en, "- index.md"))
    for path in sorted(files - paths.keys()):
        vi, en = f"`nav` phải có trang {path}", f"`nav` must list the page {path}"
        yield document.problem(("nav",), _fault(vi, en, f"- {path}"))
    for path in sorted(paths.keys() - files):
        vi, en = f"`nav` phải bỏ hoặc sửa {path}: không có trang này", f"`nav` must drop or mend {path}: no such page"
        yield document.problem(paths[path], _fault(vi, en, "- index.md"))
    for code, translated in translations.items():
        for title in sorted(str(title) for title in titles.keys() - translated):
            vi = f"`nav_translations` ({code}) phải dịch: {title}"
            en = f"`nav_translations` ({code}) must translate: {title}"
            yield document.problem(titles.get(title, ("nav",)), _fault(vi, en, f"{title}: Reference"))


def _fault(vi: str, en: str, example: str) -> Fault:
    return Fault(f"{vi}; ví dụ: {example}", f"{en}; for example: {example}", "navigation")


def _listed(below: object, keys: Keys) -> Iterator[tuple[Keys, Any, Any]]:
    """Everything in the navigation with the keys to it: its title, where it has one, and its page or the list below."""
    if not isinstance(below, list):
        yield keys, None, None
        return
    for index, item in enumerate(below):
        for title, page in item.items() if isinstance(item, dict) else [(None, item)]:
            place = (*keys, index) if title is None else (*keys, index, str(title))
            is_group = title is not None and isinstance(page, list)
            yield place, title, page if is_group or isinstance(page, str) else None
            if is_group:
                yield from _listed(page, place)


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
