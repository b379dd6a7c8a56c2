"""A page in the vocabulary of schema.org, as JSON-LD: what it is, what it rests on, and the records that it holds.

Machines see none of the words with which a page hedges. So no date is given that the page calls inferred or says in
words of its own, and none that is more than a day, a month or a year. Events have no place, because the data names
none: schema.org asks for none, while search engines that list events to go to do, and rightly leave these out.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from compendium import columns, dictionary
from compendium.language import LANGUAGES
from compendium.model import DATASETS, Instrument, Source
from compendium.pages import Page
from compendium.publication import LICENCE
from compendium.work import Work

Node = dict[str, Any]

# A day, a month or a year: EDTF that is ISO 8601, too. Its months from 21 on are seasons and quarters.
_ISO = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?")
# Strategies, programmes and the like are instruments of policy, and Party resolutions are no acts of the state: what
# kind of body passed a resolution, the data does not tell.
_LEGAL = ("law", "decision", "agreement")


def head(work: Work) -> str:
    """What the head of a page says to machines: for reference managers, for those who share it, for search engines."""
    others = [language.locale for language in LANGUAGES.values() if language is not work.frame.language]
    # Characters that could end the script are written as escapes of JSON: nothing in a text is markup.
    data: Markup = htmlsafe_json_dumps(graph(work), ensure_ascii=False, separators=(",", ":"))
    return work.frame.render("head.html", work=work, other_locales=others, data=data)


def graph(work: Work) -> Node:
    """The JSON-LD of a page."""
    frame = work.frame
    site = _given(
        {
            "@type": "WebSite",
            "@id": frame.permanent("#site"),
            "name": work.site,
            "url": frame.newest(""),
            "inLanguage": frame.language.code,
            "description": work.page.front.description if work.is_home else None,
            "license": LICENCE["path"] if work.is_home else None,
        }
    )
    return {"@context": "https://schema.org", "@graph": [_page(work, site["@id"]), site]}


def _page(work: Work, site: str) -> Node:
    release = work.frame.release
    return _given(
        {
            "@type": _kind(work.page),
            "@id": work.url,
            "url": work.newest,
            "headline": work.title,
            "description": work.page.front.description,
            "inLanguage": work.frame.language.code,
            "datePublished": release.date if release else None,
            "dateModified": work.updated,
            "version": work.frame.version,
            "license": LICENCE["path"],
            "image": work.image,
            "isPartOf": {"@id": site},
            "workTranslation": list(_translations(work)),
            "citation": [_source(work, source) for source in _cited(work)],
        }
        | {
            PARTS[view][0]: list(PARTS[view][1](work))
            for _, view, arguments in work.page.markers()
            if view in PARTS and not arguments
        }
    )


def _kind(page: Page) -> str:
    if any(view in PARTS for _, view, _ in page.markers()):
        return "CollectionPage"
    return "Article" if page.front.evidence else "WebPage"


def _translations(work: Work) -> Iterator[Node]:
    """Each language is a translation of the other: none of them is the original."""
    for code, pages in work.frame.pages.by_language.items():
        if code != work.frame.language.code and (page := pages.get(work.path)):
            address = replace(work.frame, language=LANGUAGES[code]).permanent(page.address)
            yield {"@type": _kind(page), "@id": address, "inLanguage": code}


def _cited(work: Work) -> Iterable[Source]:
    return (source for source, _ in work.frame.cited(text for _, text in work.page.citations()))


def _source(work: Work, source: Source) -> Node:
    node = {
        "@type": "CreativeWork",
        "@id": _address(work, "sources", source.id),
        "name": source.title[work.frame.language.code],
        "url": str(source.link) if source.link else None,
    }
    return _given(node)


def _terms(work: Work) -> Iterator[Node]:
    code = work.frame.language.code
    terms = [
        {"@type": "DefinedTerm", "name": term[code].term, "termCode": term.id, "url": _address(work, "terms", term.id)}
        for term in work.frame.library.terms.values()
    ]
    yield {"@type": "DefinedTermSet", "name": work.title, "inLanguage": code, "hasDefinedTerm": terms}


def _events(work: Work) -> Iterator[Node]:
    """What took place at a time that is known. What is only set or foreseen is no event yet."""
    for event in work.frame.library.events.values():
        day = _day(event.when, event.when_basis)
        if day and not event.expected and not event.when_label:
            url = _address(work, "events", event.id)
            yield {"@type": "Event", "name": event.title[work.frame.language.code], "startDate": day, "url": url}


def _instruments(work: Work) -> Iterator[Node]:
    """Legal documents, and others that bear a number; the rest are no documents, or not known as such."""
    for item in work.frame.library.instruments.values():
        if item.kind in _LEGAL or item.number:
            yield _instrument(work, item)


def _instrument(work: Work, item: Instrument) -> Node:
    code, day = work.frame.language.code, _day(item.date, item.date_basis)
    node = {"name": item.title[code], "url": _address(work, "instruments", item.id)}
    if item.kind not in _LEGAL:
        return _given(node | {"@type": "CreativeWork", "identifier": item.number, "dateCreated": day})
    # Only a number tells that one body issued it: the field may hold the parties, or that nobody is named.
    issuer = {"@type": "Organization", "name": item.issuer[code]} if item.number else None
    return _given(
        node
        | {
            "@type": "Legislation",
            "legislationIdentifier": item.number,
            "legislationDate": day,
            "legislationType": work.frame.word(f"instrument.{item.kind}"),
            "legislationPassedBy": issuer,
        }
    )


def _figures(work: Work) -> Iterator[Node]:
    node = _dataset(work, "figures", f"{work.url}#figures")
    yield node | {
        "name": work.frame.word("dataset.figures.name"),
        "description": work.frame.word("dataset.figures.about"),
    }


def _datasets(work: Work) -> Iterator[Node]:
    return (_dataset(work, name, f"{work.url}#dataset-{name}") for name in columns.ORDER)


def _dataset(work: Work, name: str, address: str) -> Node:
    """A dataset with its files, which hold both languages."""
    code = work.frame.language.code
    return {
        "@type": "Dataset",
        "@id": address,
        "name": work.frame.word(f"dataset.{name}"),
        "description": f"{dictionary.about(DATASETS[name])[code]} {work.frame.word('data.about')}",
        "inLanguage": list(LANGUAGES),
        "license": LICENCE["path"],
        "isAccessibleForFree": True,
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": form,
                "contentUrl": f"{work.frame.publication.base}data/{name}.{suffix}",
            }
            for suffix, form in (("csv", "text/csv"), ("json", "application/json"))
        ],
    }


def _address(work: Work, dataset: str, identifier: str) -> str:
    """The permanent address of a record that has a place of its own."""
    return work.frame.permanent(work.frame.address_of(dataset, identifier) or "")


def _day(edtf: str | None, basis: str | None) -> str | None:
    return edtf if edtf and basis != "inferred" and _ISO.fullmatch(edtf) else None


def _given(node: Node) -> Node:
    """Without what is not known."""
    return {name: value for name, value in node.items() if value}


# The views whose records a page holds: by what it holds them, and how each is described.
PARTS: Mapping[str, tuple[str, Callable[[Work], Iterable[Node]]]] = {
    "glossary": ("mainEntity", _terms),
    "timeline": ("about", _events),
    "instruments": ("hasPart", _instruments),
    "figures": ("hasPart", _figures),
    "datasets": ("hasPart", _datasets),
}
