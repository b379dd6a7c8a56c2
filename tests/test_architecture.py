"""The rooms of the house: what may know of what."""

import ast
from pathlib import Path

import pytest
from conftest import ROOT

PACKAGE = sorted((ROOT / "hooks/compendium").glob("*.py"))
HOOKS = sorted((ROOT / "hooks").glob("*.py"))


def imported(file: Path) -> set[str]:
    """The modules that a file imports, by their full names."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    froms = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return (
        names | {f"{node.module}" for node in froms} | {f"{node.module}.{a.name}" for node in froms for a in node.names}
    )


@pytest.mark.parametrize("file", PACKAGE, ids=lambda file: file.stem)
def test_the_package_has_never_heard_of_the_site_generator(file: Path) -> None:
    assert not [name for name in imported(file) if name.split(".")[0] in {"mkdocs", "mkdocs_static_i18n", "material"}]


@pytest.mark.parametrize("file", HOOKS, ids=lambda file: file.stem)
def test_a_hook_is_short_and_knows_no_other_hook(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 40
    assert not imported(file) & {hook.stem for hook in HOOKS}


def test_imports_point_down() -> None:
    """No two modules of the package need each other, directly or in a circle."""
    needs = {
        file.stem: {name.split(".")[1] for name in imported(file) if name.startswith("compendium.")} for file in PACKAGE
    }

    def reached(module: str, seen: frozenset[str] = frozenset()) -> frozenset[str]:
        for needed in needs.get(module, set()) - seen:
            seen = reached(needed, seen | {needed})
        return seen

    assert [module for module in needs if module in reached(module)] == []


def test_no_address_of_a_package_registry_is_locked() -> None:
    for file in (ROOT / "requirements.txt", ROOT / "tests/requirements.txt"):
        assert "://" not in file.read_text(encoding="utf-8")
