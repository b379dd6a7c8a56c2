"""The texts that the glossary judges: pages section by section, fields of records, each with the terms in it."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from compendium import manuscript
from compendium.language import LANGUAGES, Language
from compendium.manuscript import Manuscript, Stretch
from compendium.model import DATASETS
from compendium.occurrences import Form, Index
from compendium.pages import Page, Pages
from compendium.reader import read_text
from compendium.term_names import Names

_CODES = {(code,) for code in LANGUAGES}


class Found(NamedTuple):
    """A term where it stands: its form as `written`, at a line and a column; `start` is its place in the file.

    `outer` is false inside a longer form, `quoted` true where a text is quoted word for word, or the form stands alone
    in quotation marks: it is spoken of.
    """

    form: Form
    written: str
    start: int
    line: int
    column: int
    outer: bool
    quoted: bool


class Text(NamedTuple):
    """A section of a page or a field of a record in one language, from its `line` on; `start` is its place in the file.

    The first `head` characters of its prose are title and description, or a heading. `record` is the id of the term
    whose own record it stands in.
    """

    shown: str
    line: int
    start: int
    language: Language
    prose: str
    found: tuple[Found, ...]
    head: int = 0
    record: str | None = None


Wanted = Callable[[str], bool]


def on_pages(root: Path, pages: Pages, names: Mapping[str, Names], wanted: Wanted) -> Iterator[dict[str, list[Text]]]:
    """The sections of each page, by language, of the files whose text is wanted; the same ones stand in each."""
    for path in sorted(frozenset().union(*pages.files.values())):
        there = {code: by_path[path] for code, by_path in pages.by_language.items() if path in by_path}
        files = {code: _File.read(root, page.shown, wanted, LANGUAGES[code]) for code, page in there.items()}
        yield {code: [*_sections(file, there[code], names[code].index)] for code, file in files.items() if file}


def in_records(root: Path, names: Mapping[str, Names], wanted: Wanted) -> Iterator[dict[str, Text]]:
    """The fields of all records, by language, of the files whose text is wanted."""
    for name in DATASETS:
        if file := _File.read(root, f"data/{name}.yml", wanted):
            bilingual = [stretch for stretch in file.manuscript.stretches if stretch.keys[-1:] in _CODES]
            for keys, group in groupby(bilingual, lambda stretch: stretch.keys[:-1]):
                record = file.manuscript.value[keys[0]]["id"] if name == "terms" else None
                yield {str(one.keys[-1]): _field(file, one, names, record) for one in group}


@dataclass(frozen=True, kw_only=True)
class _File:
    """A file as its editor wrote it, in composed letters, so that a place in it is a line and a column."""

    shown: str
    manuscript: Manuscript
    starts: tuple[int, ...]

    @classmethod
    def read(cls, root: Path, shown: str, wanted: Wanted, language: Language | None = None) -> "_File | None":
        """The page or the records in a file that was read before. In pages, `language` is that of the page."""
        text = normalize("NFC", read_text(root / shown, shown)[0] or "")
        if not wanted(text):
            return None
        of = manuscript.page(text, shown, language) if language else manuscript.records(text, shown)
        starts = accumulate((len(line) + 1 for line in text.split("\n")), initial=0)
        return cls(shown=shown, manuscript=of, starts=tuple(starts))

    def found(self, stretch: Stretch, index: Index) -> Iterator[Found]:
        prose = self.manuscript.prose
        for start, end, form, outer in index.occurrences(prose[stretch.start : stretch.end]):
            first, last = stretch.start + start, stretch.start + end
            line = bisect_right(self.starts, first)
            column = first - self.starts[line - 1] + 1
            quoted = stretch.verbatim or (prose[first - 1 : first] == "“" and prose[last : last + 1] == "”")
            written = " ".join(prose[first:last].split())
            yield Found(form, written, first, line, column, outer, quoted)


def _sections(file: _File, page: Page, index: Index) -> Iterator[Text]:
    language = LANGUAGES[page.language]
    own = [stretch for stretch in file.manuscript.stretches if stretch.language is language]
    found = [one for stretch in own for one in file.found(stretch, index)]
    lines = [1, *(passage.line for passage in page.passages()[1:])]
    by_section = {key: tuple(group) for key, group in groupby(found, lambda one: bisect_right(lines, one.line) - 1)}
    starts = [*(file.starts[line - 1] for line in lines), len(file.manuscript.prose)]
    for number, (line, (start, end)) in enumerate(zip(lines, pairwise(starts), strict=True)):
        prose = file.manuscript.prose[start:end]
        said = file.starts[line if number else page.first_line - 1]
        yield Text(page.shown, line, start, language, prose, by_section.get(number, ()), said - start)


def _field(file: _File, stretch: Stretch, names: Mapping[str, Names], record: str | None) -> Text:
    language = LANGUAGES[str(stretch.keys[-1])]
    line = bisect_right(file.starts, stretch.start)
    prose = file.manuscript.prose[stretch.start : stretch.end]
    found = tuple(file.found(stretch, names[language.code].index))
    return Text(file.shown, line, stretch.start, language, prose, found, record=record)
