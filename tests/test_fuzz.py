"""Any bytes give something valid or a list of problems that can be printed, and never anything else."""

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from compendium import audit, findings, frozen, lint, manuscript, pages, pictures
from compendium.library import Library
from compendium.model import DATASETS
from compendium.problem import DataError, Problem
from compendium.reader import parse_yaml, read_yaml
from compendium.unseen import written_out
from compendium.untrusted import check
from conftest import ROOT
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

# The same inputs at every run: what fails here fails everywhere.
CALM = settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
DATA = {name: (ROOT / f"data/{name}.yml").read_text(encoding="utf-8") for name in DATASETS}
PAGES = [file.read_text(encoding="utf-8") for file in sorted((ROOT / "docs/vi").rglob("*.md"))]
# What means something to YAML, to Markdown, to a browser or to Unicode.
SPICE = (
    *("<script>", "[", "](", "{: ", "}", "&", "*", "!!", "- ", ": ", "\n", "\n\n", "\t", "#", "|", ">", "'", '"', "\\"),
    *("\0", "\x07", "\x85", "\u2028", "\u202e", "\ufeff", "\u0301", "\ufdd0", "\U000e0041", "😀", "{{", "<!-- ", "-->"),
    *("---\n", "99999999999999999999", "[@mai-ha §1]", "[=x]", "![", "`", "~~~", "    ", "\ue000", "\x02", "\x03", "é"),
)


def mutated(texts: list[str]) -> st.SearchStrategy[str]:
    """Real files with some of their parts cut out, doubled, swapped, or with what does not belong there."""

    def change(text: str, seed: int) -> str:
        chance = random.Random(seed)  # noqa: S311 - no secret is made of it
        for _ in range(chance.randint(1, 6)):
            first = chance.randrange(len(text) + 1)
            last = min(len(text), first + chance.randint(0, 60))
            new = chance.choice(["", text[first:last] * 2, chance.choice(SPICE), chance.choice(SPICE) * 40])
            text = text[:first] + new + text[last:]
        return text

    return st.builds(change, st.sampled_from(texts), st.integers(0, 2**32))


ANY = st.binary(max_size=400) | st.text(st.characters(codec=None), max_size=200).map(
    lambda text: text.encode("utf-8", "surrogatepass")
)


def printable(problems: list[Problem]) -> None:
    for problem in problems:
        assert str(problem).encode("utf-8")
        assert all(written_out(text) == text for text in (problem.path, problem.vi, problem.en)), problem


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


@CALM
@given(st.sampled_from([*DATASETS]), ANY | mutated([*DATA.values()]).map(str.encode))
@example("events", b'- when: "\\ud800"')
@example("events", b"- citations: ['a \xc2\xb6" + b"9" * 5000 + b"']")
def test_a_data_file(folder: Path, dataset: str, content: bytes) -> None:
    file = folder / f"{dataset}.yml"
    file.write_bytes(content)
    document = read_yaml(file, f"data/{dataset}.yml")
    entries, problems = findings.records(document, DATASETS[dataset])
    printable([*document.problems, *problems])
    assert entries or problems or document.problems or document.value == []


@CALM
@given(st.sampled_from([*DATASETS]), mutated([*DATA.values()]))
def test_the_whole_library(folder: Path, dataset: str, text: str) -> None:
    root = folder / "library"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(ROOT / "data", root)
    (root / f"{dataset}.yml").write_text(text, encoding="utf-8")
    try:
        assert Library.load(root).sources
    except DataError as error:
        printable(error.problems)
        assert error.problems


@CALM
@given(ANY | mutated(PAGES).map(str.encode))
@example(b"---\ntitle: a\ndescription: b\n---\n" + b"> " * 2000)
def test_a_page(folder: Path, content: bytes) -> None:
    file = folder / "docs/vi/goals.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    page, problems = pages.read(file, "vi", "goals.md", "docs/vi/goals.md")
    assert page or problems
    printable([*problems, *(check(page) if page else ())])
    printable([*lint.errors(folder)])


READERS: dict[str, Callable[[Path], Iterator[Problem] | list[Problem]]] = {
    "changes/2026.1.json": lambda root: frozen.load(root / "changes", root)[1],
    "accessibility.json": lambda root: audit.load(root)[1],
    "x.svg": lambda root: pictures.check(root / "x.svg", "x.svg"),
    "x.png": lambda root: pictures.check(root / "x.png", "x.png"),
}
JSON = ['{"version": "2026.1", "since": "2025.1", "records": [], "pages": []}', '{"date": "2026-11-22", "gates": {}}']
SVG = ['<svg xmlns="http://www.w3.org/2000/svg"><g id="a"><path d="M4 7h16" fill="url(#a)"/></g></svg>']


@pytest.mark.parametrize("name", READERS)
@CALM
@given(content=ANY | mutated(JSON + SVG).map(str.encode))
@example(content=b"[" * 100_000)
@example(content=b'{"date": "\\ud800"}')
@example(content=b"\xff")
def test_every_other_file(folder: Path, name: str, content: bytes) -> None:
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(content)
    try:
        printable([*READERS[name](folder)])
    finally:
        file.unlink()


@CALM
@given(mutated([*DATA.values(), *PAGES]), st.booleans())
def test_a_manuscript_keeps_every_character_at_its_place(text: str, is_page: bool) -> None:
    shown = "docs/vi/a.md" if is_page else "data/a.yml"
    read = manuscript.page(text, shown, None) if is_page else manuscript.records(text, shown)
    assert len(read.prose) == len(read.text) == len(text)


@CALM
@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_what_yaml_says_is_told_at_a_line_of_the_file(text: str) -> None:
    document = parse_yaml(text, "data/x.yml", [])
    assert all(1 <= problem.line <= text.count("\n") + 2 for problem in document.problems)
