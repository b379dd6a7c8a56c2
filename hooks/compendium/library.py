"""The library: every record of the site, read and judged as a whole."""

from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from compendium import audit, dates, findings, frozen, releases, rules
from compendium.audit import Audit
from compendium.frozen import Changes
from compendium.model import (
    DATASETS,
    Deal,
    Event,
    Figure,
    Instrument,
    Note,
    Partner,
    Period,
    Priority,
    Release,
    Source,
    Term,
)
from compendium.problem import DataError, Problem
from compendium.reader import Document, read_yaml

# Between records, in one run.
_MOST_TOLD = 200


# Compared by identity: what is made from one may be kept by it.
@dataclass(frozen=True, kw_only=True, eq=False)
class Library:
    """The datasets by name, each by id: events in order of time, releases by version, others in that of their file."""

    sources: dict[str, Source]
    notes: dict[str, Note]
    partners: dict[str, Partner]
    figures: dict[str, Figure]
    instruments: dict[str, Instrument]
    terms: dict[str, Term]
    priorities: dict[str, Priority]
    periods: dict[str, Period]
    events: dict[str, Event]
    deals: dict[str, Deal]
    releases: dict[str, Release]
    changes: dict[str, Changes]
    """What each release changed, by version, as far as it is kept; the first one changed nothing."""
    lines: dict[tuple[str, str], int]
    """The line of its file on which each record stands, by dataset and id."""
    audit: Audit | None
    """The last run of the gates, where one is recorded."""
    documents: dict[str, Document]
    """The files of the datasets as they were read, by dataset."""

    @classmethod
    def load(cls, folder: Path) -> "Library":
        """Reads `<folder>/<dataset>.yml` for every dataset, and what `<folder>/changes/` keeps.

        Raises DataError with all problems of all files.
        """
        documents = {name: read_yaml(folder / f"{name}.yml", f"{folder.name}/{name}.yml") for name in DATASETS}
        entries, problems = {}, list[Problem]()
        for name, model in DATASETS.items():
            entries[name], found = findings.records(documents[name], model)
            problems += documents[name].problems + found
        changes, found = frozen.load(folder / "changes", folder.parent)
        audited, faults = audit.load(folder)
        problems += [*found, *faults, *islice(rules.check(documents, entries), _MOST_TOLD)]
        problems += rules.check_changes(changes, entries["releases"], documents["releases"])
        if problems:
            raise DataError(problems)
        datasets: dict[str, Any] = {
            name: {entry.record.id: entry.record for entry in entries[name]} for name in DATASETS
        }
        datasets["events"] = dict(
            sorted(datasets["events"].items(), key=lambda item: (dates.bounds(item[1].when), item[0]))
        )
        datasets["releases"] = dict(sorted(datasets["releases"].items(), key=lambda item: releases.number(item[0])))
        datasets["changes"] = changes
        datasets["audit"] = audited
        datasets["documents"] = documents
        datasets["lines"] = {
            (name, entry.record.id): documents[name].lines[(entry.index,)]
            for name in DATASETS
            for entry in entries[name]
        }
        return cls(**datasets)
