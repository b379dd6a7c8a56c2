"""The open data: what stands in the files is what stands in the library, and machines can read what describes it."""

import csv
import gzip
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any, get_origin
from urllib.parse import urlsplit

import pytest
import yaml
from compendium import columns, datapackage, exports
from compendium.columns import Column
from compendium.edition import Edition
from compendium.frame import Frame
from compendium.language import LANGUAGES
from compendium.model import DATASETS, Record
from compendium.publication import LICENCE
from conftest import EVENT, ROOT, TERM, Site
from dom import Element, parse
from frictionless import Package
from judging import FIGURE, data_problems

URL = "https://example.org/policy/"


def frame(root: Path, version: str | None = None, code: str = "vi") -> Frame:
    return Edition.load(root).frame(code, "", version, URL)


@pytest.fixture(scope="module")
def real() -> Frame:
    return frame(ROOT, "2026.1")


def rows(content: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file, as a reader in any language finds them."""
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def text(cell: str) -> str:
    """What a cell says, without the apostrophe that keeps it from being a formula."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'")[:1] in tuple("=+-@\t\r\n＝＋－＠") else cell


# How the cells of each kind are read; all others are text.
READ: dict[str, Callable[[str], object]] = {
    "boolean": {"true": True, "false": False}.__getitem__,
    "integer": int,
    "number": lambda cell: float(cell) if "." in cell else int(cell),
}


def record(dataset: str, row: dict[str, str]) -> Record:
    """The record that a row was made of, from nothing but the row and the dictionary."""
    found: dict[str, Any] = {}
    for column in columns.columns(dataset):
        if not column.derived and row[column.name]:
            _put(found, column, dataset, row[column.name])
    return DATASETS[dataset].model_validate(found)


def _put(found: dict[str, Any], column: Column, dataset: str, cell: str) -> None:
    read = READ.get(column.kind)
    whole = cell if read else text(cell)
    parts = whole.split("|") if column.listed else [whole]
    values = [read(part) if read else part for part in parts]
    first, *keys = column.path
    fields = {field.alias or name: field for name, field in DATASETS[dataset].model_fields.items()}
    if keys and get_origin(fields[first].annotation) is tuple:
        items = found.setdefault(first, [{} for _ in values])
        for item, value in zip(items, values, strict=True):
            _set(item, keys, value)
    else:
        _set(found, [first, *keys], values if column.listed else values[0])


def _set(group: dict[str, Any], keys: list[str], value: object) -> None:
    *above, last = keys
    for key in above:
        group = group.setdefault(key, {})
    group[last] = value


def records(frame: Frame, dataset: str) -> list[Record]:
    return list(getattr(frame.library, dataset).values())


@pytest.mark.parametrize("dataset", DATASETS)
def test_every_record_can_be_read_back_from_the_table_without_loss(real: Frame, dataset: str) -> None:
    found = [record(dataset, row) for row in rows(exports.files(real)[f"{dataset}.csv"])]
    assert found == records(real, dataset)


@pytest.mark.parametrize("dataset", DATASETS)
def test_every_record_can_be_read_back_from_the_json_with_all_its_keys(real: Frame, dataset: str) -> None:
    document = json.loads(exports.files(real)[f"{dataset}.json"])
    found = [DATASETS[dataset].model_validate(item) for item in document["records"]]
    assert found == records(real, dataset)
    keys = {field.alias or name for name, field in DATASETS[dataset].model_fields.items()}
    assert all(set(item) == keys for item in document["records"])
    assert list(document) == ["dataset", "title", "release", "licence", "source", "records"]
    assert (document["dataset"], document["release"], document["source"]) == (dataset, "2026.1", f"{URL}2026.1/")
    assert document["licence"]["name"] == "CC-BY-4.0"
    assert set(document["title"]) == set(LANGUAGES)


@pytest.mark.parametrize("dataset", DATASETS)
def test_a_table_is_what_spreadsheets_open(real: Frame, dataset: str) -> None:
    """UTF-8 with a byte order mark, and the ends of lines of RFC 4180."""
    content = exports.files(real)[f"{dataset}.csv"]
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    assert content.count(b"\xef\xbb\xbf") == 1
    header = content.decode("utf-8-sig").split("\r\n")[0].split(",")
    assert header == [column.name for column in columns.columns(dataset)]
    assert len(rows(content)) == len(records(real, dataset))


HOSTILE = (
    "=1+1", "'=1+1", "''@x", "@SUM(A1:A9)", "+84 24", "-5 độ", "=HYPERLINK(\"https://example.org\",\"x\")", "＝1",
    "a\"b\", c; d", "hai\ndòng", "hai\r\ndòng", "'trong nháy'", "\\N", "NULL", "#REF!", "Đặng Thị “Ý”", "005",
)  # fmt: skip


@pytest.mark.parametrize("value", HOSTILE)
def test_whatever_a_text_holds_it_is_read_back_and_is_no_formula(site: Site, value: str) -> None:
    event = yaml.safe_load(EVENT)[0] | {"title": {"vi": value, "en": value}}
    term = yaml.safe_load(TERM)[0]
    for code in LANGUAGES:
        term[code]["variants"] = [value, "b;c", value]
    for name, item in {"events": event, "terms": term}.items():
        site.data(name, yaml.safe_dump([item], allow_unicode=True))
    here = frame(site.root)
    for name in ("events", "terms"):
        [row] = rows(exports.files(here)[f"{name}.csv"])
        assert [record(name, row)] == records(here, name)
        assert [cell for cell in row.values() if cell.startswith(tuple("=+-@\t\r\n＝＋－＠"))] == []
        assert json.loads(exports.files(here)[f"{name}.json"])["records"][0]["id"] == row["id"]
    assert json.loads(exports.files(here)["events.json"])["records"][0]["title"]["vi"] == value


@pytest.mark.parametrize("value", ["33000", "1.6", "0.1", "-2.5", "-7", "12345678901234567890", "0.30000000000000004"])
def test_a_number_is_a_number_to_its_last_digit(site: Site, value: str) -> None:
    site.data("figures", FIGURE.replace("value: 33000", f"value: {value}"))
    here = frame(site.root)
    [row] = rows(exports.files(here)["figures.csv"])
    document = json.loads(exports.files(here)["figures.json"], parse_float=Decimal, parse_int=Decimal)
    assert row["value"] == value
    assert document["records"][0]["value"] == Decimal(value)


@pytest.mark.parametrize("value", [".inf", "-.inf", ".nan"])
def test_what_is_no_number_is_refused(site: Site, value: str) -> None:
    site.data("figures", FIGURE.replace("value: 33000", f"value: {value}"))
    assert [problem.en for problem in data_problems(site)] == [
        "`value` (jobs) must be a number, without separators; for example: value: 33000"
    ]


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        ("1995", "1995-01-01", "1995-12-31"),
        ("2000-11-17", "2000-11-17", "2000-11-17"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("1976/1979", "1976-01-01", "1979-12-31"),
        ("2021/..", "2021-01-01", ""),
        ("../1994", "", "1994-12-31"),
        ("197X", "1970-01-01", "1979-12-31"),
        ("2024-36", "2024-10-01", "2024-12-31"),
    ],
)
def test_a_date_stands_as_it_is_known_with_the_days_that_it_may_mean(
    site: Site, when: str, first: str, last: str
) -> None:
    site.data("periods", "- {id: p, when: ../.., title: {vi: x, en: x}}\n".replace("../..", "../2100"))
    site.data("events", EVENT.replace("'1995'", f"'{when}'"))
    [row] = rows(exports.files(frame(site.root))["events.csv"])
    assert (row["when"], row["when_from"], row["when_to"]) == (when, first, last)


def test_a_sign_that_divides_lists_is_refused_in_their_items_and_nowhere_else(site: Site) -> None:
    site.data("events", EVENT.replace("Vietnam joins ASEAN", "'Vietnam | ASEAN'"))
    assert data_problems(site) == []
    site.data("terms", TERM.replace("term: Innovation", "term: Innovation, variants: [new, 'a|b']"))
    [problem] = data_problems(site)
    assert (problem.path, problem.line) == ("data/terms.yml", 5)
    assert problem.vi == "`en` là danh sách, không mục nào được chứa dấu |; ví dụ: en: [a / b, c]"
    assert problem.en == "`en` is a list: no item of it must hold |; for example: en: [a / b, c]"


def test_the_same_data_gives_the_same_bytes(real: Frame) -> None:
    again = frame(ROOT, "2026.1", "en")
    assert exports.files(again) == exports.files(real)
    assert datapackage.datapackage(again) == datapackage.datapackage(real)


def test_the_files_are_made_once_for_all_pages(real: Frame) -> None:
    english = replace(real, language=LANGUAGES["en"], address="en/data/", noted=frozenset({"capital-name"}))
    assert exports.files(english) is exports.files(real)


def test_a_release_is_named_by_its_permanent_address_and_a_draft_by_none(site: Site, real: Frame) -> None:
    released = json.loads(datapackage.datapackage(real))
    assert (released["version"], released["created"]) == ("2026.1", "2026-11-22T00:00:00+07:00")
    assert released["id"] == f"{URL}2026.1/data/datapackage.json"
    assert rows(exports.files(real)["events.csv"])[0]["url_en"].startswith(f"{URL}2026.1/en/timeline/#")
    here = frame(site.data("events", EVENT).root)
    draft = json.loads(datapackage.datapackage(here))
    assert draft.keys() == released.keys() - {"version", "created"}
    assert draft["homepage"] == URL
    assert json.loads(exports.files(here)["events.json"])["release"] is None
    assert rows(exports.files(here)["events.csv"])[0]["url_vi"] == f"{URL}timeline/#asean-accession"


@dataclass
class Folder:
    """A copy of the package, to be broken."""

    path: Path

    def replace(self, file: str, old: str, new: str) -> None:
        """Changes a table and, where they are given, its size and its sum in the descriptor."""
        target = self.path / file
        content = target.read_bytes().decode()
        assert old in content, old
        target.write_bytes(content.replace(old, new, 1).encode())

    def trust(self) -> None:
        """Takes the sizes and sums out of the descriptor, so that only the tables are judged."""
        descriptor = json.loads((self.path / datapackage.NAME).read_text(encoding="utf-8"))
        for resource in descriptor["resources"]:
            del resource["bytes"], resource["hash"]
        (self.path / datapackage.NAME).write_text(json.dumps(descriptor), encoding="utf-8")

    def faults(self) -> list[str]:
        report = Package(str(self.path / datapackage.NAME)).validate()
        assert [task.name for task in report.tasks] == list(columns.ORDER) or report.errors
        return [error.type for error in [*report.errors, *(error for task in report.tasks for error in task.errors)]]


@pytest.fixture
def package(built: Path, tmp_path: Path) -> Folder:
    return Folder(shutil.copytree(built / "data", tmp_path / "data"))


def test_the_package_is_valid_and_all_its_tables_are_read(built: Path, package: Folder) -> None:
    assert package.faults() == []
    described = Package(str(built / "data" / datapackage.NAME))
    for dataset in DATASETS:
        read = described.get_table_resource(dataset).read_rows()
        assert len(read) == len(yaml.safe_load((ROOT / f"data/{dataset}.yml").read_text(encoding="utf-8")))
    figures = described.get_table_resource("figures").read_rows()
    assert all(isinstance(row["value"], Decimal) and isinstance(row["citations"], list) for row in figures)


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("events.csv", "asean-accession,", "ngo-cooperation-1970s,", "primary-key"),
        ("deals.csv", ",us,", ",atlantis,", "foreign-key"),
        ("deals.csv", ",us,", ",,", "constraint-error"),
        ("figures.csv", ",percent,", ",share,", "constraint-error"),
        ("figures.csv", ",45,", ",many,", "type-error"),
        ("events.csv", "1976-01-01", "1976", "type-error"),
        ("events.csv", "title_vi", "ten", "incorrect-label"),
    ],
)
def test_a_broken_table_is_found_by_what_the_package_says(
    package: Folder, file: str, old: str, new: str, fault: str
) -> None:
    package.trust()
    assert package.faults() == []
    package.replace(file, old, new)
    assert fault in package.faults()


def test_a_table_that_was_changed_is_known_by_its_sum(package: Folder) -> None:
    package.replace("partners.csv", "Singapore", "Singapore City")
    assert {"hash-count", "byte-count"} <= set(package.faults())


def test_the_package_describes_every_column_in_both_languages(built: Path) -> None:
    descriptor = json.loads((built / "data" / datapackage.NAME).read_text(encoding="utf-8"))
    assert [resource["name"] for resource in descriptor["resources"]] == list(columns.ORDER)
    assert descriptor["licenses"] == [LICENCE]
    for resource in [descriptor, *descriptor["resources"]]:
        assert resource["title"] != resource["title_vi"]
    for resource in descriptor["resources"]:
        for field in resource["schema"]["fields"]:
            assert field["description"] != field["description_vi"], field["name"]
    deals = {resource["name"]: resource for resource in descriptor["resources"]}["deals"]["schema"]
    assert deals["foreignKeys"] == [{"fields": ["partner"], "reference": {"resource": "partners", "fields": ["id"]}}]
    stage = next(field for field in deals["fields"] if field["name"] == "stage")
    assert stage["categories"][0] == {"value": "pledged", "label": "pledged", "label_vi": "cam kết"}


def test_the_files_stand_once_for_both_languages(built: Path) -> None:
    names = {f"{name}.{kind}" for name in DATASETS for kind in ("csv", "json")} | {datapackage.NAME, "index.html"}
    # Those of the glossary have tests of their own.
    assert {file.name for file in (built / "data").iterdir() if file.stem != "glossary"} == names
    assert {file.name for file in (built / "en/data").iterdir()} == {"index.html"}


@pytest.fixture(scope="module", params=list(LANGUAGES))
def page(request: pytest.FixtureRequest, built: Path) -> Iterator[tuple[str, Element, Path]]:
    code = str(request.param)
    folder = built / LANGUAGES[code].prefix / "data"
    yield code, parse((folder / "index.html").read_text(encoding="utf-8")).one("article"), folder


def test_the_page_offers_every_file_with_its_size_and_every_column_with_its_meaning(
    page: tuple[str, Element, Path],
) -> None:
    code, article, folder = page
    offered = [link for link in article.all("a") if link["href"].endswith((".csv", ".json"))]
    assert [link.text for link in offered] == [
        datapackage.NAME,
        *(f"{name}.{kind}" for name in columns.ORDER for kind in ("csv", "json")),
    ]
    for link in offered:
        assert (folder / link["href"]).resolve().is_file(), link["href"]
    sizes = [paragraph.text for paragraph in article.all("p", cls="c-files")]
    terms = (folder / offered[3]["href"]).stat().st_size
    assert f"terms.csv ({-(-terms // 1000)} kB)" in sizes[2]
    for dataset in columns.ORDER:
        [heading] = article.all("h3", id=f"dataset-{dataset}")
        section = next(element for element in heading.around if element.tag == "section")
        told = section.one("tbody").text
        for column in columns.columns(dataset):
            assert column.name in told
            assert column.meaning[code] in told
        assert len(section.one("tbody").all("tr")) == len(columns.by_field(dataset))


def test_the_page_is_light(page: tuple[str, Element, Path]) -> None:
    assert len(gzip.compress((page[2] / "index.html").read_bytes())) <= 25_000


def test_every_address_in_the_tables_leads_to_the_record(built: Path) -> None:
    ids: dict[str, set[str]] = {}
    seen = 0
    for dataset in DATASETS:
        for row in rows((built / "data" / f"{dataset}.csv").read_bytes()):
            for code in LANGUAGES:
                place = urlsplit(row.get(f"url_{code}", ""))
                if not place.path:
                    continue
                if place.path not in ids:
                    file = built / place.path.lstrip("/") / "index.html"
                    ids[place.path] = {element["id"] for element in parse(file.read_text(encoding="utf-8")).elements()}
                assert not place.fragment or place.fragment in ids[place.path], row
                seen += 1
    assert seen > 500
