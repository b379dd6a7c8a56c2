"""Refuses a navigation that leaves out a page, lists one that is not there, or has a title without translation."""

from compendium import listing, navigation
from compendium.language import LANGUAGES
from compendium.problem import DataError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    languages = config.plugins["i18n"].config.languages
    translations = {item.locale: set(item.nav_translations or {}) for item in languages if not item.default}
    files = config.extra["edition"].pages.files[next(iter(LANGUAGES))]
    if problems := [*navigation.check(config.nav or [], files, translations)]:
        raise Abort(listing.refusal(DataError(problems)))
    return config
