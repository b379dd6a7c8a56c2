"""The two sites that are compared: the project as it is, and its content with the search of the theme as shipped."""

import json
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from compendium.language import LANGUAGES
from conftest import ROOT, run

# The hooks that make what pages say; the others make our frame, our search and the files beside the pages.
CONTENT = ("data", "release", "navigation", "assets", "history", "content", "glossary")


@dataclass(frozen=True, kw_only=True)
class Built:
    """A built site. `prefixes` leads, below the folder, to the index that the pages of each language use."""

    name: str
    folder: Path
    prefixes: Mapping[str, str]

    def index(self, language: str) -> Path:
        return self.folder / self.prefixes[language] / "search/search_index.json"

    def read(self, language: str) -> dict[str, Any]:
        return dict(json.loads(self.index(language).read_text(encoding="utf-8")))

    def entries(self, language: str) -> int:
        """How many entries of the index are in the language."""
        locations = [document["location"] for document in self.read(language)["docs"]]
        return [language_of(location) for location in locations].count(language)


def language_of(location: str) -> str:
    """The language of an address, relative to the root of the site."""
    fitting = [language for language in LANGUAGES.values() if location.startswith(language.prefix)]
    return max(fitting, key=lambda language: len(language.prefix)).code


def build(folder: Path) -> tuple[Built, Built]:
    """Builds ours and stock into a folder, from two copies of the project: the first is left as it is."""
    project, stocked = (_copied(folder / name) for name in ("project", "stocked"))
    ours = {code: language.prefix for code, language in LANGUAGES.items()}
    return (
        Built(name="ours", folder=_built(project, folder / "ours"), prefixes=ours),
        Built(name="stock", folder=_built(_stocked(stocked), folder / "stock"), prefixes=dict.fromkeys(LANGUAGES, "")),
    )


def _copied(project: Path) -> Path:
    for name in ("data", "docs", "hooks", "overrides"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", project)
    return project


def _built(project: Path, site: Path) -> Path:
    done = run([sys.executable, "-m", "mkdocs", "build", "--site-dir", str(site)], project)
    if done.code:
        sys.exit(done.output)
    return site


def _stocked(project: Path) -> Path:
    """The project with its own frame and search taken out, and the plugin of the theme put in as it comes."""
    file = project / "mkdocs.yml"
    config = yaml.safe_load(file.read_text(encoding="utf-8"))
    config["hooks"] = [f"hooks/{hook}.py" for hook in CONTENT]
    config["plugins"].insert(0, "search")
    for plugin in config["plugins"]:
        if "i18n" in plugin:
            del plugin["i18n"]["reconfigure_search"]
    file.write_text(yaml.safe_dump(config, allow_unicode=True, sort_keys=False), encoding="utf-8")
    overrides = project / "overrides"
    # The worker's support for Vietnamese, and our frame: the theme's own has its search.
    shutil.rmtree(overrides / "assets/javascripts")
    (overrides / "partials/navigation.html").unlink()
    (overrides / "main.html").unlink()
    return project
