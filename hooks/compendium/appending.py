"""A new record at the end of its data file, written as the records before it are."""

import re
from collections.abc import Iterable
from typing import Any, get_args

import yaml

from compendium.model import DATASETS, Edtf, arguments, key
from compendium.problem import Fault
from compendium.reader import parse_yaml

_EMPTY = re.compile(r"^\[ *\][ \t]*(?:\n|\Z)", re.MULTILINE)
_FIRST = re.compile(r"^( *)- ", re.MULTILINE)
_WIDTH = 116
_EDTF = get_args(Edtf)[1]


class _Quoted(str):
    __slots__ = ()


class _Folded(str):
    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    pass


def _list(dumper: yaml.SafeDumper, items: list[Any]) -> yaml.Node:
    """What holds single values stands on one line."""
    flow = not any(isinstance(item, dict) for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=flow)


_Dumper.add_representer(list, _list)
_Dumper.add_representer(_Quoted, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="'"))
_Dumper.add_representer(_Folded, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style=">"))


def order(records: Iterable[dict[str, Any]], dataset: str) -> list[str]:
    """The keys of a record in the order in which a file has them, and the rest as the model does: its own first."""
    found = list[str]()
    for record in records:
        before = -1
        for name in record:
            if name not in found:
                found.insert(before + 1, name)
            before = found.index(name)
    model = DATASETS[dataset]
    fields = [key(model, name) for name in (*model.__annotations__, *model.model_fields)]
    return list(dict.fromkeys([*(found or ["id"]), *fields]))


def appended(text: str, record: dict[str, Any], dataset: str) -> tuple[str, int]:
    """The text of a data file with a record at its end, and the line on which the record starts.

    Raises Fault where the file is not written as a list of blocks, so that a person must add the record.
    """
    shown = f"data/{dataset}.yml"
    before = parse_yaml(text, shown, []).value or []
    head = _EMPTY.sub("", text.replace("\r\n", "\n"))
    head = head if not head or head.endswith("\n") else head + "\n"
    gap = "\n" if "\n\n" in head.strip() or not before else ""
    first = _FIRST.search(head)
    indent = first[1] if first else ""
    block = "".join(f"{indent}{line}" for line in _block(record, before, dataset, head).splitlines(keepends=True))
    whole = head + (gap if before else "") + block
    after = parse_yaml(whole, shown, [])
    if after.problems or after.value != [*before, record]:
        raise Fault(
            f"{shown} phải là danh sách, mỗi bản ghi bắt đầu bằng dấu `-` ở đầu dòng; hãy tự thêm:\n{block}",
            f"{shown} must be a list in which each record starts with a `-` on a line; add this yourself:\n{block}",
            "yaml",
        )
    line = after.lines[(len(before),)]
    return whole.replace("\n", "\r\n") if "\r\n" in text else whole, line


def _block(record: dict[str, Any], before: list[Any], dataset: str, text: str) -> str:
    names = order((item for item in before if isinstance(item, dict)), dataset)
    dates = {
        key(DATASETS[dataset], name)
        for name, field in DATASETS[dataset].model_fields.items()
        if _EDTF in (*field.metadata, *arguments(field.annotation))
    }
    styled = {
        name: _Quoted(record[name]) if name in dates else _styled(record[name], folds=": >-" in text)
        for name in sorted(record, key=names.index)
    }
    return yaml.dump([styled], Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)


def _styled(value: Any, *, folds: bool) -> Any:
    match value:
        case dict():
            return {name: _styled(item, folds=folds) for name, item in value.items()}
        case list():
            return [_styled(item, folds=folds) if isinstance(item, dict) else item for item in value]
        case str() if folds and len(value) > _WIDTH - 10 and " " in value:
            return _Folded(value)
    return value
