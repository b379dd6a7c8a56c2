"""Judges one file of the worst kind in a process of its own: `python worst.py KIND ROOT`, with `hooks` on the path."""

import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

SIZE = 1_000_000


def filled(text: str, size: int = SIZE) -> str:
    return (text * (size // len(text) + 1))[:size]


def _lines(line: str, count: int) -> str:
    return "".join(line.format(n=n) for n in range(count))


EVENT = """- id: event-{n}
  when: '{year}-{month:02}-{day:02}~'
  when_basis: stated
  title: {{vi: Tên, en: Name}}
  summary: {{vi: Tên., en: Name.}}
  subjects: [integration]
  citations: [mai-ha §1 ¶2]
  kind: membership
"""
TERM = """- id: term-{n}
  kind: concept
  vi: {{term: Hội nhập số {n}}}
  en: {{term: Integration {n}}}
  definition: {{vi: Tạo ra và áp dụng cái mới., en: Making and using what is new.}}
  basis: source
  citations: [mai-ha §1]
"""
DATA: dict[str, Callable[[], str]] = {
    "valid events, each on another day": lambda: "".join(
        EVENT.format(n=n, year=1900 + n // 336, month=n // 28 % 12 + 1, day=n % 28 + 1) for n in range(SIZE // 235)
    ),
    "valid terms": lambda: "".join(TERM.format(n=n) for n in range(SIZE // 540)),
    "empty records": lambda: filled("- {}\n"),
    "records of one key": lambda: filled("- id: a\n"),
    "nothing but ids": lambda: _lines("- {{id: a{n}}}\n", SIZE // 16),
    "unknown dates": lambda: _lines("- when: '{n}~/X'\n", SIZE // 19),
    "many keys": lambda: "- id: a\n" + _lines("  k{n}: 1\n", SIZE // 12),
    "one key many times": lambda: filled("a: 1\n"),
    "a key of a megabyte": lambda: f"- {filled('a')}: 1\n",
    "a text of a megabyte": lambda: f"- id: {filled('a')}\n",
    "anchors": lambda: _lines("- &a{n} x\n", SIZE // 12),
    "a bomb of aliases": lambda: "a: &a [x,x]\n" + _lines("b{n}: [*a,*a,*a]\n", SIZE // 20),
    "tags": lambda: filled("- !!python/name:os.system x\n"),
    "merged keys": lambda: filled("- {<<: {a: 1}}\n"),
    "nested lists": lambda: "[" * SIZE,
    "nested maps": lambda: filled("{a: "),
    "nested by indent": lambda: "\n".join(" " * n + "a:" for n in range(1, 1400)),
    "a list of a million": lambda: f"- id: a\n  citations: [{filled('1,')}]",
    "a whole number": lambda: f"- value: {'9' * SIZE}",
    "numbers of thousands of digits": lambda: filled(f"- {'9' * 4000}\n"),
    "NUL": lambda: "\0" * SIZE,
    "pictures of faces": lambda: f"- id: {'😀' * (SIZE // 4)}",
    "marks without end": lambda: f"- id: a{chr(0x301) * (SIZE // 2)}",
    "loose marks": lambda: filled("- e\u0301\n", SIZE // 2),
    "words of an old font": lambda: filled("- nh©n d©n coâng ngheä\n", SIZE // 2),
    "letters of another script": lambda: filled("- id: cоng\n", SIZE // 2),
    "characters that nobody sees": lambda: filled("- a\u200b\n", SIZE // 2),
    "tabs": lambda: filled("\t\n"),
    "returns": lambda: "\r" * SIZE,
    "next lines": lambda: filled("- a\x85", SIZE // 2),
    "an open quotation": lambda: '- "' + filled("a "),
    "documents": lambda: filled("---\n"),
    "questions": lambda: filled("? "),
    "unknown references": lambda: "- id: a\n  partners: [" + _lines("partner-{n}, ", SIZE // 15) + "]\n",
}
FRONT = "---\ntitle: T\ndescription: D.\nevidence: false\n---\n\n"
PAGES: dict[str, Callable[[], str]] = {
    **{
        f"filled with {text!r}": lambda text=text: FRONT + filled(text)  # type: ignore[misc]
        for text in (
            *("[", "![", "[a](", "[a][", "(", "*", "**a ", "_", "`", "<", "<a ", "<!--", "<div>\n", "&", "{", "\\"),
            *(">", "- ", "# a\n\n", "| a ", "a\n\n", "[a](b)\n\n", "<![CDATA[", "~~~\n", "]", "😀", "\0", "[^a]: b\n"),
        )
    },
    "headings": lambda: FRONT + _lines("## A {{#a{n}}}\n\n", SIZE // 17),
    "front matter without end": lambda: "---\n" + filled("title: T\n"),
    "front matter of a megabyte": lambda: f"---\ntitle: {filled('a')}\n---\n",
    "marks without end": lambda: FRONT + "a" + "\u0301" * (SIZE // 2),
    # As much as the limits let through.
    "brackets within the limits": lambda: FRONT + filled("[" * 75 + "a" * 3900 + "\n\n", 60_000),
    "references within the limits": lambda: FRONT + filled("[a][" * 37 + "a" * 3800 + "\n\n", 60_000),
    "tags within the limits": lambda: FRONT + filled("<a " * 75 + "a" * 3700 + "\n\n", 60_000),
    "sections within the limits": lambda: FRONT + filled("<![CDATA[" * 75 + "a" * 3000 + "\n\n", 60_000),
    "stars within the limits": lambda: FRONT + filled("*a_b " * 790 + "\n\n", 60_000),
    "quotations within the limits": lambda: FRONT + filled("> > > > > > > > a\n\n", 60_000),
    "lists within the limits": lambda: FRONT + filled("- - - - - - - - a\n\n", 60_000),
    "tables within the limits": lambda: FRONT + filled("|a" * 60 + "\n" + "|-" * 60 + "\n" + "|\n" * 300 + "\n", 800),
    "tables of thousands of cells": lambda: FRONT + "|a" * 900 + "\n" + "|-" * 900 + "\n" + "|\n" * 100,
    "faults within the limits": lambda: FRONT + filled("[a](javascript:b)\n\n", 20_000),
}
OTHER: dict[str, tuple[str, Callable[[], str]]] = {
    "a drawing, nested": (
        "docs/assets/x.svg",
        lambda: f"<svg xmlns='http://www.w3.org/2000/svg'>{filled('<g>', 299_000)}",
    ),
    "a drawing with a bomb": (
        "docs/assets/x.svg",
        lambda: (
            "<!DOCTYPE s [<!ENTITY a 'aaaaaaaaaa'>"
            + "".join(f"<!ENTITY a{n} '{f'&a{n - 1 if n else str()};' * 10}'>" for n in range(9))
            + "]><svg xmlns='http://www.w3.org/2000/svg'>&a8;</svg>"
        ),
    ),
    "a comparison, nested": ("data/changes/2026.1.json", lambda: "[" * SIZE),
    "a comparison of numbers": ("data/changes/2026.1.json", lambda: f'{{"version": {"9" * SIZE}}}'),
    "a comparison of records": ("data/changes/2026.1.json", lambda: f'{{"records": [{filled("{},")}{{}}]}}'),
    "a statement, nested": ("data/accessibility.json", lambda: "[" * SIZE),
}
KINDS: dict[str, tuple[str, Callable[[], str]]] = {
    **{f"data: {name}": ("data/events.yml", text) for name, text in DATA.items()},
    "data: valid terms": ("data/terms.yml", DATA["valid terms"]),
    **{f"page: {name}": ("docs/vi/index.md", text) for name, text in PAGES.items()},
    **{f"other: {name}": given for name, given in OTHER.items()},
}


def main(kind: str, root: Path) -> None:
    """Prints the seconds of the processor, the bytes of memory, and how many problems there are."""
    from compendium.judgement import judge
    from compendium.render import Renderer

    # Templates are no part of what is judged here.
    Renderer.check = lambda *_: iter(())  # type: ignore[method-assign]
    judge(root)
    path, text = KINDS[kind]
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text(), encoding="utf-8")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    errors = judge(root).errors
    taken = time.process_time() - start
    print("\n".join(map(str, errors)), flush=True)
    print(taken, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024, len(errors))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
