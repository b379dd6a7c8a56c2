"""One edition of the site: library, pages and templates, judged together and ready to render."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from compendium import evidence, lint, occurrences, page_rules, pages, parity, tables, unbroken, views
from compendium.frame import Frame
from compendium.history import History
from compendium.language import LANGUAGES
from compendium.library import Library
from compendium.pages import Pages
from compendium.problem import DataError
from compendium.render import Renderer


@dataclass(frozen=True)
class Edition:
    """Everything that pages are made from. What exists has been checked."""

    root: Path
    library: Library
    pages: Pages
    renderer: Renderer
    terms: dict[str, occurrences.Index] = field(default_factory=dict)

    @classmethod
    def load(cls, root: Path) -> "Edition":
        """Reads `data/`, `docs/` and `overrides/compendium/` below the root.

        Raises DataError with every problem of data, pages and templates. What pages say of the records is judged
        once the records are whole: until then nobody can tell which of the two is wrong.
        """
        found, problems = pages.load(root / "docs", root)
        renderer = Renderer(root / "overrides" / "compendium")
        problems += [*renderer.check(root), *page_rules.check(found), *lint.errors(root)]
        try:
            records = Library.load(root / "data")
        except DataError as error:
            raise DataError([*error.problems, *problems, *parity.check(found)]) from None
        problems += page_rules.check_uses(found, records, views.VIEWS)
        # Where one language has a mistake, the other differs from it, and is right to.
        told = {(problem.path, problem.line) for problem in problems}
        problems += parity.check(found, told)
        if problems:
            raise DataError(problems)
        terms = {code: occurrences.Index(records.terms.values(), code) for code in LANGUAGES}
        return cls(root, records, found, renderer, terms)

    def frame(self, code: str, address: str, version: str | None = None, root: str = "") -> Frame:
        """What templates see on the page at an address of the site, `en/timeline/`, in a release or a draft."""
        return Frame(
            library=self.library,
            pages=self.pages,
            renderer=self.renderer,
            language=LANGUAGES[code],
            address=address,
            version=version,
            root=root,
        )

    def finish(self, html: str, frame: Frame) -> str:
        """The content of a page, from the HTML of its Markdown: views, evidence, definitions."""
        # Only what a page says itself is annotated: records cite their sources in their own way.
        text, foot = evidence.annotate(tables.labelled(html), frame)
        page = occurrences.explain(f"{views.fill(text, frame)}\n{foot}", frame, self.terms[frame.language.code])
        return unbroken.numbers(page)

    def updated(self, code: str, path: str) -> date | None:
        """The day on which a page, `integration/goals.md`, or a record that it shows last changed.

        None where git does not tell it: see History.
        """
        page = self.pages.by_language[code][path]
        days = [self._history.files.get(page.shown), *map(self._days.get, views.shown(page, self.library))]
        return max(filter(None, days), default=None)

    @cached_property
    def _history(self) -> History:
        return History.read(self.root)

    @cached_property
    def _days(self) -> dict[tuple[str, str], date]:
        return self._history.records(self.library.lines)
