"""Pictures of `docs/assets/`: that they are what their name says, and that a drawing only draws."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from compendium.problem import Fault, Problem

_MAX_BYTES = 2_000_000
_MAX_DRAWING = 300_000
_MAX_DEPTH = 32
_MOST_FAULTS = 20
# How each kind begins and ends.
_KINDS = {
    "png": (re.compile(rb"\x89PNG\r\n\x1a\n"), b"IEND\xaeB`\x82"),
    "jpg": (re.compile(rb"\xff\xd8\xff"), b"\xff\xd9"),
    "webp": (re.compile(rb"RIFF....WEBP", re.DOTALL), b""),
}
SUFFIXES = (*_KINDS, "svg")

_SVG = "http://www.w3.org/2000/svg"
# Shapes, words, colours and what repeats them: nothing that runs, moves, loads or holds HTML.
_ELEMENTS = re.compile(
    "svg|g|defs|symbol|use|title|desc|path|rect|circle|ellipse|line|polyline|polygon|text|tspan"
    "|linearGradient|radialGradient|stop|clipPath|mask|marker|pattern"
)
_ATTRIBUTES = re.compile(
    "id|class|lang|role|aria-(?:label|labelledby|hidden)|version|href|viewBox|preserveAspectRatio|transform|width|height"
    "|[xyrd]|[xy][12]|[crdf][xy]|ref[XY]|points|orient|offset|opacity|color|display|visibility|mask|clip-(?:path|rule)"
    "|fill(?:-opacity|-rule)?|stroke(?:-(?:width|linecap|linejoin|dasharray|dashoffset|miterlimit|opacity))?"
    "|font-(?:family|size|style|weight)|text-anchor|(?:dominant|alignment)-baseline|letter-spacing|vector-effect"
    "|shape-rendering|stop-(?:color|opacity)|gradient(?:Units|Transform)|spreadMethod|clipPathUnits"
    "|mask(?:Content)?Units|marker(?:-start|-mid|-end|Width|Height|Units)|pattern(?:Content)?(?:Units|Transform)"
)
_OWN_ID = re.compile(r"#[\w-]+")
_ELSEWHERE = re.compile(r"url\s*\((?!#[\w-]+\))|[\\@]|:\s*//|\b(?:javascript|vbscript|data|file)\s*:", re.IGNORECASE)


def is_picture(shown: str) -> bool:
    return shown.rpartition(".")[2] in SUFFIXES


def check(file: Path, shown: str) -> Iterator[Problem]:
    """What is wrong with a picture."""
    suffix = shown.rpartition(".")[2]
    most = _MAX_DRAWING if suffix == "svg" else _MAX_BYTES
    if file.stat().st_size > most:
        vi, en = f"hình phải nhỏ hơn {most} byte; hãy thu nhỏ", f"a picture must be under {most} bytes; make it smaller"
        yield Problem(shown, 1, vi, en, "file")
        return
    content = file.read_bytes()
    if suffix == "svg":
        yield from (Problem(shown, line, fault.vi, fault.en, fault.check) for line, fault in drawing(content))
        return
    begins, ends = _KINDS[suffix]
    if not begins.match(content) or not content.endswith(ends):
        vi, en = f"nội dung của hình phải đúng là .{suffix}", f"the content of a picture must be what .{suffix} says"
        yield Problem(shown, 1, f"{vi}; hãy lưu lại dạng đó", f"{en}; save it in that format", "image")


def drawing(content: bytes) -> list[tuple[int, Fault]]:
    """What is wrong with a drawing in SVG, with its lines: it holds shapes and words, and leads nowhere."""
    judge = _Judge()
    try:
        judge.parser.Parse(content, True)
    except _Stop:
        pass
    # Other encodings than the parser's own are no reason to guess.
    except (expat.ExpatError, ValueError, LookupError):
        vi, en = "tệp phải là hình SVG đúng cú pháp", "file must be a well-formed SVG picture"
        fault = Fault(f"{vi}; hãy lưu lại dạng SVG", f"{en}; save it as SVG", "image")
        judge.found.append((judge.parser.CurrentLineNumber, fault))
    return judge.found


class _Stop(Exception):
    """Nothing more is read."""


class _Judge:
    def __init__(self) -> None:
        self.found = list[tuple[int, Fault]]()
        self._depth = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.ProcessingInstructionHandler = self._instruction

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        space, _, element = name.rpartition(" ")
        if space != _SVG or not _ELEMENTS.fullmatch(element) or (self._depth == 1) != (element == "svg"):
            self._refuse(f"<{element}>")
        for attribute, value in attributes.items():
            bare = attribute.rpartition(" ")[2]
            leads = bare == "href" and not _OWN_ID.fullmatch(value)
            if leads or not _ATTRIBUTES.fullmatch(bare) or _ELSEWHERE.search(value):
                self._refuse(f'{bare}="{value[:60]}"')
        if self._depth > _MAX_DEPTH:
            self._refuse(f"<{element}> × {_MAX_DEPTH}")
            raise _Stop

    def _end(self, _: str) -> None:
        self._depth -= 1

    def _doctype(self, *_: object) -> None:
        self._refuse("<!DOCTYPE>")
        raise _Stop

    def _instruction(self, target: str, _: str) -> None:
        self._refuse(f"<?{target}?>")

    def _refuse(self, what: str) -> None:
        example = '<path d="M4 7h16" fill="none"/>'
        vi = f"hình SVG chỉ được gồm hình vẽ và chữ, không có `{what}`; ví dụ: {example}"
        en = f"an SVG picture must hold shapes and words alone, without `{what}`; for example: {example}"
        self.found.append((self.parser.CurrentLineNumber, Fault(vi, en, "image")))
        if len(self.found) >= _MOST_FAULTS:
            raise _Stop
