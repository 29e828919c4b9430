"""Compression: gzip where the client takes it and it is worth it; the same answer otherwise."""

import gzip
import json
from typing import Any

import httpx
import pytest

from .asking import caught_up, registered

pytestmark = pytest.mark.anyio

SMALL = "{ organisations { totalCount } }"
LARGE = """{ organisations(first: 100) { nodes { organisation name kind superior
  history(first: 10) { event actor recordedAt value { organisation name kind labels } } } } }"""


async def ask(town: Any, query: str, encoding: str | None, **more: Any) -> httpx.Response:
    """The answer as it came over the wire."""
    headers = town.bearer("clerk") | {"Accept-Encoding": encoding or ""} | more
    request = town.http.build_request("GET", "/graphql", params={"query": query}, headers=headers)
    if encoding is None:
        del request.headers["Accept-Encoding"]
    return await town.http.send(request)  # type: ignore[no-any-return]


@pytest.fixture
async def plain(town: Any) -> httpx.Response:
    await caught_up(town)
    return await ask(town, LARGE, None)


@pytest.mark.parametrize("encoding", ["gzip", "br, gzip", "GZIP;q=0.5", "*", "deflate, *;q=0.1"])
async def test_who_takes_gzip_gets_it(town: Any, plain: httpx.Response, encoding: str) -> None:
    answer = await ask(town, LARGE, encoding)
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.content == plain.content
    assert int(answer.headers["content-length"]) < len(plain.content) / 4


@pytest.mark.parametrize("encoding", [None, "", "identity", "br", "gzip;q=0", "gzip;q=x", "*;q=0"])
async def test_who_does_not_gets_it_plain(
    town: Any, plain: httpx.Response, encoding: str | None
) -> None:
    answer = await ask(town, LARGE, encoding)
    assert "content-encoding" not in answer.headers
    assert answer.content == plain.content


async def test_a_small_answer_is_not_compressed(town: Any, plain: httpx.Response) -> None:
    assert "content-encoding" not in (await ask(town, SMALL, "gzip")).headers


async def test_both_are_the_same_answer_to_a_condition(town: Any, plain: httpx.Response) -> None:
    packed = await ask(town, LARGE, "gzip")
    assert packed.headers["etag"] == plain.headers["etag"]
    assert packed.headers["etag"].startswith("W/")
    again = await ask(town, LARGE, "gzip", **{"If-None-Match": plain.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "content-encoding" not in again.headers


async def test_caches_are_told_that_the_encoding_matters(town: Any, plain: httpx.Response) -> None:
    for encoding in ("gzip", None):
        assert "Accept-Encoding" in (await ask(town, LARGE, encoding)).headers["vary"]


async def test_what_is_posted_is_compressed_as_well(town: Any, plain: httpx.Response) -> None:
    headers = town.bearer("clerk") | {"Accept-Encoding": "gzip"}
    answer = await town.http.post("/graphql", json={"query": LARGE}, headers=headers)
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.json()["data"] == plain.json()["data"]


async def test_an_address_is_compressed_as_well(town: Any, client_of: Any) -> None:
    actor = await client_of(town, [{"row": "Organisation", "fields": None}])
    await registered(town, actor, names=LARGE.replace("actor", ""))
    headers = town.bearer(actor) | {"Accept-Encoding": "gzip"}
    answer = await town.http.get("/q/santangjie/names", headers=headers)
    assert answer.headers["content-encoding"] == "gzip"
    assert len(answer.json()["organisations"]["nodes"]) > 5


async def test_a_real_server_sends_what_was_compressed(
    town: Any, served: httpx.AsyncClient, plain: httpx.Response
) -> None:
    headers = town.bearer("clerk") | {"Accept-Encoding": "gzip"}
    request = served.build_request("GET", "/graphql", params={"query": LARGE}, headers=headers)
    answer = await served.send(request, stream=True)
    raw = b"".join([part async for part in answer.aiter_raw()])
    await answer.aclose()
    assert json.loads(gzip.decompress(raw))["data"] == plain.json()["data"]
