"""Writes the search index of each language, in its own folder, from the finished content of its pages."""

from pathlib import Path
from typing import Any

from compendium import search
from compendium.language import LANGUAGES
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: object) -> None:
    language, path = page.file.src_uri.split("/", 1)
    place = [str(ancestor.title) for ancestor in reversed(list(page.ancestors))]
    written = config.extra["edition"].pages.by_language[language][path]
    found = search.entries(page.content or "", written, place)
    config.extra.setdefault("found", {}).setdefault(language, []).extend(found)


# After static-i18n, which builds the other languages at -100.
@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    i18n: Any = config.plugins["i18n"]
    if i18n.building:
        return
    found = config.extra.pop("found")
    for code, language in LANGUAGES.items():
        file = Path(config.site_dir, language.prefix, "search", "search_index.json")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(search.index(code, found, config.extra["edition"].library), encoding="utf-8")
