"""Filling: 25,000 current rows a tenant, and all that they have been, over three years.

A year ago lies between the second and the third version of a ticket, so that what is asked as of
then is about as much as now.
"""

from typing import Any
from uuid import UUID

from bench.querying.rows import ROWS, TABLES, Table

_SPANS = (
    ("36 months", "30 months"),
    ("30 months", "13 months"),
    ("11 months", "6 months"),
    ("6 months", "1 day"),
)
"""How long ago each wave of versions began and ended."""


def fill(connection: Any, schema: str, generation: str, tenant: UUID) -> None:
    """One tenant's rows and versions, and its log and cursor at the last of their positions.

    `connection`: psycopg's, as superuser. The log holds no events for them; nothing here asks it.
    """
    (base,) = connection.execute(
        "select position from log.tenant_head where tenant_id = %s", [tenant]
    ).fetchone()
    before = 0
    for table in TABLES:
        for wave in range(1, table.waves + 1):
            start = base + (wave - 1) * ROWS + before
            for statement in _versions(schema, table, wave, start, tenant):
                connection.execute(statement)
        before += table.count
    stands = {"tenant": tenant, "generation": generation, "position": base + len(_SPANS) * ROWS}
    for statement in _STANDS:
        connection.execute(statement, stands)


def _versions(schema: str, table: Table, wave: int, start: int, tenant: UUID) -> list[str]:
    begun, ended = _SPANS[wave - 1]
    share = f"n::float8 / {table.count}"
    at = (
        f"date_trunc('hour', now()) - interval '{begun}'"
        f" + (interval '{begun}' - interval '{ended}') * {share}"
    )
    columns = table.columns | {
        "position_": f"{start} + n",
        "recorded_at_": at,
        "on_": f"({at})::date",
        "actor_": "'bench'",
        "event_": "'bench.filled'",
    }
    names, values = ", ".join(columns), ", ".join(columns.values())
    source = f"generate_series(1, {table.count}) n, (select {wave}) w(wave)"
    select = f"select '{tenant}'::uuid, {values} from {source}"
    tables = [f"{table.name}_history", *([table.name] if wave == table.waves else [])]
    return [f"insert into {schema}.{t} (tenant_id, {names}) {select}" for t in tables]


_STANDS = (
    "update log.tenant_head set position = %(position)s, last_at = clock_timestamp()"
    " where tenant_id = %(tenant)s",
    "insert into projections.cursor (tenant_id, generation, incarnation, position)"
    " select %(tenant)s, %(generation)s, incarnation, %(position)s from log.tenant_head"
    " where tenant_id = %(tenant)s",
)
