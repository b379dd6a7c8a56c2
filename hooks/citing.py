"""Tells how each page is cited: readers at its foot, machines in its head."""

from typing import Any

from compendium import citing, schema_org
from compendium.work import Work
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: object) -> dict[str, Any]:
    path, updated = page.file.src_uri.split("/", 1)[1], page.meta["updated"]
    work = Work(frame=context["frame"], path=path, updated=updated)
    return context | {"metadata": schema_org.head(work), "citing": citing.foot(work)}
