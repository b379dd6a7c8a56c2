"""The data dictionary: a meaning for every field, in both languages and in one place."""

import json

import pytest
from compendium import columns, dictionary, schema
from compendium.language import LANGUAGES
from compendium.model import DATASETS, Record, key
from pydantic import BaseModel

# Every model that a data file is made of.
MODELS = sorted({kind for model in DATASETS.values() for kind in (model, *schema.models(model))}, key=str)
SAID = {name: entry.fields for name, entry in dictionary.entries().items() if name != "Derived"}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_model_and_each_of_its_fields_has_a_meaning(model: type[BaseModel]) -> None:
    assert dictionary.about(model)
    for field in model.model_fields:
        assert dictionary.meaning(model, field)


def test_no_meaning_is_left_of_a_model_or_a_field_that_is_gone() -> None:
    known = {kind.__name__: kind for model in MODELS for kind in model.__mro__ if issubclass(kind, BaseModel)}
    assert {(name, field) for name, fields in SAID.items() for field in fields if name not in known} == set()
    left = {(name, field) for name, fields in SAID.items() for field in set(fields) - set(known[name].model_fields)}
    assert left == set()
    derived = {column.kind for name in DATASETS for column in columns.columns(name) if column.derived}
    assert set(dictionary.entries()["Derived"].fields) == derived == {"url", "bounds"}


def test_a_meaning_is_a_short_sentence_that_differs_between_the_languages() -> None:
    entries = dictionary.entries().values()
    texts = [text for entry in entries for text in (entry.about, *entry.fields.values()) if text]
    assert len(texts) > 100
    for text in texts:
        assert text.vi != text.en
        for code in LANGUAGES:
            assert text[code].endswith("."), text[code]
            assert len(text[code]) <= 130, text[code]


def test_a_model_without_a_meaning_is_not_passed_over() -> None:
    class Poster(Record):
        colour: str

    with pytest.raises(KeyError):
        dictionary.about(Poster)
    with pytest.raises(KeyError, match=r"Poster\.colour"):
        dictionary.meaning(Poster, "colour")
    assert dictionary.meaning(Poster, "id") == dictionary.meaning(Record, "id")


def test_a_meaning_of_its_own_comes_before_the_one_that_is_inherited() -> None:
    assert dictionary.meaning(DATASETS["releases"], "id") != dictionary.meaning(Record, "id")


def test_no_field_says_elsewhere_what_it_means() -> None:
    for model in MODELS:
        assert [name for name, field in model.model_fields.items() if field.description] == [], model


@pytest.mark.parametrize("dataset", DATASETS)
def test_editors_are_shown_the_meaning_of_each_field_in_both_languages(dataset: str) -> None:
    written = json.loads(schema.schemas()[f"{dataset}.json"])
    model = DATASETS[dataset]
    assert written["description"] == " · ".join(dictionary.about(model)[code] for code in LANGUAGES)
    properties = written["$defs"][model.__name__]["properties"]
    for name in model.model_fields:
        said = dictionary.meaning(model, name)
        assert properties[key(model, name)]["description"].splitlines()[0] == f"{said.vi} · {said.en}"


def test_every_dataset_has_its_columns_the_most_wanted_first() -> None:
    assert set(columns.ORDER) == set(DATASETS)
    assert columns.ORDER[:6] == ("events", "terms", "instruments", "sources", "figures", "deals")


@pytest.mark.parametrize("dataset", DATASETS)
def test_every_field_of_a_record_has_its_columns_and_none_is_named_twice(dataset: str) -> None:
    shown = columns.columns(dataset)
    names = [column.name for column in shown]
    assert len(names) == len(set(names))
    model = DATASETS[dataset]
    assert {column.path[0] for column in shown if not column.derived} == {
        key(model, name) for name in model.model_fields
    }
    assert [one for group in columns.by_field(dataset) for one in group] == list(shown)


def test_a_text_in_both_languages_has_a_column_for_each_of_one_meaning() -> None:
    group = next(group for group in columns.by_field("events") if group[0].field == "title")
    assert [column.name for column in group] == ["title_vi", "title_en"]
    assert {column.meaning for column in group} == {dictionary.meaning(DATASETS["events"], "title")}


def test_lists_choices_references_and_dates_are_known_as_such() -> None:
    events = {column.name: column for column in columns.columns("events")}
    assert events["partners"].listed
    assert events["partners"].reference == "partners"
    assert (events["when_basis"].values, events["when_basis"].spoken) == (("stated", "inferred", "external"), "basis")
    assert [events[name].kind for name in ("when", "when_from", "expected", "url_vi")] == [
        "edtf", "bounds", "boolean", "url"
    ]  # fmt: skip
    required = {name for name, column in events.items() if column.required}
    assert required == {
        "id", "when", "when_basis", "kind", "expected", "title_vi", "title_en", "summary_vi", "summary_en", "subjects",
        "citations", "external",
    }  # fmt: skip
    assert {column.kind for column in columns.columns("sources") if column.name == "sections_paragraphs"} == {"integer"}
