"""The sync ledger: what each section said in each language when both were last confirmed to match."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from compendium.fingerprints import LENGTH
from compendium.language import LANGUAGES
from compendium.pages import Pages
from compendium.problem import Problem
from compendium.reader import read_text

FOLDER = "data/sync"
# How the opening of a page is called, which has no heading: no id of a heading has a full stop.
OPENING = ".opening"

Entry = Mapping[str, str]
"""The fingerprint of each language's text, by its code."""

_HEADER = """\
# Sổ đồng bộ: dấu vết của từng mục ở mỗi ngôn ngữ, khi hai bản được xác nhận lần gần nhất là khớp nhau.
# Tệp này do lệnh `make confirm` ghi; xin đừng sửa bằng tay.
# Sync ledger: the fingerprint of each section in each language when both were last confirmed to match.
# This file is written by `make confirm`; please do not edit it by hand.
"""
# Keeps the blank line before it from tools that trim the end of a file: where a section is added at the end of a page
# and the one before it changes, git needs a line in between.
_FOOTER = "# Hết · End\n"
_SAID = re.compile(rf"(?P<name>{re.escape(OPENING)}|[\w-]+):|  (?P<key>[a-z]+): (?P<value>[0-9a-f]{{{LENGTH}}})")
_REBUILD = "make confirm REBUILD=1"


@dataclass(frozen=True)
class Ledger:
    """The entries by the path of the page and the id of the section. `is_kept` tells whether there is a ledger at all.

    `lines` are those of the files on which entries start.
    """

    entries: Mapping[str, Mapping[str, Entry]] = field(default_factory=dict)
    is_kept: bool = False
    lines: Mapping[tuple[str, str], int] = field(default_factory=dict, compare=False)


def name(identifier: str) -> str:
    """What a section is called by its id."""
    return identifier or OPENING


def file_name(path: str) -> str:
    """The file of the ledger for the page at a path, from the root of the project."""
    return f"{FOLDER}/{path.removesuffix('.md')}.yml"


def read(folder: Path) -> tuple[Ledger, list[Problem]]:
    """Reads `data/sync/`, with the problems of all its files: an entry that has one is left out."""
    entries, lines, problems = dict[str, dict[str, Entry]](), dict[tuple[str, str], int](), list[Problem]()
    for file in sorted(file for file in folder.rglob("*.yml") if file.is_file()):
        below = file.relative_to(folder).as_posix()
        path = f"{below.removesuffix('.yml')}.md"
        entries[path] = {}
        for identifier, (line, entry) in _read(file, f"{FOLDER}/{below}", problems).items():
            entries[path][identifier] = entry
            lines[path, identifier] = line
    return Ledger(entries, folder.is_dir(), lines), problems


def _read(file: Path, shown: str, problems: list[Problem]) -> dict[str, tuple[int, Entry]]:
    """The sound entries of a file, each with its line."""
    text, unread = read_text(file, shown)
    problems += [_unreadable(shown, problem.line, problem.vi, problem.en) for problem in unread]
    found = dict[str, tuple[int, Entry]]()
    # Between the marks of a conflict stands what nobody has decided on.
    is_decided = not any(problem.check == "conflict" for problem in unread)
    for line, called, values in _blocks(text or "", shown, problems) if is_decided else ():
        entry = {key: value for key, value in values.items() if key != "seal"}
        if [*values] != [*LANGUAGES, "seal"] or values["seal"] != _seal(called, entry) or called in found:
            vi, en = f"`{called}` không còn đúng như lệnh đã ghi", f"`{called}` must be as the command wrote it"
            problems.append(_unreadable(shown, line, vi, en))
        else:
            found[called] = (line, entry)
    return {identifier.removeprefix(OPENING): entry for identifier, entry in found.items()}


def _blocks(text: str, shown: str, problems: list[Problem]) -> Iterator[tuple[int, str, dict[str, str]]]:
    """Each entry as written: its line, its name, its values. Nothing is read after a line that no command writes."""
    block: tuple[int, str, dict[str, str]] | None = None
    for number, line in enumerate(text.split("\n"), 1):
        match = _SAID.fullmatch(line.rstrip())
        if match and match["name"]:
            yield from [block] if block else ()
            block = (number, match["name"], {})
        elif match and block and match["key"] not in block[2]:
            block[2][match["key"]] = match["value"]
        elif line.strip() and not line.startswith("#"):
            vi, en = "dòng này không phải do lệnh ghi", "this line is none that the command writes"
            problems.append(_unreadable(shown, number, vi, en))
            return
    yield from [block] if block else ()


def _unreadable(shown: str, line: int, vi: str, en: str) -> Problem:
    return Problem(
        shown,
        line,
        f"sổ đồng bộ phải do lệnh ghi: {vi}; hãy chạy: {_REBUILD}",
        f"the sync ledger must be written by its command: {en}; run: {_REBUILD}",
        "ledger",
    )


def text(entries: Mapping[str, Entry]) -> str:
    """The text of the file of a page: a block of lines for each section, apart enough for git to merge neighbours."""
    return "\n".join([_HEADER, *(_block(name(identifier), entry) for identifier, entry in entries.items()), _FOOTER])


def _block(called: str, entry: Entry) -> str:
    values = {code: entry[code] for code in LANGUAGES} | {"seal": _seal(called, entry)}
    return "\n".join([f"{called}:", *(f"  {key}: {value}" for key, value in values.items()), ""])


def _seal(called: str, entry: Entry) -> str:
    """What shows that an entry was edited by hand."""
    said = " ".join([called, *(entry.get(code, "") for code in LANGUAGES)])
    return hashlib.sha256(said.encode()).hexdigest()[:LENGTH]


def check(ledger: Ledger, pages: Pages) -> Iterator[Problem]:
    """Every entry is that of a page and a section that are there."""
    for path, entries in ledger.entries.items():
        shown = file_name(path)
        if not all(path in files for files in pages.files.values()):
            vi, en = f"trang {path} phải có ở mỗi ngôn ngữ", f"page {path} must be there in each language"
            yield Problem(shown, 1, *_orphaned(vi, en, "xóa tệp này", "delete this file"), "ledger")
            continue
        there = [pages_in[path] for pages_in in pages.by_language.values() if path in pages_in]
        ids = set[str]().union(*({passage.id for passage in page.passages()} for page in there))
        # A page that cannot be read has no sections to judge by: that it cannot is told already.
        for identifier in entries if there else ():
            if identifier not in ids:
                line = ledger.lines.get((path, identifier), 1)
                vi = f"mục `{identifier}` phải có ở trang {path}"
                en = f"section `{identifier}` must be on the page {path}"
                last = line + len(LANGUAGES) + 2
                remove = (f"xóa các dòng {line}–{last}", f"delete the lines {line}–{last}")
                yield Problem(shown, line, *_orphaned(vi, en, *remove), "ledger")


def _orphaned(vi: str, en: str, remove_vi: str, remove_en: str) -> tuple[str, str]:
    return f"{vi}; hãy chạy: make confirm, hoặc {remove_vi}", f"{en}; run: make confirm, or {remove_en}"
