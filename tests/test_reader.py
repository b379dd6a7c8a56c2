"""Files as editors save them: encodings, YAML, and the line of everything in it."""

import sys
import time
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from compendium.problem import Fault
from compendium.reader import Document, read_text, read_yaml
from conftest import ROOT, run


def written(folder: Path, text: str | bytes) -> Document:
    file = folder / "events.yml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_yaml(file, "data/events.yml")


def only_problem(document: Document) -> tuple[int, str, str]:
    """The line and both sentences of the only problem there is."""
    [problem] = document.problems
    assert problem.path == "data/events.yml"
    return problem.line, problem.vi, problem.en


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    document = read_yaml(tmp_path / "events.yml", "data/events.yml")
    assert only_problem(document) == (1, "tệp phải có; hãy tạo lại tệp này", "file must exist; put it back")


@pytest.mark.parametrize("text", ["", "\n", "  \n\n"])
def test_an_empty_file_is_reported(tmp_path: Path, text: str) -> None:
    assert only_problem(written(tmp_path, text)) == (1, "tệp không được trống", "file must not be empty")


def test_a_file_that_is_not_utf_8_is_reported_at_its_line(tmp_path: Path) -> None:
    document = written(tmp_path, b"- id: a\n- id: b\n  title: H\xf4i nh\xe2p\n")
    assert document.value is None
    assert only_problem(document) == (
        3,
        "tệp phải là văn bản UTF-8; hãy lưu lại dạng UTF-8",
        "file must be UTF-8 text; save it as UTF-8",
    )


def test_a_byte_order_mark_is_reported_and_the_rest_is_read(tmp_path: Path) -> None:
    document = written(tmp_path, "\ufeff- id: a\n")
    assert document.value == [{"id": "a"}]
    line, vi, en = only_problem(document)
    assert (line, "BOM" in vi, "BOM" in en) == (1, True, True)


def test_decomposed_letters_are_reported_at_their_line_with_the_mended_text(tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "  title: Đổi mới")
    line, vi, en = only_problem(written(tmp_path, f"- id: a\n{decomposed}\n"))
    assert line == 2
    assert vi.endswith(", ví dụ: title: Đổi mới; hãy chạy: make fix")
    assert en.endswith(", as in: title: Đổi mới; run: make fix")


def test_a_tab_is_reported_at_its_line_with_the_mended_line(tmp_path: Path) -> None:
    line, vi, en = only_problem(written(tmp_path, "- id: a\n\ttitle: b\n"))
    assert line == 2
    assert vi == "không được có dấu tab; hãy dùng dấu cách, ví dụ:   title: b; hãy chạy: make fix"
    assert en == "tabs must not be used; indent with spaces, as in:   title: b; run: make fix"


@pytest.mark.parametrize(("value", "example"), [("&x 1", "'&x'"), ("*x", "'*x'")], ids=["anchor", "alias"])
def test_an_anchor_and_an_alias_are_refused_with_the_quoted_text(tmp_path: Path, value: str, example: str) -> None:
    document = written(tmp_path, f"- id: a\n- id: {value}\n")
    assert document.value is None
    line, vi, en = only_problem(document)
    assert line == 2
    assert vi.endswith(f"ví dụ: {example}")
    assert en.endswith(f"as in: {example}")


def test_a_yaml_bomb_is_refused_before_it_unfolds(tmp_path: Path) -> None:
    """Six values that each hold the one before ten times would be two million."""
    lines = ["l0: &l0 [x, x]"]
    lines += [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, 7)]
    started = time.perf_counter()
    document = written(tmp_path, "\n".join(lines))
    assert time.perf_counter() - started < 1
    assert document.value is None
    assert document.problems


def test_a_key_given_twice_is_reported_where_it_stands_again(tmp_path: Path) -> None:
    document = written(tmp_path, "- id: a\n  title: one\n  title: two\n")
    assert only_problem(document) == (
        3,
        "khóa `title` không được viết hai lần",
        "key `title` must not be given twice",
    )


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("- id: a\n  title: Mục tiêu: 45%\n", 2),
        ("- id: a\n  subjects: [b\n- id: c\n", 3),
        ("- id: a\n   title: b\n", 2),
        ("a: 1\n---\nb: 2\n", 2),
    ],
    ids=["colon", "bracket", "indent", "two documents"],
)
def test_an_error_of_syntax_is_reported_at_its_line_with_an_example(tmp_path: Path, text: str, at: int) -> None:
    document = written(tmp_path, text)
    assert document.value is None
    line, vi, en = only_problem(document)
    assert line == at
    assert vi.startswith("phải là YAML đúng cú pháp")
    assert vi.endswith("ví dụ: vi: 'Mục tiêu: 45%'")
    assert en.startswith("must be well-formed YAML")
    assert en.endswith("as in: en: 'Target: 45%'")


NESTED = """\
# a comment
- id: a
  title:
    vi: Một
    en: >-
      One
      and more
  citations:
  - mai-ha §1
  - mai-ha §2

- id: b
  title: {vi: Hai,
          en: Two}
"""


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        ((0,), 2),
        ((0, "id"), 2),
        ((0, "title"), 3),
        ((0, "title", "vi"), 4),
        ((0, "title", "en"), 5),
        ((0, "citations"), 8),
        ((0, "citations", 1), 10),
        ((1,), 12),
        ((1, "title", "en"), 14),
    ],
)
def test_every_value_knows_its_line(tmp_path: Path, keys: tuple[int | str, ...], line: int) -> None:
    assert written(tmp_path, NESTED).lines[keys] == line


def test_a_problem_of_what_is_missing_stands_at_the_nearest_thing_around_it(tmp_path: Path) -> None:
    document = written(tmp_path, NESTED)
    fault = Fault("vi", "en")
    assert document.problem((0, "title", "es"), fault).line == 3
    assert document.problem((1, "when"), fault).line == 12
    assert document.problem((7, "when"), fault).line == 2


def test_windows_line_ends_are_read_as_any_other(tmp_path: Path) -> None:
    document = written(tmp_path, "- id: a\r\n  title: b\r\n")
    assert document.value == [{"id": "a", "title": "b"}]
    assert document.lines[(0, "title")] == 2


def test_a_date_of_the_calendar_is_read_as_one_and_another_is_kept_as_text(tmp_path: Path) -> None:
    assert written(tmp_path, "a: 2000-11-17\nb: 2023-02-30\n").value == {"a": date(2000, 11, 17), "b": "2023-02-30"}


@pytest.mark.parametrize(
    "value",
    ["!!timestamp x", "!!bool x", "!!int ''", "!!float ''", "!!binary '@'", "!!python/object/apply:os.abort []"],
)
def test_a_tag_of_yaml_stops_nothing_and_runs_nothing(tmp_path: Path, value: str) -> None:
    document = written(tmp_path, f"- id: {value}\n")
    assert document.problems or document.value


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    line, vi, en = only_problem(written(tmp_path, b"- a\n" * 1_000_001))
    assert (line, vi, en) == (1, "tệp phải nhỏ hơn 4000000 byte", "file must be under 4000000 bytes")


def test_a_large_file_below_the_limit_is_read(tmp_path: Path) -> None:
    text, problems = read_text(_file(tmp_path, "a" * 3_999_999), "data/events.yml")
    assert text is not None
    assert not problems


def _file(folder: Path, text: str) -> Path:
    file = folder / "text.yml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize("depth", [2_000, 30_000])
def test_deep_nesting_ends_neither_in_a_crash_nor_in_a_traceback(tmp_path: Path, depth: int) -> None:
    """In a process of its own: what goes wrong here may take the interpreter with it."""
    file = _file(tmp_path, "[" * depth + "]" * depth)
    command = "import sys, pathlib; from compendium.reader import read_yaml; read_yaml(pathlib.Path(sys.argv[1]), 'x')"
    result = run([sys.executable, "-c", command, str(file)], ROOT / "hooks")
    assert result.code == 0, result.output[-300:]
