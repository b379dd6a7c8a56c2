"""Adds an event, a term, a source or a page, in every language: asks for what is needed, and never overwrites."""

import argparse
import os
import shlex
import sys
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from compendium import files, listing, pages, trial
from compendium.asking import Conversation, Values, missing, said, texts
from compendium.checks import is_error
from compendium.files import Change
from compendium.language import LANGUAGES
from compendium.library import Library
from compendium.new_page import PageSubject
from compendium.new_record import NewRecord
from compendium.problem import DataError, Fault, Problem
from compendium.questions import Question

Subject = NewRecord | PageSubject
# What can be added: its dataset, and where readers find it. A page has a file of its own.
_DATASETS = {"event": "events", "term": "terms", "source": "sources"}
_ADDRESSES = {"event": "timeline/#{id}", "term": "glossary/#{id}", "source": "sources/#{id}", "page": "{address}"}
_STOPPED = 130


def main(arguments: list[str]) -> int:
    kind, root = _asked(arguments)
    person = Conversation(listing.terminal(os.environ)[0], _read, print)
    if not (root / "mkdocs.yml").is_file():
        print(person.say("wrong-place", root=root), file=sys.stderr)
        return 2
    try:
        subject = _subject(kind, root)
        return _add(person, subject, _given(subject, arguments), root, kind)
    except DataError as error:
        print(listing.text(error.problems, [person.language]))
        print(person.say("unsound"), file=sys.stderr)
        return 1
    except (KeyboardInterrupt, EOFError):
        print(f"\n{person.say('stopped')}", file=sys.stderr)
        return _STOPPED


def _subject(kind: str, root: Path) -> Subject:
    """What is asked about. Raises DataError where the records that are there are not whole."""
    if kind in _DATASETS:
        return NewRecord(root, _DATASETS[kind], Library.load(root / "data"))
    return PageSubject(root, pages.load(root / "docs", root)[0])


def _add(person: Conversation, subject: Subject, values: Values, root: Path, kind: str) -> int:
    asks = sys.stdin.isatty() and bool(missing(subject.questions, values))
    if not asks and (needed := missing(subject.questions, values)):
        examples = [subject.suggested(values, question.keys) or question.example for question in needed]
        lines = [f"  {one.option} {shlex.quote(example)}" for one, example in zip(needed, examples, strict=True)]
        print("\n".join([person.say("missing"), *lines]), file=sys.stderr)
        return 2
    if not _are_right(person, subject, values) and not asks:
        return 1
    if asks:
        person.tell(person.say("start"))
        person.complete(subject, values)
    while True:
        while asks and not person.is_reviewed(subject, values):
            pass
        if _is_written(person, subject, values, root, kind):
            return 0
        if not asks:
            return 1


def _are_right(person: Conversation, subject: Subject, values: Values) -> bool:
    """Whether all that was given is right; what is not is told, and taken out of it."""
    wrong = {keys: faults for keys in values if (faults := subject.faults(values, keys))}
    for keys, faults in wrong.items():
        del values[keys]
        print("\n".join(said(fault, person.language) for fault in faults), file=sys.stderr)
    return not wrong


def _is_written(person: Conversation, subject: Subject, values: Values, root: Path, kind: str) -> bool:
    """Writes what was answered, where it brings no error; otherwise says what it would bring."""
    print(f"\n{person.say('judging')}")
    try:
        changes = subject.changes(values)
        found = trial.problems(root, changes)
        if not any(map(is_error, found)):
            files.write(root, changes)
            _tell(person, subject, values, changes, found, kind)
            return True
        told = listing.text(found, [person.language])
    except Fault as fault:
        told = said(fault, person.language)
    print(f"{person.say('refused')}\n\n{told}")
    return False


def _tell(
    person: Conversation, subject: Subject, values: Values, changes: list[Change], found: list[Problem], kind: str
) -> None:
    """What was written, and what to do next."""
    places = [f"{change.path}:{change.line}" for change in changes]
    print("\n".join(person.say("written", place=place) for place in places))
    # Of the paragraphs to be replaced, the next steps tell.
    if found := [problem for problem in found if problem.check != "placeholder"]:
        print(f"\n{person.say('noted')}\n\n{listing.text(found, [person.language])}")
    print(f"\n{person.say('next')}")
    for number, step in enumerate(_steps(person, subject, values, changes, kind), 1):
        print(f" {number} {step}")


def _steps(person: Conversation, subject: Subject, values: Values, changes: list[Change], kind: str) -> Sequence[str]:
    path = str(values.get(("path",), ""))
    path = path if path.endswith(".md") or not path else f"{path}.md"
    identifier = str(values.get(("id",), pages.address(path).strip("/").replace("/", "-")))
    branch = f"add-{identifier}"
    address = _ADDRESSES[kind].format(id=identifier, address=pages.address(path))
    of_page = [
        person.say("next.replace", placeholder=texts()["placeholder"][person.language]),
        person.say("next.gates"),
        person.say("next.confirm", path=path),
    ]
    of_kind = {"page": of_page, "source": [person.say("next.cite", id=identifier)]}
    return [
        *(person.say("next.look", place=f"{change.path}:{change.line}") for change in changes[:1]),
        *of_kind.get(kind, []),
        person.say("next.check"),
        person.say("next.serve", address=address),
        person.say("next.propose", branch=branch, paths=" ".join(change.path for change in changes)),
    ]


def _read(prompt: str) -> str:
    # Arrow keys, where the system has them; of use to people only, so that it is loaded for them.
    with suppress(ImportError):
        import readline  # noqa: F401
    return input(prompt)


def _asked(arguments: list[str]) -> tuple[str, Path]:
    """What is to be added, and to which project; the options of each depend on both."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    _add_common(parser)
    if not arguments or arguments[0] in ("-h", "--help"):
        parser = _parser([])
        parser.parse_args(arguments)
    options, _ = parser.parse_known_args(arguments)
    return options.what, Path(options.root)


def _given(subject: Subject, arguments: list[str]) -> Values:
    """The answers that the options give."""
    options = vars(_parser(subject.questions).parse_args(arguments))
    values: Values = {}
    for question in subject.questions:
        if (typed := options.get(question.name)) is not None:
            joined = (", " if question.parts else "; ").join(typed) if question.listed else typed
            values[question.keys] = question.value(unicodedata.normalize("NFC", joined).strip())
    return values


def _parser(questions: Sequence[Question]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m compendium.new",
        description=f"{__doc__} What no option gives is asked for in the terminal. Ends with 0 when it wrote, with 1 "
        "when something must be mended first, with 2 when it is called wrongly, with 130 when it was stopped. · Thêm "
        "sự kiện, thuật ngữ, nguồn hoặc trang bằng cả hai ngôn ngữ; điều gì không có trong tùy chọn thì được hỏi.",
        allow_abbrev=False,
    )
    _add_common(parser)
    for question in questions:
        about = " · ".join(question.meaning[code] for code in LANGUAGES)
        parser.add_argument(
            question.option,
            dest=question.name,
            action="append" if question.listed else "store",
            metavar="…",
            help=f"{about} ({question.example})".replace("%", "%%"),
        )
    return parser


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=_ADDRESSES, help="what to add; its --help tells more · thứ muốn thêm")
    parser.add_argument("--root", default=".", help="default: the current folder · mặc định: thư mục hiện tại")


if __name__ == "__main__":
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        # A terminal of another encoding loses letters, but no answer and no traceback.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.exit(main(sys.argv[1:]))
