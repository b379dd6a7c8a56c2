"""Text that anyone may have written, put into Markdown so that it is read and does nothing.

It brings no HTML, link, image, mention, formula or table, no command for a terminal or a workflow, and nothing that
readers cannot see: https://github.github.com/gfm/, and what GitHub makes of its own of what a text says.
"""

import re
import unicodedata
from collections.abc import Iterable

from compendium.redline import Part

_SPACES = re.compile(r"[ \t\r\n\v\f\x85\u2028\u2029]+")
# An escape would not do where a text is searched once it is rendered: there, an element parts it.
_PARTED = re.compile(r"[@$]|#(?=[\w#])|:(?=//|:|[\w+-]+:)|(?<=www)\.|(?<=GH)-(?=\d)", re.IGNORECASE)
_MARKS = re.compile(r"[\\`*_\[\]~|]")
# At the start of a line these would begin a heading, a list or a rule.
_OPENING = re.compile(r"(?=[#+-])|(?<=\d)(?=[.)])")
_NUMBERED = re.compile(r"\s?(?:[#+-]|\d+[.)])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
# What Markdown shows letter by letter; the last is a command for a workflow wherever it stands.
_CODE = re.compile(r"(?!\s)(?!.*(`|##\[)).+(?<!\s)")
_TAGS = {"inserted": "ins", "deleted": "del"}


def text(written: str) -> str:
    """One line of a paragraph or an item: the text as it was written, and nothing else."""
    visible = "".join(map(_visible, _SPACES.sub(" ", written)))
    pieces, place = list[str](), 0
    for match in _PARTED.finditer(visible):
        pieces += [_escaped(visible[place : match.start()]), f"<span>{match[0]}</span>"]
        place = match.end()
    shown = "".join([*pieces, _escaped(visible[place:])])
    return _OPENING.sub(r"\\", shown, count=1) if _NUMBERED.match(shown) else shown


def _escaped(piece: str) -> str:
    escaped = _ENTITY.sub("&amp;", piece).replace("<", "&lt;").replace(">", "&gt;")
    return _MARKS.sub(lambda match: f"\\{match[0]}", escaped)


def _visible(character: str) -> str:
    """A character; in place of one that is not seen, or that changes how others are seen, its number."""
    return f"⟨U+{ord(character):04X}⟩" if unicodedata.category(character) in _HIDDEN else character


def code(written: str) -> str:
    """A path, an id or a command."""
    plain = _CODE.fullmatch(written) and written == "".join(map(_visible, written))
    return f"`{written}`" if plain else f"<code>{text(written)}</code>"


def redline(parts: Iterable[Part]) -> str:
    """The parts of two texts, with what is new and what is gone as HTML has it, which a plain terminal shows, too."""
    return "".join(_marked(part) for part in parts)


def _marked(part: Part) -> str:
    # A space at the edge would be the first thing to get lost.
    return f"<{_TAGS[part.kind]}>{text(part.text)}</{_TAGS[part.kind]}>" if part.kind in _TAGS else text(part.text)
