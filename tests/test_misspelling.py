"""Spelling: what is told, what passes by itself, and our own lists. Without Hunspell, only that nothing was checked."""

import shutil
import unicodedata
from pathlib import Path

import pytest
from compendium import check, misspelling
from compendium.judgement import judge
from compendium.library import Library
from compendium.problem import Problem
from compendium.syllables import modern, placed
from conftest import ROOT, TERM, Site, front

EXAMPLES = ROOT / "tests" / "examples"
INSTALLED = misspelling.check(EXAMPLES, Library.load(EXAMPLES / "data")) is not None
needed = pytest.mark.skipif(not INSTALLED, reason="Hunspell or a dictionary is not installed")


def found(site: Site, vi: str = "", en: str = "") -> list[Problem]:
    """What is told of a home page with this text."""
    site.write("docs/vi/index.md", front("Trang chủ") + vi + "\n").write("docs/en/index.md", front("Home") + en + "\n")
    return misspelling.check(site.root, judge(site.root).library) or []


def test_where_the_dictionaries_are_it_is_checked_and_elsewhere_that_is_said(
    site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert check.report(site.root).unchecked == (() if INSTALLED else ("spelling",))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert misspelling.check(site.root, None) is None
    assert check.report(site.root).unchecked == ("spelling",)


@needed
def test_a_misspelled_word_is_told_at_its_place_with_what_may_stand_there(site: Site) -> None:
    [problem] = found(site, en="All of it is\ninternatoinal and new.")
    assert (problem.path, problem.line, problem.column) == ("docs/en/index.md", 8, 1)
    assert problem.en.startswith("“internatoinal” must be spelled right; for example: international")
    assert problem.en.endswith("add to data/words/en.txt: internatoinal")
    assert problem.vi.startswith("từ “internatoinal” phải đúng chính tả; ví dụ: international")


@needed
@pytest.mark.parametrize("word", ["nghành", "ngiên", "nghiep", "Nghiêmm", "khoẻen", "internatoinal"])
def test_a_vietnamese_word_is_told(site: Site, word: str) -> None:
    [problem] = found(site, vi=f"Đây là {word} mới.")
    assert f"“{word}”" in problem.en


@needed
def test_names_are_not_told_as_misspelled_while_their_records_cannot_be_read(site: Site) -> None:
    site.write("docs/en/index.md", front("Home") + "Hoaqwrt is a name.\n")
    site.data("terms", TERM.replace("Đổi mới sáng tạo", "Hoaqwrt"))
    assert misspelling.check(site.root, judge(site.root).library) == []
    site.data("events", "- {: [\n")
    assert misspelling.check(site.root, judge(site.root).library) == []


@needed
def test_a_word_with_loose_marks_is_no_misspelled_one(site: Site) -> None:
    assert found(site, vi=unicodedata.normalize("NFD", "Thủ tướng phê duyệt Quyết định, hợp\u200btác.")) == []


@needed
def test_suggestions_have_the_tones_of_this_site(site: Site) -> None:
    [problem] = found(site, vi="Hai bên thỏaa thuận.")
    assert "thỏa" in problem.vi.split("ví dụ: ")[1]


@needed
@pytest.mark.parametrize(
    "text",
    [
        "Hòa bình, khỏe mạnh, thỏa thuận, ủy ban, quý, lũy kế và thuý.",
        "ASEAN, KH&CN, BibTeX, VinGroup và 57-NQ/TW, 735/QĐ-TTg.",
        "Xem `qwrtz`, [trang này](https://example.org/qwrtz), baochinhphu.vn và a@example.org.",
        "Theo Microsoft và Singapore.",
        "Lời ghi *qwrtz zxcvb*{.verbatim} giữ nguyên.",
        "Phần mở đầu [@mai-ha §1 ¶1].",
    ],
)
def test_what_is_no_misspelling_in_vietnamese_passes(site: Site, text: str) -> None:
    assert found(site, vi=text) == []


@needed
@pytest.mark.parametrize(
    "text",
    [
        "Nguyễn Thị Hằng's paper, đột phá, and Bắc Ninh.",
        "It's the organisation's well-known, state-of-the-art programme; they don’t.",
        "GenAI, SMEs, S&T.",
        "See {date} and mai-ha §3.1.",
    ],
)
def test_what_is_no_misspelling_in_english_passes(site: Site, text: str) -> None:
    assert found(site, en=text) == []


@needed
def test_a_foreign_word_in_small_letters_does_not_pass_by_itself(site: Site) -> None:
    assert [problem.column for problem in found(site, vi="Một workflow mới.")] == [5]


@needed
def test_names_of_the_data_pass_in_both_languages(site: Site) -> None:
    site.data("terms", TERM.replace("{term: Innovation}", "{term: Qwrtzing, variants: [zxcvbing]}"))
    assert found(site, vi="Về Qwrtzing.", en="On Qwrtzing and zxcvbing.") == []


@needed
def test_while_a_record_is_not_whole_no_name_of_the_data_is_told(site: Site) -> None:
    site.data("terms", TERM.replace("{term: Innovation}", "{term: Qwrtzing}").replace("kind: concept", "kind: idea"))
    site.write("docs/en/index.md", front("Home") + "On Qwrtzing.\n")
    checks = {problem.check for problem in check.problems(site.root)}
    assert "field" in checks
    assert "spelling" not in checks


@needed
def test_our_own_words_pass_and_those_that_are_needed_no_more_are_told(site: Site) -> None:
    site.write("data/words/en.txt", "# a remark\nqwrtzing # why\nunneeded\n")
    [problem] = found(site, en="Qwrtzing and qwrtzing.")
    assert (problem.path, problem.line) == ("data/words/en.txt", 3)
    assert problem.en == "“unneeded” is not needed here; delete this line"


@needed
def test_dictionaries_do_not_run_what_someone_wrote(site: Site) -> None:
    assert shutil.which("hunspell")
    assert [problem.check for problem in found(site, en="Aaqwrtz -d nonsense !zzqq @qqzz")] == ["spelling"] * 2


@pytest.mark.parametrize(
    ("ours", "theirs"), [("hòa", "hoà"), ("khỏe", "khoẻ"), ("Ủy", "Uỷ"), ("quý", "quý"), ("mùa", "mùa")]
)
def test_the_tone_is_moved_to_where_dictionaries_have_it_and_back(ours: str, theirs: str) -> None:
    assert modern(ours) == theirs
    assert placed(theirs) == ours
