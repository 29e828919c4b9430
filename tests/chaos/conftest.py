"""A storm over a PostgreSQL of its own, once for all tests, and what it left."""

import asyncio
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from taizhang.database.embedded import Server, embedded, remove
from taizhang_migrations import migrate

# The storm's programs and its tests share the modules of the folder `storm`.
sys.path.append(str(Path(__file__).parent))

from storm.aftermath import Aftermath, gather
from storm.chaos import Chaos
from storm.child import OUTPUT
from storm.database import Database
from storm.program import TOWNS, opened

SECONDS = float(os.environ.get("CHAOS_SECONDS", "20"))
_story: list[str] = []
"""What was done, in order, for the report of a test that fails."""


@pytest.fixture(scope="module")
def aftermath() -> Iterator[Aftermath]:
    """Blows for about CHAOS_SECONDS seconds, drawn from CHAOS_SEED; then all that is left."""
    seed = int(os.environ.get("CHAOS_SEED") or random.SystemRandom().randrange(2**32))
    with _home() as home, _database(home) as database:
        journals = home / "journals"
        journals.mkdir(mode=0o700)
        try:
            _storm(database, journals, seed)
            yield asyncio.run(gather(database.dsn, journals, _story))
        except BaseException:
            _story.extend(_end_of(journals / OUTPUT))
            raise


def _storm(database: Database, journals: Path, seed: int) -> None:
    chaos = Chaos(database, journals, seed, _story)
    try:
        chaos.rage(SECONDS)
        chaos.settle()
    finally:
        chaos.end()


def _end_of(output: Path) -> list[str]:
    lines = output.read_text(errors="replace").splitlines() if output.exists() else []
    return ["the end of what the processes said:", *lines[-60:]]


@contextmanager
def _home() -> Iterator[Path]:
    # Not tmp_path: its parents are closed to the user that PostgreSQL runs as under root.
    folder = Path(tempfile.mkdtemp(prefix="taizhang-chaos-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        remove(folder)
        shutil.rmtree(folder)


@contextmanager
def _database(home: Path) -> Iterator[Database]:
    with embedded(home) as server:
        dsn = _created(server)
        asyncio.run(_found(dsn))
        yield Database(home, server, dsn)


def _created(server: Server) -> str:
    with psycopg.connect(server.dsn(), autocommit=True) as connection:
        connection.execute("create database chaos")
    migrate(server.dsn(database="chaos"))
    return server.dsn(database="chaos")


async def _found(dsn: str) -> None:
    async with opened(dsn) as platform:
        for slug in TOWNS:
            await platform.register.open(slug, slug, rehearsal=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: Any) -> Any:
    """The first failure tells what the storm did, and how to have it again."""
    report: pytest.TestReport = yield
    if report.failed and _story:
        report.sections.append(("the storm", "\n".join(_story)))
        _story.clear()
    return report
