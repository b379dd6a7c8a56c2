"""How a page is cited: by two styles, and in three formats that reference managers read."""

import gzip
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc.formatter import html
from citeproc.source.bibtex.bibparse import BibTeXParser
from citeproc.source.bibtex.latex import parse_latex
from citeproc.source.bibtex.latex.macro import MACROS, Macro
from citeproc.source.json import CiteProcJSON
from compendium import citing, dates
from compendium.language import BOTH, LANGUAGES, VIETNAMESE
from conftest import Site
from dom import parse
from works import ROOT, SITES, TITLES, site_with, work

HOSTILE = '</code><script>alert(1)</script> {a} \\b $x$ 5% #1 a_b ~ ^ “q” & "r"'
ADDRESS = {"vi": f"{ROOT}2026.1/integration/goals/", "en": f"{ROOT}2026.1/en/integration/goals/"}
FORMS = {
    "vi": ["Kiểu Việt Nam", "APA 7", "BibTeX", "RIS", "CSL-JSON"],
    "en": ["Vietnamese style", "APA 7", "BibTeX", "RIS", "CSL-JSON"],
}


def text(style: str, item: dict[str, Any]) -> str:
    """A citation as a reader copies it."""
    return parse(citing.styled(item, style)).text


def item(**changed: Any) -> dict[str, Any]:
    """A page of this site; a field that is None is left out."""
    page = {
        "id": "a",
        "type": "webpage",
        "title": "Goals & targets",
        "container-title": SITES["en"],
        "version": "2026.1",
        "issued": {"date-parts": [[2026, 3, 5]]},
        "language": "en",
        "URL": ADDRESS["en"],
    } | changed
    return {name: value for name, value in page.items() if value is not None}


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_page_is_an_item_pinned_to_its_release_and_its_permanent_address(site: Site, code: str) -> None:
    assert citing.csl(work(site_with(site), code)) == {
        "id": f"integration-goals-2026.1-{code}",
        "type": "webpage",
        "title": TITLES[code],
        "container-title": SITES[code],
        "version": "2026.1",
        "issued": {"date-parts": [[2026, 3, 5]]},
        "language": code,
        "URL": ADDRESS[code],
    }


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_home_page_is_cited_as_the_site(site: Site, code: str) -> None:
    home = citing.csl(work(site_with(site), code, "index.md"))
    assert (home["title"], home["id"]) == (SITES[code], f"index-2026.1-{code}")
    assert "container-title" not in home


def test_a_draft_has_the_day_of_its_last_change_where_it_is_known_and_no_release(site: Site) -> None:
    draft = citing.csl(work(site_with(site), "en", version=None, updated="2026-02-09"))
    assert draft["issued"] == {"date-parts": [[2026, 2, 9]]}
    assert draft["URL"] == f"{ROOT}en/integration/goals/"
    assert "version" not in draft
    undated = citing.csl(work(site, "en", version=None))
    assert "issued" not in undated
    assert text("apa", undated).startswith("Goals & targets. (n.d.). International")
    assert "day" not in citing.bibtex(undated)
    assert "DA" not in citing.ris(undated)


def test_a_page_in_the_vietnamese_style(site: Site) -> None:
    site_with(site)
    assert text("vietnamese", citing.csl(work(site, "vi"))) == (
        "“Mục tiêu & chỉ tiêu”, Hội nhập quốc tế về khoa học và công nghệ [trực tuyến], bản phát hành 2026.1, "
        "ngày 05 tháng 3 năm 2026, https://example.org/policy/2026.1/integration/goals/"
    )
    assert text("vietnamese", citing.csl(work(site, "en", "index.md"))) == (
        "International integration in science and technology [trực tuyến], bản phát hành 2026.1, "
        "ngày 05 tháng 3 năm 2026, https://example.org/policy/2026.1/en/"
    )


@pytest.mark.parametrize("month", range(1, 13))
def test_the_vietnamese_style_says_days_as_the_site_does(month: int) -> None:
    day = {"date-parts": [[2026, month, 9]]}
    said = dates.say(f"2026-{month:02}-09", VIETNAMESE.long_dates)
    assert f", {said}, https" in text("vietnamese", item(issued=day))
    assert text("vietnamese", item(accessed=day)).endswith(f"goals/, truy cập {said}")


@pytest.mark.parametrize(
    "page",
    [
        item(),
        item(language="vi", title=TITLES["vi"], **{"container-title": SITES["vi"]}),
        item(title="Home of the brave. What next", version=None),
        item(issued={"date-parts": [[2031, 12, 31]]}, title="vietnam & the world"),
        item(title=SITES["en"], **{"container-title": None}),
        item(title=SITES["vi"], language="vi", **{"container-title": None}),
        item(issued=None, accessed={"date-parts": [[2026, 11, 2]]}),
        item(issued=None, accessed={"date-parts": [[2026, 1, 22]]}, language="vi", title=TITLES["vi"]),
    ],
    ids=lambda page: f"{page['title']} {page['language']} {'issued' in page}",
)
def test_apa_is_what_the_style_of_its_writers_makes(page: dict[str, Any]) -> None:
    bibliography = CitationStylesBibliography(CitationStylesStyle("apa", validate=False), CiteProcJSON([page]), html)
    bibliography.register(Citation([CitationItem("a")]))
    # It is for a processor that does not say a title again which stands in for an author; ours does.
    title = f"<i>{page['title']}</i>."
    official, repeated = re.subn(
        f"({re.escape(title)} .*?){re.escape(title)} ", r"\1", str(bibliography.bibliography()[0])
    )
    assert repeated == 1
    assert text("apa", page) == parse(official).text


@pytest.mark.parametrize("name", citing.STYLES)
def test_each_style_is_valid_csl(name: str) -> None:
    # What is not, is a warning of the library, and warnings are errors here.
    CitationStylesStyle(str(Path(citing.__file__).with_name(f"{name}.csl")), validate=True)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("style", citing.STYLES)
def test_what_is_not_in_the_language_of_the_style_says_in_which_it_is(code: str, style: str) -> None:
    shown = parse(citing.styled(item(language=code), style))
    marked = [span.text for span in shown.all("span", lang=code)]
    assert marked == ([] if citing.STYLES[style] == code else ["Goals & targets", SITES["en"]])


def test_nothing_in_a_title_is_markup() -> None:
    for style in citing.STYLES:
        shown = parse(citing.styled(item(title=HOSTILE, **{"container-title": HOSTILE}), style))
        assert {element.tag for element in shown.elements()} <= {"i", "span"}
        assert shown.text.count("<script>alert(1)</script>") == 2


@pytest.mark.parametrize("title", [TITLES["vi"], HOSTILE, "Ngoại giao KH&CN"])
def test_bibtex_is_read_back_as_it_was_written(monkeypatch: pytest.MonkeyPatch, title: str) -> None:
    # What reads it knows these two, and stumbles over them; and it takes the tilde of a text for a space of LaTeX.
    for name, brace in (("textbraceleft", "{{"), ("textbraceright", "}}")):
        monkeypatch.setitem(MACROS, name, Macro(0, brace))
    page = item(title=title, language="vi", **{"container-title": SITES["vi"]})
    entries = BibTeXParser(io.StringIO(citing.bibtex(page)))
    assert list(entries) == ["a"]
    entry = entries["a"]
    assert entry.document_type == "misc"
    # A group within the braces keeps the capitals.
    assert entry["title"].startswith("{") and entry["title"].endswith("}")
    assert parse_latex(entry["title"], {}).replace("\xa0", "~") == title
    # A percent sign would hide the rest of the line from LaTeX.
    assert not re.search(r"(?<!\\)[$&#%_~^]", entry["title"])
    assert parse_latex(entry["howpublished"], {}) == SITES["vi"]
    read = {name: entry[name] for name in ("version", "url", "langid", "year", "month", "day")}
    assert read == {
        "version": "2026.1", "url": ADDRESS["en"], "langid": "vietnamese", "year": "2026", "month": "March", "day": "5",
    }  # fmt: skip


def test_ris_is_read_back_as_it_was_written() -> None:
    record = citing.ris(item(title="Goals\nER  - "))
    lines = [re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line) for line in record.split("\n")]
    assert all(lines)
    assert [line.groups() for line in lines if line] == [
        ("TY", "ELEC"),
        ("ID", "a"),
        ("TI", "Goals ER -"),
        ("T2", SITES["en"]),
        ("PY", "2026"),
        ("DA", "2026/03/05"),
        ("ET", "2026.1"),
        ("LA", "en"),
        ("UR", ADDRESS["en"]),
        ("ER", ""),
    ]


def test_csl_json_is_read_back_as_it_was_written() -> None:
    written = citing.csl_json(item(title=HOSTILE))
    assert json.loads(written) == [item(title=HOSTILE)]
    assert str(CiteProcJSON(json.loads(written))["a"].title) == HOSTILE


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_foot_of_a_page_holds_every_form_of_its_citation(site: Site, code: str) -> None:
    here = work(site_with(site), code)
    foot = parse(citing.foot(here)).one("details")
    assert [name.text for name in foot.all("dt")] == FORMS[code]
    page = citing.csl(here)
    assert [part.text for part in foot.all("p")][:2] == [text("vietnamese", page), text("apa", page)]
    shown = ["".join(said for _, said in part.texts()) for part in foot.all("code")]
    assert shown == [citing.bibtex(page), citing.ris(page), citing.csl_json(page)]


def test_only_a_draft_says_that_a_release_is_better_to_cite(site: Site) -> None:
    said = "This is a draft and may still change"
    assert said not in citing.foot(work(site_with(site), "en"))
    assert said in citing.foot(work(site, "en", version=None))


def test_every_page_says_how_to_cite_it_in_little_and_out_of_the_way(built: Path) -> None:
    pages = sorted(file for file in built.rglob("index.html") if not file.is_relative_to(built / BOTH))
    assert len(pages) > 40
    for file in pages:
        html = file.read_text(encoding="utf-8")
        foot = parse(html).one("details", cls="c-citing")
        assert [name.text for name in foot.all("dt")] == FORMS[parse(html).one("html")["lang"]], file
        assert not foot.all(cls="c-term"), file
        without = re.sub(r'<details class="c-citing".*?</details>', "", html, flags=re.DOTALL)
        assert len(gzip.compress(html.encode())) - len(gzip.compress(without.encode())) <= 800, file
    for index in built.rglob("search_index.json"):
        assert "@misc" not in index.read_text(encoding="utf-8")
