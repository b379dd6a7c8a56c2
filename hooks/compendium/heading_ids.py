"""The ids that headings lack, one for all languages: what `make fix` writes, and what a problem shows."""

import re
from collections.abc import Iterator, Mapping, Sequence

from compendium.identifiers import free, identifier
from compendium.language import ENGLISH
from compendium.pages import Heading, Page, Pages

_CLASSES = re.compile(r"\{:? *(?=[.\w])([^{}\n]*)\}(\s*)$")
_END = re.compile(r"\s*$")


def wanted(pages: Pages) -> dict[tuple[str, int], str]:
    """The id of each heading that has none, by the file and line of the heading.

    It is that of the other language, or else comes from the English heading. Where the languages have not the same
    headings, nobody can tell which belong together, and there is none.
    """
    return {place: name for path in pages.files[ENGLISH.code] for place, name in _of(path, pages)}


def _of(path: str, pages: Pages) -> Iterator[tuple[tuple[str, int], str]]:
    there = [by_path.get(path) for by_path in pages.by_language.values()]
    found = [page for page in there if page]
    headings = [page.headings() for page in found]
    if len(found) < len(there) or not _is_in_step(headings):
        return
    taken = {heading.id for listed in headings for heading in listed if heading.id}
    english = pages.by_language[ENGLISH.code][path].headings()
    for number, same in enumerate(zip(*headings, strict=True)):
        known = next((heading.id for heading in same if heading.id), None)
        name = known or free(identifier(english[number].text.partition("{")[0]), taken)
        taken.add(name)
        if name:
            yield from (((page.shown, one.line), name) for page, one in zip(found, same, strict=True) if not one.id)


def _is_in_step(headings: Sequence[list[Heading]]) -> bool:
    """Whether the languages have headings of the same levels, none of the first, and no ids that differ."""
    if any(len(listed) != len(headings[0]) for listed in headings):
        return False
    return all(
        len({heading.level for heading in same}) == 1
        and same[0].level > 1
        and len({heading.id for heading in same if heading.id}) <= 1
        for same in zip(*headings, strict=True)
    )


def mended(page: Page, text: str, names: Mapping[tuple[str, int], str]) -> tuple[str, int]:
    """The text of the file of a page with these ids in its headings, and how many they are."""
    lines = text.split("\n")
    mine = {line: name for (shown, line), name in names.items() if shown == page.shown}
    for number, name in mine.items():
        lines[number - 1] = _with(lines[number - 1], name)
    return "\n".join(lines), len(mine)


def _with(line: str, name: str) -> str:
    if match := _CLASSES.search(line):
        return f"{line[: match.start()]}{{#{name} {match[1].strip()}}}{match[2]}"
    return _END.sub(lambda match: f" {{#{name}}}{match[0]}", line, count=1)
