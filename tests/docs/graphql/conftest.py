"""docs/graphql.md, and the county that it asks about, behind a real server."""

import asyncio
import contextlib
import itertools
import json
import re
import socket
import tomllib
import uuid
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import psycopg
import pytest
from msgspec import Struct
from tests.docs.graphql.county import County, county

from taizhang.app import Platform, open_platform
from taizhang.cli.running import http_server
from taizhang.database.embedded import Server
from taizhang.http.server import create
from taizhang.tenancy.master import MasterKey
from taizhang_migrations import migrate

PAGE = Path(__file__).parents[3] / "docs" / "graphql.md"
_FENCE = re.compile(r"^```(\w+)(?: (\w+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NAME = re.compile(r"query (\w+)")


class Question(Struct, frozen=True):
    """A query of the page with its variables, and the answer that is shown."""

    name: str
    text: str
    variables: Mapping[str, Any]
    shown: Any


class Page:
    """The page, snippet by snippet."""

    def __init__(self, text: str) -> None:
        self._snippets = [(f"{of} {use}".strip(), body) for of, use, body in _FENCE.findall(text)]

    def all(self, kind: str) -> list[str]:
        """The snippets of a kind, such as `sh` or `json answer`."""
        return [body for of, body in self._snippets if of == kind]

    @property
    def grant(self) -> dict[str, Any]:
        """What the client is granted."""
        (only,) = self.all("toml grant")
        return tomllib.loads(only)

    @property
    def questions(self) -> list[Question]:
        """Each query with what follows it."""
        return [self._question(at) for at, (of, _) in enumerate(self._snippets) if _is_question(of)]

    def _question(self, at: int) -> Question:
        text, rest = self._snippets[at][1], self._snippets[at + 1 :]
        beside = dict(itertools.takewhile(lambda each: not _is_question(each[0]), rest))
        named = _NAME.match(text)
        assert named is not None
        variables = json.loads(beside.get("json variables", "{}"))
        return Question(named[1], text, variables, json.loads(beside["json answer"]))


def _is_question(kind: str) -> bool:
    return kind == "graphql question"


class Served(Struct, frozen=True):
    """The county and the address of its server."""

    county: County
    url: str

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.county.token}"}


@pytest.fixture(scope="package")
def page() -> Page:
    return Page(PAGE.read_text(encoding="utf-8"))


@pytest.fixture(scope="package")
async def served(server: Server, page: Page) -> AsyncIterator[Served]:
    """The county of the page, all folded, behind a server on a free port."""
    name = f"page_{uuid.uuid4().hex}"
    with psycopg.connect(server.dsn(), autocommit=True) as connection:
        connection.execute(f"create database {name}")  # type: ignore[call-overload]
    migrate(server.dsn(database=name))
    async with (
        open_platform(server.dsn(database=name), MasterKey(b"0" * 32)) as platform,
        _running(platform.worker.run()),
    ):
        known = await county(platform, page.grant)
        await _folded(platform, known)
        with socket.socket(proto=socket.IPPROTO_TCP) as listening:
            listening.bind(("127.0.0.1", 0))
            host, port = listening.getsockname()[:2]
            uvicorn = http_server(create(platform), host, port)
            serving = asyncio.create_task(uvicorn.serve([listening]))
            yield Served(known, f"http://{host}:{port}")
            uvicorn.should_exit = True
            with contextlib.suppress(asyncio.CancelledError):
                await serving


@contextlib.asynccontextmanager
async def _running(work: Any) -> AsyncIterator[None]:
    task = asyncio.create_task(work)
    yield
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def _folded(platform: Platform, known: County) -> None:
    """Rows have come as far as every log."""
    async with asyncio.timeout(60):
        for tenant in known.towns.values():
            head = (await platform.log.read_boundary(tenant.id, [])).head
            while await _reached(platform, tenant.id) < head:  # noqa: ASYNC110 - the worker does it
                await asyncio.sleep(0.01)


async def _reached(platform: Platform, tenant: Any) -> int:
    async with platform.app.acquire() as connection:
        await connection.work_for(tenant)
        found = "select max(position) from projections.cursor where tenant_id = $1"
        return await connection.fetchval(found, tenant) or 0
