"""What the tests of releases share: a little project in a real repository, and the command that releases it."""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import yaml
from conftest import EVENT, ROOT, Result, Site, front, run

# Days long past: a release in the future is refused.
RECORD = """
- version: '{version}'
  date: '{date}'
  title: {{vi: Bản {version}, en: Release {version}}}
  reason: {{vi: "Vì 5 < 6 & “thế”.", en: "Because 5 < 6 & “so”."}}
  events: [asean-accession]
  subjects: [integration]
  notes:
  - {{weight: substantive, text: {{vi: Thêm & sửa., en: Additions & changes.}}}}
"""
DATES = {"2020.1": "2020-01-15", "2020.1.1": "2020-02-01", "2020.2": "2020-06-30", "2020.3": "2020-12-01"}
# No setting of whoever runs the tests reaches git, and nothing asks for a password.
PLAIN = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0"}


@dataclass
class Desk:
    """A release manager's desk. `root` is the working copy."""

    root: Path

    def git(self, *arguments: str) -> str:
        done = run(["git", *arguments], self.root, **PLAIN)
        assert done.code == 0, done.output
        return done.output.rstrip("\n")

    def commit(self, subject: str = "Change the site") -> "Desk":
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", subject)
        return self

    def announce(self, *versions: str) -> "Desk":
        """Writes the records of these releases, all there are, and commits them."""
        records = "".join(RECORD.format(version=version, date=DATES[version]) for version in versions)
        (self.root / "data/releases.yml").write_text(records, encoding="utf-8")
        if len(versions) > 1:
            assert (frozen := self.changes(versions[-1])).code == 0, frozen.output
        return self.commit(f"Announce {versions[-1]}")

    def release(self, version: str, *options: str, tests: str = "true", **variables: str) -> Result:
        return self._python("compendium.publish", version, "--tests", tests, *options, **variables)

    def changes(self, version: str) -> Result:
        return self._python("compendium.freeze", version)

    def _python(self, *arguments: str, **variables: str) -> Result:
        command = [sys.executable, "-m", *arguments]
        return run(command, self.root, PYTHONPATH=str(self.root / "hooks"), **(PLAIN | variables))

    def published(self, path: str, branch: str = "gh-pages") -> str:
        return self.git("show", f"{branch}:{path}")

    def files(self, commit: str = "gh-pages", below: str = "") -> dict[str, str]:
        """The files of a commit below a folder, each with the hash of its content."""
        listed = self.git("ls-tree", "-r", f"{commit}:{below}").splitlines()
        return {line.split("\t")[1]: line.split("\t")[0].split()[2] for line in listed}

    def state(self) -> dict[str, object]:
        """All that a release may change, and all that it may not: refs, index, and every file of the working tree."""
        return {
            "refs": self.git("for-each-ref", "--format=%(refname) %(objectname)"),
            "head": self.git("symbolic-ref", "HEAD"),
            "status": self.git("status", "--porcelain", "--ignored"),
            "files": {
                file.relative_to(self.root).as_posix(): file.read_bytes()
                for file in sorted(self.root.rglob("*"))
                if file.is_file() and ".git" not in file.relative_to(self.root).parts[:1] and file.suffix != ".pyc"
            },
        }


def desk(site: Site, url: str = "https://example.org/policy/") -> Desk:
    """A little site in a repository of its own, with the identity of an editor that only this repository knows."""

    def address(config: dict[str, object]) -> None:
        config["site_url"] = url

    if (site.root / "data/events.yml").read_text(encoding="utf-8") == "[]\n":
        site.data("events", EVENT)
    site.configure(address)
    shutil.copy(ROOT / ".gitignore", site.root)
    made = Desk(site.root)
    made.git("init", "--quiet", "--initial-branch", "main")
    made.git("config", "user.name", "Biên tập viên")
    made.git("config", "user.email", "editor@example.org")
    return made.commit("Begin")


def real_site(folder: Path) -> Site:
    """The project itself in a folder of its own, with three pages more: one to remove, one to rename, one to keep."""
    for name in ("data", "docs", "hooks", "overrides"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "changes", "sync"))
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    site = Site(folder, config["nav"])
    for name in ("removed", "renamed", "kept"):
        site.pair(f"extra/{name}.md", page(name, "Bản đầu."), page(name, "First text."))
    return site


def page(title: str, text: str) -> str:
    """A page with a section far down, so that keeping the place is seen."""
    lines = f"{title} {title} {title}.\n\n" * 60
    return front(title) + f"{text}\n\n{lines}## Mục · Section {{#section}}\n\n{text}\n"


def publish_three(folder: Path, url: str) -> Desk:
    """Three releases of the project: a page added, one removed, one renamed, and data changed in between."""
    site = real_site(folder)
    made = desk(site, url)
    _release(made, site, url, "2020.1")
    for code in ("vi", "en"):
        (folder / f"docs/{code}/extra/removed.md").unlink()
    site.nav.remove("extra/removed.md")
    site.pair("extra/added.md", page("added", "Trang mới."), page("added", "A new page."))
    site.pair("extra/kept.md", page("kept", "Bản đầu."), page("kept", "Second text."))
    _replace(folder / "data/events.yml", "Việt Nam gia nhập ASEAN", "Việt Nam trở thành thành viên ASEAN")
    _replace(folder / "data/events.yml", "Vietnam joins ASEAN", "Vietnam becomes a member of ASEAN")
    _release(made, site, url, "2020.1", "2020.2")
    for code in ("vi", "en"):
        (folder / f"docs/{code}/extra/renamed.md").rename(folder / f"docs/{code}/extra/moved.md")
    site.nav[site.nav.index("extra/renamed.md")] = "extra/moved.md"
    _release(made, site, url, "2020.1", "2020.2", "2020.3")
    return made


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def _release(made: Desk, site: Site, url: str, *versions: str) -> None:
    site.configure(lambda config: config.update(site_url=url))
    result = made.commit().announce(*versions).release(versions[-1])
    assert result.code == 0, result.output
