"""The bench of the search: what it measures with, on sites that are a few lines long."""

import json
from pathlib import Path
from typing import Any

import pytest
from bench import measures
from bench.answers import Answers, times
from bench.growth import as_stock, grown, more
from bench.plain import plain, run
from bench.questions import Question, answered, as_stock_shows
from bench.sites import Built
from bench.table import Table
from compendium.language import LANGUAGES
from compendium.library import Library
from conftest import EVENT, Site, front
from dom import parse


def entry(location: str, title: str, text: str, kind: str = "section") -> dict[str, Any]:
    place: dict[str, Any] = {"place": []} if kind == "page" else {}
    return {"location": location, "title": title, "text": text, "kind": kind, "boost": 1.0} | place


REAL = [
    entry("goals/", "Mục tiêu", "Một trang. Hai câu.", "page"),
    entry("goals/#main", "Mục tiêu chính", "Nói về KH&amp;CN.\nVà về con người."),
    entry("goals/#term", "Đổi mới sáng tạo", "Một thuật ngữ!", "term"),
]


def test_new_entries_are_always_the_same_and_as_many_as_asked_for() -> None:
    new = more(REAL, 40, "en/")
    assert new == more(REAL, 40, "en/")
    assert new[:20] == more(REAL, 20, "en/")
    assert len({document["location"] for document in new}) == 40
    assert all(document["location"].startswith("en/more/") for document in new)
    assert [document["kind"] for document in new].count("page") == 3


def test_new_entries_say_what_real_ones_say() -> None:
    said = {"Một trang.", "Hai câu.", "Nói về KH&amp;CN.", "Và về con người.", "Một thuật ngữ!"}
    rest = " ".join(document["text"] for document in more(REAL, 40, ""))
    for sentence in said:
        assert sentence in rest
        rest = rest.replace(sentence, "")
    assert not rest.strip()


def test_an_entry_keeps_its_lines_in_the_stock_index() -> None:
    assert as_stock(REAL[1]) == {
        "location": "goals/#main",
        "title": "Mục tiêu chính",
        "text": "<p>Nói về KH&amp;CN.</p><p>Và về con người.</p>",
    }


def test_a_larger_site_has_as_many_entries_as_asked_for_and_stock_the_same_new_ones(site: Site) -> None:
    for language in LANGUAGES.values():
        documents = [document | {"location": language.prefix + document["location"]} for document in REAL]
        site.write(f"ours/{language.prefix}search/search_index.json", json.dumps({"docs": documents}))
    site.write("stock/search/search_index.json", json.dumps({"config": {}, "docs": [as_stock(REAL[0])]}))
    ours = Built(name="ours", folder=site.root / "ours", prefixes={"vi": "", "en": "en/"})
    stock = Built(name="stock", folder=site.root / "stock", prefixes={"vi": "", "en": ""})

    ours, stock = grown((ours, stock), 50, Library.load(site.root / "data"), site.root / "50")

    assert [ours.entries("vi"), ours.entries("en")] == [50, 50]
    assert [stock.entries("vi"), stock.entries("en")] == [1 + 47, 47]
    places = {document["location"] for code in LANGUAGES for document in ours.read(code)["docs"][len(REAL) :]}
    assert places == {document["location"] for document in stock.read("vi")["docs"][1:]}
    # What each language knows of the other grows with it.
    other = ours.read("vi")["config"]["fields"]["compendium"]["other"]
    assert max(sum(steps) for steps in other["docs"]) == 49


QUESTION = Question(text="mục tiêu", language="vi", expect=("b/", "b/#x"), rank=2, absent=("c/",))


@pytest.mark.parametrize(
    ("locations", "passes"),
    [
        (["b/"], True),
        (["a/", "b/#x"], True),
        (["b/", "c/"], True),
        (["a/", "d/", "b/"], False),
        (["c/", "b/"], False),
        (["a/"], False),
        ([], False),
    ],
)
def test_a_question_is_answered_by_an_expected_place_within_its_rank(locations: list[str], passes: bool) -> None:
    assert answered(QUESTION, locations) is passes


def test_a_question_without_an_answer_must_find_nothing() -> None:
    nonsense = Question(text="qwxzk", language="vi", expect=(), rank=1)
    assert answered(nonsense, [])
    assert not answered(nonsense, ["a/"])


def test_stock_is_read_page_by_page_as_it_is_listed() -> None:
    found = ["a/#x", "en/a/", "b/", "a/", "a/#y", "c/#z", "b/#x", "en/b/#x"]
    assert as_stock_shows("vi", found) == ["a/#x", "a/", "b/", "c/#z", "c/"]
    assert as_stock_shows("en", found) == ["en/a/", "en/b/#x", "en/b/"]


def test_marks_are_typed_or_not() -> None:
    typed = {"ĐỔI mới": True, "doi moi": False, "đ": True, "57-NQ/TW": False, "Innovation": False}
    for text, marked in typed.items():
        assert Question(text=text, language="vi", expect=(), rank=1).marked is marked, text


def test_the_shares_are_those_of_the_questions_answered(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    found = {
        ("ours", "vi"): (("b/",), ("a/", "b/", "d/")),
        ("ours", "en"): (("en/b/",),),
        ("stock", "vi"): (("en/b/", "a/", "d/", "b/"), ("c/",)),
        ("stock", "en"): (("b/", "en/b/"),),
    }
    asked = [
        QUESTION,
        Question(text="muc tieu", language="vi", expect=("d/",), rank=1),
        Question(text="goals", language="en", expect=("en/b/",), rank=1),
    ]

    def ask(site: Built, language: str, questions: list[str]) -> Answers:
        own = found[site.name, language]
        assert len(own) == len(questions)
        return Answers(ready=1, first=1, took=(1,) * len(own), found=own)

    (tmp_path / "search").mkdir()
    (tmp_path / "search/search_index.json").write_text('{"docs": []}')
    ours, stock = (
        Built(name=name, folder=tmp_path, prefixes=dict.fromkeys(LANGUAGES, "")) for name in ("ours", "stock")
    )
    monkeypatch.setattr(measures, "ask", ask)
    monkeypatch.setattr(measures, "questions", lambda: asked)
    table = Table()
    measures.Answered((ours, stock), 1).shares(table)

    assert [row[:3] for row in table.rows] == [
        ("answered as expected", "2 of 3 (66.7%)", "1 of 3 (33.3%)"),
        ("– vi, marks typed", "1 of 1 (100.0%)", "0 of 1 (0.0%)"),
        ("– vi, no marks typed", "0 of 1 (0.0%)", "0 of 1 (0.0%)"),
        ("– en, no marks typed", "1 of 1 (100.0%)", "1 of 1 (100.0%)"),
    ]


def test_one_slow_moment_does_not_make_the_worst_question() -> None:
    rounds = [
        Answers(ready=ready, first=9, took=took, found=())
        for ready, took in ((1, (1, 5, 2)), (3, (1, 6, 2)), (900, (900, 7, 2)))
    ]
    measured = times(rounds)
    assert (measured.ready, measured.first, measured.median, measured.worst) == (3, 9, 2, 6)


def test_the_plain_site_has_the_same_content_and_nothing_of_ours(
    site: Site, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site.data("events", EVENT)
    site.pair("a/timeline.md", front("Dòng"), front("Line") + "<!-- compendium: timeline -->\n")
    site.write("docs/vi/a/timeline.md", front("Dòng") + "<!-- compendium: timeline -->\n")
    site.configure()
    folder = tmp_path_factory.mktemp("bench")
    ours = run(site.root, folder / "ours")
    stock = run(plain(folder / "ours", site.root, folder / "project"), folder / "stock")
    for path in ("index.html", "a/timeline/index.html", "en/a/timeline/index.html"):
        one, other = (parse((folder / name / path).read_text(encoding="utf-8")) for name in ("ours", "stock"))
        assert one.all("article")[0].text in other.all("article")[0].text
        assert "Content-Security-Policy" not in (folder / "stock" / path).read_text(encoding="utf-8")
    assert "Vietnam joins ASEAN" in (folder / "stock/en/a/timeline/index.html").read_text(encoding="utf-8")
    for measured in (ours, stock):
        assert measured.seconds > 0.1
        assert 10 < measured.memory < 4000


def test_a_build_that_fails_ends_the_bench_with_what_it_said(site: Site, tmp_path: Path) -> None:
    site.write("mkdocs.yml", "site_name: x\ntheme: nowhere\n")
    with pytest.raises(SystemExit, match="nowhere"):
        run(site.root, tmp_path / "out")


def test_the_table_is_aligned() -> None:
    table = Table()
    table.title("As it is")
    table.count("bytes", 1000, 2000)
    table.count("nothing to divide by", 5, 0)
    assert str(table).splitlines() == [
        "|                      |  ours | stock | ours / stock |",
        "|----------------------|------:|------:|-------------:|",
        "| **As it is**         |       |       |              |",
        "| bytes                | 1,000 | 2,000 |         0.50 |",
        "| nothing to divide by |     5 |     0 |              |",
    ]
