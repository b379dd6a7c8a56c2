"""Tells each page where it is changed: in its language, and in the data that it shows."""

from typing import Any

from compendium.suggesting import suggestion
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: object) -> dict[str, Any]:
    path = page.file.src_uri.split("/", 1)[1]
    return context | {"suggestion": suggestion(context["frame"], path, config.repo_url, config.edit_uri)}
