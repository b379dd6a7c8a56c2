"""The same sites with more to find: sentences of the real entries, put together anew below new addresses and titles."""

import json
import random
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from compendium import search
from compendium.language import LANGUAGES
from compendium.library import Library

from bench.sites import Built

Document = Mapping[str, Any]

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n")
_ENTRIES_OF_A_PAGE = 16


def grown(sites: tuple[Built, Built], size: int, library: Library, folder: Path) -> tuple[Built, Built]:
    """Copies of both sites, in a folder: ours with so many entries in each language, stock with the same new ones."""
    ours, stock = (replace(site, folder=Path(shutil.copytree(site.folder, folder / site.name))) for site in sites)
    real = {code: ours.read(code)["docs"] for code in LANGUAGES}
    new = {code: more(real[code], size - len(real[code]), language.prefix) for code, language in LANGUAGES.items()}
    whole = {code: [*real[code], *new[code]] for code in LANGUAGES}
    for code in LANGUAGES:
        ours.index(code).write_text(search.index(code, whole, library), encoding="utf-8")
    # One file for all languages.
    for code in LANGUAGES:
        index = stock.read(code)
        index["docs"] += map(as_stock, new[code])
        stock.index(code).write_text(json.dumps(index, separators=(",", ":")), encoding="utf-8")
    return ours, stock


def more(documents: Sequence[Document], count: int, prefix: str) -> list[dict[str, Any]]:
    """So many new entries, always the same: pages below `<prefix>more/`, and on them sections, terms, events …"""
    chance = random.Random(0)  # noqa: S311 - no secret is made of it
    titles = [document["title"].split() for document in documents]
    sentences = [sentence for document in documents for sentence in _sentences(document)]
    records = [document for document in documents if document["kind"] != "page"]
    new = list[dict[str, Any]]()
    for number in range(count):
        page, place = divmod(number, _ENTRIES_OF_A_PAGE)
        model = chance.choice(records)
        begins, ends = chance.choices(titles, k=2)
        title = " ".join([*begins[: (len(begins) + 1) // 2], *ends[len(ends) // 2 :]])
        text = " ".join(chance.choices(sentences, k=len(_sentences(model))))
        location = f"{prefix}more/{page + 1}/"
        if place:
            entry = {"location": f"{location}#{place}", "kind": model["kind"], "boost": model["boost"]}
        else:
            entry = {"location": location, "kind": "page", "boost": 1.0, "place": []}
        new.append(entry | {"title": title, "text": text})
    return new


def as_stock(document: Document) -> dict[str, str]:
    """An entry as the plugin of the theme writes it."""
    text = "".join(f"<p>{line}</p>" for line in document["text"].splitlines())
    return {"location": document["location"], "title": document["title"], "text": text}


def _sentences(document: Document) -> list[str]:
    return [sentence for sentence in _SENTENCE_END.split(document["text"]) if sentence]
