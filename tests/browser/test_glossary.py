"""Looking up the glossary as one types, in both languages, with and without Vietnamese marks."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.conftest import Reader
from browser.test_reading import DESK, LANGUAGES, NARROW, PHONE, ROOT

BOX = {"vi": "Tìm thuật ngữ", "en": "Find a term"}
KIND = {"vi": "Loại", "en": "Kind"}
CLEAR = {"vi": "Bỏ lọc", "en": "Clear"}
NONE = {"vi": "Không có thuật ngữ nào khớp.", "en": "No term matches."}
WHOLE_SITE = {"vi": "Tìm trên cả trang web", "en": "Search the whole site"}
SEARCH = {"vi": "Tìm kiếm", "en": "Search"}


def opened(reader: Reader, code: str, rest: str = "", **device: object) -> Page:
    return reader.opens(f"{ROOT[code]}glossary/{rest}", **(device or DESK))


def box(page: Page, code: str) -> Locator:
    return page.get_by_role("searchbox", name=BOX[code], exact=True)


def shown(page: Page) -> set[str]:
    """The ids of the terms that are left."""
    headings = page.locator("article article h3:visible")
    return set(headings.evaluate_all("headings => headings.map((heading) => heading.id)"))


def said(page: Page) -> str:
    return page.locator(".c-lookup").get_by_role("status").inner_text()


def size(page: Page) -> int:
    return page.locator("article article h3").count()


@LANGUAGES
@pytest.mark.parametrize(
    ("typed", "kept", "gone"),
    [
        ("hoi nhap quoc te", {"international-integration", "s-t-integration"}, {"boeing"}),
        ("doi moi sang", {"innovation", "innovation-ecosystem"}, {"semiconductor"}),
        ("đổi mới sáng tạo", {"innovation", "innovation-ecosystem"}, {"semiconductor"}),
        ("ban dan", {"semiconductor"}, {"innovation"}),
        ("ĐMST", {"innovation"}, {"semiconductor"}),
        ("dmst", {"innovation"}, {"semiconductor"}),
        ("kh&cn", {"science-and-technology"}, {"semiconductor"}),
        ("KH CN", {"science-and-technology"}, {"semiconductor"}),
        ("khcn", {"science-and-technology"}, {"semiconductor"}),
        ("s&t integ", {"s-t-integration"}, {"international-integration"}),
        ("INNOV", {"innovation", "global-innovation-index"}, {"semiconductor"}),
        ("science integration", {"s-t-integration"}, {"innovation"}),
        ("viet nam airlines", {"vietnam-airlines"}, {"boeing"}),
        ("technology", {"science-and-technology"}, {"boeing"}),
    ],
)
def test_terms_are_found_by_any_name_in_either_language(
    reader: Reader, code: str, typed: str, kept: set[str], gone: set[str]
) -> None:
    page = opened(reader, code)
    box(page, code).fill(typed)
    left = shown(page)
    assert kept <= left
    assert not gone & left
    assert 0 < len(left) < 30
    assert said(page).startswith(f"{len(left)} ")


@LANGUAGES
@pytest.mark.parametrize(
    ("typed", "wrong"),
    [("dương", "đường"), ("bàn", "bán"), ("đối mới", "đổi mới"), ("kì thuật", "kỹ thuật")],
)
def test_marks_that_are_typed_must_agree(reader: Reader, code: str, typed: str, wrong: str) -> None:
    page = opened(reader, code)
    forms = page.locator(".c-entry", has=page.locator(".c-form", has_text=re.compile(wrong, re.IGNORECASE)))
    ids = set(forms.locator("h3").evaluate_all("headings => headings.map((heading) => heading.id)"))
    box(page, code).fill(wrong)
    assert ids <= shown(page)
    box(page, code).fill(typed)
    assert not ids & shown(page)


@pytest.mark.parametrize("typed", ["đ", "đô", "đôi", "đổ", "đổi", "đổi m", "đổi mơi", "đổi mới"])
def test_a_term_stays_while_its_marks_are_being_typed(reader: Reader, typed: str) -> None:
    page = opened(reader, "vi")
    box(page, "vi").fill(typed)
    # A whole syllable without its tone is another syllable.
    assert ("innovation" in shown(page)) == (typed not in ("đôi", "đổi mơi"))


@LANGUAGES
def test_letters_without_terms_go_and_come_back(reader: Reader, code: str) -> None:
    page = opened(reader, code)
    letters = page.locator(".c-letters").get_by_role("link")
    headings = page.locator(".c-letter > h2:visible")
    all_letters = letters.count()
    box(page, code).fill("boeing")
    expect(letters).to_have_text(["B"])
    expect(headings).to_have_count(1)
    page.get_by_role("button", name=CLEAR[code]).click()
    expect(letters).to_have_count(all_letters)
    expect(headings).to_have_count(all_letters)
    expect(box(page, code)).to_have_value("")
    expect(box(page, code)).to_be_focused()
    assert said(page).startswith(f"{size(page)} ")
    expect(page).to_have_url(f"{reader.address}{ROOT[code]}glossary/")


@LANGUAGES
def test_one_kind_alone_can_be_shown(reader: Reader, code: str) -> None:
    page = opened(reader, code)
    chosen = page.get_by_role("combobox", name=KIND[code], exact=True)
    chosen.select_option("company")
    companies = shown(page)
    assert {"boeing", "vietnam-airlines"} <= companies
    assert "innovation" not in companies
    expect(page).to_have_url(f"{reader.address}{ROOT[code]}glossary/?kind=company")
    box(page, code).fill("viet")
    assert "vietnam-airlines" in shown(page) < companies
    expect(page).to_have_url(f"{reader.address}{ROOT[code]}glossary/?term=viet&kind=company")


@LANGUAGES
def test_what_is_looked_up_stands_in_the_address(reader: Reader, code: str) -> None:
    page = opened(reader, code)
    box(page, code).fill("đổi mới")
    expect(page).to_have_url(f"{reader.address}{ROOT[code]}glossary/?term={quote('đổi mới').replace('%20', '+')}")
    left = shown(page)
    page.reload()
    expect(box(page, code)).to_have_value("đổi mới")
    assert shown(page) == left
    page.goto(f"{reader.address}{ROOT[code]}glossary/?kind=nonsense&term=boeing")
    assert shown(page) == {"boeing"} | {key for key in shown(page) if "boeing" in key}


@LANGUAGES
def test_where_nothing_matches_the_whole_site_can_be_searched(reader: Reader, code: str) -> None:
    page = opened(reader, code)
    link = page.get_by_role("link", name=WHOLE_SITE[code])
    expect(link).to_be_hidden()
    box(page, code).fill("zzzz & 5%")
    assert shown(page) == set()
    assert said(page) == NONE[code]
    link.click()
    expect(page.get_by_role("dialog").get_by_role("searchbox")).to_have_value("zzzz & 5%")


@LANGUAGES
def test_a_link_to_a_term_shows_it_whatever_is_looked_up(reader: Reader, code: str) -> None:
    page = opened(reader, code, "?term=boeing#innovation")
    expect(page.locator("#innovation")).to_be_in_viewport()
    expect(box(page, code)).to_have_value("")
    box(page, code).fill("boeing")
    expect(page.locator("#innovation")).to_be_hidden()
    page.evaluate("location.hash = 'vietnam-airlines'")
    expect(page.locator("#vietnam-airlines")).to_be_in_viewport()
    expect(page.locator("#innovation")).to_be_visible()


@LANGUAGES
def test_a_link_between_terms_that_are_shown_keeps_what_is_looked_up(reader: Reader, code: str) -> None:
    page = opened(reader, code, "?term=innov")
    page.evaluate("location.hash = 'innovation'")
    expect(page.locator("#innovation")).to_be_in_viewport()
    expect(box(page, code)).to_have_value("innov")
    page.go_back()
    expect(box(page, code)).to_have_value("innov")


def test_old_addresses_of_letters_still_lead_there(reader: Reader) -> None:
    page = opened(reader, "vi", "#letter_%C4%90")
    expect(page.locator("[id='letter_Đ']")).to_be_in_viewport()
    page = opened(reader, "vi", "?term=%E0%A4%A#%E0%A4%A")
    expect(box(page, "vi")).to_be_visible()
    assert reader.wrong == []


@LANGUAGES
def test_enter_leads_to_the_first_term(reader: Reader, code: str) -> None:
    page = opened(reader, code)
    box(page, code).fill("boeing")
    box(page, code).press("Enter")
    expect(page.locator("#boeing a")).to_be_focused()
    expect(page).to_have_url(f"{reader.address}{ROOT[code]}glossary/?term=boeing")


@LANGUAGES
def test_a_term_leads_to_its_entry_in_the_other_language(reader: Reader, code: str) -> None:
    page = opened(reader, code)
    other = {"vi": "en", "en": "vi"}[code]
    name = {"vi": "Semiconductor", "en": "Bán dẫn"}[code]
    page.locator(".c-counterpart").get_by_role("link", name=name, exact=True).click()
    expect(page).to_have_url(f"{reader.address}{ROOT[other]}glossary/#semiconductor")
    expect(page.locator("#semiconductor")).to_be_in_viewport()


@LANGUAGES
def test_a_place_where_a_term_is_used_is_one_click_away(reader: Reader, code: str) -> None:
    page = opened(reader, code)
    entry = page.locator(".c-entry", has=page.locator("#innovation"))
    entry.locator("summary").click()
    entry.locator(".c-uses a[href*='#term-']").first.click()
    expect(page).to_have_url(re.compile("#term-innovation$"))
    expect(page.locator("#term-innovation")).to_be_in_viewport()


@LANGUAGES
def test_without_scripts_there_is_no_box_and_every_term(reader: Reader, code: str) -> None:
    page = opened(reader, code, "?term=boeing", java_script_enabled=False, **DESK)
    expect(page.locator(".c-lookup")).to_be_hidden()
    assert len(shown(page)) == size(page) >= 100
    letters = page.locator(".c-letters").bounding_box()
    title = page.get_by_role("heading", level=1).bounding_box()
    assert letters
    assert title
    assert letters["y"] - title["y"] < 300


@LANGUAGES
def test_the_box_takes_the_place_that_was_kept_for_it(reader: Reader, code: str) -> None:
    for device in (DESK, PHONE, NARROW):
        page = reader.opens("404.html", **device)
        page.route("**/compendium*.js", lambda route: route.abort())
        page.goto(f"{reader.address}{ROOT[code]}glossary/")
        before = page.locator(".c-letters").bounding_box()
        expect(box(page, code)).to_be_hidden()
        page.unroute_all()
        page.goto(f"{reader.address}{ROOT[code]}glossary/")
        expect(box(page, code)).to_be_visible()
        assert page.locator(".c-letters").bounding_box() == before


@LANGUAGES
def test_the_box_fits_a_phone_and_its_controls_a_finger(reader: Reader, code: str) -> None:
    page = opened(reader, code, **NARROW)
    controls = page.locator(".c-lookup").locator("input, select, button, a").or_(page.locator(".c-letters a")).all()
    assert len(controls) > 10
    for control in controls:
        if found := control.bounding_box():
            assert min(found["width"], found["height"]) >= 24
            assert found["x"] >= 0
            assert found["x"] + found["width"] <= 320
    box(page, code).fill("bán dẫn")
    expect(page.locator("#semiconductor")).to_be_visible()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
