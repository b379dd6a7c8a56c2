"""The JSON Schemas of the data files, for completion in editors: `python -m compendium.schema data/schema`."""

import json
import sys
from pathlib import Path

from pydantic import TypeAdapter

from compendium.model import DATASETS


def schemas() -> dict[str, str]:
    """The text of each schema (JSON Schema 2020-12) by its file name."""
    return {f"{name}.json": _schema(name) for name in DATASETS}


def _schema(name: str) -> str:
    model = DATASETS[name]
    schema = TypeAdapter(tuple[model, ...]).json_schema()  # type: ignore[valid-type]
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": name, "description": model.__doc__}
    return json.dumps(head | schema, ensure_ascii=False, indent=2) + "\n"


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print(__doc__)
        return 0 if arguments in (["-h"], ["--help"]) else 2
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8")
        print(f"wrote {folder / name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
