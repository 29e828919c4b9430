"""Measuring: one run of the load generator against one server."""

import itertools
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from bench.querying.load import Loaded
from bench.querying.servers import Running
from bench.querying.spending import spent

CONNECTIONS = 32
MARK = "@" * 9
"""Stands for a number that no request had before, in as many characters."""
_WARM_SECONDS = 1.0
_ROOT = Path(__file__).parents[2]
_fresh = itertools.count()


class Figures(NamedTuple):
    """Answers a second, milliseconds, bytes of an answer, and processor milliseconds that a
    request takes of server, database and load generator.
    """

    per_second: float
    p50: float
    p99: float
    bytes: float
    server_ms: float
    database_ms: float
    generator_ms: float


def rate(running: Running, requests: list[str], seconds: float) -> Figures:
    """As many requests as the server answers, from connections that ask again at once."""
    return _measured(running, requests, {"seconds": seconds, "warm": _WARM_SECONDS})


def paced(
    running: Running, requests: list[str], per_second: float, arrivals: str, seconds: float
) -> Figures:
    """So many requests a second, whether or not those before are answered."""
    plan = {"seconds": seconds, "warm": _WARM_SECONDS, "rate": per_second, "arrivals": arrivals}
    return _measured(running, requests, plan)


def distinct(running: Running, requests: list[str], **until: float) -> Figures:
    """Requests with `MARK` in them, each of which was never asked before; for so many `seconds`,
    or a `count` of them.
    """
    first, warm = next(_fresh) * 1_000_000, _WARM_SECONDS if "seconds" in until else 0.0
    return _measured(running, requests, {"warm": warm, "mark": MARK, "from": first, **until})


def median(runs: list[Figures]) -> Figures:
    """Each figure's median over runs."""
    return Figures(*(statistics.median(figures) for figures in zip(*runs, strict=True)))


def _measured(running: Running, requests: list[str], plan: dict[str, Any]) -> Figures:
    common = {"port": running.port, "requests": requests, "connections": CONNECTIONS}
    before = spent(running.pid, running.postmaster)
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(common | plan, file)
        file.flush()
        done = subprocess.run(
            [sys.executable, "-m", "bench.querying.load", file.name],
            cwd=_ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    after, its = spent(running.pid, running.postmaster), Loaded(**json.loads(done.stdout))
    server, database = ((b - a) / its.asked * 1000 for a, b in zip(before, after, strict=True))
    return Figures(*its[:4], server, database, its.generator_ms)
