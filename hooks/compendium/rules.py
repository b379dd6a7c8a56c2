"""What must be true between records: generators of problems, each with an example that passes."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from itertools import pairwise
from typing import Any

from pydantic import BaseModel

from compendium import citations, dates, releases
from compendium.findings import Entry
from compendium.frozen import Changes, mendable
from compendium.model import BETWEEN, DATASETS, Cited, Event, Figure, Period, Record, Reference, Release, arguments, key
from compendium.problem import Fault, Problem
from compendium.reader import Document, Keys

Datasets = Mapping[str, Mapping[str, Any]]


def references(record: Record) -> Iterator[tuple[Keys, str, str]]:
    """Every id in a record that names another record: the keys to it, the dataset it belongs to, the id."""
    for name, field in type(record).model_fields.items():
        value = getattr(record, name, ())
        if found := [meta for meta in field.metadata if isinstance(meta, Reference)]:
            yield from [((name,), found[0].dataset, value)] if value else ()
        elif found := [meta for meta in arguments(field.annotation) if isinstance(meta, Reference)]:
            for index, item in enumerate(value):
                yield (name, index), found[0].dataset, item


def check_references(index: int, record: Record, datasets: Datasets, document: Document) -> Iterator[Problem]:
    for keys, dataset, identifier in references(record):
        if dataset in datasets and identifier not in datasets[dataset]:
            close = get_close_matches(identifier, datasets[dataset], 3) or list(datasets[dataset])[:3]
            some = ", ".join(close) or "[]"
            vi = f"`{keys[0]}` phải là mã có trong data/{dataset}.yml, không phải `{identifier}`; ví dụ: {some}"
            en = f"`{keys[0]}` must be an id of data/{dataset}.yml, not `{identifier}`; for example: {some}"
            yield document.problem((index, *keys), Fault(vi, en, "reference"))


def check_citations(index: int, record: Record, datasets: Datasets, document: Document) -> Iterator[Problem]:
    if "sources" not in datasets:
        return
    for name in ("citations", "about", "evidence"):
        for position, text in enumerate(getattr(record, name, ())):
            try:
                citations.check(text, datasets["sources"])
            except Fault as fault:
                yield document.problem((index, name, position), fault)


def check_evidence(index: int, record: Record, datasets: Datasets, document: Document) -> Iterator[Problem]:
    """A fact rests on one of the three documents, or says that it does not; so does a date."""
    if not isinstance(record, Cited):
        return
    cited = [datasets.get("sources", {}).get(text.split(" ")[0]) for text in record.citations]
    standings = {getattr(source, "standing", None) for source in cited if source}
    if standings and "evidence" not in standings and not record.external:
        vi = "`external` phải là true khi không nguồn nào trong ba tài liệu được trích; ví dụ: external: true"
        en = "`external` must be true where none of the three documents is cited; for example: external: true"
        yield document.problem((index, "citations"), Fault(vi, en, "external"))
    bases = {getattr(record, name, None) for name in ("when_basis", "date_basis", "as_of_basis")}
    if standings and "external" not in standings and ("external" in bases or record.external):
        vi = "`citations` phải có một nguồn ngoài khi sự việc hoặc ngày lấy từ nguồn ngoài; ví dụ: [white-house-2000]"
        en = "`citations` must hold an external source where fact or date is external; for example: [white-house-2000]"
        yield document.problem((index, "citations"), Fault(vi, en, "external"))


def check_date_basis(index: int, record: Record, datasets: Datasets, document: Document) -> Iterator[Problem]:
    dated, basis = getattr(record, "date", None), getattr(record, "date_basis", None)
    if "date_basis" in type(record).model_fields and (dated is None) != (basis is None):
        vi = "`date` và `date_basis` phải đi cùng nhau; ví dụ: date_basis: stated"
        en = "`date` and `date_basis` must come together; for example: date_basis: stated"
        yield document.problem((index, "date" if dated else "date_basis"), Fault(vi, en, "date-basis"))


def check_rank(index: int, record: Record, datasets: Datasets, document: Document) -> Iterator[Problem]:
    if isinstance(record, Figure) and record.kind == "rank" and record.value != int(record.value):
        vi, en = "`value` của thứ hạng phải là số nguyên; ví dụ: 44", "`value` of a rank must be whole; for example: 44"
        yield document.problem((index, "value"), Fault(vi, en, "figure"))


def check_unit(index: int, record: Record, datasets: Datasets, document: Document) -> Iterator[Problem]:
    if isinstance(record, Figure) and (record.unit is None) == (record.kind == "amount"):
        vi = "`unit` phải có khi và chỉ khi kind là amount; ví dụ: unit: {vi: việc làm, en: jobs}"
        en = "`unit` must be given for amounts, and only for them; for example: unit: {vi: việc làm, en: jobs}"
        yield document.problem((index, "unit"), Fault(vi, en, "figure"))


def check_lists(index: int, record: Record, datasets: Datasets, document: Document) -> Iterator[Problem]:
    """Tables hold a list in one cell: no item may hold the sign between them."""
    for name in type(record).model_fields:
        if any(BETWEEN in text for text in _items(getattr(record, name))):
            vi = f"`{name}` là danh sách, không mục nào được chứa dấu {BETWEEN}; ví dụ: {name}: [a / b, c]"
            en = f"`{name}` is a list: no item of it must hold {BETWEEN}; for example: {name}: [a / b, c]"
            yield document.problem((index, name), Fault(vi, en, "list-sign"))


def _items(value: object, listed: bool = False) -> Iterator[str]:
    """Every text that stands in a list, however deep."""
    match value:
        case str() if listed:
            yield value
        case tuple():
            yield from (text for item in value for text in _items(item, True))
        case BaseModel():
            yield from (text for _, inner in value for text in _items(inner, listed))


def check_period(index: int, record: Record, datasets: Datasets, document: Document) -> Iterator[Problem]:
    if isinstance(record, Event) and datasets.get("periods") and not period(record, datasets["periods"].values()):
        example = f"when: '{next(iter(datasets['periods'].values())).when}'"
        vi = f"`when` phải rơi vào một thời kỳ của data/periods.yml; ví dụ: {example}"
        en = f"`when` must fall into a period of data/periods.yml; for example: {example}"
        yield document.problem((index, "when"), Fault(vi, en, "period"))


def period(event: Event, periods: Iterable[Period]) -> Period | None:
    """The period in which the event began."""
    began = dates.bounds(event.when)[0]
    for candidate in periods:
        first, last = dates.bounds(candidate.when)
        if first <= began <= last:
            return candidate
    return None


def check_ids(entries: list[Entry], document: Document) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for entry in entries:
        identifier = getattr(entry.record, "id", None)
        if identifier and (first := seen.setdefault(identifier, entry.index)) != entry.index:
            name = key(type(entry.record), "id")
            line = document.lines.get((first, name), 1)
            example = f"{name}: {identifier}-2" if name == "id" else f"{name}: '{releases.after(identifier)}'"
            vi = f"`{name}` phải khác mọi mã khác; `{identifier}` đã có ở dòng {line}; ví dụ: {example}"
            en = f"`{name}` must be unique; `{identifier}` stands on line {line}; for example: {example}"
            yield document.problem((entry.index, name), Fault(vi, en, "record-id"))


def check_sequence(periods: list[Entry], document: Document) -> Iterator[Problem]:
    """Periods follow one another: each starts on the day after the one before ended."""
    for (_, before), (index, after) in pairwise((entry.index, entry.record) for entry in periods):
        if isinstance(before, Period) and isinstance(after, Period):
            gap = (dates.bounds(after.when)[0] - dates.bounds(before.when)[1]).days
            if gap != 1:
                vi = "`when` phải bắt đầu ngay sau thời kỳ trước; ví dụ: 1995/2010, rồi 2011/2020"
                en = "`when` must start right after the period before; for example: 1995/2010, then 2011/2020"
                yield document.problem((index, "when"), Fault(vi, en, "period"))


def check_reason(index: int, record: Record, datasets: Datasets, document: Document) -> Iterator[Problem]:
    """An update follows policy: it names the instrument or the event that made it necessary."""
    if not isinstance(record, Release):
        return
    if releases.is_update(record) and not record.instruments and not record.events:
        vi = "`instruments` hoặc `events` phải nêu điều dẫn đến bản cập nhật; ví dụ: instruments: [resolution-57]"
        en = "`instruments` or `events` must name what the update follows; for example: instruments: [resolution-57]"
        yield document.problem((index, "reason"), Fault(vi, en, "release-order"))
    if releases.is_update(record) and not record.date.startswith(f"{releases.number(record.id)[0]}-"):
        example = f"version: '{record.date[:4]}.1'"
        vi = f"`version` phải mang năm của `date`; ví dụ: {example}"
        en = f"`version` must bear the year of `date`; for example: {example}"
        yield document.problem((index, "version"), Fault(vi, en, "release-order"))


def check_succession(found: list[Entry], document: Document) -> Iterator[Problem]:
    """Releases follow one another: no date goes back, and what is corrected is there."""
    placed = [(entry.index, entry.record) for entry in found if isinstance(entry.record, Release)]
    in_order = sorted(placed, key=lambda item: releases.number(item[1].id))
    for (_, before), (index, after) in pairwise(in_order):
        if after.date < before.date:
            vi = f"`date` không được trước ngày của {before.id}; ví dụ: date: '{before.date}'"
            en = f"`date` must not be before that of {before.id}; for example: date: '{before.date}'"
            yield document.problem((index, "date"), Fault(vi, en, "release-order"))
    versions = {record.id for _, record in placed}
    for index, record in placed:
        if not releases.is_update(record) and (corrected := releases.update_of(record.id)) not in versions:
            example = f"version: '{releases.after(max(versions, key=releases.number))}'"
            vi = f"`version` phải đính chính một bản đã có: chưa có {corrected}; ví dụ: {example}"
            en = f"`version` must correct one that is there: {corrected} is not; for example: {example}"
            yield document.problem((index, "version"), Fault(vi, en, "release-order"))


def check_changes(kept: Mapping[str, Changes], found: list[Entry], document: Document) -> Iterator[Problem]:
    """What is kept of a release tells how it differs from the one right before it."""
    if not isinstance(document.value, list) or not all(entry.whole for entry in found):
        return
    known = sorted((entry.record.id for entry in found), key=releases.number)
    before = dict(zip(known, [None, *known], strict=False))
    for version, changes in kept.items():
        shown = f"data/changes/{version}.json"
        if (since := before.get(version)) is None:
            vi = "tệp phải thuộc một bản phát hành có trong data/releases.yml và không phải bản đầu tiên; hãy xóa tệp"
            en = "file must belong to a release of data/releases.yml that is not the first; delete it"
            yield Problem(shown, 1, vi, en, "changes")
        elif changes.since != since:
            vi, en = f"`since` phải là bản ngay trước: {since}", f"`since` must be the release right before: {since}"
            yield mendable(shown, version, vi, en)


# These look at ids alone, so they hold for what is sound in a faulty record, too.
_ID_RULES = (check_references, check_citations)
_RECORD_RULES = (check_evidence, check_date_basis, check_rank, check_unit, check_lists, check_period, check_reason)


def check(documents: Mapping[str, Document], entries: Mapping[str, list[Entry]]) -> Iterator[Problem]:
    """Everything that must hold between records, over all datasets at once."""
    # A file that could not be read has a problem of its own; what refers to it has none.
    datasets = {
        name: {entry.record.id: entry.record for entry in entries[name] if hasattr(entry.record, "id")}
        for name in DATASETS
        if isinstance(documents[name].value, list)
    }
    # While one period is faulty, nobody can say what falls between the others.
    if not all(entry.whole for entry in entries["periods"]):
        datasets.pop("periods", None)
    for name, document in documents.items():
        yield from check_ids(entries[name], document)
        for entry in entries[name]:
            for rule in (*_ID_RULES, *(_RECORD_RULES if entry.whole else ())):
                yield from rule(entry.index, entry.record, datasets, document)
    if "periods" in datasets:
        yield from check_sequence(entries["periods"], documents["periods"])
    if all(entry.whole for entry in entries["releases"]):
        yield from check_succession(entries["releases"], documents["releases"])
