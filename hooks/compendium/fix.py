"""Mends what the checks find and a machine can mend, in data and pages, and nothing else."""

import argparse
import os
import re
import sys
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from compendium import check, files, heading_ids, lint, listing, pages
from compendium.checks import is_error
from compendium.manuscript import FRONT
from compendium.model import DATASETS
from compendium.pages import FrontMatter
from compendium.proofreading import fixed
from compendium.quoting import quoted
from compendium.reader import untabbed

_BOM = "\ufeff"
_MENDED = {"vi": "{path}: đã sửa {count} chỗ", "en": "{path}: mended in {count} place(s)"}
_NOTHING = {"vi": "Không có gì để sửa tự động.", "en": "There was nothing that a machine can mend."}


def mended(text: str, shown: str) -> tuple[str, int]:
    """The text of a file with all mended that is wrong with it by itself, and in how many places."""
    composed = unicodedata.normalize("NFC", text.removeprefix(_BOM))
    lines = zip(text.removeprefix(_BOM).split("\n"), composed.split("\n"), strict=True)
    count = text.startswith(_BOM) + sum(old != new for old, new in lines)
    start, end = _yaml(composed, shown)
    head, more = _of_yaml(composed[start:end], shown)
    after, rest = fixed(composed[:start] + head + composed[end:], shown)
    return after, count + more + rest


def _yaml(text: str, shown: str) -> tuple[int, int]:
    """Where the YAML of a file stands: all of a data file, the head of a page."""
    if not shown.endswith(".md"):
        return 0, len(text)
    front = FRONT.match(text.replace("\r\n", " \n"))
    return front.span(1) if front else (0, 0)


def _of_yaml(text: str, shown: str) -> tuple[str, int]:
    tabs = len(re.findall(r"\t+", text))
    without = untabbed(text) if tabs else text
    if without is None:
        return text, 0
    folder, _, name = shown.rpartition("/")
    if shown.endswith(".md"):
        after, count = quoted(without, FrontMatter, listed=False)
    elif folder == "data" and (model := DATASETS.get(Path(name).stem)):
        after, count = quoted(without, model, listed=True)
    else:
        after, count = without, 0
    return after, tabs + count


def fix(root: Path) -> dict[str, int]:
    """Mends the files below the root of a project, and tells in how many places, by file."""
    counts = dict[str, int]()
    for file in lint.files(place for name in lint.PLACES if (place := root / name).exists()):
        shown = file.relative_to(root).as_posix()
        counts[shown] = mend(file, shown)
    found, _ = pages.load(root / "docs", root)
    wanted = heading_ids.wanted(found)
    for page in found:
        text = (root / page.shown).read_bytes().decode()
        after, count = heading_ids.mended(page, text, wanted)
        if after != text:
            files.put((root / page.shown).resolve(), after.encode())
            counts[page.shown] += count
    return {shown: count for shown, count in counts.items() if count}


def mend(file: Path, shown: str) -> int:
    """Mends one file by itself; one in which there is nothing to mend, or that is no text, is not written."""
    try:
        text = file.read_bytes().decode()
    except UnicodeDecodeError:
        return 0
    after, count = mended(text, shown)
    if after == text:
        return 0
    files.put(file.resolve(), after.encode())
    return count


def main(arguments: list[str]) -> int:
    root = Path(_options(arguments).root)
    if not (root / "mkdocs.yml").is_file():
        print(f"{root}: phải có mkdocs.yml ở đây · must hold mkdocs.yml", file=sys.stderr)
        return 2
    languages = listing.terminal(os.environ)
    counts = fix(root)
    print("\n".join(_told(counts, code) for code in languages), end="\n\n")
    left = check.problems(root)
    print(listing.text(left, languages))
    return 1 if any(map(is_error, left)) else 0


def _told(counts: Mapping[str, int], code: str) -> str:
    lines = [_MENDED[code].format(path=shown, count=count) for shown, count in counts.items()]
    return "\n".join(lines or [_NOTHING[code]])


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m compendium.fix",
        description=f"{__doc__} Then tells what is left, and ends as the checks do: with 0 when there are warnings at "
        "most, with 1 when there are errors, with 2 when it is called wrongly. · Sửa những gì máy sửa được trong dữ "
        "liệu và trang, rồi cho biết những gì còn lại.",
    )
    parser.add_argument("--root", default=".", help="default: the current folder · mặc định: thư mục hiện tại")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
