"""Printing: JSON objects as PostgreSQL writes them, value by value.

PostgreSQL's own functions look up how each value of each row is printed. Here that is known from
the schema, and the text is put together as it is. Only text from outside must be escaped; few rows
have any that needs it, and a row says whether it does (docs/decisions/0025).
"""

from collections.abc import Mapping, Sequence
from itertools import groupby

from msgspec import Struct

from taizhang_graphql.forms import Form

_AT_ONCE = 32
"""Expressions that are joined from left to right."""
_SQL = "\0"
"""Stands on either side of an expression in a text that is else printed as it is."""


class Value(Struct, frozen=True):
    """What stands behind a key of an object. Its `sql` is null only where it is `nullable`: a null
    would take all of its object with it.

    `plain` is the condition that no text of its row needs escaping. What is `whole` is an object or
    a list of its own.
    """

    sql: str
    form: Form = Form.BARE
    nullable: bool = False
    plain: str | None = None
    whole: bool = False


def printed(members: Mapping[str, Value]) -> str:
    """The JSON object with these members, as an expression that is text."""
    if not members:  # all of them were skipped
        return "'{}'::text"
    runs = [list(run) for _, run in groupby(members.items(), lambda member: member[1].whole)]
    text = ""
    for run in runs:
        before, after = "," if text else "{", "}" if run is runs[-1] else ""
        text += _run(before, run, after)
    return _expression(text)


def listed(values: str) -> str:
    """The JSON array of an aggregate's rows, each of which is an object."""
    return f"coalesce('[' || string_agg({values}, ',') || ']', '[]')"


def glued(texts: Sequence[str]) -> str:
    """Expressions of text, none of them null, one behind the other. Each `||` copies what it joins,
    so of very many the halves are joined.
    """
    if len(texts) == 1:
        return texts[0]
    if len(texts) <= _AT_ONCE:
        return f"({' || '.join(texts)})"
    half = len(texts) // 2
    return f"({glued(texts[:half])} || {glued(texts[half:])})"


def _run(before: str, run: Sequence[tuple[str, Value]], after: str) -> str:
    """Members that are all whole, or all cost little: these are written twice where some rows are
    spared the escaping.
    """
    escaped = before + ",".join(_member(key, its, escaped=True) for key, its in run) + after
    plain = next((its.plain for _, its in run if its.plain is not None), None)
    if plain is None:
        return escaped
    spared = before + ",".join(_member(key, its, escaped=not its.plain) for key, its in run) + after
    either = f"then {_expression(spared)} else {_expression(escaped)}"
    return f"{_SQL}case when {plain} {either} end{_SQL}"


def _member(key: str, value: Value, *, escaped: bool) -> str:
    sql, form = value.sql, value.form
    if form is Form.WORD or (form is Form.TEXT and not escaped):
        if value.nullable:
            return f"\"{key}\":{_SQL}coalesce('\"' || ({sql})::text || '\"', 'null'){_SQL}"
        return f'"{key}":"{_SQL}({sql})::text{_SQL}"'
    shown = f"to_json({sql})::text" if form in (Form.TEXT, Form.FLOAT) else f"({sql})::text"
    return f'"{key}":{_SQL}' + (f"coalesce({shown}, 'null')" if value.nullable else shown) + _SQL


def _expression(text: str) -> str:
    """Keys are GraphQL's names, so no quote is among what is printed as it is."""
    parts = enumerate(text.split(_SQL))
    return glued([part if number % 2 else f"'{part}'" for number, part in parts if part])
