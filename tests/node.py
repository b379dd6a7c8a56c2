"""The Node.js of this environment, installed with the tests: whatever the machine has besides is not used."""

import sys
from pathlib import Path
from subprocess import run


class NodeError(Exception):
    """What Node said when it failed."""


def node(script: Path | str, *arguments: str, input: str = "") -> str:  # noqa: A002 - as subprocess has it
    """What a script prints, in UTF-8, when it is given these arguments and this input. Raises NodeError.

    Instead of a script, an option of Node such as `--check` may come first.
    """
    program = Path(sys.executable).with_name("node")
    done = run([program, script, *arguments], input=input, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise NodeError(done.stderr or done.stdout)
    return done.stdout
