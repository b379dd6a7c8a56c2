"""Tells in the terminal of the live preview what is wrong but stops no build, once after each change."""

import os
from typing import Any, Literal

from compendium import listing
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

_commands = list[str]()


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    # The preview makes a new configuration for each build: nothing else outlives one.
    _commands[:] = [command]


# After static-i18n, which builds the other languages at -100.
@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    i18n: Any = config.plugins["i18n"]
    if _commands == ["serve"] and not i18n.building:
        print(f"\n{listing.text([*config.extra['edition'].warnings()], listing.terminal(os.environ))}\n", flush=True)
