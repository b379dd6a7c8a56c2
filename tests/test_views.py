"""Views as golden files: `golden/<case>.yml` holds a library and a marker, `<case>.<language>.html` what it shows.

`UPDATE_GOLDEN=1 python -m pytest tests/test_views.py` writes the HTML anew; read the difference before you commit it.
"""

import os
from pathlib import Path

import pytest
import yaml
from compendium import views
from compendium.edition import Edition
from compendium.language import LANGUAGES
from compendium.problem import DataError
from conftest import EVENT, Site, front
from dom import parse

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(file.stem for file in GOLDEN.glob("*.yml"))


def shown(site: Site, marker: str, code: str) -> str:
    """What a marker shows on the page that stands in the folder `page/`."""
    frame = Edition.load(site.root).frame(code, f"{LANGUAGES[code].prefix}page/")
    return views.fill(f"<!-- compendium: {marker} -->", frame) + "\n"


def prepared(site: Site, case: str) -> str:
    """Writes the library and the pages of a case; gives its marker."""
    golden = yaml.safe_load((GOLDEN / f"{case}.yml").read_text(encoding="utf-8"))
    for name, records in golden["data"].items():
        site.data(name, yaml.safe_dump(records, allow_unicode=True, sort_keys=False))
    for priority in golden["data"].get("priorities", ()):
        site.pair(f"science-diplomacy/{priority['id']}.md", front("Trọng tâm"), front("Priority"))
    for path, bodies in golden.get("pages", {}).items():
        site.pair(path, *(front(bodies["title"][code]) + bodies[code] for code in LANGUAGES))
    return str(golden["marker"])


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_a_view_shows_what_its_golden_file_holds(site: Site, case: str, code: str) -> None:
    html = shown(site, prepared(site, case), code)
    golden = GOLDEN / f"{case}.{code}.html"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(html, encoding="utf-8")
    assert html == golden.read_text(encoding="utf-8"), "UPDATE_GOLDEN=1 writes the golden files anew"


def test_every_view_has_a_golden_file_and_every_golden_file_a_view() -> None:
    markers = [yaml.safe_load((GOLDEN / f"{case}.yml").read_text(encoding="utf-8"))["marker"] for case in CASES]
    assert {marker.split()[0] for marker in markers} == set(views.VIEWS)
    assert {file.name for file in GOLDEN.glob("*.html")} == {
        f"{case}.{code}.html" for case in CASES for code in LANGUAGES
    }


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_every_id_of_a_view_is_unique_and_every_place_in_it_exists(site: Site, case: str, code: str) -> None:
    page = parse(shown(site, prepared(site, case), code))
    ids = [element["id"] for element in page.elements() if element["id"]]
    assert len(ids) == len(set(ids))
    assert {link["href"] for link in page.all("a") if link["href"].startswith("#")} <= {f"#{found}" for found in ids}


@pytest.mark.parametrize("text", ["A & B", 'the "new" 5 > 4 < 6', "' onmouseover='x"])
def test_signs_in_data_are_shown_and_never_read_as_html(site: Site, text: str) -> None:
    record = yaml.safe_load(EVENT)[0]
    record["title"], record["summary"] = {"vi": text, "en": text}, {"vi": text, "en": text}
    site.data("events", yaml.safe_dump([record], allow_unicode=True))
    page = parse(shown(site, "timeline", "vi"))
    assert page.one("h3").text == text
    assert text in [paragraph.text for paragraph in page.all("p")]
    assert not [element for element in page.elements() if element["onmouseover"]]


def test_an_ampersand_and_a_quotation_mark_are_escaped_in_text_and_in_attributes(site: Site) -> None:
    notes = """
- id: wording
  about: [mai-ha §1]
  title: {vi: 'A "B" & C', en: 'A "B" & C'}
  says: {vi: x, en: x}
  prints: {vi: x, en: x}
  why: {vi: x, en: x}
"""
    site.data("notes", notes).pair("notes.md", *(front("Notes") + "<!-- compendium: notes wording -->\n",) * 2)
    html = shown(site, "notes wording", "en")
    assert 'aria-label="Editor’s note: A &#34;B&#34; &amp; C"' in html
    assert 'A "B"' not in html


def test_html_in_data_is_refused_before_anything_is_shown(site: Site) -> None:
    site.data("events", EVENT.replace("en: In 1995.", "en: In <b>1995</b>."))
    with pytest.raises(DataError, match="must be plain text, without HTML"):
        Edition.load(site.root)


def test_the_tags_of_an_event_are_words_apart_to_who_hears_or_searches_them(site: Site) -> None:
    event = EVENT.replace("[integration]", "[integration, us-partnership]").replace("[mai-ha §1 ¶2]", "[press]")
    site.data("events", event.rstrip() + "\n  external: true\n")
    tags = parse(shown(site, "timeline", "en")).one("p", cls="c-tags").text
    assert tags == "International integration Partnership with the United States external"


def test_events_stand_in_order_of_time_whatever_their_order_in_the_file(site: Site) -> None:
    later = EVENT.replace("asean-accession", "later").replace("'1995'", "'2001-05'")
    first = EVENT.replace("asean-accession", "first").replace("'1995'", "197X")
    site.data("events", later + EVENT + first)
    page = parse(shown(site, "timeline", "vi"))
    assert [heading["id"] for heading in page.all("h3")] == ["first", "asean-accession", "later"]


def test_an_unnamed_partner_leaves_no_deal_out(site: Site) -> None:
    prepared(site, "deals")
    assert [row["id"] for row in parse(shown(site, "deals", "en")).all("tr") if row["id"]] == ["mou", "aircraft"]
    assert [row["id"] for row in parse(shown(site, "deals jp", "en")).all("tr") if row["id"]] == ["mou"]


def test_a_note_on_a_figure_is_shown_where_the_figure_is_and_needs_no_other_page(site: Site) -> None:
    prepared(site, "figures")
    site.data("terms", "[]\n")
    assert parse(shown(site, "figures", "en")).all("a", cls="c-note-link", href="../../en/sources/#note-accession-date")
