"""Leftovers of the fonts that were used before Unicode, TCVN3 and VNI: `nh©n d©n` and `coâng ngheä`."""

import re
from collections.abc import Iterator

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
_VNI_LETTER = re.compile("|".join(sorted(_VNI, key=len, reverse=True)))

WORD = re.compile(r"(?<!\w)[A-Za-z\u00a1-\u00ff]+(?!\w)")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
# Signs that stand in a word for no other reason; at its start or end they may be a sign of their own: `£m`, `x¹`.
_INSIDE = re.compile(r"(?<=[^\W\d_])[¢¤¥¦§¨©ª«¬\u00ad®µ¶¸¹»¼½¾](?=[^\W\d_])")
_AT_START = re.compile(r"[§®©«](?=[^\W\d_]*[^\x00-\x7f])|®[^\W\d_]+$")
_AT_END = re.compile(r"[^\W\d_][µ¶·¸]$|[^\W\d_]{2}¹$")
_CAPITAL_INSIDE = re.compile(r"(?<=[a-z])[À-ÖØ-Þ]")
_FOREIGN = re.compile(r"[a-z][©ª¨¬µ¶¸¹º»¼½¾][a-z]")


def leftovers(text: str, start: int, end: int) -> Iterator[tuple[int, int, str | None]]:
    """Where a word of such a font stands in the text, with the word as it was meant; None where nobody can tell."""
    words = [match for match in WORD.finditer(text, start, end) if _BEYOND_ASCII.search(match[0])]
    meant = {word: decoded(word) for word in {match[0] for match in words} if not is_syllable(word)}
    sure = {word for word, found in meant.items() if found and _is_sure(word, found)}
    for match in words:
        found = meant.get(match[0])
        # `Häc` could be a foreign name, unless other words of the same text are of such a font.
        if match[0] in sure or (sure and found and _may_be(match[0])):
            yield match.start(), match.end(), found
        elif _FOREIGN.search(match[0]):
            yield match.start(), match.end(), None


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


def _is_sure(word: str, found: str) -> bool:
    """Whether no language would write the word like this: a sign or a capital inside it, or no name that begins so."""
    if _INSIDE.search(word) or _AT_START.match(word) or _AT_END.search(word) or _CAPITAL_INSIDE.search(word):
        return True
    # In French, `ï` stands where it would stand in VNI: `Thaï`.
    return _is_letters(word.replace("ï", "-")) and (word[0].islower() or found == _vni(word))
