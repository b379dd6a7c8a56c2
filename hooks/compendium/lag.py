"""What readers are told of sections that are behind: since which day the other text is newer, and by how much."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from compendium import history, pages, sync
from compendium.fingerprints import Section, normal, sections
from compendium.git import GitError, git
from compendium.ledger import Ledger
from compendium.pages import Page, Pages
from compendium.sync import State

_WORD = re.compile(r"[^\W_]+(?:[-–/.,’'][^\W_]+)*")


@dataclass(frozen=True, kw_only=True)
class Lag:
    """A section that is behind. `since` is the day on which the newer text last changed, None where git has no day."""

    state: State
    since: date | None


# Compared by identity, as the library is.
@dataclass(frozen=True, eq=False)
class Lags:
    """What is behind on the pages below a root. Git is asked for that alone, and only once it is shown."""

    root: Path | None = None
    pages: Pages = field(default_factory=Pages)
    ledger: Ledger = field(default_factory=Ledger)

    @cached_property
    def states(self) -> Mapping[str, Sequence[State]]:
        """The state of every section, by the path of its page; none where no ledger is kept."""
        return sync.states(self.pages, self.ledger)

    def of(self, path: str) -> Sequence[Lag]:
        return self._by_path.get(path, ())

    @cached_property
    def _by_path(self) -> Mapping[str, Sequence[Lag]]:
        behind = {path: [state for state in of if state.behind] for path, of in self.states.items()}
        return {path: [self._lag(state) for state in of] for path, of in behind.items() if of}

    def _lag(self, state: State) -> Lag:
        newer = self._newer(state)
        since = history.newest(self.root, newer.shown, newer.first, newer.last) if self.root else None
        return Lag(state=state, since=since)

    def _newer(self, state: State) -> Section:
        return sections(self.pages.by_language[str(state.ahead)][state.path])[state.id]

    @cached_property
    def words(self) -> Mapping[tuple[str, str], int]:
        """In how many words the newer text differs from the confirmed one, by path and id, where git has that."""
        found = dict[tuple[str, str], int]()
        for path, lags in self._by_path.items():
            for code in self.pages.by_language:
                states = {lag.state.id: lag.state for lag in lags if lag.state.ahead == code}
                page = self.pages.by_language[code][path]
                prints = {identifier: self.ledger.entries[path][identifier][code] for identifier in states}
                for identifier, text in self._confirmed(page, prints):
                    found[path, identifier] = differing(text, self._newer(states[identifier]).text)
        return found

    def _confirmed(self, page: Page, prints: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """The texts of sections that had these fingerprints, by id, each from the newest version that has it."""
        wanted = dict(prints)
        for old in _versions(self.root, page) if self.root and wanted else ():
            for identifier, section in sections(old).items():
                if identifier in wanted and section.says(wanted[identifier]):
                    del wanted[identifier]
                    yield identifier, section.text
            if not wanted:
                return


def differing(old: str, new: str) -> int:
    """How many words were put in, taken out or put in place of others between two texts."""
    before, after = _WORD.findall(normal(old)), _WORD.findall(normal(new))
    changes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return sum(max(b - a, d - c) for tag, a, b, c, d in changes if tag != "equal")


def _versions(root: Path, page: Page) -> Iterator[Page]:
    """A page as it was in each commit that changed it, also under another name, the newest first."""
    try:
        said = git(root, "log", "-z", "--follow", "--format=%x01%H", "--name-only", "--", page.shown)
    except GitError:
        return
    with TemporaryDirectory() as folder:
        file = Path(folder, "page.md")
        commit = ""
        for part in said.split("\0"):
            if part.startswith("\x01"):
                commit = part[1:].strip()
            elif name := part.strip("\n"):
                try:
                    file.write_text(git(root, "show", f"{commit}:{name}") + "\n", encoding="utf-8")
                # The commit that took it away; letters that are none.
                except (GitError, UnicodeError):
                    continue
                old, _ = pages.read(file, page.language, page.path, page.shown, judged=False)
                yield from [old] if old else ()


def told(html: str, lags: Iterable[tuple[str, str]]) -> str:
    """The content of a page with each note (HTML) right below the heading of its section, by id."""
    for identifier, note in lags:
        heading = rf'<h([1-6])\b[^>]*\bid="{re.escape(identifier)}"[^>]*>.*?</h\1>' if identifier else r"<h1\b.*?</h1>"
        found = re.search(heading, html, re.DOTALL)
        place = found.end() if found else 0
        # A section whose heading is not there has no place; the opening is where the page begins.
        html = html if identifier and not found else f"{html[:place]}\n{note}\n{html[place:]}"
    return html
