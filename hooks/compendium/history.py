"""When pages and records last changed, from git: the same commit gives the same days wherever it is built."""

import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from compendium.git import GitError, git
from compendium.model import DATASETS

# Vietnam keeps one offset from UTC all year.
VIETNAM = timezone(timedelta(hours=7))

# What a reader of git may have set for all repositories, and what would change the days that it tells here.
_PLAIN = {
    "diff.algorithm": "default",
    "diff.indentHeuristic": "true",
    "i18n.logOutputEncoding": "utf-8",
    "log.showRoot": "true",
    "log.showSignature": "false",
}
_COMMIT = re.compile(r"([0-9a-f]{40,}) \d")


@dataclass(frozen=True)
class History:
    """Days in Vietnam, UTC+7: of each file below `docs/` by its path, of each line of the data files by dataset.

    What is not committed yet has no day. A line that is blank or a comment has none either: it says nothing.
    """

    files: Mapping[str, date] = field(default_factory=dict)
    lines: Mapping[str, Sequence[date | None]] = field(default_factory=dict)

    @classmethod
    def read(cls, root: Path) -> "History":
        """Knows nothing where there is no git or no repository, or where the history is cut off (a shallow clone)."""
        if _say(root, "rev-parse", "--is-shallow-repository").strip() != "false":
            return cls()
        log = ("log", "-z", "--format=%x01%ct", "--name-only", "--no-renames", "--relative", "--", "docs")
        blames = [("blame", "--ignore-revs-file=", "--porcelain", "--", f"data/{name}.yml") for name in DATASETS]
        with ThreadPoolExecutor() as pool:
            pages, *files = pool.map(lambda arguments: _say(root, *arguments), [log, *blames])
        return cls(_days_of_files(pages), dict(zip(DATASETS, map(_days_of_lines, files), strict=True)))

    def records(self, firsts: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], date]:
        """The day of each record by dataset and id, from the lines on which records start: that of its newest line."""
        days = {}
        for dataset, lines in self.lines.items():
            starts = sorted((line, record) for (of, record), line in firsts.items() if of == dataset)
            ends = [*(line for line, _ in starts[1:]), len(lines) + 1]
            for (start, record), end in zip(starts, ends, strict=False):
                if known := [*filter(None, lines[start - 1 : end - 1])]:
                    days[dataset, record] = max(known)
        return days


def _say(root: Path, *arguments: str) -> str:
    """What git prints, and nothing where it fails: then nothing is known."""
    try:
        return git(root, *(part for setting in _PLAIN.items() for part in ("-c", "=".join(setting))), *arguments)
    except (GitError, OSError, UnicodeDecodeError):
        return ""


def newest(root: Path, shown: str, first: int, last: int) -> date | None:
    """The day on which lines of a file last changed; None where one is not committed yet, or git does not tell."""
    if _say(root, "rev-parse", "--is-shallow-repository").strip() != "false":
        return None
    said = _say(root, "blame", "--ignore-revs-file=", "--porcelain", "-L", f"{first},{last}", "--", shown)
    commits = [match[1] for line in said.split("\n") if (match := _COMMIT.match(line))]
    times = [line.split()[1] for line in said.split("\n") if line.startswith("committer-time ")]
    return max(map(_day, times)) if times and all(commit.strip("0") for commit in commits) else None


def _day(seconds: str) -> date:
    return datetime.fromtimestamp(int(seconds), VIETNAM).date()


def _days_of_files(said: str) -> dict[str, date]:
    """From the time of each commit, marked by a control character, and the names of the files that it changed."""
    days: dict[str, date] = {}
    day = date.min
    for part in said.split("\0"):
        if part.startswith("\x01"):
            day = _day(part[1:])
        elif name := part.lstrip("\n"):
            days[name] = max(day, days.get(name, day))
    return days


def _days_of_lines(said: str) -> list[date | None]:
    """From the porcelain format: a commit is described once, at the first of its lines; a line stands after a tab."""
    lines: list[date | None] = []
    days: dict[str, date] = {}
    commit = ""
    for line in said.split("\n"):
        if line.startswith("\t"):
            lines.append(None if re.match(r"\s*(#|$)", line) else days.get(commit))
        elif match := _COMMIT.match(line):
            commit = match[1]
        # Git gives lines that are not committed the commit zero, and the time at which it is asked.
        elif line.startswith("committer-time ") and commit.strip("0"):
            days[commit] = _day(line.split()[1])
    return lines
