"""The releases as readers see them: what each changed, and which one held on a date."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby

from compendium.frame import Frame
from compendium.frozen import Changes, PageChange, RecordChange
from compendium.model import DATASETS
from compendium.releases import spans

# In the order in which readers are told of them.
KINDS = ("added", "changed", "moved", "removed")
# No page has a place for each of these.
_WITHOUT_PLACE = ("partners", "periods", "releases")

Found = Sequence[RecordChange | PageChange]


def releases(frame: Frame, _: tuple[str, ...]) -> str:
    """The newest first."""
    in_order = frame.library.releases.values()
    return frame.render("releases.html", releases=list(in_order)[::-1], view=_View(frame))


def latest_release(frame: Frame, _: tuple[str, ...]) -> str:
    """The newest release, as the home page announces it; nothing where there is none."""
    return frame.render("latest-release.html", releases=list(frame.library.releases.values())[-1:])


def as_of(frame: Frame, _: tuple[str, ...]) -> str:
    return frame.render("as-of.html", spans=spans(frame.library.releases.values()))


@dataclass(frozen=True)
class _View:
    """What the template asks about changes. They may tell of datasets, fields, records and pages that are no more."""

    frame: Frame

    def groups(self, changes: Changes) -> list[tuple[str, Found]]:
        """What changed by dataset, and the pages last."""
        by_dataset = groupby(changes.records, lambda change: change.dataset)
        groups: list[tuple[str, Found]] = [(dataset, list(found)) for dataset, found in by_dataset]
        return groups + ([("pages", changes.pages)] if changes.pages else [])

    def by_kind(self, changes: Found) -> list[tuple[str, Found]]:
        alike = [(kind, [change for change in changes if _kind(change) == kind]) for kind in KINDS]
        return [(kind, found) for kind, found in alike if found]

    def counted(self, dataset: str, changes: Found) -> str:
        """How many of each kind: `Events: 2 added, 1 changed`."""
        counts = [
            self.frame.word(f"changes.{kind}").format(count=self.frame.number(len(found)))
            for kind, found in self.by_kind(changes)
        ]
        return f"{self._word('dataset', dataset)}: {', '.join(counts)}"

    def label(self, field: str) -> str:
        """The name of a field, also of one that belongs to a language: `vi.term`."""
        return self._word("field", field.split(".")[-1])

    def _word(self, prefix: str, name: str) -> str:
        with suppress(KeyError):
            return self.frame.word(f"{prefix}.{name}")
        return name

    def address(self, change: RecordChange | PageChange) -> str | None:
        """Where this edition shows what changed; None where it does not."""
        if isinstance(change, PageChange):
            page = self.frame.pages.by_language[self.frame.language.code].get(change.path)
            return page.address if page else None
        if change.dataset not in DATASETS or change.dataset in _WITHOUT_PLACE:
            return None
        there = change.id in getattr(self.frame.library, change.dataset)
        return self.frame.address_of(change.dataset, change.id) if there else None


def _kind(change: RecordChange | PageChange) -> str:
    return "moved" if isinstance(change, PageChange) and change.was else change.change
