"""Everything that is wrong with a project, in one run: files, records, pages, languages, terms, text."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from compendium import exceptions, fact_parity, lint, page_rules, pages, parity, policy, sync, term_rules, tree, views
from compendium.exceptions import Exceptions, Exemption
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
    ledger: Ledger
    errors: tuple[Problem, ...]
    exceptions: Exceptions

    def warnings(self) -> Iterator[Problem]:
        """What stops no build: it is told where someone looks for it."""
        yield from lint.warnings(self.root)
        yield from page_rules.unwritten(self.pages)
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
    allowed = exceptions.read(root / "data", found)
    ledger, faults = sync.read(root / FOLDER)
    problems += [*tree.check(root), *renderer.check(root), *policy.templates(root)]
    problems += [*page_rules.check(found), *lint.errors(root)]
    problems += [*allowed.problems, *faults, *sync.check(ledger, found)]
    records, used = None, frozenset[Exemption]()
    try:
        records = Library.load(root / "data")
    except DataError as error:
        problems += error.problems
    else:
        problems += page_rules.check_uses(found, records, views.VIEWS)
    # Where one language has a mistake, the other differs from it, and is right to.
    told = {(problem.path, problem.line) for problem in problems}
    problems += parity.check(found, told)
    if records:
        kept, used = allowed.apply(term_rules.errors(root, found, records))
        problems += kept
    differing, needed = fact_parity.check(found, records, allowed, problems)
    problems += differing
    problems += allowed.unused(used | needed, "error") if records else ()
    return Judgement(root, found, renderer, records, ledger, tuple(problems), allowed)
