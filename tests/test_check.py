"""The command that checks everything: how it ends, in which language, and that no configuration makes it fall over."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from compendium import check
from compendium.checks import catalogue, is_error
from conftest import ROOT, Result, Site, front, run

NOTHING = {"vi": "Không có gì phải sửa.\n", "en": "Nothing to mend.\n"}
UNSET = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}


def command(folder: Path, *arguments: str, **variables: str) -> Result:
    environment = {"PYTHONPATH": str(ROOT / "hooks")} | UNSET | variables
    return run([sys.executable, "-m", "compendium.check", *arguments], folder, **environment)


@pytest.fixture
def whole(site: Site) -> Site:
    site.configure()
    return site


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"LANG": "vi_VN.UTF-8"}, NOTHING["vi"]),
        ({"LANG": "en_GB.UTF-8"}, NOTHING["en"]),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "vi_VN.UTF-8"}, NOTHING["vi"]),
        ({"LANG": "C"}, NOTHING["vi"] + NOTHING["en"]),
        ({}, NOTHING["vi"] + NOTHING["en"]),
    ],
)
def test_it_speaks_the_language_of_the_machine_and_both_where_that_is_neither(
    whole: Site, variables: dict[str, str], said: str
) -> None:
    result = command(whole.root, **variables)
    assert result.code == 0
    assert result.output.startswith(said)
    other = {NOTHING["vi"]: NOTHING["en"], NOTHING["en"]: NOTHING["vi"]}.get(said)
    assert other is None or other not in result.output


def test_an_option_chooses_the_language(whole: Site) -> None:
    assert command(whole.root, "--language", "en", LANG="vi_VN.UTF-8").output.startswith(NOTHING["en"])
    assert NOTHING["en"] in command(whole.root, "--language", "both", LANG="vi_VN.UTF-8").output


def test_a_terminal_without_our_letters_is_no_reason_to_fall_over(whole: Site) -> None:
    result = command(whole.root, "--language", "vi", PYTHONIOENCODING="ascii")
    assert result.code == 0
    assert result.output.startswith("Kh\\xf4ng c\\xf3")


def test_warnings_end_well_and_errors_do_not_and_one_run_tells_all(whole: Site) -> None:
    whole.write("docs/vi/index.md", front("Trang chủ") + "Vì hoà bình.\n")
    assert command(whole.root, "--language", "en").code == 0
    whole.write("docs/en/index.md", front("Home") + "## Goals\n\n<script>x</script>\n").data("partners", "- id: A\n")
    result = command(whole.root, "--language", "en")
    assert result.code == 1
    for name in ("heading", "markup", "field", "tone-placement"):
        assert f"[{name}]" in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "xml"], "gọi sai · wrong use: "),
        (["--root", "nowhere"], "phải có mkdocs.yml ở đây · must hold mkdocs.yml"),
        (["--explain", "evidense"], "there is no check `evidense`; for example: evidence"),
        (["more"], "gọi sai · wrong use: "),
    ],
)
def test_a_wrong_call_ends_with_two_and_one_sentence(site: Site, arguments: list[str], said: str) -> None:
    result = command(site.root, *arguments)
    assert result.code == 2
    assert said in result.output
    assert "Traceback" not in result.output


def test_the_names_are_listed_and_each_is_explained(site: Site) -> None:
    listed = command(site.root, "--list", "--language", "en").output.splitlines()
    assert listed == [f"{name} ({described.level})" for name, described in catalogue().items()]
    told = command(site.root, "--explain", "nfc", "--language", "vi").output
    assert catalogue()["nfc"].must["vi"] in told


def test_json_is_json_and_annotations_are_annotations(whole: Site) -> None:
    whole.write("docs/vi/index.md", front("Trang chủ") + "Vì hoà bình.\n")
    assert json.loads(command(whole.root, "--format", "json").output)["warnings"] == 1
    assert command(whole.root, "--format", "github").output.startswith("::warning file=docs/vi/index.md,line=7,col=5,")


def change(key: str, value: object) -> Callable[[dict[str, object]], None]:
    return lambda config: config.update({key: value})


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("nav", None, "`nav`"),
        ("nav", "index.md", "`nav`"),
        ("nav", [None], "`nav`"),
        ("nav", [7], "`nav`"),
        ("nav", ["index.md", {"A": None}], "`nav"),
        ("nav", ["index.md", {"A": {"b": "c"}}], "`nav"),
        ("nav", [["index.md"]], "`nav`"),
        ("plugins", None, "`plugins`"),
        ("plugins", {"i18n": {}}, "`plugins`"),
        ("plugins", ["i18n"], "`plugins`"),
        ("plugins", [{"i18n": None}], "plugins"),
        ("plugins", [{"i18n": {"languages": "vi"}}], "languages"),
        ("plugins", [{"i18n": {"languages": [{"locale": "vi"}]}}], "`plugins`"),
        ("plugins", [{"i18n": {"languages": [{"locale": "vi"}, {"locale": ["en"]}]}}], "locale"),
        ("plugins", [7], "plugins"),
        ("site_url", None, "`site_url`"),
        ("site_url", ["https://example.org/"], "`site_url`"),
        ("site_url", "example.org", "`site_url`"),
    ],
)
def test_no_configuration_makes_it_fall_over(site: Site, key: str, value: object, told: str) -> None:
    site.configure(change(key, value))
    found = [problem for problem in check.problems(site.root) if problem.path == "mkdocs.yml"]
    assert found
    assert all(told in problem.en for problem in found), found


@pytest.mark.parametrize("text", ["", "7\n", "- a\n", "a: [\n", "nav: &a [*a]\n", "\ufeff", "nav:\n\t- a\n"])
def test_no_file_in_its_place_makes_it_fall_over(site: Site, text: str) -> None:
    site.write("mkdocs.yml", text)
    assert [problem for problem in check.problems(site.root) if problem.path == "mkdocs.yml"]


def test_the_navigation_is_judged_at_its_lines(site: Site) -> None:
    site.configure(change("nav", ["index.md", {"Phần": ["gone.md"]}]))
    lines = (site.root / "mkdocs.yml").read_text(encoding="utf-8").splitlines()
    told = {problem.en.split(";")[0]: lines[problem.line - 1] for problem in check.problems(site.root)}
    assert told["`nav` must drop or mend gone.md: no such page"].strip() == "- gone.md"
    assert told["`nav_translations` (en) must translate: Phần"].strip() == "- Phần:"


def test_the_whole_site_is_checked_in_less_than_ten_seconds() -> None:
    begun = time.process_time()
    found = check.problems(ROOT)
    assert time.process_time() - begun < 10
    assert not [problem for problem in found if is_error(problem) or problem.check == "spelling"], found


def test_spelling_is_said_to_be_unchecked_where_its_program_is_not(whole: Site, tmp_path: Path) -> None:
    nowhere = tmp_path / "empty"
    nowhere.mkdir()
    result = command(whole.root, "--language", "en", PATH=str(nowhere))
    assert result.code == 0
    assert "Spelling was not checked" in result.output
    assert "apt-get install hunspell hunspell-vi hunspell-en-gb" in result.output


def test_whoever_has_read_enough_sees_no_traceback(whole: Site) -> None:
    whole.write("docs/vi/index.md", front("Trang chủ") + "".join(f"## Mục {n}\n\n" for n in range(200)))
    piped = f"{sys.executable} -m compendium.check | head -1"
    result = run(["bash", "-c", piped], whole.root, PYTHONPATH=str(ROOT / "hooks"))
    assert "Traceback" not in result.output
    assert "BrokenPipe" not in result.output
