"""Draws the picture that stands for the site where a page is shared, in each language."""

from pathlib import Path
from typing import Any

from compendium.card import card
from compendium.language import LANGUAGES
from compendium.work import card_name
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority


# After static-i18n, which builds the other languages at -100.
@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    i18n: Any = config.plugins["i18n"]
    if not i18n.building:
        for code, language in LANGUAGES.items():
            file = Path(config.site_dir, card_name(code))
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(card(config.extra["edition"].frame(code, language.prefix)))
