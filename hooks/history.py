"""Dates each page: the day on which it, or the data that it shows, last changed in git."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """`page.meta.updated`, as in `2026-11-22`; it is empty where the day is not known."""
    language, path = page.file.src_uri.split("/", 1)
    day = config.extra["edition"].updated(language, path)
    page.meta["updated"] = day.isoformat() if day else ""
    # The generator dates what it makes of the pages by this one, and cannot read an empty one.
    page.update_date = page.meta["updated"] or page.update_date
