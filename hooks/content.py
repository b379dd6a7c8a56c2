"""Finishes the content of each page: data at its markers, citations, definitions, contents, links to headings."""

from html import escape
from typing import Any

from compendium import headings
from compendium.pages import readable
from compendium.problem import DataError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    return readable(markdown)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    edition = config.extra["edition"]
    i18n: Any = config.plugins["i18n"]
    here = config.extra["publication"]
    frame = edition.frame(i18n.current_language, page.url, here.version, here.root)
    try:
        html = edition.finish(html, frame)
    except DataError as error:
        raise Abort(str(error)) from None
    page.toc = TableOfContents([_anchor(entry) for entry in headings.contents(html)])
    page.present_anchor_ids = headings.ids(html)
    return headings.link(html, frame)


def _anchor(entry: headings.Entry) -> AnchorLink:
    anchor = AnchorLink(escape(entry.title), entry.id, entry.level)
    anchor.children = [_anchor(child) for child in entry.children]
    return anchor
