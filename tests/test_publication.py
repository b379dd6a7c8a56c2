"""Where releases stand, and what search engines are told of each page."""

from pathlib import Path

import pytest
from compendium import publication
from compendium.publication import Publication

ROOT = "https://example.org/policy/"
PAGE = '<head>\n  <meta charset="utf-8">\n  {}\n</head>\n<p>{}</p>\n'


def test_a_release_has_a_permanent_address_and_one_that_the_newest_always_has() -> None:
    here = Publication(ROOT, "2026.1")
    assert (here.base, here.latest, here.latest_path) == (f"{ROOT}2026.1/", f"{ROOT}latest/", "/policy/latest/")
    assert here.feed("vi") == f"{ROOT}updates.vi.atom"


def test_a_draft_stands_alone_at_the_root() -> None:
    here = Publication(ROOT)
    assert (here.base, here.latest, here.latest_path) == (ROOT, ROOT, "/policy/")


@pytest.mark.parametrize(("url", "address"), [("./", ""), ("", ""), ("en/timeline/", "en/timeline/")])
def test_the_newest_release_is_listed_under_its_lasting_address(url: str, address: str) -> None:
    wanted = f'<meta name="robots" content="all"><link rel="canonical" href="{ROOT}latest/{address}">'
    assert Publication(ROOT, "2026.1").standing(url) == wanted


def test_retiring_changes_the_standing_and_nothing_else_and_may_be_done_again() -> None:
    newest = Publication(ROOT, "2026.1").standing("a/")
    quoted = '&lt;meta name="robots" content="all"> <meta name="robots" content="all">'
    old = PAGE.format(
        '<meta name="robots" content="noindex"><link rel="canonical" href="https://x.example/b/">', quoted
    )
    retired = publication.retire(PAGE.format(newest, quoted), "https://x.example/b/")
    assert retired == old
    assert publication.retire(retired, "https://x.example/b/") == old
    gone = publication.retire(retired, None)
    assert gone == PAGE.format('<meta name="robots" content="noindex">', quoted)
    assert publication.retire(gone, "https://x.example/b/") == old


def test_an_address_is_escaped_where_it_stands() -> None:
    assert 'href="https://x.example/?a=&quot;&amp;b"' in publication.standing('https://x.example/?a="&b', indexed=True)


@pytest.mark.parametrize(
    ("path", "address"),
    [("index.html", ""), ("en/index.html", "en/"), ("a/b/index.html", "a/b/"), ("gone/index.html", None)],
)
def test_a_page_is_known_by_the_same_page_of_the_newest_where_there_is_one(path: str, address: str | None) -> None:
    newest = {"index.html", "en/index.html", "a/b/index.html"}
    wanted = None if address is None else f"{ROOT}latest/{address}"
    assert publication.canonical(ROOT, path, newest) == wanted


@pytest.mark.parametrize(
    "line",
    ["site_url: https://example.org/policy/", "site_url: 'https://example.org/policy/' # here", 'site_url:   "https://example.org/policy/"'],
)  # fmt: skip
def test_the_root_is_what_the_configuration_says(tmp_path: Path, line: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"site_name: x\n{line}\nnav: !ENV X\n", encoding="utf-8")
    assert publication.site_root(tmp_path) == ROOT


@pytest.mark.parametrize("root", ["", "https://example.org/policy", "ftp://example.org/"])
def test_a_root_that_could_not_hold_releases_is_refused_with_an_example(root: str) -> None:
    [problem] = publication.check(Publication(root), {})
    assert (problem.path, problem.line) == ("mkdocs.yml", 1)
    assert "for example: site_url: https://example.org/policy/" in problem.en
    assert "ví dụ: site_url: https://example.org/policy/" in problem.vi


def test_a_release_that_the_data_does_not_know_is_refused() -> None:
    [problem] = publication.check(Publication(ROOT, "2026.9"), {"2026.1"})
    assert problem.en == "release `2026.9` must be in this file; for example: version: '2026.1'"
    assert [*publication.check(Publication(ROOT, "2026.1"), {"2026.1"})] == []
