"""The timeline: what each event leads to, and what events can be chosen by."""

from compendium import mentions
from compendium.edition import Edition
from compendium.language import LANGUAGES
from conftest import EVENT, Site, front
from dom import Element, parse
from test_built import Pages, by_language, data, everything, pages
from test_views import prepared, shown

__all__ = ["everything", "pages"]
SAID = ("Trang", "Pages")
MARKER = "<!-- compendium: timeline -->\n"


def spoken_of(site: Site, vi: str, en: str, path: str = "a/b.md") -> list[tuple[str, str]]:
    site.data("events", EVENT).pair("timeline.md", front("T") + MARKER, front("T") + MARKER)
    site.pair(path, front("Trang") + vi, front("Page") + en)
    edition = Edition.load(site.root)
    found = mentions.of_events(edition.pages.by_language["en"].values())
    return [(place.address, place.name) for place in found.get("asean-accession", [])]


def both(site: Site, text: str, path: str = "a/b.md") -> list[tuple[str, str]]:
    return spoken_of(site, text, text, path)


LINK = "[x](../timeline.md#asean-accession)"


def test_a_place_is_the_nearest_heading_above_the_link(site: Site) -> None:
    text = f"## One {{#one}}\n\nText.\n\n### *Two* {{#two}}\n\nText {LINK}.\n\n## Three {{#three}}\n\nText.\n"
    assert both(site, text) == [("a/b/#two", "Page › Two")]


def test_a_link_above_all_headings_speaks_for_the_page(site: Site) -> None:
    assert both(site, f"Text {LINK}.\n\n## One {{#one}}\n\nText.\n") == [("a/b/", "Page")]


def test_a_section_that_links_twice_is_named_once_and_two_sections_in_their_order(site: Site) -> None:
    text = f"## One {{#one}}\n\n{LINK} {LINK}\n\n## Two {{#two}}\n\n{LINK}\n"
    assert both(site, text) == [("a/b/#one", "Page › One"), ("a/b/#two", "Page › Two")]


def test_code_and_links_to_elsewhere_speak_of_no_event(site: Site) -> None:
    text = f"## One {{#one}}\n\n`{LINK}` [y](../timeline.md) [z](#one)\n"
    assert both(site, text) == []


def rows(event: Element) -> dict[str, list[tuple[str, str]]]:
    listed = event.one("dl", cls="c-leads")
    values = [
        [(link["href"], link.text) for link in value.all("a")] or [("", value.text)] for value in listed.all("dd")
    ]
    return dict(zip([label.text for label in listed.all("dt")], values, strict=True))


def test_an_event_leads_to_sections_priorities_instruments_and_terms_and_names_its_partners(site: Site) -> None:
    page = parse(shown(site, prepared(site, "timeline"), "en"))
    assert rows(page.one("h3", id="accession").parent or page) == {
        "Pages": [("../../en/about/#asean", "About › Joining ASEAN")],
        "Priorities": [("../../en/science-diplomacy/rule-making/", "Taking part in rule-making")],
        "Instruments": [
            ("../../en/instruments/#decision-735", "Integration scheme"),
            ("../../en/instruments/#agreement", "Agreement"),
        ],
        "Terms": [("../../en/glossary/#innovation", "Innovation"), ("../../en/glossary/#boeing", "Boeing")],
        "Partners": [("", "United States")],
    }


def test_an_event_that_leads_nowhere_has_no_empty_rows(site: Site) -> None:
    assert not parse(shown(site.data("events", EVENT), "timeline", "en")).all("dl", cls="c-leads")


def choices(page: Element) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for box in page.one("form", cls="c-filter").all("input", type="checkbox"):
        assert box.parent
        count = box.parent.one("span", **{"data-part": "count"})
        found.setdefault(box["name"], {})[box["value"]] = int(count.text)
    return found


def test_every_choice_has_as_many_events_as_it_says_and_none_is_without(pages: Pages) -> None:
    events = data("events")
    for code in LANGUAGES:
        page = by_language(pages, code)["timeline/"]
        offered = choices(page)
        assert list(offered) == ["subject", "partner", "priority", "kind", "period"]
        for name, field in (("subject", "subjects"), ("partner", "partners"), ("priority", "priorities")):
            held = [value for event in events for value in event.get(field, ())]
            assert offered[name] == {value: held.count(value) for value in offered[name]}
            assert set(offered[name]) == set(held)
        assert sum(offered["kind"].values()) == sum(offered["period"].values()) == len(events)
        assert all(count for group in offered.values() for count in group.values())


def test_what_is_offered_is_what_the_events_carry(pages: Pages) -> None:
    page = pages["timeline/"]
    for name, counted in choices(page).items():
        carried = [value for event in page.all("li", cls="c-event") for value in event[f"data-{name}"].split()]
        assert {value: carried.count(value) for value in carried} == counted


def test_the_filters_stay_away_until_a_script_shows_them(pages: Pages) -> None:
    form = pages["timeline/"].one("form", cls="c-filter")
    assert "hidden" in form.attributes
    assert not form.all("button", type="submit")


def test_every_kind_of_event_is_said_on_its_event(pages: Pages) -> None:
    said = [event.one("span", cls="c-kind").text for event in pages["en/timeline/"].all("li", cls="c-event")]
    assert len(said) == len(data("events"))
    assert set(said) >= {"Joining organisations and forums", "Agreements", "Targets and forecasts"}


def test_every_event_is_spoken_of_in_a_section_of_a_page(pages: Pages) -> None:
    for code in LANGUAGES:
        events = by_language(pages, code)["timeline/"].all("li", cls="c-event")
        alone = [
            event.one("h3")["id"] for event in events if not event.all("dt") or event.all("dt")[0].text not in SAID
        ]
        # Of the strategy's end year the sources say no more than its name.
        assert alone == ["strategy-horizon-2030"]
