"""The timeline as a drawing: years on one scale, a lane for each subject, a mark for each event.

Places across are per cent of the width, so that one drawing fits a phone and a desk and its letters keep their size;
places down are CSS pixels.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from compendium import dates
from compendium.model import SUBJECTS, Event, Period

# The room of a mark across: 9 of the 290 pixels that the narrowest phone has.
_ROOM = 3.1
_HEAD = 18
_LABEL = 28
_PITCH = 9
_HIGHEST = 81
_FOOT = 24
_MOST_TICKS = 7


@dataclass(frozen=True, kw_only=True)
class Mark:
    """An event: a point in the middle of its date, or a bar where the date is longer than a year."""

    event: Event
    x: float
    until: float | None
    y: float


@dataclass(frozen=True, kw_only=True)
class Lane:
    """The marks of one subject; `y` is the baseline of its label."""

    subject: str
    y: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, kw_only=True)
class Band:
    """A period."""

    period: Period
    count: int
    x: float
    width: float

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True, kw_only=True)
class Overview:
    bands: tuple[Band, ...]
    lanes: tuple[Lane, ...]
    ticks: tuple[tuple[str, float], ...]
    """Years as EDTF, each with its place across."""
    height: int
    floor: int
    """Where the lanes end and the years begin."""


@dataclass(frozen=True)
class _Scale:
    """Years as per cent of the width."""

    first: float
    last: float

    def place(self, year: float) -> float:
        return round(100 * (min(max(year, self.first), self.last) - self.first) / (self.last - self.first), 1)


def overview(periods: Sequence[tuple[Period, Sequence[Event]]]) -> Overview | None:
    """The drawing of periods and the events in them; None where there are none."""
    events = [event for _, held in periods for event in held]
    known = [day for event in events for day in dates.bounds(event.when) if day not in (date.min, date.max)]
    if not known:
        return None
    scale = _Scale(min(known).year - 1, max(known).year + 4)
    lanes, floor = _lanes(events, scale)
    return Overview(
        bands=tuple(_bands(periods, scale)), lanes=lanes, ticks=_ticks(scale), height=floor + _FOOT, floor=floor
    )


def _bands(periods: Iterable[tuple[Period, Sequence[Event]]], scale: _Scale) -> Iterator[Band]:
    for period, events in periods:
        first, last = dates.bounds(period.when)
        x, end = scale.place(first.year), scale.place(last.year + 1)
        yield Band(period=period, count=len(events), x=x, width=round(end - x, 1))


def _lanes(events: Iterable[Event], scale: _Scale) -> tuple[tuple[Lane, ...], int]:
    """The lanes below one another, and where the last one ends."""
    held: dict[str, list[Event]] = {subject: [] for subject in SUBJECTS}
    for event in events:
        held[event.subjects[0]].append(event)
    lanes, top = [], float(_HEAD)
    for subject, its in held.items():
        if not its:
            continue
        stacked = _stacked([(event, *_span(event, scale)) for event in its])
        levels = 1 + max(level for *_, level in stacked)
        pitch = min(_PITCH, _HIGHEST / levels)
        floor = top + _LABEL + pitch * levels
        marks = (
            Mark(event=event, x=x, until=until, y=round(floor - pitch * (level + 0.5), 1))
            for event, x, until, level in stacked
        )
        lanes.append(Lane(subject=subject, y=round(top + _LABEL - 10), marks=tuple(marks)))
        top = floor
    return tuple(lanes), round(top + 6)


def _span(event: Event, scale: _Scale) -> tuple[float, float | None]:
    """Where the mark of an event stands, and where it ends if it is a bar."""
    first, last = (_year(day) for day in dates.bounds(event.when))
    if last - first > 1:
        return scale.place(first), scale.place(last)
    return scale.place((first + last) / 2), None


def _stacked(marks: Iterable[tuple[Event, float, float | None]]) -> list[tuple[Event, float, float | None, int]]:
    """Each mark with the lowest level on which it covers no other."""
    ends = list[float]()
    stacked = []
    for event, x, until in sorted(marks, key=lambda mark: (mark[1], mark[0].id)):
        level = next((level for level, end in enumerate(ends) if end <= x), len(ends))
        ends[level : level + 1] = [(until or x) + _ROOM]
        stacked.append((event, x, until, level))
    return stacked


def _year(day: date) -> float:
    return day.year + day.timetuple().tm_yday / 366


def _ticks(scale: _Scale) -> tuple[tuple[str, float], ...]:
    """Round years, as few as fit on a phone."""
    first, last = int(scale.first) + 1, int(scale.last)
    step = next(
        step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000) if (last - first) / step < _MOST_TICKS
    )
    places = ((year, scale.place(year)) for year in range(-(-first // step) * step, last, step))
    # At the edges half of a label would be cut off.
    return tuple((str(year).zfill(4), place) for year, place in places if 6 <= place <= 94)
