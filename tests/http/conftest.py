"""Two towns behind the HTTP application: asked in this process, or through a real server."""

import asyncio
import contextlib
import socket
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from msgspec import Struct
from msgspec.structs import replace

from taizhang.app import Platform, open_platform
from taizhang.cli.running import http_server
from taizhang.database.embedded import Server
from taizhang.http.server import create
from taizhang.onboarding.apply import accounts, apply
from taizhang.onboarding.file import load
from taizhang.projections.generation import current
from taizhang.tenancy.clients import actor_of_client
from taizhang.tenancy.master import MasterKey
from taizhang.tenancy.register import Tenant
from taizhang_migrations import migrate

TENANTS = Path(__file__).parents[2] / "tenants"
PROBLEM = "application/problem+json"


class Town(Struct, frozen=True):
    """A tenant with its tokens, asked over HTTP."""

    platform: Platform
    tenant: Tenant
    tokens: dict[str, str]
    http: httpx.AsyncClient

    def path(self, command: str) -> str:
        area, _, verb = command.partition(".")
        return f"/api/{self.tenant.slug}/{area}/{verb.replace('_', '-').replace('.', '/')}"

    def bearer(self, actor: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.tokens[actor]}"}

    async def post(
        self, command: str, body: Any = None, *, actor: str | None = "clerk", **more: Any
    ) -> httpx.Response:
        """Ask a command. `body` is data, or bytes to send as they are."""
        headers = {"Content-Type": "application/json", **more.pop("headers", {})}
        if actor is not None:
            headers |= self.bearer(actor)
        sent = {"content": body} if isinstance(body, bytes) else {"json": body or {}}
        url = more.pop("url", self.path(command))
        return await self.http.post(url, headers=headers, **sent, **more)

    async def query(self, document: str, *, actor: str = "clerk", **more: Any) -> Any:
        """The data of a GraphQL query."""
        url = more.pop("url", "/graphql")
        answer = await self.http.post(
            url, json={"query": document}, headers=self.bearer(actor), **more
        )
        assert answer.status_code == 200, answer.text
        assert "errors" not in answer.json(), answer.text
        return answer.json()["data"]

    async def head(self) -> int:
        """The position that the log stands at, once policies have answered what happened."""
        await self.platform.reactor.catch_up(self.tenant.id)
        return (await self.platform.log.read_boundary(self.tenant.id, [])).head


@pytest.fixture(scope="package")
async def house(server: Server) -> AsyncIterator[Platform]:
    """A platform that works, over a database of its own."""
    name = f"http_{uuid.uuid4().hex}"
    with psycopg.connect(server.dsn(), autocommit=True) as connection:
        connection.execute(f"create database {name}")
    migrate(server.dsn(database=name))
    async with (
        open_platform(server.dsn(database=name), MasterKey(b"0" * 32)) as platform,
        _rows_and_policies(platform),
    ):
        await _rows_are_served(platform)
        yield platform


@contextlib.asynccontextmanager
async def _rows_and_policies(platform: Platform) -> AsyncIterator[None]:
    """No days: the tests compare where a log stands before and after what they ask."""
    tasks = [asyncio.create_task(part.run()) for part in (platform.worker, platform.reactor)]
    yield
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _rows_are_served(platform: Platform) -> None:
    async with asyncio.timeout(20), platform.reader.acquire() as connection:
        while await current(connection) is None:  # noqa: ASYNC110 - another process may do it
            await asyncio.sleep(0.01)


@pytest.fixture(scope="package")
async def http(house: Platform) -> AsyncIterator[httpx.AsyncClient]:
    """The application, asked in this process."""
    transport = httpx.ASGITransport(create(house))  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://taizhang") as client:
        yield client


@pytest.fixture(scope="package")
async def served(house: Platform) -> AsyncIterator[httpx.AsyncClient]:
    """The application behind a real server on a free port."""
    # asyncio sends small answers at once only through a socket that is known to be TCP's.
    with socket.socket(proto=socket.IPPROTO_TCP) as listening:
        listening.bind(("127.0.0.1", 0))
        host, port = listening.getsockname()[:2]
        uvicorn = http_server(create(house), host, port)
        serving = asyncio.create_task(uvicorn.serve([listening]))
        async with httpx.AsyncClient(base_url=f"http://{host}:{port}", trust_env=False) as client:
            yield client
        uvicorn.should_exit = True
        with contextlib.suppress(asyncio.CancelledError):
            await serving


@pytest.fixture(scope="package")
def opened(house: Platform, http: httpx.AsyncClient) -> Callable[..., Awaitable[Town]]:
    """Opens a tenant from the file of one, under another slug if one is given."""

    async def open(folder: str, slug: str = "", **changes: Any) -> Town:
        file = load(TENANTS / folder / "tenant.toml", house.schemes)
        file = replace(file, slug=slug or folder, **changes)
        tenant = (await apply(file, house.register, house.dispatcher)).tenant
        return Town(house, tenant, await accounts(file, tenant, house.tokens), http)

    return open


@pytest.fixture(scope="package")
async def town(opened: Callable[..., Awaitable[Town]]) -> Town:
    """三堂街镇: eight villages, the first of them jingui."""
    return await opened("santangjie")


@pytest.fixture(scope="package")
async def neighbour(opened: Callable[..., Awaitable[Town]]) -> Town:
    """The Hunan town, which has a clerk as well."""
    return await opened("hunan-town")


@pytest.fixture(scope="package")
def client_of() -> Callable[..., Awaitable[str]]:
    """Grants rows of a town to another system, and puts its token among the town's.

    Answers the actor, as in `town.query(document, actor=await client_of(town, ["Ticket"]))`. A
    row is a name, or a dict of a grant's members.
    """

    async def grant(
        town: Town, rows: Sequence[str | dict[str, Any]], name: str = "", **more: Any
    ) -> str:
        name = name or f"stats-{uuid.uuid4().hex[:8]}"
        granted = [{"row": row} if isinstance(row, str) else row for row in rows]
        body = {"client": name, "title": "统计系统", "basis": "示例函", "rows": granted, **more}
        answer = await town.post("access.grant", body, actor="secretary")
        assert answer.status_code == 200, answer.text
        actor = actor_of_client(name)
        town.tokens[actor] = await town.platform.tokens.issue(town.tenant, actor, "示例")
        return actor

    return grant


@pytest.fixture
async def county(opened: Callable[..., Awaitable[Town]]) -> Town:
    """新邵县, with pay switched on, opened for one test."""
    return await opened("xinshao", f"xinshao-{uuid.uuid4().hex[:8]}")
