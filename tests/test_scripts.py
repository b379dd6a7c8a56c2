"""Scripts and style sheet of the site: what is committed is what is built, and scripts do nothing by stealth."""

import json
import re
import shutil
from pathlib import Path

import pytest
from conftest import ROOT
from node import node

ASSETS = ROOT / "overrides/assets"
SHEET = "compendium.css"
NAMES = sorted(file.relative_to(ASSETS).as_posix() for file in ASSETS.rglob("*.js"))
MODULES = {"search.js"}
# Each would let a text become code or markup.
FORBIDDEN = re.compile(r"\beval\b|\bFunction\s*\(|\b(?:inner|outer)HTML\b|\binsertAdjacentHTML\b|\bdocument\.write")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts, built anew into an empty folder."""
    folder = tmp_path_factory.mktemp("scripts")
    node(ROOT / "javascript/build.mjs", str(folder))
    return folder


def test_every_script_has_a_source_and_every_source_is_built(made: Path) -> None:
    assert sorted(file.relative_to(made).as_posix() for file in made.rglob("*") if file.is_file()) == sorted(
        [SHEET, *NAMES]
    ), "make scripts builds those that are missing; one too many has no entry in javascript/build.mjs"
    assert not [*(ROOT / "docs").rglob("*.js")]


@pytest.mark.parametrize("name", [SHEET, *NAMES])
def test_an_asset_is_what_is_built_from_its_source(made: Path, name: str) -> None:
    assert (made / name).read_bytes() == (ASSETS / name).read_bytes(), "build it anew: make scripts"


@pytest.mark.parametrize("name", NAMES)
def test_a_script_parses_as_what_it_is_loaded_as(tmp_path: Path, name: str) -> None:
    # Node goes by the suffix, and judges a module of any other suffix by half.
    copy = tmp_path / ("module.mjs" if name in MODULES else "script.cjs")
    node("--check", str(shutil.copy(ASSETS / name, copy)))


@pytest.mark.parametrize("name", NAMES)
def test_a_script_makes_neither_code_nor_markup_of_text(name: str) -> None:
    assert not FORBIDDEN.findall((ASSETS / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "text",
    [
        "eval(text)",
        "new Function(text)",
        "box.innerHTML=text",
        "box.outerHTML=text",
        "box.insertAdjacentHTML('x',y)",
        "document.writeln(1)",
    ],
)
def test_what_is_forbidden_is_found(text: str) -> None:
    assert FORBIDDEN.search(text)


def test_what_builds_the_scripts_is_locked_by_its_content_and_by_no_address() -> None:
    text = (ROOT / "javascript/package-lock.json").read_text(encoding="utf-8")
    assert "://" not in text
    assert "resolved" not in text
    packages = {name: package for name, package in json.loads(text)["packages"].items() if name}
    assert packages
    assert not [name for name, package in packages.items() if not package["integrity"].startswith("sha512-")]
    builders = {name for name in packages if name.startswith("node_modules/@esbuild/")}
    for system in ("linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64", "win32-x64"):
        assert f"node_modules/@esbuild/{system}" in builders


def test_no_script_of_a_package_runs_when_it_is_installed() -> None:
    assert "ignore-scripts=true" in (ROOT / "javascript/.npmrc").read_text(encoding="utf-8").splitlines()
