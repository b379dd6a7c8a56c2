"""The questions of readers (tests/search/queries.yml), and whether they are led where they should be."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import yaml
from compendium.vietnamese import fold
from conftest import ROOT

from bench.sites import language_of


@dataclass(frozen=True, kw_only=True)
class Question:
    """What a reader types on a page in a language, and the places that answer it; none where nothing should."""

    text: str
    language: str
    expect: tuple[str, ...]
    rank: int
    absent: tuple[str, ...] = ()

    @property
    def marked(self) -> bool:
        """Whether any mark was typed."""
        return fold(self.text) != unicodedata.normalize("NFC", self.text).casefold()


def questions() -> list[Question]:
    queries = yaml.safe_load((ROOT / "tests/search/queries.yml").read_text(encoding="utf-8"))
    return [
        Question(
            text=query["query"],
            language=query["language"],
            expect=tuple(query["expect"]),
            rank=query["rank"],
            absent=tuple(query.get("absent", ())),
        )
        for query in queries
    ]


def answered(question: Question, locations: Sequence[str]) -> bool:
    """Whether one of the expected places stands high enough in a list of results, and nothing unwanted above it."""
    if not question.expect:
        return not locations
    ranks = [rank for rank, location in enumerate(locations) if location in question.expect]
    if not ranks or ranks[0] >= question.rank:
        return False
    return not set(question.absent) & set(locations[: ranks[0]])


def as_stock_shows(language: str, locations: Sequence[str]) -> list[str]:
    """The results of the theme as its list shows them without unfolding anything, from all found, best first.

    It goes page by page, in the order of their best results: the title of the page, then that best result. In the
    theme's favour the title comes second here, and pages in other languages are passed over.
    """
    best = dict[str, str]()
    for location in locations:
        best.setdefault(location.partition("#")[0], location)
    shown = list[str]()
    for page, location in best.items():
        if language_of(page) == language:
            shown += dict.fromkeys([location, page])
    return shown
