"""The navigation: every page has its place in it, and every title in it its translation."""

from collections.abc import Iterator, Mapping, Set
from typing import Any

from compendium.problem import Fault, Problem
from compendium.reader import Document, Keys

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
