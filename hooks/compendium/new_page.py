"""A new page in every language: what is asked for it, its files, and its line in the navigation."""

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import AfterValidator, BaseModel, Field

from compendium import dictionary, findings, page_rules, questions, untrusted
from compendium.asking import Values, texts
from compendium.files import Change
from compendium.identifiers import free, identifier
from compendium.language import BOTH, LANGUAGES
from compendium.model import Model, Plain, Text
from compendium.navigation import added, sections
from compendium.pages import FrontMatter, Page, Pages, address
from compendium.problem import Fault
from compendium.questions import Question, nested
from compendium.reader import Keys

_PATH = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*\.md")
# Where something else stands on the site.
_TAKEN = {"assets", "data", *LANGUAGES, BOTH.strip("/")}
_TOP = "/"


def _path(text: str) -> str:
    path = text if text.endswith(".md") else f"{text}.md"
    if not _PATH.fullmatch(path):
        raise Fault(
            "phải gồm chữ thường không dấu, chữ số và dấu gạch nối, các thư mục cách nhau bằng /",
            "must be made of lower-case letters, digits and hyphens, with / between folders",
            "page-place",
        )
    if path.partition("/")[0] in _TAKEN and "/" in path:
        raise Fault(f"không được nằm trong {path.partition('/')[0]}/", f"must not be in {path.partition('/')[0]}/")
    return path


class NewSection(Model):
    """A section of a new page."""

    heading: Text = Field(examples=[{"vi": "Mục tiêu đến năm 2030", "en": "Goals to 2030"}])
    id: Plain = Field(examples=["goals-2030"])


class NewPage(Model):
    """What is known of a new page. `place` is the title of a section of the navigation, or `/` for its first level."""

    path: Annotated[str, AfterValidator(_path)] = Field(examples=["integration/partners.md"])
    title: Text = Field(examples=[{"vi": "Đối tác hội nhập", "en": "Partners in integration"}])
    description: Text = Field(
        examples=[{"vi": "Các đối tác chính và lĩnh vực hợp tác.", "en": "The main partners and the fields of work."}]
    )
    place: str = Field(examples=["Hội nhập quốc tế"])
    sections: tuple[NewSection, ...] = Field(
        min_length=1,
        examples=[[{"heading": {"vi": "Mục tiêu đến năm 2030", "en": "Goals to 2030"}, "id": "goals-2030"}]],
    )


@dataclass(frozen=True)
class PageSubject:
    """A page that is to stand at a path which no page has."""

    root: Path
    pages: Pages

    @cached_property
    def questions(self) -> Sequence[Question]:
        return questions.questions(NewPage, _meaning)

    @cached_property
    def configuration(self) -> str:
        return (self.root / "mkdocs.yml").read_bytes().decode()

    def faults(self, values: Values, keys: Keys) -> Sequence[Fault]:
        value = nested(values)
        if found := findings.faults(value, NewPage, keys):
            return found
        match keys:
            case ("path",):
                return [*self._standing(_path(value["path"]))]
            case ("place",):
                return [*self._nowhere(value["place"])]
            case ("title" | "description" as field, str(code)):
                return findings.faults({field: value[field][code]}, FrontMatter, keys[:1])
            case ("sections", *_):
                return [*_heading_faults(value["sections"])]
        return []

    def _standing(self, path: str) -> Iterator[Fault]:
        """A page never takes the place of another."""
        for code, pages in self.pages.by_language.items():
            same = next((there for there in self.pages.files[code] if address(there) == address(path)), None)
            if same:
                title = f": {pages[same].front.title}" if same in pages else ""
                free_path = f"{path.removesuffix('.md')}-2.md"
                yield Fault(
                    f"`path` phải là của trang chưa có; đã có docs/{code}/{same}{title}; ví dụ: {free_path}",
                    f"`path` must be that of no page yet; there is docs/{code}/{same}{title}; for example: {free_path}",
                    "page-place",
                )

    def _nowhere(self, place: str) -> Iterator[Fault]:
        known = sections(self.configuration)
        if place != _TOP and place not in known:
            shown = ", ".join([_TOP, *known])
            yield Fault(
                f"`place` phải là một phần của `nav` trong mkdocs.yml; các phần: {shown}",
                f"`place` must be a section of `nav` in mkdocs.yml; the sections: {shown}",
                "navigation",
            )

    def suggested(self, values: Values, keys: Keys) -> str:
        """The section in which the pages of the same folder stand, and ids by English headings."""
        match keys:
            case ("place",) if path := str(values.get(("path",), "")):
                folder = posixpath.dirname(path)
                found = sections(self.configuration).items()
                return next((title for title, below in found if folder in map(posixpath.dirname, below)), "")
            case ("sections", int(number), "id"):
                headings = values[("sections",)]
                before = [section["id"] for section in headings[:number]]
                return free(identifier(headings[number].get("heading", {}).get("en", "")), before)
        return ""

    def choices(self, question: Question) -> Iterator[tuple[str, str]]:
        if question.keys == ("place",):
            first = texts()["first-level"]
            yield _TOP, " / ".join(first[code] for code in LANGUAGES)
            yield from ((title, "") for title in sections(self.configuration))

    def changes(self, values: Values) -> list[Change]:
        """Both files, and the navigation. Raises Fault where the navigation must be changed by hand."""
        page = NewPage.model_validate(nested(values))
        by_language = {code: written(page, code) for code in LANGUAGES}
        changes = [
            Change(path=f"docs/{code}/{page.path}", before=None, after=text.encode())
            for code, text in by_language.items()
        ]
        after, line = added(self.configuration, page.path, "" if page.place == _TOP else page.place)
        return [
            *changes,
            Change(path="mkdocs.yml", before=self.configuration.encode(), after=after.encode(), line=line),
        ]


def _meaning(model: type[BaseModel], field: str) -> Any:
    return texts().get(f"{model.__name__}.{field}") or dictionary.meaning(model, field)


def _heading_faults(found: list[dict[str, Any]]) -> Iterator[Fault]:
    """What the rules of headings and of markup say, in each language that a heading has already."""
    for code in LANGUAGES:
        lines = [
            f"## {section['heading'][code]}" + (f" {{#{section['id']}}}" if "id" in section else " {#no-id-yet}")
            for section in found
            if code in section["heading"]
        ]
        front = FrontMatter.model_construct()
        page = Page(code, "", "", front, "\n\n".join(lines), 1)
        for problem in (*page_rules.check_headings(page), *untrusted.check(page)):
            yield Fault(problem.vi, problem.en, problem.check)


def written(page: NewPage, code: str) -> str:
    """The text of the page in one language: its head, and its headings, each above a paragraph to be replaced."""
    head = {"title": page.title[code], "description": page.description[code]}
    front = yaml.safe_dump(head, allow_unicode=True, sort_keys=False, width=10_000)
    paragraph = f"{texts()['placeholder'][code]}: {texts()['placeholder.rest'][code]}\n{{: .guide }}\n"
    body = [f"## {section.heading[code]} {{#{section.id}}}\n\n{paragraph}" for section in page.sections]
    return "\n".join([f"---\n{front}---\n", paragraph, *body])
