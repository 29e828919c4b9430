"""What `taizhang plugins new` writes works as it stands: tests, linter, types, package."""

import os
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from taizhang.app import found
from taizhang.plugins.writing import write

BIN = Path(sys.executable).parent


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write("blank_villages", tmp_path_factory.mktemp("new"), set())


def run(folder: Path, *words: str | Path) -> str:
    done = subprocess.run(
        list(map(str, words)), cwd=folder, capture_output=True, text=True, env=os.environ
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_its_tests_pass(written: Path) -> None:
    said = run(written, sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider")
    assert "4 passed" in said


def test_the_linter_finds_nothing(written: Path) -> None:
    run(written, BIN / "ruff", "check", ".")
    run(written, BIN / "ruff", "format", "--check", ".")


def test_its_types_are_strict(written: Path) -> None:
    run(written, BIN / "mypy")


def test_it_is_found_without_a_fault(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(written))
    project = tomllib.loads((written / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    [(name, module)] = project["entry-points"]["taizhang"].items()
    seen = found([EntryPoint(name, module, "taizhang")])
    assert seen.faulty == ()
    [plugin] = seen.plugins
    [scheme] = plugin.schemes
    assert (scheme.name, len(scheme.commands), len(scheme.rows)) == ("blank_villages", 1, 1)


def test_it_is_built_without_a_network(written: Path, tmp_path: Path) -> None:
    offline = ("--no-index", "--no-deps", "--no-build-isolation", "--quiet")
    run(written, sys.executable, "-m", "pip", "wheel", *offline, "-w", tmp_path, ".")
    [wheel] = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "taizhang_blank_villages/commands.py" in names
    assert not any(name.startswith("tests") for name in names)
