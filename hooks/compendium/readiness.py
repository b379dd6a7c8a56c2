"""Whether a release can be published: every reason against it at once, each with what to do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from compendium import freeze, staging
from compendium.edition import Edition
from compendium.git import GitError, git, succeeds
from compendium.model import Release
from compendium.problem import DataError, Fault
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


def refuse(order: Order) -> Release:
    """The release as the data has it. Raises Refusal with all that stands against publishing it."""
    faults = [*_check_repository(order.repository), *_check_published(order), *_check_branch(order)]
    try:
        found = Edition.load(order.repository.root).library.releases
    except DataError as error:
        raise Refusal(faults, error) from None
    faults += _check_record(order, found)
    if faults:
        raise Refusal(faults)
    return found[order.version]


def _check_repository(repository: Repository) -> Iterator[Fault]:
    if changed := git(repository.root, "status", "--porcelain").splitlines():
        some = ", ".join(line[3:] for line in changed[:3])
        yield Fault(
            f"mọi thay đổi phải nằm trong commit ({some}); hãy chạy: git commit, hoặc: git stash -u",
            f"every change must be committed ({some}); run: git commit, or: git stash -u",
        )
    if git(repository.root, "rev-parse", "--is-shallow-repository") == "true":
        yield Fault(
            "kho mã phải có đủ lịch sử, vì ngày của trang lấy từ đó; hãy chạy: git fetch --unshallow",
            "the repository must have its whole history, which dates the pages; run: git fetch --unshallow",
        )
    if not succeeds(repository.root, "var", "GIT_COMMITTER_IDENT"):
        yield Fault(
            "git phải biết ai phát hành; hãy chạy: git config user.name '…' và git config user.email '…'",
            "git must know who releases; run: git config user.name '…' and git config user.email '…'",
        )


def _check_published(order: Order) -> Iterator[Fault]:
    repository, version = order.repository, order.version
    tagged = repository.tag(version)
    if version in staging.versions(repository, repository.published) or tagged not in (None, repository.head):
        yield Fault(
            f"{version} đã được phát hành, mà bản đã phát hành thì không đổi; hãy thêm bản đính chính vào "
            f"data/releases.yml, ví dụ: version: '{_correction(version)}'",
            f"{version} is published, and what is published never changes; add a correction to "
            f"data/releases.yml, for example: version: '{_correction(version)}'",
        )


def _correction(version: str) -> str:
    return after(version) if version.count(".") > 1 else f"{version}.1"


def _check_branch(order: Order) -> Iterator[Fault]:
    repository, branch = order.repository, order.repository.branch
    if repository.is_checked_out():
        yield Fault(
            f"nhánh {branch} phải không được mở ở thư mục nào; hãy chạy ở đó: git switch --detach",
            f"the branch {branch} must not be checked out anywhere; run there: git switch --detach",
        )
    known = [repository.tracked]
    if order.push:
        try:
            known.append(repository.on_remote(f"refs/heads/{branch}"))
        except GitError as error:
            yield Fault(f"phải hỏi được {repository.remote} ({error})", f"{repository.remote} must answer ({error})")
    if any(tip and not repository.holds(tip) for tip in known):
        fetch = f"git fetch {repository.remote} {branch}:{branch}"
        yield Fault(
            f"nhánh {branch} ở {repository.remote} đã đi xa hơn; hãy chạy: {fetch}",
            f"the branch {branch} of {repository.remote} has moved on; run: {fetch}",
        )


def _check_record(order: Order, found: dict[str, Release]) -> Iterator[Fault]:
    """What the data says of the release: its place among the others, its day, the comparison that is kept of it."""
    repository, version = order.repository, order.version
    if version not in found:
        known = ", ".join(found) or "–"
        yield Fault(
            f"{version} phải có trong data/releases.yml (đang có: {known}); hãy chép bản ghi cuối, sửa, rồi commit",
            f"{version} must be in data/releases.yml (there are: {known}); "
            "copy its last record, change it, then commit",
        )
        return
    published = staging.versions(repository, repository.published)
    missing = [other for other in found if other not in published and number(other) < number(version)]
    if missing:
        yield Fault(
            f"các bản trước phải được phát hành trước: {', '.join(missing)}; hãy chạy ở thẻ của nó: "
            f"make release VERSION={missing[0]}, hoặc: git fetch {repository.remote} {repository.branch}",
            f"the releases before must be published first: {', '.join(missing)}; run, at its commit: "
            f"make release VERSION={missing[0]}, or: git fetch {repository.remote} {repository.branch}",
        )
    if later := [other for other in found if number(other) > number(version)]:
        yield Fault(
            f"{version} phải là bản mới nhất trong data/releases.yml (đang có {later[-1]}); hãy phát hành bản ấy",
            f"{version} must be the newest of data/releases.yml (there is {later[-1]}); release that one",
        )
    if found[version].date > order.today.isoformat():
        yield Fault(
            f"ngày phát hành không được ở tương lai ({found[version].date}); hãy sửa, ví dụ: date: '{order.today}'",
            f"the date must not be in the future ({found[version].date}); mend it, for example: date: '{order.today}'",
        )
    yield from freeze.check(repository, version, list(found))
