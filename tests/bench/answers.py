"""What a site answers, and how fast: through its real worker, in Node (tests/search/ask.mjs)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from conftest import ROOT
from node import node

from bench.sites import Built

# Results are looked for no deeper than this.
_MOST = 500


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What a fresh worker said to each question: the locations found, best first. Times are in milliseconds."""

    ready: float
    """From the index to the worker's word that it can be asked."""
    first: float
    """The first answer, when nothing is warm; that question is asked again with the others."""
    took: tuple[float, ...]
    found: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Times:
    """Milliseconds over several workers: medians of each step and each question, and of these the median and worst."""

    ready: float
    first: float
    median: float
    worst: float


def ask(site: Built, language: str, questions: Sequence[str]) -> Answers:
    told = json.loads(
        node(
            ROOT / "tests/search/ask.mjs",
            str(site.folder),
            site.prefixes[language],
            str(_MOST),
            input=json.dumps([questions[0], *questions]),
        )
    )
    first, *found = told["found"]
    return Answers(
        ready=told["ready"],
        first=first["took"],
        took=tuple(answer["took"] for answer in found),
        found=tuple(tuple(entry["location"] for entry in answer["entries"]) for answer in found),
    )


def times(rounds: Sequence[Answers]) -> Times:
    each = [median(took) for took in zip(*(answers.took for answers in rounds), strict=True)]
    return Times(
        ready=median(answers.ready for answers in rounds),
        first=median(answers.first for answers in rounds),
        median=median(each),
        worst=max(each),
    )
