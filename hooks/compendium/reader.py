"""Files as editors write them: text and YAML, with the line of every value and every problem that reading brings."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import yaml
from yaml.constructor import SafeConstructor

from compendium.problem import Fault, Problem
from compendium.unseen import BREAKS, CONTROL, ZERO_WIDTH

# LibYAML reads some ten times faster; where it was not built, the Python loader reads the same language.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_BYTES = 4_000_000
_MAX_DEPTH = 12
# More than a million bytes of records hold, and fifty times their longest line.
_MAX_VALUES, _MAX_LINE = 60_000, 10_000
# Of one kind in one file: who mends these sees the rest in the next run.
MOST_TOLD = 100
_NUMBERS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")
# What YAML and a reader take for the same number. It reads 33.000 as 33, 010 as 8 and 1:30 as 90: those stay text.
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,39})(\.[0-9]{0,39}[1-9])?")
# What YAML itself does not read, and would tell without its line.
_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_HIDDEN = re.compile(rf"[{ZERO_WIDTH}]|{CONTROL}")
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?= )", re.MULTILINE)

Keys = tuple[int | str, ...]


@dataclass(frozen=True)
class Document:
    """A YAML file as read: its value (None where it cannot be read), its problems, and the line of each value.

    `lines` maps the keys that lead to a value, as in `(3, "title", "vi")`, to the line it starts on.
    """

    path: str
    value: Any = None
    lines: dict[Keys, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    root: yaml.Node | None = field(default=None, compare=False, repr=False)
    """What the library made of the text, with its places."""

    def problem(self, keys: Keys, fault: Fault) -> Problem:
        """The fault at the line of a value, or of the nearest thing around it that the file does have."""
        while keys and keys not in self.lines:
            keys = keys[:-1]
        return Problem(self.path, self.lines.get(keys, 1), fault.vi, fault.en, fault.check)


def read_text(path: Path, shown: str, most: int = _MAX_BYTES) -> tuple[str | None, list[Problem]]:
    """The text of a file (None where there is none to read) and the problems of its encoding."""
    if not path.is_file():
        return None, [Problem(shown, 1, "tệp phải có; hãy tạo lại tệp này", "file must exist; put it back", "file")]
    if path.stat().st_size > most:
        vi, en = f"tệp phải nhỏ hơn {most} byte", f"file must be under {most} bytes"
        return None, [Problem(shown, 1, vi, en, "file")]
    try:
        content = path.read_bytes()
    except OSError as error:
        vi, en = f"tệp phải đọc được ({error.strerror})", f"file must be readable ({error.strerror})"
        return None, [Problem(shown, 1, vi, en, "file")]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        vi, en = "tệp phải là văn bản UTF-8; hãy lưu lại dạng UTF-8", "file must be UTF-8 text; save it as UTF-8"
        return None, [Problem(shown, content.count(b"\n", 0, error.start) + 1, vi, en, "encoding")]
    problems = [*islice(_check_encoding(text, shown), MOST_TOLD), *islice(_check_conflicts(text, shown), MOST_TOLD)]
    # Nothing but this ends a line; what else might is told as what it is, see characters.py.
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").translate(BREAKS)
    if not text.strip():
        return None, [*problems, Problem(shown, 1, "tệp không được trống", "file must not be empty", "file")]
    return text, problems


def _check_encoding(text: str, shown: str) -> Iterator[Problem]:
    if text.startswith("\ufeff"):
        vi, en = (
            "tệp không được mở đầu bằng BOM; hãy chạy: make fix",
            "file must not start with a BOM; run: make fix",
        )
        yield Problem(shown, 1, vi, en, "byte-order-mark")
    if unicodedata.is_normalized("NFC", text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        if (mended := unicodedata.normalize("NFC", line)) != line:
            vi, en = "chữ phải là Unicode dựng sẵn (NFC), ví dụ", "letters must be composed Unicode (NFC), as in"
            example = mended.strip()[:200]
            yield Problem(
                shown, number, f"{vi}: {example}; hãy chạy: make fix", f"{en}: {example}; run: make fix", "nfc"
            )


def _check_conflicts(text: str, shown: str) -> Iterator[Problem]:
    """The marks that git leaves where it could not merge two changes."""
    for match in _CONFLICT.finditer(text):
        vi = "tệp không được còn dấu xung đột của git; hãy giữ phần đúng, rồi xóa các dòng <<<<<<<, ======= và >>>>>>>"
        en = "file must hold no marks of a conflict; keep what is right, delete the lines <<<<<<<, ======= and >>>>>>>"
        yield Problem(shown, text.count("\n", 0, match.start()) + 1, vi, en, "conflict")


def read_yaml(path: Path, shown: str) -> Document:
    """The document in a YAML file: JSON's types and dates, no aliases, no duplicate keys, no tabs."""
    text, problems = read_text(path, shown)
    return Document(shown, problems=problems) if text is None else parse_yaml(text, shown, problems)


def parse_yaml(text: str, shown: str, problems: list[Problem]) -> Document:
    """The document in a YAML text; `problems` are those that reading the text brought."""
    if refused := [*islice(_check_signs(text, shown), MOST_TOLD)]:
        return Document(shown, problems=problems + refused)
    try:
        if refused := [*islice(_check_events(text, shown), MOST_TOLD)]:
            return Document(shown, problems=problems + refused)
        root = yaml.compose(text, Loader=_Loader)
    except (yaml.YAMLError, RecursionError) as error:
        return Document(shown, problems=[*problems, _syntax_problem(error, shown)])
    document = Document(shown)
    value = _build(root, (), document, SafeConstructor())
    return Document(shown, value, document.lines, [*problems, *document.problems[:MOST_TOLD]], root)


def _check_signs(text: str, shown: str) -> Iterator[Problem]:
    """Signs that YAML does not read, or reads in its own way."""
    by_vi, by_en = ("; hãy chạy: make fix", "; run: make fix") if "\t" in text and untabbed(text) else ("", "")
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > _MAX_LINE:
            vi, en = f"dòng phải dưới {_MAX_LINE} ký tự; hãy xuống dòng", f"a line must be under {_MAX_LINE} characters"
            yield Problem(shown, number, vi, f"{en}; divide it", "file")
        if "\t" in line:
            vi, en = "không được có dấu tab; hãy dùng dấu cách", "tabs must not be used; indent with spaces"
            mended = line[:200].replace("\t", "  ")
            yield Problem(shown, number, f"{vi}, ví dụ: {mended}{by_vi}", f"{en}, as in: {mended}{by_en}", "yaml")
        if match := _UNREADABLE.search(line):
            vi, en = "không được có ký tự điều khiển; hãy xóa", "control characters must not be used; delete"
            yield Problem(shown, number, f"{vi}: {match[0]}", f"{en}: {match[0]}", "yaml")


def untabbed(text: str) -> str | None:
    """The YAML text with two spaces for each tab; None where it is no YAML then, or may mean something else."""
    mended = text.replace("\t", "  ")
    before, depth = "", 0
    for old, new in zip(text.split("\n"), mended.split("\n"), strict=True):
        indent = len(new) - len(new.lstrip())
        # Below a key that opens a group, a line that is not deeper is no part of the group.
        if "\t" in old[: len(old) - len(old.lstrip())] and before.endswith(":") and indent <= depth:
            return None
        if new.strip():
            before, depth = new.rstrip(), indent + 2 * new.lstrip().startswith("- ")
    try:
        yaml.compose(mended, Loader=_Loader)
    except (yaml.YAMLError, RecursionError):
        return None
    return mended


def _check_events(text: str, shown: str) -> Iterator[Problem]:
    """Refuses, before any value is made, what stands for more than it shows: anchors, aliases, tags, deep nesting."""
    events: Iterable[Any] = yaml.parse(text, Loader=_Loader)
    depth = 0
    for count, event in enumerate(events):
        line = event.start_mark.line + 1
        if count > _MAX_VALUES:
            vi, en = f"không được có quá {_MAX_VALUES} giá trị", f"must not hold over {_MAX_VALUES} values"
            yield Problem(shown, line, f"{vi}; hãy chia nhỏ tệp", f"{en}; divide the file", "file")
            return
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _MAX_DEPTH:
            vi, en = f"không được lồng quá {_MAX_DEPTH} cấp", f"must not nest over {_MAX_DEPTH} levels"
            yield Problem(shown, line, vi, en, "yaml-features")
            return
        if getattr(event, "anchor", None):
            vi = "không được dùng neo (&) và tham chiếu (*) của YAML; hãy viết đủ giá trị, hoặc đặt trong dấu nháy"
            en = "YAML anchors (&) and aliases (*) must not be used; write the value out, or put it in quotes"
            example = f"'*{event.anchor}'" if isinstance(event, yaml.AliasEvent) else f"'&{event.anchor}'"
            yield Problem(shown, line, f"{vi}, ví dụ: {example}", f"{en}, as in: {example}", "yaml-features")
        if tag := getattr(event, "tag", None):
            vi, en = "không được dùng thẻ (!) của YAML", "YAML tags (!) must not be used"
            example = f"'{tag}'"
            vi, en = f"{vi}; đặt chữ trong dấu nháy, ví dụ: {example}", f"{en}; quote text, as in: {example}"
            yield Problem(shown, line, vi, en, "yaml-features")


def _syntax_problem(error: Exception, shown: str) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "?"
    vi = f"phải là YAML đúng cú pháp ({reason}); đặt trong dấu nháy chữ có “: ” hay “#”, ví dụ: vi: 'Mục tiêu: 45%'"
    en = f"must be well-formed YAML ({reason}); put text that holds “: ” or “#” in quotes, as in: en: 'Target: 45%'"
    return Problem(shown, mark.line + 1 if mark else 1, vi, en, "yaml")


def _build(node: yaml.Node | None, keys: Keys, document: Document, scalars: SafeConstructor) -> Any:
    """The Python value of a node; notes the line of everything in it and the keys that stand twice."""
    if node is None:
        return None
    document.lines[keys] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        return [_build(child, (*keys, index), document, scalars) for index, child in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        return _build_mapping(node, keys, document, scalars)
    if node.tag in _NUMBERS and not _NUMBER.fullmatch(node.value):
        return node.value
    if isinstance(node, yaml.ScalarNode) and node.style == '"' and (hidden := _HIDDEN.search(node.value)):
        vi, en = "không được viết ký tự ẩn bằng `\\`; hãy xóa", "must not escape hidden characters with `\\`; delete"
        fault = Fault(f"{vi}: {hidden[0]}", f"{en}: {hidden[0]}", "invisible")
        document.problems.append(document.problem(keys, fault))
    try:
        return scalars.construct_object(node)
    except (yaml.YAMLError, ValueError):
        # `2023-02-30` looks like a date to YAML and is none: keep what the author wrote.
        return node.value


def _build_mapping(node: yaml.MappingNode, keys: Keys, document: Document, scalars: SafeConstructor) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        if key in mapping:
            vi, en = f"khóa `{key}` không được viết hai lần", f"key `{key}` must not be given twice"
            line = key_node.start_mark.line + 1
            document.problems.append(Problem(document.path, line, vi, en, "yaml"))
            continue
        mapping[key] = _build(value_node, (*keys, key), document, scalars)
        # A key is where the reader's eye looks, even when its value starts on the next line.
        document.lines[(*keys, key)] = key_node.start_mark.line + 1
    return mapping
