"""One process that serves and works, and what it costs. `python -m bench.scaled.probe`, by itself.

Started anew for each round, so that start-up and memory are those of a process, not of a benchmark.
"""

import json
import statistics
import sys
import time
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

import uvloop
from bench.footprint import resident_mb
from bench.scaled.costs import costs
from bench.scaled.population import MASTER, slug

from taizhang.app import Platform, open_platform
from taizhang.commands.context import Envelope
from taizhang.domain.authority.commands import GrantRole
from taizhang.log.model import Selector
from taizhang.tenancy.events import AUTHORITY_EVENTS
from taizhang.tenancy.register import Tenant

Work = Callable[[], Awaitable[object]]


async def probe(dsn: str, tenants: int, serve: list[int]) -> dict[str, float]:
    """All figures of one process over one database."""
    begun = time.perf_counter()
    async with open_platform(dsn, MASTER) as platform:
        small = await platform.register.find(slug(0))
        await _grant(platform, small)
        figures = {"start: first append ms": _since(begun), "start: MB": resident_mb()}
        figures["start: workers idle ms"] = await _took(lambda: _idle(platform))
        figures |= await _scans(platform)
        figures |= await costs(platform)
        figures |= await _reads(platform, await platform.register.find("county"))
        figures |= await _register(platform, tenants)
        figures |= await _memory(platform, serve)
        await _idle(platform)  # the next round finds nothing behind
        return figures


async def _grant(platform: Platform, tenant: Tenant) -> None:
    grant = GrantRole(actor=uuid.uuid4().hex, role="clerk")
    envelope = Envelope(command_id=uuid.uuid4(), actor="system")
    await platform.dispatcher.dispatch(tenant, grant, envelope)


async def _idle(platform: Platform) -> None:
    await platform.worker.catch_up()
    await platform.reactor.catch_up()


async def _scans(platform: Platform) -> dict[str, float]:
    """The look at all tenants, and the one that a hint asks for; nothing is behind."""
    one = (await platform.register.find(slug(1))).id
    return {
        "scan: rows, all ms": await _median(platform.worker.catch_up),
        "scan: policies, all ms": await _median(platform.reactor.catch_up),
        "scan: rows, hinted ms": await _median(lambda: platform.worker.catch_up(one)),
        "scan: policies, hinted ms": await _median(lambda: platform.reactor.catch_up(one)),
    }


async def _reads(platform: Platform, tenant: Tenant) -> dict[str, float]:
    authority = Selector(tuple(kind.event_name for kind in AUTHORITY_EVENTS), ("authority",))
    box = Selector(("ballots.box_opened", "ballots.box_closed"), ("box:box-1",))
    slip = Selector(("ballots.ballot_cast", "ballots.slip_voided"), ("slip:" + "0" * 64,))
    count = Selector(("ballots.ballot_cast",), ("box:box-1",))

    async def ask(*selectors: Selector) -> None:
        await platform.log.read_boundary(tenant.id, selectors)

    return {
        "boundary: a ballot ms": await _median(lambda: ask(box, slip)),
        "boundary: authority ms": await _median(lambda: ask(authority)),
        "boundary: a box's 80 ballots ms": await _median(lambda: ask(count)),
    }


async def _register(platform: Platform, tenants: int) -> dict[str, float]:
    unseen = iter(range(2, tenants))

    async def find() -> None:
        await platform.register.find(slug(next(unseen)))

    async def register() -> None:
        name = f"new-{uuid.uuid4().hex}"
        await platform.register.open(name, name, rehearsal=False)

    return {
        "register: one more ms": await _median(register),
        "register: found by name ms": await _median(find),
    }


async def _memory(platform: Platform, serve: list[int]) -> dict[str, float]:
    figures, done = {}, 0
    for count in serve:
        for number in range(done, count):
            tenant = await platform.register.find(slug(number))
            await platform.dispatcher.authority(tenant)
        done = count
        figures[f"memory: {count:,} tenants served MB"] = resident_mb()
    return figures


async def _took(work: Work) -> float:
    begun = time.perf_counter()
    await work()
    return _since(begun)


async def _median(work: Work, times: int = 25) -> float:
    return statistics.median([await _took(work) for _ in range(times)])


def _since(begun: float) -> float:
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    asked: dict[str, Any] = json.loads(sys.argv[1])
    print(json.dumps(uvloop.run(probe(**asked))))
