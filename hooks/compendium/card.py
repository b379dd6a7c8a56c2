"""The picture that stands for the site where a page is shared: 1200 × 630 pixels, one for each language."""

from pathlib import Path
from typing import cast

import typst

from compendium.frame import Frame
from compendium.language import LANGUAGES


def card(frame: Frame) -> bytes:
    """The picture in the language of a frame, as PNG: the same bytes wherever it is made, with the fonts of typst.

    Texts come in as values, not as source: nothing in them is a command.
    """
    home = frame.pages.by_language[frame.language.code]["index.md"]
    texts = {
        "lang": frame.language.code,
        "site": frame.word("site"),
        "about": home.front.description,
        "languages": " · ".join(language.name for language in LANGUAGES.values()),
    }
    source = Path(__file__).with_name("card.typ").read_bytes()
    compiler = typst.Compiler(source, sys_inputs=texts, ignore_system_fonts=True)
    # A point of the page is a pixel of the picture; only of several pages is there a list.
    return cast(bytes, compiler.compile(format="png", ppi=72.0))
