"""What a template sees: the library in one language, from the address of one page."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from compendium import citations, dates, figures
from compendium.citations import Citation
from compendium.lag import Lags
from compendium.language import BOTH, LANGUAGES, Language
from compendium.library import Library
from compendium.model import Dated, Figure, Note, Record, Release, Source
from compendium.pages import Pages
from compendium.publication import Publication
from compendium.render import Renderer, words


@dataclass(frozen=True, kw_only=True)
class Frame:
    """One page in one language, at an address from the root of the site: `en/timeline/`, or empty.

    `version` is the release that the page belongs to; None for a draft, which stands alone. `root` is the address
    below which all releases stand, `noted` the editor's notes that the text of the page leads to, `lags` what is
    behind in one language.
    """

    library: Library
    pages: Pages
    renderer: Renderer
    language: Language
    address: str
    version: str | None = None
    root: str = ""
    noted: frozenset[str] = frozenset()
    lags: Lags = field(default_factory=Lags)

    @property
    def path(self) -> str:
        """The address below this language's root, the same in every language."""
        return self.address.removeprefix(self.language.prefix)

    @property
    def release(self) -> Release | None:
        return self.library.releases[self.version] if self.version else None

    @property
    def publication(self) -> Publication:
        return Publication(self.root, self.version)

    @property
    def day(self) -> date | None:
        """The day that the page speaks from: of its release, in a draft of the newest one; None where there is none."""
        release = self.release or next(reversed(self.library.releases.values()), None)
        return date.fromisoformat(release.date) if release else None

    @property
    def releases_url(self) -> str:
        """The relative address of the folder that holds all releases."""
        return "../" * (self.address.count("/") + 1)

    def release_url(self, version: str, target: str = "") -> str | None:
        """The relative address of a place below this language's root in a release; None for a draft."""
        return f"{self.releases_url}{version}/{self.language.prefix}{target}" if self.version else None

    def same_url(self, version: str) -> str:
        """The relative address of this very page in a release, or in `latest`."""
        return f"{self.releases_url}{version}/{self.address}"

    @property
    def both_url(self) -> str | None:
        """The relative address of this page in both languages side by side; None on that page itself."""
        if self.address.startswith(BOTH):
            return None
        return "../" * self.address.count("/") + BOTH + self.path

    def render(self, template: str, **context: Any) -> str:
        return self.renderer.render(template, frame=self, lang=self.language.code, **context)

    def word(self, key: str) -> str:
        """A text of the interface. Raises KeyError for an unknown key, so that no page shows a gap."""
        return words()[key][self.language.code]

    @property
    def other(self) -> str:
        """The code of the language that stands beside this one."""
        return next(code for code in self.pages.by_language if code != self.language.code)

    @property
    def other_name(self) -> str:
        """What that language calls itself."""
        return LANGUAGES[self.other].name

    def url(self, target: str) -> str:
        """The relative address of a place below this language's root, so that every path prefix works."""
        return self.shared(self.language.prefix + target) or "./"

    def shared(self, target: str) -> str:
        """The relative address of what stands once for all languages: `data/events.csv`."""
        return "../" * self.address.count("/") + target

    def permanent(self, target: str) -> str:
        """The absolute address of a place below this language's root, which stays when a newer release comes."""
        return f"{self.publication.base}{self.language.prefix}{target}"

    def newest(self, target: str) -> str:
        """The absolute address at which its newest release is always found."""
        return f"{self.publication.latest}{self.language.prefix}{target}"

    def date(self, edtf: str) -> str:
        return dates.say(edtf, self.language.long_dates)

    def short_date(self, edtf: str) -> str:
        return dates.say(edtf, self.language.short_dates)

    def when(self, record: Dated) -> str:
        """The date of a record in words: its own label where it has one."""
        return record.when_label[self.language.code] if record.when_label else self.date(record.when)

    def short_when(self, record: Dated) -> str:
        return record.when_label[self.language.code] if record.when_label else self.short_date(record.when)

    def number(self, value: int) -> str:
        return self.language.number(Decimal(value))

    def figure(self, figure: Figure) -> str:
        return figures.said(figure, self.language)

    def nature(self, figure: Figure) -> str:
        return figures.nature(figure, self.day, self.language)

    def is_over(self, figure: Figure) -> bool:
        return figures.is_over(figure, self.day)

    def cited(self, texts: Iterable[str]) -> list[tuple[Source, str]]:
        """The sources that citations name, each once, with the places in it: `Mục 3.1: Mục tiêu, đoạn 2 và đoạn 4`."""
        found = [citations.parse(text) for text in texts]
        return [
            (self.library.sources[source], "; ".join(self._places(source, [c for c in found if c.source == source])))
            for source in dict.fromkeys(citation.source for citation in found)
        ]

    def _places(self, source: str, cited: list[Citation]) -> list[str]:
        """The places of one source in words, a section at a time; none for a source without sections."""
        sections = {section.id: section.title[self.language.code] for section in self.library.sources[source].sections}
        places = []
        for section in dict.fromkeys(citation.section for citation in cited if citation.section):
            paragraphs = [self._paragraphs(c) for c in cited if c.section == section and c.first is not None]
            places.append(", ".join(filter(None, [sections[section], self.joined(paragraphs)])))
        return places

    def _paragraphs(self, citation: Citation) -> str:
        key = "paragraph" if citation.first == citation.last else "paragraphs"
        return self.word(key).format(first=citation.first, last=citation.last)

    def notes(self, record: Any) -> list[Note]:
        return [self.library.notes[key] for key in record.notes]

    def address_of(self, dataset: str, identifier: str) -> str | None:
        """The address of a record below the language's root; None where no page has a place for it."""
        match dataset:
            case "terms":
                return f"glossary/#{identifier}"
            case "events":
                return f"timeline/#{identifier}"
            case "instruments" | "sources":
                return f"{dataset}/#{identifier}"
            case "notes" | "figures":
                return f"sources/#{dataset[:-1]}-{identifier}"
            case "priorities":
                return f"science-diplomacy/{identifier}/"
            case "releases":
                return f"updates/#release-{identifier}"
            case "deals":
                partner = self.library.deals[identifier].partner
                for page in self.pages.by_language[self.language.code].values():
                    if any(
                        name == "deals" and partner in (arguments or [partner]) for _, name, arguments in page.markers()
                    ):
                        return f"{page.address}#{identifier}"
        return None

    def name_of(self, record: Record) -> str:
        """What a reader calls a record: its headword, title, name or what it counts."""
        named: Any = record
        code = self.language.code
        for attribute in ("title", "name", "what"):
            if hasattr(named, attribute):
                return str(getattr(named, attribute)[code])
        return str(named[code].term)

    def joined(self, texts: Iterable[str]) -> str:
        """A list in a sentence: `a, b và c`, `a, b and c`."""
        items = list(texts)
        if len(items) < 2:
            return "".join(items)
        return ", ".join(items[:-1]) + f" {self.word('and')} " + items[-1]
