"""The timeline: its events by period, what each leads to, and what they can be chosen by."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from compendium import feeds, mentions, rules
from compendium.frame import Frame
from compendium.model import EVENT_KINDS, SUBJECTS, Event, Period
from compendium.overview import overview

Periods = Sequence[tuple[Period, Sequence[Event]]]
Links = list[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A value that events can be chosen by, as the address and as readers say it, and how many events have it."""

    value: str
    label: str
    count: int


def timeline(frame: Frame, _: tuple[str, ...]) -> str:
    periods = _periods(frame)
    return frame.render(
        "timeline.html",
        periods=periods,
        overview=overview(periods),
        facets=facets,
        filters=filters(frame, periods),
        count=len(frame.library.events),
        leads=_Leads(frame, mentions.of_events(frame.pages.by_language[frame.language.code].values())),
        in_calendar=len(feeds.known_to_the_day(frame.library.events.values())),
    )


def strip(frame: Frame, _: tuple[str, ...]) -> str:
    """The drawing alone, for a page that leads to the timeline."""
    periods = _periods(frame)
    return frame.render("timeline-strip.html", periods=periods, overview=overview(periods))


def by_period(events: Iterable[Event], periods: Iterable[Period]) -> list[tuple[Period, list[Event]]]:
    """The periods that hold events, in order, each with its events."""
    in_order = list(periods)
    grouped: dict[str, list[Event]] = {period.id: [] for period in in_order}
    for event in events:
        if period := rules.period(event, in_order):
            grouped[period.id].append(event)
    return [(period, grouped[period.id]) for period in in_order if grouped[period.id]]


def facets(event: Event, period: Period) -> dict[str, Sequence[str]]:
    """The values that an event can be chosen by, by the name that the address gives to each kind of them."""
    return {
        "subject": event.subjects,
        "partner": event.partners,
        "priority": event.priorities,
        "kind": (event.kind,),
        "period": (period.id,),
    }


def filters(frame: Frame, periods: Periods) -> dict[str, list[Choice]]:
    """What events can be chosen by, in the order of the data; nothing that no event has."""
    held: dict[str, Counter[str]] = {}
    for period, events in periods:
        for event in events:
            for name, values in facets(event, period).items():
                held.setdefault(name, Counter()).update(dict.fromkeys(values, 1))
    chosen = {
        name: [Choice(value=value, label=label, count=held[name][value]) for value, label in labels.items()]
        for name, labels in _labels(frame).items()
        if name in held
    }
    offered = {name: [choice for choice in choices if choice.count] for name, choices in chosen.items()}
    return {name: choices for name, choices in offered.items() if choices}


@dataclass(frozen=True)
class _Leads:
    """Where an event leads to: rows of a label and links, each an address below the language's root and a name."""

    frame: Frame
    mentions: Mapping[str, Sequence[mentions.Place]]

    def __call__(self, event: Event) -> list[tuple[str, Links]]:
        rows = [
            ("leads.pages", [(place.address, place.name) for place in self.mentions.get(event.id, ())]),
            ("dataset.priorities", self._links("priorities", event.priorities)),
            ("dataset.instruments", self._links("instruments", event.instruments)),
            ("dataset.terms", self._links("terms", event.terms)),
            ("dataset.partners", [("", self._name("partners", partner)) for partner in event.partners]),
        ]
        return [(label, links) for label, links in rows if links]

    def _links(self, dataset: str, identifiers: Iterable[str]) -> Links:
        return [(self.frame.address_of(dataset, key) or "", self._name(dataset, key)) for key in identifiers]

    def _name(self, dataset: str, identifier: str) -> str:
        return self.frame.name_of(getattr(self.frame.library, dataset)[identifier])


def _labels(frame: Frame) -> Mapping[str, Mapping[str, str]]:
    """The name of each value in the language of the page."""
    library = frame.library
    numbered = sorted(library.priorities.values(), key=lambda priority: priority.number)
    return {
        "subject": {subject: frame.word(f"subject.{subject}") for subject in SUBJECTS},
        "partner": {partner.id: frame.name_of(partner) for partner in library.partners.values()},
        "priority": {priority.id: frame.name_of(priority) for priority in numbered},
        "kind": {kind: frame.word(f"event.{kind}") for kind in EVENT_KINDS},
        "period": {period.id: frame.name_of(period) for period in library.periods.values()},
    }


def _periods(frame: Frame) -> Periods:
    return by_period(frame.library.events.values(), frame.library.periods.values())
