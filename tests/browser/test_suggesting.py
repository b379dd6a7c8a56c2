"""The way from a page to where it is changed, as a reader finds it."""

from typing import Any

import pytest
from playwright.sync_api import expect

from browser.conftest import Reader

DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
PHONE: dict[str, Any] = {"viewport": {"width": 320, "height": 700}, "has_touch": True, "is_mobile": True}
EDIT = "https://example.org/repository/edit/main/"


@pytest.mark.parametrize("device", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize(
    ("place", "name", "file"),
    [
        ("integration/goals/", "Đề xuất sửa trang này", "docs/vi/integration/goals.md"),
        ("en/integration/goals/", "Suggest a change", "docs/en/integration/goals.md"),
        ("timeline/", "Sự kiện", "data/events.yml"),
        ("en/glossary/", "Terms", "data/terms.yml"),
    ],
)
def test_the_foot_of_a_page_leads_to_what_is_changed(
    reader: Reader, place: str, name: str, file: str, device: dict[str, Any]
) -> None:
    page = reader.opens(place, **device)
    link = page.locator(".c-standing").get_by_role("link", name=name, exact=True)
    expect(link).to_have_attribute("href", EDIT + file)
    box = link.bounding_box()
    assert box
    assert box["height"] >= 24
    assert 0 <= box["x"] <= box["x"] + box["width"] <= device["viewport"]["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= device["viewport"]["width"]
    # Until someone follows a link, nobody else learns of a reader.
    assert reader.wrong == []


def test_on_paper_there_is_nothing_to_press(reader: Reader) -> None:
    page = reader.opens("integration/goals/", **DESK)
    link = page.get_by_role("link", name="Đề xuất sửa trang này")
    expect(link).to_be_visible()
    page.emulate_media(media="print")
    expect(link).to_be_hidden()
