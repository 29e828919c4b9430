"""Load: prepared requests over kept connections, in a process of its own. Figures as JSON.

As little as possible is done for a request, for it costs of the same two cores: one system call to
send, one or a few to receive, and a look at the status and the length. A length is checked against
the first answer to the same request.
"""

import json
import math
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from bench.querying.connections import Connections


class Loaded(NamedTuple):
    """Answers a second, milliseconds, bytes of an answer, processor milliseconds spent here for a
    request, and how many were asked, the warm-up's too.
    """

    per_second: float
    p50: float
    p99: float
    bytes: int
    generator_ms: float
    asked: int


def closed(load: Connections, seconds: float = math.inf, count: float = math.inf) -> float:
    """Each connection asks again as soon as it is answered, for some time or so many requests."""
    begun = now = time.perf_counter()
    asked = 0
    while asked < count and now < begun + seconds:
        while load.idle and asked < count:
            load.send(time.perf_counter())
            asked += 1
        load.wait()
        now = time.perf_counter()
    while load.under_way:
        load.wait()
    return time.perf_counter() - begun


def opened(load: Connections, rate: float, seconds: float, arrivals: str) -> float:
    """Requests at a rate, whether or not the ones before are answered; each is timed from when it
    was due. `even`: at equal distances. `poisson`: as from many who know nothing of each other.
    """
    gap: Callable[[], float] = lambda: 1 / rate  # noqa: E731
    if arrivals == "poisson":
        dice = random.Random(20151220)
        gap = lambda: dice.expovariate(rate)  # noqa: E731
    begun = due = time.perf_counter()
    while due < begun + seconds:
        while due <= time.perf_counter() and load.idle:
            load.send(due)
            due += gap()
        load.wait(due if load.idle else time.perf_counter() + 1.0)
    while load.under_way:
        load.wait()
    return time.perf_counter() - begun


def measured(plan: dict[str, Any]) -> Loaded:
    """Carry out a plan, after a warm-up that is not counted."""
    requests, distinct = _requests(plan)
    load = Connections(plan["port"], requests, distinct, plan["connections"])
    if plan["warm"]:
        closed(load, seconds=plan["warm"])
        load.took.clear()
    cpu = time.process_time()
    if "rate" in plan:
        elapsed = opened(load, plan["rate"], plan["seconds"], plan["arrivals"])
    else:
        elapsed = closed(load, plan.get("seconds", math.inf), plan.get("count", math.inf))
    spent, took = time.process_time() - cpu, sorted(load.took)
    count, p50, p99 = len(took), took[len(took) // 2], took[int(len(took) * 0.99)]
    spent_each = spent / count * 1000
    return Loaded(count / elapsed, p50 * 1000, p99 * 1000, load.size, spent_each, load.asked)


def _requests(plan: dict[str, Any]) -> tuple[Iterator[bytes], int]:
    """The requests in turn for ever; with `{mark}`, each with another number in its place."""
    given = [text.encode() for text in plan["requests"]]
    mark = plan.get("mark", "").encode()
    if mark:
        first = plan["from"]
        return (given[n % len(given)].replace(mark, b"%09d" % (first + n)) for n in _numbers()), 0
    return (given[n % len(given)] for n in _numbers()), len(given)


def _numbers() -> Iterator[int]:
    number = 0
    while True:
        yield number
        number += 1


if __name__ == "__main__":
    print(json.dumps(measured(json.loads(Path(sys.argv[1]).read_text()))._asdict()))
