"""The Frictionless Data Package (version 2) of the CSV files: what machines read before they read the tables."""

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from compendium import dictionary, exports
from compendium.columns import ORDER, Column, columns
from compendium.frame import Frame
from compendium.language import LANGUAGES
from compendium.model import BETWEEN, DATASETS, Text
from compendium.publication import LICENCE
from compendium.render import words
from compendium.vietnamese import slug

NAME = "datapackage.json"
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES = {
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "date"},
    "bounds": {"type": "date"},
    "address": {"type": "string", "format": "uri"},
    "url": {"type": "string", "format": "uri"},
}


def datapackage(frame: Frame) -> str:
    """The descriptor as JSON: every CSV file with its columns, keys, size and SHA-256, titles in both languages."""
    base = frame.publication.base
    # A draft has no release to name, nor a day.
    released = {"version": frame.release.id, "created": f"{frame.release.date}T00:00:00+07:00"} if frame.release else {}
    descriptor = {
        "$schema": _PROFILE,
        "name": slug(words()["site"].en),
        "id": f"{base}{exports.FOLDER}{NAME}",
        **_both("title", words()["site"]),
        **_both("description", words()["data.about"]),
        "homepage": base,
        **released,
        "licenses": [LICENCE],
        "keywords": [text[code] for key, text in words().items() if key.startswith("subject.") for code in LANGUAGES],
        "resources": [_resource(dataset, exports.files(frame)) for dataset in ORDER],
    }
    return json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n"


def _both(name: str, text: Text) -> dict[str, str]:
    """English under the name that the standard has for it, Vietnamese beside it."""
    return {name: text.en, f"{name}_vi": text.vi}


def _resource(dataset: str, files: Mapping[str, bytes]) -> dict[str, Any]:
    content = files[f"{dataset}.csv"]
    return {
        "name": dataset,
        "type": "table",
        "path": f"{dataset}.csv",
        **_both("title", words()[f"dataset.{dataset}"]),
        **_both("description", dictionary.about(DATASETS[dataset])),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": {
            "fields": [_field(column, is_key=not number) for number, column in enumerate(columns(dataset))],
            "missingValues": [""],
            "primaryKey": [columns(dataset)[0].name],
            "foreignKeys": list(_foreign_keys(dataset)),
        },
    }


def _field(column: Column, *, is_key: bool) -> dict[str, Any]:
    said = words()
    kind = _TYPES.get(column.kind, {"type": "string"})
    described: dict[str, Any] = {"name": column.name, **kind}
    if column.listed:
        described = {"name": column.name, "type": "list", "itemType": kind["type"], "delimiter": BETWEEN}
    described |= _both("description", _meaning(column))
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if is_key:
        constraints |= {"unique": True, "pattern": column.pattern}
    if column.values and not column.listed:
        constraints["enum"] = list(column.values)
    if column.values:
        # The standard has categories for single values only.
        described["itemCategories" if column.listed else "categories"] = [
            {"value": value, **_both("label", said[f"{column.spoken}.{value}"])} for value in column.values
        ]
    if column.reference:
        described["references"] = column.reference
    return described | ({"constraints": constraints} if constraints else {})


def _meaning(column: Column) -> Text:
    """What the column means, and its language where it has one."""
    if column.suffix not in LANGUAGES:
        return column.meaning
    spoken = dictionary.meaning(Text, column.suffix)
    return Text(**{code: f"{column.meaning[code]} {spoken[code]}" for code in LANGUAGES})


def _foreign_keys(dataset: str) -> Iterator[dict[str, Any]]:
    """The standard has words for a single id only, not for lists of them."""
    for column in columns(dataset):
        if column.reference and not column.listed:
            key = columns(column.reference)[0].name
            yield {"fields": [column.name], "reference": {"resource": column.reference, "fields": [key]}}
