"""The views that pages call by a marker, `<!-- compendium: timeline -->`, and the data each one shows."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from typing import Any

from compendium import backlinks, citations, columns, dates, dictionary, exports, status, timeline, updates
from compendium.backlinks import Use
from compendium.frame import Frame
from compendium.language import LANGUAGES
from compendium.library import Library
from compendium.model import DATASETS, Cited, Deal, Event, Priority, Record, Source, Term
from compendium.pages import MARKER, Page

Arguments = tuple[str, ...]

_INSTRUMENT_LINK = re.compile(r"\binstruments\.md#([a-z0-9-]+)")


def _every(*datasets: str) -> Callable[[Library, Arguments], Iterable[Record]]:
    return lambda library, _: (record for name in datasets for record in getattr(library, name).values())


def _named(dataset: str) -> Callable[[Library, Arguments], Iterable[Record]]:
    """The records whose ids are the arguments, or all of them."""
    return lambda library, ids: (getattr(library, dataset)[key] for key in ids or getattr(library, dataset))


@dataclass(frozen=True)
class View:
    """A view: the dataset whose ids are its arguments, whether it needs one, and the dataset it gives anchors to.

    The arguments of `pages` are the pages in the folder of the page. `records` are those that a view shows.
    """

    show: Callable[[Frame, Arguments], str]
    arguments: str | None = None
    needs_one: bool = False
    anchors: str | None = None
    records: Callable[[Library, Arguments], Iterable[Record]] = field(kw_only=True)


def fill(html: str, frame: Frame) -> str:
    """The page with its markers replaced by the views they name."""
    return MARKER.sub(lambda match: VIEWS[match[1]].show(frame, tuple(match[2].split())), html)


def shown(page: Page, library: Library) -> set[tuple[str, str]]:
    """The records that make up a page, by dataset and id: those of its views, its figures, the sources it cites.

    With a record come its notes and figures. What is only named or linked does not count, nor do the definitions
    that open over terms: they are not what the page says.
    """
    names = {model: name for name, model in DATASETS.items()}
    records = [record for _, view, ids in page.markers() for record in VIEWS[view].records(library, ids)]
    found = {(names[type(record)], record.id) for record in records}
    found |= {("notes", note) for record in records if isinstance(record, Cited) for note in record.notes}
    found |= {("figures", figure) for record in records if isinstance(record, Deal) for figure in record.figures}
    found |= {("figures", figure) for _, figure in page.figures()}
    return found | {("sources", citations.parse(text).source) for _, text in page.citations()}


def glossary(frame: Frame, _: Arguments) -> str:
    terms = frame.library.terms.values()
    root = "../" * frame.address.count("/")
    return frame.render(
        "glossary.html",
        letters=by_letter(terms, frame),
        size=frame.language.number(Decimal(len(terms))),
        kinds=sorted({term.kind for term in terms}, key=lambda kind: frame.language.order(frame.word(f"term.{kind}"))),
        root=root,
        other=f"{root}{LANGUAGES[frame.other].prefix}{frame.path}",
    )


def by_letter(terms: Iterable[Term], frame: Frame) -> list[tuple[str, list[Term]]]:
    """The terms in the order of the language's dictionaries, by section letter."""
    language = frame.language
    in_order = sorted(terms, key=lambda term: language.order(term[language.code].term))
    return [
        (key, list(group)) for key, group in groupby(in_order, lambda term: language.letter(term[language.code].term))
    ]


def instruments(frame: Frame, _: Arguments) -> str:
    """The newest first; those without a known date last."""
    newest_first = sorted(
        frame.library.instruments.values(), key=lambda item: dates.bounds(item.date or "0001"), reverse=True
    )
    return frame.render("instruments.html", instruments=newest_first, cited_on=_uses_of_instruments(frame))


def _uses_of_instruments(frame: Frame) -> Mapping[str, list[Use]]:
    """The pages that link to an instrument, and the records that name it; each address once."""
    uses: dict[str, dict[str | None, Use]] = {identifier: {} for identifier in frame.library.instruments}
    for page in frame.pages.by_language[frame.language.code].values():
        for identifier in _INSTRUMENT_LINK.findall(page.body):
            uses.get(identifier, {}).setdefault(page.address, Use(identifier, "pages", page.front.title, page.address))
    for dataset in ("priorities", "events"):
        for record in getattr(frame.library, dataset).values():
            address = frame.address_of(dataset, record.id)
            for identifier in record.instruments:
                uses[identifier].setdefault(address, Use(identifier, dataset, frame.name_of(record), address))
    return {identifier: list(by_address.values()) for identifier, by_address in uses.items()}


def sources(frame: Frame, _: Arguments) -> str:
    return frame.render(
        "sources.html",
        groups=_by_standing(frame),
        used=backlinks.of_sources(frame),
        notes=_notes_by_source(frame),
        noted=backlinks.of_notes(frame),
    )


def _by_standing(frame: Frame) -> list[tuple[str, list[Source]]]:
    return [
        (standing, [source for source in frame.library.sources.values() if source.standing == standing])
        for standing in ("evidence", "external")
    ]


def _notes_by_source(frame: Frame) -> Mapping[str, list[str]]:
    grouped: dict[str, list[str]] = {source: [] for source in frame.library.sources}
    for note in frame.library.notes.values():
        grouped[citations.parse(note.about[0]).source].append(note.id)
    return grouped


def deals(frame: Frame, partners: Arguments) -> str:
    return frame.render("deals.html", deals=_deals(frame.library, partners))


def _deals(library: Library, partners: Arguments) -> list[Deal]:
    return [deal for deal in library.deals.values() if not partners or deal.partner in partners]


def priorities(frame: Frame, _: Arguments) -> str:
    return frame.render(
        "priorities.html", priorities=sorted(frame.library.priorities.values(), key=lambda item: item.number)
    )


def priority(frame: Frame, identifiers: Arguments) -> str:
    return "\n".join(_priority(frame, frame.library.priorities[identifier]) for identifier in identifiers)


def _priority(frame: Frame, shown: Priority) -> str:
    library = frame.library
    return frame.render(
        "priority.html",
        priority=shown,
        events=_events_of(library, shown.id),
        terms=[library.terms[identifier] for identifier in shown.terms],
        instruments=[library.instruments[identifier] for identifier in shown.instruments],
    )


def _events_of(library: Library, priority: str) -> list[Event]:
    return [event for event in library.events.values() if priority in event.priorities]


def _priorities(library: Library, identifiers: Arguments) -> Iterable[Record]:
    """The priorities, and the events that are listed under them."""
    for identifier in identifiers:
        yield library.priorities[identifier]
        yield from _events_of(library, identifier)


def pages(frame: Frame, names: Arguments) -> str:
    """The pages named, of the folder that the page opens, as cards: `goals` beside `integration/index.md`."""
    there = frame.pages.by_language[frame.language.code]
    return frame.render("pages.html", pages=[there[f"{frame.path}{name}.md"] for name in names])


def notes(frame: Frame, identifiers: Arguments) -> str:
    shown = [frame.library.notes[identifier] for identifier in identifiers]
    return "\n".join(frame.render("note.html", note=note) for note in shown)


def figures(frame: Frame, identifiers: Arguments) -> str:
    """The figures named, or all of them."""
    chosen = [frame.library.figures[identifier] for identifier in identifiers or frame.library.figures]
    return frame.render("figures.html", figures=chosen)


def key_figures(frame: Frame, identifiers: Arguments) -> str:
    return frame.render("key-figures.html", figures=[frame.library.figures[identifier] for identifier in identifiers])


def latest_events(frame: Frame, _: Arguments) -> str:
    return frame.render("latest-events.html", events=_latest(frame.library))


def _latest(library: Library) -> list[Event]:
    """The last five events that took place, newest first."""
    return [event for event in library.events.values() if not event.expected][:-6:-1]


def datasets(frame: Frame, _: Arguments) -> str:
    """Every dataset with its files and its dictionary."""
    return frame.render("datasets.html", datasets=[_dataset(frame, name) for name in columns.ORDER])


def _dataset(frame: Frame, name: str) -> Mapping[str, Any]:
    files = [(f"{name}.{kind}", exports.files(frame)[f"{name}.{kind}"]) for kind in ("csv", "json")]
    return {
        "name": name,
        "about": dictionary.about(DATASETS[name])[frame.language.code],
        "count": frame.number(len(getattr(frame.library, name))),
        "files": [(file, exports.size(content, frame.language)) for file, content in files],
        "fields": columns.by_field(name),
    }


def accessibility(frame: Frame, _: Arguments) -> str:
    return frame.render("accessibility.html", audit=frame.library.audit)


VIEWS = {
    "timeline": View(timeline.timeline, anchors="events", records=_every("periods", "events")),
    "timeline-strip": View(timeline.strip, records=_every("periods", "events")),
    "glossary": View(glossary, anchors="terms", records=_every("terms")),
    "instruments": View(instruments, anchors="instruments", records=_every("instruments")),
    "sources": View(sources, anchors="sources", records=_every("sources", "notes")),
    "deals": View(deals, "partners", anchors="deals", records=_deals),
    "priorities": View(priorities, records=_every("priorities")),
    "priority": View(priority, "priorities", needs_one=True, records=_priorities),
    "pages": View(pages, "pages", needs_one=True, records=lambda _, __: ()),
    "notes": View(notes, "notes", needs_one=True, records=_named("notes")),
    "figures": View(figures, "figures", records=_named("figures")),
    "key-figures": View(key_figures, "figures", needs_one=True, records=_named("figures")),
    "latest-events": View(latest_events, records=lambda library, _: _latest(library)),
    "releases": View(updates.releases, records=_every("releases")),
    "latest-release": View(updates.latest_release, records=_every("releases")),
    "as-of": View(updates.as_of, records=_every("releases")),
    "datasets": View(datasets, records=_every(*DATASETS)),
    "accessibility": View(accessibility, records=_every()),
    "status": View(status.status, records=_every()),
}
