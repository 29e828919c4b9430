"""Health: alive and ready, without a token."""

import asyncpg
import httpx
import pytest

from taizhang.app import Platform
from taizhang.http.server import create

pytestmark = pytest.mark.anyio


async def test_a_process_that_answers_is_alive(http: httpx.AsyncClient) -> None:
    answer = await http.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "alive"})


async def test_it_is_ready_when_rows_can_be_read(house: Platform, http: httpx.AsyncClient) -> None:
    generation = await house.worker.generation()
    await house.worker.catch_up()
    answer = await http.get("/readyz")
    assert (answer.status_code, answer.json()["generation"]) == (200, generation.name)


async def test_it_is_not_ready_before_a_worker_has_run(platform: Platform) -> None:
    transport = httpx.ASGITransport(create(platform))  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://taizhang") as client:
        answer = await client.get("/readyz")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")


async def test_it_is_not_ready_while_only_another_releases_rows_are_built(
    platform: Platform, database: str
) -> None:
    await platform.worker.generation()
    owner = await asyncpg.connect(database)
    await owner.execute("update projections.generation set generation = 'another'")
    await owner.close()
    transport = httpx.ASGITransport(create(platform))  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://taizhang") as client:
        answer = await client.get("/readyz")
    assert answer.status_code == 503


async def test_neither_needs_or_shows_a_tenant(served: httpx.AsyncClient) -> None:
    for path in ("/healthz", "/readyz"):
        assert "santangjie" not in (await served.get(path)).text
