"""The overview of the timeline: marks at their years, in lanes, and none over another."""

import pytest
from compendium.edition import Edition
from compendium.overview import Overview, overview
from compendium.timeline import by_period
from conftest import EVENT, Site
from dom import Element, parse
from test_views import prepared, shown

PERIODS = """
- {id: before, when: ../1994, title: {vi: Trước đó, en: Before}}
- {id: since, when: 1995/.., title: {vi: Từ đó, en: Since}}
"""


def event(identifier: str, when: str, subject: str = "integration") -> str:
    return (
        EVENT.replace("asean-accession", identifier)
        .replace("'1995'", f"'{when}'")
        .replace("[integration]", f"[{subject}]")
    )


def drawn(site: Site, *events: str) -> Overview:
    library = Edition.load(site.data("periods", PERIODS).data("events", "".join(events)).root).library
    made = overview(by_period(library.events.values(), library.periods.values()))
    assert made
    return made


def marks(made: Overview) -> dict[str, tuple[float, float | None, float]]:
    return {mark.event.id: (mark.x, mark.until, mark.y) for lane in made.lanes for mark in lane.marks}


def test_what_comes_later_stands_further_right_in_proportion_to_time(site: Site) -> None:
    found = marks(drawn(site, event("a", "1980-07-01"), event("b", "1990-07-01"), event("c", "2010-07-01")))
    assert 0 < found["a"][0] < found["b"][0] < found["c"][0] < 100
    assert 2 * (found["b"][0] - found["a"][0]) == pytest.approx(found["c"][0] - found["b"][0], abs=0.4)


def test_a_date_of_a_year_at_most_is_a_point_and_a_longer_one_a_bar(site: Site) -> None:
    found = marks(drawn(site, event("day", "2000-11-17"), event("year", "1995"), event("years", "2014/2020")))
    assert [name for name, (_, until, _) in found.items() if until] == ["years"]
    x, until, _ = found["years"]
    assert until
    assert until > x


def test_an_open_end_reaches_the_edge_and_no_further(site: Site) -> None:
    found = marks(drawn(site, event("a", "1980"), event("open", "2025/..")))
    assert found["open"][1] == 100


def test_no_mark_covers_another_on_the_narrowest_phone(site: Site) -> None:
    crowd = [event(f"e{n}", f"2023-09-{n + 1:02}") for n in range(9)]
    found = marks(drawn(site, event("first", "1976"), *crowd, event("span", "2023/2025")))
    for name, (x, until, y) in found.items():
        for other, (its_x, its_until, its_y) in found.items():
            apart = its_x - (until or x) >= 3.1 or x - (its_until or its_x) >= 3.1 or abs(y - its_y) >= 7
            assert name == other or apart, (name, other)


def test_each_subject_has_a_lane_of_its_own(site: Site) -> None:
    made = drawn(
        site, event("a", "1995"), event("b", "1995", "us-partnership"), event("c", "1995", "science-diplomacy")
    )
    assert [lane.subject for lane in made.lanes] == ["integration", "us-partnership", "science-diplomacy"]
    heights = [y for _, _, y in marks(made).values()]
    assert heights == sorted(set(heights))


def test_periods_follow_one_another_across_the_whole_width(site: Site) -> None:
    bands = drawn(site, event("a", "1980"), event("b", "2010")).bands
    assert [(band.period.id, band.count) for band in bands] == [("before", 1), ("since", 1)]
    assert bands[0].x == 0
    assert bands[0].width == pytest.approx(bands[1].x, abs=0.1)
    assert bands[1].x + bands[1].width == pytest.approx(100, abs=0.1)


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        ("1976", "2030", ["1980", "1990", "2000", "2010", "2020", "2030"]),
        ("2019", "2021", ["2019", "2020", "2021", "2022", "2023", "2024"]),
    ],
)
def test_a_few_round_years_stand_below(site: Site, first: str, last: str, years: list[str]) -> None:
    assert [year for year, _ in drawn(site, event("a", first), event("b", last)).ticks] == years


def test_a_thousand_events_in_a_year_keep_the_drawing_low(site: Site) -> None:
    assert drawn(site, *(event(f"e{n}", "2001") for n in range(300))).height < 200


def test_there_is_no_drawing_of_nothing() -> None:
    assert overview([]) is None


def links(drawing: Element) -> list[Element]:
    return [link for link in drawing.all("a") if not any(element["aria-hidden"] for element in link.around)]


def test_on_the_timeline_the_periods_are_links_below_and_the_drawing_is_for_pointers_only(site: Site) -> None:
    page = parse(shown(site, prepared(site, "timeline"), "en")).one("nav", cls="c-overview")
    assert not links(page.one("svg"))
    assert {link["tabindex"] for link in page.one("svg").all("a")} == {"-1"}
    assert [link["href"] for link in links(page)] == ["#period_before", "#period_joining", "#period_since"]


def test_the_strip_leads_to_the_periods_by_links_with_names_and_to_every_event(site: Site) -> None:
    drawing = parse(shown(site, prepared(site, "timeline-strip"), "en")).one("svg")
    assert [(link["href"], link["aria-label"]) for link in links(drawing)] == [
        ("../../en/timeline/#period_before", "Before (until 1994): 1 event"),
        ("../../en/timeline/#period_joining", "Joining (1995–2010): 1 event"),
        ("../../en/timeline/#period_since", "Since 2021 (since 2021): 2 events"),
    ]
    assert {link["href"].rpartition("#")[2] for link in drawing.all("a") if link["tabindex"]} == {
        "contacts", "accession", "strategy-approved", "horizon",
    }  # fmt: skip


def test_the_drawing_is_labelled_and_needs_no_style_of_its_own(site: Site) -> None:
    drawing = parse(shown(site, prepared(site, "timeline"), "vi")).one("svg")
    assert drawing.one("title", id=drawing["aria-labelledby"]).text == "Toàn cảnh dòng thời gian"
    assert drawing.one("desc", id=drawing["aria-describedby"]).text
    assert all(link.one("title").text for link in drawing.all("a"))
    assert not [element for element in drawing.elements() if element["style"]]
