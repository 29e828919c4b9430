"""docs/plugins.md: what it shows of a running service is what a running service does."""

import asyncio
import contextlib
import itertools
import json
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from taizhang.app import Platform
from taizhang.cli import command_line
from taizhang.cli.running import http_server
from taizhang.http.server import create
from taizhang.onboarding.apply import accounts, apply
from taizhang.onboarding.file import load
from taizhang.projections.generation import current
from taizhang.tenancy.register import Tenant

pytestmark = pytest.mark.anyio
SHOWN = "http://127.0.0.1:8000"


@pytest.fixture
async def served(place: Path, working: Platform) -> AsyncIterator[httpx.AsyncClient]:
    """The service with the page's plugin, behind a real server on a free port."""
    with socket.socket(proto=socket.IPPROTO_TCP) as listening:
        listening.bind(("127.0.0.1", 0))
        host, port = listening.getsockname()[:2]
        server = http_server(create(working), host, port)
        serving = asyncio.create_task(server.serve([listening]))
        async with httpx.AsyncClient(base_url=f"http://{host}:{port}", trust_env=False) as client:
            yield client
        server.should_exit = True
        with contextlib.suppress(asyncio.CancelledError):
            await serving


@pytest.fixture
async def town(
    place: Path, working: Platform, served: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> Tenant:
    """三堂街镇 with the page's rules; the clerk types in this terminal."""
    assert working.faulty == ()
    file = load(place / "tenant.toml", working.schemes)
    tenant = (await apply(file, working.register, working.dispatcher)).tenant
    tokens = await accounts(file, tenant, working.tokens)
    served.headers["Authorization"] = f"Bearer {tokens['clerk']}"
    monkeypatch.setenv("TAIZHANG_TOKEN", tokens["clerk"])
    monkeypatch.setenv("TAIZHANG_SERVER", str(served.base_url))
    return tenant


@pytest.mark.hook("events")
@pytest.mark.hook("commands")
@pytest.mark.hook("documents")
async def test_the_page_tells_what_happens(
    tutorial: Any,
    town: Tenant,
    working: Platform,
    served: httpx.AsyncClient,
    capsys: pytest.CaptureFixture[str],
) -> None:
    opening, revisit, paper = (words for words in tutorial.commands if "santangjie" in words[2:3])
    (sent,) = (words for words in tutorial.commands if words[0] == "curl")

    await _typed(opening)
    refused = await _sent(served, sent)
    shown = json.loads(tutorial.snippet("json refused"))
    assert {key: refused.json()[key] for key in shown} == shown
    await _typed(revisit)
    assert await _answer(working, town, served, tutorial) == json.loads(
        tutorial.snippet("json answer")
    )
    capsys.readouterr()
    await _typed(paper)
    printed = capsys.readouterr().out
    assert "入户回访情况表" in printed
    assert ">lamp</td>" in printed


async def _typed(words: list[str]) -> None:
    """Type a command; the terminal waits for it, the service does not."""

    def run() -> object:
        with pytest.raises(SystemExit) as ended:
            command_line(words[1:])(words[1:])
        return ended.value.code

    code = await asyncio.to_thread(run)
    assert code in (None, 0)


async def _sent(served: httpx.AsyncClient, words: list[str]) -> httpx.Response:
    """What the page sends with curl, as whoever is signed in."""
    (address,) = (word for word in words if word.startswith(SHOWN))
    given = [after for word, after in itertools.pairwise(words) if word == "-H"]
    headers = dict(header.split(": ", 1) for header in given)
    assert headers.pop("Authorization") == "Bearer $TAIZHANG_TOKEN"
    body = words[words.index("-d") + 1]
    return await served.post(address.removeprefix(SHOWN), content=body, headers=headers)


async def _answer(working: Platform, town: Tenant, served: httpx.AsyncClient, tutorial: Any) -> Any:
    await working.reactor.catch_up(town.id)
    head = (await working.log.read_boundary(town.id, [])).head
    await _rows_are_served(working)
    asked = {"query": tutorial.snippet("graphql")}
    answer = await served.post(f"/graphql?minPosition={head}", json=asked)
    assert answer.status_code == 200, answer.text
    assert "errors" not in answer.json(), answer.text
    return answer.json()["data"]


async def _rows_are_served(working: Platform) -> None:
    async with asyncio.timeout(20), working.reader.acquire() as connection:
        while await current(connection) is None:  # noqa: ASYNC110 - a worker of its own does it
            await asyncio.sleep(0.01)
