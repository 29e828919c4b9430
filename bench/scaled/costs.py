"""What one client's work costs, on a tenant with a long history and on one with a short one."""

import time
import uuid
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from bench.footprint import cpu_seconds
from bench.measure import latencies
from bench.scaled.boxes import ballot

from taizhang.app import Platform
from taizhang.commands.command import Command
from taizhang.commands.context import Envelope
from taizhang.domain.authority.commands import GrantRole
from taizhang.domain.organisations.commands import RegisterOrganisation
from taizhang.tenancy.register import Tenant

Work = Callable[[], Awaitable[float]]

_BLOCKS, _IN_A_BLOCK = 6, 100
_BACKENDS = """
    select pid from pg_stat_activity
     where datname = current_database() and application_name like 'taizhang%'
"""


async def costs(platform: Platform) -> dict[str, float]:
    """Milliseconds, elapsed and of processor time in both processes, of an append by itself and of
    a command from request to receipt. The tenants take turns.
    """
    tenants = [await platform.register.find(name) for name in ("county", "town-1")]
    for tenant in tenants:
        await _ask(platform, tenant, "system", GrantRole(actor="bench", role="clerk"))
    works: dict[str, Work] = {}
    for tenant in tenants:
        works[f"append: {tenant.slug}"] = partial(_append, platform, tenant)
        works[f"command: {tenant.slug}"] = partial(_decide, platform, tenant)
    took: dict[str, list[float]] = {name: [] for name in works}
    cpu = dict.fromkeys(works, 0.0)
    for _ in range(_BLOCKS):
        for name, work in works.items():
            begun = await _cpu(platform)
            for _ in range(_IN_A_BLOCK):
                took[name].append(await work())
            cpu[name] += await _cpu(platform) - begun
    figures: dict[str, float] = {}
    for name, seconds in took.items():
        run = latencies(seconds, sum(seconds))
        figures |= {f"{name} p50 ms": run.p50, f"{name} p99 ms": run.p99}
        figures[f"{name} CPU ms"] = cpu[name] * 1000 / len(seconds)
    return figures


async def _append(platform: Platform, tenant: Tenant) -> float:
    command, begun = ballot(tenant.id), time.perf_counter()
    outcome = await platform.log.append(tenant.id, command)
    assert outcome.state == "appended", outcome
    return time.perf_counter() - begun


async def _decide(platform: Platform, tenant: Tenant) -> float:
    village = uuid.uuid4().hex
    command = RegisterOrganisation(organisation=village, name=village, kind="村")
    begun = time.perf_counter()
    await _ask(platform, tenant, "bench", command)
    return time.perf_counter() - begun


async def _ask(platform: Platform, tenant: Tenant, actor: str, command: Command) -> None:
    envelope = Envelope(command_id=uuid.uuid4(), actor=actor)
    await platform.dispatcher.dispatch(tenant, command, envelope)


async def _cpu(platform: Platform) -> float:
    async with platform.app.acquire() as connection:
        pids: list[Any] = [row["pid"] for row in await connection.fetch(_BACKENDS)]
    return time.process_time() + cpu_seconds(pids)
