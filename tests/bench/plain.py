"""The theme with nothing configured, on the finished content of our pages: the same text, and none of our machinery."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from compendium import pages
from compendium.language import LANGUAGES

_CONTENT = re.compile(r"<article\b[^>]*>.*</article>|<main\b[^>]*>.*</main>", re.DOTALL)


def plain(ours: Path, project: Path, folder: Path) -> Path:
    """Makes, in a folder, a project from what a project of ours was built into. Gives the folder."""
    for page in pages.load(project / "docs", project, judged=False)[0]:
        built = (ours / LANGUAGES[page.language].prefix / page.address / "index.html").read_text(encoding="utf-8")
        content = _CONTENT.search(built)
        if not content:
            sys.exit(f"{page.shown}: no content was found on the page that is built from it")
        file = folder / "docs" / page.language / page.path
        file.parent.mkdir(parents=True, exist_ok=True)
        title = json.dumps(page.front.title, ensure_ascii=False)
        file.write_text(f"---\ntitle: {title}\n---\n\n<div>\n{content[0]}\n</div>\n", encoding="utf-8")
    if (project / "docs/assets").exists():
        shutil.copytree(project / "docs/assets", folder / "docs/assets")
    configured = yaml.safe_load((project / "mkdocs.yml").read_text(encoding="utf-8"))
    (folder / "mkdocs.yml").write_text(
        yaml.safe_dump(_stock(configured), allow_unicode=True, sort_keys=False), encoding="utf-8"
    )
    return folder


def _stock(configured: Mapping[str, Any]) -> dict[str, Any]:
    """The name, the address and the navigation of ours, the theme, its search, and the plugin of the languages."""
    languages = [
        {"locale": code, "name": code, "build": True, "default": not language.prefix}
        for code, language in LANGUAGES.items()
    ]
    return {
        **{name: configured[name] for name in ("site_name", "site_url", "nav")},
        "theme": {"name": "material"},
        "plugins": ["search", {"i18n": {"docs_structure": "folder", "languages": languages}}],
    }


@dataclass(frozen=True, kw_only=True)
class Run:
    """A build from nothing: wall time in seconds, and the most memory it held, in MiB."""

    seconds: float
    memory: float


def run(project: Path, site: Path) -> Run:
    """Builds a project into a folder that is not there yet. Ends the bench with what was said when it fails."""
    shutil.rmtree(site, ignore_errors=True)
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(site)]
    log = site.with_suffix(".log")
    begun = time.perf_counter()
    with log.open("wb") as said:
        process = subprocess.Popen(
            command, cwd=project, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, stdout=said, stderr=said
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(log.read_text(encoding="utf-8"))
    # The system counts in KiB, that of a Mac in bytes.
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return Run(seconds=time.perf_counter() - begun, memory=usage.ru_maxrss / unit)
