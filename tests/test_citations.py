"""Citations: what editors write after a fact, and the places that sources have."""

import pytest
import yaml
from compendium import citations
from compendium.citations import Citation
from compendium.model import Source
from compendium.problem import Fault
from conftest import SOURCES

LIBRARY = {record["id"]: Source.model_validate(record) for record in yaml.safe_load(SOURCES)}


@pytest.mark.parametrize(
    ("text", "citation"),
    [
        ("mai-ha §3.1 ¶2", Citation("mai-ha", "§3.1", 2, 2)),
        ("mai-ha §2 ¶1-3", Citation("mai-ha", "§2", 1, 3)),
        ("mai-ha §2 ¶1–3", Citation("mai-ha", "§2", 1, 3)),
        ("mai-ha abstract", Citation("mai-ha", "abstract")),
        ("science-diplomacy ¶4", Citation("science-diplomacy", None, 4, 4)),
        ("white-house-2000", Citation("white-house-2000")),
        (" mai-ha §1 ", Citation("mai-ha", "§1")),
    ],
)
def test_a_citation_is_a_source_a_section_and_paragraphs(text: str, citation: Citation) -> None:
    assert citations.parse(text) == citation


@pytest.mark.parametrize("text", ["", "mai-ha  §1", "mai-ha §1 2", "mai-ha §1 ¶", "mai-ha §1 ¶2-", "mai-ha §1 ¶two"])
def test_what_has_not_the_form_of_a_citation_is_answered_with_an_example(text: str) -> None:
    with pytest.raises(Fault) as refused:
        citations.parse(text)
    assert refused.value.vi == f"trích dẫn `{text}` phải gồm mã nguồn và vị trí, ví dụ: mai-ha §3.1 ¶2"
    assert refused.value.en == f"citation `{text}` must be a source and a place in it, for example: mai-ha §3.1 ¶2"


@pytest.mark.parametrize(
    ("group", "texts"),
    [
        ("@mai-ha §1 ¶2", ["mai-ha §1 ¶2"]),
        ("@mai-ha §1 ¶2; @press", ["mai-ha §1 ¶2", "press"]),
        ("@mai-ha §1;@press", ["mai-ha §1", "press"]),
    ],
)
def test_one_bracket_may_hold_several_citations(group: str, texts: list[str]) -> None:
    assert citations.split(group) == texts


@pytest.mark.parametrize("text", ["mai-ha §1", "mai-ha §1 ¶2", "mai-ha §2 ¶11", "mai-ha §2 ¶1-11", "press"])
def test_a_place_that_the_source_has_passes(text: str) -> None:
    citations.check(text, LIBRARY)


@pytest.mark.parametrize(
    "text",
    ["mai-ha", "mai-ha ¶1", "mai-ha §3", "mai-ha §1 ¶0", "mai-ha §1 ¶3", "mai-ha §2 ¶10-12", "mai-ha §2 ¶3-2"],
)
def test_a_place_that_the_source_has_not_is_answered_with_those_it_has(text: str) -> None:
    with pytest.raises(Fault) as refused:
        citations.check(text, LIBRARY)
    places = "§1 ¶1-2, §2 ¶1-11"
    assert refused.value.vi == f"trích dẫn `{text}` phải nêu một vị trí có trong nguồn: {places}"
    assert refused.value.en == f"citation `{text}` must name a place that the source has: {places}"


@pytest.mark.parametrize("text", ["press ¶1", "press §1"])
def test_a_source_without_sections_is_cited_by_its_id_alone(text: str) -> None:
    with pytest.raises(Fault) as refused:
        citations.check(text, LIBRARY)
    assert refused.value.vi.endswith("có trong nguồn: chỉ ghi mã nguồn")
    assert refused.value.en.endswith("that the source has: the id of the source alone")


def test_an_unknown_source_is_answered_with_sources_that_are_there() -> None:
    with pytest.raises(Fault) as refused:
        citations.check("maiha §1", LIBRARY)
    assert refused.value.vi == "trích dẫn `maiha §1` phải nêu một nguồn có trong data/sources.yml, ví dụ: mai-ha, press"
    assert refused.value.en == (
        "citation `maiha §1` must name a source of data/sources.yml, for example: mai-ha, press"
    )
