"""strawberry as usually written: resolvers, a DataLoader for each relation, asyncpg. `… PORT`."""

import contextlib
import os
import sys
from collections.abc import AsyncIterator
from datetime import date
from functools import partial
from typing import Any

import asyncpg
import strawberry
from bench.querying.uvicorned import POOL, run
from starlette.applications import Starlette
from starlette.routing import Route
from strawberry.asgi import GraphQL
from strawberry.dataloader import DataLoader
from strawberry.types import Info

Key = tuple[str, str]


@strawberry.type
class Cycle:
    tenant: strawberry.Private[str]
    cycle: str
    year: int
    title: str


@strawberry.type
class Ticket:
    tenant: strawberry.Private[str]
    ticket: str
    organisation: str
    cycle: str | None
    source: str
    problem: str
    state: str
    opened_on: date
    due_on: date
    responsible: str | None
    overdue: bool

    @strawberry.field
    async def cycle_ref(self, info: Info[Any, None]) -> Cycle | None:
        if self.cycle is None:
            return None
        found: Cycle | None = await info.context["cycles"].load((self.tenant, self.cycle))
        return found


@strawberry.type
class Organisation:
    tenant: strawberry.Private[str]
    organisation: str
    name: str
    kind: str

    @strawberry.field
    async def tickets(
        self, info: Info[Any, None], first: int, state: str | None = None, newest: bool = False
    ) -> list[Ticket]:
        loader = _loader(info, _tickets, first, state, newest)
        return await loader.load((self.tenant, self.organisation))  # type: ignore[no-any-return]

    @strawberry.field
    async def villages(self, info: Info[Any, None], first: int) -> list["Organisation"]:
        loader = _loader(info, _villages, first)
        return await loader.load((self.tenant, self.organisation))  # type: ignore[no-any-return]


@strawberry.type
class Query:
    @strawberry.field
    async def ticket(
        self, info: Info[Any, None], tenant: strawberry.ID, ticket: str
    ) -> Ticket | None:
        query = f"select {_OF_TICKET} from ticket where tenant_id = $1 and ticket = $2"
        row = await info.context["pool"].fetchrow(query, tenant, ticket)
        return Ticket(tenant=tenant, **row) if row else None

    @strawberry.field
    async def tickets(
        self, info: Info[Any, None], tenant: strawberry.ID, first: int
    ) -> list[Ticket]:
        query = f"select {_OF_TICKET} from ticket where tenant_id = $1 order by ticket limit $2"
        rows = await info.context["pool"].fetch(query, tenant, first)
        return [Ticket(tenant=tenant, **row) for row in rows]

    @strawberry.field
    async def organisations(
        self,
        info: Info[Any, None],
        tenant: strawberry.ID,
        first: int,
        kind: str | None = None,
        by_name: bool = False,
    ) -> list[Organisation]:
        order = "name desc, organisation" if by_name else "organisation"
        query = (
            "select organisation, name, kind from organisation where tenant_id = $1"
            f" and ($2::text is null or kind = $2) order by {order} limit $3"
        )
        rows = await info.context["pool"].fetch(query, tenant, kind, first)
        return [Organisation(tenant=tenant, **row) for row in rows]


_OF_TICKET = (
    "ticket, organisation, cycle, source, problem, state, opened_on, due_on, responsible, overdue"
)


def _loader(info: Info[Any, None], load: Any, *arguments: Any) -> DataLoader[Key, Any]:
    """The request's loader for these arguments."""
    loaders, key = info.context["loaders"], (load, arguments)
    if key not in loaders:
        loaders[key] = DataLoader(partial(load, info.context["pool"], *arguments))
    found: DataLoader[Key, Any] = loaders[key]
    return found


async def _cycles(pool: Any, keys: list[Key]) -> list[Cycle | None]:
    query = "select cycle, year, title from cycle where tenant_id = $1 and cycle = any($2)"
    tenant = keys[0][0]
    rows = await pool.fetch(query, tenant, [cycle for _, cycle in keys])
    found = {row["cycle"]: Cycle(tenant=tenant, **row) for row in rows}
    return [found.get(cycle) for _, cycle in keys]


async def _tickets(
    pool: Any, first: int, state: str | None, newest: bool, keys: list[Key]
) -> list[list[Ticket]]:
    order = "due_on desc, ticket" if newest else "ticket"
    query = (
        f"select {_OF_TICKET} from (select *, row_number() over"
        f" (partition by organisation order by {order}) as n from ticket where tenant_id = $1"
        " and organisation = any($2) and ($3::text is null or state = $3)) numbered"
        " where n <= $4 order by organisation, n"
    )
    tenant = keys[0][0]
    rows = await pool.fetch(query, tenant, [unit for _, unit in keys], state, first)
    found: dict[str, list[Ticket]] = {}
    for row in rows:
        found.setdefault(row["organisation"], []).append(Ticket(tenant=tenant, **row))
    return [found.get(unit, []) for _, unit in keys]


async def _villages(pool: Any, first: int, keys: list[Key]) -> list[list[Organisation]]:
    query = (
        "select organisation, name, kind, superior from (select *, row_number() over"
        " (partition by superior order by name desc, organisation) as n from organisation"
        " where tenant_id = $1 and superior = any($2)) numbered"
        " where n <= $3 order by superior, n"
    )
    tenant = keys[0][0]
    found: dict[str, list[Organisation]] = {}
    for row in await pool.fetch(query, tenant, [unit for _, unit in keys], first):
        unit, name, kind, superior = row
        village = Organisation(tenant=tenant, organisation=unit, name=name, kind=kind)
        found.setdefault(superior, []).append(village)
    return [found.get(unit, []) for _, unit in keys]


class _Served(GraphQL[Any, None]):
    pool: Any

    async def get_context(self, request: Any, response: Any) -> Any:
        cycles = DataLoader(partial(_cycles, self.pool))
        return {"request": request, "pool": self.pool, "loaders": {}, "cycles": cycles}


def application(dsn: str, schema: str) -> Starlette:
    """The ASGI application."""
    served = _Served(strawberry.Schema(Query))

    @contextlib.asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        settings = {"search_path": schema}
        served.pool = await asyncpg.create_pool(
            dsn, min_size=POOL, max_size=POOL, server_settings=settings
        )
        yield
        await served.pool.close()

    return Starlette(routes=[Route("/graphql", served)], lifespan=life)


if __name__ == "__main__":
    run(application(os.environ["DSN"], os.environ["SCHEMA"]), int(sys.argv[1]))
