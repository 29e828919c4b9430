"""A server with subscribers: over server-sent events as bytes, over WebSocket as messages."""

import asyncio
import contextlib
import json
import socket
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager as Opening
from typing import Any

import httpx
import psycopg
import pytest
import uvicorn
from msgspec import Struct
from msgspec.structs import replace
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from taizhang.app import Platform
from taizhang.cli.running import http_server
from taizhang.http.server import create
from taizhang_graphql.limits import Limits
from taizhang_graphql.worlds import Worlds

PATIENCE = 30
"""Seconds after which a test is told that nothing came."""
PROTOCOL = "graphql-transport-ws"


class Frame(Struct, frozen=True):
    """One block of an event stream; `event` is empty for a comment or a bare id."""

    event: str
    id: str
    data: Any

    @property
    def position(self) -> int:
        return int(self.id.partition("-")[0])


class Stream:
    """The events of one response, in order."""

    def __init__(self, response: httpx.Response) -> None:
        self.response = response
        self._lines = response.aiter_lines()

    async def next(self) -> Frame:
        """The next block, whatever it is."""
        event, last, data = "", "", []
        async with asyncio.timeout(PATIENCE):
            async for line in self._lines:
                if not line:
                    text = "\n".join(data)
                    return Frame(event, last, json.loads(text) if text else None)
                name, _, value = line.partition(":")
                value = value.removeprefix(" ")
                match name:
                    case "event":
                        event = value
                    case "id":
                        last = value
                    case "data":
                        data.append(value)
        raise EOFError

    async def begun(self) -> Frame:
        """The block that says where the subscription begins."""
        while not (frame := await self.next()).id:
            pass
        return frame

    async def event(self) -> Frame:
        """The next that is an event to a client."""
        while not (frame := await self.next()).event:
            pass
        return frame

    async def changes(self, count: int) -> list[Any]:
        """The next changes."""
        return [(await self.event()).data["data"]["changes"] for _ in range(count)]

    async def reason(self) -> str:
        """The code of the reason that it ends with, after whatever comes before."""
        while True:
            frame = await self.event()
            if "errors" in frame.data:
                break
        assert (await self.event()).event == "complete"
        return str(frame.data["errors"][0]["extensions"]["code"])


class Site(Struct, frozen=True):
    """A server's address, asked with a town's tokens."""

    port: int
    http: httpx.AsyncClient
    server: uvicorn.Server

    @contextlib.asynccontextmanager
    async def stream(
        self, town: Any, document: str, *, actor: str = "clerk", **more: Any
    ) -> AsyncIterator[Stream]:
        """A subscription over server-sent events."""
        body = {"query": document, "variables": more.pop("variables", {})}
        async with self.events(town, "POST", "/graphql", actor=actor, json=body, **more) as stream:
            yield stream

    @contextlib.asynccontextmanager
    async def events(
        self, town: Any, method: str, url: str, *, actor: str, **more: Any
    ) -> AsyncIterator[Stream]:
        """Whatever is answered to one who takes events."""
        headers = town.bearer(actor) | {"Accept": "text/event-stream"} | more.pop("headers", {})
        async with self.http.stream(
            method, url, headers=headers, timeout=PATIENCE, **more
        ) as response:
            yield Stream(response)

    @contextlib.asynccontextmanager
    async def socket(self, **more: Any) -> AsyncIterator["Socket"]:
        """A WebSocket, open and silent."""
        address = f"ws://127.0.0.1:{self.port}/graphql"
        more = {"subprotocols": [PROTOCOL], "proxy": None, "max_queue": None} | more
        async with connect(address, **more) as connection:
            yield Socket(connection)

    @contextlib.asynccontextmanager
    async def talk(self, town: Any, *, actor: str = "clerk") -> AsyncIterator["Socket"]:
        """A WebSocket that has been let in."""
        async with self.socket() as opened:
            await opened.say("connection_init", payload=town.bearer(actor))
            assert (await opened.heard())["type"] == "connection_ack"
            yield opened


class Socket:
    """A conversation in `graphql-transport-ws`."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection

    async def say(self, kind: str, name: str | None = None, **members: Any) -> None:
        named = {} if name is None else {"id": name}
        await self.connection.send(json.dumps({"type": kind, **named, **members}))

    async def subscribe(self, name: str, document: str, **variables: Any) -> None:
        await self.say("subscribe", name, payload={"query": document, "variables": variables})

    async def heard(self) -> Any:
        """The next message."""
        async with asyncio.timeout(PATIENCE):
            return json.loads(await self.connection.recv())

    async def about(self, name: str) -> Any:
        """The next message of an operation."""
        while (message := await self.heard()).get("id") != name:
            pass
        return message

    async def begun(self, name: str) -> Any:
        """Where an operation has looked so far, as it says first."""
        while (message := await self.heard())["type"] != "ping":
            pass
        assert message["payload"]["id"] == name
        return message["payload"]

    async def closed(self) -> int:
        """The code that the connection is closed with, whatever is said before."""
        async with asyncio.timeout(PATIENCE):
            with contextlib.suppress(ConnectionClosed):
                while True:
                    await self.connection.recv()
        assert self.connection.close_code is not None
        return self.connection.close_code


@contextlib.asynccontextmanager
async def serving(platform: Platform, port: int = 0) -> AsyncIterator[Site]:
    """The application behind a real server, on a free port or on a given one."""
    with socket.socket(proto=socket.IPPROTO_TCP) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", port))
        listening.listen()
        port = listening.getsockname()[1]
        server = http_server(create(platform), "127.0.0.1", port)
        running = asyncio.create_task(server.serve([listening]))
        base = f"http://127.0.0.1:{port}"
        try:
            async with httpx.AsyncClient(base_url=base, trust_env=False) as client:
                yield Site(port, client, server)
        finally:
            server.should_exit = True
            with contextlib.suppress(asyncio.CancelledError):
                await running


@pytest.fixture(scope="package")
async def site(house: Platform) -> AsyncIterator[Site]:
    """The house behind a server."""
    async with serving(house) as opened:
        yield opened


@pytest.fixture(scope="package")
async def narrow(house: Platform) -> AsyncIterator[Site]:
    """The same with a heartbeat every moment, and two operations on a WebSocket."""
    limits = Limits(heartbeat=0.2, operations=2)
    async with serving(replace(house, worlds=Worlds(house.schemes.rows, limits))) as opened:
        yield opened


@pytest.fixture(scope="package")
def serve() -> Callable[..., Opening[Site]]:
    """Puts a platform behind a server."""
    return serving


@pytest.fixture(scope="package")
async def village(opened: Any) -> Any:
    """A town whose units the tests of this package register."""
    return await opened("santangjie", f"village-{uuid.uuid4().hex[:8]}")


@pytest.fixture
def register() -> Callable[..., Any]:
    """Registers units under new names; answers the position of each."""

    async def units(town: Any, *names: str) -> list[int]:
        return [await _registered(town, name) for name in names]

    return units


async def _registered(town: Any, name: str) -> int:
    unit = {"organisation": f"u-{uuid.uuid4().hex[:12]}", "name": name, "kind": "村"}
    answer = await town.post("organisations.register", unit)
    assert answer.status_code == 200, answer.text
    return int(answer.json()["position"])


@pytest.fixture
def versions() -> Callable[..., Any]:
    """All that the history table has of a town's units: position and key, in order."""

    async def found(town: Any) -> list[tuple[int, str]]:
        await town.query("{ __typename }", url=f"/graphql?minPosition={await town.head()}")
        standing = town.platform.standing
        viewer = await town.platform.gate.viewer(town.tokens["clerk"])
        schema = (await standing.scope(viewer)).generation.schema
        table = f"{schema}.organisation_history"
        query = f"select position_, organisation from {table} where tenant_id = %s order by 1, 2"
        with psycopg.connect(town.platform.dsn) as owner:
            return list(owner.execute(query, [town.tenant.id]).fetchall())  # type: ignore[call-overload]

    return found
