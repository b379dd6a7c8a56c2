"""Each page leads to where it is changed: its own file in its language, the data that it shows, a form, the guide."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from compendium import pages
from compendium.edition import Edition
from compendium.language import LANGUAGES
from compendium.suggesting import suggestion
from conftest import EVENT, ROOT, Site, front
from dom import Element, parse

REPOSITORY = "https://example.org/repository"
EDIT = f"{REPOSITORY}/edit/main/"


@pytest.fixture(scope="session")
def shown(built: Path) -> dict[tuple[str, str], tuple[str, Element]]:
    """What each page offers, by language and path: its address, and the foot that tells where it stands."""
    found = {}
    for page in pages.load(ROOT / "docs", ROOT)[0]:
        address = LANGUAGES[page.language].prefix + page.address
        tree = parse((built / address / "index.html").read_text(encoding="utf-8"))
        found[page.language, page.path] = (address, tree.one("footer", cls="c-standing"))
    return found


def links(foot: Element) -> list[str]:
    return [link["href"] for cell in foot.all("dd", cls="c-suggestion") for link in cell.all("a")]


def test_every_page_leads_to_its_own_file_in_its_language(shown: dict[tuple[str, str], tuple[str, Element]]) -> None:
    assert len(shown) >= 50
    for (code, path), (_, foot) in shown.items():
        edit, *_ = links(foot)
        assert edit == f"{EDIT}docs/{code}/{path}"
        assert (ROOT / edit.removeprefix(EDIT)).is_file()
        assert (
            foot.all("dd", cls="c-suggestion")[0].all("a")[0].text
            == {
                "vi": "Đề xuất sửa trang này",
                "en": "Suggest a change",
            }[code]
        )


def test_a_report_names_the_page_in_a_form_that_asks_for_it(shown: dict[tuple[str, str], tuple[str, Element]]) -> None:
    for address, foot in shown.values():
        asked = urlsplit(links(foot)[1])
        query = parse_qs(asked.query)
        assert asked.path == "/repository/issues/new"
        assert query["page"] == [f"https://example.org/{address}"]
        form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE" / query["template"][0]).read_text(encoding="utf-8"))
        assert "page" in {field.get("id") for field in form["body"]}


def test_the_guide_is_that_of_the_language(shown: dict[tuple[str, str], tuple[str, Element]]) -> None:
    for (code, _), (_, foot) in shown.items():
        name = {"vi": "CONTRIBUTING.vi.md", "en": "CONTRIBUTING.md"}[code]
        assert links(foot)[2] == f"{REPOSITORY}/blob/main/{name}"
        assert (ROOT / name).is_file()


@pytest.mark.parametrize("code", list(LANGUAGES))
@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("timeline.md", {"events", "periods", "notes"}),
        ("glossary.md", {"terms", "notes"}),
        ("instruments.md", {"instruments", "notes"}),
        ("sources.md", {"sources", "notes", "figures"}),
        ("updates.md", {"releases"}),
        ("us-partnership/companies.md", {"deals", "figures", "notes"}),
        ("integration/goals.md", {"notes", "figures"}),
        ("contribute/index.md", set()),
    ],
)
def test_a_page_leads_to_the_data_that_it_shows_and_not_to_what_it_cites(
    shown: dict[tuple[str, str], tuple[str, Element]], code: str, path: str, wanted: set[str]
) -> None:
    _, foot = shown[code, path]
    files = [link.removeprefix(EDIT) for link in links(foot)[3:]]
    assert set(files) == {f"data/{name}.yml" for name in wanted}
    assert all((ROOT / file).is_file() for file in files)


def test_side_by_side_each_language_leads_to_its_own_file(built: Path) -> None:
    for path in ("integration/goals.md", "timeline.md"):
        tree = parse((built / "song-ngu" / pages.address(path) / "index.html").read_text(encoding="utf-8"))
        feet = tree.all("footer", cls="c-standing")
        assert [(foot.language, links(foot)[0]) for foot in feet] == [
            ("vi", f"{EDIT}docs/vi/{path}"),
            ("en", f"{EDIT}docs/en/{path}"),
        ]


def test_what_leads_away_is_no_part_of_what_search_finds(shown: dict[tuple[str, str], tuple[str, Element]]) -> None:
    assert all("data-search-exclude" in foot.attributes for _, foot in shown.values())


def offered(site: Site, code: str = "vi", version: str | None = None) -> Iterator[str]:
    edition = Edition.load(site.root)
    prefix = LANGUAGES[code].prefix
    frame = edition.frame(code, f"{prefix}a/b/", version, "https://site.example/")
    found = suggestion(frame, "a/b.md", "https://host.example/o/r/", "-/edit/trunk/docs/")
    assert found
    yield from (found.edit, found.report, found.guide, *(address for _, address in found.data))


def test_one_place_tells_where_the_repository_is(site: Site) -> None:
    text = front("Trang") + "<!-- compendium: timeline -->\n"
    site.data("events", EVENT).pair("a/b.md", text, text)
    assert list(offered(site, "en")) == [
        "https://host.example/o/r/-/edit/trunk/docs/en/a/b.md",
        "https://host.example/o/r/issues/new?template=correct-a-fact.yml&page=https%3A%2F%2Fsite.example%2Fen%2Fa%2Fb%2F",
        "https://host.example/o/r/-/blob/trunk/CONTRIBUTING.md",
        "https://host.example/o/r/-/edit/trunk/data/periods.yml",
        "https://host.example/o/r/-/edit/trunk/data/events.yml",
    ]


RELEASES = """
- version: '2026.1'
  date: '2026-01-20'
  title: {vi: Bản đầu, en: First}
  reason: {vi: Bản đầu., en: The first.}
  subjects: [integration]
  events: [asean-accession]
  notes: [{weight: minor, text: {vi: Bản đầu., en: The first.}}]
"""


def test_in_a_release_a_report_names_its_page_and_a_change_still_goes_to_the_current_text(site: Site) -> None:
    site.pair("a/b.md", front("Trang"), front("Page")).data("releases", RELEASES).data("events", EVENT)
    edit, report, *_ = offered(site, version="2026.1")
    assert edit == "https://host.example/o/r/-/edit/trunk/docs/vi/a/b.md"
    assert parse_qs(urlsplit(report).query)["page"] == ["https://site.example/2026.1/a/b/"]
    frame = Edition.load(site.root).frame("vi", "a/b/", "2026.1", "https://site.example/")
    offer = suggestion(frame, "a/b.md", "https://host.example/o/r", "edit/main/docs/")
    html = frame.render("standing.html", updated="", suggestion=offer, publication=frame.publication)
    assert "có thể đã khác bản phát hành này" in html


def test_a_site_without_a_repository_offers_nothing(site: Site) -> None:
    def without(config: dict[str, object]) -> None:
        del config["repo_url"], config["edit_uri"]

    site.configure(without)
    assert site.build().code == 0
    assert "c-suggestion" not in site.read("index.html") + site.read("song-ngu/index.html")
