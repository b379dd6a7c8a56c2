"""Which files are read and published, and which are refused: links that lead out, leftovers, too many."""

import pytest
from compendium import tree
from compendium.judgement import judge
from conftest import Site


def test_a_link_that_leads_out_of_the_project_is_refused_and_not_followed(site: Site) -> None:
    secret = site.root.parent / "secret"
    secret.mkdir()
    (secret / "page.md").write_text("\tsecret\n")
    (site.root / "docs/vi/page.md").symlink_to(secret / "page.md")
    (site.root / "docs/vi/more").symlink_to(secret)
    (site.root / "data/changes").symlink_to(secret)
    told = {(problem.path, problem.check) for problem in judge(site.root).errors}
    assert told == {(path, "file-name") for path in ("docs/vi/page.md", "docs/vi/more", "data/changes")}


def test_what_a_program_leaves_beside_a_file_stops_nobody_and_is_not_published(site: Site) -> None:
    for path in ("vi/.index.md.swp", ".DS_Store", "assets/.DS_Store", "vi/index.md~", ".gitkeep"):
        site.write(f"docs/{path}", "x")
    site.write("docs/assets/map.svg", '<svg xmlns="http://www.w3.org/2000/svg"><path d="M4 7h16"/></svg>')
    assert [*judge(site.root).errors] == []
    assert [file.name for file in tree.shared(site.root / "docs")] == ["map.svg"]


def test_a_file_whose_name_is_no_text_is_refused_by_a_name_that_can_be_printed(site: Site) -> None:
    (site.root / "docs/vi").joinpath(b"a\xff.md".decode("utf-8", "surrogateescape")).write_text("x")
    [problem] = judge(site.root).errors
    assert (problem.check, problem.path) == ("file-name", "docs/vi/a⟨U+DCFF⟩.md")


def test_thousands_of_files_are_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "_MOST", 5)
    assert [problem.check for problem in tree.check(site.root)] == ["file"]
