"""Releases in order: `2026.1` is an update, `2026.1.1` the first correction of it."""

import re
from argparse import ArgumentTypeError
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from compendium.model import VERSION, Release

_FORM = re.compile(VERSION)


def number(version: str) -> tuple[int, ...]:
    """What versions sort by: `2026.10` comes after `2026.9.1`."""
    return tuple(map(int, version.split(".")))


def version(text: str) -> str:
    """The text, if it has the form of a version. Raises ArgumentTypeError, for a command's own message."""
    if not _FORM.fullmatch(text):
        told = f"bản phát hành có dạng 2026.3 hoặc 2026.3.1 · a version looks like 2026.3 or 2026.3.1, not: {text}"
        raise ArgumentTypeError(told)
    return text


def is_update(release: Release) -> bool:
    return release.id.count(".") == 1


def update_of(version: str) -> str:
    """The update that a version belongs to: `2026.1` for `2026.1.2`, and for itself."""
    return ".".join(version.split(".")[:2])


def after(version: str) -> str:
    """The next version of the same kind: `2026.2` after `2026.1`, `2026.1.3` after `2026.1.2`."""
    *head, last = number(version)
    return ".".join(map(str, [*head, last + 1]))


@dataclass(frozen=True)
class Span:
    """The days on which a release was the newest: `last` is None while it still is, and before `first` for none."""

    release: Release
    first: date
    last: date | None


def spans(releases: Iterable[Release]) -> list[Span]:
    """How the site stood on any date: the newest first."""
    in_order = sorted(releases, key=lambda release: number(release.id))
    days = [date.fromisoformat(release.date) for release in in_order]
    ends = [*(following - timedelta(days=1) for following in days[1:]), None]
    return [Span(*parts) for parts in zip(in_order, days, ends, strict=True)][::-1]
