"""The README begins with the two commands that do everything, and make knows both."""

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
COMMANDS = ("make demo", "make test")


def test_the_first_two_commands_are_the_demo_and_the_tests() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```\w*\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    lines = [line.split("#")[0].strip() for block in blocks for line in block.splitlines()]
    assert tuple(line for line in lines if line)[:2] == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_make_knows_what_to_do(command: str) -> None:
    dry = subprocess.run(
        [*command.split(), "--dry-run", "--always-make"],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name != "MAKEFLAGS"},
        capture_output=True,
        text=True,
        check=True,
    )
    wanted = {"make demo": "taizhang demo --port", "make test": "python -m pytest"}[command]
    assert wanted in dry.stdout


def test_the_check_on_every_change_runs_the_readmes_test_command() -> None:
    assert "make test" in (ROOT / ".ci" / "run").read_text()
