"""Everything that is wrong with a project, in one run: files, records, pages, languages, terms, text."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compendium import (
    exceptions,
    fact_parity,
    lint,
    navigation,
    page_rules,
    pages,
    parity,
    sync,
    term_rules,
    views,
)
from compendium.exceptions import Exceptions
from compendium.language import LANGUAGES
from compendium.ledger import FOLDER, Ledger
from compendium.library import Library
from compendium.pages import Pages
from compendium.problem import DataError, Problem
from compendium.reader import read_yaml
from compendium.render import Renderer


@dataclass(frozen=True)
class Judgement:
    """What was read below a root, and what is wrong with it; without a library where records are not whole."""

    root: Path
    pages: Pages
    renderer: Renderer
    library: Library | None
    errors: tuple[Problem, ...]
    ledger: Ledger
    exceptions: Exceptions

    def warnings(self) -> Iterator[Problem]:
        """What stops no build: it is told where someone looks for it."""
        yield from lint.warnings(self.root)
        yield from sync.warnings(self.pages, self.ledger)
        # Until the records are whole nobody can tell which exceptions are needed.
        if self.library:
            kept, used = self.exceptions.apply(term_rules.warnings(self.root, self.pages, self.library))
            yield from [*kept, *self.exceptions.unused(used, "warning")]


def judge(root: Path) -> Judgement:
    """Reads `data/`, `docs/` and `overrides/compendium/` below the root, and finds every error in them.

    What pages say of the records is judged once the records are whole: until then nobody can tell which is wrong.
    """
    found, problems = pages.load(root / "docs", root)
    renderer = Renderer(root / "overrides" / "compendium")
    ledger, faults = sync.read(root / FOLDER)
    problems += [*renderer.check(root), *page_rules.check(found), *lint.errors(root)]
    allowed = exceptions.read(root / "data", found)
    problems += [*faults, *sync.check(ledger, found), *allowed.problems]
    try:
        records = Library.load(root / "data")
    except DataError as error:
        problems += [*error.problems, *parity.check(found)]
        problems += fact_parity.check(found, None, allowed, problems)[0]
        return Judgement(root, found, renderer, None, tuple(problems), ledger, allowed)
    problems += page_rules.check_uses(found, records, views.VIEWS)
    # Where one language has a mistake, the other differs from it, and is right to.
    told = {(problem.path, problem.line) for problem in problems}
    problems += parity.check(found, told)
    kept, used = allowed.apply(term_rules.errors(root, found, records))
    problems += kept
    differing, needed = fact_parity.check(found, records, allowed, problems)
    problems += [*differing, *allowed.unused(used | needed, "error")]
    return Judgement(root, found, renderer, records, tuple(problems), ledger, allowed)


def configuration(root: Path, found: Pages) -> Iterator[Problem]:
    """What is wrong with the navigation of `mkdocs.yml`, which a build is told by the host."""
    document = read_yaml(root / "mkdocs.yml", "mkdocs.yml")
    yield from document.problems
    if not isinstance(document.value, dict):
        return
    plugins = document.value.get("plugins", [])
    i18n: dict[str, Any] = next(
        (plugin["i18n"] for plugin in plugins if isinstance(plugin, dict) and "i18n" in plugin), {}
    )
    translations = {
        item["locale"]: set(item.get("nav_translations", {}))
        for item in i18n.get("languages", [])
        if not item.get("default")
    }
    yield from navigation.check(document.value.get("nav", []), found.files[next(iter(LANGUAGES))], translations)
