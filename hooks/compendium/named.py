"""Which countries, bodies, organisations, forums and companies a text names, by any name that the records hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from compendium.language import LANGUAGES
from compendium.library import Library
from compendium.model import Headword, Partner, Term
from compendium.occurrences import Index

_KINDS = frozenset({"organisation", "company", "forum"})
# What holds the name of a country or a region and means another thing.
_APART: tuple[Mapping[str, tuple[str, ...]], ...] = (
    {"vi": ("đô la Mỹ", "đô-la Mỹ"), "en": ("US dollar", "US dollars", "American dollars")},
    {"vi": ("đô la Singapore",), "en": ("Singapore dollar", "Singapore dollars")},
    {"vi": ("Tây Âu",), "en": ("Western Europe",)},
    {"vi": ("Đông Âu",), "en": ("Eastern Europe",)},
    {"vi": ("Bắc Mỹ",), "en": ("North America",)},
    {"vi": ("Nam Mỹ",), "en": ("South America",)},
    {"vi": ("Mỹ Latinh", "Mỹ La-tinh"), "en": ("Latin America",)},
    {"vi": ("châu Mỹ", "Châu Mỹ"), "en": ("the Americas",)},
    {"vi": ("đồng bằng sông Mê Công",), "en": ("Mekong Delta", "Mekong River Delta")},
    {"vi": ("sông Mê Công",), "en": ("Mekong River",)},
)
# Whoever heads a ministry names it.
_HEADS = {"vi": (("Bộ ", "Bộ trưởng "), ("Bộ ", "Thứ trưởng ")), "en": (("Ministry of ", "Minister of "),)}


class Name(NamedTuple):
    """A name as a text has it: the id of what it names, on which line of the text (from 0), and how it is written."""

    id: str
    line: int
    written: str


@dataclass(frozen=True, eq=False)
class Names:
    """Everything with a name of its own, by id, and in each language the index that finds it."""

    things: dict[str, Term]
    indexes: dict[str, Index]
    within: dict[str, frozenset[str]]
    """What the names of a thing name besides: `US Department of State` names the United States."""

    @classmethod
    def of(cls, library: Library) -> "Names":
        """Of terms and partners with one id the names are put together; all terms count for the longest match."""
        things = {identifier: _headed(term) for identifier, term in library.terms.items()}
        for identifier, partner in library.partners.items():
            things[identifier] = _joined(things.get(identifier), partner)
        for number, forms in enumerate(_APART):
            heads: dict[str, Any] = {code: _headword(*forms[code]) for code in LANGUAGES}
            things[f"apart {number}"] = Term.model_construct(None, id=f"apart {number}", kind="concept", **heads)
        indexes = {code: Index(things.values(), code) for code in LANGUAGES}
        within = {
            identifier: frozenset(
                found for code, index in indexes.items() for form in _forms(thing, code) for found in index.within(form)
            )
            for identifier, thing in things.items()
        }
        return cls(things, indexes, within)

    def found(self, text: str, code: str) -> list[Name]:
        """What a text names, in order; of names within one another the longest."""
        return [
            Name(identifier, text.count("\n", 0, start), " ".join(text[start:end].split()))
            for start, end, identifier in self.indexes[code].find(text, frozenset())
        ]

    def is_asked(self, identifier: str) -> bool:
        """Whether what is named in one language must be named in the other: a term for a concept need not."""
        return self.things[identifier].kind in _KINDS

    def name(self, identifier: str, code: str) -> str:
        return self.things[identifier][code].term


def _joined(term: Term | None, partner: Partner) -> Term:
    """A partner as the index takes things: its names keep their capitals, as `Mỹ` must."""
    heads: dict[str, Any] = {}
    for code in LANGUAGES:
        name = partner.name[code]
        # `Châu Âu` at the head of a sentence, `châu Âu` within.
        within = [name[0].lower() + name[1:]] if " " in name and not name.isupper() else []
        others = [*within, *partner.variants[code]]
        if term:
            headword = term[code]
            heads[code] = headword.model_copy(update={"variants": (*headword.variants, name, *others)})
        else:
            heads[code] = _headword(name, *others)
    if term:
        return term.model_copy(update=heads)
    return Term.model_construct(None, id=partner.id, kind="company", **heads)


def _headed(term: Term) -> Term:
    """A ministry by its minister, too: `Bộ trưởng Ngoại giao` names `Bộ Ngoại giao`."""
    heads = {}
    for code in LANGUAGES:
        pairs = [(form, *pair) for form in _forms(term, code) for pair in _HEADS[code]]
        more = [head + form.removeprefix(body) for form, body, head in pairs if form.startswith(body)]
        heads[code] = term[code].model_copy(update={"variants": (*term[code].variants, *more)})
    return term.model_copy(update=heads)


def _headword(name: str, *others: str) -> Headword:
    return Headword.model_construct(None, term=name, variants=others)


def _forms(thing: Term, code: str) -> Iterator[str]:
    headword = thing[code]
    yield from filter(None, [headword.term, headword.abbreviation, *headword.variants])
