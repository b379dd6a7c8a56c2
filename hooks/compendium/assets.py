"""The files that pages load: each under a name that changes with its content, so that a copy is good for ever."""

import hashlib
from pathlib import PurePosixPath

# As templates call them, and where each stands below `overrides/`.
_SOURCES = {"styles": "assets/compendium.css", "script": "assets/compendium.js", "search": "assets/search.js"}
# Of what the theme brings along, only its search worker is loaded; it asks for the other file by this name.
_WORKER = "assets/javascripts/workers/search.*.min.js"
_SUPPORT = "assets/javascripts/lunr/min/lunr.stemmer.support.min.js"


def key(source: str) -> str | None:
    """What templates call one of our own assets; None for a file that keeps its name."""
    return next((key for key, known in _SOURCES.items() if known == source), None)


def name(key: str, content: bytes) -> str:
    """The address below the root of the site of an asset with this content: `static/compendium.0f3a9c21.css`."""
    source = PurePosixPath(_SOURCES[key])
    return f"static/{source.stem}.{hashlib.sha256(content).hexdigest()[:8]}{source.suffix}"


def is_worker(uri: str) -> bool:
    """Whether a file of the theme is the worker of its search; its name changes with the theme."""
    return PurePosixPath(uri).match(_WORKER)


def is_kept(uri: str) -> bool:
    """Whether any page loads a file of the theme."""
    return is_worker(uri) or uri == _SUPPORT
