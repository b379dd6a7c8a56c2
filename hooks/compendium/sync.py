"""Which sections are in step in both languages, which are behind, and what the ledger becomes as pages change."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from compendium.fingerprints import Section, sections
from compendium.language import LANGUAGES
from compendium.ledger import OPENING, Entry, Ledger, check, name, read
from compendium.pages import Page, Pages
from compendium.problem import Problem

__all__ = [
    "Ledger",
    "Place",
    "State",
    "Words",
    "advance",
    "check",
    "confirmed",
    "keys",
    "read",
    "replaced",
    "states",
    "warnings",
    "words",
]

Kind = Literal["in-step", "behind", "unconfirmed"]
Key = tuple[str, str]
"""The path of a page and the id of a section."""

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_WORD = re.compile(r"^[ *-]*(?P<word>still-matches|mechanical) *:(?P<places>.*)$", re.MULTILINE | re.IGNORECASE)
# A page that moved still says most of what it said.
_SAME_PAGE = 0.5


@dataclass(frozen=True, kw_only=True)
class State:
    """A section by the path of its page and its id (empty: the opening), as the ledger and both languages stand.

    `behind` is the language whose text is behind. Unconfirmed is what changed in both languages since, or is new:
    readers may take it for in step, but nobody has said so.
    """

    path: str
    id: str
    titles: Mapping[str, str]
    kind: Kind
    behind: str | None = None

    @property
    def ahead(self) -> str | None:
        """The language whose text is newer."""
        return next((code for code in LANGUAGES if code != self.behind), None) if self.behind else None


class Place(NamedTuple):
    """A page as someone typed it, and a section of it; None for the whole page."""

    page: str
    section: str | None

    @classmethod
    def parse(cls, typed: str) -> "Place":
        """`integration/goals.md#targets`; also `docs/vi/integration/goals.md`, `integration/goals`, `{#targets}`."""
        page, _, section = typed.strip("`").replace("\\", "/").partition("#")
        parts = [part for part in page.split("/") if part not in ("", ".")]
        parts = parts[1:] if parts[:1] == ["docs"] else parts
        parts = parts[1:] if parts and parts[0] in LANGUAGES else parts
        return cls("/".join(parts).removesuffix(".md"), section.strip("#{} ") or None)

    def is_page(self, path: str) -> bool:
        return path.removesuffix(".md") in (self.page, f"{self.page}/index")

    def is_section(self, identifier: str) -> bool:
        return self.section in (None, name(identifier)) or (not identifier and f".{self.section}" == OPENING)

    def covers(self, key: Key) -> bool:
        return self.is_page(key[0]) and self.is_section(key[1])


@dataclass(frozen=True)
class Words:
    """What a message says of sections: that the other language still matches, or that a change was mechanical."""

    matching: tuple[Place, ...] = ()
    mechanical: tuple[Place, ...] = ()

    def __add__(self, other: "Words") -> "Words":
        return Words(self.matching + other.matching, self.mechanical + other.mechanical)

    def unknown(self, pages: Pages) -> list[Place]:
        """What names no page or no section of it."""
        there = keys(pages)
        return [place for place in (*self.matching, *self.mechanical) if not any(map(place.covers, there))]


def words(text: str) -> Words:
    """The words in a commit message or in the text of a pull request: lines such as `Still-matches: about.md#aims`."""
    found: dict[str, list[Place]] = {"still-matches": [], "mechanical": []}
    for match in _WORD.finditer(_COMMENT.sub("", text)):
        found[match["word"].lower()] += map(Place.parse, re.split(r"[\s,;]+", match["places"].strip(" \r.")))
    return Words(*(tuple(place for place in places if any(place)) for places in found.values()))


class Pair(dict[str, Section]):
    """A section in every language, by its code."""

    @cached_property
    def entry(self) -> Entry:
        """What the ledger keeps of it as it is now."""
        return {code: section.fingerprint for code, section in self.items()}

    def changed(self, entry: Entry) -> list[str]:
        """The languages that say something else than what the ledger keeps."""
        return [code for code, section in self.items() if not section.says(entry[code])]


def keys(pages: Pages) -> list[Key]:
    """Every section that stands in every language."""
    return [*_pairs(pages)]


def _pairs(pages: Pages) -> dict[Key, Pair]:
    """The sections that stand in every language, in the order of the first."""
    found = dict[Key, Pair]()
    first, *others = (pages.by_language.get(code, {}) for code in LANGUAGES)
    for path, page in first.items():
        if all(path in other for other in others):
            found |= _pairs_of(path, [page, *(other[path] for other in others)])
    return found


def _pairs_of(path: str, there: list[Page]) -> dict[Key, Pair]:
    cut = {page.language: sections(page) for page in there}
    shared = [key for key in cut[there[0].language] if all(key in of for of in cut.values())]
    return {(path, key): Pair({code: of[key] for code, of in cut.items()}) for key in shared}


def states(pages: Pages, ledger: Ledger) -> dict[str, list[State]]:
    """The state of every section that stands in both languages, by path; none where no ledger is kept."""
    found = dict[str, list[State]]()
    for key, pair in _pairs(pages).items() if ledger.is_kept else ():
        found.setdefault(key[0], []).append(_state(key, pair, ledger.entries.get(key[0], {}).get(key[1])))
    return found


def _state(key: Key, pair: Pair, entry: Entry | None) -> State:
    changed = pair.changed(entry) if entry else [*pair]
    behind = next((code for code in pair if code not in changed), None) if changed else None
    kind: Kind = "behind" if behind else "unconfirmed" if changed else "in-step"
    titles = {code: section.title for code, section in pair.items()}
    return State(path=key[0], id=key[1], titles=titles, kind=kind, behind=behind)


def advance(ledger: Ledger, before: Pages, after: Pages, words: Words) -> Ledger:
    """What the ledger becomes when pages go from one state to another, as in a commit or a merged pull request.

    A section whose languages both changed, or the one that was behind, is taken in, and so is a new one. A change on
    one side alone leaves what was confirmed. `words` take in a section, or make a change of it count for nothing.
    """
    was, now = _pairs(before), _pairs(after)
    origins = _origins(ledger, now)
    entries = dict[Key, Entry]()
    for key, pair in now.items():
        origin = origins.get(key, key)
        entry = ledger.entries.get(origin[0], {}).get(origin[1])
        old = was.get(origin) or was.get(key)
        matches, mechanical = (any(place.covers(key) for place in of) for of in (words.matching, words.mechanical))
        if said := _advanced(entry, old.entry if old else None, pair.entry, matches, mechanical):
            entries[key] = said
    return Ledger(_grouped(entries), is_kept=True)


def _advanced(entry: Entry | None, old: Entry | None, new: Entry, matches: bool, mechanical: bool) -> Entry | None:
    if matches or old is None or entry == new:
        return new
    changed = {code for code in new if new[code] != old[code]}
    if not changed:
        return entry
    # What was not confirmed counts as in step: so it stays until one side alone changes.
    base = entry if entry and _agree(entry, old) else old
    if mechanical:
        return {code: new[code] if code in changed and base[code] == old[code] else base[code] for code in new}
    lagging = _agree(base, old) if base != old else set()
    return new if len(changed) == len(new) or lagging & changed else base


def _agree(one: Entry, other: Entry) -> Set[str]:
    return {code for code in one if one[code] == other.get(code)}


def _origins(ledger: Ledger, now: Mapping[Key, Pair]) -> dict[Key, Key]:
    """Under which page and section the ledger keeps what now stands elsewhere: moved pages, renamed ids."""
    by_path = dict[str, dict[str, Pair]]()
    for (path, identifier), pair in now.items():
        by_path.setdefault(path, {})[identifier] = pair
    moved = _moved(ledger, by_path)
    found = dict[Key, Key]()
    for path, pairs in by_path.items():
        was = moved.get(path, path)
        kept = ledger.entries.get(was, {})
        found |= {(path, identifier): (was, identifier) for identifier in pairs if identifier in kept}
        gone = {identifier: entry for identifier, entry in kept.items() if identifier not in pairs}
        for identifier in (identifier for identifier in pairs if identifier not in kept):
            renamed = next((old for old, entry in gone.items() if _agree(entry, pairs[identifier].entry)), None)
            if renamed is not None:
                del gone[renamed]
                found[path, identifier] = (was, renamed)
    return found


def _moved(ledger: Ledger, by_path: Mapping[str, Mapping[str, Pair]]) -> dict[str, str]:
    """The old path of each page that the ledger does not know, and that says what one says that is gone."""
    gone = {path: _prints(entries.values()) for path, entries in ledger.entries.items() if path not in by_path}
    moved = dict[str, str]()
    for path in (path for path in by_path if gone and path not in ledger.entries):
        prints = _prints(pair.entry for pair in by_path[path].values())
        alike = {was: (prints & old).total() / (old.total() or 1) for was, old in gone.items()}
        best = max(alike, key=lambda was: alike[was], default=None)
        if best is not None and alike[best] >= _SAME_PAGE:
            moved[path] = best
            del gone[best]
    return moved


def _prints(entries: Iterable[Entry]) -> Counter[str]:
    return Counter(fingerprint for entry in entries for fingerprint in entry.values())


def confirmed(ledger: Ledger, pages: Pages) -> Ledger:
    """The ledger with all taken in that no one has confirmed, and nothing that is behind.

    What is no more on the pages is left out, and what moved or has another id is kept where it is now.
    """
    settled = advance(ledger, pages, pages, Words())
    entries = dict[Key, Entry]()
    for key, pair in _pairs(pages).items():
        entry = settled.entries.get(key[0], {}).get(key[1])
        entries[key] = entry if entry and len(pair.changed(entry)) < len(pair) else pair.entry
    return Ledger(_grouped(entries), is_kept=True)


def replaced(ledger: Ledger, other: Ledger, places: Iterable[Place]) -> Ledger:
    """The ledger with what another one keeps at these places, and nothing else changed."""
    chosen = [*places]
    there = dict.fromkeys((path, key) for of in (other, ledger) for path in of.entries for key in of.entries[path])
    entries = dict[Key, Entry]()
    for path, identifier in there:
        of = other if any(place.covers((path, identifier)) for place in chosen) else ledger
        if entry := of.entries.get(path, {}).get(identifier):
            entries[path, identifier] = entry
    return Ledger(_grouped(entries), is_kept=True)


def _grouped(entries: Mapping[Key, Entry]) -> dict[str, dict[str, Entry]]:
    grouped = dict[str, dict[str, Entry]]()
    for (path, identifier), entry in entries.items():
        grouped.setdefault(path, {})[identifier] = entry
    return grouped


def warnings(pages: Pages, ledger: Ledger) -> Iterator[Problem]:
    """The sections that are behind, where their text stands, and those that no one has confirmed."""
    for path, found in states(pages, ledger).items():
        open_ = [state for state in found if state.kind != "in-step"]
        cut = {code: sections(of[path]) for code, of in pages.by_language.items()} if open_ else {}
        for state in open_:
            at = {code: of[state.id] for code, of in cut.items()}
            yield _behind(state, at) if state.behind else _unconfirmed(state, at)


def _behind(state: State, at: Mapping[str, Section]) -> Problem:
    """Told at the text that is behind, with the place of the newer one and the three ways out."""
    here, there = at[str(state.behind)], at[str(state.ahead)]
    newer = f"{there.shown}:{there.first}"
    confirm, word = _command(state), f"Still-matches: {state.path}#{name(state.id)}"
    return Problem(
        here.shown,
        here.first,
        f"mục này phải theo kịp bản mới hơn ở {newer}; hãy sửa theo, hoặc nếu vẫn khớp thì chạy: {confirm}, "
        f"hoặc ghi vào đề nghị gộp một dòng: {word}",
        f"this section must follow the newer text at {newer}; change it too, or, if it still matches, run: {confirm}, "
        f"or write this line in the pull request: {word}",
        "behind",
    )


def _unconfirmed(state: State, at: Mapping[str, Section]) -> Problem:
    here, *others = at.values()
    place = ", ".join(f"{other.shown}:{other.first}" for other in others)
    command = _command(state)
    return Problem(
        here.shown,
        here.first,
        f"mục này phải được xác nhận là khớp với {place}: hai bản đều đã đổi hoặc còn mới; hãy đọc lại rồi chạy: "
        f"{command} (hoặc make confirm cho mọi mục như vậy); gộp vào nhánh chính thì sổ tự ghi",
        f"this section must be confirmed to match {place}: both texts changed, or are new; read them, then run: "
        f"{command} (or make confirm for all such sections); once merged, the ledger takes it in by itself",
        "unconfirmed",
    )


def _command(state: State) -> str:
    return f"make confirm PAGE={state.path} SECTION={name(state.id)}"
