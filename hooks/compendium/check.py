"""Checks the whole project: data, pages, both languages, terms, text, links. Builds nothing."""

import argparse
import os
import sys
from pathlib import Path

from compendium import judgement, listing
from compendium.checks import is_error
from compendium.language import LANGUAGES
from compendium.problem import Problem


def problems(root: Path) -> list[Problem]:
    """Every error and every warning below the root of a project."""
    judged = judgement.judge(root)
    found = [*judged.errors, *judged.warnings(), *judgement.configuration(root, judged.pages)]
    return sorted(set(found))


def main(arguments: list[str]) -> int:
    options = _options(arguments)
    root = Path(options.root)
    if not (root / "mkdocs.yml").is_file():
        print(f"{root}: phải có mkdocs.yml ở đây · must hold mkdocs.yml", file=sys.stderr)
        return 2
    found = problems(root)
    said = [options.language] if options.language in LANGUAGES else [*LANGUAGES]
    print(listing.FORMATS[options.format](found, said if options.language else listing.terminal(os.environ)))
    return 1 if any(map(is_error, found)) else 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m compendium.check",
        description=f"{__doc__} Ends with 0 when there are warnings at most, with 1 when there are errors, with 2 when "
        "it is called wrongly. · Kiểm tra toàn bộ dữ liệu, trang, hai ngôn ngữ, thuật ngữ và câu chữ; không dựng gì.",
    )
    parser.add_argument("--format", choices=listing.FORMATS, default="text", help="default: text · mặc định: text")
    parser.add_argument(
        "--language", choices=[*LANGUAGES, "both"], help="default: that of LANG, or both · mặc định: theo LANG"
    )
    parser.add_argument("--root", default=".", help="default: the current folder · mặc định: thư mục hiện tại")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
