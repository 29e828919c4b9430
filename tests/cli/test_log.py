"""What an operator declares of logs, as it is typed."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest

from taizhang.app import open_platform
from taizhang.tenancy.master import MasterKey

Typed = Callable[..., Any]


@pytest.fixture
def typed(database: str, tmp_path: Path, entered: Typed) -> Typed:
    """Types a command over a database with one tenant."""

    async def begin() -> None:
        async with open_platform(database, MasterKey.load(tmp_path)) as platform:
            await platform.register.open("one", "一", rehearsal=False)

    asyncio.run(begin())
    settings = {"TAIZHANG_HOME": str(tmp_path), "DATABASE_URL": database, "COLUMNS": "200"}
    return lambda *words: entered(settings, *words)


def test_what_was_declared_is_listed(typed: Typed) -> None:
    done = typed("log", "resume", "--because", "恢复到昨夜的备份", "--by", "值班员")
    assert (done.returncode, "1 个日志" in done.stdout) == (0, True), done.stderr
    listed = typed("log", "incarnations", "one").stdout
    assert "恢复到昨夜的备份" in listed
    assert "值班员" in listed


def test_a_declaration_without_a_reason_is_refused(typed: Typed) -> None:
    assert typed("log", "resume").returncode != 0


def test_a_log_that_does_not_exist_is_told(typed: Typed) -> None:
    done = typed("log", "resume", "--because", "x", "--tenant", "nobody")
    assert (done.returncode, "tenancy.unknown_tenant" in done.stderr) == (1, True)


def test_whoever_writes_to_a_restored_database_is_told_what_to_do(
    typed: Typed, database: str
) -> None:
    with psycopg.connect(database) as connection:
        connection.execute("update log.residence set place.timeline = 'F'")
    done = typed("tenants", "apply")
    assert (done.returncode, "taizhang log resume" in done.stderr) == (1, True), done.stderr
