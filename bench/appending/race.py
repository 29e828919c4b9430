"""Appends side by side: ours, the peers at their best thread counts, and the limit."""

from collections.abc import Callable
from functools import partial
from typing import Any

import psycopg
from bench.appending import limit, ours, peers
from bench.measure import Run, median
from rich.console import Console
from rich.table import Table

from taizhang.database.embedded import Server
from taizhang_migrations import migrate

CLIENTS = 64
THREADS = (1, 2, 4, 8, 16, 32, 64)
_TRIAL_SECONDS = 1.5

Contestant = Callable[[float], Run]


def run(server: Server, uma: str, rounds: int, seconds: float, out: Console) -> dict[str, Any]:
    """Medians of several rounds, each of which runs everybody once, and their ratios."""
    dsn = _databases(server)
    crowd = {
        "eventsourcing": partial(_eventsourcing, server),
        "umadb": partial(peers.uma, uma),
    }
    best = {name: _best_threads(peer) for name, peer in crowd.items()}
    contestants: dict[str, Contestant] = {
        f"ours {CLIENTS}": partial(ours.run, dsn, CLIENTS),
        **{f"{name} {best[name]}": partial(peer, best[name]) for name, peer in crowd.items()},
        f"limit {CLIENTS}": partial(limit.run, dsn, CLIENTS),
        "ours 1": partial(ours.run, dsn, 1),
        **{f"{name} 1": partial(peer, 1) for name, peer in crowd.items()},
        "limit 1": partial(limit.run, dsn, 1),
    }
    medians = _race(contestants, rounds, seconds)
    highest = medians[f"ours {CLIENTS}"].per_second
    medians["ours at half rate"] = median(
        [ours.paced(dsn, highest / 2, seconds) for _ in range(rounds)]
    )
    ratios = _ratios(medians, {name: f"{name} {count}" for name, count in best.items()})
    _print(out, medians, ratios)
    return {"runs": {n: r._asdict() for n, r in medians.items()}, "ratios": ratios}


def _databases(server: Server) -> str:
    with psycopg.connect(server.dsn(), autocommit=True) as connection:
        connection.execute("create database appending")
        connection.execute("create database peer")
    dsn = server.dsn(database="appending")
    migrate(dsn)
    return dsn


def _eventsourcing(server: Server, threads: int, seconds: float) -> Run:
    return peers.eventsourcing_tt(str(server.socket_dir), server.port, threads, seconds)


def _best_threads(peer: Callable[[int, float], Run]) -> int:
    return max(THREADS, key=lambda threads: peer(threads, _TRIAL_SECONDS).per_second)


def _race(contestants: dict[str, Contestant], rounds: int, seconds: float) -> dict[str, Run]:
    runs: dict[str, list[Run]] = {name: [] for name in contestants}
    for _ in range(rounds):
        for name, contestant in contestants.items():
            runs[name].append(contestant(seconds))
    return {name: median(each) for name, each in runs.items()}


def _ratios(medians: dict[str, Run], best: dict[str, str]) -> dict[str, float]:
    crowd, alone = medians[f"ours {CLIENTS}"].per_second, medians["ours 1"].per_second
    half = medians["ours at half rate"]
    ratios = {
        f"{CLIENTS} clients / {name}": crowd / medians[best[name]].per_second for name in best
    }
    ratios |= {f"1 client / {name}": alone / medians[f"{name} 1"].per_second for name in best}
    ratios[f"{CLIENTS} clients / limit"] = crowd / medians[f"limit {CLIENTS}"].per_second
    ratios["1 client / limit"] = alone / medians["limit 1"].per_second
    ratios["p99 / p50 at half rate"] = half.p99 / half.p50
    return {name: round(ratio, 2) for name, ratio in ratios.items()}


def _print(out: Console, medians: dict[str, Run], ratios: dict[str, float]) -> None:
    table = Table("conditional appends", "per second", "p50 ms", "p99 ms")
    for name, each in medians.items():
        table.add_row(name, f"{each.per_second:,.0f}", f"{each.p50:.2f}", f"{each.p99:.2f}")
    out.print(table)
    out.print("  ".join(f"{name}: {ratio}" for name, ratio in ratios.items()))
