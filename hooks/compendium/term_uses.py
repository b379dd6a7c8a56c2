"""Where the terms of the glossary are used: the pages that explain them, and the records that name them."""

import re
from collections.abc import Iterator, Mapping

from compendium import occurrences
from compendium.backlinks import Use, grouped
from compendium.frame import Frame

# As glossary.html leaves it: what other pages explain is known once they are finished.
_PLACE = re.compile(r"<!-- uses: ([a-z0-9-]+) -->")


def has_places(page: str) -> bool:
    """Whether a page (HTML) waits to be told where its terms are used."""
    return bool(_PLACE.search(page))


def fill(glossary: str, contents: Mapping[str, str], frame: Frame) -> str:
    """The glossary (HTML) with the uses of each term in their place.

    `contents` are the finished pages of its language, by path, `integration/goals.md`, in the order of the navigation.
    """
    uses = grouped(frame.library.terms, [*_on_pages(contents, frame), *_in_records(frame)])

    def show(match: re.Match[str]) -> str:
        found = _each_once(uses.get(match[1], []))
        return frame.render("uses.html", uses=found) if found else ""

    return _PLACE.sub(show, glossary)


def _on_pages(contents: Mapping[str, str], frame: Frame) -> Iterator[Use]:
    for path, html in contents.items():
        page = frame.pages.by_language[frame.language.code][path]
        for term in occurrences.explained(html):
            yield Use(term, "pages", page.front.title, f"{page.address}#term-{term}")


def _in_records(frame: Frame) -> Iterator[Use]:
    """Of the entries that refer to one, those that it does not refer to itself."""
    library = frame.library
    named = [
        *(("priorities", record, record.terms) for record in library.priorities.values()),
        *(("events", record, record.terms) for record in library.events.values()),
        *(("deals", record, record.parties) for record in library.deals.values()),
        *(("terms", record, record.see_also) for record in library.terms.values()),
    ]
    for dataset, record, terms in named:
        for term in terms:
            if dataset != "terms" or record.id not in library.terms[term].see_also:
                yield Use(term, dataset, frame.name_of(record), frame.address_of(dataset, record.id))


def _each_once(uses: list[Use]) -> list[Use]:
    """Without the priorities whose page is listed as a page."""
    pages = {use.address.partition("#")[0] for use in uses if use.kind == "pages" and use.address}
    return [use for use in uses if use.kind != "priorities" or use.address not in pages]
