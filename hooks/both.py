"""Writes each page once more, in both languages side by side, from its finished content in each."""

from pathlib import Path
from typing import Any

from compendium import bilingual, policy
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: object) -> None:
    language, path = page.file.src_uri.split("/", 1)
    side = bilingual.Side(
        context["frame"], str(page.title), page.content or "", page.meta["updated"], context["suggestion"]
    )
    config.extra.setdefault("sides", {}).setdefault(path, {})[language] = side


# After static-i18n, which builds the other languages at -100.
@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    i18n: Any = config.plugins["i18n"]
    if i18n.building:
        return
    for sides in config.extra.pop("sides").values():
        address, html = bilingual.page(sides, config.extra["publication"], config.extra["assets"])
        file = Path(config.site_dir, address, "index.html")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(policy.secured(html, f"{address}index.html"), encoding="utf-8")
