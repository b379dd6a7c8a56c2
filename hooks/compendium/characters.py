"""What is wrong with the characters of a text, however right the words: each finder yields what mends it."""

import re
import unicodedata
from collections.abc import Iterator

from compendium import legacy_fonts
from compendium.manuscript import Edit, Stretch
from compendium.syllables import is_syllable
from compendium.unseen import CONTROL, ZERO_WIDTH

# A letter with the marks that follow it.
_LETTER = r"[^\W\d_][\u0300-\u036f]*"
WORD = re.compile(rf"(?:{_LETTER})+")


def _words(text: str, stretch: Stretch, holding: str) -> Iterator[re.Match[str]]:
    """The words that hold one of the letters."""
    letters = frozenset(holding)
    if letters.isdisjoint(text[stretch.start : stretch.end]):
        return iter(())
    return (match for match in WORD.finditer(text, stretch.start, stretch.end) if not letters.isdisjoint(match[0]))


def legacy(text: str, stretch: Stretch) -> Iterator[Edit]:
    """Words in a font from before Unicode."""
    return (Edit(*found) for found in legacy_fonts.leftovers(text, stretch.start, stretch.end))


_CHUNK = re.compile(r"[^ \t\r\n]+")


def composed(text: str, stretch: Stretch) -> Iterator[Edit]:
    """Letters whose marks stand apart from them."""
    if unicodedata.is_normalized("NFC", text):
        return
    for match in _CHUNK.finditer(text, stretch.start, stretch.end):
        if (mended := unicodedata.normalize("NFC", match[0])) != match[0]:
            yield Edit(match.start(), match.end(), mended)


def byte_order_mark(text: str, stretch: Stretch) -> Iterator[Edit]:
    """The mark with which some editors start a file."""
    if text.startswith("\ufeff", stretch.start, stretch.end):
        yield Edit(stretch.start, stretch.start + 1, "")


# Between two pictures, a joiner makes one of them. In Hebrew, Arabic, Persian and the scripts of India, these tell how
# letters are joined and where a line turns.
_SCRIPTS = "\u0590-\u061b\u061d-\u08ff\u0900-\u0dff\ufb1d-\ufdff\ufe70-\ufefc"
_JOINER = (
    r"(?:(?<=[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d(?=[\u2190-\u2bff\U0001f000-\U0001faff])"
    rf"|(?<=[{_SCRIPTS}])[\u061c\u200c-\u200f](?=[{_SCRIPTS}]))"
)
_HIDDEN = re.compile(rf"(?<!\w)\w*(?:(?!{_JOINER})[{ZERO_WIDTH}]\w*)+")
_CONTROL = re.compile(CONTROL)


def invisible(text: str, stretch: Stretch) -> Iterator[Edit]:
    """Characters that nobody sees; the mark at the start of a file is told by a rule of its own."""
    start = stretch.start + text.startswith("\ufeff", stretch.start)
    for match in _HIDDEN.finditer(text, start, stretch.end):
        yield Edit(match.start(), match.end(), re.sub(f"(?!{_JOINER})[{ZERO_WIDTH}]", "", match[0]))
    # Some of these end a line, others are nothing but damage.
    yield from (Edit(*match.span(), None) for match in _CONTROL.finditer(text, start, stretch.end))


_MARKS = r"\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_PILE = re.compile(rf"(\w?[{_MARKS}]{{2}})[{_MARKS}]+")


def marks(text: str, stretch: Stretch) -> Iterator[Edit]:
    """Marks piled up on a letter, over the lines above and below it."""
    yield from (Edit(*match.span(), match[1]) for match in _PILE.finditer(text, stretch.start, stretch.end))


_ETHS = str.maketrans("ÐðƉɖ", "ĐđĐđ")
_OF_VIETNAMESE = re.compile("[ăâđêôơưẠ-ỹ]", re.IGNORECASE)


def eth(text: str, stretch: Stretch) -> Iterator[Edit]:
    """The Icelandic letter, and its kin, for the Vietnamese one."""
    for match in _words(text, stretch, "ÐðƉɖ"):
        if not _is_icelandic(match[0]):
            yield Edit(*match.span(), match[0].translate(_ETHS))


def _is_icelandic(word: str) -> bool:
    """`Guðrún` has an eth of its own: a small one inside a word, and no Vietnamese syllable begins with it."""
    if re.search("[ÐƉɖ]|^ð", word):
        return False
    return not (_OF_VIETNAMESE.search(word) and is_syllable("đ" + word.rpartition("ð")[2]))


_LOOK_ALIKES = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХҮԚԜаеѕіјорсухһԁԛԝӏѵАΒΕΖΗΙΚΜΝΟΡΤΥΧοό",
        "ABESIJKMHOPCTYXYQWaesijopcyxhdqwlvABEZHIKMNOPTYXoó",
        strict=True,
    )
) | {"Α": "A", "ё": "ë", "ї": "ï", "Ё": "Ë", "Ї": "Ï"}
# In formulas and names of substances these stand for themselves: `hν`, `TNFα`.
_INSIDE_WORDS = dict(zip("αικνρυ", "aikvpu", strict=True))
# Inside a word, they may be meant, or be any of two letters.
_OPEN = re.compile("(?<=[a-z\u00e0-\u1eff])[ανρ](?=[a-z\u00e0-\u1eff])")
_OTHER_SCRIPTS = re.compile("[\u0370-\u03ff\u0400-\u052f\u1f00-\u1fff]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


def homoglyph(text: str, stretch: Stretch) -> Iterator[Edit]:
    """Letters of other scripts in a Latin word."""
    if not _OTHER_SCRIPTS.search(text, stretch.start, stretch.end):
        return
    for match in WORD.finditer(text, stretch.start, stretch.end):
        word = match[0]
        if _LATIN.search(word) and _OTHER_SCRIPTS.search(word) and (mended := _in_latin(word)) != word:
            yield Edit(*match.span(), mended)


def _in_latin(word: str) -> str | None:
    """The word in Latin letters alone; None where some letter of it looks like none; the word where it is meant."""
    mended = "".join(_LOOK_ALIKES.get(letter, letter) for letter in word)
    mended = re.sub(
        "(?<=[a-z\u00e0-\u1eff])[αικνρυ](?=[a-z\u00e0-\u1eff])|^[αικνρυ](?=.*[Ạ-ỹ])",
        lambda match: _INSIDE_WORDS[match[0]],
        mended,
    )
    return None if _CYRILLIC.search(mended) or _OPEN.search(word) else mended


_UNSEEN = re.compile(rf"[{ZERO_WIDTH}\u00a0\u202f\u0300-\u036f]|{_CONTROL.pattern}")


_MOST_SHOWN = 400


def shown(text: str) -> str:
    """The text in quotation marks, with what nobody sees written out: `“Vi⟨U+200B⟩ệt”`."""
    text = text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"
    return f"“{_UNSEEN.sub(_by_number, text)}”"


def told_apart(text: str) -> str:
    """The same of each line, without quotation marks, and with the number of each letter that only looks like ours."""
    lines = (_UNSEEN.sub(_by_number, line) for line in text.split("\n"))
    return "\n".join(_LOOKING_ALIKE.sub(lambda match: match[0] + _by_number(match), line) for line in lines)


_LOOKING_ALIKE = re.compile("[ÐðƉɖ\u0370-\u052f]")


def _by_number(match: re.Match[str]) -> str:
    return "".join(f"⟨U+{ord(character):04X}⟩" for character in match[0])
