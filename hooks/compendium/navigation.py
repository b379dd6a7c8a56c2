"""The navigation: every page has its place in it, and every title in it its translation."""

from collections.abc import Iterator, Mapping, Set
from typing import Any

from compendium.problem import Problem

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
