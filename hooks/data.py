"""Loads the edition before anything is built: data, pages and templates, or every problem found in them."""

from pathlib import Path
from typing import Any

from compendium import listing
from compendium.edition import Edition
from compendium.problem import DataError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Stops here while the last good site is still in place. The nested build of a language uses what is loaded."""
    i18n: Any = config.plugins["i18n"]
    if not i18n.building:
        try:
            config.extra["edition"] = Edition.load(Path(config.config_file_path).parent)
        except DataError as error:
            raise Abort(listing.refusal(error)) from None
    return config
