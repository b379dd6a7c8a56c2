"""What must be true of pages: generators of problems, each with an example that passes."""

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches

from compendium import citations, heading_ids, untrusted
from compendium.asking import texts
from compendium.library import Library
from compendium.pages import CITATION, MARKER, Page, Pages
from compendium.problem import Fault, Problem
from compendium.vietnamese import slug
from compendium.views import View

_LINK = re.compile(r"\]\((?P<path>[^)\s#:]*\.md|)(?:#(?P<anchor>[^)\s]+))?\)")
# Ids that templates make from the kind of a thing, and no editor writes.
_MADE = re.compile(r"(note|figure|page|cite|used-figure|release|changes|dataset)-|(letter|period|standing)_")
_UNFOLLOWED = re.compile(
    r"!\[(?:[^\[\]]|\[[^\[\]]*\])*\]|(?<=\])\([^()\n]*\)|<[^<>\n]*>|\{[:#. ][^{}\n]*\}|^ {0,3}\[[^\]\n]+\]:.*", re.M
)
_GUIDE = re.compile(r"\{: *\.guide *\}\s*$")

_NONE: Mapping[tuple[str, int], str] = {}


def check(pages: Pages) -> Iterator[Problem]:
    """What must be true of each page whatever the records are."""
    names = heading_ids.wanted(pages)
    for page in pages:
        yield from check_headings(page, names)
        yield from untrusted.check(page)
        yield from check_evidence(page)
        yield from check_citation_places(page)


def check_uses(pages: Pages, library: Library, views: Mapping[str, View]) -> Iterator[Problem]:
    """What pages say of the records and of one another, and what records need of the pages."""
    for page in pages:
        yield from check_citations(page, library)
        yield from check_figures(page, library)
        yield from check_markers(page, pages, library, views)
        yield from check_anchors(page, library, views)
        yield from check_links(page, pages, library, views)
    yield from check_notes_shown(pages, library)
    yield from check_priorities_shown(pages, library)


def check_headings(page: Page, wanted: Mapping[tuple[str, int], str] = _NONE) -> Iterator[Problem]:
    """`wanted` are the ids that a machine would write, see `heading_ids`."""
    seen = set[str]()
    for heading in page.headings():
        if heading.level == 1:
            vi, en = "tiêu đề cấp một phải nằm ở `title`", "the first-level heading must be the `title`"
            example = f"## {heading.text}"
            yield Problem(
                page.shown, heading.line, f"{vi}; ví dụ: {example}", f"{en}; for example: {example}", "heading"
            )
        elif heading.id is None or heading.id in seen:
            vi = "tiêu đề phải có mã riêng, giống nhau ở hai ngôn ngữ"
            en = "heading must have an id of its own, the same in both languages"
            name = wanted.get((page.shown, heading.line))
            example = f"{'#' * heading.level} {heading.text} {{#{name or slug(heading.text)}}}"
            by_vi, by_en = ("; hãy chạy: make fix", "; run: make fix") if name else ("", "")
            vi, en = f"{vi}; ví dụ: {example}{by_vi}", f"{en}; for example: {example}{by_en}"
            yield Problem(page.shown, heading.line, vi, en, "heading")
        seen.add(heading.id or "")


def check_citations(page: Page, library: Library) -> Iterator[Problem]:
    for line, text in page.citations():
        try:
            citations.check(text, library.sources)
        except Fault as fault:
            yield Problem(page.shown, line, fault.vi, fault.en, "citation")


def check_citation_places(page: Page) -> Iterator[Problem]:
    """A citation in a picture's name, an address, a title or an attribute is nothing that a reader could follow."""
    for match in _UNFOLLOWED.finditer(page.prose):
        if cited := CITATION.search(match[0]):
            wanted = "; ".join(citations.split(cited[1]))
            vi = f"trích dẫn `{wanted}` phải nằm trong câu chữ của trang"
            en = f"citation `{wanted}` must stand in running text"
            line, example = page.line(match.start() + cited.start()), f"… {cited[0]}"
            yield Problem(
                page.shown, line, f"{vi}; ví dụ: {example}", f"{en}; for example: {example}", "citation-place"
            )


def check_figures(page: Page, library: Library) -> Iterator[Problem]:
    for line, identifier in page.figures():
        if identifier not in library.figures:
            some = ", ".join(f"[={key}]" for key in list(library.figures)[:3]) or "…"
            vi = f"số liệu `[={identifier}]` phải có trong data/figures.yml; ví dụ: {some}"
            en = f"figure `[={identifier}]` must be in data/figures.yml; for example: {some}"
            yield Problem(page.shown, line, vi, en, "figure-id")


def check_markers(page: Page, pages: Pages, library: Library, views: Mapping[str, View]) -> Iterator[Problem]:
    for line, text in page.lines():
        if "<!--" in text and not MARKER.fullmatch(text.rstrip()):
            vi, en = (
                "dấu chèn dữ liệu phải đứng riêng một dòng, sát lề",
                "a marker must stand alone, at the start of a line",
            )
            example = "<!-- compendium: timeline -->"
            yield Problem(page.shown, line, f"{vi}; ví dụ: {example}", f"{en}; for example: {example}", "marker")
    for line, name, arguments in page.markers():
        view = views.get(name)
        if view is None:
            known = ", ".join(views)
            vi, en = f"dấu chèn `{name}` phải là một trong: {known}", f"marker `{name}` must be one of: {known}"
            yield Problem(page.shown, line, vi, en, "marker")
            continue
        known_ids = _known(view, page, pages, library)
        some = " ".join(list(known_ids)[:1])
        example = f"<!-- compendium: {' '.join(filter(None, (name, some)))} -->"
        if bool(arguments) < view.needs_one or any(argument not in known_ids for argument in arguments):
            vi, en = f"dấu chèn `{name}` không nhận mã nào", f"marker `{name}` must stand without ids"
            if view.arguments:
                of = posixpath.dirname(page.shown) if view.arguments == "pages" else f"data/{view.arguments}.yml"
                vi, en = f"dấu chèn `{name}` chỉ nhận mã có trong {of}", f"marker `{name}` must name ids of {of} only"
            yield Problem(page.shown, line, f"{vi}; ví dụ: {example}", f"{en}; for example: {example}", "marker")


def _known(view: View, page: Page, pages: Pages, library: Library) -> Collection[str]:
    """What the marker of a view may name on a page: ids of a dataset, or the pages beside an index."""
    if view.arguments != "pages":
        return getattr(library, view.arguments) if view.arguments else ()
    folder = page.path.removesuffix("index.md")
    beside = [path.removeprefix(folder) for path in pages.files[page.language] if path.startswith(folder)]
    return [name.removesuffix(".md") for name in sorted(beside) if "/" not in name and name != "index.md"]


def unwritten(pages: Pages) -> Iterator[Problem]:
    """The paragraphs of a new page that nobody has replaced yet."""
    for page in pages:
        placeholder = texts()["placeholder"][page.language]
        for line, text in page.lines():
            if text.startswith(f"{placeholder}:"):
                vi, en = (
                    f"đoạn “{placeholder}: …” phải được thay bằng nội dung của mục",
                    f"the paragraph “{placeholder}: …” must be replaced by what the section says",
                )
                example = "… [@mai-ha §2 ¶1]"
                yield Problem(
                    page.shown, line, f"{vi}; ví dụ: {example}", f"{en}; for example: {example}", "placeholder"
                )


def check_anchors(page: Page, library: Library, views: Mapping[str, View]) -> Iterator[Problem]:
    """A heading must not take the id of a record that the same page shows."""
    shown = [views[name].anchors for _, name, _ in page.markers() if name in views]
    for heading in page.headings():
        if any(heading.id in getattr(library, dataset) for dataset in shown if dataset):
            vi, en = f"mã `{heading.id}` đã là của một bản ghi", f"id `{heading.id}` belongs to a record already"
            example = f"{{#about-{heading.id}}}"
            yield Problem(
                page.shown, heading.line, f"{vi}; ví dụ: {example}", f"{en}; for example: {example}", "heading"
            )


def check_links(page: Page, pages: Pages, library: Library, views: Mapping[str, View]) -> Iterator[Problem]:
    """A link to another page leads to one that is there, and to a place that it has."""
    there = pages.by_language[page.language]
    for match in _LINK.finditer(page.prose):
        path, anchor, line = match["path"], match["anchor"], page.line(match.start())
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path)) if path else page.path
        if target not in pages.files[page.language]:
            known = [posixpath.relpath(known, posixpath.dirname(page.path) or ".") for known in there]
            example = f"]({next(iter(get_close_matches(path, known, 1, 0)), 'index.md')})"
            vi, en = (
                f"liên kết `{path}` phải dẫn đến một trang có thật",
                f"link `{path}` must lead to a page that is there",
            )
            yield Problem(page.shown, line, f"{vi}; ví dụ: {example}", f"{en}; for example: {example}", "link")
        elif anchor and target in there and not _MADE.match(anchor):
            known = _anchors(there[target], library, views)
            if anchor not in known:
                example = f"]({path}#{next(iter(get_close_matches(anchor, known, 1, 0)), 'id')})"
                vi = f"liên kết `#{anchor}` phải dẫn đến một mã có trong {there[target].shown}"
                en = f"link `#{anchor}` must lead to an id that is in {there[target].shown}"
                yield Problem(page.shown, line, f"{vi}; ví dụ: {example}", f"{en}; for example: {example}", "link")


def _anchors(page: Page, library: Library, views: Mapping[str, View]) -> list[str]:
    """The ids of a page: of its headings, and of the records that it shows."""
    datasets = {views[name].anchors for _, name, _ in page.markers() if name in views}
    records = [identifier for dataset in datasets if dataset for identifier in getattr(library, dataset)]
    made = [identifier for _, name, _ in page.markers() if name in views for identifier in views[name].ids()]
    return [heading.id for heading in page.headings() if heading.id] + records + made


def check_evidence(page: Page) -> Iterator[Problem]:
    """Every paragraph of fact cites its source; a paragraph that only guides the reader says so."""
    if not page.front.evidence:
        return
    for line, block in page.blocks():
        if not CITATION.search(block) and not _GUIDE.search(block):
            vi = "đoạn văn phải dẫn nguồn; ví dụ: … [@mai-ha §2 ¶1]; hoặc kết bằng {: .guide }"
            en = "paragraph must cite its source; for example: … [@mai-ha §2 ¶1]; or end with {: .guide }"
            yield Problem(page.shown, line, vi, en, "evidence")


def check_notes_shown(pages: Pages, library: Library) -> Iterator[Problem]:
    """An editor's note that no page shows would be a correction that no reader sees."""
    shown = {
        argument for page in pages for _, name, arguments in page.markers() if name == "notes" for argument in arguments
    }
    attached = {
        note
        for dataset in (
            library.events,
            library.terms,
            library.figures,
            library.instruments,
            library.deals,
            library.priorities,
        )
        for record in dataset.values()
        for note in record.notes
    }
    if not library.notes or not any(True for _ in pages):
        return
    for note in library.notes:
        if note not in shown | attached:
            example = f"<!-- compendium: notes {note} -->"
            vi, en = f"ghi chú `{note}` phải hiện trên một trang", f"note `{note}` must be shown on a page"
            yield Problem(
                "data/notes.yml",
                library.lines["notes", note],
                f"{vi}; ví dụ: {example}",
                f"{en}; for example: {example}",
                "note-shown",
            )


def check_priorities_shown(pages: Pages, library: Library) -> Iterator[Problem]:
    """Each priority has its page, which shows its record: links to it lead there."""
    for identifier in library.priorities:
        path = f"science-diplomacy/{identifier}.md"
        for code, files in pages.files.items():
            if path not in files:
                vi, en = f"trọng tâm `{identifier}` phải có trang", f"priority `{identifier}` must have its page"
                line = library.lines["priorities", identifier]
                yield Problem(
                    "data/priorities.yml",
                    line,
                    f"{vi}: docs/{code}/{path}",
                    f"{en}: docs/{code}/{path}",
                    "priority-page",
                )
