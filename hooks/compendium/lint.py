"""Checks the text of docs/ and data/, letter by letter; with --fix, mends what can be mended and nothing else."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from shutil import copymode

from compendium import sizes, tree
from compendium.problem import Problem
from compendium.proofreading import RECORDS, Finding, Report, check, fixed
from compendium.reader import read_text
from compendium.spelling import RULES, Rule

PLACES = ("docs", "data", "hooks/compendium/words.yml", "hooks/compendium/dictionary.yml")
_SUFFIXES = (".md", *RECORDS)


def files(places: Iterable[Path]) -> Iterator[Path]:
    """The pages and data files that the places are or hold."""
    for place in places:
        if place.is_dir():
            yield from tree.sound(place, _SUFFIXES)
        else:
            yield place


def errors(root: Path) -> Iterator[Problem]:
    """What must stop a build of `docs/` and `data/`, but for what reading them tells anyway."""
    return _judged(root, PLACES[:2], _STOPPING)


def warnings(root: Path) -> Iterator[Problem]:
    """What is not in the style of the site, and whatever is wrong with the texts of the interface."""
    yield from _judged(root, PLACES[:2], [rule for rule in RULES if rule.level == "warning"])
    yield from _judged(root, PLACES[2:], RULES)


def _judged(root: Path, places: Iterable[str], rules: Sequence[Rule]) -> Iterator[Problem]:
    for file in files(root / place for place in places):
        shown = file.relative_to(root).as_posix()
        yield from (finding.problem() for finding in _report(file, shown, rules).findings)


_TOLD_BY_READING = {"nfc", "byte-order-mark"}
_STOPPING = [rule for rule in RULES if rule.level == "error" and rule.name not in _TOLD_BY_READING]


def _report(file: Path, shown: str, rules: Sequence[Rule] = RULES) -> Report:
    is_page = file.suffix not in RECORDS
    text, problems = read_text(file, shown, sizes.MOST_BYTES) if is_page else read_text(file, shown)
    if text is not None and is_page and (too_large := [*sizes.check(text, shown)]):
        return Report((), tuple(too_large))
    # Of what can be read at all, the rules tell the faults of the encoding, and at their places.
    return Report((), tuple(problems)) if text is None else check(_text(file), shown, rules)


def _text(file: Path) -> str:
    return file.read_bytes().decode("utf-8")


def fix(file: Path, shown: str) -> int:
    """Mends a file and tells in how many places; one in which there is nothing to mend is not written."""
    if read_text(file, shown)[0] is None:
        return 0
    text = _text(file)
    mended, count = fixed(text, shown)
    if mended != text:
        _write(file.resolve(), mended)
    return count


def _write(file: Path, text: str) -> None:
    """Puts the whole file in the place of the old one at once, with the rights of the old one."""
    temporary = file.with_name(f".{file.name}.new")
    try:
        temporary.write_bytes(text.encode())
        copymode(file, temporary)
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)


def main(arguments: list[str]) -> int:
    options = _options(arguments)
    found = {file: _shown(file) for file in files(map(Path, options.paths))}
    if options.fix:
        for file, shown in found.items():
            if count := fix(file, shown):
                print(f"{shown}: đã sửa {count} chỗ · mended in {count} place{'s' * (count > 1)}")
    reports = [_report(file, shown) for file, shown in found.items()]
    for report in reports:
        for said in [*report.problems, *report.findings]:
            print(said)
    findings = [finding for report in reports for finding in report.findings]
    problems = [problem for report in reports for problem in report.problems]
    print(_summary(len(found), findings, problems))
    return 1 if problems or any(finding.rule.level == "error" for finding in findings) else 0


def _shown(file: Path) -> str:
    """The path from the current folder, where the file is below it."""
    here = Path.cwd()
    return (file.resolve().relative_to(here) if file.resolve().is_relative_to(here) else file).as_posix()


def _summary(count: int, findings: list[Finding], problems: list[Problem]) -> str:
    if not findings and not problems:
        return f"Đã xem {count} tệp, không có gì phải sửa.\nFiles read: {count}; nothing to mend."
    wrong = len(problems) + sum(finding.rule.level == "error" for finding in findings)
    styled = len(findings) + len(problems) - wrong
    mendable = sum(finding.mended is not None for finding in findings)
    vi, en = f"Lỗi: {wrong}, cảnh báo: {styled}.", f"Errors: {wrong}, warnings: {styled}."
    if mendable:
        vi, en = f"{vi} Sửa tự động được {mendable} chỗ: make fix", f"{en} {mendable} can be mended: make fix"
    if by_hand := len(findings) + len(problems) - mendable:
        vi, en = f"{vi}\nPhải sửa bằng tay: {by_hand}.", f"{en}\nTo be mended by hand: {by_hand}."
    return f"{vi}\n{en}"


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m compendium.lint",
        description=f"{__doc__} Ends with 0 when there are warnings at most, with 1 when there are errors, with 2 when "
        "it is called wrongly. · Kiểm tra câu chữ trong docs/ và data/; với --fix, sửa những gì sửa được.",
    )
    parser.add_argument("--fix", action="store_true", help="mend what can be mended · sửa những gì sửa được")
    parser.add_argument("paths", nargs="*", default=PLACES, metavar="PATH", help=f"default: {' '.join(PLACES)}")
    options = parser.parse_args(arguments)
    for path in options.paths:
        if not Path(path).is_dir() and not (Path(path).is_file() and Path(path).suffix in _SUFFIXES):
            parser.error(f"{path}: phải là thư mục, tệp .md hoặc .yml có thật · must be a folder, a .md or a .yml file")
    return options


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
