"""The events of the timeline for programs that follow them: Atom, JSON Feed 1.1 and iCalendar (RFC 5545)."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import StringIO
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from compendium import dates
from compendium.frame import Frame
from compendium.history import VIETNAM
from compendium.model import Event

if TYPE_CHECKING:
    import icalendar


# The files at the root of each language.
ATOM, JSON, CALENDAR = "timeline.atom", "timeline.json", "timeline.ics"

# What a calendar can show on its days. The less precise must not pretend to be on one.
_DAYS = re.compile(r"\d{4}-\d\d-\d\d(/\d{4}-\d\d-\d\d)?", re.ASCII)
# Of a draft whose history nobody knows: the clock would give other bytes at each build.
_UNKNOWN = date(1970, 1, 1)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An event as a feed tells it. Its id stays what it is in every release; its address is that of the newest one."""

    event: Event
    id: str
    url: str
    title: str
    when: str
    summary: str
    sources: str
    html: str
    updated: datetime
    """When its record last changed: midnight of that day in Vietnam."""

    @property
    def headline(self) -> str:
        """The title with the date: a feed shows a day of its own beside it, on which the record changed."""
        return f"{self.title} ({self.when})"


@dataclass(frozen=True, kw_only=True)
class Feed:
    """The timeline in one language; its entries are the newest events first."""

    code: str
    id: str
    base: str
    """The address of this language in the newest release, with a slash at its end."""
    title: str
    description: str
    calendar: str
    """What the calendar holds and what it leaves out."""
    author: str
    sources: str
    """What stands before the sources of an event."""
    entries: tuple[Entry, ...]
    updated: datetime

    @property
    def home(self) -> str:
        return f"{self.base}timeline/"


def files(frame: Frame, days: Mapping[str, date]) -> dict[str, bytes]:
    """The files of one language by name; `days` are those on which the events last changed, by id."""
    feed = of_events(frame, days)
    return {ATOM: atom(feed), JSON: json_feed(feed), CALENDAR: calendar(feed)}


def known_to_the_day(events: Iterable[Event]) -> list[Event]:
    """The events that a calendar can show: those on a day or from day to day, without a doubt that takes words."""
    return [event for event in events if _DAYS.fullmatch(event.when) and not event.when_label]


def of_events(frame: Frame, days: Mapping[str, date]) -> Feed:
    """What all three files tell. A day that git does not know is that of the newest release."""
    events = [*frame.library.events.values()][::-1]
    released = max((date.fromisoformat(release.date) for release in frame.library.releases.values()), default=_UNKNOWN)
    shown = len(known_to_the_day(events))
    counts = {name: frame.language.number(number) for name, number in (("count", shown), ("all", len(events)))}
    updated = max((days.get(event.id, released) for event in events), default=released)
    return Feed(
        code=frame.language.code,
        id=f"{frame.root}{frame.language.prefix}timeline/",
        base=frame.newest(""),
        title=f"{frame.word('timeline')} – {frame.word('site')}",
        description=frame.word("timeline.about"),
        calendar=f"{frame.word('timeline.about')} {frame.word('feed.ics.about').format(**counts)}",
        author=frame.word("site"),
        sources=frame.word("sources"),
        entries=tuple(_entry(frame, event, days.get(event.id, released)) for event in events),
        updated=_midnight(updated),
    )


def _entry(frame: Frame, event: Event, updated: date) -> Entry:
    code = frame.language.code
    return Entry(
        event=event,
        id=f"{frame.root}{frame.language.prefix}timeline/#{event.id}",
        url=frame.newest(f"timeline/#{event.id}"),
        title=event.title[code],
        when=frame.when(event),
        summary=event.summary[code],
        sources="; ".join(
            f"{source.short[code]}{f', {places}' if places else ''}" for source, places in frame.cited(event.citations)
        ),
        html=frame.render("feed-event.html", event=event, base=frame.newest("")),
        updated=_midnight(updated),
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), VIETNAM)


def atom(feed: Feed) -> bytes:
    """RFC 4287."""
    from feedgenerator import Atom1Feed  # 40 ms that only the end of a build needs

    written = Atom1Feed(
        feed.title,
        feed.home,
        feed.description,
        language=feed.code,
        author_name=feed.author,
        feed_url=feed.base + ATOM,
        feed_guid=feed.id,
    )
    # The library asks the clock for the date of a feed without entries.
    written.latest_post_date = lambda: feed.updated
    for entry in feed.entries:
        written.add_item(
            entry.headline,
            entry.url,
            None,
            content=entry.html,
            unique_id=entry.id,
            updateddate=entry.updated,
            categories=entry.event.subjects,
        )
    out = StringIO()
    written.write(out, "utf-8")
    return out.getvalue().encode()


def json_feed(feed: Feed) -> bytes:
    """https://www.jsonfeed.org/version/1.1/"""
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.base + JSON,
        "description": feed.description,
        "language": feed.code,
        "authors": [{"name": feed.author}],
        "items": [_item(entry) for entry in feed.entries],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _item(entry: Entry) -> dict[str, object]:
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.headline,
        "summary": entry.summary,
        "content_html": entry.html,
        "date_modified": entry.updated.isoformat(),
        "tags": list(entry.event.subjects),
    }


def calendar(feed: Feed) -> bytes:
    """RFC 5545, with the names of RFC 7986: an event of whole days for each that is known to the day."""
    import icalendar  # 60 ms that only the end of a build needs

    told = icalendar.Calendar()
    told.add("prodid", f"-//{urlsplit(feed.id).hostname}//timeline//{feed.code.upper()}")
    told.add("version", "2.0")
    told.add("calscale", "GREGORIAN")
    told.add("url", feed.home)
    # Each twice: calendars went by the second name before there was a standard.
    for text, names in ((feed.title, ("name", "x-wr-calname")), (feed.calendar, ("description", "x-wr-caldesc"))):
        for name in names:
            told.add(name, text)
    shown = {event.id for event in known_to_the_day(entry.event for entry in feed.entries)}
    for entry in feed.entries:
        if entry.event.id in shown:
            told.add_component(_vevent(icalendar.Event(), entry, feed))
    return bytes(told.to_ical())


def _vevent(told: "icalendar.Event", entry: Entry, feed: Feed) -> "icalendar.Event":
    first, last = dates.bounds(entry.event.when)
    language = {"LANGUAGE": feed.code}
    told.add("uid", entry.id)
    told.add("dtstamp", entry.updated)
    told.add("last-modified", entry.updated)
    told.add("dtstart", first)
    # The day after the last one, where the calendar has one.
    if last < date.max:
        told.add("dtend", last + timedelta(days=1))
    told.add("summary", entry.title, parameters=language)
    told.add("description", f"{entry.summary}\n\n{feed.sources}: {entry.sources}\n{entry.url}", parameters=language)
    told.add("categories", list(entry.event.subjects))
    told.add("url", entry.url)
    told.add("status", "TENTATIVE" if entry.event.expected else "CONFIRMED")
    told.add("transp", "TRANSPARENT")
    return told
