"""Vietnamese text: folding, dictionary order, section letters, slugs. Pure functions on strings."""

import re
import unicodedata

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: rank for rank, letter in enumerate(_LETTERS)}
# Combining marks of the five written tones, in the order of dictionaries: ngang (no mark), huyền, hỏi, ngã, sắc, nặng.
_TONES = {mark: rank for rank, mark in enumerate("\u0300\u0309\u0303\u0301\u0323", start=1)}
_SYLLABLE = re.compile(r"\w+", re.UNICODE)
_DIGIT_SECTION = "0–9"

SyllableKey = tuple[tuple[int, ...], tuple[int, ...], tuple[bool, ...]]


def fold(text: str) -> str:
    """The text in lower case without any mark: `Đổi mới` becomes `doi moi`."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    # đ has no decomposition, so stripping marks alone would leave it.
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("đ", "d")


def slug(text: str) -> str:
    """An identifier for an address: `Đổi mới sáng tạo` becomes `doi-moi-sang-tao`."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(text)))


def _letter_and_tone(character: str) -> tuple[str, int]:
    """`ấ` is the letter `â` with the tone sắc (4); a character outside the alphabet is itself without tone."""
    base, tone = "", 0
    for part in unicodedata.normalize("NFD", character):
        if part in _TONES:
            tone = _TONES[part]
        else:
            base += part
    return unicodedata.normalize("NFC", base), tone


def _syllable_key(syllable: str) -> SyllableKey:
    letters, tones = [], []
    for character in unicodedata.normalize("NFC", syllable.lower()):
        letter, tone = _letter_and_tone(character)
        # Digits come before letters; a foreign letter after them all.
        letters.append(_RANK.get(letter, len(_RANK) + ord(letter[0])) if not letter.isdigit() else ord(letter) - 100)
        tones.append(tone)
    return tuple(letters), tuple(tones), tuple(character.isupper() for character in syllable)


def order(text: str) -> tuple[SyllableKey, ...]:
    """The key that Vietnamese dictionaries sort by: syllable by syllable, by letters, then tone, then case."""
    return tuple(_syllable_key(syllable) for syllable in _SYLLABLE.findall(unicodedata.normalize("NFC", text)))


def letter(text: str) -> str:
    """The section of a dictionary that holds a headword: `Đổi mới` stands under Đ, `5G` under 0–9."""
    for character in unicodedata.normalize("NFC", text.lower()):
        if character.isdigit():
            return _DIGIT_SECTION
        if (base := _letter_and_tone(character)[0]) in _RANK:
            return base.upper()
    return _DIGIT_SECTION
