"""Phrases: the few turns of SQL that everything is said in."""
# ruff: noqa: S608 - names are quoted, values are parameters

from msgspec import Struct

from taizhang_graphql.compiler.printing import Value, listed
from taizhang_graphql.forms import Form


class Column(Struct, frozen=True):
    """A column of the statement, and the JSON around it that is the same for every answer."""

    sql: str
    before: bytes = b""
    after: bytes = b""


def literal(text: str) -> str:
    """A word of the schema, never a client's value, as an SQL literal."""
    return "'" + text.replace("'", "''") + "'::text"


def word(text: str) -> Value:
    """A name of the schema, as it is printed."""
    return Value(literal(text), Form.WORD)


def one(value: str, source: str) -> str:
    """An object of the first row of `from …`, null where there is none."""
    return f"(select {value} {source})"


def many(value: str, source: str, alias: str) -> str:
    """The array of the objects of all rows of `from …`, in their order."""
    return f"(select {listed(f'{alias}.made')} from (select {value} as made {source}) {alias})"


def every(*conditions: str) -> str:
    """All of them; `true`, which says nothing, is left out."""
    return " and ".join(c for c in conditions if c != "true") or "true"
