"""Plugins import nothing of the platform but its public names."""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "plugins"
FILES = sorted(ROOT.rglob("*.py"))
LISTED = ("taizhang", "taizhang.core", "taizhang.testing")


def own_package(file: Path) -> str:
    """`taizhang_plugins.pay` of a scheme here; a distribution of its own is all its own."""
    parts = file.relative_to(ROOT).parts
    return ".".join(parts[:2]) if parts[0] == "taizhang_plugins" else ""


def imports(source: str) -> Iterator[tuple[str, str]]:
    """Every module that is imported, with each name from it; relative ones are one's own."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from ((node.module or "", alias.name) for alias in node.names)


def is_public(module: str, name: str, *, test: bool = False) -> bool:
    if module in LISTED and (module != "taizhang.testing" or test):
        return name in import_module(module).__all__
    full = f"{module}.{name}" if name else module
    return full.startswith("taizhang.measures.")


def foreign(file: Path) -> list[str]:
    """What a file imports of the platform, or of another plugin, and must not."""
    own, test = own_package(file), "tests" in file.parts
    found = imports(file.read_text(encoding="utf-8"))
    return [
        f"{module} {name}".strip()
        for module, name in found
        if module.split(".")[0].startswith(("taizhang", "taizhang_plugins"))
        and not (own and f"{module}.".startswith(f"{own}."))
        and not (own and f"{module}.{name}" == own)
        and not (not own and module.split(".")[0] not in ("taizhang", "taizhang_plugins"))
        and not is_public(module, name, test=test)
    ]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_plugin_imports_public_names_only(file: Path) -> None:
    assert foreign(file) == []


@pytest.mark.parametrize(
    ("module", "name", "public"),
    [
        ("taizhang", "Event", True),
        ("taizhang", "app", False),
        ("taizhang.core", "TicketOpened", True),
        ("taizhang.core", "import_module", False),
        ("taizhang.measures.bands", "Bands", True),
        ("taizhang.measures", "bands", True),
        ("taizhang.domain.names", "CycleId", False),
        ("taizhang.testing", "Town", False),
    ],
)
def test_what_is_public_is_listed(module: str, name: str, public: bool) -> None:
    assert is_public(module, name) is public


def test_testing_is_for_tests() -> None:
    assert is_public("taizhang.testing", "trial", test=True)
