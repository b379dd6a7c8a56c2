"""Tells the build which release it is, and where it will stand. mike names the release in the environment."""

import os
from typing import Any

from compendium import listing, publication
from compendium.problem import DataError
from compendium.publication import Publication
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.pages import Page


# Before mike, which joins the release to whatever address it finds, once more in the build of each language.
@event_priority(100)
def _restore(config: MkDocsConfig) -> MkDocsConfig:
    config.site_url = config.extra.setdefault("root", config.site_url)
    return config


# After mike, whose address lacks the slash at its end.
@event_priority(-50)
def _settle(config: MkDocsConfig) -> MkDocsConfig:
    here = Publication(config.extra["root"] or "", os.environ.get("MIKE_DOCS_VERSION"))
    if problems := [*publication.check(here, config.extra["edition"].library.releases)]:
        raise Abort(listing.refusal(DataError(problems)))
    config.extra["publication"] = here
    config.site_url = here.base
    return config


on_config = CombinedEvent(_restore, _settle)


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: object) -> dict[str, Any]:
    i18n: Any = config.plugins["i18n"]
    here = config.extra["publication"]
    frame = config.extra["edition"].frame(i18n.current_language, page.url, here.version, here.root)
    return context | {"frame": frame}
