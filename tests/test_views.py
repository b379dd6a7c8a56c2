"""Views as golden files: `golden/<case>.yml` holds a library and a marker, `<case>.<language>.html` what it shows.

`UPDATE_GOLDEN=1 python -m pytest tests/test_views.py` writes the HTML anew; read the difference before you commit it.
"""

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from compendium import evidence, views
from compendium.edition import Edition
from compendium.language import LANGUAGES
from compendium.problem import DataError
from compendium.render import words
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
    if kept := golden.get("changes"):
        site.write(f"data/changes/{kept['version']}.json", json.dumps(kept))
    for path, text in golden.get("sync", {}).items():
        site.write(f"data/sync/{path}", text)
    if audit := golden.get("audit"):
        site.write("data/accessibility.json", json.dumps(audit))
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
    html = shown(site, prepared(site, case), code)
    # Figures lead to the list at the foot of the page that shows the view.
    foot = evidence.foot(html, (), Edition.load(site.root).frame(code, f"{LANGUAGES[code].prefix}page/"))
    page = parse(html + foot)
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
    assert tags == (
        "International integration Partnership with the United States Joining organisations and forums external"
    )


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


def changed(site: Site, **edits: Any) -> None:
    """The case `releases` with other changes in its file."""
    prepared(site, "releases")
    file = site.root / "data/changes/2026.1.1.json"
    file.write_text(json.dumps(json.loads(file.read_text(encoding="utf-8")) | edits), encoding="utf-8")


def test_markup_in_what_changed_is_shown_and_never_read_as_html(site: Site) -> None:
    mark = "<script>alert(1)</script><b onclick='x'>"
    parts = [f"={mark}", f"-{mark}", f"+{mark}"]
    record = {"dataset": mark, "id": mark, "change": "changed", "name": {"vi": "A", "en": "A"}}
    page = {"path": mark, "was": mark, "change": "changed", "title": {"vi": "B", "en": "B"}}
    blocks = [{"section": mark, "kind": "paragraph", "parts": parts}]
    changed(
        site,
        records=[record | {"fields": [{"field": mark, "redline": {"en": parts}}]}],
        pages=[page | {"redline": {"vi": blocks}}],
    )
    html = shown(site, "releases", "en")
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;&lt;b onclick=&#39;x&#39;&gt;") >= 10
    tree = parse(html)
    assert not tree.all("script")
    assert not [element for element in tree.elements() if element["onclick"]]


def test_what_changed_only_in_the_other_language_is_shown_in_it_and_says_so(site: Site) -> None:
    prepared(site, "releases")
    for code, other, said in (
        ("vi", "en", "Chỉ bản tiếng Anh thay đổi"),
        ("en", "vi", "Only the Vietnamese text changed"),
    ):
        tree = parse(shown(site, "releases", code))
        foreign = tree.all("span", cls="c-redline", lang=other)
        assert foreign
        assert said in [badge.text for badge in tree.all("span", cls="c-badge")]
        assert {hidden.language for span in foreign for hidden in span.all("span", cls="c-unseen")} == {code}


def test_what_changed_only_in_this_language_says_so(site: Site) -> None:
    prepared(site, "releases")
    tree = parse(shown(site, "releases", "en"))
    [record] = [line for line in tree.all("p", cls="c-change") if line.text.startswith("Home")]
    assert record.one("span", cls="c-badge").text == "Only the English text changed"


@pytest.mark.parametrize("code", LANGUAGES)
def test_insertions_and_deletions_are_told_to_who_does_not_see_them(site: Site, code: str) -> None:
    prepared(site, "releases")
    tree = parse(shown(site, "releases", code))
    for tag, key in (("ins", "inserted"), ("del", "deleted")):
        assert tree.all(tag)
        for element in tree.all(tag):
            assert element.text.startswith(words()[key][code])
            assert element.text.endswith(words()[f"{key}.end"][code])


def test_redlines_are_no_search_results_and_explain_no_terms(site: Site) -> None:
    prepared(site, "releases")
    tree = parse(shown(site, "releases", "vi"))
    for span in tree.all("span", cls="c-redline"):
        assert any("data-search-exclude" in element.attributes for element in span.around)
        assert any("data-no-terms" in element.attributes for element in span.around)


def test_the_first_release_says_that_there_is_none_before_it(site: Site) -> None:
    prepared(site, "as-of")
    for code in LANGUAGES:
        sections = parse(shown(site, "releases", code)).all("section")
        assert [words()["release.first"][code] in section.text for section in sections] == [False, False, True]


def test_a_release_in_which_nothing_changed_says_so(site: Site) -> None:
    changed(site, records=[], pages=[])
    assert "Data and pages are unchanged." in parse(shown(site, "releases", "en")).text


def test_what_is_gone_or_unknown_is_named_and_not_linked(site: Site) -> None:
    name = {"vi": "Không còn", "en": "Gone"}
    records = [
        {"dataset": dataset, "id": "lost", "change": "changed", "name": name}
        for dataset in ("events", "deals", "lines", "load", "posters")
    ]
    records.append({"dataset": "periods", "id": "all-time", "change": "added", "name": name})
    changed(site, records=records, pages=[])
    details = parse(shown(site, "releases", "en")).all("details")
    assert len(details) == len(records)
    assert [part.one("summary").text for part in details][-2:] == ["posters: 1 changed", "Periods: 1 added"]
    assert not [link for part in details for link in part.all("a")]


@pytest.mark.parametrize("view", ["releases", "as-of"])
def test_in_a_release_every_release_can_be_opened_and_in_a_draft_none(site: Site, view: str) -> None:
    marker, edition = f"<!-- compendium: {prepared(site, view)} -->", Edition.load(site.root)
    draft = edition.frame("en", "en/updates/")
    released = replace(draft, version="2026.1")
    opened = [draft.release_url(version) for version in edition.library.releases]
    assert opened == [None] * len(opened)
    for frame, wanted in ((draft, set()), (released, {released.release_url(key) for key in edition.library.releases})):
        links = {link["href"] for link in parse(views.fill(marker, frame)).all("a")}
        assert {link for link in links if "/2026.1" in link or "/2027.1" in link} == wanted


def test_a_release_replaced_on_its_day_held_for_a_part_of_it(site: Site) -> None:
    prepared(site, "as-of")
    rows = [row.one("th").text for row in parse(shown(site, "as-of", "en")).one("tbody").all("tr")]
    assert rows == ["1 February 2027 – now", "22 November 2026 – 31 January 2027", "part of 22 November 2026"]


def test_a_release_replaced_on_the_next_day_held_on_its_day_only(site: Site) -> None:
    prepared(site, "as-of")
    data = site.root / "data/releases.yml"
    site.data(
        "releases", data.read_text(encoding="utf-8").replace("2027-02-01", "2026-11-23").replace("2027.1", "2026.2")
    )
    rows = [row.one("th").text for row in parse(shown(site, "as-of", "en")).one("tbody").all("tr")]
    assert rows == ["23 November 2026 – now", "22 November 2026 only", "part of 22 November 2026"]
