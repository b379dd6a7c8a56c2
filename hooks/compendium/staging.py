"""Builds a release apart from the working tree: the commit that would be the next tip of the branch."""

import json
import os
import posixpath
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from compendium import frozen, policy, publication
from compendium.edition import Edition
from compendium.git import environment, git
from compendium.language import BOTH, LANGUAGES
from compendium.model import Release
from compendium.pages import address
from compendium.problem import Fault
from compendium.repository import Repository

VERSIONS = "versions.json"
_TEMPLATES = "overrides/compendium"

# What someone has set for all their repositories would change the bytes, or run programs of their own.
_PLAIN = [
    part
    for setting in ("core.autocrlf=false", "core.hooksPath=/dev/null", "core.attributesFile=/dev/null")
    for part in ("-c", setting)
]


def versions(repository: Repository, commit: str | None) -> dict[str, dict[str, Any]]:
    """The releases that a commit of the branch holds, as mike lists them: each with its properties, newest first."""
    text = repository.show(commit, VERSIONS) if commit else None
    try:
        return {item["version"]: dict(item.get("properties") or {}) for item in json.loads(text or "[]")}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Fault(
            f"{VERSIONS} trên nhánh {repository.branch} phải đúng như mike đã ghi; hãy sửa lại trên nhánh ấy",
            f"{VERSIONS} on the branch {repository.branch} must be as mike wrote it; mend it on that branch",
        ) from None


def is_unfinished(repository: Repository, version: str, push: bool) -> bool:
    """Whether this very commit is published under the version, and only its tag or its push is missing."""
    published, tagged = versions(repository, repository.published).get(version, {}), repository.tag(version)
    return published.get("commit") == repository.head and tagged in (None, repository.head) and (push or tagged is None)


def made_from(repository: Repository, version: str) -> str | None:
    """The commit that a release was made from: its tag leads there, and the branch knows it, too."""
    known = versions(repository, repository.published).get(version, {}).get("commit")
    return repository.tag(version) or (repository.commit(known) if known else None)


def stage(repository: Repository, release: Release, root: str, work: Path) -> str:
    """Builds the release in the folder `work` and returns the commit, which is then in the repository, unreferenced.

    `root` is the address below which all releases stand. Raises Fault with what mike and the site generator said.
    """
    clone, tree = work / "clone", work / "published"
    base = repository.published
    git(repository.root, "clone", *_PLAIN, "--quiet", "--shared", "--no-checkout", str(repository.root), str(clone))
    git(clone, "checkout", "--quiet", "--detach", repository.head)
    if base:
        git(clone, "update-ref", f"refs/heads/{repository.branch}", base)
    _run_mike(repository, release, clone)
    git(clone, "worktree", "add", "--quiet", "--detach", str(tree), f"refs/heads/{repository.branch}")
    finish(tree, release, root, Edition.load(clone))
    git(tree, "add", "--all", "--force")
    message = f"Publish {release.id}\n\n{release.title.en}\nSource: {repository.head}"
    parents = ("-p", base) if base else ()
    name, email = _committer(repository)
    author = ("-c", f"user.name={name}", "-c", f"user.email={email}")
    commit = git(tree, *author, "commit-tree", git(tree, "write-tree"), *parents, "-m", message)
    git(clone, "update-ref", "refs/heads/staged", commit)
    git(repository.root, "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", str(clone), "refs/heads/staged")
    return commit


def _run_mike(repository: Repository, release: Release, clone: Path) -> None:
    """The release, and `latest` as another name of it, on the branch of the clone."""
    programs = Path(sys.executable).parent
    command = [str(programs / "mike"), "deploy", "--ignore-remote-status", "--branch", repository.branch]
    for name, value in {"date": release.date, "commit": repository.head}.items():
        command += ["--prop-set-string", f"{name}={value}"]
    done = subprocess.run(  # noqa: S603 - a list of arguments, no shell
        [*command, "--update-aliases", release.id, "latest"],
        cwd=clone,
        env=build_environment(repository, programs),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        said = (done.stdout + done.stderr).strip()
        raise Fault(
            f"phải dựng được trang ở chế độ nghiêm ngặt; hãy sửa lỗi, `make site` cho thấy lại:\n{said}",
            f"the strict build must pass; mend what it says, `make site` shows it again:\n{said}",
        )


def build_environment(repository: Repository, programs: Path) -> dict[str, str]:
    """The same commit is built to the same bytes, and git's commits bear the name of whoever releases."""
    name, email = _committer(repository)
    return environment() | {
        "GIT_COMMITTER_NAME": name,
        "GIT_COMMITTER_EMAIL": email,
        "NO_MKDOCS_2_WARNING": "1",
        "PATH": f"{programs}{os.pathsep}{os.environ.get('PATH', '')}",
        "PYTHONDONTWRITEBYTECODE": "1",
        "SOURCE_DATE_EPOCH": git(repository.root, "log", "-1", "--format=%ct", repository.head),
        "TZ": "UTC",
    }


def _committer(repository: Repository) -> tuple[str, str]:
    """The name and the address of whoever releases; the clone does not know those that only this repository is told."""
    name, _, rest = git(repository.root, "var", "GIT_COMMITTER_IDENT").partition(" <")
    return name, rest.partition("> ")[0]


def finish(tree: Path, release: Release, root: str, edition: Edition) -> None:
    """What mike leaves out: the files at the root, and the retirement of every older release."""
    newest = tree / release.id
    for name, text in _root_files(newest, root, edition):
        (tree / name).write_text(text, encoding="utf-8")
    # The root has the sitemap, of the newest release alone.
    for name in ("sitemap.xml", "sitemap.xml.gz"):
        (newest / name).unlink()
    forwarded = _forward(newest, root, edition)
    pages = {page.relative_to(newest).as_posix() for page in newest.rglob("index.html")}
    for page in sorted(pages):
        publication.retire((newest / page).read_text(encoding="utf-8"), None)
    for version in json.loads((tree / VERSIONS).read_text(encoding="utf-8")):
        if version["version"] != release.id:
            _retire(tree / version["version"], root, pages, forwarded)
    written = (page.read_text(encoding="utf-8", errors="replace") for page in tree.rglob("*.html"))
    (tree / policy.HEADERS).write_text(policy.headers(root, written), encoding="utf-8")


def _root_files(newest: Path, root: str, edition: Edition) -> Iterator[tuple[str, str]]:
    """The name and the text of each."""
    yield "index.html", policy.secured(edition.renderer.render("redirect.html"), f"{_TEMPLATES}/redirect.html") + "\n"
    for name in ("404.html", "sitemap.xml"):
        yield name, (newest / name).read_text(encoding="utf-8")
    yield "robots.txt", publication.robots(root)
    for code in LANGUAGES:
        yield publication.feed_name(code), edition.frame(code, "").render("feed.xml.html", root=root) + "\n"


def _forward(newest: Path, root: str, edition: Edition) -> dict[str, str]:
    """Leaves, where a page once stood, a page that leads to its new place; the file of the new by that of the old."""
    forwarded = {}
    # A page in both languages is told of in the first.
    places = [*((language.prefix, code) for code, language in LANGUAGES.items()), (BOTH, next(iter(LANGUAGES)))]
    for was, path in frozen.moved(edition.library.changes.values()).items():
        for prefix, code in places:
            old, new = (f"{prefix}{address(place)}" for place in (was, path))
            file = newest / old / "index.html"
            if file.exists() or not (newest / new / "index.html").exists():
                continue
            standing = publication.standing(f"{root}latest/{quote(new)}", indexed=False)
            frame = edition.frame(code, old)
            page = frame.render(
                "moved.html",
                standing=standing,
                href=quote(posixpath.relpath(f"/{new}", f"/{old}")) + "/",
                icon=posixpath.relpath("/assets/favicon.svg", f"/{old}"),
            )
            file.parent.mkdir(parents=True)
            file.write_text(policy.secured(page, f"{_TEMPLATES}/moved.html") + "\n", encoding="utf-8")
            forwarded[f"{old}index.html"] = f"{new}index.html"
    return forwarded


def _retire(old: Path, root: str, newest: set[str], forwarded: Mapping[str, str]) -> None:
    for page in sorted(old.rglob("index.html")):
        # Byte for byte, whatever an old page holds.
        before = page.read_bytes().decode(errors="surrogateescape")
        path = page.relative_to(old).as_posix()
        after = publication.retire(before, publication.canonical(root, forwarded.get(path, path), newest))
        if after != before:
            page.write_bytes(after.encode(errors="surrogateescape"))


def size(repository: Repository, base: str | None, commit: str) -> int:
    """How many files of the branch would be new, other or gone."""
    empty = git(repository.root, "hash-object", "-t", "tree", "--stdin", text="")
    return len(git(repository.root, "diff", "--name-only", base or empty, commit).splitlines())


def cleared(work: Path) -> Path:
    """The folder, empty: what an interrupted release left in it is gone."""
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    return work
