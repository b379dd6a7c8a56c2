"""What the gates found, as the accessibility statement tells it: `make gates` writes it, every other run compares."""

import json
import os
from collections.abc import Mapping
from datetime import date
from importlib.metadata import version
from typing import Any

from conftest import ROOT

RECORD = ROOT / "data" / "accessibility.json"
# Not pinned by the project: every reader and every machine has another.
_LOOSE = {"Chromium"}


def npm(package: str) -> str:
    """The version of a package that is installed for the scripts and the gates."""
    described = (ROOT / "javascript/node_modules" / package / "package.json").read_text(encoding="utf-8")
    return str(json.loads(described)["version"])


def playwright() -> str:
    return version("playwright")


def told(gate: str, tools: Mapping[str, str], *, pages: int, checks: int, found: list[str]) -> None:
    """Judges the result of a gate: nothing found, and the site says of it what is true.

    `checks` is how often something was judged: pages in their states, or what the keyboard reached.
    """
    result = {"tools": dict(tools), "pages": pages, "checks": checks, "violations": len(found)}
    if os.environ.get("GATES_REPORT"):
        record = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {"gates": {}}
        record = {"date": date.today().isoformat(), "gates": {**record["gates"], gate: result}}
        RECORD.write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    assert not found, "\n".join(["", *found])
    assert _firm(result) == _firm(_recorded(gate)), f"the statement is out of date: make gates writes {RECORD.name}"


def _recorded(gate: str) -> dict[str, Any]:
    return dict(json.loads(RECORD.read_text(encoding="utf-8"))["gates"].get(gate, {}))


def _firm(result: Mapping[str, Any]) -> dict[str, Any]:
    """What does not change with each word that an editor writes, nor with the machine."""
    tools = {name: version for name, version in result.get("tools", {}).items() if name not in _LOOSE}
    return {"tools": tools, "pages": result.get("pages"), "violations": result.get("violations")}
