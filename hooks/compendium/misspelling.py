"""Misspelled words: prose against the dictionaries of hunspell, the names that the data knows, and our own lists.

What is no word is not looked at: code, links, numbers, abbreviations and whatever else has a capital after its first
letter, what is quoted word for word. A word of the other language passes where it shows that it is one: by a capital,
as names do, or by letters beyond ASCII.
"""

import re
import shutil
import subprocess
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from compendium import lint, proofreading
from compendium.language import LANGUAGES, Language
from compendium.library import Library
from compendium.problem import Problem
from compendium.reader import read_text
from compendium.syllables import modern, placed

NAME = "spelling"
_PROGRAM = "hunspell"
# Neither part of an address, a number, a formula or a name that a program fills in.
_WORD = re.compile(r"(?<![\w&/@.{#_-])[^\W\d_]{2,}(?:['’][^\W\d_]+)?(?:-[^\W\d_]+)*(?![\w&/@}]|\.\w|-[^\W\d_]| §)")
# Abbreviations, and names as firms write them.
_CODED = re.compile(r"[^\W\d_]+[A-ZĐ]")
_POSSESSIVE = re.compile(r"['’]s$")
# Symbols of units, the same in all languages.
_UNITS = frozenset({"cm", "kg", "km", "mg", "ml", "mm"})
# Letters that only look like ours are told as such.
_LOOKING_ALIKE = re.compile("[\u0370-\u052f]")
# Of the head of a page, this is no prose.
_SETTING = re.compile(r"hide:")


@dataclass(frozen=True, order=True)
class Place:
    """Where a word stands: a file, and its line and column, counted from 1."""

    path: str
    line: int
    column: int


Words = Mapping[str, list[Place]]


def check(root: Path, library: Library | None) -> list[Problem] | None:
    """Every word below the root that nobody knows; None where the dictionaries are not installed.

    Until the records are whole there are none: nobody can tell yet which names they hold.
    """
    if shutil.which(_PROGRAM) is None:
        return None
    if library is None:
        return []
    found = _words(root)
    names = frozenset(_parts(_names(library)))
    unknown = {code: _unknown(found[code], LANGUAGES[code], names) for code in LANGUAGES}
    problems = list[Problem]()
    for code, words in unknown.items():
        if words is None:
            return None
        problems += _judged(root, code, words, found[code])
    return problems


def _words(root: Path) -> Mapping[str, Words]:
    """Every word of the prose by its language, with all its places."""
    found: dict[str, dict[str, list[Place]]] = {code: {} for code in LANGUAGES}
    for file in lint.files(root / name for name in ("docs", "data")):
        shown = file.relative_to(root).as_posix()
        if (text := read_text(file, shown)[0]) is not None:
            for code, word, place in _placed_words(text, shown):
                found[code].setdefault(word, []).append(place)
    return found


def _placed_words(text: str, shown: str) -> Iterator[tuple[str, str, Place]]:
    read = proofreading.manuscript_of(text, shown)
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    for stretch in read.stretches:
        if stretch.language is None or stretch.verbatim:
            continue
        for match in _WORD.finditer(read.prose, stretch.start, stretch.end):
            line = bisect_right(starts, match.start())
            first = starts[line - 1]
            is_word = match[0] not in _UNITS and not _CODED.match(match[0]) and not _LOOKING_ALIKE.search(match[0])
            if is_word and not _SETTING.match(text, first):
                place = Place(shown, line, match.start() - first + 1)
                yield from ((stretch.language.code, part, place) for part in _parts([match[0]]))


def _parts(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for match in re.finditer(r"[^\W\d_]+(?:['’][^\W\d_]+)?", text):
            yield _POSSESSIVE.sub("", match[0])


def _names(library: Library) -> Iterator[str]:
    """What the data calls things, in every language: terms in all their forms, partners, sources, instruments."""
    for code in LANGUAGES:
        for term in library.terms.values():
            yield from filter(None, (term[code].term, term[code].abbreviation, *term[code].variants))
        for partner in library.partners.values():
            yield from (partner.name[code], *partner.variants[code])
        for source in library.sources.values():
            yield from (source.short[code], source.title[code], source.publisher[code], source.author or "")
        for instrument in library.instruments.values():
            yield from (instrument.title[code], instrument.issuer[code])


def _unknown(words: Words, language: Language, names: Set[str]) -> set[str] | None:
    """Those that neither the dictionary of the language knows, nor the data, nor, where they may, another language."""
    unknown = _refused(words.keys() - names, language)
    for other in LANGUAGES.values():
        if unknown and other is not language:
            foreign = {word for word in unknown if word[0].isupper() or not word.isascii()}
            if (refused := _refused(foreign, other)) is None:
                return None
            unknown = unknown - (foreign - refused)
    return unknown


def _refused(words: Iterable[str], language: Language) -> set[str] | None:
    """The words that are not in a dictionary; None where there is no dictionary."""
    # Dictionaries of Vietnamese have the tones of `hoà` where the site has those of `hòa`.
    asked = {word: modern(word).replace("’", "'") for word in words}
    lines = _run(language, "-l", asked.values())
    refused = None if lines is None else set(lines)
    return None if refused is None else {word for word, form in asked.items() if form in refused}


def _run(language: Language, mode: str, words: Iterable[str]) -> list[str] | None:
    program = shutil.which(_PROGRAM)
    if program is None:
        return None
    command = [program, "-i", "UTF-8", "-d", language.locale, mode]
    done = subprocess.run(  # noqa: S603 - what someone wrote reaches the program as its input alone
        command, input="\n".join(words), capture_output=True, encoding="utf-8", check=False
    )
    return done.stdout.splitlines() if done.returncode == 0 else None


def _judged(root: Path, code: str, unknown: Set[str], found: Words) -> Iterator[Problem]:
    """What is not in our own list of the language either, and what stands there and need not."""
    shown = f"data/words/{code}.txt"
    ours, problems = _listed(root / shown, shown)
    yield from problems
    used = {word: word if word in ours else word[0].lower() + word[1:] for word in unknown}
    wrong = sorted(word for word, listed in used.items() if listed not in ours)
    suggested = _suggested(wrong, LANGUAGES[code])
    for word in wrong:
        some = ", ".join(suggested.get(word, ()))
        vi = f"từ “{word}” phải đúng chính tả" + (f"; ví dụ: {some}" if some else "")
        en = f"“{word}” must be spelled right" + (f"; for example: {some}" if some else "")
        vi, en = f"{vi}; nếu đúng, hãy thêm vào {shown}: {word}", f"{en}; if it is right, add to {shown}: {word}"
        for place in found[word]:
            yield Problem(place.path, place.line, vi, en, NAME, place.column)
    for word in sorted(ours.keys() - used.values()):
        vi, en = f"từ “{word}” không còn cần ở đây; hãy xóa dòng này", f"“{word}” is not needed here; delete this line"
        yield Problem(shown, ours[word], vi, en, NAME)


def _listed(file: Path, shown: str) -> tuple[dict[str, int], list[Problem]]:
    """Our own words, one a line, each with its line; what follows a # is a remark."""
    text, problems = read_text(file, shown) if file.exists() else (None, [])
    lines = enumerate((text or "").splitlines(), 1)
    words = ((number, line.partition("#")[0].strip()) for number, line in lines)
    return {word: number for number, word in words if word}, problems


def _suggested(words: Iterable[str], language: Language) -> dict[str, list[str]]:
    """What the dictionary has in the place of each word, the likeliest three."""
    asked = {modern(word): word for word in words}
    told = (_run(language, "-a", [f"^{form}" for form in asked]) if asked else None) or []
    parted = (line.removeprefix("& ").partition(": ") for line in told if line.startswith("& "))
    return {
        asked[head.split(" ")[0]]: [placed(word) for word in rest.split(", ")[:3]]
        for head, _, rest in parted
        if head.split(" ")[0] in asked
    }
