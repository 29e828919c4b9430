"""Whether anything grows with the tenants in a database, or with one tenant's events.

`python -m bench.scaling` by itself; TENANTS and EVENTS make it smaller.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import psycopg
import uvloop
from bench.scaled import boxes, population
from rich.console import Console
from rich.table import Table

from taizhang.app import open_platform
from taizhang.database.embedded import Server, embedded, remove
from taizhang_migrations import migrate

TENANTS = int(os.environ.get("TENANTS", "40000"))
EVENTS = int(os.environ.get("EVENTS", "1000000"))
ROUNDS = int(os.environ.get("ROUNDS", "3"))
_SERVED = (100, 3_000, 6_000)
_LOG = "select sum(pg_total_relation_size(t)) from unnest(%s::regclass[]) as t"
_TABLES = ["log.tenant_head", "log.event", "log.tag", "log.command"]
Figures = dict[str, float]


class Size(NamedTuple):
    """How much a database holds."""

    tenants: int
    events: int


def run(
    server: Server, *, tenants: int = TENANTS, events: int = EVENTS, rounds: int = ROUNDS
) -> dict[str, Figures]:
    """Medians over rounds in which the small and the big database take turns; `stored` has the
    bytes that a ballot and a tenant take in the log, indexes included, and the seconds of filling.
    """
    sizes = {"small": Size(100, 1_000), "big": Size(tenants, events)}
    stored = {name: _filled(server, name, size) for name, size in sizes.items()}
    rounds_of: dict[str, dict[str, list[float]]] = {name: defaultdict(list) for name in sizes}
    for _ in range(rounds):
        for name, size in sizes.items():
            for figure, value in _probed(server, name, size).items():
                rounds_of[name][figure].append(value)
    found = {
        name: {figure: round(statistics.median(values), 3) for figure, values in figures.items()}
        for name, figures in rounds_of.items()
    }
    return found | {"stored": stored["big"]}


def _filled(server: Server, name: str, size: Size) -> Figures:
    database = f"scaling_{name}"
    dsn = server.dsn(database=database)
    with psycopg.connect(server.dsn(), autocommit=True) as connection:
        connection.execute(f"create database {database}")
        migrate(dsn)
        # What is filled may be lost; what is measured may not.
        connection.execute(f"alter database {database} set synchronous_commit = off")
        stored = uvloop.run(_fill(dsn, size))
        connection.execute(f"alter database {database} reset synchronous_commit")
    return stored


async def _fill(dsn: str, size: Size) -> Figures:
    held = size.events // boxes.A_BOX
    async with open_platform(dsn, population.MASTER) as platform:
        county = await population.opened(platform, "county")
        begun, empty = time.perf_counter(), _bytes(dsn)
        await population.multiply(platform, county, range(size.tenants))
        peopled, with_tenants = time.perf_counter(), _bytes(dsn)
        await boxes.fill(platform.log, county.id, held)
        cast, with_boxes = time.perf_counter(), _bytes(dsn)
        await population.settle(platform)
    return {
        "bytes a tenant": (with_tenants - empty) / size.tenants,
        "bytes a ballot": (with_boxes - with_tenants) / (held * boxes.BALLOTS),
        "seconds of filling tenants": peopled - begun,
        "seconds of filling events": cast - peopled,
    }


def _bytes(dsn: str) -> int:
    with psycopg.connect(dsn) as connection:
        (size,) = connection.execute(_LOG, (_TABLES,)).fetchone() or (0,)
    return int(size)


def _probed(server: Server, name: str, size: Size) -> Figures:
    served = [count for count in _SERVED if count <= size.tenants]
    dsn = server.dsn(database=f"scaling_{name}")
    asked = json.dumps({"dsn": dsn, "tenants": size.tenants, "serve": served})
    command = [sys.executable, "-m", "bench.scaled.probe", asked]
    here = Path(__file__).parent.parent
    answer = subprocess.run(command, check=True, capture_output=True, cwd=here, text=True)
    found: Figures = json.loads(answer.stdout.splitlines()[-1])
    return found


def table(figures: dict[str, Figures]) -> Table:
    """Small and big beside each other, with how many times the small one's figure it is."""
    shown = Table("what", "small", "big", "times", title="scaling")
    for what, big in figures["big"].items():
        small = figures["small"].get(what)
        times = f"{big / small:.2f}" if small else ""
        shown.add_row(what, f"{small:,.2f}" if small else "", f"{big:,.2f}", times)
    for what, value in figures["stored"].items():
        shown.add_row(what, "", f"{value:,.0f}", "")
    return shown


if __name__ == "__main__":
    home = Path(tempfile.mkdtemp(prefix="taizhang-scaling-"))
    with embedded(home) as running:
        found = run(running)
    remove(home)
    Console().print(table(found))
    print(json.dumps(found, indent=1, ensure_ascii=False))
