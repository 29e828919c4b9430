"""Nothing of one tenant reaches a token of another: every field, by every argument.

Both tenants have rows of every type under the same keys, so that only the tenant tells them apart.
"""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from msgspec import Struct
from msgspec.structs import replace
from tests.http.leaking import Canary, Walk, inserts, personal

from taizhang.app import Platform
from taizhang.http.server import create
from taizhang.onboarding.apply import accounts, apply
from taizhang.onboarding.file import load
from taizhang.tenancy.register import Tenant
from taizhang_graphql.limits import Limits
from taizhang_graphql.worlds import Worlds

pytestmark = pytest.mark.anyio

TENANTS = Path(__file__).parents[2] / "tenants"
OURS = Canary("oursoursours", 5151515, 1951)
THEIRS = Canary("theirstheirs", 7373737, 1973)


# All that hangs on a row, in one document.
_WIDE = Limits(body=10**7, tokens=10**6, fields=10**5, objects=10**8, filters=10**4, seconds=30)


_PAST = "as of"


class Side(Struct, frozen=True):
    """A tenant, its values, and a token that sees all of it."""

    tenant: Tenant
    canary: Canary
    token: str


class Sides(Struct, frozen=True):
    """Two tenants behind one application."""

    platform: Platform
    http: httpx.AsyncClient
    ours: Side
    theirs: Side

    async def ask(self, side: Side, document: str) -> str:
        """The answer as text, whatever it is; never a fault of the server's."""
        headers = {"Authorization": f"Bearer {side.token}"}
        answer = await self.http.post("/graphql", json={"query": document}, headers=headers)
        assert answer.status_code < 500, answer.text
        return answer.text


@pytest.fixture
async def sides(platform: Platform) -> AsyncIterator[Sides]:
    ours = await _side(platform, "santangjie", OURS)
    theirs = await _side(platform, "hunan-town", THEIRS)
    platform = replace(platform, worlds=Worlds(platform.schemes.rows, _WIDE))
    transport = httpx.ASGITransport(create(platform))  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://taizhang") as http:
        yield Sides(platform, http, ours, theirs)


async def _side(platform: Platform, folder: str, canary: Canary) -> Side:
    file = load(TENANTS / folder / "tenant.toml", platform.schemes)
    tenant = (await apply(file, platform.register, platform.dispatcher)).tenant
    tokens = await accounts(file, tenant, platform.tokens)
    generation = await platform.worker.generation()
    with psycopg.connect(platform.dsn) as connection:
        for statement, values in _statements(platform, generation.schema, tenant, canary):
            connection.execute(statement, values)  # type: ignore[call-overload]
        connection.execute(
            "insert into projections.cursor (tenant_id, generation, incarnation, position)"
            " select tenant_id, %s, incarnation, position from log.tenant_head"
            " where tenant_id = %s",
            (generation.name, tenant.id),
        )
    return Side(tenant, canary, tokens["clerk"])


def _statements(
    platform: Platform, schema: str, tenant: Tenant, canary: Canary
) -> Iterator[tuple[str, list[Any]]]:
    for row in platform.schemes.rows:
        yield from inserts(schema, row, tenant.id, canary)
    keep = "insert into projections.personal (tenant_id, person, field, source, value)"
    for field in {name for row in platform.schemes.rows for name in personal(row)}:
        for person in ("k1", "k2"):
            value = f"{canary.word}-{field}"
            yield f"{keep} values (%s, %s, %s, 1, %s)", [tenant.id, person, field, value]


async def test_every_field_by_every_argument(sides: Sides) -> None:
    types = sides.platform.worlds.whole.served.types
    slugs = (sides.ours.tenant.slug, sides.theirs.tenant.slug)
    shown = set()
    for name, document in Walk(types, slugs).documents():
        answer = await sides.ask(sides.ours, document)
        answered = '"data":{' in answer or (_PAST in name and "graphql.no_history" in answer)
        assert answered, (name, answer[:600], document)
        found = [trace for trace in THEIRS.traces if trace in answer]
        assert not found, (name, answer[:600], document)
        if any(trace in answer for trace in OURS.traces):
            shown.add(name.split()[0])
    # The walk would have seen it: each root field shows what is ours.
    assert types.query_type is not None
    assert set(types.query_type.fields) - shown == set()


async def test_the_other_tenant_by_its_name_is_as_one_that_does_not_exist(sides: Sides) -> None:
    types = sides.platform.worlds.whole.served.types
    theirs = sides.theirs.tenant.slug
    for document in Walk(types, (sides.ours.tenant.slug, theirs)).foreign():
        answer = await sides.ask(sides.ours, document)
        nowhere = await sides.ask(sides.ours, document.replace(f'"{theirs}"', '"nowhere"'))
        assert answer.replace(theirs, "nowhere") == nowhere
        assert "graphql.unknown_tenant" in answer
