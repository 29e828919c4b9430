"""Tables: what a generation's tables hold of one tenant, as their owner sees them."""

from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from storm.replay import Rows

from taizhang.projections.columns import ORIGIN, table_name
from taizhang.projections.generation import Generation
from taizhang.projections.row import Row
from taizhang.projections.tables import history_table, quoted
from taizhang.projections.values import layout


class Table(NamedTuple):
    """The rows of one type and all their versions, every column of them, in order."""

    current: list[tuple[Any, ...]]
    history: list[tuple[Any, ...]]


async def tables(
    owner: Any, generation: Generation, row_types: Iterable[type[Row]], tenant: UUID
) -> dict[type[Row], Table]:
    """The tables of these row types."""
    return {row: await _table(owner, generation.schema, row, tenant) for row in row_types}


async def _table(owner: Any, schema: str, row: type[Row], tenant: UUID) -> Table:
    names = [quoted(column.name) for column in layout(row).columns] + list(ORIGIN)

    async def read(table: str, *more: str) -> list[tuple[Any, ...]]:
        wanted = ", ".join([*names, *more])
        query = f"select {wanted} from {schema}.{quoted(table)} where tenant_id = $1"
        return sorted((tuple(r) for r in await owner.fetch(query, tenant)), key=repr)

    history = await read(history_table(row), "gone_") if row.row_history else []
    return Table(await read(table_name(row)), history)


def as_rows(row_type: type[Row], table: Table) -> Rows:
    """A table as a replay tells it."""
    shape, width = layout(row_type), len(layout(row_type).columns)
    current = {
        shape.key_of(line[:width]): (line[width], shape.read(line[:width]))
        for line in table.current
    }
    history = [
        (line[width], shape.key_of(line[:width]), None if line[-1] else shape.read(line[:width]))
        for line in table.history
    ]
    return Rows(current, sorted(history, key=lambda version: version[:2]))
