"""A library ten times as large takes ten times the work and not a hundred times: work is counted, never timed."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from compendium import dates
from compendium.edition import Edition
from compendium.frame import Frame
from conftest import Site, front
from dom import parse

# Twice the library, twice the work, and a little for what sorting adds.
LINEAR = 2.2
SIZE = 60
# Vietnamese headwords share their first syllables: hội nghị, hội thảo, hội nhập …
FIRST = ("công nghệ", "hội nhập", "khoa học", "hợp tác")
VIEWS = ("timeline", "glossary", "instruments", "sources", "deals", "figures")
# A record of each kind; every one cites a source, and names those of the other kinds with its number.
RECORDS = {
    "events": """
- id: event-{n}
  kind: policy
  when: '{year}-{month:02}'
  when_basis: stated
  title: {{vi: 'Sự kiện {n}', en: 'Event {n}'}}
  summary: {{vi: 'Về {term}.', en: 'On {term}.'}}
  subjects: [integration]
  instruments: [instrument-{n}]
  citations: [mai-ha §1 ¶1]
""",
    "terms": """
- id: term-{n}
  kind: concept
  vi: {{term: '{term}'}}
  en: {{term: '{term}'}}
  definition: {{vi: 'Khái niệm {n}.', en: 'Concept {n}.'}}
  basis: source
  see_also: [term-0]
  citations: [mai-ha §2]
""",
    "instruments": """
- id: instrument-{n}
  kind: decision
  issuer: {{vi: Chính phủ, en: Government}}
  title: {{vi: 'Văn bản {n}', en: 'Instrument {n}'}}
  summary: {{vi: 'Về {term}.', en: 'On {term}.'}}
  status: {{vi: Còn hiệu lực., en: In force.}}
  status_as_of: '2015'
  citations: [mai-ha §1]
""",
    "figures": """
- id: figure-{n}
  value: {n}
  kind: percent
  qualifier: exact
  nature: reported
  what: {{vi: Tỷ lệ, en: Share}}
  base: {{vi: GDP, en: GDP}}
  as_of: '2014'
  as_of_basis: stated
  citations: [mai-ha §1]
""",
    "deals": """
- id: deal-{n}
  when: 2023-09
  when_basis: stated
  parties: [term-{n}]
  partner: us
  field: {{vi: Hàng không, en: Aviation}}
  title: {{vi: 'Thỏa thuận {n}', en: 'Deal {n}'}}
  summary: {{vi: Hai bên thỏa thuận., en: Both agreed.}}
  stage: agreed
  figures: [figure-{n}]
  citations: [mai-ha §1]
""",
}


def term(number: int) -> str:
    """A headword of its own for each number, in letters."""
    return f"{FIRST[number % len(FIRST)]} {''.join('abcdefghij'[int(digit)] for digit in f'{number:05}')}"


def write(site: Site, dataset: str, size: int) -> None:
    texts = [
        RECORDS[dataset].format(n=n, term=term(n), year=1950 + n % 75, month=n % 12 + 1).lstrip() for n in range(size)
    ]
    site.data(dataset, "".join(texts))


def fill(site: Site, size: int) -> Site:
    """A library with so many records of each kind, and a page that shows its deals."""
    for dataset in RECORDS:
        write(site, dataset, size)
    site.data("partners", "[{id: us, kind: country, name: {vi: Hoa Kỳ, en: United States}}]\n")
    text = front("Tra cứu") + "<!-- compendium: deals us -->\n"
    return site.pair("companies.md", text, text)


def calls(action: Callable[[], object]) -> int:
    """How often functions of the package, and the templates it fills, are called while the action runs."""
    counted = 0

    def count(frame: FrameType, event: str, _: Any) -> None:
        nonlocal counted
        counted += event == "call" and "compendium" in frame.f_globals.get("__name__", "") + frame.f_code.co_filename

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        action()
    finally:
        sys.setprofile(before)
    return counted


def page(edition: Edition, view: str, code: str = "vi") -> str:
    return edition.finish(f"<!-- compendium: {view} -->", edition.frame(code, f"{view}/"))


def twice(site: Site, measure: Callable[[Edition], int]) -> float:
    """How many times the work grows when the library doubles."""
    small = measure(Edition.load(fill(site, SIZE).root))
    large = measure(Edition.load(fill(site, 2 * SIZE).root))
    assert small > SIZE, "nothing was counted"
    return large / small


def test_reading_and_judging_a_library_grows_with_its_size(site: Site) -> None:
    small = calls(lambda: Edition.load(fill(site, SIZE).root))
    large = calls(lambda: Edition.load(fill(site, 2 * SIZE).root))
    assert small > SIZE
    assert large / small <= LINEAR


@pytest.mark.parametrize("view", VIEWS)
def test_showing_a_view_grows_with_the_library(site: Site, view: str) -> None:
    assert twice(site, lambda edition: calls(lambda: page(edition, view))) <= LINEAR


def test_looking_for_terms_grows_with_the_text_and_not_with_text_times_terms(site: Site) -> None:
    def steps(edition: Edition) -> int:
        page(edition, "timeline")
        return edition.terms["vi"].steps

    assert twice(site, steps) <= LINEAR


def test_templates_are_filled_and_dates_read_in_proportion_to_the_events(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = {"render": 0, "read": 0}
    render, read = Frame.render, dates.read

    def counting_render(self: Frame, template: str, **context: Any) -> str:
        counted["render"] += 1
        return render(self, template, **context)

    def counting_read(text: str) -> Any:
        counted["read"] += 1
        return read(text)

    monkeypatch.setattr(Frame, "render", counting_render)
    monkeypatch.setattr(dates, "read", counting_read)

    def measure(what: str) -> Callable[[Edition], int]:
        def work(edition: Edition) -> int:
            before = counted[what]
            page(edition, "timeline")
            return counted[what] - before

        return work

    assert twice(site, measure("render")) <= LINEAR
    assert twice(site, measure("read")) <= LINEAR


def test_a_thousand_events_and_a_thousand_terms_build_in_both_languages(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlinked = RECORDS["events"].replace("  instruments: [instrument-{n}]\n", "")
    monkeypatch.setitem(RECORDS, "events", unlinked)
    write(site, "events", 1000)
    write(site, "terms", 1000)
    for view in ("timeline", "glossary", "sources", "integration"):
        marker = "" if view == "integration" else f"<!-- compendium: {view} -->\n"
        site.pair(f"{view}.md", front(view) + marker, front(view) + marker)
    result = site.build()
    assert result.code == 0, result.output
    for folder in ("", "en/"):
        for view, kind in (("timeline", "event"), ("glossary", "term")):
            headings = parse(site.read(f"{folder}{view}/index.html")).all("h3")
            assert {heading["id"] for heading in headings} == {f"{kind}-{n}" for n in range(1000)}
