"""Citations: a source and a place in it, written `mai-ha §3.1 ¶2` in data and `[@mai-ha §3.1 ¶2]` in pages."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from compendium.model import Source
from compendium.problem import Fault

_FORM = re.compile(
    r"(?P<source>\S+)(?: (?P<section>[^\s¶]+))?(?: ¶(?P<first>[0-9]{1,4})(?:[-–](?P<last>[0-9]{1,4}))?)?"
)


@dataclass(frozen=True)
class Citation:
    """A source, a section of it, and the first and last paragraph in that section, as far as they are given."""

    source: str
    section: str | None = None
    first: int | None = None
    last: int | None = None


def parse(text: str) -> Citation:
    """The citation that an editor wrote. Raises Fault for what has not the form of one."""
    if not (match := _FORM.fullmatch(text.strip())):
        raise Fault(
            f"trích dẫn `{text}` phải gồm mã nguồn và vị trí, ví dụ: mai-ha §3.1 ¶2",
            f"citation `{text}` must be a source and a place in it, for example: mai-ha §3.1 ¶2",
            "citation",
        )
    first = int(match["first"]) if match["first"] else None
    last = int(match["last"]) if match["last"] else first
    return Citation(match["source"], match["section"], first, last)


def split(group: str) -> list[str]:
    """The citations of one bracket in a page: `@mai-ha §1 ¶2; @us-partnership A ¶1` holds two."""
    return [text.strip().removeprefix("@") for text in group.split(";")]


@dataclass(frozen=True)
class Use:
    """A place where a page cites: the citation, its number in the list at the foot, and the id of the place."""

    text: str
    number: int
    id: str


def numbered(texts: Iterable[str]) -> Iterator[Use]:
    """The citations of a page, given in the order of its text: one that is repeated keeps its number.

    What links to a place and what the place is called both come from here.
    """
    numbers, uses = dict[str, int](), Counter[str]()
    for text in texts:
        number = numbers.setdefault(text, len(numbers) + 1)
        uses[text] += 1
        yield Use(text, number, f"ref-{number}-{uses[text]}")


def check(text: str, sources: Mapping[str, Source]) -> None:
    """Raises Fault where the citation names a source that is not there, or a place that the source does not have."""
    citation = parse(text)
    source = sources.get(citation.source)
    if source is None:
        raise Fault(
            f"trích dẫn `{text}` phải nêu một nguồn có trong data/sources.yml, ví dụ: {_example(sources)}",
            f"citation `{text}` must name a source of data/sources.yml, for example: {_example(sources)}",
            "citation",
        )
    sections = {section.id: section for section in source.sections}
    if citation.section is None and citation.first is None and not sections:
        return
    section = sections.get(citation.section or "")
    first = 1 if citation.first is None else citation.first
    last = first if citation.last is None else citation.last
    if section is None or not 1 <= first <= last <= section.paragraphs:
        places = ", ".join(f"{s.id} ¶1-{s.paragraphs}" if s.paragraphs > 1 else s.id for s in source.sections)
        raise Fault(
            f"trích dẫn `{text}` phải nêu một vị trí có trong nguồn: {places or 'chỉ ghi mã nguồn'}",
            f"citation `{text}` must name a place that the source has: {places or 'the id of the source alone'}",
            "citation",
        )


def _example(sources: Mapping[str, Source]) -> str:
    return ", ".join(list(sources)[:3]) or "mai-ha"
