"""A plugin as a distribution of its own: built, installed, used, and uninstalled without a trace
but its history (design 5).
"""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import tomlkit

from taizhang.domain.core import CORE

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "plugins" / "samples" / "study"
PIP = ("-m", "pip", "--disable-pip-version-check", "--quiet")
OFFLINE = ("--no-index", "--no-deps")


def run(*words: str | Path, **environment: str) -> str:
    done = subprocess.run(
        list(map(str, words)), capture_output=True, text=True, env=os.environ | environment
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


class Place(NamedTuple):
    """An environment of its own, over the one that the tests run in."""

    python: Path
    wheel: Path
    file: Path

    def pip(self, *words: str | Path) -> None:
        run(sys.executable, *PIP, "--python", self.python, *words)

    def made_of(self, database: str, what: str) -> Any:
        program = Path(__file__).with_name("study_process.py")
        printed = run(self.python, "-W", "error", program, database, self.file, what)
        return json.loads(printed.splitlines()[-1])


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """An empty environment, the sample's wheel, and a tenant's file that wants the sample."""
    source = shutil.copytree(SAMPLE, tmp_path / "study")
    built = tmp_path / "built"
    run(sys.executable, *PIP, "wheel", *OFFLINE, "--no-build-isolation", "-w", built, source)
    home = tmp_path / "environment"
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    # Not a plain path: the files of paths below it would not be read.
    below = f"import site; site.addsitedir({sysconfig.get_path('purelib')!r})\n"
    (site / "below.pth").write_text(below, encoding="utf-8")
    return Place(python, next(built.glob("*.whl")), tenant_file(tmp_path))


def tenant_file(folder: Path) -> Path:
    """三堂街镇, with the sample and no other plugin: its rules beside those of the core."""
    text = (ROOT / "tenants" / "santangjie" / "tenant.toml").read_text(encoding="utf-8")
    rules = tomllib.loads((SAMPLE / "rules.toml").read_text(encoding="utf-8"))["rules"]
    data = tomllib.loads(text)
    core = {kind.section for scheme in CORE for kind in scheme.rules}
    own = {section: said for section, said in data["rules"].items() if section in core}
    data |= {"plugins": ["study"], "rules": own | rules}
    file = folder / "tenant.toml"
    file.write_text(tomlkit.dumps(data), encoding="utf-8")
    return file


@pytest.fixture
def made(place: Place, database: str) -> Callable[[str], Any]:
    return lambda what: place.made_of(database, what)


def test_a_distribution_is_installed_used_and_uninstalled(
    place: Place, made: Callable[[str], Any]
) -> None:
    place.pip("install", *OFFLINE, place.wheel)
    found = made("with")
    assert "study" in found["plugins"]
    assert (found["opened"], found["heard"]) == ("appended", "appended")
    assert found["too_early"] == "study.too_little 述职前应至少集中学习1次"
    assert (found["studied"], found["submitted"]) == ("appended", "appended")
    [row] = found["rows"]["data"]["studies"]["nodes"]
    assert row == {"organisation": "jingui", "times": 1, "topics": ["党章"]}

    place.pip("uninstall", "--yes", "taizhang-study")
    left = made("without")
    assert "study" not in left["plugins"]
    [told] = left["told"]
    assert told.startswith("方案“study”没有安装，而 1 个单位启用着它。")
    assert left["counted"] == {"study.held": 1}
    assert left["asked"] == "commands.unknown"
    assert left["renamed"] == "appended"
    [raw] = left["raw"]
    assert (raw["topic"], raw["organisation"]) == ("党章", "jingui")
    assert left["faults"] == []
    assert left["unjudged"] == ["study.record unreadable"]
    assert (left["again"]["different"], left["again"]["unreadable"]) == (0, 1)
    assert left["rows"] is True
