"""`make bench`: all benchmarks in one run, results beside each other."""

import asyncio
import json
import os
import platform
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
from bench import (
    conditions,
    feeding,
    isolating,
    projecting,
    replaying,
    scanning,
    slow_disk,
)
from bench.appending import peers, race
from bench.querying import county, servers
from bench.querying import race as querying
from rich.console import Console
from rich.table import Table

from taizhang.database.embedded import Server, embedded, remove
from taizhang_migrations import migrate

ROUNDS = int(os.environ.get("ROUNDS", "3"))
SECONDS = float(os.environ.get("SECONDS_EACH", "4"))
EVENTS = int(os.environ.get("EVENTS", "1000000"))
DOCUMENTS = int(os.environ.get("DOCUMENTS", "100000"))
ONLY = [name for name in os.environ.get("ONLY", "").split(",") if name]
_FLUSH_MS = 3.0
_RESULTS = Path(os.environ.get("RESULTS") or Path(__file__).parent / "results.json")
out = Console()


class Bench(NamedTuple):
    """Where a run happens."""

    server: Server
    home: Path

    def database(self, name: str) -> str:
        """A new database, migrated."""
        with psycopg.connect(self.server.dsn(), autocommit=True) as connection:
            connection.execute(f"create database {name}")  # type: ignore[call-overload]
        dsn = self.server.dsn(database=name)
        migrate(dsn)
        return dsn


def main() -> None:
    """Run, print, and write `bench/results.json`; ONLY=appending,feeding runs some of it."""
    home = Path(tempfile.mkdtemp(prefix="taizhang-bench-"))
    try:
        with embedded(home) as server:
            results: dict[str, Any] = {**_earlier(), "machine": _machine(server)}
            for name, section in SECTIONS.items():
                if not ONLY or name in ONLY:
                    results[name] = {"at": _now(), **section(Bench(server, home))}
                    _RESULTS.write_text(_text(results))
    finally:
        remove(home)


def _appending(bench: Bench) -> Any:
    with peers.uma_server(bench.home / "uma", 50991) as uma:
        return race.run(bench.server, uma, ROUNDS, SECONDS, out)


def _appending_on_a_slow_disk(bench: Bench) -> Any:
    out.print(f"the same, where each flush takes {_FLUSH_MS} ms longer")
    return slow_disk.run(_FLUSH_MS) or {"left out": "there is no C compiler"}


def _conditions(bench: Bench) -> Any:
    figures = conditions.run(bench.database("conditions"))
    _print("microseconds a condition, by events on the tag", figures)
    return figures


def _feeding(bench: Bench) -> Any:
    figures = {n: r._asdict() for n, r in feeding.run(bench.database("feeding")).items()}
    _print("feed at 2,000 events/s, ms", figures)
    return figures


def _projecting(bench: Bench) -> Any:
    figures = projecting.run(bench.database("projecting"), EVENTS)._asdict()
    _print(f"projecting {EVENTS:,} events", {"ours": figures})
    return figures


def _replaying(bench: Bench) -> Any:
    dsn = bench.database("replaying")
    with psycopg.connect(bench.server.dsn(), autocommit=True) as connection:
        connection.execute("drop database if exists peer")
        connection.execute("create database peer")
    socket, port = str(bench.server.socket_dir), bench.server.port
    runs = replaying.run(dsn, socket, port, EVENTS, rounds=ROUNDS)
    figures = {name: run._asdict() for name, run in runs.items()}
    _print(f"replaying {EVENTS:,} events", figures)
    return figures


def _isolating(bench: Bench) -> Any:
    figures = isolating.run(bench.server.dsn())
    _print("row-level security, ms", figures)
    return figures


def _scanning(bench: Bench) -> Any:
    figures = scanning.run(bench.database("scanning"))
    _print("a worker's look, ms, by tenants", figures)
    return figures


def _querying(bench: Bench) -> Any:
    home = bench.home / "querying"
    home.mkdir()
    servers.install(home)
    bench.database("querying")
    filled = asyncio.run(county.filled(bench.server, "querying"))
    return querying.run(filled, home, ROUNDS, SECONDS, DOCUMENTS, out)


SECTIONS: dict[str, Callable[[Bench], Any]] = {
    "appending": _appending,
    "appending on a slow disk": _appending_on_a_slow_disk,
    "conditions": _conditions,
    "feeding": _feeding,
    "projecting": _projecting,
    "replaying": _replaying,
    "isolating": _isolating,
    "scanning": _scanning,
    "querying": _querying,
}


def _print(title: str, figures: dict[str, dict[str, float]]) -> None:
    columns = list(next(iter(figures.values())))
    table = Table(title, *columns)
    for what, values in figures.items():
        table.add_row(what, *(f"{values[column]:,.2f}" for column in columns))
    out.print(table)


def _earlier() -> dict[str, Any]:
    """What a run of some sections leaves as it was; each says when it was taken."""
    return json.loads(_RESULTS.read_text()) if ONLY and _RESULTS.exists() else {}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _text(results: dict[str, Any]) -> str:
    return json.dumps(results, indent=1, ensure_ascii=False) + "\n"


def _machine(server: Server) -> dict[str, object]:
    packages = ("taizhang", "eventsourcing", "asyncpg", "umadb", "msgspec")
    return {
        "python": platform.python_version(),
        "postgresql": server.version,
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "versions": {name: version(name) for name in packages},
    }


if __name__ == "__main__":
    main()
