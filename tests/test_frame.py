"""What templates see: addresses that hold anywhere, and figures, dates and places as each language says them."""

from posixpath import join, normpath

import pytest
from compendium.edition import Edition
from compendium.frame import Frame
from compendium.model import Figure, Text
from compendium.problem import DataError
from conftest import EVENT, TERM, Site, front

ADDRESSES = {"vi": ("", "glossary/", "a/b/", "a/b/c/"), "en": ("en/", "en/glossary/", "en/a/b/", "en/a/b/c/")}
FROM = [(code, address) for code, addresses in ADDRESSES.items() for address in addresses]


def frame(site: Site, code: str = "vi", address: str = "") -> Frame:
    return Edition.load(site.root).frame(code, address)


@pytest.mark.parametrize(("code", "address"), FROM)
@pytest.mark.parametrize("target", ["", "glossary/#ai", "a/", "a/b/c/"])
def test_an_address_leads_to_its_place_from_any_depth(site: Site, code: str, address: str, target: str) -> None:
    url = frame(site, code, address).url(target)
    root = {"vi": "/prefix/", "en": "/prefix/en/"}[code]
    assert not url.startswith("/")
    assert normpath(join("/prefix/", address, url)) == normpath(root + target)


def test_the_address_of_the_page_itself_is_never_empty(site: Site) -> None:
    assert frame(site).url("") == "./"


def figure(value: float, kind: str, qualifier: str = "exact", unit: tuple[str, str] | None = None) -> Figure:
    text = {"vi": "x", "en": "x"}
    return Figure.model_validate(
        {
            "id": "f", "value": value, "kind": kind, "qualifier": qualifier, "nature": "reported", "what": text,
            "unit": Text(vi=unit[0], en=unit[1]) if unit else None,
            "base": text, "as_of": "2020", "as_of_basis": "stated", "citations": ("mai-ha §1",),
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("number", "vi", "en"),
    [
        (figure(33000, "amount", "more-than", ("việc làm", "jobs")), "hơn 33.000 việc làm", "more than 33,000 jobs"),
        (figure(1.6, "amount", "about", ("tỷ USD", "billion USD")), "khoảng 1,6 tỷ USD", "about 1.6 billion USD"),
        (figure(45, "percent"), "45%", "45%"),
        (figure(0.5, "percent", "nearly"), "gần 0,5%", "nearly 0.5%"),
        (figure(44, "rank"), "thứ 44", "44th"),
        (figure(11, "rank"), "thứ 11", "11th"),
        (figure(1, "rank"), "thứ 1", "1st"),
        (figure(122, "rank"), "thứ 122", "122nd"),
        (figure(113, "rank"), "thứ 113", "113th"),
        (figure(3, "rank", "about"), "khoảng thứ 3", "about 3rd"),
        (figure(1_000_000, "amount", "exact", ("người", "people")), "1.000.000 người", "1,000,000 people"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_figure_is_said_as_each_language_says_it(site: Site, number: Figure, vi: str, en: str) -> None:
    assert frame(site, "vi").figure(number).replace("\xa0", " ") == vi
    assert frame(site, "en").figure(number).replace("\xa0", " ") == en


def test_a_number_never_parts_from_its_qualifier_and_unit_at_the_end_of_a_line(site: Site) -> None:
    assert frame(site).figure(figure(5, "amount", "about", ("năm", "years"))) == "khoảng\xa05\xa0năm"
    assert frame(site).figure(figure(44, "rank")) == "thứ\xa044"


@pytest.mark.parametrize(
    ("citations", "vi", "en"),
    [
        (["mai-ha §1"], ["Mai Hà: Mục 1"], ["Mai Hà: Section 1"]),
        (["mai-ha §2 ¶3"], ["Mai Hà: Mục 2, đoạn 3"], ["Mai Hà: Section 2, paragraph 3"]),
        (["mai-ha §2 ¶3-5"], ["Mai Hà: Mục 2, các đoạn 3–5"], ["Mai Hà: Section 2, paragraphs 3–5"]),
        (["press"], ["Báo chí: "], ["Press: "]),
        (
            ["mai-ha §2 ¶3", "press", "mai-ha §2 ¶5", "mai-ha §1"],
            ["Mai Hà: Mục 2, đoạn 3 và đoạn 5; Mục 1", "Báo chí: "],
            ["Mai Hà: Section 2, paragraph 3 and paragraph 5; Section 1", "Press: "],
        ),
    ],
)
def test_citations_are_said_in_words_each_source_once(
    site: Site, citations: list[str], vi: list[str], en: list[str]
) -> None:
    for code, wanted in (("vi", vi), ("en", en)):
        assert [f"{source.short[code]}: {places}" for source, places in frame(site, code).cited(citations)] == wanted


def test_a_date_that_edtf_cannot_say_is_shown_by_its_label(site: Site) -> None:
    label = "  when_label: {vi: cuối thập niên 1970, en: late 1970s}\n"
    site.data("events", EVENT.replace("'1995'", "197X").rstrip() + "\n" + label)
    event = Edition.load(site.root).library.events["asean-accession"]
    assert (frame(site, "vi").when(event), frame(site, "en").when(event)) == ("cuối thập niên 1970", "late 1970s")


def test_a_list_in_a_sentence_ends_with_and(site: Site) -> None:
    assert [frame(site, "vi").joined(items) for items in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "", "a", "a và b", "a, b và c"
    ]  # fmt: skip
    assert frame(site, "en").joined(["a", "b", "c"]) == "a, b and c"


def test_every_record_with_a_place_on_the_site_has_its_address(site: Site) -> None:
    here = frame(site.data("events", EVENT).data("terms", TERM))
    assert [here.address_of(dataset, "x") for dataset in ("terms", "events", "instruments", "sources", "notes")] == [
        "glossary/#x", "timeline/#x", "instruments/#x", "sources/#x", "sources/#note-x"
    ]  # fmt: skip
    assert here.address_of("figures", "x") == "sources/#figure-x"
    assert here.address_of("priorities", "x") == "science-diplomacy/x/"


def test_a_page_that_names_an_unknown_text_is_not_shown_with_a_gap(site: Site) -> None:
    with pytest.raises(KeyError):
        frame(site).word("no-such-text")


def test_a_frame_exists_only_for_pages_without_problems(site: Site) -> None:
    text = front("Trang").replace("evidence: false\n", "") + "Một điều không có nguồn.\n"
    site.pair("page.md", text, text)
    with pytest.raises(DataError, match="must cite its source"):
        frame(site)


DEAL = """
- id: memorandum
  when: 2023-12
  when_basis: inferred
  parties: [innovation]
  partner: jp
  field: {vi: Đào tạo, en: Training}
  title: {vi: Bản ghi nhớ, en: Memorandum}
  summary: {vi: Hai bên cùng đào tạo., en: Both train people.}
  stage: agreed
  citations: [mai-ha §2 ¶2]
"""


@pytest.mark.parametrize("marker", ["deals us jp", "deals jp", "deals"])
def test_a_deal_has_its_address_on_the_page_that_shows_it(site: Site, marker: str) -> None:
    partners = "[{id: us, kind: country, name: {vi: M, en: M}}, {id: jp, kind: country, name: {vi: N, en: N}}]\n"
    site.data("deals", DEAL).data("terms", TERM).data("partners", partners)
    text = front("Trang") + f"<!-- compendium: {marker} -->\n"
    site.pair("companies/deals.md", text, text)
    assert frame(site).address_of("deals", "memorandum") == "companies/deals/#memorandum"


def test_a_deal_that_no_page_shows_has_no_address(site: Site) -> None:
    partners = "[{id: us, kind: country, name: {vi: M, en: M}}, {id: jp, kind: country, name: {vi: N, en: N}}]\n"
    site.data("deals", DEAL).data("terms", TERM).data("partners", partners)
    text = front("Trang") + "<!-- compendium: deals us -->\n"
    site.pair("companies.md", text, text)
    assert frame(site).address_of("deals", "memorandum") is None


@pytest.mark.parametrize(("code", "address"), FROM)
def test_the_page_in_both_languages_is_the_same_from_each(site: Site, code: str, address: str) -> None:
    page = frame(site, code, address)
    assert page.both_url
    assert normpath(join("/prefix/", address, page.both_url)) == normpath(f"/prefix/song-ngu/{page.path}")
    assert frame(site, code, f"song-ngu/{page.path}").both_url is None
