"""Fingerprints of the sections of a page: by what readers get, so that a change that says nothing new leaves none."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from compendium.pages import Page
from compendium.proofreading import fixed

LENGTH = 12

_ALLOWED = re.compile(r"^[ \t]*+<!-- *allow\b[^\n]*-->[ \t]*$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{[:#. ][^{}\n]*\}")
# Where a link leads, but not which picture is shown.
_DESTINATION = re.compile(r"(!\[[^\[\]\n]*\]\([^()\n]*\))|(?<=\])\((?:[^()\n]|\([^()\n]*\))*\)")
_NAMED = re.compile(r"^ *\[(?!\^)[^\]\n]+\]:[^\n]*$", re.MULTILINE)
_RULE = re.compile(r"^(?=[|: -]*--)[|: -]++$", re.MULTILINE)
_BLANKS = re.compile(r"\s+")
_CELLS = re.compile(r" ?\| ?")
_QUOTES = str.maketrans("“”„«»‘’‚", '"""""\'\'\'')


@dataclass(frozen=True)
class Section:
    """A section of a page in one language, up to the next heading: its lines in the file, and what it says.

    The opening has no id: it is the title, the description and what stands before the first heading.
    """

    id: str
    title: str
    first: int
    last: int
    text: str
    shown: str

    def says(self, fingerprint: str) -> bool:
        """Whether it says what had this fingerprint."""
        # What `make fix` would mend is rarely there, and looking for it takes most of the time.
        return _fingerprint(self.text) == fingerprint or self.fingerprint == fingerprint

    @cached_property
    def fingerprint(self) -> str:
        return _fingerprint(_mended(self.text, self.shown))


def sections(page: Page) -> Mapping[str, Section]:
    """The sections of a page by id, in order."""
    lines = page.body.rstrip("\n").split("\n")
    passages = page.passages()
    ends = [*(passage.line for passage in passages[1:]), page.first_line + len(lines)]
    found = dict[str, Section]()
    for passage, end in zip(passages, ends, strict=True):
        # As it was written: what code shows is read, too.
        text = "\n".join(lines[passage.line - page.first_line : end - page.first_line])
        if not passage.id:
            text = f"{page.front.title}\n\n{page.front.description}\n\n{text}"
        if passage.id in found:
            text = f"{found[passage.id].text}\n{text}"
        title = passage.title or page.front.title
        found[passage.id] = Section(passage.id, title, passage.line if passage.id else 1, end - 1, text, page.shown)
    return found


@lru_cache(maxsize=4096)
def _fingerprint(text: str) -> str:
    return hashlib.sha256(normal(text).encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]


@lru_cache(maxsize=4096)
def _mended(text: str, shown: str) -> str:
    return fixed(text, shown)[0]


def normal(text: str) -> str:
    """The text without what says nothing: blanks, wraps, attributes, where links lead, exceptions, kinds of quotes."""
    text = unicodedata.normalize("NFC", text)
    for pattern in (_ALLOWED, _NAMED, _RULE):
        text = pattern.sub("", text)
    text = _DESTINATION.sub(lambda match: match[1] or "", text)
    text = _BLANKS.sub(" ", _ATTRIBUTES.sub("", text))
    return _CELLS.sub("|", text).strip().translate(_QUOTES)
