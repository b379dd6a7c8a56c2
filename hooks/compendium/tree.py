"""Which files may stand in `docs/` and `data/`: only what a page, a picture or a record needs, under plain names."""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from compendium import pictures
from compendium.language import LANGUAGES
from compendium.problem import Problem

# The shared files of pages, below `docs/`.
ASSETS = "assets"
_NAME = r"(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:[./]|$))[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?"
_LANGUAGES = "|".join(LANGUAGES)
_VERSION = r"[1-9][0-9]{3}(?:\.[1-9][0-9]{0,3}){1,2}"
# All that may stand there, by its path from the root of the project.
_PLACES = re.compile(
    rf"docs/(?:{_LANGUAGES})(?:/{_NAME}){{0,4}}/{_NAME}\.md"
    rf"|docs/{ASSETS}(?:/{_NAME}){{0,4}}/{_NAME}\.(?:{'|'.join(pictures.SUFFIXES)})"
    rf"|data/{_NAME}\.(?:yml|json)|data/schema/{_NAME}\.json|data/changes/{_VERSION}\.json"
    rf"|data/sync(?:/{_NAME}){{0,5}}\.yml|data/words/(?:{_LANGUAGES})\.txt"
)
# What editors' programs and systems leave beside a file; git keeps none of it, and nothing publishes it.
_LEFTOVERS = re.compile(r"\.DS_Store|Thumbs\.db|desktop\.ini|\..*\.sw[a-z]|\.#.*|.*~|\..*\.new|\.gitkeep|\.~lock\..*#")
_MOST = 5_000


def check(root: Path) -> Iterator[Problem]:
    """Every file that may not stand where it does, and every picture that is not what its name says."""
    count = 0
    for folder in ("docs", "data"):
        for file in walk(root / folder):
            shown = file.relative_to(root).as_posix()
            count += 1
            if count > _MOST:
                vi, en = (
                    f"docs/ và data/ không được có quá {_MOST} tệp",
                    f"docs/ and data/ must hold {_MOST} files at most",
                )
                yield Problem(shown, 1, f"{vi}; hãy xóa bớt", f"{en}; delete some", "file")
                return
            yield from _check(file, shown)


def _check(file: Path, shown: str) -> Iterator[Problem]:
    if file.is_symlink() or not file.is_file():
        vi, en = "phải là tệp thường, không phải liên kết", "must be a real file, not a link"
        yield Problem(shown, 1, f"{vi}; hãy chép tệp vào đây", f"{en}; copy the file here", "file-name")
    elif not _PLACES.fullmatch(shown):
        yield from _misplaced(shown)
    elif pictures.is_picture(shown):
        yield from pictures.check(file, shown)


def _misplaced(shown: str) -> Iterator[Problem]:
    path = PurePosixPath(shown)
    # Pages outside the folder of a language have a check of their own, see pages.py.
    if path.suffix == ".md" and path.parts[0] == "docs" and path.parts[1] not in LANGUAGES and shown.isprintable():
        return
    vi = (
        "tệp phải có tên viết thường không dấu, nối bằng gạch ngang, và đúng chỗ: trang .md trong thư mục của ngôn "
        f"ngữ, hình {', '.join(pictures.SUFFIXES)} trong docs/{ASSETS}/, dữ liệu .yml trong data/"
    )
    en = (
        "file must have a plain name in lower case, with hyphens, and stand in its place: pages (.md) in the folder of "
        f"a language, pictures ({', '.join(pictures.SUFFIXES)}) in docs/{ASSETS}/, data (.yml) in data/"
    )
    yield Problem(shown, 1, f"{vi}; ví dụ: docs/vi/goals.md", f"{en}; for example: docs/vi/goals.md", "file-name")


def shared(docs: Path) -> Iterator[Path]:
    """The files that all languages share, as the host publishes them."""
    return (file for file in walk(docs / ASSETS) if file.is_file() and not file.is_symlink())


def sound(folder: Path, suffixes: tuple[str, ...]) -> list[Path]:
    """The files below a folder of the project that may be read: real ones, whose names can be shown and published.

    What else stands there is a problem that `check` tells.
    """
    files = (file for file in walk(folder) if file.suffix in suffixes and file.is_file() and not file.is_symlink())
    return [file for file in files if file.relative_to(folder).as_posix().isprintable()]


def walk(folder: Path) -> Iterator[Path]:
    """Everything below a folder but its folders, in order; where a link leads is not looked at."""
    if folder.is_symlink():
        yield folder
        return
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.is_dir() and not path.is_symlink():
            yield from walk(path)
        elif not _LEFTOVERS.fullmatch(path.name):
            yield path
