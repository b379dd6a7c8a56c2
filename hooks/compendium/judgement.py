"""Everything that is wrong with a project, in one run: files, records, pages, languages, terms, text."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from compendium import exceptions, fact_parity, lint, page_rules, pages, parity, policy, sync, term_rules, tree, views
from compendium.exceptions import Exceptions
from compendium.ledger import FOLDER, Ledger
from compendium.library import Library
from compendium.pages import Pages
from compendium.problem import DataError, Problem
from compendium.render import Renderer


@dataclass(frozen=True)
class Judgement:
    """What was read below a root, and what is wrong with it; without a library where records are not whole."""

    root: Path
    pages: Pages
    renderer: Renderer
    library: Library | None
    errors: tuple[Problem, ...]
    exceptions: Exceptions
    ledger: Ledger

    def warnings(self) -> Iterator[Problem]:
        """What stops no build: it is told where someone looks for it."""
        yield from lint.warnings(self.root)
        found = term_rules.warnings(self.root, self.pages, self.library) if self.library else ()
        kept, used = self.exceptions.apply(found)
        yield from [*kept, *self.exceptions.unused(used, "warning")]
        yield from sync.warnings(self.pages, self.ledger)


def judge(root: Path) -> Judgement:
    """Reads `data/`, `docs/` and `overrides/compendium/` below the root, and finds every error in them.

    What pages say of the records is judged once the records are whole: until then nobody can tell which is wrong.
    """
    found, problems = pages.load(root / "docs", root)
    renderer = Renderer(root / "overrides" / "compendium")
    ledger, faults = sync.read(root / FOLDER)
    allowed = exceptions.read(root / "data", found)
    problems += [
        *faults,
        *sync.check(ledger, found),
        *tree.check(root),
        *renderer.check(root),
        *policy.templates(root),
        *page_rules.check(found),
        *lint.errors(root),
        *allowed.problems,
    ]
    try:
        records = Library.load(root / "data")
    except DataError as error:
        problems += [*error.problems, *parity.check(found)]
        problems += fact_parity.check(found, None, allowed, problems)[0]
        return Judgement(root, found, renderer, None, tuple(problems), allowed, ledger)
    problems += page_rules.check_uses(found, records, views.VIEWS)
    # Where one language has a mistake, the other differs from it, and is right to.
    told = {(problem.path, problem.line) for problem in problems}
    problems += parity.check(found, told)
    differing, needed = fact_parity.check(found, records, allowed, problems)
    kept, used = allowed.apply(term_rules.errors(root, found, records))
    problems += [*differing, *kept, *allowed.unused({*needed, *used}, "error")]
    return Judgement(root, found, renderer, records, tuple(problems), allowed, ledger)
