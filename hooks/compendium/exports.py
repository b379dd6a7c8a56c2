"""The datasets as files for whoever works with them: CSV for tables, JSON with the records as editors write them.

They are made from data alone, so that the same release has the same bytes wherever it is built.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from compendium import dates
from compendium.columns import ORDER, Column, columns, values
from compendium.figures import NO_BREAK
from compendium.frame import Frame
from compendium.language import LANGUAGES, Language
from compendium.model import BETWEEN
from compendium.publication import LICENCE
from compendium.render import words
from compendium.sheet import harmless, sheet

FOLDER = "data/"

Raw = Mapping[str, Any]


def files(frame: Frame) -> Mapping[str, bytes]:
    """Every CSV and JSON file by its name, the same for the frame of any page."""
    return _files(replace(frame, language=next(iter(LANGUAGES.values())), address="", noted=frozenset()))


def size(content: bytes, language: Language) -> str:
    """How large a file is: `28 kB`, in thousands of bytes, rounded up."""
    return f"{language.number(Decimal(-(-len(content) // 1000)))}{NO_BREAK}kB"


# The page that offers them tells their sizes, in each language, before they are written.
@lru_cache(maxsize=1)
def _files(frame: Frame) -> Mapping[str, bytes]:
    found = {}
    for dataset in ORDER:
        records = [record.model_dump(by_alias=True) for record in getattr(frame.library, dataset).values()]
        found[f"{dataset}.csv"] = _table(dataset, records, frame)
        found[f"{dataset}.json"] = _document(dataset, records, frame).encode()
    return found


def _table(dataset: str, records: list[dict[str, Any]], frame: Frame) -> bytes:
    """The records as CSV, a row each."""
    shown = columns(dataset)
    frames = {code: replace(frame, language=language) for code, language in LANGUAGES.items()}
    rows = ([_cell(dataset, record, column, frames) for column in shown] for record in records)
    return sheet([[column.name for column in shown], *rows])


def _cell(dataset: str, record: Raw, column: Column, frames: Mapping[str, Frame]) -> str:
    match column.kind:
        case "url":
            return _url(dataset, record[columns(dataset)[0].name], frames[column.suffix])
        case "bounds":
            return next((_bound(edtf, column.suffix) for edtf in values(record, column.path)), "")
        case "number" | "integer" | "boolean":
            return BETWEEN.join(str(value).lower() for value in values(record, column.path))
        case _:
            return harmless(BETWEEN.join(map(str, values(record, column.path))))


def _url(dataset: str, identifier: str, frame: Frame) -> str:
    address = frame.address_of(dataset, identifier)
    return "" if address is None else frame.permanent(address)


def _bound(edtf: str, end: str) -> str:
    first, last = dates.bounds(edtf)
    day, opened = (first, date.min) if end == "from" else (last, date.max)
    return "" if day == opened else day.isoformat()


def _document(dataset: str, records: list[dict[str, Any]], frame: Frame) -> str:
    """The records as JSON, every key of each, with what they are and where they are from."""
    head = {
        "dataset": dataset,
        "title": {code: words()[f"dataset.{dataset}"][code] for code in LANGUAGES},
        "release": frame.version,
        "licence": LICENCE,
        "source": frame.publication.base,
    }
    return json.dumps(head | {"records": records}, ensure_ascii=False, indent=1, default=_plain) + "\n"


def _plain(value: object) -> object:
    """What JSON has no form for: numbers without loss, and addresses."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value)
