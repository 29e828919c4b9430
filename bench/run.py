"""`make bench`: all benchmarks in one run, results beside each other."""

import json
import os
import platform
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psycopg
from bench import conditions
from bench.appending import limit, ours, peers
from bench.measure import Run, median
from rich.console import Console
from rich.table import Table

from taizhang.database.embedded import Server, embedded, remove
from taizhang_migrations import migrate

ROUNDS = int(os.environ.get("ROUNDS", "3"))
SECONDS = float(os.environ.get("SECONDS_EACH", "4"))
out = Console()


def main() -> None:
    """Run, print, and write `bench/results.json`."""
    home = Path(tempfile.mkdtemp(prefix="taizhang-bench-"))
    with embedded(home) as server, peers.uma_server(home / "uma", 50991) as url:
        results = {
            "machine": _machine(server),
            "appending": _appending(server, url),
            "conditions": _conditions(server),
        }
    remove(home)
    path = Path(__file__).parent / "results.json"
    path.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n")


def _appending(server: Server, url: str) -> dict[str, object]:
    for name in ("ours", "peer"):
        with psycopg.connect(server.dsn(), autocommit=True) as connection:
            connection.execute(f"create database {name}")  # type: ignore[call-overload]
    dsn = server.dsn(database="ours")
    migrate(dsn)
    socket, port = str(server.socket_dir), server.port
    contestants: dict[str, Callable[[], Run]] = {
        "ours 64": lambda: ours.run(dsn, 64, SECONDS),
        "eventsourcing 8": lambda: peers.eventsourcing_tt(socket, port, 8, SECONDS),
        "umadb 8": lambda: peers.uma(url, 8, SECONDS),
        "limit 64": lambda: limit.run(dsn, 64, SECONDS),
        "ours 1": lambda: ours.run(dsn, 1, SECONDS),
        "eventsourcing 1": lambda: peers.eventsourcing_tt(socket, port, 1, SECONDS),
        "umadb 1": lambda: peers.uma(url, 1, SECONDS),
    }
    runs: dict[str, list[Run]] = {name: [] for name in contestants}
    for _ in range(ROUNDS):
        for name, contestant in contestants.items():
            runs[name].append(contestant())
    medians = {name: median(each) for name, each in runs.items()}
    _print("conditional appends", medians)
    return {name: run._asdict() for name, run in medians.items()}


def _conditions(server: Server) -> dict[str, dict[str, float]]:
    figures = conditions.run(server.dsn(database="ours"))
    sizes = [f"{size:,}" for size in conditions.SIZES]
    table = Table("condition", *sizes, title="microseconds, by events on the tag")
    for kind, by_size in figures.items():
        table.add_row(kind, *(f"{by_size[size]:.0f}" for size in sizes))
    out.print(table)
    return figures


def _print(title: str, medians: dict[str, Run]) -> None:
    table = Table("what", "per second", "p50 ms", "p99 ms", title=title)
    for name, run in medians.items():
        table.add_row(name, f"{run.per_second:,.0f}", f"{run.p50:.2f}", f"{run.p99:.2f}")
    out.print(table)


def _machine(server: Server) -> dict[str, object]:
    packages = ("taizhang", "eventsourcing", "asyncpg", "umadb", "msgspec")
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "postgresql": server.version,
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "versions": {name: version(name) for name in packages},
    }


if __name__ == "__main__":
    main()
