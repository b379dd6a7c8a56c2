"""What the report on a pull request says of its own, in the languages that it speaks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from compendium.checks import Said
from compendium.problem import DataError
from compendium.reader import read_yaml
from compendium.render import words


@cache
def _said() -> Mapping[str, Said]:
    file = Path(__file__).with_name("report.yml")
    document = read_yaml(file, "hooks/compendium/report.yml")
    if document.problems:
        raise DataError(document.problems)
    return TypeAdapter(dict[str, Said]).validate_python(document.value)


@dataclass(frozen=True)
class Voice:
    """The languages of a report by their codes. What fills a text is Markdown already, or a text in each language."""

    codes: Sequence[str]

    def label(self, key: str, fills: Mapping[str, object] | None = None) -> str:
        """A few words, the languages side by side."""
        return " · ".join(self._each(key, fills))

    def sentence(self, key: str, fills: Mapping[str, object] | None = None, mark: str = "") -> str:
        """A sentence, a paragraph for each language; `mark` stands around it, as in `**`."""
        return "\n\n".join(f"{mark}{text}{mark}" for text in self._each(key, fills))

    def items(self, key: str, fills: Mapping[str, object] | None = None) -> list[str]:
        """A sentence as items of a list within an item, one for each language."""
        return [f"  - {text}" for text in self._each(key, fills)]

    def word(self, key: str, otherwise: str = "") -> str:
        """A word that the site says, too: the name of a dataset or of a field."""
        known = words().get(key)
        return " · ".join(known[code] for code in self.codes) if known else otherwise

    def _each(self, key: str, fills: Mapping[str, object] | None) -> list[str]:
        return [_said()[key][code].format_map(_in(code, fills or {})) for code in self.codes]


def language(code: str) -> Said:
    """What a language is called in each."""
    return _said()[f"language.{code}"]


def _in(code: str, fills: Mapping[str, object]) -> dict[str, object]:
    return {name: value[code] if isinstance(value, Said) else value for name, value in fills.items()}
