"""How a page is cited: by the citation styles, and in the formats that reference managers read.

No form says when the page was read. A release never changes at its permanent address, so that the day of reading adds
nothing; of a draft, which may change, nobody knows the day when it is built. Both styles can say it all the same.
"""

import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc.source.json import CiteProcJSON
from markupsafe import Markup, escape

from compendium.language import LANGUAGES
from compendium.work import Work

# The styles, `<name>.csl` beside this file, and the language in which each speaks.
STYLES = {"vietnamese": "vi", "apa": "en"}

# BibTeX counts braces, even those after a backslash: they are named, too.
_LATEX = {char: f"\\{char}" for char in "$&#%_"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def foot(work: Work) -> str:
    """What stands at the foot of a page: every form of its citation."""
    item = csl(work)
    formats = {"BibTeX": bibtex(item), "RIS": ris(item), "CSL-JSON": csl_json(item)}
    return work.frame.render("cite.html", styles={name: styled(item, name) for name in STYLES}, formats=formats)


def csl(work: Work) -> dict[str, Any]:
    """The page as an item of CSL-JSON. Nobody is named as its author or publisher: the data knows of none."""
    stem = re.sub(r"\W+", "-", work.path.removesuffix(".md"))
    code = work.frame.language.code
    item = {
        "id": f"{stem}-{work.frame.version or 'draft'}-{code}",
        "type": "webpage",
        "title": work.title,
        "container-title": "" if work.is_home else work.site,
        "version": work.frame.version,
        "issued": {"date-parts": [_parts(work.issued)]} if work.issued else None,
        "language": code,
        "URL": work.url,
    }
    return {name: value for name, value in item.items() if value}


def styled(item: dict[str, Any], style: str) -> Markup:
    """The citation of an item by a style, as HTML. What is not in the language of the style says in which it is."""
    shown = {
        name: _marked(value, item.get("language", ""), STYLES[style]) if "title" in name else value
        for name, value in item.items()
    }
    shown["URL"] = escape(item["URL"])
    bibliography = CitationStylesBibliography(_style(style), CiteProcJSON([shown]))
    bibliography.register(Citation([CitationItem(item["id"])]))
    return Markup(bibliography.bibliography()[0])  # noqa: S704 - the library leaves what it is given as it is


def _marked(text: str, language: str, around: str) -> Markup:
    """The library knows nothing of markup in a text: it is made here, and safe before it gets there."""
    return escape(text) if language == around else Markup('<span lang="{}">{}</span>').format(language, text)


@cache
def _style(name: str) -> CitationStylesStyle:
    return CitationStylesStyle(str(Path(__file__).with_name(f"{name}.csl")), validate=False)


def bibtex(item: dict[str, Any]) -> str:
    """An entry for BibTeX and BibLaTeX, in UTF-8. The braces within braces keep the capitals of the title."""
    fields = {
        "title": f"{{{_latex(item['title'])}}}",
        "howpublished": _latex(item.get("container-title", "")),
        "version": item.get("version"),
        "url": item["URL"],
        "langid": LANGUAGES[item["language"]].english_name.lower(),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    if "issued" in item:
        year, month, day = item["issued"]["date-parts"][0]
        lines += [f"  year = {{{year}}}", f"  month = {_MONTHS[month - 1]}", f"  day = {{{day}}}"]
    return ",\n".join([f"@misc{{{item['id']}", *lines]) + "\n}"


def _latex(text: str) -> str:
    return "".join(_LATEX.get(char, char) for char in text)


def ris(item: dict[str, Any]) -> str:
    """A record for reference managers: a tag and a value on each line."""
    day = date(*item["issued"]["date-parts"][0]) if "issued" in item else None
    fields = {
        "TY": "ELEC",
        "ID": item["id"],
        "TI": item["title"],
        "T2": item.get("container-title"),
        "PY": day and day.year,
        "DA": day and day.isoformat().replace("-", "/"),
        "ET": item.get("version"),
        "LA": item["language"],
        "UR": item["URL"],
    }
    lines = [f"{tag}  - {' '.join(str(value).split())}" for tag, value in fields.items() if value]
    return "\n".join([*lines, "ER  - "])


def csl_json(item: dict[str, Any]) -> str:
    """A list of one item of CSL-JSON, a field on each line."""
    fields = [f"  {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}" for name, value in item.items()]
    return "[{\n" + ",\n".join(fields) + "\n}]"


def _parts(day: str) -> list[int]:
    known = date.fromisoformat(day)
    return [known.year, known.month, known.day]
