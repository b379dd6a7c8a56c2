"""The library: everything in `data/`, in order, and a word for everything it may say."""

import re
from collections.abc import Iterator
from typing import Literal, get_args, get_origin

import pytest
from compendium import dates
from compendium.language import LANGUAGES
from compendium.library import Library
from compendium.model import (
    DATASETS,
    Cited,
    Deal,
    Event,
    Figure,
    Instrument,
    Model,
    Source,
    Term,
    arguments,
)
from compendium.render import words
from conftest import EVENT, ROOT, Site

# Where the interface says a value of a model: the key of its word is the prefix and the value.
SPOKEN: list[tuple[type[Model], str, str]] = [
    (Event, "when_basis", "basis"),
    (Figure, "as_of_basis", "basis"),
    (Source, "date_basis", "basis"),
    (Instrument, "date_basis", "basis"),
    (Event, "subjects", "subject"),
    (Figure, "qualifier", "qualifier"),
    (Figure, "nature", "nature"),
    (Term, "kind", "term"),
    (Term, "basis", "meaning"),
    (Instrument, "kind", "instrument"),
    (Source, "kind", "source"),
    (Source, "language", "language"),
    (Source, "standing", "standing"),
    (Deal, "stage", "stage"),
]
# A figure that is exact is said without a word.
SILENT = {"qualifier.exact"}


def values(model: type[Model], name: str) -> Iterator[str]:
    """The values that a field of a Literal type may have."""
    annotation = model.model_fields[name].annotation
    for kind in (annotation, *arguments(annotation)):
        if get_origin(kind) is Literal:
            yield from get_args(kind)


@pytest.fixture(scope="module")
def real() -> Library:
    return Library.load(ROOT / "data")


def test_the_real_data_has_no_problem(real: Library) -> None:
    for name in DATASETS:
        assert getattr(real, name), f"data/{name}.yml holds no record"


def test_events_stand_in_order_of_time(site: Site) -> None:
    written = {"c": "2000-12", "d": "2024-36", "b": "2000", "a": "../1975", "e": "2025/.."}
    site.data("periods", "- {id: p, when: ../2100, title: {vi: x, en: x}}\n")
    texts = [EVENT.replace("asean-accession", key).replace("'1995'", f"'{when}'") for key, when in written.items()]
    site.data("events", "".join(texts))
    assert list(Library.load(site.root / "data").events) == ["a", "b", "c", "d", "e"]


def test_events_of_one_day_stand_in_an_order_that_does_not_change(site: Site) -> None:
    texts = [EVENT.replace("asean-accession", identifier) for identifier in ("b", "c", "a")]
    site.data("events", "".join(texts))
    assert list(Library.load(site.root / "data").events) == ["a", "b", "c"]


def test_all_other_records_stand_in_the_order_of_their_file(site: Site) -> None:
    partner = "- {{id: {}, kind: country, name: {{vi: x, en: x}}}}\n"
    site.data("partners", partner.format("us") + partner.format("asean"))
    assert list(Library.load(site.root / "data").partners) == ["us", "asean"]


def test_real_events_stand_in_order_of_time(real: Library) -> None:
    first_days = [dates.bounds(event.when)[0] for event in real.events.values()]
    assert first_days == sorted(first_days)


@pytest.mark.parametrize(("model", "name", "prefix"), SPOKEN, ids=lambda part: getattr(part, "__name__", part))
def test_every_value_that_a_record_may_have_has_its_word(model: type[Model], name: str, prefix: str) -> None:
    keys = {f"{prefix}.{value}" for value in values(model, name)}
    assert keys
    assert keys - SILENT <= set(words())


def test_every_word_of_a_value_belongs_to_a_value() -> None:
    spoken = {f"{prefix}.{value}" for model, name, prefix in SPOKEN for value in values(model, name)}
    prefixes = tuple(f"{prefix}." for _, _, prefix in SPOKEN)
    assert {key for key in words() if key.startswith(prefixes)} <= spoken


def test_every_dataset_that_cites_has_its_word() -> None:
    citing = {f"dataset.{name}" for name, model in DATASETS.items() if issubclass(model, Cited)}
    assert {*citing, "dataset.pages", "dataset.notes"} <= set(words())


def test_every_word_that_a_template_asks_for_is_there() -> None:
    asked = {
        key
        for file in [*(ROOT / "overrides").rglob("*.html"), *(ROOT / "hooks").rglob("*.py")]
        for key in re.findall(r"\.word\(\s*[\"']([\w.-]+[\w])[\"']\s*\)", file.read_text(encoding="utf-8"))
    }
    assert {"citation", "and"} <= asked
    assert asked <= set(words())


def test_every_word_is_there_in_every_language_with_the_same_holes() -> None:
    for key, text in words().items():
        holes = {code: set(re.findall(r"\{(\w+)\}", text[code])) for code in LANGUAGES}
        assert holes["vi"] == holes["en"], key
