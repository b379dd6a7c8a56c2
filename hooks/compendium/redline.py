"""What changed between two texts, marked as an editor marks it: what is gone, what is new, what stands."""

import re
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

# What is compared: words with the signs inside them (`735/QĐ-TTg`, `33,000`, `§3.1`), spaces, and other signs.
WORDS = re.compile(r"[§¶]?\w+(?:[-–/&.,’']\w+)*%?|\s+|[^\w\s]")
ITEMS = re.compile(r"; |(?:(?!; ).)+", re.DOTALL)
# Below this a redline of words is a puzzle, and the texts are shown one after the other.
_ALIKE = 0.4
# One short word that happens to stand in both texts says nothing to a reader.
_ISLAND = 6


class Part(NamedTuple):
    """A stretch of text, and whether it stands in both texts, only in the old one, or only in the new one."""

    kind: Literal["same", "deleted", "inserted"]
    text: str


def redline(old: str, new: str, units: re.Pattern[str] = WORDS) -> tuple[Part, ...]:
    """The parts of both texts: those that are not inserted make the old one, those not deleted the new one."""
    before, after = units.findall(old), units.findall(new)
    # Spaces match only beside words: on their own they would be the commonest thing that texts share.
    matcher = SequenceMatcher(str.isspace, before, after, autojunk=False)
    if units is WORDS and matcher.ratio() < _ALIKE:
        return replaced(old, new)
    runs = [(tag == "equal", "".join(before[a:b]), "".join(after[c:d])) for tag, a, b, c, d in matcher.get_opcodes()]
    parts = list[Part]()
    deleted = inserted = ""
    for position, (same, gone, come) in enumerate(runs):
        if same and not (0 < position < len(runs) - 1 and _is_island(gone)):
            parts += [*replaced(deleted, inserted), Part("same", gone)]
            deleted = inserted = ""
        else:
            deleted, inserted = deleted + gone, inserted + come
    return (*parts, *replaced(deleted, inserted))


def _is_island(text: str) -> bool:
    return len(text.split()) <= 1 and len(text.strip()) <= _ISLAND


def replaced(old: str, new: str) -> tuple[Part, ...]:
    """One text in place of another, as a whole."""
    parts = (Part("deleted", old), Part("inserted", new))
    return tuple(part for part in parts if part.text)


def likeness(old: str, new: str, least: float) -> float:
    """How much two texts share, from 0 to 1; 0 where it is quickly seen to be less than `least`."""
    matcher = SequenceMatcher(None, old.split(), new.split(), autojunk=False)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    return matcher.ratio()
