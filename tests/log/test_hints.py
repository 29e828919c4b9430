"""Hints outlive their connection, however it dies."""

import asyncio
from typing import Any

import asyncpg
import pytest

from taizhang.log import hints as module
from taizhang.log.hints import Hints

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    "lost",
    [
        ConnectionResetError("gone"),
        asyncpg.ConnectionDoesNotExistError("gone"),
        asyncpg.InterfaceError("gone"),
        asyncpg.InternalClientError("gone in mid-message"),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_a_lost_connection_is_made_again(
    database: str, monkeypatch: pytest.MonkeyPatch, lost: Exception
) -> None:
    monkeypatch.setattr(module, "_RECONNECT_SECONDS", 0)
    connect, tries = asyncpg.connect, []

    async def fails_once(*args: Any, **options: Any) -> Any:
        tries.append(lost)
        if len(tries) == 1:
            raise lost
        return await connect(*args, **options)

    monkeypatch.setattr(asyncpg, "connect", fails_once)
    async with Hints(database, "taizhang_app") as hints, asyncio.timeout(20):
        await hints.wait(20)  # the first hint comes with the new connection
    assert len(tries) == 2
