"""The kinds of pages there are, found on the built site itself, so that a new one cannot be forgotten."""

from pathlib import Path

from compendium import pages
from compendium.language import LANGUAGES
from conftest import ROOT

# These stand among the paragraphs of a page, and do not make another kind of it.
_SMALL = {"notes"}


def kinds(built: Path) -> dict[str, str]:
    """One page of each kind in each language, the heaviest: its kind by its address from the root of the site.

    Pages with the same views are of one kind, and those without any of one kind in each part of the site; so are those
    that are in no folder of `docs/`, in each folder that they stand in.
    """
    written = {
        LANGUAGES[page.language].prefix + page.address: _kind(page) for page in pages.load(ROOT / "docs", ROOT)[0]
    }
    heaviest = dict[str, str]()
    for file in sorted(built.rglob("*.html"), key=lambda file: (file.stat().st_size, file), reverse=True):
        address = file.relative_to(built).as_posix().removesuffix("index.html")
        prefix = LANGUAGES["en"].prefix if address.startswith(LANGUAGES["en"].prefix) else ""
        kind = written.get(address, address.removeprefix(prefix).partition("/")[0])
        heaviest.setdefault(f"{prefix}{kind}", address)
    return {address: kind for kind, address in sorted(heaviest.items())}


def _kind(page: pages.Page) -> str:
    views = "+".join(sorted({view for _, view, _ in page.markers()} - _SMALL))
    return views or f"prose of {page.path.partition('/')[0]}"
