"""How one language names terms: which names compete, which are part of others, and what a sentence says of them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property

from compendium import occurrences
from compendium.language import LANGUAGES, Language
from compendium.model import Term
from compendium.occurrences import Index, Role, Written, plain

_WORD = re.compile(r"\w+")
# Where a sentence ends, an item of a list, or a cell of a table.
SENTENCE = re.compile(r"[.!?;](?=\s)|\n *(?=\n|[-*#|] |\d+\. )|\|")
# How many other words may stand between those of a name.
_BETWEEN = 4


def forms(term: Term, code: str) -> Written:
    """Every form that an editor gave, those to avoid last."""
    yield from occurrences.written(term, code)
    yield from ((form, "avoid") for form in term[code].avoid)


def _grown(term: Term, code: str) -> Written:
    """The forms, and what grammar makes of them; of forms that are alike, the one that an editor gave counts."""
    given: list[tuple[str, Role]] = [*forms(term, code)]
    yield from given
    there = {plain(form) for form, _ in given}
    for form, role in given:
        yield from ((shape, role) for shape in LANGUAGES[code].shapes(form) if plain(shape) not in there)


class Names:
    """The names of all terms in one language."""

    def __init__(self, terms: Iterable[Term], language: Language) -> None:
        self.language = language
        self._terms = [*terms]
        self.index = Index(self._terms, language.code, _grown)

    @cached_property
    def parts(self) -> Mapping[str, Set[str]]:
        """The terms that stand inside the names of each term, by its id."""
        return {
            term.id: {one.form.term for form, _ in self._full(term) for one in self.index.occurrences(form)}
            for term in self._terms
        }

    @cached_property
    def composed(self) -> Set[str]:
        """The terms whose abbreviation holds that of another, which alone is to be spelled out: `Bộ KH&CN`."""
        return {
            term.id
            for term in self._terms
            for one in self.index.occurrences(term[self.language.code].abbreviation or "")
            if one.form.role == "abbreviation" and one.form.term != term.id and not one.outer
        }

    def compete(self, one: str, other: str, term: Term) -> bool:
        """Whether two names of a term, as `plain` leaves them, are not the same one said shorter or in the plural."""
        preferred = plain(term[self.language.code].term)
        return self._differ(one, other) and (self._differ(one, preferred) or self._differ(other, preferred))

    def says(self, text: str, term: Term) -> bool:
        """Whether a sentence has the words of a full name close together: `strategic and technological autonomy`."""
        names = [self._major(form) for form, _ in self._full(term)]
        names = [name for name in names if len(name) >= self.language.least]
        return any(self._holds(self._major(said), name) for said in SENTENCE.split(text) for name in names)

    def _full(self, term: Term) -> Iterator[tuple[str, Role]]:
        for form, role in occurrences.written(term, self.language.code):
            if role != "abbreviation" and not (role == "variant" and occurrences.keeps_case(term, form)):
                yield form, role

    def _differ(self, one: str, other: str) -> bool:
        alike = self.language.alike
        shorter, longer = sorted((self._spelled_out(one), self._spelled_out(other)), key=len)
        left = iter(longer)
        return not all(any(alike(word, there) for there in left) for word in shorter)

    def _spelled_out(self, name: str) -> list[str]:
        return _WORD.findall(" ".join(self._by_abbreviation.get(part, part) for part in name.split(" ")))

    @cached_property
    def _by_abbreviation(self) -> dict[str, str]:
        headwords = [term[self.language.code] for term in self._terms]
        return {plain(one.abbreviation): plain(one.term) for one in headwords if one.abbreviation}

    def _major(self, text: str) -> list[str]:
        return [word for word in _WORD.findall(text.casefold()) if word not in self.language.minor]

    def _holds(self, said: Sequence[str], name: Sequence[str]) -> bool:
        size = len(name) + (_BETWEEN if len(name) > 1 else 0)
        return any(
            all(any(self.language.alike(word, there) for there in said[start : start + size]) for word in name)
            for start in range(len(said) - len(name) + 1)
        )


def of_all(terms: Iterable[Term]) -> dict[str, Names]:
    """The names by language."""
    there = [*terms]
    return {code: Names(there, language) for code, language in LANGUAGES.items()}
