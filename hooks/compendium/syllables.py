"""Vietnamese syllables: which there are, and where the mark of the tone stands. Pure functions on strings."""

import re
import unicodedata
from functools import cache

_TONES = "\u0300\u0309\u0303\u0301\u0323"
_INITIALS = frozenset("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split())  # noqa: SIM905
_RHYMES = frozenset(
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oc oi om on ong oong ooc op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet
    u ua uc ui um un ung up ut uôc uôi uôm uôn uông uôt uân uâng uât uây uê uêch uên uênh uơ
    uy uya uych uyn uynh uyp uyt uyu uyên uyêt ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
    y ych ynh yt yêm yên yêng yêt yêu
    """.split()  # noqa: SIM905
)
_VOWELS = "aăâeêioôơuưy"
_MARKED = "ăâêôơư"
# `c`, `g`, `ng` are written `k`, `gh`, `ngh` before these.
_FRONT = tuple("eêiy")
_NEVER_BEFORE_FRONT = frozenset({"c", "g", "ng"})
_ONLY_BEFORE_FRONT = frozenset({"k", "gh", "ngh"})
# After these, and after these alone, a tone has two places: `hòa` in statutes, `hoà` in many schoolbooks.
_EITHER_WAY = ("oa", "oe", "uy")
_STOPS = ("c", "ch", "p", "t")
_SHORT_TONES = frozenset({"\u0301", "\u0323"})


@cache
def is_syllable(word: str) -> bool:
    """Whether the word is a syllable that Vietnamese spelling allows, wherever the mark of its tone stands."""
    letters, tones = _apart(word)
    if len(tones) > 1 or (parts := _parts(letters)) is None:
        return False
    initial, rhyme = parts
    if rhyme.endswith(_STOPS) and not tones.keys() & _SHORT_TONES:
        return False
    front = rhyme.startswith(_FRONT)
    return not (front and initial in _NEVER_BEFORE_FRONT - {"g"}) and (front or initial not in _ONLY_BEFORE_FRONT)


def placed(word: str) -> str:
    """The word with the mark of its tone where statutes place it: `hòa`, `thúy`, `khỏe`, and `hoàn`, `quý`.

    What is no Vietnamese syllable with a tone is returned as it is.
    """
    letters, tones = _apart(word)
    if len(tones) != 1 or (parts := _parts(letters)) is None:
        return word
    ((tone, _),) = tones.items()
    place = len(letters) - len(parts[1]) + _place(parts[1])
    # The marks of the letters were kept, so what is left to do is the tone alone.
    kept = [_without_tone(character) for character in unicodedata.normalize("NFC", word)]
    kept[place] = unicodedata.normalize("NFC", kept[place] + tone)
    return "".join(kept)


def modern(word: str) -> str:
    """The word with the mark of its tone where many schoolbooks and dictionaries place it: `hoà`, `thuý`, `khoẻ`."""
    letters, tones = _apart(word)
    if len(tones) != 1 or not letters.endswith(_EITHER_WAY) or _parts(letters) is None:
        return word
    kept = "".join(map(_without_tone, unicodedata.normalize("NFC", word)))
    return unicodedata.normalize("NFC", kept + next(iter(tones)))


def is_written(word: str) -> bool:
    """Whether the word is a syllable with its tone where people write it: `hòa` or `hoà`, never `hòan`."""
    return is_syllable(word) and (placed(word) == word or _apart(word)[0].endswith(_EITHER_WAY))


def has_pair(word: str) -> bool:
    """Whether the word holds two vowels of which people take now one, now the other for the tone."""
    return any(pair in _apart(word)[0] for pair in _EITHER_WAY)


def _apart(word: str) -> tuple[str, dict[str, int]]:
    """The letters in lower case without any tone, and how often each tone is written."""
    tones = dict[str, int]()
    for part in unicodedata.normalize("NFD", word):
        if part in _TONES:
            tones[part] = tones.get(part, 0) + 1
    return _without_tone(word.lower()), tones if sum(tones.values()) == len(tones) else dict.fromkeys(_TONES, 1)


def _without_tone(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(part for part in decomposed if part not in _TONES))


def _parts(letters: str) -> tuple[str, str] | None:
    """The initial consonant and the rhyme. `gi` and `qu` are initials where a rhyme is left: `giá`, but `gì`."""
    for length in (3, 2, 1, 0):
        initial, rhyme = letters[:length], letters[length:]
        if len(initial) == length and (initial in _INITIALS or not initial) and rhyme in _RHYMES:
            return initial, rhyme
    return None


def _place(rhyme: str) -> int:
    """Which letter of a rhyme bears the tone: the last marked vowel, else by the number of vowels and what follows."""
    marked = [place for place, letter in enumerate(rhyme) if letter in _MARKED]
    if marked:
        return marked[-1]
    vowels = len(re.match(f"[{_VOWELS}]+", rhyme)[0])  # type: ignore[index]
    closed = len(rhyme) > vowels
    return vowels - 1 if closed else (vowels - 1) // 2
