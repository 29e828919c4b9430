"""The top-level folders shadow nothing, from wherever Python is started."""

import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOTS = ("platform", "graphql", "plugins", "migrations", "tenants", "tests")
ASK = "import platform, graphql; print(platform.__file__); print(graphql.__file__)"


@pytest.mark.parametrize("root", ROOTS)
def test_no_source_root_is_a_package(root: str) -> None:
    assert not (ROOT / root / "__init__.py").exists()


def test_platform_and_graphql_are_the_libraries_from_the_repository_root() -> None:
    found = subprocess.run(
        [sys.executable, "-c", ASK], cwd=ROOT, check=True, capture_output=True, text=True
    )
    standard, core = found.stdout.split()
    assert Path(standard).is_relative_to(sysconfig.get_path("stdlib"))
    assert Path(core).is_relative_to(sysconfig.get_path("purelib"))


def test_platform_and_graphql_are_the_libraries_under_pytest() -> None:
    import platform

    import graphql

    assert hasattr(platform, "python_version")
    assert hasattr(graphql, "GraphQLSchema")
