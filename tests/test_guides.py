"""The guides for editors: both languages tell the same, and whatever they name is there."""

import re
import shutil
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from compendium import check, listing
from compendium.checks import catalogue
from conftest import ROOT

GUIDES = {"vi": "CONTRIBUTING.vi.md", "en": "CONTRIBUTING.md"}
TEXTS = {code: (ROOT / name).read_text(encoding="utf-8") for code, name in GUIDES.items()}
READ = {**{name: TEXTS[code] for code, name in GUIDES.items()}, "README.md": (ROOT / "README.md").read_text("utf-8")}
PICTURES = ROOT / ".github/pictures"

_FENCED = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.M | re.S)
_LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s]+)\)")


def prose(text: str) -> str:
    """A guide without its code."""
    return re.sub(r"`[^`\n]*`", "", _FENCED.sub("", text))


def headings(text: str) -> list[tuple[int, str]]:
    return [(len(mark), title) for mark, title in re.findall(r"^(#+) (.+)$", _FENCED.sub("", text), re.M)]


def anchors(text: str) -> set[str]:
    """The ids that the host makes of headings."""
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for _, title in headings(text)}


def commands(text: str) -> set[str]:
    code = [*re.findall(r"`([^`\n]+)`", _FENCED.sub("", text)), *(match[3] for match in _FENCED.finditer(text))]
    return {found for part in code for found in re.findall(r"\bmake ([a-z-]+)", part)}


def test_both_guides_have_the_same_headings() -> None:
    vi, en = ([level for level, _ in headings(text)] for text in TEXTS.values())
    assert vi == en
    assert len(vi) > 30


def test_both_guides_show_as_many_examples_of_the_same_kinds() -> None:
    vi, en = ([match[2] for match in _FENCED.finditer(text)] for text in TEXTS.values())
    assert vi == en


@pytest.mark.parametrize("name", list(READ))
def test_every_command_that_is_named_can_be_run(name: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.M))
    assert commands(READ[name]) - targets == set()


def test_both_guides_name_the_same_commands() -> None:
    vi, en = map(commands, TEXTS.values())
    assert vi == en
    editing = {
        "serve",
        "check",
        "fix",
        "new-event",
        "new-term",
        "new-page",
        "new-source",
        "confirm",
        "hooks",
        "pr-report",
    }
    assert editing <= vi


@pytest.mark.parametrize("name", list(READ))
def test_every_link_leads_to_a_file_and_a_heading_that_exist(name: str) -> None:
    text = READ[name]
    for _, _, target in _LINK.findall(prose(text)):
        path, _, anchor = unquote(target).partition("#")
        if not target.startswith(("https://", "http://")):
            assert not path or (ROOT / path).exists(), target
            assert not anchor or anchor in anchors(READ[path or name]), target


@pytest.mark.parametrize("code", list(GUIDES))
def test_every_picture_is_described_in_the_language_of_its_guide(code: str) -> None:
    shown = {target: alt for mark, alt, target in _LINK.findall(TEXTS[code]) if mark}
    assert len(shown) >= 7
    for target, alt in shown.items():
        assert (ROOT / target).is_file()
        assert target.endswith((f".{code}.svg", f".{code}.png", "/both.png"))
        assert len(alt) > 60
        assert alt.isascii() == (code == "en") or "“" in alt


def test_every_picture_is_shown_and_has_its_counterpart() -> None:
    shown = {target for text in TEXTS.values() for mark, _, target in _LINK.findall(text) if mark}
    assert {f".github/pictures/{file.name}" for file in PICTURES.iterdir()} == shown
    for file in PICTURES.iterdir():
        assert file.stat().st_size < 100_000
        for code, other in (("vi", "en"), ("en", "vi")):
            if f".{code}." in file.name:
                assert (PICTURES / file.name.replace(f".{code}.", f".{other}.")).is_file()


@pytest.mark.parametrize("file", sorted(PICTURES.glob("*.svg")), ids=lambda file: file.name)
def test_a_drawing_says_what_it_shows_and_that_it_is_one(file: Path) -> None:
    code = file.suffixes[0][1:]
    root = ElementTree.fromstring(file.read_bytes())
    names = {"s": "http://www.w3.org/2000/svg"}
    assert (root.get("lang"), root.get("role")) == (code, "img")
    assert all(root.findtext(f"s:{tag}", "", names) for tag in ("title", "desc"))
    said = " ".join(text.text or "" for text in root.iterfind(".//s:text", names))
    assert {"vi": "không phải giao diện thật", "en": "not a real screen"}[code] in said
    assert not re.search(r"<script|<image|href|url\(|\son\w+=", file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("code", list(GUIDES))
def test_every_check_that_a_guide_names_exists(code: str) -> None:
    named = set(re.findall(r"\b(?:lỗi|error|cảnh báo|warning)\[([\w-]+)\]", TEXTS[code]))
    assert len(named) >= 3
    assert named <= catalogue().keys()


SECTION = "{#reading-today}"
SENTENCES = re.compile(r"^ *```markdown\n *(.+ \[=gii-rank\] .+)\n *```$", re.M)
FINDINGS = re.compile(r"^ *(docs/(?:vi|en)/integration/goals\.md):\d+: (.+)$", re.M)


def added(root: Path, code: str, sentence: str) -> Path:
    """The page with a paragraph at the end of the section, where the guide says that it goes: before the marker."""
    file = root / "docs" / code / "integration/goals.md"
    before, after = (ROOT / file.relative_to(root)).read_text(encoding="utf-8").split(SECTION)
    file.write_text(before + SECTION + after.replace("<!--", f"{sentence}\n\n<!--", 1), encoding="utf-8")
    return file


def told(root: Path, code: str) -> set[tuple[str, str]]:
    """Every finding as an editor reads it, without the line, which moves with each change to the page."""
    said = listing.text(check.problems(root), [code])
    return {(match[1], match[2]) for match in FINDINGS.finditer(said)}


@pytest.mark.parametrize(("code", "other"), [("vi", "en"), ("en", "vi")])
def test_the_example_goes_as_the_guide_tells_it(tmp_path: Path, code: str, other: str) -> None:
    for name in ("docs", "data", "overrides"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    example = TEXTS[code]
    first, cited, translated = SENTENCES.findall(example)
    quoted = [(match[1], match[2]) for match in FINDINGS.finditer(example)]
    before = told(tmp_path, code)
    added(tmp_path, code, first)
    assert quoted[0] in told(tmp_path, code) - before
    added(tmp_path, code, cited)
    found = told(tmp_path, code) - before
    assert quoted[0] not in found
    assert set(quoted[1:]) <= found
    assert len(quoted) == 3
    added(tmp_path, other, translated)
    assert [said for said in told(tmp_path, code) - before if said[1].startswith(("lỗi", "error"))] == []
