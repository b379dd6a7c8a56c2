"""Writes the feeds of the timeline and its calendar, at the root of each language."""

from pathlib import Path
from typing import Any

from compendium import feeds
from compendium.language import LANGUAGES
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority


# After static-i18n, which builds the other languages at -100.
@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    i18n: Any = config.plugins["i18n"]
    if i18n.building:
        return
    edition, here = config.extra["edition"], config.extra["publication"]
    days = edition.days("events")
    for code, language in LANGUAGES.items():
        frame = edition.frame(code, language.prefix, here.version, here.root)
        for name, content in feeds.files(frame, days).items():
            Path(config.site_dir, language.prefix, name).write_bytes(content)
