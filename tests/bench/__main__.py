"""Prints what readers load, how long a build takes, and how well and fast search is, beside the theme as shipped.

Times are those of this machine at this moment: only the two columns of one run can be compared.
"""

import argparse
import os
import sys
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from compendium.library import Library
from conftest import ROOT, run
from node import node

from bench.browsing import QUESTION, browsing
from bench.growth import grown
from bench.measures import Answered, Visited, entries, index_bytes, pages, tell
from bench.sites import build
from bench.table import Table

SIZES = (1600, 6000)
NOTES = f"""\
- Pages: stock is the theme with nothing configured, its search, and the plugin of the languages at its defaults, on
  pages that hold the finished content of ours as HTML: it has nothing to check and nothing to make from data. A first
  visit is that of a phone, in Vietnamese, until nothing was asked for in 1.5 seconds; prose is the heaviest page of it.
  What other hosts send is not counted. A build starts from nothing; medians, the two in turn.
- Search: both sites are built from the same pages and data. Stock is the plugin of the theme with nothing configured,
  and that of the languages at its defaults: one index holds both. What is asked stands in tests/search/queries.yml.
- Answered as expected: an expected place stands within its rank, nothing unwanted stands above it. Ours is counted as
  listed. Stock is counted as listed, too: page by page, without what is folded away. In its favour, the best section of
  a page counts before the title of the page, which is above it, and pages in the other language are passed over.
- More entries: sentences and halves of titles of the real ones, put together by chance, the same for both. A new entry
  may rightly stand above an expected place: compare these shares with each other only.
- Bytes: as sent with gzip -6. Stock fetches the index and all scripts with every page, ours when search is first used.
- Worker: in Node, each round with a fresh one; medians over the rounds, the worst is that of the medians by question.
- Browser: Chromium as a phone, nothing in its cache, the page at rest, no network in between; medians until a result
  that holds “{QUESTION}” can be seen. Stock has fetched and read its index before the search is opened."""


def main(arguments: list[str]) -> int:
    options = _parser().parse_args(arguments)
    workers, visits = (1, 3) if options.quick else (5, 9)
    table = Table()
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        tell("building both sites")
        sites = build(folder)
        with browsing() as browser:
            versions = _versions(browser.version)
            table.title("The pages, and how they are built")
            pages(table, browser, folder, workers)
            visited = Visited(browser, sites, visits)
        table.title("The search of the site as it is")
        entries(table, sites)
        asked = Answered(sites, workers)
        asked.shares(table)
        visited.fetched(table, sites)
        index_bytes(table, sites)
        visited.waiting(table)
        asked.speed(table)
        library = Library.load(folder / "project/data")
        for size in SIZES:
            table.title(f"{size:,} entries in each language")
            larger = grown(sites, size, library, folder / str(size))
            entries(table, larger)
            asked = Answered(larger, workers)
            asked.share(table)
            index_bytes(table, larger)
            asked.speed(table)
    print(f"{versions}; workers: {workers}, visits: {visits}", table, NOTES, sep="\n\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--quick", action="store_true", help="fewer rounds, for a first impression (make bench QUICK=1)"
    )
    return parser


def _versions(chromium: str) -> str:
    # Git would else refresh its index, which others may be about to do.
    described = run(["git", "describe", "--always", "--dirty=, with changes"], ROOT, GIT_OPTIONAL_LOCKS="0")
    commit = described.output.strip() if not described.code else "unknown"
    packages = ", ".join(f"{name} {version(name)}" for name in ("mkdocs", "mkdocs-material", "mkdocs-static-i18n"))
    return f"Commit {commit}; {packages}, Node {node('--version').strip()}, Chromium {chromium}; {os.cpu_count()} cores"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
