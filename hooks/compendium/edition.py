"""One edition of the site: library, pages and templates, judged together and ready to render."""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from compendium import evidence, occurrences, status, tables, unbroken, views
from compendium.frame import Frame
from compendium.history import History
from compendium.judgement import judge
from compendium.lag import Lags
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
    lags: Lags = field(default_factory=Lags)

    @classmethod
    def load(cls, root: Path) -> "Edition":
        """Reads `data/`, `docs/` and `overrides/compendium/` below the root.

        Raises DataError with every problem of data, pages and templates that is an error.
        """
        judged = judge(root)
        if judged.library is None or judged.errors:
            raise DataError(judged.errors)
        terms = {code: occurrences.Index(judged.library.terms.values(), code) for code in LANGUAGES}
        return cls(root, judged.library, judged.pages, judged.renderer, terms, Lags(root, judged.pages, judged.ledger))

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
            lags=self.lags,
        )

    def finish(self, html: str, frame: Frame) -> str:
        """The content of a page, from the HTML of its Markdown: views, evidence, definitions.

        Raises DataError where a citation stands in what readers do not see.
        """
        # Only what a page says itself is annotated: records cite their sources in their own way.
        text = evidence.annotate(tables.labelled(html), frame)
        page = self.pages.at(frame.language.code, frame.path)
        if page and (problems := [*evidence.check(text, page)]):
            raise DataError(problems)
        shown = views.fill(status.noted(text.html, frame), replace(frame, noted=text.noted))
        foot = evidence.foot(shown, text.uses, frame)
        explained = occurrences.explain(f"{shown}\n{foot}", frame, self.terms[frame.language.code])
        return unbroken.numbers(explained)

    def updated(self, code: str, path: str) -> date | None:
        """The day on which a page, `integration/goals.md`, or a record that it shows last changed.

        None where git does not tell it: see History.
        """
        page = self.pages.by_language[code][path]
        days = [self._history.files.get(page.shown), *map(self._days.get, views.shown(page, self.library))]
        return max(filter(None, days), default=None)

    def days(self, dataset: str) -> dict[str, date]:
        """The days on which the records of a dataset last changed, by id, as far as git tells them."""
        return {identifier: day for (of, identifier), day in self._days.items() if of == dataset}

    @cached_property
    def _history(self) -> History:
        return History.read(self.root)

    @cached_property
    def _days(self) -> dict[tuple[str, str], date]:
        return self._history.records(self.library.lines)
