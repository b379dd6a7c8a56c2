"""The rules of the text: what finds that one is broken. What must be true, and how grave it is, `checks.yml` says."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from compendium import characters, usage
from compendium.checks import Level, catalogue
from compendium.manuscript import Edit, Manuscript, Stretch


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule of the text: the check of this name, and what finds where it is broken.

    Rules that hold `everywhere` look at each character of a file, the others at its prose. A warning is a matter of
    style: what is quoted word for word is free of it.
    """

    name: str
    find: Callable[[str, Stretch], Iterator[Edit]]
    everywhere: bool = False

    @property
    def level(self) -> Level:
        return catalogue()[self.name].level

    def must(self, code: str) -> str:
        """What must be true, as a part of a sentence."""
        return catalogue()[self.name].clause(code)

    def edits(self, manuscript: Manuscript) -> Iterator[Edit]:
        if self.everywhere:
            yield from self.find(manuscript.text, Stretch(0, len(manuscript.text), None, verbatim=False))
            return
        for stretch in manuscript.stretches:
            if not (stretch.verbatim and self.level == "warning"):
                yield from filter(manuscript.is_prose, self.find(manuscript.prose, stretch))


# In this order: of two findings at one place, the first is told and mended.
RULES = (
    Rule(name="legacy-font", find=characters.legacy),
    Rule(name="byte-order-mark", find=characters.byte_order_mark, everywhere=True),
    Rule(name="nfc", find=characters.composed, everywhere=True),
    Rule(name="invisible", find=characters.invisible, everywhere=True),
    Rule(name="marks", find=characters.marks, everywhere=True),
    Rule(name="eth", find=characters.eth),
    Rule(name="homoglyph", find=characters.homoglyph),
    Rule(name="document-number", find=usage.document_number),
    Rule(name="tone-placement", find=usage.tone_placement),
    Rule(name="i-or-y", find=usage.i_or_y),
    Rule(name="separator", find=usage.separator),
    Rule(name="space-before-punctuation", find=usage.space_before_punctuation),
)
