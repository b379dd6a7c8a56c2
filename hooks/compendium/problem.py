"""A problem in what an editor wrote: where it stands and what must be true instead, in both languages."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from compendium.unseen import written_out


class Fault(ValueError):
    """What must be true, in Vietnamese and in English, while its place is not known yet; `check` is who says so."""

    def __init__(self, vi: str, en: str, check: str = "field") -> None:
        super().__init__(en)
        self.vi = vi
        self.en = en
        self.check = check


@dataclass(frozen=True, order=True)
class Problem:
    """A fault at its place: `path` from the root of the project, `line` and `column` counted from 1.

    `check` is the name in `checks.yml` of what found it. Two that say the same of one place are one. What it tells of
    the text of others is safe to print: it stands on one line, and nothing in it is hidden.
    """

    path: str
    line: int
    vi: str
    en: str
    check: str = field(compare=False)
    column: int | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        for name in ("path", "vi", "en"):
            object.__setattr__(self, name, written_out(getattr(self, name)))

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:"
        return f"{place} {self.vi}\n{place} {self.en}"


class DataError(Exception):
    """Every problem of one run. Nothing is built from what has a problem."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__(self.problems)

    def __str__(self) -> str:
        count = len(self.problems)
        vi = f"Có {count} lỗi; chưa dựng gì, trang cũ còn nguyên."
        en = f"Problems: {count}; nothing was built, the last site stands."
        return "\n".join([*map(str, self.problems), vi, en])
