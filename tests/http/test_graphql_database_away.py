"""While the database is away, whoever asks is told to come again; then all goes on."""

from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from taizhang.app import Platform, open_platform
from taizhang.database.embedded import Server, embedded, remove, stop
from taizhang.http.server import create
from taizhang.onboarding.apply import accounts, apply
from taizhang.onboarding.file import load
from taizhang.tenancy.master import MasterKey
from taizhang_migrations import migrate

pytestmark = pytest.mark.anyio

FILE = Path(__file__).parents[2] / "tenants" / "santangjie" / "tenant.toml"
ASKED = ("/graphql?query={organisations{totalCount}}", "/q/santangjie", "/q/santangjie/names")


async def test_it_is_told_with_retry_after_and_goes_on_afterwards(tmp_path: Path) -> None:
    home = tmp_path / "postgres"
    with ExitStack() as stack:
        server = stack.enter_context(embedded(home))
        with psycopg.connect(server.dsn(), autocommit=True) as connection:
            connection.execute("create database away")
        migrate(server.dsn(database="away"))
        async with open_platform(server.dsn(database="away"), MasterKey(b"0" * 32)) as platform:
            await platform.worker.generation()  # there are tables to read from
            http, unseen = await _clients(platform)
            before = [await http.get(url) for url in ASKED]
            stop(home)
            stack.close()
            away = [await unseen.get(url) for url in ASKED]
            away.append(await http.get(ASKED[0]))
            stack.enter_context(embedded(home))
            after = [await http.get(url) for url in ASKED]
            await http.aclose()
            await unseen.aclose()
    remove(home)
    for answer in away:
        assert (answer.status_code, answer.json()["code"]) == (503, "database.unavailable")
        assert int(answer.headers["retry-after"]) >= 1
    assert [answer.status_code for answer in before] == [200, 403, 403]
    assert [answer.content for answer in after] == [answer.content for answer in before]


@pytest.mark.parametrize(
    ("closing", "opening"),
    [
        ("alter database {0} allow_connections false", "alter database {0} allow_connections true"),
        ("alter database {0} rename to {0}_aside", "alter database {0}_aside rename to {0}"),
    ],
    ids=["closed", "renamed"],
)
async def test_it_is_told_as_well_while_the_database_is_exchanged(
    server: Server, database: str, platform: Platform, closing: str, opening: str
) -> None:
    name = str(conninfo_to_dict(database)["dbname"])
    http, unseen = await _clients(platform)
    with psycopg.connect(server.dsn(), autocommit=True) as operator:
        operator.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s", [name]
        )
        operator.execute(closing.format(name))
        try:
            away = [await unseen.get(url) for url in ASKED]
            away.append(await unseen.post("/api/santangjie/tickets/open", json={}))
        finally:
            operator.execute(opening.format(name))
    assert {(answer.status_code, answer.json()["code"]) for answer in away} == {
        (503, "database.unavailable")
    }
    assert (await http.get(ASKED[1])).status_code == 403
    await http.aclose()
    await unseen.aclose()


async def _clients(platform: Platform) -> list[httpx.AsyncClient]:
    """The clerk, and the secretary, whose token is not believed yet."""
    file = load(FILE, platform.schemes)
    tenant = (await apply(file, platform.register, platform.dispatcher)).tenant
    tokens = await accounts(file, tenant, platform.tokens)
    app: Any = create(platform)
    return [
        httpx.AsyncClient(
            transport=httpx.ASGITransport(app),
            base_url="http://taizhang",
            headers={"Authorization": f"Bearer {tokens[actor]}"},
        )
        for actor in ("clerk", "secretary")
    ]
