"""The records: frozen, typed, documented. The JSON Schemas under `data/schema/` come from here.

What their fields mean stands in `dictionary.yml`, in both languages.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, HttpUrl, UrlConstraints
from pydantic import StringConstraints as Constraints

from compendium import dates
from compendium.problem import Fault

VERSION = r"^[1-9]\d{3}\.[1-9]\d*(\.[1-9]\d*)?$"
# Stands between the items of a list where a table holds them in one cell.
BETWEEN = "|"
_MARKUP = re.compile(r"<[a-zA-Z/!?]")
ADDRESS = re.compile(r"\b(?:javascript|vbscript|data):\S", re.IGNORECASE)


@dataclass(frozen=True)
class Reference:
    """Marks an id that must name a record of this dataset."""

    dataset: str


@dataclass(frozen=True)
class Spoken:
    """Marks a value that the interface says by a word of its own: its key is this prefix, a dot and the value."""

    prefix: str


def _plain(text: str) -> str:
    # An entity is markup, too: the theme prints titles as they stand.
    text_as_shown = html.unescape(text)
    if _MARKUP.search(text_as_shown):
        raise Fault("phải là chữ thuần, không có mã HTML", "must be plain text, without HTML", "markup")
    if ADDRESS.search(text_as_shown):
        refused = "`javascript:`, `vbscript:`, `data:`"
        raise Fault(f"không được chứa địa chỉ {refused}", f"must not hold an address of {refused}", "markup")
    return text


def _edtf(text: str) -> str:
    dates.read(text)
    return text


def _day(text: str) -> str:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise Fault("phải là một ngày cụ thể", "must be a single day", "date")
    try:
        date.fromisoformat(text)
    except ValueError:
        raise Fault("phải là một ngày có thật", "must be a day that there is", "date") from None
    return text


def _number(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Fault("phải là số, viết không có dấu phân cách hàng nghìn", "must be a number, without separators")
    return Decimal(str(value))


Plain = Annotated[str, Constraints(min_length=1, pattern=r"^\S"), AfterValidator(_plain)]
Id = Annotated[str, Constraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=64)]
Edtf = Annotated[str, AfterValidator(_edtf)]
Day = Annotated[str, AfterValidator(_day)]
Version = Annotated[str, Constraints(pattern=VERSION)]
Number = Annotated[Decimal, BeforeValidator(_number, json_schema_input_type=float)]
CitationText = Annotated[str, Constraints(pattern=r"^[a-z][a-z0-9-]*( \S.*)?$")]
Link = Annotated[HttpUrl, UrlConstraints(allowed_schemes=["https"])]

NoteIds = tuple[Annotated[Id, Reference("notes")], ...]
FigureIds = tuple[Annotated[Id, Reference("figures")], ...]
InstrumentIds = tuple[Annotated[Id, Reference("instruments")], ...]
TermIds = tuple[Annotated[Id, Reference("terms")], ...]
EventIds = tuple[Annotated[Id, Reference("events")], ...]
PartnerId = Annotated[Id, Reference("partners")]
PriorityIds = tuple[Annotated[Id, Reference("priorities")], ...]

Basis = Annotated[Literal["stated", "inferred", "external"], Spoken("basis")]
Subject = Annotated[Literal["integration", "us-partnership", "science-diplomacy"], Spoken("subject")]
EventKind = Annotated[
    Literal["membership", "relations", "agreement", "policy", "meeting", "business", "ranking", "outlook"],
    Spoken("event"),
]
SUBJECTS: tuple[str, ...] = get_args(get_args(Subject)[0])
EVENT_KINDS: tuple[str, ...] = get_args(get_args(EventKind)[0])


class Model(BaseModel):
    """What everything in a data file shares: no unknown key, and nothing changes once it is read."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Model):
    """The same text in both languages, as plain text."""

    vi: Plain = Field(examples=["Hội nhập quốc tế"])
    en: Plain = Field(examples=["International integration"])

    def __getitem__(self, code: str) -> str:
        return str(getattr(self, code))


class Record(Model):
    """One entry of a dataset. Its id is its address on the site and never changes."""

    id: Id = Field(examples=["us-st-agreement-signed"])


class Cited(Record):
    """A record that rests on evidence: places in the sources, or an external source when `external` is set."""

    citations: tuple[CitationText, ...] = Field(min_length=1, examples=[["mai-ha §3.1 ¶2"]])
    external: bool = Field(False, examples=[True])
    notes: NoteIds = Field((), examples=[["agreement-date"]])


class Dated(Cited):
    """A record with a date, and how that date is known."""

    when: Edtf = Field(examples=["2000-11-17"])
    when_basis: Basis = Field(examples=["stated"])
    when_label: Text | None = Field(None, examples=[{"vi": "cuối thập niên 1970", "en": "late 1970s"}])


class Section(Model):
    """A part of a source that may be cited, alone or with a paragraph: `§3.1`, `§3.1 ¶2`."""

    id: Annotated[str, Constraints(pattern=r"^[^\s¶;\]]+$")] = Field(examples=["§3.1"])
    title: Text = Field(examples=[{"vi": "Mục 3.1: Mục tiêu", "en": "Section 3.1: Goals"}])
    paragraphs: int = Field(ge=1, strict=True, examples=[4])


class Source(Record):
    """A document that the site rests on: one of the three pieces of evidence, or external to them."""

    standing: Annotated[Literal["evidence", "external"], Spoken("standing")] = Field(examples=["evidence"])
    kind: Annotated[
        Literal["paper", "article", "fact-sheet", "agreement", "legal-text", "news", "web-page", "dataset"],
        Spoken("source"),
    ] = Field(examples=["paper"])
    short: Text = Field(examples=[{"vi": "Mai Hà", "en": "Mai Hà"}])
    title: Text = Field(examples=[{"vi": "Hội nhập quốc tế về KH&CN", "en": "International integration in S&T"}])
    author: Plain | None = Field(None, examples=["Mai Hà"])
    publisher: Text = Field(examples=[{"vi": "Báo Điện tử Chính phủ", "en": "Government News"}])
    language: Annotated[Literal["vi", "en", "es", "fr", "ar"], Spoken("language")] = Field(examples=["vi"])
    date: Edtf | None = Field(None, examples=["2015"])
    date_basis: Basis | None = Field(None, examples=["external"])
    date_note: Text = Field(examples=[{"vi": "Ngày ghi ở đầu văn bản.", "en": "Dated at its head."}])
    description: Text = Field(examples=[{"vi": "Bài báo về hội nhập.", "en": "A paper on integration."}])
    sections: tuple[Section, ...] = Field(
        (), examples=[[{"id": "§1", "title": {"vi": "Mục 1", "en": "Section 1"}, "paragraphs": 2}]]
    )
    link: Link | None = Field(None, examples=["https://example.org/document"])


class Note(Record):
    """An editor's note: what a source says, what the site prints instead, why, and on what evidence."""

    about: tuple[CitationText, ...] = Field(min_length=1, examples=[["us-partnership A ¶2"]])
    title: Text = Field(examples=[{"vi": "Ngày ký Hiệp định", "en": "Date of the agreement"}])
    says: Text = Field(examples=[{"vi": "Bài ghi tháng 12/2000.", "en": "The article says December 2000."}])
    prints: Text = Field(examples=[{"vi": "Ngày 17/11/2000.", "en": "17 November 2000."}])
    why: Text = Field(examples=[{"vi": "Chuyến thăm diễn ra tháng 11.", "en": "The visit was in November."}])
    evidence: tuple[CitationText, ...] = Field((), examples=[["white-house-2000"]])


class Variants(Model):
    """Other names of one thing, in each language: what readers type, and texts may say."""

    vi: tuple[Plain, ...] = Field((), examples=[["Mỹ"]])
    en: tuple[Plain, ...] = Field((), examples=[["US", "USA"]])

    def __getitem__(self, code: str) -> tuple[str, ...]:
        names: tuple[str, ...] = getattr(self, code)
        return names


class Partner(Record):
    """A country, region, organisation or forum that Vietnam works with."""

    kind: Annotated[Literal["country", "region", "organisation", "forum"], Spoken("partner")] = Field(
        examples=["country"]
    )
    name: Text = Field(examples=[{"vi": "Hoa Kỳ", "en": "United States"}])
    variants: Variants = Field(Variants(vi=(), en=()), examples=[{"vi": ["Mỹ"], "en": ["US", "USA"]}])


class Figure(Cited):
    """A number, what exactly it counts, of what, and when it held. Pages show it through its id."""

    value: Number = Field(examples=[33000])
    kind: Annotated[Literal["amount", "percent", "rank"], Spoken("figure")] = Field(examples=["amount"])
    qualifier: Annotated[Literal["exact", "about", "more-than", "nearly"], Spoken("qualifier")] = Field(
        examples=["more-than"]
    )
    unit: Text | None = Field(None, examples=[{"vi": "việc làm", "en": "jobs"}])
    nature: Annotated[Literal["target", "reported", "pledged"], Spoken("nature")] = Field(examples=["pledged"])
    what: Text = Field(examples=[{"vi": "Việc làm tại Hoa Kỳ", "en": "Jobs in the United States"}])
    base: Text = Field(examples=[{"vi": "Tổng GDP", "en": "Total GDP"}])
    as_of: Edtf = Field(examples=["2023-09"])
    as_of_basis: Basis = Field(examples=["inferred"])


class Instrument(Cited):
    """A resolution, decision, law, strategy, agreement or the like."""

    number: Plain | None = Field(None, examples=["735/QĐ-TTg"])
    kind: Annotated[
        Literal["resolution", "decision", "law", "strategy", "scheme", "agreement", "programme", "partnership"],
        Spoken("instrument"),
    ] = Field(examples=["decision"])
    issuer: Text = Field(examples=[{"vi": "Thủ tướng Chính phủ", "en": "Prime Minister"}])
    date: Edtf | None = Field(None, examples=["2011-05-18"])
    date_basis: Basis | None = Field(None, examples=["stated"])
    title: Text = Field(examples=[{"vi": "Đề án hội nhập quốc tế", "en": "Scheme on international integration"}])
    summary: Text = Field(examples=[{"vi": "Văn bản phê duyệt Đề án.", "en": "It approves the Scheme."}])
    status: Text = Field(examples=[{"vi": "Đã hết giai đoạn.", "en": "Its period is over."}])
    status_as_of: Edtf = Field(examples=["2015"])


class Event(Dated):
    """Something that happened, or was set to happen, at a time."""

    kind: EventKind = Field(examples=["membership"])
    expected: bool = Field(False, examples=[True])
    title: Text = Field(examples=[{"vi": "Việt Nam gia nhập ASEAN", "en": "Vietnam joins ASEAN"}])
    summary: Text = Field(examples=[{"vi": "Năm 1995, Việt Nam gia nhập.", "en": "Vietnam joined in 1995."}])
    subjects: tuple[Subject, ...] = Field(min_length=1, examples=[["us-partnership"]])
    partners: tuple[PartnerId, ...] = Field((), examples=[["us"]])
    priorities: PriorityIds = Field((), examples=[["rule-making"]])
    instruments: InstrumentIds = Field((), examples=[["us-st-agreement"]])
    terms: TermIds = Field((), examples=[["asean"]])


class Period(Record):
    """A stretch of the timeline. Periods follow one another without a gap."""

    when: Edtf = Field(examples=["2011/2020"])
    title: Text = Field(examples=[{"vi": "Đề án 735", "en": "The 735 scheme"}])


class Deal(Dated):
    """What companies or organisations agreed, announced, opened or pledged."""

    parties: TermIds = Field(min_length=1, examples=[["boeing", "vietnam-airlines"]])
    partner: PartnerId = Field(examples=["us"])
    field: Text = Field(examples=[{"vi": "Hàng không", "en": "Aviation"}])
    title: Text = Field(examples=[{"vi": "Mua máy bay", "en": "Purchase of aircraft"}])
    summary: Text = Field(examples=[{"vi": "Hai bên thỏa thuận mua bán.", "en": "Both agreed on a purchase."}])
    stage: Annotated[Literal["pledged", "announced", "agreed", "under-way", "opened"], Spoken("stage")] = Field(
        examples=["announced"]
    )
    location: Text | None = Field(None, examples=[{"vi": "Bắc Ninh", "en": "Bắc Ninh"}])
    figures: FigureIds = Field((), examples=[["boeing-aircraft"]])


class Priority(Cited):
    """One of the six priorities of science and technology diplomacy; `id` is also the name of its page."""

    number: int = Field(ge=1, strict=True, examples=[1])
    title: Text = Field(examples=[{"vi": "Hoàn thiện thể chế", "en": "Better institutions"}])
    summary: Text = Field(examples=[{"vi": "Tháo gỡ điểm nghẽn.", "en": "Clearing bottlenecks."}])
    fields: tuple[Text, ...] = Field((), examples=[[{"vi": "bán dẫn", "en": "semiconductors"}]])
    partners: tuple[PartnerId, ...] = Field((), examples=[["us"]])
    mechanisms: tuple[Text, ...] = Field((), examples=[[{"vi": "chuyển giao công nghệ", "en": "technology transfer"}]])
    terms: TermIds = Field((), examples=[["green-finance"]])
    instruments: InstrumentIds = Field((), examples=[["resolution-57"]])


class Headword(Model):
    """How one language says a concept: the preferred term, and the forms that stand beside it."""

    term: Plain = Field(examples=["Đổi mới sáng tạo"])
    abbreviation: Plain | None = Field(None, examples=["ĐMST"])
    known: bool = Field(False, examples=[True])
    variants: tuple[Plain, ...] = Field((), examples=[["nghiên cứu và triển khai"]])
    avoid: tuple[Plain, ...] = Field((), examples=[["KHCN"]])


class Term(Cited):
    """A concept of the glossary, with its name in both languages and one definition."""

    kind: Annotated[
        Literal["concept", "organisation", "instrument", "programme", "forum", "indicator", "company"], Spoken("term")
    ] = Field(examples=["concept"])
    vi: Headword = Field(examples=[{"term": "Đổi mới sáng tạo", "abbreviation": "ĐMST"}])
    en: Headword = Field(examples=[{"term": "Innovation"}])
    definition: Text = Field(examples=[{"vi": "Tạo ra và áp dụng cái mới.", "en": "Making and using the new."}])
    basis: Annotated[Literal["source", "mixed", "external"], Spoken("meaning")] = Field(examples=["source"])
    see_also: TermIds = Field((), examples=[["science-and-technology"]])

    def __getitem__(self, code: str) -> Headword:
        headword: Headword = getattr(self, code)
        return headword


class ReleaseNote(Model):
    """One change that a release brings, as its readers are told of it."""

    weight: Annotated[Literal["substantive", "minor"], Spoken("weight")] = Field(examples=["substantive"])
    text: Text = Field(examples=[{"vi": "Thêm Nghị quyết 57-NQ/TW.", "en": "Adds Resolution 57-NQ/TW."}])


class Release(Record):
    """A published version of the whole site: an update `2026.1`, or a correction of it, `2026.1.1`."""

    id: Version = Field(alias="version", examples=["2026.1"])
    date: Day = Field(examples=["2026-11-22"])
    title: Text = Field(examples=[{"vi": "Thêm Nghị quyết 57", "en": "Resolution 57 added"}])
    reason: Text = Field(examples=[{"vi": "Nghị quyết 57 được ban hành.", "en": "Resolution 57 was issued."}])
    instruments: InstrumentIds = Field((), examples=[["resolution-57"]])
    events: EventIds = Field((), examples=[["us-st-agreement-signed"]])
    subjects: tuple[Subject, ...] = Field(min_length=1, examples=[["science-diplomacy"]])
    notes: tuple[ReleaseNote, ...] = Field(
        min_length=1, examples=[[{"weight": "substantive", "text": {"vi": "Thêm Nghị quyết.", "en": "Adds it."}}]]
    )


# The datasets: the name of each is its file, `data/<name>.yml`, and its schema, `data/schema/<name>.json`.
DATASETS: dict[str, type[Record]] = {
    "sources": Source,
    "notes": Note,
    "partners": Partner,
    "figures": Figure,
    "instruments": Instrument,
    "terms": Term,
    "priorities": Priority,
    "periods": Period,
    "events": Event,
    "deals": Deal,
    "releases": Release,
}


def key(model: type[BaseModel], field: str) -> str:
    """The key under which an editor writes a field: the version of a release is its id."""
    return model.model_fields[field].alias or field


def arguments(annotation: Any) -> Iterator[Any]:
    """Everything inside a type, however deep: of `tuple[Annotated[str, X], ...]` also `str` and `X`."""
    for argument in get_args(annotation):
        yield argument
        yield from arguments(argument)
