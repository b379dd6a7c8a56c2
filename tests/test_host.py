"""The host of what is published: real requests, answered as GitHub Pages answers them."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from compendium.host import serving
from conftest import ROOT, Result, Site, run

HOST = [sys.executable, "-m", "compendium.host"]
IMPORTS = {"PYTHONPATH": str(ROOT / "hooks")}


@dataclass(frozen=True)
class Answer:
    status: int
    kind: str | None
    location: str | None
    body: str


def ask(address: str, target: str, method: str = "GET") -> Answer:
    """Sends a target as it is: a browser would put its dots and slashes in order first."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=10)
    connection.request(method, target)
    with connection.getresponse() as answer:
        body = answer.read().decode()
        return Answer(answer.status, answer.getheader("Content-Type"), answer.getheader("Location"), body)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Two releases and what stands beside them, as a branch holds them."""
    site = Site(tmp_path_factory.mktemp("host") / "published")
    site.write("index.html", "root").write("404.html", "lost").write("robots.txt", "robots")
    site.write("2026.1/index.html", "first").write("2026.2/index.html", "second").write("2026.2/en/index.html", "en")
    site.write("page.html", "page").write("both.html", "file").write("both/index.html", "folder")
    site.write("hội nhập/index.html", "hội nhập").write("empty/file.txt", "only a file")
    (site.root / "latest").symlink_to("2026.2")
    (site.root / "outside").symlink_to("/etc")
    (site.root / "passwd").symlink_to("/etc/passwd")
    Site(site.root.parent).write("published-not/secret.txt", "secret").write("secret.txt", "secret")
    return site


@pytest.fixture(scope="module")
def address(published: Site) -> Iterator[str]:
    with serving(published.root, "/policy/") as address:
        yield address


def test_the_address_ends_with_the_prefix_and_is_open_to_this_machine_alone(address: str) -> None:
    port = urlsplit(address).port
    assert address == f"http://127.0.0.1:{port}/policy/"
    with pytest.raises(OSError):
        socket.create_connection(("127.0.0.2", port or 0), timeout=1)


@pytest.mark.parametrize(
    ("target", "body"),
    [
        ("/policy/", "root"),
        ("/policy/?utm=x", "root"),
        ("/policy/2026.1/", "first"),
        ("/policy/2026.1/index.html", "first"),
        ("/policy/latest/", "second"),
        ("/policy/latest/en/", "en"),
        ("/policy/page", "page"),
        ("/policy/page.html", "page"),
        ("/policy/both", "file"),
        ("/policy/both/", "folder"),
        ("/policy/h%E1%BB%99i%20nh%E1%BA%ADp/", "hội nhập"),
    ],
)
def test_a_page_is_found_by_its_folder_its_name_or_a_link_to_its_folder(address: str, target: str, body: str) -> None:
    answer = ask(address, target)
    assert (answer.status, answer.body, answer.kind) == (200, body, "text/html; charset=utf-8")


@pytest.mark.parametrize(
    ("target", "location"),
    [
        ("/policy", "/policy/"),
        ("/policy/2026.1", "/policy/2026.1/"),
        ("/policy/latest", "/policy/latest/"),
        ("/policy/latest/en?a=b", "/policy/latest/en/?a=b"),
        ("/policy/h%E1%BB%99i%20nh%E1%BA%ADp", "/policy/h%E1%BB%99i%20nh%E1%BA%ADp/"),
    ],
)
def test_a_folder_without_its_slash_is_sent_on_for_good(address: str, target: str, location: str) -> None:
    answer = ask(address, target)
    assert (answer.status, answer.location, answer.body) == (301, location, "")


@pytest.mark.parametrize("target", ["/policy/nowhere", "/policy/nowhere/", "/policy/page/", "/policy/2026.1/nowhere"])
def test_a_lost_reader_is_answered_by_the_page_at_the_root(address: str, target: str) -> None:
    answer = ask(address, target)
    assert (answer.status, answer.body, answer.kind) == (404, "lost", "text/html; charset=utf-8")


@pytest.mark.parametrize("target", ["/", "/index.html", "/policyx", "/policyx/", "/2026.1/"])
def test_outside_its_prefix_the_site_does_not_answer(address: str, target: str) -> None:
    answer = ask(address, target)
    assert (answer.status, answer.body, answer.kind) == (404, "404\n", "text/plain; charset=utf-8")


def test_a_site_without_a_page_for_lost_readers_says_so_in_plain_text(tmp_path: Path) -> None:
    with serving(tmp_path) as address:
        assert (ask(address, "/nowhere").status, ask(address, "/nowhere").body) == (404, "404\n")


@pytest.mark.parametrize("target", ["/policy/empty/", "/policy/2026.1/.."])
def test_what_a_folder_holds_is_not_listed(address: str, target: str) -> None:
    answer = ask(address, target)
    assert (answer.status, answer.body) == (404, "lost")


@pytest.mark.parametrize(
    "path",
    [
        "passwd",
        "outside/passwd",
        "outside",
        "../secret.txt",
        "2026.1/../../secret.txt",
        "%2e%2e/secret.txt",
        "..%2fsecret.txt",
        "2026.1%2f..%2f..%2fsecret.txt",
        "../published-not/secret.txt",
        "/secret.txt",
        "//etc/passwd",
        "%2fetc%2fpasswd",
        "2026.1%2f..%2fpage.html",
        "./page.html",
        "page%00.html",
        "%ff",
        "a" * 5000,
    ],
)
def test_nothing_outside_the_folder_is_ever_served(address: str, path: str) -> None:
    answer = ask(address, f"/policy/{path}")
    assert (answer.status, answer.body) == (404, "lost")


def test_a_link_that_leads_to_itself_leads_nowhere(published: Site, address: str) -> None:
    (published.root / "loop").symlink_to("loop")
    assert ask(address, "/policy/loop").status == 404


def test_a_head_is_answered_like_a_get_without_its_body(address: str) -> None:
    with socket.create_connection(("127.0.0.1", urlsplit(address).port or 0), timeout=10) as connection:
        connection.sendall(b"HEAD /policy/2026.1/ HTTP/1.0\r\n\r\n")
        said = connection.makefile("rb").read().decode()
    assert said.startswith("HTTP/1.0 200 OK\r\n")
    assert said.endswith(f"Content-Length: {len('first')}\r\n\r\n")
    assert ask(address, "/policy/latest", "HEAD").location == "/policy/latest/"
    assert ask(address, "/policy/nowhere", "HEAD").status == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"])
def test_no_other_method_is_allowed(address: str, method: str) -> None:
    connection = HTTPConnection(urlsplit(address).netloc, timeout=10)
    connection.request(method, "/policy/")
    answer = connection.getresponse()
    assert (answer.status, answer.getheader("Allow")) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.html", "text/html; charset=utf-8"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.json", "application/json; charset=utf-8"),
        ("a.svg", "image/svg+xml; charset=utf-8"),
        ("sitemap.xml", "application/xml; charset=utf-8"),
        ("feed.atom", "application/atom+xml; charset=utf-8"),
        ("a.ics", "text/calendar; charset=utf-8"),
        ("a.ttl", "text/turtle; charset=utf-8"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("a.PNG", "image/png"),
        ("a.woff2", "font/woff2"),
        ("a.unknown", "application/octet-stream"),
        ("CNAME", "application/octet-stream"),
    ],
)
def test_a_file_bears_its_type(published: Site, address: str, name: str, kind: str) -> None:
    published.write(name, "x")
    assert ask(address, f"/policy/{name}").kind == kind


@pytest.fixture(scope="module")
def released(published: Site) -> Site:
    """A repository whose branch holds what is published, and whose site stands below a prefix."""
    site = Site(published.root.parent / "project").write("mkdocs.yml", "site_url: https://example.org/policy/\n")
    who = [part for key in ("user.name", "user.email") for part in ("-c", f"{key}=someone")]
    for arguments in (["init"], ["checkout", "--orphan", "gh-pages"], ["--work-tree", str(published.root), "add", "."]):
        assert run(["git", *arguments], site.root).code == 0
    assert run(["git", *who, "commit", "--message", "x"], site.root).code == 0
    return site


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def started(site: Site, *arguments: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The first line that the command prints, and the process, which is ended where the test has not done so."""
    with subprocess.Popen(
        [*HOST, *arguments],
        cwd=site.root,
        env=os.environ | IMPORTS,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout
        try:
            yield server.stdout.readline(), server
        finally:
            server.kill()


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_the_tip_of_the_branch_is_shown_until_it_is_stopped_and_leaves_nothing_behind(
    released: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: signal.Signals
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    commit, port = run(["git", "rev-parse", "--short=12", "gh-pages"], released.root).output.strip(), free_port()
    with started(released, "--port", str(port)) as (said, server):
        assert said == f"gh-pages @ {commit}: http://127.0.0.1:{port}/policy/\n"
        assert ask(said.split()[-1], "/policy/latest/").body == "second"
        assert ask(said.split()[-1], "/policy/passwd").body == "lost"
        server.send_signal(ending)
        output, errors = server.communicate(timeout=10)
        assert (server.returncode, errors) == (0, "")
        assert output.endswith("Đã dừng. · Stopped.\n")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_and_a_prefix_may_be_given_instead(released: Site, published: Site) -> None:
    with started(released, "--folder", str(published.root), "--prefix", "a/b", "--port", "0") as (said, _):
        address = said.split()[-1]
        assert address.endswith("/a/b/")
        assert ask(address, "/a/b/2026.1/").body == "first"


def refused(site: Site, *arguments: str) -> Result:
    result = run([*HOST, *arguments], site.root, **IMPORTS)
    assert "Traceback" not in result.output
    return result


def test_without_the_branch_it_says_how_to_make_it(released: Site) -> None:
    result = refused(released, "--branch", "pages")
    assert result.code == 1
    assert "không có nhánh pages; hãy phát hành trước, ví dụ: make release VERSION=2026.1\n" in result.output
    assert "there is no branch pages; make a release first, for example: make release VERSION=2026.1\n" in result.output


@pytest.mark.parametrize("port", ["taken", "70000"])
def test_a_port_that_cannot_be_used_is_told_with_another(released: Site, port: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = refused(released, "--port", port.replace("taken", str(taken.getsockname()[1])))
    assert result.code == 1
    assert "hãy chọn cổng khác: make releases PORT=8002" in result.output
    assert "choose another: make releases PORT=8002" in result.output


def test_help_is_given_and_a_folder_that_is_not_there_is_refused(released: Site) -> None:
    told = refused(released, "--help")
    assert told.code == 0
    assert {"--branch", "--port", "--prefix", "--folder"} <= set(told.output.split())
    assert refused(released, "--folder", "nowhere", "--port", "70000").code == 2
