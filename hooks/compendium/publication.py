"""Where releases stand: the root of the site, a folder for each release, and what lies beside them at the root."""

import html
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from compendium.problem import Fault, Problem

# Under which texts and data are published, as Frictionless describes it.
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
# What `standing` writes into the head of every page, at its build and again when a newer release retires it.
_STANDING = re.compile(r'<meta name="robots" content="[^"]*">(<link rel="canonical" href="[^"]*">)?')


@dataclass(frozen=True)
class Publication:
    """Where a build will stand: below `root`, with a slash at its end, as the release `version`; None for a draft."""

    root: str
    version: str | None = None

    @property
    def base(self) -> str:
        """The permanent address of this release; a draft stands at the root."""
        return self.root if self.version is None else f"{self.root}{self.version}/"

    @property
    def latest(self) -> str:
        """The address at which the newest release is always found."""
        return self.root if self.version is None else f"{self.root}latest/"

    @property
    def latest_path(self) -> str:
        """The same without its host, for the page that is served where nothing else is found."""
        return urlsplit(self.latest).path

    def standing(self, url: str) -> str:
        """What the head of a page says while its release is the newest; `url` as the site generator has it."""
        return standing(self.latest + url.removeprefix("./"), indexed=True)

    def feed(self, code: str) -> str:
        """The address of the feed of releases in one language."""
        return f"{self.root}{feed_name(code)}"


def site_root(folder: Path) -> str:
    """`site_url` of a project: the address below which all its releases stand, with a slash at its end."""
    found = re.search(r"^site_url: *[\"']?([^\s\"']+)", (folder / "mkdocs.yml").read_text(encoding="utf-8"), re.M)
    return found[1] if found else ""


def check(publication: Publication, releases: Container[str]) -> Iterator[Problem]:
    """Whether the root can hold releases, and the release is one that the data knows."""
    # The live preview puts its own address there, without encryption.
    if not publication.root.startswith(("https://", "http://")) or not publication.root.endswith("/"):
        example = "site_url: https://example.org/policy/"
        vi = f"`site_url` phải là địa chỉ https có dấu / ở cuối; ví dụ: {example}"
        en = f"`site_url` must be an https address with a slash at its end; for example: {example}"
        yield Problem("mkdocs.yml", 1, vi, en, "site-address")
    if publication.version is not None and publication.version not in releases:
        vi = f"bản phát hành `{publication.version}` phải có trong tệp này; ví dụ: version: '2026.1'"
        en = f"release `{publication.version}` must be in this file; for example: version: '2026.1'"
        yield Problem("data/releases.yml", 1, vi, en, "release-order")


def feed_name(code: str) -> str:
    return f"updates.{code}.atom"


def robots(root: str) -> str:
    """Everything may be read; where the sitemap is."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {root}sitemap.xml\n"


def standing(canonical: str | None, *, indexed: bool) -> str:
    """What a page's head says of its standing: whether search engines list it, and under which address."""
    link = f'<link rel="canonical" href="{html.escape(canonical)}">' if canonical else ""
    return f'<meta name="robots" content="{"all" if indexed else "noindex"}">{link}'


def retire(page: str, canonical: str | None) -> str:
    """A page of an old release: no longer listed, and known by the same page of the newest, where there is one.

    Raises Fault for a page that could not be retired: that is found when it is published, not when it is too late.
    """
    retired, found = _STANDING.subn(lambda _: standing(canonical, indexed=False), page, count=1)
    if not found:
        raise Fault(
            "đầu trang phải có dòng robots và địa chỉ chuẩn, như overrides/main.html ghi",
            "the head of a page must hold robots and canonical address, as overrides/main.html writes them",
        )
    return retired


def canonical(root: str, path: str, newest: Container[str]) -> str | None:
    """The address in the newest release of a page of an old one, `en/timeline/index.html`; None where it is gone."""
    return f"{root}latest/{quote(path.removesuffix('index.html'))}" if path in newest else None
