"""The languages fact by fact: what one of them states in a section, or in a field of a record, the other states too."""

import re
from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import permutations, zip_longest
from typing import Any

from compendium import exceptions, facts, manuscript
from compendium.exceptions import Exceptions, Exemption, Objection
from compendium.facts import Fact
from compendium.language import LANGUAGES
from compendium.library import Library
from compendium.named import Name, Names
from compendium.pages import FIGURE, Page, Pages, Passage
from compendium.problem import Problem
from compendium.reader import Document, Keys

_LINK = re.compile(
    r"(?P<image>!?)\[[^\[\]]*\]\(\s*<?(?P<target>[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)>?[^)\[\n]*\)|<(?P<bare>https?://[^\s<>]+)>"
)
_RULE = re.compile(r"^\|?[ :]*-[-| :]*$")
_NO_TABLE = "0 × 0"
# A name, and the line of its file on which it stands.
Placed = tuple[int, Name]
Place = tuple[str, int, int, int]
_CHECKS = {"number": "same-numbers", "date": "same-dates", "document": "same-documents"}


@dataclass(frozen=True)
class Piece:
    """A run of text, and the line of its file on which it begins."""

    line: int
    text: str


@dataclass(frozen=True)
class Side:
    """What stands in one language: `raw` as an editor wrote it, `told` without markup."""

    path: str
    code: str
    raw: tuple[Piece, ...]
    told: tuple[Piece, ...]
    excepted: Callable[[str, str, str], str]
    """How an exception is written here: its check, its value, its reason."""
    around: "Around | None" = None
    """The record that it stands in."""

    @cached_property
    def facts(self) -> list[tuple[int, Fact]]:
        return [(piece.line + fact.line, fact) for piece in self.told for fact in facts.stated(piece.text, self.code)]

    @cached_property
    def in_words(self) -> frozenset[str]:
        return frozenset().union(*(facts.in_words(piece.text, self.code) for piece in self.told))

    @property
    def line(self) -> int:
        return self.raw[-1].line

    @property
    def last(self) -> int:
        return self.line + self.raw[-1].text.count("\n")

    def opposite(self, other: "Side", line: int) -> int:
        """The line here that stands for a line of the other side: the same block, where both have as many."""
        fronts = [piece.line for piece in other.raw[:-1]]
        if line in fronts:
            return self.raw[fronts.index(line)].line
        if not self.is_aligned(other):
            return self.line
        return self._blocks[max(bisect_right(other._blocks, line) - 1, 0)]

    def is_aligned(self, other: "Side") -> bool:
        return len(self._blocks) == len(other._blocks)

    def block(self, line: int) -> int:
        """The line on which the block begins that a line belongs to."""
        if line in [piece.line for piece in self.raw[:-1]]:
            return line
        at = bisect_right(self._blocks, line)
        return self._blocks[at - 1] if at else self.line

    @cached_property
    def _blocks(self) -> list[int]:
        """The lines on which the blocks of the text begin."""
        lines = self.raw[-1].text.split("\n")
        starts = [at for at, text in enumerate(lines) if text.strip() and (at == 0 or not lines[at - 1].strip())]
        return [self.line + at for at in starts] or [self.line]


@dataclass(frozen=True, kw_only=True)
class Difference:
    """What one side states and the other does not: `here` is the side without it, `wanted` what to write there."""

    check: str
    here: Side
    line: int
    there: Side
    there_line: int
    said: str
    wanted: str
    instead: "Difference | None" = None

    @property
    def problem(self) -> Problem:
        vi, en = self._asked_table if self.check == "same-tables" else self._asked
        vi = f"{vi}. Nếu khác nhau là đúng: {self.here.excepted(self.check, self.said, 'lý do')}"
        en = f"{en}. If the difference is right: {self.here.excepted(self.check, self.said, 'the reason')}"
        return Problem(self.here.path, self.line, vi, en, self.check)

    @property
    def _asked(self) -> tuple[str, str]:
        wanted, said = self.wanted, f"`{self.said}`"
        if other := self.instead:
            return (
                f"phải là `{wanted}` như {self._place} ({said}), không phải `{other.said}`; "
                f"hoặc bên kia: `{other.wanted}`",
                f"must be `{wanted}`, as in {self._place} ({said}), not `{other.said}`; "
                f"or mend the other: `{other.wanted}`",
            )
        return (
            f"phải có `{wanted}` như {self._place} ({said}); hãy viết `{wanted}` ở đây, hoặc bỏ ở bên kia",
            f"must hold `{wanted}`, as {self._place} does ({said}); write `{wanted}` here, or delete it there",
        )

    @property
    def _asked_table(self) -> tuple[str, str]:
        if self.wanted == _NO_TABLE:
            return (
                f"không được có bảng này, vì {self._place} không có; hãy bỏ ở đây, hoặc thêm vào bên kia",
                f"must not hold this table, as {self._place} has none; delete it here, or add it there",
            )
        columns, rows = self.wanted.split(" × ")
        return (
            f"phải có một bảng {columns} cột, {rows} hàng (không kể hàng đầu) như {self._place}; "
            "hãy thêm hoặc bớt cho giống nhau",
            f"must hold a table of {columns} columns and {rows} rows (without its head), as {self._place} does; "
            "add or delete until both agree",
        )

    @property
    def _place(self) -> str:
        return f"{self.there.path}:{self.there_line}"

    @property
    def objection(self) -> Objection:
        return Objection(self.problem, {self.said, self.wanted})

    @property
    def place(self) -> Place:
        """What is lacking where: a check, two sides and, where these go block by block, a block of the first."""
        return self.check, id(self.here), id(self.there), self.line if self.here.is_aligned(self.there) else 0

    @property
    def opposite(self) -> Place:
        """The place of what the other side lacks in the same block."""
        block = self.there.block(self.there_line) if self.here.is_aligned(self.there) else 0
        return self.check, id(self.there), id(self.here), block


def check(
    pages: Pages, library: Library | None, allowed: Exceptions, told: Iterable[Problem]
) -> tuple[list[Problem], frozenset[Exemption]]:
    """Every fact that one language has and the other lacks, and the exceptions that were needed.

    `told` are the problems found before: what only follows from one of them is left out. What organisations are named
    is compared once the records are whole.
    """
    names = Names.of(library) if library else None
    pairs: list[tuple[Side, Side]] = [*_passages(pages), *(_fields(library.documents.values()) if library else ())]
    found = {difference.problem: difference for pair in pairs for difference in _differences(*pair, names)}
    kept, used = allowed.apply(difference.objection for difference in found.values())
    known = [*told]
    places = {(problem.path, problem.line) for problem in known}
    broken = {(problem.path, problem.line) for problem in known if problem.check == "structure"}
    left = [found[problem] for problem in kept if not _is_told(found[problem], places, broken)]
    return [difference.problem for difference in _paired(left)], used


def _is_told(difference: Difference, places: Set[tuple[str, int]], broken: Set[tuple[str, int]]) -> bool:
    """Whether a problem stands on either line, or where the two sides do not even have the same structure."""
    sides = (difference.here, difference.there)
    return (
        (difference.here.path, difference.line) in places
        or (difference.there.path, difference.there_line) in places
        or any(path == side.path and side.line <= line <= side.last for path, line in broken for side in sides)
    )


def _paired(found: Sequence[Difference]) -> Iterator[Difference]:
    """One difference where each side lacks what the other has in the same place: one mistake is told once."""
    waiting: dict[Place, deque[int]] = {}
    for number, one in enumerate(found):
        waiting.setdefault(one.place, deque()).append(number)
    told = set[int]()
    for number, one in enumerate(found):
        if number in told:
            continue
        told.add(number)
        opposite = waiting.get(one.opposite, deque())
        while opposite and opposite[0] in told:
            opposite.popleft()
        if opposite:
            told.add(opposite[0])
            match = found[opposite.popleft()]
            # Told in the language that is not the default: there most are translated.
            one, match = (match, one) if one.here.code == next(iter(LANGUAGES)) else (one, match)
            yield replace(one, line=match.there_line, instead=match)
        else:
            yield one


def _passages(pages: Pages) -> Iterator[tuple[Side, Side]]:
    """The passages that the languages of a page share, by their ids."""
    first, *others = pages.by_language.values()
    for other in others:
        for path in sorted(first.keys() & other.keys()):
            theirs = {passage.id: passage for passage in other[path].passages()}
            for passage in first[path].passages():
                if passage.id in theirs:
                    yield _of_page(first[path], passage), _of_page(other[path], theirs[passage.id])


def _of_page(page: Page, passage: Passage) -> Side:
    fronts = zip(page.front_lines, (page.front.title, page.front.description), strict=True)
    head = () if passage.id else tuple(Piece(line, text) for line, text in fronts)
    raw = Piece(passage.line, passage.text)
    told = Piece(passage.line, manuscript.blotted(passage.text))
    return Side(page.shown, page.language, (*head, raw), (*head, told), exceptions.comment)


@dataclass(frozen=True, eq=False)
class Around:
    """A record in one language: its id, and all that it says."""

    id: str
    texts: tuple[str, ...]
    code: str
    kept: dict[str, frozenset[str]] = field(default_factory=dict)

    def named(self, names: Names) -> frozenset[str]:
        """What a text of the record need not name again: what the record is about, and what it names elsewhere."""
        if "ids" not in self.kept:
            found = {name.id for text in self.texts for name in names.found(text, self.code)}
            self.kept["ids"] = frozenset(found | {self.id})
        return self.kept["ids"]


def _fields(documents: Iterable[Document]) -> Iterator[tuple[Side, Side]]:
    """The texts of records that stand in every language."""
    for document in documents:
        for at, record in enumerate(document.value):
            texts = [*_texts(record, (at,))]
            around = [Around(str(record.get("id")), tuple(text[code] for _, text in texts), code) for code in LANGUAGES]
            for keys, text in texts:
                one, two = (_of_field(document, keys, text, of) for of in around)
                yield one, two


def _texts(value: Any, keys: Keys) -> Iterator[tuple[Keys, dict[str, str]]]:
    """Every text in all languages below a value, by the keys that lead to it."""
    if isinstance(value, dict):
        if all(isinstance(value.get(code), str) for code in LANGUAGES):
            yield keys, value
            return
        for key, inner in value.items():
            yield from _texts(inner, (*keys, key))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from _texts(inner, (*keys, at))


def _of_field(document: Document, keys: Keys, text: Mapping[str, str], around: Around) -> Side:
    pieces = (Piece(document.lines[(*keys, around.code)], text[around.code]),)
    return Side(document.path, around.code, pieces, pieces, exceptions.remark, around)


def _differences(one: Side, two: Side, names: Names | None) -> Iterator[Difference]:
    named = {side.code: _named(side, names) for side in (one, two)} if names else {}
    for here, there in permutations((one, two)):
        yield from _facts(here, there)
        if names:
            yield from _names(here, there, named, names)
        if not here.around:
            yield from _links(here, there)
            yield from _tables(here, there)


def _facts(here: Side, there: Side) -> Iterator[Difference]:
    if FIGURE.findall(here.raw[-1].text) != FIGURE.findall(there.raw[-1].text):
        # A figure by its id in one language alone is told already; as digits it would be told twice.
        return
    ours = facts.Said(fact for _, fact in here.facts)
    seen = set[tuple[str, str]]()
    for line, fact in there.facts:
        if (fact.kind, fact.key) in seen or ours.holds(fact):
            continue
        seen.add((fact.kind, fact.key))
        if fact.kind == "document" or fact.key not in here.in_words:
            yield _difference(_CHECKS[fact.kind], here, there, line, fact.written, facts.written(fact, here.code))


def _difference(check: str, here: Side, there: Side, line: int, said: str, wanted: str) -> Difference:
    at = here.opposite(there, line)
    return Difference(check=check, here=here, line=at, there=there, there_line=line, said=said, wanted=wanted)


def _names(here: Side, there: Side, named: Mapping[str, Sequence[Placed]], names: Names) -> Iterator[Difference]:
    ours = {name.id for _, name in named[here.code]}
    asked = [(line, name) for line, name in named[there.code] if names.is_asked(name.id) and name.id not in ours]
    if not asked:
        return
    known = ours.union(*(names.within[identifier] for identifier in ours))
    known |= here.around.named(names) if here.around else set()
    for line, name in asked:
        if name.id not in known:
            known.add(name.id)
            wanted = names.name(name.id, here.code)
            yield _difference("same-organisations", here, there, line, name.written, wanted)


def _named(side: Side, names: Names) -> list[Placed]:
    return [(piece.line + name.line, name) for piece in side.told for name in names.found(piece.text, side.code)]


def _links(here: Side, there: Side) -> Iterator[Difference]:
    left = Counter(link for _, link in _linked(here))
    for line, link in _linked(there):
        if left[link]:
            left[link] -= 1
        else:
            yield _difference("same-links", here, there, line, link, link)


def _linked(side: Side) -> list[tuple[int, str]]:
    """Where links lead and images lie, each with its line; an image as `!` and its address."""
    piece = side.raw[-1]
    return [
        (
            piece.line + piece.text.count("\n", 0, match.start()),
            f"{match['image'] or ''}{match['target'] or match['bare']}",
        )
        for match in _LINK.finditer(piece.text)
        if match["target"] or match["bare"]
    ]


def _tables(here: Side, there: Side) -> Iterator[Difference]:
    """Each table that has another shape in the language that is not the default one."""
    if here.code == next(iter(LANGUAGES)):
        return
    for (line, shape), (at, wanted) in zip_longest(_shapes(here), _shapes(there), fillvalue=(0, _NO_TABLE)):
        if shape != wanted:
            found = _difference("same-tables", here, there, at or there.opposite(here, line), wanted, wanted)
            yield replace(found, line=line or found.line)


def _shapes(side: Side) -> list[tuple[int, str]]:
    """The tables of a section: the line of each, and its columns and rows below its head, as `3 × 5`."""
    piece, found = side.raw[-1], list[tuple[int, str]]()
    lines = piece.text.split("\n")
    for at, text in enumerate(lines):
        if at and "|" in text and _RULE.fullmatch(text.strip()) and "|" in lines[at - 1]:
            rows = next((below for below, row in enumerate(lines[at + 1 :]) if "|" not in row), len(lines) - at - 1)
            found.append((piece.line + at - 1, f"{text.strip().strip('|').count('|') + 1} × {rows}"))
    return found
