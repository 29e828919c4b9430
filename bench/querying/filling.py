"""Filling: 25,000 current rows a tenant, and all that they have been, over three years.

A year ago lies between the second and the third version of a ticket, so that what is asked as of
then is about as much as now.
"""

from typing import Any
from uuid import UUID

from bench.querying.rows import ROWS, TABLES, Table

from taizhang.projections.tables import OPEN, PLAIN

_SPANS = (
    ("36 months", "30 months"),
    ("30 months", "13 months"),
    ("11 months", "6 months"),
    ("6 months", "1 day"),
)
"""How long ago each wave of versions began and ended."""


def fill(connection: Any, schema: str, generation: str, tenant: UUID) -> None:
    """One tenant's rows and versions, and its log and cursor at the last of their positions.

    `connection`: psycopg's, as superuser. The log's events for them are empty; only when they were
    recorded is asked.
    """
    (base,) = connection.execute(
        "select position from log.tenant_head where tenant_id = %s", [tenant]
    ).fetchone()
    before = 0
    for table in TABLES:
        for wave in range(1, table.waves + 1):
            start = base + (wave - 1) * ROWS + before
            for statement in _versions(schema, table, wave, start, before, tenant):
                connection.execute(statement)
        before += table.count
    connection.execute(_OLDER, {"tenant": tenant})
    for wave in range(1, len(_SPANS) + 1):
        at = {"tenant": tenant, "before": base + (wave - 1) * ROWS}
        connection.execute(_EVENTS.format(at=_recorded(wave, 0), rows=ROWS), at)
    stands = {"tenant": tenant, "generation": generation, "position": base + len(_SPANS) * ROWS}
    for statement in _STANDS:
        connection.execute(statement, stands)


def _recorded(wave: int, before: int) -> str:
    """When the version at `before + n` of a wave was recorded."""
    begun, ended = _SPANS[wave - 1]
    return (
        f"date_trunc('hour', now()) - interval '{begun}'"
        f" + (interval '{begun}' - interval '{ended}') * (({before} + n)::float8 / {ROWS})"
    )


def _versions(
    schema: str, table: Table, wave: int, start: int, before: int, tenant: UUID
) -> list[str]:
    at = _recorded(wave, before)
    columns = table.columns | {
        "position_": f"{start} + n",
        "recorded_at_": at,
        "on_": f"({at})::date",
        "actor_": "'bench'",
        "event_": "'bench.filled'",
        PLAIN: "true",  # there is no text here that JSON would escape
    }
    names, values = ", ".join(columns), ", ".join(columns.values())
    until = f"{start + ROWS} + n" if wave < table.waves else str(OPEN)
    source = f"generate_series(1, {table.count}) n, (select {wave}) w(wave)"
    current = (
        f"insert into {schema}.{table.name} (tenant_id, {names})"
        f" select '{tenant}'::uuid, {values} from {source}"
    )
    history = (
        f"insert into {schema}.{table.name}_history (tenant_id, {names}, until_)"
        f" select '{tenant}'::uuid, {values}, {until} from {source}"
    )
    return [history, *([current] if wave == table.waves else [])]


_OLDER = """
    update log.event set recorded_at = now() - interval '40 months' where tenant_id = %(tenant)s
"""
_EVENTS = """
    insert into log.event (tenant_id, position, type, tags, recorded_at, entry)
    select %(tenant)s, %(before)s + n, 'bench.filled', '{{}}', {at}, ''
      from generate_series(1, {rows}) n
"""
_STANDS = (
    "update log.tenant_head set position = %(position)s, last_at = clock_timestamp()"
    " where tenant_id = %(tenant)s",
    "insert into projections.cursor (tenant_id, generation, incarnation, position)"
    " select %(tenant)s, %(generation)s, incarnation, %(position)s from log.tenant_head"
    " where tenant_id = %(tenant)s",
)
