"""The list of commands: each is found, and none is loaded before it is asked for."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from taizhang.cli import command_line

COMMANDS = sorted(name for name in command_line() if not name.startswith("-"))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_where_the_list_says(entered: Callable[..., Any], name: str) -> None:
    told = entered({"COLUMNS": "200"}, name, "--help")
    assert (told.returncode, f"taizhang {name}" in told.stdout) == (0, True)


def test_the_list_has_a_summary_of_each(entered: Callable[..., Any]) -> None:
    lines = entered({"COLUMNS": "200"}, "--help").stdout.splitlines()
    told = {words[1]: words[2] for line in lines if len(words := line.split()) > 3}
    assert set(COMMANDS) <= set(told)


def test_a_command_keeps_its_own_help(entered: Callable[..., Any]) -> None:
    assert "With --work" in entered({"COLUMNS": "200"}, "serve", "--help").stdout


def test_the_list_is_told_before_anything_heavy_is_loaded() -> None:
    """By the program itself: it took two seconds."""
    heavy = {"alembic", "asyncpg", "cryptography", "graphql", "litestar", "sqlalchemy"}
    script = (
        "import sys; from taizhang.cli import command_line\n"
        "command_line(['--help'])(['--help'], result_action='return_value')\n"
        f"print(sorted({heavy!r} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]", done.stderr


@pytest.mark.parametrize("words", [("migrate",), ("tenants", "list")])
def test_a_database_that_does_not_answer_is_told(
    entered: Callable[..., Any], tmp_path: Path, words: tuple[str, ...]
) -> None:
    settings = {"DATABASE_URL": "postgresql://127.0.0.1:1/x", "TAIZHANG_HOME": str(tmp_path)}
    done = entered(settings, *words)
    assert (done.returncode, done.stderr.startswith("数据库连接不上：")) == (1, True), done.stderr
