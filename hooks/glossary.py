"""Tells the glossary where its terms are used, once all pages of its language are finished."""

from typing import Any

from compendium import term_uses
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    content = page.content or ""
    if term_uses.has_places(content):
        contents = {other.file.src_uri.split("/", 1)[1]: other.content or "" for other in nav.pages}
        page.content = term_uses.fill(content, contents, context["frame"])
