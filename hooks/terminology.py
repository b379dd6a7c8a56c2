"""Writes the glossary for other tools, once for all languages, below `data/` at the root of the site."""

from pathlib import Path
from typing import Any

from compendium import skos, tbx, terminology
from compendium.language import LANGUAGES
from compendium.terminology import Glossary
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority


# After static-i18n, which builds the other languages at -100.
@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    i18n: Any = config.plugins["i18n"]
    edition, here = config.extra["edition"], config.extra["publication"]
    if i18n.building or not edition.library.terms:
        return
    frames = {code: edition.frame(code, "", here.version, here.root) for code in LANGUAGES}
    glossary = Glossary(frames=frames)
    graph = skos.graph(glossary)
    folder = Path(config.site_dir, "data")
    folder.mkdir(exist_ok=True)
    for suffix, content in (
        ("csv", terminology.table(glossary)),
        ("json", terminology.document(glossary)),
        ("tbx", tbx.termbase(glossary)),
        ("ttl", skos.turtle(graph)),
        ("jsonld", skos.json_ld(graph)),
    ):
        (folder / f"glossary.{suffix}").write_bytes(content)
