"""Serves what is published as GitHub Pages would. · Phục vụ bản đã xuất bản, giống như GitHub Pages."""

import argparse
import re
import signal
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit

from compendium.git import extract
from compendium.policy import HEADERS
from compendium.problem import Fault
from compendium.publication import site_root
from compendium.repository import Repository

_TEXTS = {
    ".atom": "application/atom+xml",
    ".css": "text/css",
    ".csv": "text/csv",
    ".html": "text/html",
    ".ics": "text/calendar",
    ".js": "text/javascript",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".map": "application/json",
    ".svg": "image/svg+xml",
    ".ttl": "text/turtle",
    ".txt": "text/plain",
    ".webmanifest": "application/manifest+json",
    ".xml": "application/xml",
}
_TYPES = {suffix: f"{kind}; charset=utf-8" for suffix, kind in _TEXTS.items()} | {
    ".gif": "image/gif",
    ".gz": "application/gzip",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}


@dataclass(frozen=True)
class Answer:
    """An answer to a request: its status, its headers but for the length, and its body."""

    status: HTTPStatus
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": _TYPES[".txt"]})
    body: bytes = b""


def answer(folder: Path, prefix: str, target: str) -> Answer:
    """What GitHub Pages answers to a GET of a target, with the headers that other hosts take from `_headers`."""
    found = _answer(folder, prefix, target)
    asked = folder / HEADERS
    more = sent(asked.read_text(encoding="utf-8"), target.partition("?")[0]) if asked.is_file() else {}
    return replace(found, headers={**found.headers, **more})


def sent(text: str, path: str) -> dict[str, str]:
    """The headers that a file `_headers` asks for at a path: `*` stands for anything, `:name` for one folder."""
    headers, fits = dict[str, str](), False
    for line in filter(str.strip, text.splitlines()):
        if not line.startswith(" "):
            pattern = re.escape(line).replace(r"\*", ".*")
            fits = bool(re.fullmatch(re.sub(r":\w+", "[^/]+", pattern), path))
        elif fits:
            name, _, value = line.strip().partition(": ")
            headers[name] = value
    return headers


def _answer(folder: Path, prefix: str, target: str) -> Answer:
    """The answer to a target, `/policy/2026.1/?a=b`, for a folder published below a prefix.

    A page is found without its `.html` too, also where a folder bears the same name; a folder lacks its slash at most.
    """
    path, mark, query = target.partition("?")
    moved = Answer(HTTPStatus.MOVED_PERMANENTLY, {"Location": f"{path}/{mark}{query}"})
    if f"{path}/" == prefix:
        return moved
    if not path.startswith(prefix):
        return Answer(HTTPStatus.NOT_FOUND, body=b"404\n")
    inside = path.removeprefix(prefix)
    files = [f"{inside}index.html"] if path.endswith("/") else [inside, f"{inside}.html"]
    for file in filter(None, (_find(folder, name) for name in files)):
        if file.is_file():
            return _file(file, HTTPStatus.OK)
    if not path.endswith("/") and _find(folder, inside):
        return moved
    lost = _find(folder, "404.html")
    return _file(lost, HTTPStatus.NOT_FOUND) if lost else Answer(HTTPStatus.NOT_FOUND, body=b"404\n")


def _find(folder: Path, path: str) -> Path | None:
    """The file or folder that a path of an address leads to, through links too; None for what lies outside."""
    names = unquote(path).split("/")
    # Links in a circle, and names that cannot be: too long, or with a zero in them.
    with suppress(OSError, RuntimeError, ValueError):
        found = folder.joinpath(*names).resolve(strict=True)
        return found if found.is_relative_to(folder) and not {".", ".."} & {*names} else None
    return None


def _file(file: Path, status: HTTPStatus) -> Answer:
    return Answer(
        status, {"Content-Type": _TYPES.get(file.suffix.lower(), "application/octet-stream")}, file.read_bytes()
    )


class _Server(ThreadingHTTPServer):
    def __init__(self, folder: Path, prefix: str, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.folder = folder
        self.prefix = prefix


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        self._send(answer(self.server.folder, self.server.prefix, self.path))

    def do_HEAD(self) -> None:
        self.do_GET()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        # A method that is not above: the library would say that nobody has written it yet.
        if code == HTTPStatus.NOT_IMPLEMENTED:
            self._send(Answer(HTTPStatus.METHOD_NOT_ALLOWED, {"Allow": "GET, HEAD"}))
        else:
            super().send_error(code, message, explain)

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        # A reader may leave before the answer is there.
        with suppress(ConnectionError):
            self.end_headers()
            self.wfile.write(b"" if self.command == "HEAD" else answer.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Says nothing: the terminal keeps the address in sight."""


@contextmanager
def serving(folder: Path, prefix: str = "/", port: int = 0) -> Iterator[str]:
    """Serves a folder to this machine alone, and yields the address, with the prefix at its end.

    The prefix has a slash at both ends; 0 stands for any port that is free. Raises OSError for a port that is not.
    """
    with _Server(folder.resolve(), prefix, port) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{prefix}"
        finally:
            server.shutdown()


def published(root: Path, branch: str, folder: Path) -> str:
    """Writes what is published into a folder; gives the commit. Raises Fault where nothing is."""
    commit = Repository(root, branch).published
    if commit is None:
        raise Fault(
            f"không có nhánh {branch}; hãy phát hành trước, ví dụ: make release VERSION=2026.1",
            f"there is no branch {branch}; make a release first, for example: make release VERSION=2026.1",
        )
    extract(root, commit, folder)
    return commit[:12]


def main(arguments: list[str]) -> int:
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.folder and not options.folder.is_dir():
        parser.error(f"không có thư mục này · no such folder: {options.folder}")
    # The temporary folder goes, too, when the process is asked to end in another way than by Ctrl+C.
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, signal.default_int_handler)
    try:
        with TemporaryDirectory() as temporary:
            _serve(options, Path(temporary))
    except Fault as fault:
        print(f"{fault.vi}\n{fault.en}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nĐã dừng. · Stopped.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m compendium.host", description=__doc__)
    parser.add_argument("--branch", default="gh-pages", help="nhánh đã xuất bản · what is published (%(default)s)")
    parser.add_argument("--folder", type=Path, help="một thư mục, thay cho nhánh · a folder instead of a branch")
    parser.add_argument("--port", type=int, default=8001, help="cổng · port (%(default)s)")
    parser.add_argument("--prefix", help="đường dẫn của trang · path of the site (site_url, mkdocs.yml)")
    return parser


def _serve(options: argparse.Namespace, temporary: Path) -> None:
    folder, shown = options.folder or temporary / "site", options.folder
    if not options.folder:
        shown = f"{options.branch} @ {published(Path(), options.branch, folder)}"
    prefix = urlsplit(site_root(Path())).path if options.prefix is None else options.prefix
    try:
        with serving(folder, f"/{prefix.strip('/')}/".replace("//", "/"), options.port) as address:
            print(f"{shown}: {address}", flush=True)
            print("Ctrl+C để dừng; chạy lại sau mỗi lần phát hành · to stop; run it again after a release", flush=True)
            threading.Event().wait()
    except (OSError, OverflowError) as error:
        raise Fault(
            f"không dùng được cổng {options.port} ({error}); hãy chọn cổng khác: make releases PORT=8002",
            f"port {options.port} cannot be used ({error}); choose another: make releases PORT=8002",
        ) from None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
