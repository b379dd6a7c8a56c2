"""The navigation: what an editor is told who forgets it."""

from compendium.navigation import check

NAV = ["index.md", {"Phần": ["a/index.md", {"Tên": "a/b.md"}, {"Ngoài": "https://example.org/"}]}]
FILES = {"index.md", "a/index.md", "a/b.md"}
TITLES = {"Phần", "Tên", "Ngoài"}


def test_a_whole_navigation_has_no_problem() -> None:
    assert list(check(NAV, FILES, {"en": TITLES})) == []


def test_a_page_that_the_navigation_leaves_out_is_named() -> None:
    [problem] = check(NAV, FILES | {"new.md"}, {"en": TITLES})
    assert problem.path == "mkdocs.yml"
    assert problem.vi == "`nav` phải có trang new.md; ví dụ: - new.md"
    assert problem.en == "`nav` must list the page new.md; for example: - new.md"


def test_a_page_that_is_not_there_is_named() -> None:
    [problem] = check(NAV, FILES - {"a/b.md"}, {"en": TITLES})
    assert problem.en == "`nav` must drop or mend a/b.md: no such page; for example: - index.md"


def test_a_title_that_a_language_does_not_translate_is_named() -> None:
    [problem] = check(NAV, FILES, {"en": TITLES - {"Phần"}})
    assert problem.en == "`nav_translations` (en) must translate: Phần; for example: Phần: Reference"
