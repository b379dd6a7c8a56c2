"""Where things are used: the pages and records that cite a source or show an editor's note."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from compendium import citations
from compendium.frame import Frame
from compendium.model import DATASETS, Cited
from compendium.pages import Page

# The records of these link to their notes; those of the others show them.
_LINK_TO_NOTES = ("deals", "figures", "terms")


@dataclass(frozen=True)
class Use:
    """A page or a record that uses what has the id `of`: its dataset or `pages`, its name.

    Addresses are below the language's root. `places` are those of the places in a page, in the order of its text.
    """

    of: str
    kind: str
    name: str
    address: str | None
    places: tuple[str, ...] = ()


def of_sources(frame: Frame) -> Mapping[str, list[Use]]:
    """The pages and records that cite each source."""
    return grouped(frame.library.sources, [*_citing_pages(frame), *_citing_records(frame)])


def of_notes(frame: Frame) -> Mapping[str, list[Use]]:
    """The pages that show each note, and the records that it is attached to."""
    return grouped(frame.library.notes, [*_noted_pages(frame), *_noted_records(frame)])


def grouped(identifiers: Iterable[str], uses: Iterable[Use]) -> Mapping[str, list[Use]]:
    """The uses of each of these, in their order."""
    found = {identifier: list[Use]() for identifier in identifiers}
    for use in uses:
        found[use.of].append(use)
    return found


def _pages(frame: Frame) -> Iterable[Page]:
    return frame.pages.by_language[frame.language.code].values()


def _citing_pages(frame: Frame) -> Iterable[Use]:
    for page in _pages(frame):
        places: dict[str, list[str]] = {}
        for use in citations.numbered(text for _, text in page.citations()):
            places.setdefault(citations.parse(use.text).source, []).append(f"{page.address}#{use.id}")
        for source, found in places.items():
            yield Use(source, "pages", page.front.title, page.address, tuple(found))


def _citing_records(frame: Frame) -> Iterable[Use]:
    for dataset in DATASETS:
        for record in getattr(frame.library, dataset).values():
            texts = [*getattr(record, "citations", ()), *getattr(record, "about", ()), *getattr(record, "evidence", ())]
            for source in dict.fromkeys(citations.parse(text).source for text in texts):
                yield Use(source, dataset, frame.name_of(record), frame.address_of(dataset, record.id))


def _noted_pages(frame: Frame) -> Iterable[Use]:
    for page in _pages(frame):
        shown = [note for _, view, notes in page.markers() if view == "notes" for note in notes]
        for note in dict.fromkeys(shown):
            yield Use(note, "pages", page.front.title, f"{page.address}#note-{note}")


def _noted_records(frame: Frame) -> Iterable[Use]:
    for dataset in DATASETS:
        for record in getattr(frame.library, dataset).values():
            for note in record.notes if isinstance(record, Cited) else ():
                address = frame.address_of(dataset, record.id)
                if address is not None and dataset not in _LINK_TO_NOTES:
                    address = f"{address.partition('#')[0]}#note-{note}_{record.id}"
                yield Use(note, dataset, frame.name_of(record), address)
