"""Writes the open data, once for all languages: `data/<dataset>.csv` and `.json`, and the package that describes it."""

from pathlib import Path
from typing import Any

from compendium import datapackage, exports
from compendium.language import LANGUAGES
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority


# After static-i18n, which builds the other languages at -100.
@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    i18n: Any = config.plugins["i18n"]
    if i18n.building:
        return
    here = config.extra["publication"]
    frame = config.extra["edition"].frame(next(iter(LANGUAGES)), "", here.version, here.root)
    folder = Path(config.site_dir, exports.FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in exports.files(frame).items():
        (folder / name).write_bytes(content)
    (folder / datapackage.NAME).write_text(datapackage.datapackage(frame), encoding="utf-8", newline="\n")
