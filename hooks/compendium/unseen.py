"""Characters that nobody sees, or that turn a line around: what no text needs, and how a message shows them."""

import re

# Soft hyphens, joiners, spaces of no width, marks that turn the direction of writing, tags.
ZERO_WIDTH = (
    "\u00ad\u034f\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0"
    "\ufff9-\ufffb\U000e0000-\U000e0fff"
)
# Of these some end a line, others are nothing but damage: halves of characters, what Unicode says is none, what each
# font shows as it likes.
_DAMAGE = (
    "\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
)
CONTROL = rf"[{_DAMAGE}\U000f0000-\U0010fffd]+|\r(?!\n)"
# Where some tools end a line and others do not: the lines of a file could not be counted.
BREAKS = dict.fromkeys(map(ord, "\x0b\x0c\r\x1c\x1d\x1e\x85\u2028\u2029"), " ")

_NEVER_SHOWN = re.compile(rf"[{ZERO_WIDTH}]|{CONTROL}|[\t\r\n]+")
_MOST_SHOWN = 4000


def written_out(text: str) -> str:
    """The text with every such character as its number, `Vi⟨U+200B⟩ệt`: nothing in it moves a cursor or ends a line.

    Of what is longer than any message of ours, the start is shown.
    """
    text = text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"
    return _NEVER_SHOWN.sub(lambda match: "".join(f"⟨U+{ord(char):04X}⟩" for char in match[0]), text)
