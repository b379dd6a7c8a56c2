"""Keeps the live preview alive: a build that stops is told in the terminal, and the last good pages stay in reach."""

import traceback
from collections.abc import Callable
from typing import Literal

import mkdocs.utils
from compendium.policy import secured
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.livereload import LiveReloadServer


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    if dirty:
        raise Abort(
            "Không dùng được --dirty: dữ liệu cũ sẽ còn trên trang; hãy bỏ tùy chọn này.\n"
            "--dirty cannot be used: it would leave stale data on the pages; leave the option out."
        )


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[[], None]) -> LiveReloadServer:
    clean_directory = mkdocs.utils.clean_directory

    def build() -> None:
        # A build that stopped in the second language leaves static-i18n's stand-in for this function behind.
        mkdocs.utils.clean_directory = clean_directory
        try:
            builder()
        # Passed on, it would leave every page that is opened waiting for a build that succeeds.
        except MkDocsException as stop:
            print(f"\n{stop}\n", flush=True)
        except Exception:
            traceback.print_exc()

    server.builder = build
    inject: Callable[[bytes, int], bytes] = server._inject_js_into_html
    # The preview puts a script of its own into each page that it serves.
    server.__dict__["_inject_js_into_html"] = lambda *page: secured(inject(*page).decode(), "", scripts=True).encode()
    return server
