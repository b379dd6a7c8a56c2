"""What the tests build on: a little site, written as text and built for real."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent

# The smallest library that is valid: one source, one period, and nothing else.
SOURCES = """
- id: mai-ha
  standing: evidence
  kind: paper
  short: {vi: Mai Hà, en: Mai Hà}
  title: {vi: Hội nhập quốc tế, en: International integration}
  author: Mai Hà
  publisher: {vi: Tạp chí, en: Journal}
  language: vi
  date: '2015'
  date_basis: external
  date_note: {vi: Theo trang bìa., en: From the cover.}
  description: {vi: Một bài báo., en: A paper.}
  sections:
  - {id: §1, title: {vi: 'Mục 1', en: Section 1}, paragraphs: 2}
  - {id: §2, title: {vi: 'Mục 2', en: Section 2}, paragraphs: 11}
- id: press
  standing: external
  kind: news
  short: {vi: Báo chí, en: Press}
  title: {vi: Tin, en: News}
  publisher: {vi: Báo, en: Paper}
  language: en
  date_note: {vi: Không ghi ngày., en: Undated.}
  description: {vi: Một bản tin., en: A report.}
"""
PERIODS = """
- id: all-time
  when: 1900/..
  title: {vi: Mọi thời, en: All time}
"""
EVENT = """
- id: asean-accession
  when: '1995'
  when_basis: stated
  title: {vi: Việt Nam gia nhập ASEAN, en: Vietnam joins ASEAN}
  summary: {vi: Năm 1995., en: In 1995.}
  subjects: [integration]
  citations: [mai-ha §1 ¶2]
  kind: membership
"""
TERM = """
- id: innovation
  kind: concept
  vi: {term: Đổi mới sáng tạo, abbreviation: ĐMST}
  en: {term: Innovation}
  definition: {vi: Tạo ra và áp dụng cái mới., en: Making and using what is new.}
  basis: source
  citations: [mai-ha §1]
"""
DATASETS = (
    "sources", "notes", "partners", "figures", "instruments",
    "terms", "priorities", "periods", "events", "deals", "releases",
)  # fmt: skip


def front(title: str) -> str:
    """The head of a page that states no facts."""
    return f"---\ntitle: {title}\ndescription: Trang thử.\nevidence: false\n---\n\n"


@dataclass
class Result:
    """What a command printed, and how it ended."""

    code: int
    output: str


@dataclass
class Site:
    """A project in a folder of its own: the real hooks, theme and configuration, with little pages and data."""

    root: Path
    nav: list[str] = field(default_factory=lambda: ["index.md"])

    def write(self, path: str, text: str | bytes) -> "Site":
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return self

    def data(self, name: str, text: str) -> "Site":
        return self.write(f"data/{name}.yml", text)

    def pair(self, path: str, vi: str, en: str) -> "Site":
        """A page in both languages; it joins the navigation."""
        self.nav += [path] if path not in self.nav else []
        return self.write(f"docs/vi/{path}", vi).write(f"docs/en/{path}", en)

    def configure(self, change: Callable[[dict[str, object]], None] = lambda _: None) -> None:
        """Writes mkdocs.yml: the project's own, with the navigation of this site."""
        config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
        config["nav"] = self.nav
        change(config)
        self.write("mkdocs.yml", yaml.safe_dump(config, allow_unicode=True, sort_keys=False))

    def build(self) -> Result:
        """Builds for real, in a process of its own, as the README says."""
        if not (self.root / "mkdocs.yml").exists():
            self.configure()
        return run([sys.executable, "-m", "mkdocs", "build"], self.root)

    def read(self, path: str) -> str:
        return (self.root / "site" / path).read_text(encoding="utf-8")


def run(command: Sequence[str | Path], folder: Path, **variables: str) -> Result:
    # A terminal of no language of ours is told everything in both.
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", "LC_ALL": "C.UTF-8"} | variables
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return Result(done.returncode, done.stdout + done.stderr)


# What takes longest begins first: at the end one worker would be left with it.
LONGEST = (
    "test_keyboard", "test_accessibility", "test_publish", "test_published", "test_killed", "test_releases",
    "test_pull_requests",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: LONGEST.index(item.path.stem) if item.path.stem in LONGEST else len(LONGEST))


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return little_site(tmp_path)


def little_site(folder: Path) -> Site:
    """A little site that builds: a home page in both languages and an almost empty library."""
    for name in ("hooks", "overrides"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    little = Site(folder)
    for name in DATASETS:
        little.data(name, "[]\n")
    little.data("sources", SOURCES).data("periods", PERIODS)
    return little.pair("index.md", front("Trang chủ") + "Chào.\n", front("Home") + "Hello.\n")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built strictly once: the folder that holds its pages."""
    folder = tmp_path_factory.mktemp("site") / "site"
    result = run([sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)], ROOT)
    assert result.code == 0, result.output
    return folder
