"""`/export/{tenant}`: all that a query matches, as NDJSON, through a real server."""

import asyncio
import contextlib
import gzip
import json
import re
import socket
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import date
from typing import Any

import httpx
import psycopg
import pytest
from tests.happening import happen

from taizhang.app import Platform
from taizhang.cli.running import http_server
from taizhang.domain.organisations.events import OrganisationRegistered, OrganisationRenamed
from taizhang.http.server import create
from taizhang.projections.generation import readable

pytestmark = pytest.mark.anyio

DAY = date(2015, 12, 20)
MANY = 5_000
ALL = "{ organisations { nodes { organisation name tenant } } }"
SMALL = 16384
"""Bytes. With less, each piece of an export waits 40 ms until the one before is acknowledged."""


@pytest.fixture(scope="module")
async def narrow(house: Platform) -> AsyncIterator[httpx.AsyncClient]:
    """A server and a client between which little fits: an export waits until it is read."""
    with socket.socket(proto=socket.IPPROTO_TCP) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SMALL)
        listening.bind(("127.0.0.1", 0))
        host, port = listening.getsockname()[:2]
        uvicorn = http_server(create(house), host, port)
        serving = asyncio.create_task(uvicorn.serve([listening]))
        transport = httpx.AsyncHTTPTransport(
            socket_options=[(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL)],
            limits=httpx.Limits(max_keepalive_connections=0),  # either side may close an idle one
        )
        async with httpx.AsyncClient(
            base_url=f"http://{host}:{port}",
            transport=transport,
            headers={"Accept-Encoding": "identity"},
            timeout=60,
            trust_env=False,
        ) as client:
            yield client
        uvicorn.should_exit = True
        with contextlib.suppress(asyncio.CancelledError):
            await serving


@pytest.fixture(scope="module")
async def large(opened: Callable[..., Awaitable[Any]]) -> Any:
    """A town with 5,000 hamlets beside its villages."""
    town = await opened("santangjie", f"large-{uuid.uuid4().hex[:8]}")
    hamlets = (
        OrganisationRegistered(organisation=_hamlet(number), name=f"第{number}组", kind="组")
        for number in range(MANY)
    )
    renamed = OrganisationRenamed(organisation="jingui", name="金桂新村", since=DAY)
    await happen(town.platform, town.tenant, DAY, *hamlets, renamed)
    await _caught_up(town)
    _analyze(town.platform)
    return town


async def test_all_rows_come_in_the_order_of_their_key(large: Any, narrow: Any) -> None:
    lines = _lines(await _export(narrow, large, ALL))
    found = [line["organisation"] for line in lines]
    assert len(found) == await _count(large) > MANY
    assert found == sorted(found)
    assert lines[found.index(_hamlet(7))] == {
        "organisation": _hamlet(7),
        "name": "第7组",
        "tenant": large.tenant.slug,
    }


async def test_the_file_is_named_after_what_it_holds(large: Any, narrow: Any) -> None:
    answer = await _export(narrow, large, ALL)
    position = await large.head()
    assert answer.headers["content-type"] == "application/x-ndjson"
    assert answer.headers["taizhang-position"] == str(position)
    assert re.fullmatch(
        rf'attachment; filename="organisations-\d{{4}}-\d\d-\d\d-position-{position}\.ndjson"',
        answer.headers["content-disposition"],
    )


async def test_what_is_written_meanwhile_is_not_in_it(
    narrow: Any, opened: Callable[..., Awaitable[Any]]
) -> None:
    town = await opened("santangjie", f"busy-{uuid.uuid4().hex[:8]}")
    hamlets = [_hamlet(number) for number in range(3_000)]
    old, new = "旧名" * 50, "新名" * 50
    born = (OrganisationRegistered(organisation=h, name=old, kind="组") for h in hamlets)
    await happen(town.platform, town.tenant, DAY, *born)
    await _caught_up(town)
    _analyze(town.platform)
    async with _stream(narrow, town, ALL) as answer:
        got = answer.aiter_lines()
        lines = [json.loads(await anext(got))]
        renamed = (OrganisationRenamed(organisation=h, name=new, since=DAY) for h in hamlets[-500:])
        late = OrganisationRegistered(organisation="zz", name="新村", kind="村")
        await happen(town.platform, town.tenant, DAY, *renamed, late)
        await _caught_up(town)
        lines += [json.loads(line) async for line in got]
    assert {line["name"] for line in lines if line["organisation"] in hamlets} == {old}
    assert "zz" not in {line["organisation"] for line in lines}
    assert len(lines) == await _count(town, f"asOf: {{position: {_position(answer)}}}")


async def test_filters_and_variables_are_as_in_any_query(large: Any, narrow: Any) -> None:
    document = """query Some($prefix: String!) {
      organisations(where: {organisation: {prefix: $prefix}}, orderBy: [{field: name}]) {
        nodes { ...Short }
      }
    }
    query Other { __typename }
    fragment Short on Organisation { id: organisation }"""
    asked = {"query": document, "operationName": "Some", "variables": {"prefix": "hamlet-0001"}}
    post = await narrow.post(_path(large), json=asked, headers=large.bearer("clerk"))
    get = await narrow.get(
        _path(large),
        params=asked | {"variables": json.dumps(asked["variables"])},
        headers=large.bearer("clerk"),
    )
    assert [line["id"] for line in _lines(post)] == [_hamlet(number) for number in range(10, 20)]
    assert get.content == post.content


async def test_what_is_nested_stays_on_the_line_of_its_row(large: Any, narrow: Any) -> None:
    document = (
        '{ organisations(where: {kind: {eq: "村"}}) { nodes { organisation '
        "history(first: 2) { event actor } } } }"
    )
    lines = _lines(await _export(narrow, large, document))
    assert {len(line["history"]) for line in lines} == {1, 2}
    assert len(lines) == await _count(large, 'where: {kind: {eq: "村"}}')


async def test_what_is_nested_makes_pages_smaller_not_the_export_refused(
    large: Any, narrow: Any
) -> None:
    document = "{ organisations { nodes { organisation history(first: 900) { position } } } }"
    lines = _lines(await _export(narrow, large, document))
    assert len(lines) == await _count(large)


async def test_a_query_may_name_the_moment_itself(large: Any, narrow: Any) -> None:
    document = "{ organisations(asOf: {position: 1}) { nodes { organisation } } }"
    answer = await _export(narrow, large, document)
    assert (answer.content, answer.headers["taizhang-position"]) == (b"", "1")
    assert 'filename="organisations-position-1.ndjson"' in answer.headers["content-disposition"]


async def test_rows_without_a_history_are_read_as_of_now(large: Any, narrow: Any) -> None:
    answer = await _export(narrow, large, "{ cycleStages { nodes { cycle } } }")
    assert answer.status_code == 200
    assert not {"taizhang-position", "taizhang-as-of"} & answer.headers.keys()


async def test_a_broken_export_goes_on_behind_the_last_cursor(large: Any, narrow: Any) -> None:
    whole = await _export(narrow, large, "{ organisations { edges { cursor node { name } } } }")
    lines = _lines(whole)
    as_of = f"asOf: {{position: {_position(whole)}}}"
    document = f"{{ organisations({as_of}) {{ edges {{ cursor node {{ name }} }} }} }}"
    rest = await _export(narrow, large, document, after=lines[2500]["cursor"])
    assert _lines(rest) == lines[2501:]


async def test_it_is_compressed_where_that_is_accepted(large: Any, narrow: Any) -> None:
    url, headers = _path(large), large.bearer("clerk")
    plain = await _export(narrow, large, ALL)
    sent = narrow.build_request(
        "POST", url, json={"query": ALL}, headers=headers | {"Accept-Encoding": "br;q=1, gzip"}
    )
    packed = await narrow.send(sent, stream=True)
    raw = b"".join([piece async for piece in packed.aiter_raw()])
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert gzip.decompress(raw) == plain.content
    assert len(raw) < len(plain.content) / 4


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ("{ organisations { totalCount } }", "graphql.export_shape"),
        ("{ organisations { nodes { name } totalCount } }", "graphql.export_shape"),
        ("{ a: organisations { nodes { name } } b: __typename }", "graphql.export_shape"),
        ('{ organisation(organisation: "jingui") { name } }', "graphql.export_shape"),
        ("{ organisations(first: 5) { nodes { name } } }", "graphql.export_paged"),
        ("{ organisations { nodes { nmae } } }", "graphql.validation"),
        (
            "{ organisations(asOf: {position: 99999999}) { nodes { name } } }",
            "graphql.as_of_future",
        ),
    ],
)
async def test_what_cannot_be_exported_is_refused_before_a_line_is_sent(
    large: Any, narrow: Any, document: str, code: str
) -> None:
    answer = await _export(narrow, large, document)
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["extensions"]["code"]) == (400, code)
    assert error["extensions"]["remedy"]


async def test_a_cursor_of_another_query_is_refused(large: Any, narrow: Any) -> None:
    answer = await _export(narrow, large, ALL, after="bm9uZQ")
    assert answer.json()["errors"][0]["extensions"]["code"] == "graphql.cursor"


async def test_a_tenant_that_is_not_ones_own_is_unknown(
    large: Any, neighbour: Any, narrow: Any
) -> None:
    there, nowhere = [
        await narrow.post(f"/export/{slug}", json={"query": ALL}, headers=large.bearer("clerk"))
        for slug in (neighbour.tenant.slug, "nowhere")
    ]
    assert (there.status_code, there.json()["code"]) == (404, "tenancy.unknown_tenant")
    assert nowhere.status_code == 404


async def test_a_client_exports_what_it_was_granted(large: Any, narrow: Any) -> None:
    headers = await _client(large, "narrow", [{"row": "Organisation", "fields": ["name"]}])
    lines = _lines(await _export(narrow, large, "{ organisations { nodes { name } } }", headers))
    assert len(lines) == await _count(large)
    ungranted = await _export(narrow, large, "{ organisations { nodes { kind } } }", headers)
    assert ungranted.json()["errors"][0]["extensions"]["code"] == "graphql.validation"


async def test_a_client_held_to_its_documents_exports_those_alone(large: Any, narrow: Any) -> None:
    rows = [{"row": "Organisation"}]
    headers = await _client(large, "held", rows, documents_only=True)
    document = {"client": "held", "document": "villages", "text": ALL}
    path = large.path("access.register_document")
    assert (await large.http.post(path, json=document, headers=headers)).is_success
    other = await _export(narrow, large, "{ organisations { nodes { name } } }", headers)
    assert other.status_code == 403
    assert other.json()["errors"][0]["extensions"]["code"] == "graphql.documents_only"
    asked = {"json": {"documentId": "villages"}, "headers": headers}
    async with asyncio.timeout(20):  # it is known within a second
        while (named := await narrow.post(_path(large), **asked)).status_code == 404:
            pass
    assert len(_lines(named)) == await _count(large)


async def test_an_export_is_logged_with_its_rows(large: Any, narrow: Any) -> None:
    headers = await _client(large, "logged", [{"row": "Organisation"}])
    lines = _lines(await _export(narrow, large, ALL, headers))
    await _export(narrow, large, "{ organisations { totalCount } }", headers)
    log = await _log(large, "logged")
    assert [(each["kind"], each["rows"], each["code"]) for each in log] == [
        ("export", None, "graphql.export_shape"),
        ("export", len(lines), None),
    ]


async def test_a_countys_client_exports_all_towns_as_of_one_instant(
    house: Platform, narrow: Any, opened: Callable[..., Awaitable[Any]]
) -> None:
    name = f"county-{uuid.uuid4().hex[:8]}"
    county = await opened("santangjie", name)
    for number in (1, 2):
        slug = f"{name}-{number}"
        await house.register.open(slug, county.tenant.name, rehearsal=True, parent=county.tenant)
        town = await opened("santangjie", slug)
        village = OrganisationRegistered(organisation="v", name=f"村{number}", kind="村")
        await happen(house, town.tenant, DAY, village)
        await _caught_up(town)
    headers = await _client(county, "county", [{"row": "Organisation"}], below=True)
    document = '{ organisations(where: {organisation: {eq: "v"}}) { nodes { tenant name } } }'
    answer = await _export(narrow, county, document, headers)
    assert {(line["tenant"], line["name"]) for line in _lines(answer)} == {
        (f"{name}-1", "村1"),
        (f"{name}-2", "村2"),
    }
    assert answer.headers["taizhang-as-of"].endswith("Z")
    one = await narrow.post(f"/export/{name}-2", json={"query": document}, headers=headers)
    assert [line["name"] for line in _lines(one)] == ["村2"]


async def test_more_than_two_at_once_are_refused(large: Any, narrow: Any) -> None:
    async with _stream(narrow, large, ALL), _stream(narrow, large, ALL):
        third = await _export(narrow, large, ALL)
        assert (third.status_code, third.json()["code"]) == (429, "export.too_many")
        assert int(third.headers["retry-after"]) > 0
        other = await _export(narrow, large, ALL, large.bearer("secretary"))
        assert other.status_code == 200


async def test_whoever_leaves_early_leaves_nothing_behind(large: Any, narrow: Any) -> None:
    headers = await _client(large, "hasty", [{"row": "Organisation"}])
    for _ in range(2):
        async with _stream(narrow, large, ALL, headers) as answer:
            await anext(answer.aiter_lines())
    async with asyncio.timeout(20):
        while len(left := await _log(large, "hasty")) < 2:
            pass
    assert all(each["rows"] < MANY for each in left)
    assert (await _export(narrow, large, ALL, headers)).status_code == 200


async def test_a_slow_client_holds_no_connection_to_the_database(large: Any, narrow: Any) -> None:
    reader = large.platform.reader
    async with (
        _stream(narrow, large, ALL),
        _stream(narrow, large, ALL),
        contextlib.AsyncExitStack() as stack,
        asyncio.timeout(20),
    ):
        for _ in range(reader.get_max_size()):
            await stack.enter_async_context(reader.acquire())


async def test_a_page_that_fails_breaks_the_stream_off(large: Any, narrow: Any) -> None:
    async with large.platform.reader.acquire() as connection:
        generation = await readable(connection, large.platform.worker.shape)
    table = f"{generation.schema}.organisation_history"
    with psycopg.connect(large.platform.dsn, autocommit=True) as owner:
        async with _stream(narrow, large, ALL) as answer:
            lines = answer.aiter_lines()
            await anext(lines)
            owner.execute(f"revoke select on {table} from taizhang_reader")
            try:
                with pytest.raises(httpx.RemoteProtocolError):
                    _ = [line async for line in lines]
            finally:
                owner.execute(f"grant select on {table} to taizhang_reader")


async def test_a_grant_that_is_withdrawn_breaks_the_stream_off(large: Any, narrow: Any) -> None:
    headers = await _client(large, "leaving", [{"row": "Organisation"}])
    async with _stream(narrow, large, ALL, headers) as answer:
        lines = answer.aiter_lines()
        await anext(lines)
        withdrawn = {"client": "leaving", "reason": "合作结束"}
        assert (await large.post("access.withdraw", withdrawn, actor="secretary")).is_success
        await _refused(large, headers)
        with pytest.raises(httpx.RemoteProtocolError):
            _ = [line async for line in lines]


async def test_http_1_0_is_refused_since_it_cannot_tell_a_broken_file(
    large: Any, narrow: httpx.AsyncClient
) -> None:
    reader, writer = await asyncio.open_connection(narrow.base_url.host, narrow.base_url.port)
    token = large.tokens["clerk"]
    writer.write(f"GET {_path(large)} HTTP/1.0\r\nAuthorization: Bearer {token}\r\n\r\n".encode())
    head, _, body = (await reader.read()).partition(b"\r\n\r\n")
    writer.close()
    assert b" 400 " in head.splitlines()[0]
    assert json.loads(body)["code"] == "export.http_1_0"


def _hamlet(number: int) -> str:
    return f"hamlet-{number:05}"


def _path(town: Any) -> str:
    return f"/export/{town.tenant.slug}"


def _lines(answer: httpx.Response) -> list[Any]:
    assert answer.status_code == 200, answer.text
    return [json.loads(line) for line in answer.content.splitlines()]


def _position(answer: httpx.Response) -> int:
    return int(answer.headers["taizhang-position"])


async def _export(
    client: httpx.AsyncClient,
    town: Any,
    document: str,
    headers: dict[str, str] | None = None,
    **parameters: str,
) -> httpx.Response:
    return await client.post(
        _path(town),
        params=parameters,
        json={"query": document},
        headers=town.bearer("clerk") | (headers or {}),
    )


def _stream(
    client: httpx.AsyncClient, town: Any, document: str, headers: dict[str, str] | None = None
) -> Any:
    return client.stream(
        "POST", _path(town), json={"query": document}, headers=headers or town.bearer("clerk")
    )


async def _client(town: Any, name: str, rows: list[Any], **more: Any) -> dict[str, str]:
    """The headers of another system that was granted these rows."""
    granted = {"client": name, "title": "示例系统", "basis": "示例文件", "rows": rows} | more
    answer = await town.post("access.grant", granted, actor="secretary")
    assert answer.is_success, answer.text
    token = await town.platform.tokens.issue(town.tenant, f"client:{name}", "示例系统")
    return {"Authorization": f"Bearer {token}"}


async def _count(town: Any, arguments: str = "first: 0") -> int:
    data = await town.query(f"{{ organisations({arguments}) {{ totalCount }} }}")
    return int(data["organisations"]["totalCount"])


async def _log(town: Any, client: str) -> Any:
    """What a client asked, the newest first."""
    await town.platform.queries.flush()
    url = f"/access/{town.tenant.slug}/log?client={client}"
    return (await town.http.get(url, headers=town.bearer("secretary"))).json()["queries"]


async def _refused(town: Any, headers: dict[str, str]) -> None:
    """A token is believed for a second: once it is not, this ends."""
    asked = {"json": {"query": "{ __typename }"}, "headers": headers}
    async with asyncio.timeout(20):
        while (await town.http.post("/graphql", **asked)).status_code != 403:
            pass


def _analyze(platform: Platform) -> None:
    """As the server does by itself before long: without it thousands of rows take it for none."""
    with psycopg.connect(platform.dsn, autocommit=True) as owner:
        owner.execute("analyze")


async def _caught_up(town: Any) -> None:
    await town.query("{ __typename }", url=f"/graphql?minPosition={await town.head()}")
