"""Phrases: the few turns of SQL that everything is said in."""
# ruff: noqa: S608 - names are quoted, values are parameters

from collections.abc import Mapping

from msgspec import Struct

from taizhang.projections.tables import quoted


class Column(Struct, frozen=True):
    """A column of the statement, and the JSON around it that is the same for every answer."""

    sql: str
    before: bytes = b""
    after: bytes = b""


def literal(text: str) -> str:
    """A word of the schema, never a client's value, as an SQL literal."""
    return "'" + text.replace("'", "''") + "'::text"


def columns(named: Mapping[str, str]) -> str:
    """A column list; its names become the keys."""
    return ", ".join(f"{sql} as {quoted(key)}" for key, sql in named.items())


def one(select: str, alias: str) -> str:
    """The first row of a select as an object, null where there is none."""
    return f"(select row_to_json({alias}) from (select {select}) {alias})"


def many(select: str, alias: str) -> str:
    """All rows of a select as an array, in their order."""
    return f"(select coalesce(json_agg({alias}), '[]') from (select {select}) {alias})"


def every(*conditions: str) -> str:
    """All of them; `true`, which says nothing, is left out."""
    return " and ".join(c for c in conditions if c != "true") or "true"
