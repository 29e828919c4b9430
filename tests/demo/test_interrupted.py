"""Ctrl-C during the demo: it ends, nothing of it runs on, and no tenant is half applied.

One home is interrupted again and again, each time further on; then the demo is left alone.
"""

import asyncio
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
from msgspec import Struct

from taizhang.app import installed, open_platform
from taizhang.cli.environment import DATABASE
from taizhang.database.embedded import Server, embedded, running
from taizhang.demo.county.places import demo_files
from taizhang.onboarding.apply import apply
from taizhang.tenancy.master import MasterKey
from taizhang_migrations import migrate

pytestmark = pytest.mark.timeout(240)

FIRST_COMMANDS = """
    select t.slug, h.position, coalesce(c.last_position, 0)
      from tenancy.tenant t
      join log.tenant_head h using (tenant_id)
      left join log.command c on c.tenant_id = t.tenant_id and c.first_position = 1
"""


def _making_data(demo: Any) -> object:
    return list(demo.home.glob("pg*.new-*"))


def _migrating(demo: Any) -> object:
    return running(demo.home)


def _applying(demo: Any) -> object:
    return "日志位置" in demo.output


def _playing(demo: Any) -> object:
    return "ballots.open_box" in demo.output


def _counting(demo: Any) -> object:
    return "ballots.close_box" in demo.output


def _serving(demo: Any) -> object:
    return "按 Ctrl-C 结束" in demo.output


MOMENTS = (_making_data, _migrating, _applying, _playing, _counting, _serving)


class Interrupted(Struct, frozen=True):
    """What was seen after Ctrl-C at one moment."""

    code: int
    seconds: float
    output: str
    left: list[str]
    applied: dict[str, tuple[int, int]]
    """By tenant: the log's position, and the last one that its file's application wrote."""


@pytest.fixture(scope="module")
def story(
    module_home: Path, module_processes: Callable[..., Any], free_port: int
) -> dict[str, Interrupted]:
    """One home, interrupted at each moment in turn."""
    seen = {}
    for reached in MOMENTS:
        (module_home / "output.txt").unlink(missing_ok=True)
        demo = module_processes(module_home, "demo", "--port", f"{free_port}")
        _await(demo, reached)
        begun = time.monotonic()
        code = demo.interrupt(60)
        seconds = time.monotonic() - begun
        left = _left(module_home)
        applied = _applied(module_home)
        seen[reached.__name__] = Interrupted(code, seconds, demo.output, left, applied)
    return seen


@pytest.fixture(scope="module")
def whole(server: Server) -> dict[str, int]:
    """How far an application that nobody disturbs comes, by tenant."""
    with psycopg.connect(server.dsn(), autocommit=True) as connection:
        connection.execute("create database undisturbed")
    dsn = server.dsn(database="undisturbed")
    migrate(dsn)
    return asyncio.run(_apply_all(dsn))


async def _apply_all(dsn: str) -> dict[str, int]:
    schemes, _ = installed()
    async with open_platform(dsn, MasterKey(b"0" * 32)) as platform:
        files = demo_files(schemes)
        done = [await apply(file, platform.register, platform.dispatcher) for file in files]
    return {each.tenant.slug: each.receipt.position for each in done}


def _await(demo: Any, reached: Callable[[Any], object]) -> None:
    deadline = time.monotonic() + 120
    while not reached(demo):
        assert demo.running.poll() is None, f"it ended before {reached.__name__}:\n{demo.output}"
        assert time.monotonic() < deadline, f"it did not come to {reached.__name__}"
        time.sleep(0.002)


def _left(home: Path) -> list[str]:
    """Processes that name this home: watchdog, PostgreSQL, initdb."""
    every = subprocess.run(["ps", "-eo", "args="], capture_output=True, text=True, check=True)
    return [line for line in every.stdout.splitlines() if str(home) in line]


def _applied(home: Path) -> dict[str, tuple[int, int]]:
    if not list(home.glob("pg[0-9][0-9]/PG_VERSION")):
        return {}
    with embedded(home) as server, psycopg.connect(server.dsn()) as connection:
        known = "select from pg_database where datname = %s"
        if connection.execute(known, [DATABASE]).fetchone() is None:
            return {}
        with psycopg.connect(server.dsn(database=DATABASE)) as database:
            if database.execute("select to_regclass('tenancy.tenant')").fetchone() == (None,):
                return {}
            return {slug: (at, last) for slug, at, last in database.execute(FIRST_COMMANDS)}


each_moment = pytest.mark.parametrize("moment", [reached.__name__ for reached in MOMENTS])


@each_moment
def test_it_ends_soon_and_without_a_traceback(story: dict[str, Interrupted], moment: str) -> None:
    seen = story[moment]
    assert seen.seconds < 20
    assert "Traceback" not in seen.output, seen.output
    assert seen.code in (0, 130), seen.output


@each_moment
def test_no_process_is_left(story: dict[str, Interrupted], moment: str) -> None:
    assert story[moment].left == []


@each_moment
def test_a_tenant_has_all_of_its_file_or_no_history(
    story: dict[str, Interrupted], whole: dict[str, int], moment: str
) -> None:
    for slug, (position, last) in story[moment].applied.items():
        assert (position, last) == (0, 0) or last == whole[slug], slug


def test_the_next_run_tells_the_story_to_its_end(
    story: dict[str, Interrupted],
    whole: dict[str, int],
    module_home: Path,
    module_processes: Callable[..., Any],
    free_port: int,
) -> None:
    demo = module_processes(module_home, "demo", "--exit", "--port", f"{free_port}")
    assert demo.running.wait(60) == 0, demo.output
    assert "演示完成" in demo.output
    assert {slug: last for slug, (_, last) in _applied(module_home).items()} == whole
    assert _left(module_home) == []
