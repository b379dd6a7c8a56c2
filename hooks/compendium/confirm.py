"""Takes sections into the sync ledger: someone read both languages of each, and they match. Writes data/sync/ alone."""

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path

from compendium import files, ledger, listing, pages, past, sync
from compendium.git import GitError
from compendium.language import LANGUAGES
from compendium.ledger import FOLDER, Ledger
from compendium.pages import Pages
from compendium.problem import DataError, Fault
from compendium.proposal import proposed
from compendium.render import words
from compendium.sync import Place, Words

_NOTHING = {
    "vi": "Không ghi gì: sổ đồng bộ đã đúng như được yêu cầu.",
    "en": "Nothing was written: the sync ledger already is as asked.",
}
_TAKEN = {"vi": "Đã ghi vào sổ, {path}: {names}", "en": "Taken in, {path}: {names}"}
_REMOVED = {"vi": "Đã bỏ khỏi sổ, {path}: {names}", "en": "Left out, {path}: {names}"}
_BEHIND = {
    "vi": "Còn chậm, {place}: bản {language}; nếu vẫn khớp, hãy chạy: make confirm PAGE={path} SECTION={name}",
    "en": "Still behind, {place}: the {language} text; "
    "if it still matches, run: make confirm PAGE={path} SECTION={name}",
}
_GIT = {"vi": "git báo lỗi", "en": "git failed"}
_STOPPED = {"vi": "Chưa ghi gì.", "en": "Nothing was written."}


def main(arguments: list[str]) -> int:
    options = _options(arguments)
    root = Path(options.root).resolve()
    said = [options.language] if options.language in LANGUAGES else [*LANGUAGES]
    told = said if options.language else listing.terminal(os.environ)
    if not (root / "mkdocs.yml").is_file():
        print(f"{root}: phải có mkdocs.yml ở đây · must hold mkdocs.yml", file=sys.stderr)
        return 2
    try:
        now, problems = pages.load(root / "docs", root)
        kept, faults = sync.read(root / FOLDER)
        # What cannot be read would be taken for removed.
        if problems or (faults and not (options.rebuild or options.since)):
            raise DataError([*problems, *faults])
        made = _made(options, root, now, kept)
    except (DataError, Fault, GitError) as stop:
        print("\n".join([*_reasons(stop, told), *(_STOPPED[code] for code in told)]), file=sys.stderr)
        return 1
    write(root, kept, made, anew=options.rebuild)
    print("\n".join(_report(now, kept, made, told)))
    return 0


def _made(options: argparse.Namespace, root: Path, now: Pages, kept: Ledger) -> Ledger:
    """The ledger that is asked for. Raises Fault or GitError."""
    if options.rebuild or options.since:
        # What a host gives for a branch that is new.
        since = options.since if (options.since or "").strip("0") else None
        return past.replayed(root, since, sync.words(proposed(options.words)))
    place = _place(options, now) if options.page else None
    if options.mechanical:
        return _mechanical(root, now, kept, options.mechanical, place)
    if place is None:
        return sync.confirmed(kept, now)
    return sync.replaced(kept, sync.advance(kept, now, now, Words(matching=(place,))), [place])


def _mechanical(root: Path, now: Pages, kept: Ledger, code: str, place: Place | None) -> Ledger:
    """The ledger with what changed in one language since the last commit counting for nothing."""
    places = (place,) if place else tuple(Place(path.removesuffix(".md"), None) for path in now.by_language[code])
    head = past.Snapshot.at(root, "HEAD").pages
    before = Pages({**now.by_language, code: head.by_language[code]}, now.files)
    return sync.replaced(kept, sync.advance(kept, before, now, Words(mechanical=places)), places)


def _place(options: argparse.Namespace, now: Pages) -> Place:
    """What was typed, as a place. Raises Fault, with the nearest, where there is none."""
    # A section may be typed behind its page, too, as in `Still-matches: integration/goals.md#targets`.
    place = Place.parse(f"{options.page}#{options.section}" if options.section else options.page)
    ids = [key[1] for key in sync.keys(now) if place.is_page(key[0])]
    if not ids:
        known = list(dict.fromkeys(key[0] for key in sync.keys(now)))
        # People know a page by the last part of its path.
        names = {path.split("/")[-1]: path for path in known} | {path: path for path in known}
        near = next((names[one] for one in get_close_matches(f"{place.page}.md", names, 1, 0)), "index.md")
        raise Fault(
            f"`{options.page}` phải là một trang có ở mọi ngôn ngữ; ví dụ: PAGE={near}",
            f"`{options.page}` must be a page that stands in every language; for example: PAGE={near}",
        )
    if not any(map(place.is_section, ids)):
        listed = ", ".join(map(ledger.name, ids))
        raise Fault(
            f"`{place.section}` phải là một mục của trang; các mục: {listed}",
            f"`{place.section}` must be a section of the page; its sections: {listed}",
        )
    return place


def write(root: Path, kept: Ledger, made: Ledger, *, anew: bool = False) -> None:
    """Writes the files whose entries changed, or every one that is not as the command writes it; each at once."""
    for path in {**kept.entries, **made.entries}:
        file = root / ledger.file_name(path)
        entries = made.entries.get(path, {})
        if not entries:
            file.unlink(missing_ok=True)
            _clear(file.parent, root / FOLDER)
        elif anew or [*entries.items()] != [*kept.entries.get(path, {}).items()]:
            file.parent.mkdir(parents=True, exist_ok=True)
            files.put(file, ledger.text(entries).encode(), new=not file.exists())


def _clear(folder: Path, top: Path) -> None:
    """Removes folders that are empty now, up to that of the ledger."""
    with suppress(OSError):
        while folder != top:
            folder.rmdir()
            folder = folder.parent


def _report(now: Pages, kept: Ledger, made: Ledger, told: Sequence[str]) -> Iterator[str]:
    """What was taken in and left out, by page, and what is still behind."""
    taken, removed = _difference(made, kept), {path: _gone(kept, made, path) for path in kept.entries}
    for code in told:
        for said, found in ((_TAKEN, taken), (_REMOVED, removed)):
            yield from (said[code].format(path=path, names=", ".join(ids)) for path, ids in found.items() if ids)
        if not any(taken.values()) and not any(removed.values()):
            yield _NOTHING[code]
        for state in (state for of in sync.states(now, made).values() for state in of if state.behind):
            called = ledger.name(state.id)
            language = words()[f"language.{state.behind}"][code]
            place = f"{state.path}#{called}"
            yield _BEHIND[code].format(place=place, language=language, path=state.path, name=called)


def _difference(made: Ledger, kept: Ledger) -> Mapping[str, list[str]]:
    """The names of the sections whose entries are other than they were."""
    return {
        path: [ledger.name(key) for key, entry in of.items() if kept.entries.get(path, {}).get(key) != entry]
        for path, of in made.entries.items()
    }


def _gone(kept: Ledger, made: Ledger, path: str) -> list[str]:
    return [ledger.name(key) for key in kept.entries[path] if key not in made.entries.get(path, {})]


def _reasons(stop: DataError | Fault | GitError, told: Iterable[str]) -> Iterator[str]:
    if isinstance(stop, DataError):
        yield listing.text(stop.problems, [*told])
    elif isinstance(stop, Fault):
        yield from ({"vi": stop.vi, "en": stop.en}[code] for code in told)
    else:
        yield from (f"{_GIT[code]}: {stop}" for code in told)


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m compendium.confirm",
        description=f"{__doc__} Without a page: all sections that changed in every language, never one that is behind. "
        "Ends with 0 when it is done, with 1 when something stands against it, with 2 when it is called wrongly. · "
        "Ghi vào sổ đồng bộ rằng các mục đã được đọc ở cả hai ngôn ngữ và khớp nhau.",
    )
    parser.add_argument("--page", help="integration/goals.md · một trang")
    parser.add_argument("--section", help="its id; .opening before the first heading · mã mục; .opening: phần đầu")
    parser.add_argument(
        "--mechanical",
        choices=LANGUAGES,
        help="form alone changed there since the last commit · từ lần commit trước chỉ sửa hình thức",
    )
    parser.add_argument("--rebuild", action="store_true", help="anew from the history · dựng lại từ lịch sử")
    parser.add_argument("--since", metavar="COMMIT", help="all that came after a commit · mọi thay đổi sau một commit")
    parser.add_argument("--words", metavar="FILE", help="with --since: the text of the pull request · lời đề nghị gộp")
    parser.add_argument("--language", choices=[*LANGUAGES, "both"], help="default: that of LANG · mặc định: theo LANG")
    parser.add_argument("--root", default=".", help="default: the current folder · mặc định: thư mục hiện tại")
    options = parser.parse_args(arguments)
    chosen = options.page or options.section or options.mechanical
    if options.section and not options.page:
        parser.error("SECTION phải đi cùng PAGE · SECTION needs PAGE: PAGE=integration/goals.md SECTION=targets")
    if chosen and (options.rebuild or options.since):
        parser.error("REBUILD, --since: không chọn trang, mục hay ngôn ngữ · no page, section or language with it")
    return options


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
