"""Puts into every page what it may load and run, and beside the pages the headers that say it to hosts."""

from pathlib import Path
from typing import Any

from compendium import listing, policy
from compendium.problem import DataError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page


# Last of all that change a page.
@event_priority(-300)
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    return _secured(output, f"docs/{page.file.src_uri}")


@event_priority(-300)
def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    return _secured(output, f"overrides/{template_name}") if template_name.endswith(".html") else output


def _secured(page: str, shown: str) -> str:
    try:
        return policy.secured(page, shown)
    except DataError as error:
        raise Abort(listing.refusal(error)) from None


# A release stands among others: the command that makes it writes the one file of all. See staging.py.
@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    i18n: Any = config.plugins["i18n"]
    if i18n.building or config.extra["publication"].version:
        return
    site = Path(config.site_dir)
    pages = (page.read_text(encoding="utf-8") for page in site.rglob("*.html"))
    (site / policy.HEADERS).write_text(policy.headers(config.extra["root"], pages), encoding="utf-8")
