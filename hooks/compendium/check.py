"""Checks the whole project: data, pages, both languages, terms, text, links. Builds nothing."""

import argparse
import io
import os
import sys
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

from compendium import configuration, judgement, listing, misspelling
from compendium.checks import catalogue, is_error
from compendium.language import LANGUAGES
from compendium.problem import Problem


@dataclass(frozen=True)
class Report:
    """Every error and every warning of a project, and the checks that could not be made on this machine."""

    problems: list[Problem]
    unchecked: tuple[str, ...] = ()


def report(root: Path) -> Report:
    """Checks everything below the root of a project."""
    judged = judgement.judge(root)
    found = {*judged.errors, *judged.warnings(), *configuration.check(root, judged.pages)}
    misspelled = misspelling.check(root, judged.library)
    return Report(sorted(found.union(misspelled or ())), () if misspelled is not None else (misspelling.NAME,))


def problems(root: Path) -> list[Problem]:
    """Every error and every warning below the root of a project."""
    return report(root).problems


def main(arguments: list[str]) -> int:
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal of few letters shows the others by their numbers, and the rest as it is.
        sys.stdout.reconfigure(errors="backslashreplace")
    parser = _parser()
    options = parser.parse_args(arguments)
    asked = {code: [code] for code in LANGUAGES} | {"both": [*LANGUAGES]}
    said = asked[options.language] if options.language else listing.terminal(os.environ)
    if options.list:
        print("\n".join(f"{name} ({listing.LEVELS[check.level][said[0]]})" for name, check in catalogue().items()))
        return 0
    if options.explain:
        print(listing.explanation(options.explain, said))
        return 0
    root = Path(options.root)
    if not (root / "mkdocs.yml").is_file():
        parser.error(f"{root}: phải có mkdocs.yml ở đây · must hold mkdocs.yml")
    found = report(root)
    try:
        print(listing.FORMATS[options.format](found.problems, said, found.unchecked), flush=True)
    # Whoever has read enough, as `| head` has, is no error; nothing more is written when the program ends.
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1 if any(map(is_error, found.problems)) else 0


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"gọi sai · wrong use: {message}\n{self.prog} --help\n")


def _name(text: str) -> str:
    if text not in catalogue():
        close = ", ".join(get_close_matches(text, catalogue(), 3, 0.4)) or next(iter(catalogue()))
        told = f"không có phép kiểm tra tên `{text}`, ví dụ · there is no check `{text}`; for example: {close}"
        raise argparse.ArgumentTypeError(told)
    return text


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="python -m compendium.check",
        description=f"{__doc__} Ends with 0 when there are warnings at most, with 1 when there are errors, with 2 when "
        "it is called wrongly. · Kiểm tra toàn bộ dữ liệu, trang, hai ngôn ngữ, thuật ngữ và câu chữ; không dựng gì.",
    )
    parser.add_argument("--format", choices=listing.FORMATS, default="text", help="default: text · mặc định: text")
    parser.add_argument(
        "--language", choices=[*LANGUAGES, "both"], help="default: that of LANG, or both · mặc định: theo LANG"
    )
    parser.add_argument("--root", default=".", help="default: the current folder · mặc định: thư mục hiện tại")
    parser.add_argument("--list", action="store_true", help="the names of all checks · tên của mọi phép kiểm tra")
    parser.add_argument("--explain", type=_name, metavar="NAME", help="what it asks for · giải thích một phép kiểm tra")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
