"""What is wrong with the text of `docs/` and `data/`, letter by letter."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from compendium import sizes, tree
from compendium.ledger import FOLDER
from compendium.problem import Problem
from compendium.proofreading import RECORDS, check
from compendium.reader import read_text
from compendium.spelling import RULES, Rule

PLACES = (
    "docs",
    "data",
    "hooks/compendium/words.yml",
    "hooks/compendium/dictionary.yml",
    "hooks/compendium/asking.yml",
)
_SUFFIXES = (".md", *RECORDS)


def files(places: Iterable[Path]) -> Iterator[Path]:
    """The pages and data files that the places are or hold."""
    for place in places:
        if place.is_dir():
            # The ledger holds no text: nobody writes it, and fingerprints are no numbers.
            yield from (file for file in tree.sound(place, _SUFFIXES) if not _is_ledger(file, place))
        else:
            yield place


def _is_ledger(file: Path, place: Path) -> bool:
    return file.relative_to(place.parent).as_posix().startswith(f"{FOLDER}/")


def errors(root: Path) -> Iterator[Problem]:
    """What must stop a build of `docs/` and `data/`, but for what reading them tells anyway."""
    stopping = [rule for rule in RULES if rule.level == "error" and rule.name not in _TOLD_BY_READING]
    return _judged(root, PLACES[:2], stopping)


def warnings(root: Path) -> Iterator[Problem]:
    """What is not in the style of the site, and whatever is wrong with the texts of the interface."""
    yield from _judged(root, PLACES[:2], [rule for rule in RULES if rule.level == "warning"])
    yield from _judged(root, PLACES[2:], RULES)


def _judged(root: Path, places: Iterable[str], rules: Sequence[Rule]) -> Iterator[Problem]:
    for file in files(root / place for place in places):
        shown = file.relative_to(root).as_posix()
        is_page = file.suffix not in RECORDS
        text, _ = read_text(file, shown, *([sizes.MOST_BYTES] if is_page else []))
        # Where a file cannot be read at all, or is too large, reading it tells why.
        if text is not None and not (is_page and any(True for _ in sizes.check(text, shown))):
            written = file.read_bytes().decode("utf-8")
            yield from (finding.problem() for finding in check(written, shown, rules).findings)


_TOLD_BY_READING = {"nfc", "byte-order-mark"}
