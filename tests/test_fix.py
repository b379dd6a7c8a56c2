"""What `make fix` mends: what it tells, that it changes no meaning, and that it touches nothing else."""

import sys
import unicodedata

import pytest
import yaml
from compendium import check, fix, lint, listing
from conftest import EVENT, ROOT, SOURCES, Result, Site, front, run

WRONG = front("Trang chủ") + "Ðổi mới, hoà bình.\n"


def command(site: Site, *arguments: str, **variables: str) -> Result:
    environment = {"PYTHONPATH": str(ROOT / "hooks"), "LC_ALL": "C.UTF-8"} | variables
    site.configure()
    return run([sys.executable, "-m", "compendium.fix", *arguments], site.root, **environment)


def read(site: Site, path: str) -> str:
    return (site.root / path).read_bytes().decode()


def mendable(site: Site) -> list[str]:
    site.configure()
    return [str(problem) for problem in check.problems(site.root) if listing.is_mendable(problem)]


def test_everything_is_mended_at_once_and_a_second_run_finds_nothing(site: Site) -> None:
    site.write("docs/vi/index.md", "\ufeff" + WRONG + "\n## Một\n")
    site.write("docs/en/index.md", front("Home") + "Hello.\n\n## Part one\n")
    site.data("events", EVENT.replace("'1995'", "1995").replace("  title:", "\ttitle:"))
    first = command(site)
    assert first.code == 0, first.output
    assert "data/events.yml: đã sửa 2 chỗ\n" in first.output
    assert "data/events.yml: mended in 2 place(s)\n" in first.output
    assert "docs/vi/index.md: mended in 4 place(s)\n" in first.output
    assert "docs/en/index.md: mended in 1 place(s)\n" in first.output
    assert read(site, "data/events.yml") == EVENT
    assert read(site, "docs/vi/index.md") == front("Trang chủ") + "Đổi mới, hòa bình.\n\n## Một {#part-one}\n"
    assert read(site, "docs/en/index.md").endswith("## Part one {#part-one}\n")
    second = command(site)
    assert "There was nothing that a machine can mend." in second.output
    assert second.code == 0


def test_all_that_says_so_is_mended_and_nothing_that_is_mended_hides_it(site: Site) -> None:
    """Each finding that names `make fix` is gone after it, and each that is gone named it."""
    site.write(
        "docs/vi/index.md", front("2020").replace("title: ", "title:\t") + "Hoà  \n\n## Hai\n### Ba {: .verbatim }\n"
    )
    site.write("docs/en/index.md", front("2020") + "33.000 jobs\n\n## Two\n### Three {#three}\n")
    site.data("events", unicodedata.normalize("NFD", EVENT)).data(
        "periods", "- id: all-time\n  when: 1900/..\n  title: 5\n"
    )
    site.configure()
    before = set(check.problems(site.root))
    command(site)
    after = check.problems(site.root)
    assert [str(problem) for problem in after if listing.is_mendable(problem)] == []
    gone = before - set(after)
    assert len(gone) >= 6
    assert [str(problem) for problem in gone if not listing.is_mendable(problem)] == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("- when: 2000-11-17  # a remark\n", "- when: '2000-11-17'  # a remark\n"),
        ("- {id: a, when: 1995, title: {vi: 5, en: 6}}\n", "- {id: a, when: '1995', title: {vi: '5', en: '6'}}\n"),
        ("- when: 1995\r\n  id: a\r\n", "- when: '1995'\r\n  id: a\r\n"),
        ("- when: 2023-02-30\n", "- when: 2023-02-30\n"),
        ("- when: true\n", "- when: true\n"),
        ("- when: 010\n", "- when: 010\n"),
        ("- id: a\n  title:\n\t\tvi: A\n", "- id: a\n  title:\n    vi: A\n"),
        ("- id: a\n  title:\n\tvi: A\n", "- id: a\n  title:\n\tvi: A\n"),
        ("- id: a\n  title: [\n\tvi\n", "- id: a\n  title: [\n\tvi\n"),
    ],
)
def test_only_what_is_meant_beyond_doubt_is_mended(site: Site, wrong: str, right: str) -> None:
    file = site.data("events", wrong).root / "data/events.yml"
    fix.mend(file, "data/events.yml")
    assert file.read_bytes().decode() == right
    fix.mend(file, "data/events.yml")
    assert file.read_bytes().decode() == right


@pytest.mark.parametrize(
    ("vi", "en", "mended"),
    [
        ("## A\n## B {#b}\n", "## One\n## Two\n", ("## A {#one}\n## B {#b}\n", "## One {#one}\n## Two {#b}\n")),
        ("## A\n## B\n", "## C\n## C\n", ("## A {#c}\n## B {#c-2}\n", "## C {#c}\n## C {#c-2}\n")),
        ("## A {: .verbatim }\n", "## 57 ways\n", ("## A {#ways .verbatim}\n", "## 57 ways {#ways}\n")),
        ("A\n---\n", "One\n---\n", ("A {#one}\n---\n", "One {#one}\n---\n")),
        ("## A\n", "### One\n", None),
        ("## A\n## B\n", "## One\n", None),
        ("## A {#a}\n## B\n", "## One {#b}\n## Two\n", None),
        ("## A\n", "## 57\n", None),
    ],
)  # fmt: skip
def test_headings_of_both_languages_get_one_id(site: Site, vi: str, en: str, mended: tuple[str, str] | None) -> None:
    site.pair("page.md", front("X") + vi, front("X") + en)
    fix.fix(site.root)
    wanted = mended or (vi, en)
    assert read(site, "docs/vi/page.md") == front("X") + wanted[0]
    assert read(site, "docs/en/page.md") == front("X") + wanted[1]
    assert bool(mended) == (mendable(site) == [] and (vi, en) != wanted)


def test_what_is_left_is_told_and_decides_how_the_command_ends(site: Site) -> None:
    site.data("events", EVENT.replace("[integration]", "[space]"))
    result = command(site)
    assert result.code == 1
    assert "data/events.yml:7: error[field]: `subjects" in result.output
    assert "phải" not in command(site, LC_ALL="en_GB.UTF-8").output
    assert command(site, "--root", "nowhere").code == 2
    assert command(site, "--help").code == 0


def test_every_other_byte_and_the_rights_of_a_file_stay(site: Site) -> None:
    before = "# hoà\r\n-   id:  'x'\r\n\r\n    vi:   \"hoà\\t\"   # hoà\r\n    en: >-\r\n       hoà\r\n\r\n\r\n    z: 1"
    file = site.write("data/a.yml", before).root / "data/a.yml"
    file.chmod(0o640)
    fix.mend(file, "data/a.yml")
    after = before.replace('"hoà\\t"', '"hòa\\t"').replace("       hoà", "       hòa")
    assert file.read_bytes() == after.encode()
    assert file.stat().st_mode & 0o777 == 0o640
    assert not list(file.parent.glob(".*"))


def test_a_file_without_findings_is_not_written(site: Site) -> None:
    file = site.root / "docs/vi/index.md"
    before = file.stat()
    fix.fix(site.root)
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_what_is_no_text_stays_as_it_is(site: Site) -> None:
    site.write("docs/vi/index.md", b"\xff\t")
    fix.fix(site.root)
    assert (site.root / "docs/vi/index.md").read_bytes() == b"\xff\t"


def test_there_is_nothing_to_mend_in_this_project() -> None:
    for file in lint.files([ROOT / "data", ROOT / "docs"]):
        text = file.read_bytes().decode()
        assert fix.mended(text, file.relative_to(ROOT).as_posix()) == (text, 0)


def test_data_without_its_quotes_is_mended_to_what_it_was() -> None:
    for name in ("events", "sources", "instruments", "figures"):
        text = (ROOT / f"data/{name}.yml").read_text(encoding="utf-8")
        wrong = text.replace("'19", "19").replace("'20", "20").replace("'\n", "\n")
        try:
            yaml.safe_load(wrong)
        except yaml.YAMLError:
            continue
        mended, _ = fix.mended(wrong, f"data/{name}.yml")
        assert yaml.safe_load(mended) == yaml.safe_load(text)


def test_make_has_the_command() -> None:
    assert "-m compendium.fix\n" in run(["make", "--dry-run", "fix"], ROOT).output
    assert "-m compendium.check \n" in run(["make", "--dry-run", "check"], ROOT).output


def test_the_smallest_library_needs_no_mending() -> None:
    assert fix.mended(SOURCES, "data/sources.yml") == (SOURCES, 0)
