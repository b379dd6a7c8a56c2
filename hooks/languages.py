"""Two languages without a seam: refuses a navigation title that a language does not translate."""

from collections.abc import Iterator
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    others = [language for language in config.plugins["i18n"].config.languages if not language.default]
    for language in others:
        if missing := sorted(set(_titles(config.nav or [])) - set(language.nav_translations or {})):
            names, key = ", ".join(missing), f"`nav_translations` ({language.locale})"
            raise Abort(
                f"mkdocs.yml:1: {key} phải dịch: {names}; ví dụ: {missing[0]}: Reference\n"
                f"mkdocs.yml:1: {key} must translate: {names}; for example: {missing[0]}: Reference"
            )
    return config


def _titles(items: list[Any]) -> Iterator[str]:
    """The titles that `nav` itself gives; those of pages come from their front matter."""
    for item in items:
        for title, below in item.items() if isinstance(item, dict) else ():
            yield title
            yield from _titles(below) if isinstance(below, list) else ()
