"""Tables: the statements that make a generation's tables from its row types.

Each row type has a *current* table and, unless it opts out, a *history* table that holds every
version, keyed by the position that made it (design 7). All that ever changes of a version is
`until_`: the position of the next one, written when that comes. So the rows as of a position are
one range of an index, however many versions there are (decision 0023).
"""

from collections.abc import Iterable, Iterator

from taizhang.projections.columns import ORIGIN, Column, stored, table_name
from taizhang.projections.row import Row

_ORIGIN_SQL = (
    "position_ bigint not null, recorded_at_ timestamptz not null, on_ date not null,"
    " actor_ text not null, event_ text not null"
)
assert len(ORIGIN) == _ORIGIN_SQL.count(",") + 1

OPEN = 2**63 - 1
"""`until_` of a version that none has followed."""


PLAIN = "plain_"
"""True says that no text of the row needs escaping in JSON (RFC 8259, section 7)."""
_PLAIN_SQL = f"{PLAIN} boolean not null default false"


def quoted(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def history_table(row: type[Row]) -> str:
    """The table of all versions of a row type."""
    return f"{table_name(row)}_history"


def statements(schema: str, rows: Iterable[type[Row]], *, readers: str) -> Iterator[str]:
    """The DDL of one generation. `readers` are the roles that may read it."""
    yield f"create schema {schema}"
    yield f"grant usage on schema {schema} to {readers}"
    for row in rows:
        yield from _current(schema, row)
        if row.row_history:
            yield from _history(schema, row)
    yield f"grant select on all tables in schema {schema} to {readers}"


def _current(schema: str, row: type[Row]) -> Iterator[str]:
    table = f"{schema}.{quoted(table_name(row))}"
    keys = ", ".join(quoted(name) for name in row.row_key)
    yield (
        f"create table {table} (tenant_id uuid not null, {_fields(row)}, {_ORIGIN_SQL},"
        f" {_PLAIN_SQL}, primary key (tenant_id, {keys}))"
    )
    yield from _isolation(table)
    yield from _indexes(row, table, keys)


def _history(schema: str, row: type[Row]) -> Iterator[str]:
    table = f"{schema}.{quoted(history_table(row))}"
    keys = ", ".join((*(quoted(name) for name in row.row_key), "position_", "until_"))
    yield (
        f"create table {table} (tenant_id uuid not null, {_fields(row, versions=True)},"
        f" {_ORIGIN_SQL}, {_PLAIN_SQL}, gone_ boolean not null default false,"
        f" until_ bigint not null default {OPEN}, primary key (tenant_id, {keys}))"
    )
    yield from _isolation(table)
    yield from _indexes(row, table, keys)
    # Whoever follows changes reads all versions behind a position.
    yield f"create index on {table} (tenant_id, position_)"


def _fields(row: type[Row], *, versions: bool = False) -> str:
    return ", ".join(_field(column, versions=versions) for column in stored(row))


def _field(column: Column, *, versions: bool) -> str:
    # A version that says "gone" holds nothing but its key.
    required = column.key or not (column.nullable or versions)
    return f"{quoted(column.name)} {column.sql}{' not null' if required else ''}"


def _isolation(table: str) -> Iterator[str]:
    yield f"alter table {table} enable row level security"
    yield f"alter table {table} force row level security"
    # In a sub-select the setting is read once a statement, not once a row; `is true` keeps it out
    # of the conditions of an index (docs/decisions/0029).
    seen = "((tenant_id = any ((select log.set_tenants())::uuid[])) is true)"
    yield f"create policy tenant on {table} using {seen} with check {seen}"


def _indexes(row: type[Row], table: str, keys: str) -> Iterator[str]:
    """One index for each field that refers to something else, and is not the key's first."""
    for column in stored(row):
        if column.tag is not None and column.sql == "text" and column.name != row.row_key[0]:
            yield f"create index on {table} (tenant_id, {quoted(column.name)}, {keys})"
