"""Pages as works, for the tests of what others make of them."""

from compendium.edition import Edition
from compendium.work import Work
from conftest import EVENT, Site, front

RELEASE = """
- version: '2026.1'
  date: '2026-03-05'
  title: {vi: Bản đầu, en: First}
  reason: {vi: Công bố., en: Published.}
  events: [asean-accession]
  subjects: [integration]
  notes:
  - {weight: minor, text: {vi: Có trang., en: There are pages.}}
"""
TITLES = {"vi": "Mục tiêu & chỉ tiêu", "en": "Goals & targets"}
SITES = {"vi": "Hội nhập quốc tế về khoa học và công nghệ", "en": "International integration in science and technology"}
ROOT = "https://example.org/policy/"


def site_with(site: Site, path: str = "integration/goals.md", titles: dict[str, str] = TITLES) -> Site:
    """A little site with a release and a page."""
    site.data("events", EVENT).data("releases", RELEASE)
    return site.pair(path, *(front(f"'{title}'") for title in titles.values()))


def work(
    site: Site, code: str, path: str = "integration/goals.md", version: str | None = "2026.1", updated: str = ""
) -> Work:
    """A page of that site as a work."""
    edition = Edition.load(site.root)
    address = {"vi": "", "en": "en/"}[code] + edition.pages.by_language[code][path].address
    return Work(frame=edition.frame(code, address, version, ROOT), path=path, updated=updated)
