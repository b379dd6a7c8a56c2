"""Runs a module and kills the process, as the system would, right before its n-th git or file operation.

    python killing.py N MODULE ARGUMENTS …

Operations are programs that it starts, but for questions to git, and changes to files below the current folder.
Before the n-th is after the one before it. With N = 0 nothing is killed, and the operations are listed on standard
error, each after `operation: `.
"""

import os
import runpy
import signal
import sys
from pathlib import Path
from typing import Any

_HERE = str(Path.cwd())
# These only ask: after one of them all is as it was before it.
_ASKING = {"rev-parse", "show", "status", "var", "log", "worktree list", "merge-base", "cat-file", "diff", "archive"}
_WRITING = os.O_WRONLY | os.O_RDWR


def operation(event: str, values: tuple[Any, ...]) -> str | None:
    """What the process is about to do, where it starts a program or changes a file; None for everything else."""
    match event:
        case "subprocess.Popen":
            command = " ".join(map(str, values[1]))
            return None if any(f" {asking} " in f"{command} " for asking in _ASKING) else command
        case "open" if values[2] & _WRITING and str(values[0]).startswith(_HERE):
            return f"write {values[0]}"
        # What a removed folder holds goes with it, without a full path: it is one operation.
        case "os.mkdir" | "os.rename" | "os.remove" | "shutil.rmtree" if str(values[0]).startswith(_HERE):
            return f"{event} {values[0]}"
    return None


def main(last: int, arguments: list[str]) -> None:
    done = 0

    def watch(event: str, values: tuple[Any, ...]) -> None:
        nonlocal done
        if told := operation(event, values):
            done += 1
            if not last:
                print(f"operation: {told}", file=sys.stderr)
            elif done == last:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.argv = arguments
    sys.addaudithook(watch)
    runpy.run_module(arguments[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
