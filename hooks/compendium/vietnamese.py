"""Vietnamese text: folding, dictionary order, section letters, slugs. Pure functions on strings."""

import re
import unicodedata

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: rank for rank, letter in enumerate(_LETTERS)}
# Combining marks of the five written tones, in the order of dictionaries: ngang (no mark), huyền, hỏi, ngã, sắc, nặng.
_TONES = {mark: rank for rank, mark in enumerate("\u0300\u0309\u0303\u0301\u0323", start=1)}
# Any other mark, as in `ö` and `ç`, comes after the tones.
_FOREIGN = len(_TONES) + 1
# Letters that have no decomposition, so that stripping marks alone would leave them.
_UNMARKED = str.maketrans({"đ": "d", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe"})
_SYLLABLE = re.compile(r"[^\W_]+")
_DIGIT_SECTION = "0–9"

SyllableKey = tuple[tuple[int, ...], tuple[int, ...], tuple[bool, ...]]


def fold(text: str) -> str:
    """The text in lower case without any mark: `Đổi mới` becomes `doi moi`."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_UNMARKED)


def slug(text: str) -> str:
    """An identifier for an address: `Đổi mới sáng tạo` becomes `doi-moi-sang-tao`."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(text)))


def _letter_and_tone(character: str) -> tuple[str, int]:
    """`ấ` is the letter `â` with the tone sắc (4), `ö` an `o` with a foreign mark; a character of another script is
    itself without tone."""
    base, tone = "", 0
    for part in unicodedata.normalize("NFD", character):
        if part in _TONES:
            tone = _TONES[part]
        else:
            base += part
    letter, plain = unicodedata.normalize("NFC", base), fold(base)[:1]
    return (letter, tone) if letter in _RANK or plain not in _RANK else (plain, _FOREIGN)


def _rank(letter: str) -> int:
    """Digits come before letters; the letters of another script after them all."""
    if letter.isdigit():
        return unicodedata.digit(letter) - 10
    return _RANK.get(letter, len(_RANK) + ord(letter[0]))


def _syllable_key(syllable: str) -> SyllableKey:
    letters, tones = [], []
    for character in unicodedata.normalize("NFC", syllable.lower()):
        letter, tone = _letter_and_tone(character)
        letters.append(_rank(letter))
        tones.append(tone)
    return tuple(letters), tuple(tones), tuple(character.isupper() for character in syllable)


def order(text: str) -> tuple[SyllableKey, ...]:
    """The key that Vietnamese dictionaries sort by: syllable by syllable, by letters, then tone, then case."""
    return tuple(_syllable_key(syllable) for syllable in _SYLLABLE.findall(unicodedata.normalize("NFC", text)))


def letter(text: str) -> str:
    """The section of a dictionary that holds a headword: `Đổi mới` stands under Đ, `5G` under 0–9.

    Whatever stands before the first letter or digit counts as little as it does in the order.
    """
    first = _SYLLABLE.search(unicodedata.normalize("NFC", text.lower()))
    base = _letter_and_tone(first[0][0])[0] if first else ""
    return base.upper() if base and not base.isdigit() else _DIGIT_SECTION
