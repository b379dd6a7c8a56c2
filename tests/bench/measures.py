"""What is measured, and the lines of the table that tell it."""

import gzip
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import median

from browser.weight import loaded, prose
from compendium.host import serving
from compendium.language import LANGUAGES
from playwright.sync_api import Browser

from bench.answers import Answers, ask, times
from bench.browsing import Visit, visit
from bench.plain import Run, plain, run
from bench.questions import Question, answered, as_stock_shows, questions
from bench.sites import Built
from bench.table import Table

Sites = tuple[Built, Built]

# Milliseconds between opening the search and typing: none, and as long as it takes to find the first key.
_AT_ONCE, _LATER = 0, 500
_OF_SEARCH = re.compile(r"search|lunr")
_INDEX = "search_index.json"


class Answered:
    """The answers of both sites to all questions, in each language, by as many fresh workers as there are rounds."""

    def __init__(self, sites: Sites, rounds: int) -> None:
        self.questions = {code: [one for one in questions() if one.language == code] for code in LANGUAGES}
        self.rounds: dict[tuple[str, str], list[Answers]] = {}
        for number in range(rounds):
            for code, asked in self.questions.items():
                for site in sites:
                    tell(f"{sites[0].entries(code)} entries, {code}, {site.name}: worker {number + 1} of {rounds}")
                    answers = ask(site, code, [question.text for question in asked])
                    self.rounds.setdefault((site.name, code), []).append(answers)

    def shares(self, table: Table) -> None:
        everything = [question for asked in self.questions.values() for question in asked]
        for question in everything:
            if not self._led("ours", question):
                tell(f"not answered as expected, {question.language}: {question.text}")
        self._share(table, "answered as expected", everything)
        for code, asked in self.questions.items():
            for marked, typed in ((True, "marks typed"), (False, "no marks typed")):
                self._share(table, f"– {code}, {typed}", [question for question in asked if question.marked == marked])

    def share(self, table: Table) -> None:
        for code, asked in self.questions.items():
            self._share(table, f"answered as expected, {code}", asked)

    def _share(self, table: Table, text: str, asked: Sequence[Question]) -> None:
        if not asked:
            return
        ours, stock = (sum(self._led(name, question) for question in asked) for name in SHOWN)
        table.share(text, len(asked), ours, stock)

    def _led(self, name: str, question: Question) -> bool:
        found = self.rounds[name, question.language][0].found
        locations = found[self.questions[question.language].index(question)]
        return answered(question, SHOWN[name](question.language, locations))

    def speed(self, table: Table) -> None:
        for code in self.questions:
            ours, stock = (times(self.rounds[name, code]) for name in SHOWN)
            table.time(f"worker, ms until it can be asked, {code}", ours.ready, stock.ready)
            table.time(f"– first question, {code}", ours.first, stock.first)
            table.time(f"– median question, {code}", ours.median, stock.median)
            table.time(f"– worst question, {code}", ours.worst, stock.worst)


# How the results of each are listed, from all places found, best first.
SHOWN: dict[str, Callable[[str, Sequence[str]], Sequence[str]]] = {
    "ours": lambda _, locations: locations,
    "stock": as_stock_shows,
}


class Visited:
    """What a reader with a phone met who searched once, on each site in turn, after one visit that does not count."""

    def __init__(self, browser: Browser, sites: Sites, rounds: int) -> None:
        self.visits: dict[tuple[str, int], list[Visit]] = {}
        for number in range(rounds + 1):
            tell(f"browser: visit {number} of {rounds}")
            for pause in (_AT_ONCE, _LATER):
                for site in sites:
                    seen = visit(browser, site, pause)
                    self.visits.setdefault((site.name, pause), []).extend([seen] if number else [])

    def waiting(self, table: Table) -> None:
        at_once, later = ([self.visits[name, pause] for name in SHOWN] for pause in (_AT_ONCE, _LATER))
        opened = (median(visit.pressed for visit in visits) for visits in at_once)
        table.time("browser, ms from opening to a result, typed at once", *opened)
        typed = (median(visit.typed for visit in visits) for visits in at_once)
        table.time("– from typing at once", *typed)
        typed_later = (median(visit.typed for visit in visits) for visits in later)
        table.time("– from typing half a second after opening", *typed_later)

    def fetched(self, table: Table, sites: Sites) -> None:
        before, scripts = [], []
        for site in sites:
            seen = self.visits[site.name, _AT_ONCE][0]
            early = [path for path in seen.before if _OF_SEARCH.search(path)]
            whole = [path for path in {*early, *seen.used} if not path.endswith(_INDEX)]
            before.append(_packed(site.folder, early))
            scripts.append(_packed(site.folder, whole))
        table.count("bytes of search before it is used", *before)
        table.count("bytes of its scripts", *scripts)


def pages(table: Table, browser: Browser, folder: Path, rounds: int) -> None:
    """A first visit and the build: of ours, which stands in a folder, beside the theme as it is shipped."""
    projects = {"ours": folder / "project", "plain": plain(folder / "ours", folder / "project", folder / "plain")}
    runs: dict[str, list[Run]] = {name: [] for name in projects}
    for number in range(rounds):
        for name, project in projects.items():
            tell(f"build, {name}: {number + 1} of {rounds}")
            runs[name].append(run(project, folder / f"{name}-site"))
    paths = {"home": "", "prose": prose(folder / "ours-site", ""), "timeline": "timeline/", "glossary": "glossary/"}
    for kind, path in paths.items():
        loads = []
        for name in projects:
            tell(f"first visit, {kind}, {name}")
            with serving(folder / f"{name}-site") as address:
                loads.append(loaded(browser, folder / f"{name}-site", address, path))
        table.count(f"bytes of a first visit, {kind}", *(load.bytes for load in loads))
        table.count("– requests", *(len(load.paths) + len(load.elsewhere) for load in loads))
        table.count("– to other hosts", *(len(load.elsewhere) for load in loads))
        table.count("– not found", *(len(load.missing) for load in loads))
    table.time("build, seconds", *(median(run.seconds for run in runs[name]) for name in projects))
    table.time("– most memory, MiB", *(median(run.memory for run in runs[name]) for name in projects))


def index_bytes(table: Table, sites: Sites) -> None:
    for code in LANGUAGES:
        table.count(f"bytes of the index, {code}", *(_packed(site.index(code).parent, [_INDEX]) for site in sites))


def entries(table: Table, sites: Sites) -> None:
    for code in LANGUAGES:
        table.count(f"entries, {code}", *(site.entries(code) for site in sites))


def tell(text: str) -> None:
    """Says how far it is, beside what is printed at the end."""
    print(text, file=sys.stderr, flush=True)


def _packed(folder: Path, paths: Iterable[str]) -> int:
    """The bytes of some files as they are sent: each on its own, with gzip."""
    return sum(len(gzip.compress((folder / path).read_bytes(), 6, mtime=0)) for path in paths)
