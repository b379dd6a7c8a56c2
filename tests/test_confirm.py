"""`make confirm`: what an editor asks of the sync ledger, in real repositories."""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from compendium import pages, sync
from compendium.confirm import main
from compendium.ledger import FOLDER
from conftest import ROOT, Result, Site, front, run
from releasing import PLAIN

SECTIONS = "Mở · Open.\n\n## Aims {#aims}\n\nFirst.\n\n## Means {#means}\n\nSecond.\n"


@dataclass
class Office:
    """An editor's desk: pages and their ledger in a repository."""

    root: Path

    def git(self, *arguments: str) -> str:
        done = run(["git", *arguments], self.root, **PLAIN)
        assert done.code == 0, done.output
        return done.output.strip()

    def commit(self, message: str = "x") -> str:
        self.git("add", "docs", "data", "mkdocs.yml")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.git("rev-parse", "HEAD")

    def edit(self, code: str, old: str, new: str, path: str = "page.md") -> "Office":
        file = self.root / f"docs/{code}/{path}"
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
        return self

    def confirm(self, *arguments: str) -> int:
        return main(["--root", str(self.root), "--language", "en", *arguments])

    @property
    def open(self) -> dict[str, str]:
        """The sections that are not in step: the language that is behind, or `unconfirmed`."""
        found, _ = pages.load(self.root / "docs", self.root)
        kept, problems = sync.read(self.root / FOLDER)
        assert not problems
        states = [state for of in sync.states(found, kept).values() for state in of if state.kind != "in-step"]
        return {f"{state.path}#{state.id}": state.behind or state.kind for state in states}

    def ledger(self) -> dict[str, bytes]:
        files = (self.root / FOLDER).rglob("*")
        return {file.relative_to(self.root).as_posix(): file.read_bytes() for file in files if file.is_file()}


@pytest.fixture
def office(site: Site) -> Office:
    site.pair("page.md", front("Trang") + SECTIONS, front("Page") + SECTIONS)
    site.pair("folder/other.md", front("Trang khác") + SECTIONS, front("Other") + SECTIONS)
    site.configure()
    made = Office(site.root)
    made.git("init", "--quiet", "--initial-branch", "main")
    made.git("config", "user.name", "Biên tập viên")
    made.git("config", "user.email", "editor@example.org")
    assert made.confirm() == 0
    made.commit("Begin")
    return made


def test_the_first_ledger_takes_in_every_section(office: Office) -> None:
    assert office.open == {}
    assert set(office.ledger()) == {f"{FOLDER}/{name}.yml" for name in ("index", "page", "folder/other")}


def test_confirming_all_takes_in_what_changed_on_both_sides_and_never_what_is_behind(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    office.edit("vi", "First", "Một").edit("en", "First", "One").edit("vi", "Second", "Hai")
    assert office.open == {"page.md#aims": "unconfirmed", "page.md#means": "en"}
    assert office.confirm() == 0
    assert office.open == {"page.md#means": "en"}
    said = capsys.readouterr().out
    assert "Taken in, page.md: aims" in said
    assert "Still behind, page.md#means: the English text" in said
    assert "make confirm PAGE=page.md SECTION=means" in said


@pytest.mark.parametrize(
    "typed", ["folder/other.md", "docs/en/folder/other.md", "folder/other", "./docs/vi/folder/other.md"]
)
def test_a_section_is_confirmed_and_nothing_else_is_touched(office: Office, typed: str) -> None:
    for path in ("page.md", "folder/other.md"):
        office.edit("vi", "First", "Một", path).edit("en", "Second", "Two", path)
    before = office.ledger()
    assert office.confirm("--page", typed, "--section", "aims") == 0
    assert office.open == {"folder/other.md#means": "vi", "page.md#aims": "en", "page.md#means": "vi"}
    changed = [name for name, content in office.ledger().items() if before[name] != content]
    assert changed == [f"{FOLDER}/folder/other.yml"]


@pytest.mark.parametrize(
    "typed",
    [
        ["page.md#aims"],
        ["page.md", "--section", "#aims"],
        ["page.md", "--section", "{#aims}"],
        ["docs\\vi\\page.md", "--section", "aims"],
    ],
)
def test_a_section_may_be_typed_as_it_is_read_elsewhere(office: Office, typed: list[str]) -> None:
    office.edit("vi", "First", "Một").edit("vi", "Second", "Hai")
    assert office.confirm("--page", *typed) == 0
    assert office.open == {"page.md#means": "en"}


def test_a_whole_page_and_an_opening_are_confirmed(office: Office) -> None:
    office.edit("vi", "First", "Một").edit("en", "Second", "Two").edit("en", "Open", "Start")
    assert office.confirm("--page", "page.md", "--section", "opening") == 0
    assert office.open == {"page.md#aims": "en", "page.md#means": "vi"}
    assert office.confirm("--page", "page.md") == 0
    assert office.open == {}


def test_a_mechanical_change_counts_for_nothing_in_its_language(office: Office) -> None:
    office.edit("en", "Second", "Two").commit()
    office.edit("vi", "First", "Fïrst").edit("vi", "Second", "Sëcond")
    assert office.confirm("--page", "page.md", "--mechanical", "vi") == 0
    assert office.open == {"page.md#means": "vi"}


def test_an_unknown_page_or_section_is_told_with_those_that_are_there(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    before = office.ledger()
    assert office.confirm("--page", "othr") == 1
    assert "PAGE=folder/other.md" in capsys.readouterr().err
    assert office.confirm("--page", "page", "--section", "aim") == 1
    assert "its sections: .opening, aims, means" in capsys.readouterr().err
    assert office.ledger() == before


def test_a_wrong_call_ends_with_two(office: Office, tmp_path_factory: pytest.TempPathFactory) -> None:
    for arguments in (["--section", "aims"], ["--rebuild", "--page", "page"], ["--mechanical", "fr"]):
        with pytest.raises(SystemExit) as stop:
            office.confirm(*arguments)
        assert stop.value.code == 2
    assert main(["--root", str(tmp_path_factory.mktemp("empty"))]) == 2


def test_a_page_that_cannot_be_read_stops_everything(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    before = office.ledger()
    office.edit("vi", "title:", "titel:")
    assert office.confirm() == 1
    assert "docs/vi/page.md" in capsys.readouterr().err
    assert office.ledger() == before


def test_a_moved_page_keeps_its_entries(office: Office) -> None:
    office.edit("vi", "First", "Một").commit()
    for code in ("vi", "en"):
        (office.root / f"docs/{code}/folder/moved.md").write_bytes((office.root / f"docs/{code}/page.md").read_bytes())
        (office.root / f"docs/{code}/page.md").unlink()
    assert office.confirm() == 0
    assert office.open == {"folder/moved.md#aims": "en"}
    assert f"{FOLDER}/page.yml" not in office.ledger()


def test_a_page_that_is_gone_leaves_no_empty_folder(office: Office) -> None:
    for code in ("vi", "en"):
        (office.root / f"docs/{code}/folder/other.md").unlink()
    assert office.confirm() == 0
    assert not (office.root / FOLDER / "folder").exists()


def story(office: Office) -> None:
    """What an editorial office does, in commits of the main line."""
    office.edit("vi", "First", "Một").commit("Vietnamese leads")
    office.edit("vi", "Second", "Hai").commit("Still fits\n\nStill-matches: page.md#means")
    office.edit("en", "First", "Frist", "folder/other.md").commit("Spelling\n\nMechanical: folder/other.md")
    office.edit("vi", "Open", "Mo").edit("en", "Open", "Start").commit("Both")
    office.git("switch", "--quiet", "--create", "branch")
    office.edit("en", "Second", "Two", "folder/other.md").commit("One side")
    office.edit("vi", "Second", "Hai", "folder/other.md").commit("The other")
    office.git("switch", "--quiet", "main")
    office.git("merge", "--quiet", "--no-ff", "--no-edit", "branch")


LEFT = {"page.md#aims": "en"}


def test_what_was_merged_is_settled_from_its_messages(office: Office) -> None:
    start = office.git("rev-parse", "HEAD")
    story(office)
    assert office.confirm("--since", start) == 0
    assert office.open == LEFT
    settled = office.ledger()
    office.commit("Settle")
    assert office.confirm("--since", start) == 0
    assert office.ledger() == settled


def test_words_in_the_text_of_the_pull_request_count(office: Office, tmp_path: Path) -> None:
    start = office.git("rev-parse", "HEAD")
    office.edit("vi", "First", "Một").commit("Merge")
    said = tmp_path / "words.txt"
    said.write_text("Thanks!\r\n\r\nStill-matches: page.md#aims\r\n", encoding="utf-8")
    assert office.confirm("--since", start, "--words", str(said)) == 0
    assert office.open == {}


@pytest.mark.parametrize("damage", ["conflict", "edited", "gone"])
def test_a_damaged_ledger_is_refused_and_made_anew_from_the_history(
    office: Office, damage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    story(office)
    assert office.confirm("--rebuild") == 0
    whole = office.ledger()
    file = office.root / FOLDER / "page.yml"
    text = file.read_text(encoding="utf-8")
    match damage:
        case "conflict":
            file.write_text(f"<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> other\n", encoding="utf-8")
        case "edited":
            file.write_text(re.sub("(  vi: )[0-9a-f]{4}", r"\g<1>0000", text, count=1), encoding="utf-8")
        case _:
            file.unlink()
    if damage != "gone":
        capsys.readouterr()
        assert office.confirm() == 1
        assert "make confirm REBUILD=1" in capsys.readouterr().err
    assert office.confirm("--rebuild") == 0
    assert office.ledger() == whole
    assert office.open == LEFT


def test_deleting_a_damaged_file_and_confirming_helps_without_a_history(office: Office) -> None:
    (office.root / FOLDER / "page.yml").unlink()
    assert office.open == {f"page.md#{key}": "unconfirmed" for key in ("", "aims", "means")}
    assert office.confirm() == 0
    assert office.open == {}


def test_what_was_confirmed_by_command_is_kept_when_the_ledger_is_made_anew(office: Office) -> None:
    office.edit("vi", "First", "Một").commit()
    assert office.confirm("--page", "page.md", "--section", "aims") == 0
    office.commit("Confirm")
    office.edit("en", "Second", "Two").commit()
    assert office.confirm("--rebuild") == 0
    assert office.open == {"page.md#means": "vi"}


def test_making_it_anew_needs_a_whole_history(office: Office, tmp_path_factory: pytest.TempPathFactory) -> None:
    shallow = tmp_path_factory.mktemp("clone") / "shallow"
    office.commit("Second")
    office.git("clone", "--quiet", "--depth", "1", f"file://{office.root}", str(shallow))
    assert Office(shallow).confirm("--rebuild") == 1
    for unknown in ("0123456789", "--help", "HEAD~99"):
        assert office.confirm(f"--since={unknown}") == 1
    assert office.confirm("--since", "0" * 40) == 0


def test_what_is_not_there_is_told_in_a_sentence(office: Office, tmp_path_factory: pytest.TempPathFactory) -> None:
    missing = tmp_path_factory.mktemp("none")
    assert office.confirm("--since", "HEAD", "--words", str(missing / "words.txt")) == 1
    (missing / "mkdocs.yml").touch()
    assert main(["--root", str(missing), "--page", "goals"]) == 1


def test_nothing_is_written_where_writing_fails(office: Office) -> None:
    office.edit("vi", "First", "Một").edit("en", "First", "One")
    before = office.ledger()
    (office.root / FOLDER / ".page.yml.new").mkdir()
    with pytest.raises(OSError, match=r"page\.yml\.new"):
        office.confirm()
    (office.root / FOLDER / ".page.yml.new").rmdir()
    assert office.ledger() == before


def test_the_command_says_how_it_is_called() -> None:
    result = run([sys.executable, "-m", "compendium.confirm", "--help"], ROOT, PYTHONPATH=str(ROOT / "hooks"))
    assert result.code == 0
    assert "--rebuild" in result.output


def make(*arguments: str) -> Result:
    """What make would do; nothing is done."""
    return run(["make", "--dry-run", "confirm", *arguments], ROOT, **PLAIN)


def test_what_is_typed_is_read_by_no_shell(tmp_path: Path) -> None:
    planted = tmp_path / "planted"
    for typed in (
        f"x;touch {planted}",
        f"$(shell touch {planted})",
        f"$$(touch {planted})",
        f"`touch {planted}`",
        "-x",
    ):
        said = make(f"PAGE={typed}", f"SECTION={typed}", f"MECHANICAL={typed}").output
        assert '--page="$PAGE" --section="$SECTION" --mechanical="$MECHANICAL"' in said
        assert not planted.exists()


def test_only_one_value_makes_the_ledger_anew() -> None:
    assert "--rebuild" in make("REBUILD=1").output
    assert "--rebuild" not in make().output
    assert make("REBUILD=0").code == 2
