"""Whether a release can be published: every reason against it at once, each with what to do."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from compendium import freeze, ledger, staging
from compendium.edition import Edition
from compendium.git import GitError, git, succeeds
from compendium.language import LANGUAGES
from compendium.model import Release
from compendium.problem import DataError, Fault
from compendium.reader import parse_yaml
from compendium.releases import after, number
from compendium.repository import Repository


@dataclass(frozen=True)
class Order:
    """What a release manager asks for, and on which day."""

    repository: Repository
    version: str
    push: bool
    today: date


class Refusal(Exception):
    """Every reason why nothing was published."""

    def __init__(self, faults: list[Fault], data: DataError | None = None) -> None:
        super().__init__(faults, data)
        self.faults = faults
        self.data = data

    def __str__(self) -> str:
        said = [text for fault in self.faults for text in (f"✗ {fault.vi}", f"✗ {fault.en}")]
        said += [str(self.data)] if self.data else []
        vi, en = "Chưa phát hành gì; mọi thứ vẫn như cũ.", "Nothing was published; everything is as it was."
        return "\n".join([*said, vi, en])


def refuse(order: Order, *, completing: bool = False) -> Release:
    """The release as the data has it. Raises Refusal with all that stands against publishing it, or completing it."""
    faults = [*_check_repository(order.repository), *_check_branch(order)]
    faults += [] if completing else _check_published(order)
    try:
        edition = Edition.load(order.repository.root)
    except DataError as error:
        raise Refusal(faults, error) from None
    found = edition.library.releases
    faults += [] if completing else [*_check_record(order, found), *_check_confirmed(edition)]
    if faults:
        raise Refusal(faults)
    return found[order.version]


def behind(edition: Edition) -> Iterator[str]:
    """What a release manager is told, and no more: a text may be behind for a while, and its readers are told, too."""
    for state in (state for states in edition.lags.states.values() for state in states if state.behind):
        language = LANGUAGES[str(state.behind)].name
        yield f"{state.path}#{ledger.name(state.id)}: {language} còn chậm · is behind"


def _check_confirmed(edition: Edition) -> Iterator[Fault]:
    """Nobody would know later which text of such a section changed first."""
    states = [state for states in edition.lags.states.values() for state in states if state.kind == "unconfirmed"]
    if states:
        some = ", ".join([f"{state.path}#{ledger.name(state.id)}" for state in states[:3]])
        some += f", +{len(states) - 3}" if len(states) > 3 else ""
        yield Fault(
            f"mọi mục phải được xác nhận là khớp nhau ({some}); hãy chạy: make confirm, rồi commit",
            f"every section must be confirmed to match ({some}); run: make confirm, then commit",
        )


def _check_repository(repository: Repository) -> Iterator[Fault]:
    if git(repository.root, "rev-parse", "--show-prefix"):
        yield Fault(
            "dự án phải nằm ở thư mục gốc của kho mã; hãy chạy lệnh ở đó",
            "the project must be the root of its repository; run this there",
        )
    if changed := git(repository.root, "status", "--porcelain").splitlines():
        some = ", ".join([line[3:] for line in changed[:3]] + [f"+{len(changed) - 3}"] * (len(changed) > 3))
        yield Fault(
            f"mọi thay đổi phải nằm trong commit ({some}); hãy chạy: git add --all && git commit -m '…'",
            f"every change must be committed ({some}); run: git add --all && git commit -m '…'",
        )
    if git(repository.root, "rev-parse", "--is-shallow-repository") == "true":
        yield Fault(
            "kho mã phải có đủ lịch sử, vì ngày của trang lấy từ đó; hãy chạy: git fetch --unshallow",
            "the repository must have its whole history, which dates the pages; run: git fetch --unshallow",
        )
    if not succeeds(repository.root, "var", "GIT_COMMITTER_IDENT"):
        yield Fault(
            "git chưa biết ai là người phát hành; hãy chạy: git config user.name '…' và git config user.email '…'",
            "git must know who releases; run: git config user.name '…' and git config user.email '…'",
        )


def _check_published(order: Order) -> Iterator[Fault]:
    repository, version = order.repository, order.version
    published = staging.versions(repository, repository.published)
    if version in published:
        newest = max(published, key=number)
        correction = after(newest) if newest.count(".") > 1 else f"{newest}.1"
        yield Fault(
            f"{version} đã được phát hành, mà bản đã phát hành thì không đổi; hãy thêm bản đính chính vào "
            f"data/releases.yml, ví dụ: version: '{correction}'",
            f"{version} is published, and what is published never changes; add a correction to "
            f"data/releases.yml, for example: version: '{correction}'",
        )
    elif repository.tag(version) not in (None, repository.head):
        remove = f"git tag -d {version}"
        yield Fault(
            f"thẻ {version} đang ở một commit khác, mà {version} chưa được phát hành; hãy bỏ thẻ: {remove}",
            f"the tag {version} is on another commit, and {version} is not published; remove the tag: {remove}",
        )


def _check_branch(order: Order) -> Iterator[Fault]:
    repository, branch = order.repository, order.repository.branch
    if repository.is_checked_out():
        yield Fault(
            f"không được mở nhánh {branch} ở thư mục nào; hãy chạy ở đó: git switch --detach",
            f"the branch {branch} must not be checked out anywhere; run there: git switch --detach",
        )
    known = [repository.tracked]
    if order.push:
        try:
            known.append(repository.on_remote(f"refs/heads/{branch}"))
        except GitError as error:
            yield Fault(f"phải hỏi được {repository.remote} ({error})", f"{repository.remote} must answer ({error})")
    if ahead := [tip for tip in known if tip and not repository.holds(tip)]:
        command = _catching_up(repository, ahead[-1])
        yield Fault(
            f"nhánh {branch} trên {repository.remote} đã có thay đổi mới hơn; hãy chạy: {command}",
            f"the branch {branch} of {repository.remote} has moved on; run: {command}",
        )


def _catching_up(repository: Repository, tip: str) -> str:
    """What brings the branch here to a tip of the remote's: what stands only here was never pushed."""
    fetch = f"git fetch {repository.remote}"
    if repository.commit(tip) is None:
        return fetch
    if repository.local and succeeds(repository.root, "merge-base", "--is-ancestor", repository.local, tip):
        return f"{fetch} {repository.branch}:{repository.branch}"
    there = staging.versions(repository, tip)
    only_here = [version for version in staging.versions(repository, repository.local) if version not in there]
    tags = f" && git tag -d {' '.join(only_here)}" if only_here else ""
    return f"{fetch} +{repository.branch}:{repository.branch}{tags}"


def _check_record(order: Order, found: dict[str, Release]) -> Iterator[Fault]:
    """What the data says of the release: its place among the others, its day, the comparison that is kept of it."""
    repository, version = order.repository, order.version
    published = staging.versions(repository, repository.published)
    for other in published:
        yield from _check_kept(repository, other)
    if version not in found:
        known = ", ".join(found) or "–"
        yield Fault(
            f"{version} phải có trong data/releases.yml (đang có: {known}); hãy chép bản ghi cuối, sửa, rồi commit",
            f"{version} must be in data/releases.yml (there are: {known}); "
            "copy its last record, change it, then commit",
        )
        return
    if version not in published:
        yield from _check_succession(order, list(found), published)
    if found[version].date > order.today.isoformat():
        yield Fault(
            f"ngày phát hành không được ở tương lai ({found[version].date}); hãy sửa, ví dụ: date: '{order.today}'",
            f"the date must not be in the future ({found[version].date}); mend it, for example: date: '{order.today}'",
        )


def _check_succession(order: Order, found: list[str], published: Container[str]) -> Iterator[Fault]:
    repository, version = order.repository, order.version
    missing = [other for other in found if other not in published and number(other) < number(version)]
    if missing:
        fetch = f"git fetch {repository.remote} {repository.branch}:{repository.branch}"
        yield Fault(
            f"các bản trước phải được phát hành trước: {', '.join(missing)}; hãy chạy, ở commit của bản ấy: "
            f"make release VERSION={missing[0]}, hoặc nếu đã có ở {repository.remote}: {fetch}",
            f"the releases before must be published first: {', '.join(missing)}; run, at its commit: "
            f"make release VERSION={missing[0]}, or, where {repository.remote} has it: {fetch}",
        )
    if later := [other for other in found if number(other) > number(version)]:
        yield Fault(
            f"{version} phải là bản mới nhất trong data/releases.yml (đang có {later[-1]}); hãy phát hành bản ấy",
            f"{version} must be the newest of data/releases.yml (there is {later[-1]}); release that one",
        )
    yield from freeze.check(repository, version, found)


def _check_kept(repository: Repository, version: str) -> Iterator[Fault]:
    """Whether the data still says of a published release what it said when that was published."""
    made_from = staging.made_from(repository, version)
    if made_from is None:
        return
    kept = _said_of(version, repository.show(made_from, "data/releases.yml"))
    now = _said_of(version, (repository.root / "data/releases.yml").read_text(encoding="utf-8"))
    if any(now.get(key) != value for key, value in kept.items()):
        restore = f"git show {made_from[:12]}:data/releases.yml"
        yield Fault(
            f"bản ghi của {version} phải như khi phát hành; hãy chép lại từ: {restore}",
            f"the record of {version} must be as it was published; copy it from: {restore}",
        )
    file = f"data/changes/{version}.json"
    there = repository.root / file
    wanted = repository.show(made_from, file)
    if wanted is not None and (not there.is_file() or there.read_text(encoding="utf-8").rstrip("\n") != wanted):
        restore = f"git checkout {made_from[:12]} -- {file}"
        yield Fault(
            f"{file} phải như khi phát hành; hãy chạy: {restore}",
            f"{file} must be as it was published; run: {restore}",
        )


def _said_of(version: str, text: str | None) -> dict[str, Any]:
    """The record of a release, as an editor wrote it; empty where there is none."""
    records = parse_yaml(text or "[]", "data/releases.yml", []).value
    found = [record for record in records or () if isinstance(record, dict) and record.get("version") == version]
    return dict(found[0]) if found else {}
