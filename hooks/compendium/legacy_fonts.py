"""Leftovers of the fonts that were used before Unicode, TCVN3 and VNI: `nh©n d©n` and `coâng ngheä`."""

import re
from collections.abc import Callable, Iterable, Iterator

from compendium.syllables import is_syllable, is_written
from compendium.vietnamese import fold

# What a program that knows no such font shows, and the letter that the font showed in its place.
_TCVN3 = dict(
    zip(
        "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ¡¢£¤¥¦§",
        "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ",
        strict=True,
    )
)
_VNI_PAIRS = {
    "a": ("ùøûõïâáàåãäêéèúüë", "áàảãạâấầẩẫậăắằẳẵặ"),
    "e": ("ùøûõïâáàåãä", "éèẻẽẹêếềểễệ"),
    "o": ("ùøûõïâáàåãä", "óòỏõọôốồổỗộ"),
    "u": ("ùøûõï", "úùủũụ"),
    "y": ("ùøûõ", "ýỳỷỹ"),
    "ô": ("ùøûõï", "ớờởỡợ"),
    "ö": ("ùøûõï", "ứừửữự"),
}
_VNI = dict(zip("æóòîñôö", "ỉĩịỵđơư", strict=True)) | {
    vowel + mark: letter
    for vowel, (marks, letters) in _VNI_PAIRS.items()
    for mark, letter in zip(marks, letters, strict=True)
}
_VNI |= {typed.upper(): letter.upper() for typed, letter in _VNI.items()}
# Other languages put these after a vowel too: `Thaï`, `Seán`, `aún`.
_VNI_PAIR = re.compile("|".join(pair for pair in _VNI if len(pair) == 2 and pair.islower() and pair[1] not in "ïáéú"))
_VNI_LETTER = re.compile("|".join(sorted(_VNI, key=len, reverse=True)))

WORD = re.compile(r"(?<!\w)[A-Za-z\u00a1-\u00ff]+(?!\w)")
_LINE = re.compile(r"[^\n]+")
_BEYOND_FONTS = re.compile(r"[\u0100-\u024f\u1e00-\u1eff]\w*")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
# Signs that stand in a word for no other reason; at its start or end they may be a sign of their own: `£m`, `x¹`.
_INSIDE = re.compile(r"(?<=[^\W\d_])[¢¤¥¦§¨©ª«¬\u00ad®µ¶¸¹»¼½¾](?=[^\W\d_])")
_AT_START = re.compile(r"[§®©«](?=[^\W\d_]*[^\x00-\x7f])|®[^\W\d_]+$")
_AT_END = re.compile(r"[^\W\d_][µ¶·¸]$|[^\W\d_]{2}¹$")
_CAPITAL_INSIDE = re.compile(r"(?<=[a-z])[À-ÖØ-Þ]")
_FOREIGN = re.compile(r"[a-z][©ª¨¬µ¶¸¹º»¼½¾][a-z]")


def leftovers(text: str, start: int, end: int) -> Iterator[tuple[int, int, str | None]]:
    """Where a word of such a font stands in the text, with the word as it was meant; None where nobody can tell."""
    if not _BEYOND_ASCII.search(text, start, end):
        return
    for line in _LINE.finditer(text, start, end):
        words = [match for match in WORD.finditer(text, *line.span()) if _BEYOND_ASCII.search(match[0])]
        if words:
            meant = _meant(line[0], {match[0] for match in words})
            for match in words:
                if match[0] in meant or _FOREIGN.search(match[0]):
                    yield match.start(), match.end(), meant.get(match[0])


def _meant(line: str, words: set[str]) -> dict[str, str]:
    """Words of a line with what was surely meant.

    A word with a sign of a font is sure alone. One of letters alone could be of any language: `Häc`, `Seán`, `på`. It
    is sure beside a word with a sign of the same font, or beside others with pairs of VNI, where most words are such.
    """
    found = {word: meant for word in words if not is_syllable(word) and (meant := decoded(word))}
    sure = {word: meant for word, meant in found.items() if _is_sure(word)}
    # Without a letter that Vietnamese alone has, a syllable may be of any text.
    others = len(_BEYOND_FONTS.findall(line)) + sum(not is_syllable(word) for word in words - found.keys())
    result = dict(sure)
    for read in (_tcvn3, _vni):
        alike = {word: meant for word, meant in found.items() if read(word) == meant}
        if len(alike) > others and (sure.keys() & alike.keys() or _are_in_pairs(alike, read)):
            result |= {word: meant for word, meant in alike.items() if _may_be(word)}
    return result


def _are_in_pairs(words: Iterable[str], read: Callable[[str], str]) -> bool:
    """Whether at least two words hold pairs of VNI that differ: `coâng ngheä`, but not `Seán Meán`."""
    pairs = {word: frozenset(_VNI_PAIR.findall(word.lower())) for word in words}
    return read is _vni and len(set(filter(None, pairs.values()))) > 1


def decoded(word: str) -> str | None:
    """The Vietnamese syllable that was meant, where one of the fonts, and only one, makes the word a syllable."""
    readings = {reading for reading in (_tcvn3(word), _vni(word)) if _is_likely(reading)}
    return readings.pop() if len(readings) == 1 else None


def _is_likely(reading: str) -> bool:
    # `oong` stands in a handful of loan words; what reads like it is `ông` in the other font. A lone vowel is French.
    return len(reading) > 1 and is_written(reading) and "oo" not in fold(reading)


def _tcvn3(word: str) -> str:
    letters = "".join(_TCVN3.get(letter, letter) for letter in word)
    # In the fonts of capitals, the same signs showed capitals.
    plain = re.sub(r"[^A-Za-z]", "", word)
    return letters.upper() if plain.isupper() and plain != word[0] else letters


def _vni(word: str) -> str:
    return _VNI_LETTER.sub(lambda match: _VNI[match[0]], word)


def _is_letters(word: str) -> bool:
    return all(letter.isalpha() and letter not in "ªºµ" for letter in word)


def _may_be(word: str) -> bool:
    return _is_letters(word) or word[-1] in "µ¶·¸¹"


def _is_sure(word: str) -> bool:
    """Whether no language would write the word like this: a sign or a capital inside it, or no name that begins so."""
    return any((_INSIDE.search(word), _AT_START.match(word), _AT_END.search(word), _CAPITAL_INSIDE.search(word)))
