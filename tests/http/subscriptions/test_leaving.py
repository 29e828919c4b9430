"""Leaving: a client that is slow, or gone, costs little, or nothing."""

import asyncio
from collections.abc import Iterable
from typing import Any

import httpx
import pytest
from msgspec.structs import replace

from taizhang.http.event_stream import send_changes
from taizhang.http.subscribing import subscribed
from taizhang.viewing.windows import Last
from taizhang_graphql.exchange import Request

pytestmark = pytest.mark.anyio

UNITS = "subscription { changes(type: Organisation) { position } }"


def ours() -> set[asyncio.Task[Any]]:
    """The tasks that subscriptions run in."""
    return {task for task in asyncio.all_tasks() if any(map(_is_ours, _files(task)))}


def _files(task: asyncio.Task[Any]) -> Iterable[str]:
    yield str(getattr(task.get_coro(), "cr_code", None))


def _is_ours(code: str) -> bool:
    parts = ("event_stream", "conversation", "operating", "viewing/tide", "viewing/following")
    return any(part in code for part in parts)


async def _nobody_is_left(house: Any) -> None:
    async with asyncio.timeout(20):
        while ours() or house.reader.get_idle_size() < house.reader.get_size():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def test_clients_that_vanish_leave_no_task_and_no_connection_behind(
    house, site, village, register
):
    leaving = replace(site, http=httpx.AsyncClient(base_url=site.http.base_url, trust_env=False))
    streams = [leaving.stream(village, UNITS) for _ in range(5)]
    sockets = [site.talk(village) for _ in range(5)]
    for each in streams:
        await (await each.__aenter__()).begun()
    talks = [await each.__aenter__() for each in sockets]
    for talk in talks:
        await talk.subscribe("1", UNITS)
        await talk.begun("1")
    assert len(ours()) >= 10
    await register(village, "新村")  # in the middle of something
    for talk in talks:
        talk.connection.transport.abort()
    await leaving.http.aclose()
    await _nobody_is_left(house)


async def test_a_reader_that_does_not_read_is_not_read_ahead_of(
    house, village, register, versions, monkeypatch
):
    monkeypatch.setattr("taizhang.viewing.windows.VERSIONS", 2)
    known = await versions(village)
    token = village.tokens["clerk"]
    viewer = await house.gate.viewer(token)
    scope = await house.standing.scope(viewer)
    parts: list[Any] = []
    stuck, released = asyncio.Event(), asyncio.Event()

    async def send(part: Any) -> None:
        parts.append(part)
        if len(parts) == 3:  # the head, where it begins, and the first changes
            stuck.set()
            await released.wait()

    async def receive() -> Any:
        await released.wait()
        return {"type": "http.disconnect"}

    request = Request(UNITS)
    with subscribed(house, token, viewer, house.worlds.whole, scope, request) as following:
        await following.begin(Last(0))
        sending = asyncio.create_task(send_changes(receive, send, following))
        await stuck.wait()
        await register(village, "新村")
        await versions(village)  # which others have read by now
        assert (len(parts), following.position) == (3, known[1][0])
        released.set()
        await sending
