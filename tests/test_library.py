"""The library: everything in `data/`, in order, and a word for everything it may say."""

import re
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

import pytest
from compendium import dates
from compendium.changes import COMPARED
from compendium.language import LANGUAGES
from compendium.library import Library
from compendium.model import (
    DATASETS,
    Cited,
    Headword,
    Model,
    ReleaseNote,
    Spoken,
    arguments,
)
from compendium.render import words
from compendium.updates import KINDS
from conftest import EVENT, ROOT, Site

MODELS: list[type[Model]] = [*DATASETS.values(), ReleaseNote]


def marks(model: type[Model], name: str) -> list[Any]:
    """Everything that the type of a field is made of and marked with."""
    field = model.model_fields[name]
    return [*field.metadata, field.annotation, *arguments(field.annotation)]


# Where the interface says a value of a model: the key of its word is the prefix and the value.
SPOKEN = [
    (model, name, mark.prefix)
    for model in MODELS
    for name in model.model_fields
    for mark in marks(model, name)
    if isinstance(mark, Spoken)
]


def values(model: type[Model], name: str) -> Iterator[str]:
    """The values that a field of a Literal type may have."""
    for kind in marks(model, name):
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
    assert keys <= set(words())


def test_every_field_with_a_choice_of_values_says_where_their_words_are() -> None:
    chosen = {(model, name) for model in MODELS for name in model.model_fields if [*values(model, name)]}
    assert chosen == {(model, name) for model, name, _ in SPOKEN}


def test_every_field_that_may_change_has_its_word() -> None:
    compared: list[type[Model]] = [*(DATASETS[name] for name in COMPARED), Headword]
    names = {name for model in compared for name in model.model_fields} - {"id", *LANGUAGES}
    assert {f"field.{name}" for name in names} == {key for key in words() if key.startswith("field.")}
    assert {f"dataset.{name}" for name in COMPARED} <= set(words())


def test_every_kind_of_change_has_its_words_in_every_language() -> None:
    assert {f"{said}.{kind}" for said in ("changes", "list") for kind in KINDS} <= set(words())
    assert {f"only.{code}" for code in LANGUAGES} <= set(words())
    assert {f"block.{kind}" for kind in ("title", "description")} <= set(words())


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


def test_every_word_is_asked_for() -> None:
    """By its name, by one that is put together where it is asked for, or as the word of a value or a field."""
    files = [*(ROOT / "overrides").rglob("*.html"), *(ROOT / "hooks").rglob("*.py")]
    code = "\n".join(file.read_text(encoding="utf-8") for file in files)
    named = set(re.findall(r"[\"']([\w.-]+)[\"']", code))
    called = r"[\w.]+|\(.*?\)\.\w+\(.*?\)"
    joined = re.findall(rf"word\([\"']([\w.-]+\.)[\"'] ~ (?:{called})(?: ~ [\"'](\.[\w.-]+)[\"'])?\)", code)
    joined += re.findall(r"words?(?:\(|\(\)\[)f\"([\w.-]+\.)\{[^}]*\}([\w.-]*)\"", code)
    # Comparisons ask for these as they meet them.
    joined += [(f"{prefix}.", "") for prefix in ("field", "dataset", *(prefix for _, _, prefix in SPOKEN))]
    joined += [("", ".end")]
    forms = [re.compile(rf"{re.escape(first)}[\w-]+{re.escape(last)}") for first, last in joined]
    assert {key for key in words() if key not in named and not any(form.fullmatch(key) for form in forms)} == set()


def test_every_word_is_there_in_every_language_with_the_same_holes() -> None:
    for key, text in words().items():
        holes = {code: set(re.findall(r"\{(\w+)\}", text[code])) for code in LANGUAGES}
        assert holes["vi"] == holes["en"], key
