"""`mkdocs.yml`, as far as the site itself depends on it: its address, its navigation, its languages."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from compendium import navigation, publication
from compendium.findings import validate
from compendium.language import LANGUAGES
from compendium.pages import Pages
from compendium.problem import Fault, Problem
from compendium.publication import Publication
from compendium.reader import Document, Keys, read_yaml

_FILE = "mkdocs.yml"
_CODES = ", ".join(LANGUAGES)


class _Locale(BaseModel):
    model_config = ConfigDict(strict=True)

    locale: str = Field(examples=["en"])
    default: bool = Field(False, examples=[True])
    nav_translations: dict[str, str] = Field({}, examples=[{"Tra cứu": "Reference"}])


class _Languages(BaseModel):
    model_config = ConfigDict(strict=True)

    languages: list[_Locale] = Field(examples=[[{"locale": "vi", "default": True}, {"locale": "en"}]])


class _Configuration(BaseModel):
    model_config = ConfigDict(strict=True)

    site_url: str = Field(examples=["https://example.org/policy/"])
    nav: list[Any] = Field(examples=[["index.md"]])
    plugins: list[str | dict[str, Any]] = Field(examples=[["mike"]])


def check(root: Path, pages: Pages) -> Iterator[Problem]:
    """What is wrong with `mkdocs.yml` below the root; all else in it is the business of the host."""
    document = read_yaml(root / _FILE, _FILE)
    yield from document.problems
    if document.value is None:
        return
    found, problems = validate(document.value, _Configuration, document, ())
    yield from problems
    if found is None:
        return
    line = document.lines[("site_url",)]
    yield from (replace(problem, line=line) for problem in publication.check(Publication(found.site_url), ()))
    translations, problems = _translations(found, document)
    yield from problems
    if not problems:
        yield from navigation.check(found.nav, pages.files[next(iter(LANGUAGES))], translations, document)


def _translations(found: _Configuration, document: Document) -> tuple[dict[str, set[str]], list[Problem]]:
    """The titles that each language but the default one translates."""
    named = ((index, plugin) for index, plugin in enumerate(found.plugins) if isinstance(plugin, dict))
    index, options = next(((index, plugin["i18n"]) for index, plugin in named if "i18n" in plugin), (-1, None))
    if not isinstance(options, dict):
        return {}, [document.problem(("plugins", index), _fault())]
    keys: Keys = ("plugins", index, "i18n")
    said, problems = validate(options, _Languages, document, keys)
    if said is None:
        return {}, problems
    if {locale.locale for locale in said.languages} != LANGUAGES.keys():
        return {}, [document.problem((*keys, "languages"), _fault())]
    return {locale.locale: set(locale.nav_translations) for locale in said.languages if not locale.default}, []


def _fault() -> Fault:
    example = "- i18n: {languages: [{locale: vi, default: true}, {locale: en}]}"
    vi = f"`plugins` phải có `i18n` với đúng các ngôn ngữ {_CODES}; ví dụ: {example}"
    return Fault(vi, f"`plugins` must hold `i18n` with exactly the languages {_CODES}; for example: {example}")
