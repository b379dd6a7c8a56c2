"""What the glossary says of texts: forms to avoid, counterparts, one name for one thing, abbreviations spelled out."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import permutations
from pathlib import Path
from typing import NamedTuple

from compendium import occurrences, term_names, term_texts
from compendium.exceptions import Objection
from compendium.language import LANGUAGES
from compendium.library import Library
from compendium.model import Term
from compendium.pages import Pages
from compendium.problem import Fault, Problem
from compendium.reader import Document, Keys
from compendium.term_names import SENTENCE, Names
from compendium.term_texts import Found, Text

Terms = Mapping[str, Term]

# Whether both languages name them is judged with the facts.
_NAMED = ("organisation", "company", "forum")
# What holds a number is judged with the numbers.
_NUMBER = re.compile(r"(?<!\w)\d+(?!\w)")
_WORD = re.compile(r"\w+")


def errors(root: Path, pages: Pages, library: Library) -> Iterator[Objection]:
    """What must not be written, and what the glossary must not say twice."""
    terms = library.terms
    yield from check_claims(terms, library.documents["terms"])
    names = term_names.of_all(terms.values())
    forms = [form for term in terms.values() for code in LANGUAGES for form in term[code].avoid]
    avoided = [_WORD.findall(form.casefold()) for form in forms]

    def may_hold(text: str) -> bool:
        small = text.casefold()
        return any(all(word in small for word in form) for form in avoided)

    for page in term_texts.on_pages(root, pages, names, may_hold):
        for section in (section for sections in page.values() for section in sections):
            yield from check_avoided(section, terms)
    for field in term_texts.in_records(root, names, may_hold):
        for text in field.values():
            yield from check_avoided(text, terms)


def warnings(root: Path, pages: Pages, library: Library) -> Iterator[Objection]:
    """Where the languages, or two parts of a page, call a thing by names that do not match."""
    names = term_names.of_all(library.terms.values())
    for page in term_texts.on_pages(root, pages, names, lambda _: True):
        # Where the languages have other sections, that is told, and nobody knows which belong together.
        if len({len(sections) for sections in page.values()}) == 1:
            for texts in zip(*page.values(), strict=True):
                yield from check_counterparts(texts, library.terms, names)
        for code, sections in page.items():
            yield from check_translation(sections, library.terms, names[code])
            yield from check_abbreviations(sections, library.terms, names[code])
    for field in term_texts.in_records(root, names, lambda _: True):
        yield from check_counterparts([*field.values()], library.terms, names)


class _Claim(NamedTuple):
    """A form as a term has it: in use or to be avoided, at the keys that lead to it."""

    term: Term
    form: str
    avoided: bool
    keys: Keys


def check_claims(terms: Terms, document: Document) -> Iterator[Objection]:
    """A form names one thing, or things of one name in the other language; it is in use, or it is to be avoided."""
    found = [
        (claim, _rivals(claim, same, code)) for code in LANGUAGES for same in _claims(terms, code) for claim in same
    ]
    if not any(rivals for _, rivals in found):
        return
    for claim, rivals in found:
        for rival in rivals[:1]:
            line = document.lines[rival.keys]
            vi = f"“{claim.form}” phải thuộc một thuật ngữ, nên dùng hoặc nên tránh; hãy bỏ ở đây hoặc dòng {line}"
            en = f"“{claim.form}” must belong to one term, in use or to avoid; remove it here or on line {line}"
            fault = Fault(f"{vi}: `{rival.term.id}`", f"{en}: `{rival.term.id}`", "term-twice")
            yield Objection(document.problem(claim.keys, fault), {claim.form, claim.term.id})


def _claims(terms: Terms, code: str) -> Iterable[Sequence[_Claim]]:
    """The claims to each form of a language."""
    by_form: dict[str, list[_Claim]] = {}
    for index, term in enumerate(terms.values()):
        for name, value in term[code]:
            for at, form in enumerate(value if isinstance(value, tuple) else filter(None, [value])):
                if not isinstance(form, str):
                    continue
                same = form if occurrences.keeps_case(term, form) else occurrences.plain(form)
                keys: Keys = (index, code, name, at) if isinstance(value, tuple) else (index, code, name)
                by_form.setdefault(same, []).append(_Claim(term, form, name == "avoid", keys))
    return by_form.values()


def _rivals(claim: _Claim, same: Sequence[_Claim], code: str) -> list[_Claim]:
    """The other claims to a form that contradict one."""

    def differ(rival: _Claim) -> bool:
        others = [other for other in LANGUAGES if other != code]
        names = [(occurrences.plain(claim.term[of].term), occurrences.plain(rival.term[of].term)) for of in others]
        return claim.avoided != rival.avoided or any(ours != theirs for ours, theirs in names)

    return [rival for rival in same if rival is not claim and differ(rival)]


def check_avoided(text: Text, terms: Terms) -> Iterator[Objection]:
    """A form to avoid stands in a text: not inside a longer form, not quoted, not in the record that explains it."""
    for one in text.found:
        term = terms[one.form.term]
        if one.form.role == "avoid" and one.outer and not one.quoted and text.record != term.id and not _in_name(one):
            instead = _typed(term, text.language.code, one)
            vi = f"thuật ngữ `{term.id}` không được viết là “{one.written}”; hãy viết: {instead}"
            en = f"term `{term.id}` must not be written “{one.written}”; write: {instead}"
            yield _objection(text.shown, one, vi, en, "term-avoided")


def check_counterparts(texts: Sequence[Text], terms: Terms, names: Mapping[str, Names]) -> Iterator[Objection]:
    """A term stands in one language, and in no form in the other."""
    for text, other in permutations(texts, 2):
        there = {one.form.term for one in other.found}
        told = set[str]()
        for one in text.found:
            term = terms[one.form.term]
            if term.id in there or term.id in told or not _is_judged(one, term, text):
                continue
            told.add(term.id)
            if _is_implied(term, there, names[text.language.code]) or _is_said(one, term, other, names):
                continue
            instead, place = _typed(term, other.language.code, one), f"{other.shown}:{other.line}"
            vi = f"thuật ngữ `{term.id}`, ở đây là “{one.written}”, phải có ở cả {place}; ví dụ: {instead}"
            en = f"term `{term.id}`, here “{one.written}”, must stand at {place}, too; for example: {instead}"
            yield _objection(text.shown, one, vi, en, "term-counterpart")


def _is_judged(one: Found, term: Term, text: Text) -> bool:
    """Whether the other language must have it: a definition may say `it` of its own term."""
    return (
        one.outer
        and not one.quoted
        and term.kind not in _NAMED
        and text.record != term.id
        and not _NUMBER.search(one.written)
        and not _in_name(one)
    )


def _is_implied(term: Term, there: Set[str], names: Names) -> bool:
    """Whether the other language has a term that this one is a part of, or all that this one is made of."""
    made_of = names.parts[term.id] - {term.id}
    return any(term.id in names.parts[other] for other in there) or (len(made_of) > 1 and made_of <= there)


def _is_said(one: Found, term: Term, other: Text, names: Mapping[str, Names]) -> bool:
    """Whether the other language says a term in a way that is no form of it: in words apart, or as it stands here."""
    return names[other.language.code].says(other.prose, term) or one.written in " ".join(other.prose.split())


def check_translation(sections: Sequence[Text], terms: Terms, names: Names) -> Iterator[Objection]:
    """A page calls one thing by two full names."""
    first: dict[str, Found] = {}
    for text, one in _each(sections):
        if one.form.role not in ("term", "variant") or one.form.exact or not one.outer or one.quoted:
            continue
        term = terms[one.form.term]
        before = first.setdefault(term.id, one)
        if before.form.text != one.form.text and names.compete(before.form.text, one.form.text, term):
            instead = _typed(term, names.language.code, one)
            vi = f"thuật ngữ `{term.id}` phải có một tên trên cả trang: ở đây là “{one.written}”, dòng {before.line} là"
            en = f"term `{term.id}` must have one name on a page: here it is “{one.written}”, on line {before.line}"
            vi, en = f"{vi} “{before.written}”; ví dụ: {instead}", f"{en} “{before.written}”; for example: {instead}"
            yield _objection(text.shown, one, vi, en, "term-translation")


def check_abbreviations(sections: Sequence[Text], terms: Terms, names: Names) -> Iterator[Objection]:
    """A page uses an abbreviation before it has spelled it out, in an earlier sentence or in the same one."""
    settled = set[str]()
    for text, one in _each(sections):
        term = terms[one.form.term]
        headword = term[names.language.code]
        if one.form.role != "abbreviation" or one.start < text.start + text.head or one.quoted or term.id in settled:
            continue
        settled.add(term.id)
        known = headword.known or term.id in names.composed
        if not known and not names.says(_said_until(sections, one), term):
            example = f"{headword.term} ({one.written})"
            vi = f"“{one.written}” phải được viết đủ ở chỗ dùng đầu tiên của trang; ví dụ: {example}"
            en = f"“{one.written}” must be spelled out where the page first uses it; for example: {example}"
            yield _objection(text.shown, one, vi, en, "abbreviation")


def _said_until(sections: Sequence[Text], one: Found) -> str:
    """What a page says, but for its head and its headings, to the end of the sentence that a term stands in."""
    parts = list[str]()
    for text in sections:
        if text.start > one.start:
            break
        end = SENTENCE.search(text.prose, max(one.start - text.start, text.head))
        is_last = one.start < text.start + len(text.prose)
        parts.append(text.prose[text.head : end.start() if end and is_last else None])
    return "\n\n".join(parts)


def _each(sections: Iterable[Text]) -> Iterator[tuple[Text, Found]]:
    return ((text, one) for text in sections for one in text.found)


def _in_name(one: Found) -> bool:
    """Whether capitals show that the words are part of a name: `Union of Science and Technology Associations`."""
    words = zip(one.written.split()[1:], one.form.given.split()[1:], strict=False)
    return any(written[0].isupper() and given[0].islower() for written, given in words)


def _typed(term: Term, code: str, instead_of: Found) -> str:
    """What to type in place of a form: short for what is short, and with a small letter where it has one."""
    headword = term[code]
    if instead_of.written.isupper() and headword.abbreviation:
        return headword.abbreviation
    lowers = term.kind == "concept" and instead_of.written[0].islower() and headword.term[1:2].islower()
    return headword.term[0].lower() + headword.term[1:] if lowers else headword.term


def _objection(shown: str, one: Found, vi: str, en: str, check: str) -> Objection:
    return Objection(Problem(shown, one.line, vi, en, check, one.column), {one.form.term, one.written})
