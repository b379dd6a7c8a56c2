"""Says of each page what its editors wrote, and when it, or the data that it shows, last changed in git."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """`page.meta.updated`, as in `2026-11-22`; it is empty where the day is not known."""
    language, path = page.file.src_uri.split("/", 1)
    edition = config.extra["edition"]
    # The host reads the front matter in its own way, and `1:30` as 90.
    page.meta |= edition.pages.by_language[language][path].front.model_dump()
    day = edition.updated(language, path)
    page.meta["updated"] = day.isoformat() if day else ""
    # The generator dates what it makes of the pages by this one, and cannot read an empty one.
    page.update_date = page.meta["updated"] or page.update_date
