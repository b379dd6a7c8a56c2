"""A page in both languages, side by side: the first one leads, and parts of the same id stand in one row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from compendium import slices
from compendium.frame import Frame
from compendium.language import BOTH, LANGUAGES
from compendium.publication import Publication
from compendium.slices import Slice
from compendium.suggesting import Suggestion


@dataclass(frozen=True)
class Side:
    """A page in one language: `content` is its finished HTML, `updated` the day as in `2026-11-22`, or empty."""

    frame: Frame
    title: str
    content: str
    updated: str
    suggestion: Suggestion | None = None

    @property
    def code(self) -> str:
        return self.frame.language.code

    @property
    def beside(self) -> Frame:
        """What templates see in this language on the page of both."""
        return replace(self.frame, address=BOTH + self.frame.path)


@dataclass(frozen=True, kw_only=True)
class Row:
    """What stands side by side: one part in each language, or in one alone.

    `id` is that of both parts, or empty; `titles` are their headings, none where they do not enter a table of contents.
    """

    id: str
    titles: Sequence[str]
    parts: Sequence[str]


def page(sides: Mapping[str, Side], publication: Publication, assets: Mapping[str, str]) -> tuple[str, str]:
    """The address of the page of both languages, `song-ngu/timeline/`, and its HTML.

    `sides` holds the page by language, `assets` the addresses of what it loads, below the root of the site.
    """
    first, second = (sides[code] for code in LANGUAGES)
    titles, found = rows(first, second)
    html = first.beside.render(
        "bilingual.html",
        other=second.beside,
        sides=[(side.beside, side) for side in (first, second)],
        titles=titles,
        rows=found,
        contents=[row for row in found if row.titles],
        publication=publication,
        assets=assets,
    )
    return first.beside.address, html + "\n"


def rows(first: Side, second: Side) -> tuple[list[str], list[Row]]:
    """The titles of the two pages, and the rows that their contents make, in the order of the first.

    A row has the id that its parts share. All other ids stay in the first language, and in the second get its code
    where both use them: `cite-1`, `cite-1-en`. What is marked `data-once` stands in the first language alone.
    """
    trees = [slices.tree(side.content, f'<div class="c-both__part" lang="{side.code}">') for side in (first, second)]
    # A row has one sign that links to it.
    slices.drop(trees[1], "//*[@data-once] | //a[@class='headerlink']")
    for tree in trees:
        # What only a script of the page itself can operate.
        slices.drop(tree, "//form")
    titles = [
        next(iter(slices.drop(tree, "//h1")), side.title) for tree, side in zip(trees, (first, second), strict=True)
    ]
    one, two = map(slices.cut, trees)
    lone = slices.ids(two.values()) | two.keys() - one.keys()
    renamed = {found: f"{found}-{second.code}" for found in lone & (slices.ids(one.values()) | one.keys())}
    for side, parts, changed in ((first, one, {}), (second, two, renamed)):
        slices.Links(side.frame.address, side.beside.address, changed, one.keys() | two.keys()).mend(parts.values())
    order = [*one, *(key for key in two if key not in one)]
    return titles, [_row(renamed.get(key, key), [side[key] for side in (one, two) if key in side]) for key in order]


def _row(key: str, found: Sequence[Slice]) -> Row:
    titles = [part.title for part in found if part.title]
    return Row(
        id=key.strip(),
        titles=titles if len(titles) == len(LANGUAGES) else (),
        parts=[part.html for part in found],
    )
