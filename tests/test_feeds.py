"""The feeds of the timeline: read back by parsers that are not ours, and held against their standards."""

import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import feedparser
import icalendar
import pytest
import yaml
from compendium import feeds
from compendium.edition import Edition
from compendium.frame import Frame
from compendium.language import LANGUAGES
from compendium.publication import Publication
from conftest import EVENT, ROOT, Site, front
from dom import parse

ROOT_URL = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["site_url"]
PREFIX = {"vi": "", "en": "en/"}
CODES = pytest.mark.parametrize("code", list(LANGUAGES))
EVENTS = yaml.safe_load((ROOT / "data/events.yml").read_text(encoding="utf-8"))
MARKER = "<!-- compendium: timeline -->\n"
HERE = Publication("https://example.org/policy/", "2026.1")
DAY = {"asean-accession": date(2026, 3, 1)}
HOSTILE = """A & B; "c", 'd' 5 < 6 > 4 ]]> \\n \\, ;x:y"""


def read(calendar: bytes) -> Any:
    return icalendar.Calendar.from_ical(calendar)


def written(built: Path, code: str, name: str) -> bytes:
    return (built / PREFIX[code] / name).read_bytes()


def made(site: Site, *events: str, code: str = "en", days: dict[str, date] = DAY) -> feeds.Feed:
    site.data("events", "".join(events) or "[]\n")
    return feeds.of_events(Edition.load(site.root).frame(code, PREFIX[code], HERE.version, HERE.root), days)


def dated(when: str, identifier: str = "asean-accession", more: str = "") -> str:
    return EVENT.replace("'1995'", f"'{when}'").replace("asean-accession", identifier).rstrip() + f"\n{more}"


def ids(code: str) -> set[str]:
    return {f"{ROOT_URL}{PREFIX[code]}timeline/#{event['id']}" for event in EVENTS}


@CODES
def test_every_event_is_in_the_atom_feed_of_each_language(built: Path, code: str) -> None:
    feed = feedparser.parse(written(built, code, feeds.ATOM))
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    assert feed.feed.language == code
    assert {link.rel: link.href for link in feed.feed.links} == {
        "alternate": f"{ROOT_URL}{PREFIX[code]}timeline/",
        "self": f"{ROOT_URL}{PREFIX[code]}timeline.atom",
    }
    assert feed.feed.id
    assert feed.feed.title
    assert feed.feed.author_detail.name
    assert {entry.id for entry in feed.entries} == ids(code)
    assert len(feed.entries) == len(EVENTS)
    for entry in feed.entries:
        assert entry.updated_parsed
        assert entry.link == entry.id
        assert parse(entry.content[0].value).all("a")
    assert feed.feed.updated == max(entry.updated for entry in feed.entries)


@CODES
def test_every_event_is_in_the_json_feed_and_it_keeps_the_rules_of_version_1_1(built: Path, code: str) -> None:
    feed: dict[str, Any] = json.loads(written(built, code, feeds.JSON))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert set(feed) == {"version", "title", "home_page_url", "feed_url", "description", "language", "authors", "items"}
    assert feed["language"] == code
    assert feed["feed_url"] == f"{ROOT_URL}{PREFIX[code]}timeline.json"
    assert all(isinstance(author["name"], str) for author in feed["authors"])
    assert {item["id"] for item in feed["items"]} == ids(code)
    assert len(feed["items"]) == len(EVENTS)
    known = {
        "id": str,
        "url": str,
        "title": str,
        "summary": str,
        "content_html": str,
        "date_modified": str,
        "tags": list,
    }
    for item in feed["items"]:
        assert {name: type(value) for name, value in item.items()} == known
        assert datetime.fromisoformat(item["date_modified"]).utcoffset() is not None
        assert all(isinstance(tag, str) for tag in item["tags"])


@CODES
def test_the_calendar_keeps_the_rules_of_rfc_5545(built: Path, code: str) -> None:
    content = written(built, code, feeds.CALENDAR)
    text = content.decode()
    assert text.endswith("END:VCALENDAR\r\n")
    assert text.count("\n") == text.count("\r\n")
    assert max(map(len, content.split(b"\r\n"))) <= 75
    calendar = read(content)
    assert not calendar.errors
    assert calendar["version"] == "2.0"
    assert calendar["prodid"]
    for event in calendar.walk("VEVENT"):
        assert not event.errors
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "URL"} <= set(event)
        assert event["dtstamp"].dt.tzname() == "UTC"
        assert type(event["dtstart"].dt) is type(event["dtend"].dt) is date
        assert event["dtstart"].dt < event["dtend"].dt
        assert event["dtstart"].params["VALUE"] == "DATE"
        assert event["summary"].params["LANGUAGE"] == code
    uids = [event["uid"] for event in calendar.walk("VEVENT")]
    assert len(uids) == len(set(uids))
    assert set(uids) <= ids(code)


@CODES
def test_the_calendar_says_how_many_events_it_leaves_out(built: Path, code: str) -> None:
    calendar = read(written(built, code, feeds.CALENDAR))
    shown = len(calendar.walk("VEVENT"))
    assert 0 < shown < len(EVENTS)
    assert re.findall(r"\d+", calendar["x-wr-caldesc"]) == [str(shown), str(len(EVENTS))]
    assert calendar["x-wr-caldesc"] == calendar["description"]


def vevents(feed: feeds.Feed) -> list[Any]:
    return read(feeds.calendar(feed)).walk("VEVENT")  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("when", "days"),
    [("2000-11-17", ("2000-11-17", "2000-11-18")), ("2023-09-30/2023-10-02", ("2023-09-30", "2023-10-03"))],
)
def test_days_are_shown_from_the_first_to_the_last(site: Site, when: str, days: tuple[str, str]) -> None:
    [event] = vevents(made(site, dated(when)))
    assert (event["dtstart"].dt.isoformat(), event["dtend"].dt.isoformat()) == days
    assert event["status"] == "CONFIRMED"
    assert event["transp"] == "TRANSPARENT"


@pytest.mark.parametrize("when", ["2000-11", "1995", "197X", "2015~", "2000-11-17~", "2014/2020", "2025/..", "2023-33"])
def test_what_is_not_known_to_the_day_is_on_no_day(site: Site, when: str) -> None:
    assert vevents(made(site, dated(when))) == []


def test_a_day_in_doubt_that_words_tell_is_on_no_day(site: Site) -> None:
    doubt = "  when_label: {vi: 31/10 hoặc 01/11, en: 31 October or 1 November}\n"
    assert vevents(made(site, dated("2012-11-01", more=doubt))) == []


def test_what_is_only_foreseen_is_tentative(site: Site) -> None:
    [event] = vevents(made(site, dated("2030-01-01", more="  expected: true\n")))
    assert event["status"] == "TENTATIVE"


def test_entries_are_the_newest_events_first(site: Site) -> None:
    feed = made(site, dated("1995", "a"), dated("2024", "c"), dated("2000", "b"))
    assert [entry.event.id for entry in feed.entries] == ["c", "b", "a"]
    assert [item["id"].rpartition("#")[2] for item in json.loads(feeds.json_feed(feed))["items"]] == ["c", "b", "a"]


def test_ids_are_the_same_in_every_release_and_addresses_those_of_the_newest(site: Site) -> None:
    [entry] = made(site, EVENT, code="vi").entries
    assert entry.id == "https://example.org/policy/timeline/#asean-accession"
    assert entry.url == "https://example.org/policy/latest/timeline/#asean-accession"
    [entry] = made(site, EVENT).entries
    assert entry.id == "https://example.org/policy/en/timeline/#asean-accession"


RELEASE = """
- version: '2026.1'
  date: '2026-11-22'
  title: {vi: Bản đầu, en: First}
  reason: {vi: Lần đầu., en: The first.}
  events: [asean-accession]
  subjects: [integration]
  notes:
  - {weight: minor, text: {vi: Mới., en: New.}}
"""


def test_an_entry_is_of_the_day_on_which_its_record_changed_or_else_of_the_newest_release(site: Site) -> None:
    site.data("releases", RELEASE)
    feed = made(site, EVENT, dated("2000", "other"))
    assert {entry.event.id: entry.updated.isoformat() for entry in feed.entries} == {
        "asean-accession": "2026-03-01T00:00:00+07:00",
        "other": "2026-11-22T00:00:00+07:00",
    }
    assert feed.updated.isoformat() == "2026-11-22T00:00:00+07:00"


def of(frame: Frame) -> dict[str, bytes]:
    return feeds.files(frame, DAY)


@pytest.mark.parametrize("events", ["[]\n", EVENT + dated("2000-11-17", "other")], ids=["no event", "events"])
def test_the_same_events_make_the_same_bytes(site: Site, events: str) -> None:
    site.data("events", events)
    first, second = (of(Edition.load(site.root).frame("vi", "", HERE.version, HERE.root)) for _ in range(2))
    assert first == second
    assert set(first) == {feeds.ATOM, feeds.JSON, feeds.CALENDAR}


def test_signs_in_data_stay_what_they_are(site: Site) -> None:
    record = yaml.safe_load(dated("1995-07-28"))[0]
    record["title"], record["summary"] = ({"vi": HOSTILE, "en": HOSTILE} for _ in range(2))
    feed = made(site, yaml.safe_dump([record], allow_unicode=True))
    atom = feedparser.parse(feeds.atom(feed))
    assert not atom.bozo
    assert atom.entries[0].title.startswith(HOSTILE)
    assert HOSTILE in parse(atom.entries[0].content[0].value).text
    [item] = json.loads(feeds.json_feed(feed))["items"]
    assert item["summary"] == HOSTILE
    assert parse(item["content_html"]).all("p")[1].text == HOSTILE
    [event] = vevents(feed)
    assert event["summary"] == HOSTILE
    assert event["description"].startswith(f"{HOSTILE}\n\nSources: Mai Hà, Section 1, paragraph 2\n")


@CODES
def test_the_timeline_offers_each_file_on_the_page_and_in_its_head(built: Path, code: str) -> None:
    page = parse((built / PREFIX[code] / "timeline/index.html").read_text(encoding="utf-8"))
    offered = page.one("section", cls="c-subscribe").all("a")
    types = {
        "timeline.atom": "application/atom+xml",
        "timeline.json": "application/feed+json",
        "timeline.ics": "text/calendar",
    }
    assert {link["href"].rpartition("/")[2]: link["type"] for link in offered if link["type"]} == types
    for link in offered:
        assert not link["type"] or (built / PREFIX[code] / "timeline" / link["href"]).resolve().is_file()
    named = [link for link in page.one("head").all("link") if link["type"] in types.values()]
    assert {link["href"]: link["type"] for link in named} == {
        f"{ROOT_URL}{PREFIX[code]}{name}": mime for name, mime in types.items()
    }
    assert len({link["title"] for link in named}) == 3


def test_a_release_offers_the_files_of_the_newest_so_that_who_follows_them_is_told_of_it(site: Site) -> None:
    site.data("events", EVENT).data("releases", RELEASE)
    site.pair("timeline.md", front("T") + MARKER, front("T") + MARKER)
    edition = Edition.load(site.root)
    html = edition.finish(MARKER, edition.frame("en", "en/timeline/", "2026.1"))
    assert parse(html).all("a", href="../../../latest/en/timeline.atom")
