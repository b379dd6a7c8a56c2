"""A terminal of its own for a command that asks questions, and somebody who answers them."""

import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from conftest import ROOT, Result

HOOKS = ROOT / "hooks"
# The command has the terminal as its own, so that Ctrl+C stops it.
_LOGGED_IN = "import os, sys; os.login_tty(0); os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"


def converse(folder: Path, arguments: Sequence[str], answers: Sequence[tuple[str, str]], language: str) -> Result:
    """Runs a module; waits for each text and a prompt after it, then types the answer, and Enter after it."""
    ours, theirs = pty.openpty()
    environment = os.environ | {
        "LC_ALL": language,
        "TERM": "dumb",
        "PYTHONPATH": str(ROOT / "hooks"),
        "PYTHONUTF8": "1",
    }
    command = [sys.executable, "-c", _LOGGED_IN, "-m", *arguments]
    with subprocess.Popen(command, cwd=folder, env=environment, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        try:
            said = _answered(ours, answers)
            process.wait(10)
        finally:
            # One that still asks would never end.
            process.kill()
            os.close(ours)
    return Result(process.returncode, said.replace("\r\n", "\n"))


def _answered(terminal: int, answers: Sequence[tuple[str, str]]) -> str:
    """Everything that the command says, to its end."""
    said, seen, key = "", 0, b""
    for awaited, typed in answers:
        while not (awaited in said[seen:] and said.rstrip("\r").endswith("> ")):
            more = _read(terminal)
            assert more, f"{awaited!r} was never said:\n{said}"
            said += more
        seen = len(said)
        key = typed.encode() if typed in ("\x03", "\x04") else b""
        os.write(terminal, key or f"{typed}\n".encode())
    while more := _read(terminal, key):
        said += more
    return said


def _read(terminal: int, key: bytes = b"") -> str:
    """What comes next; empty when the command has ended, or says nothing for ten seconds.

    A key is pressed again each second: a signal just before the command begins to read is seen at its next one.
    """
    end = time.monotonic() + 10
    content = b""
    while time.monotonic() < end:
        if not select.select([terminal], [], [], 1)[0]:
            os.write(terminal, key)
            continue
        try:
            content += os.read(terminal, 4096)
        except OSError:
            return ""
        try:
            return content.decode()
        except UnicodeDecodeError:
            continue
    return ""
