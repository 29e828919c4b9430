"""The limit: one statement written by hand, whose JSON is sent as it comes. `python -m … PORT`.

No token, no GraphQL, no row-level security, no routing: `/one/<tenant>/<key>`, `/flat/<tenant>`.
"""

import os
import sys
from typing import Any

import asyncpg
from bench.querying.uvicorned import POOL, run

_SHORT = 't.ticket, t.problem, t.state, t.due_on as "dueOn"'
_UNIT = "o.organisation, o.name, o.kind"
_STATEMENTS = {
    "one": f"""
        select row_to_json(t) from (
          select {_SHORT}, t.responsible, t.organisation
            from ticket t where t.tenant_id = $1 and t.ticket = $2) t
    """,
    "nested": f"""
        select json_agg(o) from (
          select {_UNIT}, (
            select coalesce(json_agg(t), '[]') from (
              select {_SHORT} from ticket t
               where t.tenant_id = o.tenant_id and t.organisation = o.organisation
               order by t.ticket limit 10) t) as tickets
            from organisation o where o.tenant_id = $1 order by o.organisation limit 50) o
    """,
    "flat": """
        select json_agg(t) from (
          select t.ticket, t.organisation, t.source, t.problem, t.state, t.opened_on as "openedOn",
                 t.due_on as "dueOn", t.responsible, t.overdue
            from ticket t where t.tenant_id = $1 order by t.ticket limit 1000) t
    """,
    "deep": f"""
        select json_agg(z) from (
          select {_UNIT}, (
            select coalesce(json_agg(c), '[]') from (
              select c.organisation, c.name, c.kind, (
                select coalesce(json_agg(t), '[]') from (
                  select {_SHORT}, (
                    select row_to_json(k) from (
                      select k.cycle, k.title from cycle k
                       where k.tenant_id = t.tenant_id and k.cycle = t.cycle) k) as "cycleRef"
                    from ticket t
                   where t.tenant_id = c.tenant_id and t.organisation = c.organisation
                     and t.state = 'assigned'
                   order by t.due_on desc, t.ticket limit 5) t) as tickets
                from organisation c
               where c.tenant_id = o.tenant_id and c.superior = o.organisation
               order by c.name desc, c.organisation limit 5) c) as villages
            from organisation o where o.tenant_id = $1 and o.kind = '镇'
           order by o.name desc, o.organisation limit 20) z
    """,
}


class Limit:
    """The ASGI application."""

    def __init__(self, dsn: str, schema: str) -> None:
        self._dsn, self._schema = dsn, schema
        self._pool: Any = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        _, name, *values = scope["path"].split("/")
        found = await self._pool.fetchval(_STATEMENTS[name], *values)
        body = b'{"data":{"found":' + found.encode() + b"}}"
        length = str(len(body)).encode()
        headers = [(b"content-type", b"application/json"), (b"content-length", length)]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def _live(self, receive: Any, send: Any) -> None:
        await receive()
        settings = {"search_path": self._schema}
        self._pool = await asyncpg.create_pool(
            self._dsn, min_size=POOL, max_size=POOL, reset=_keep, server_settings=settings
        )
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self._pool.close()
        await send({"type": "lifespan.shutdown.complete"})


async def _keep(connection: Any) -> None:
    """Nothing is set on a connection, so nothing is reset."""


if __name__ == "__main__":
    run(Limit(os.environ["DSN"], os.environ["SCHEMA"]), int(sys.argv[1]))
