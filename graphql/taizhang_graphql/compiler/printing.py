"""Printing: JSON objects as PostgreSQL writes them, value by value.

PostgreSQL's own functions look up how each value of each row is printed. Here that is known from
the schema, and the text is put together as it is. Only text from outside must be escaped; few rows
have any that needs it, and a row says whether it does (docs/decisions/0025).
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct

from taizhang_graphql.forms import Form

_AT_ONCE = 32
"""Pieces that are joined from left to right."""


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


_Piece = tuple[bool, str]
"""SQL, or text as it is."""


def printed(members: Mapping[str, Value]) -> str:
    """The JSON object with these members, as an expression that is text."""
    if not members:  # all of them were skipped
        return "'{}'::text"
    runs = [dict(run) for _, run in groupby(members.items(), lambda member: member[1].whole)]
    pieces: list[_Piece] = []
    for number, run in enumerate(runs):
        opening = "," if number else "{"
        closing = "}" if run is runs[-1] else ""
        pieces += _run(opening, run, closing)
    return _joined(pieces)


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


def _run(opening: str, run: Mapping[str, Value], closing: str) -> list[_Piece]:
    """Members that are all whole, or all cost little: these are written twice where some rows are
    spared the escaping.
    """
    escaped = _members(opening, run, closing, escaped=True)
    plain = next((value.plain for value in run.values() if value.plain is not None), None)
    if plain is None:
        return escaped
    spared = _joined(_members(opening, run, closing, escaped=False))
    return [(True, f"case when {plain} then {spared} else {_joined(escaped)} end")]


def _members(
    opening: str, run: Mapping[str, Value], closing: str, *, escaped: bool
) -> list[_Piece]:
    pieces: list[_Piece] = []
    for key, value in run.items():
        pieces += (False, f'{opening}"{key}":'), *_value(value, escaped=escaped or not value.plain)
        opening = ","
    return [*pieces, (False, closing)]


def _value(value: Value, *, escaped: bool) -> Iterator[_Piece]:
    sql, form = value.sql, value.form
    if form is Form.WORD or (form is Form.TEXT and not escaped):
        if value.nullable:
            yield True, f"coalesce('\"' || ({sql})::text || '\"', 'null')"
        else:
            yield from ((False, '"'), (True, sql), (False, '"'))
        return
    if form in (Form.TEXT, Form.FLOAT):
        sql = f"to_json({sql})"
    elif form is Form.TRUTH:
        sql = f"({sql})::text"
    yield True, f"coalesce(({sql})::text, 'null')" if value.nullable else sql


def _joined(pieces: list[_Piece]) -> str:
    return glued(list(_texts(pieces)))


def _texts(pieces: list[_Piece]) -> Iterator[str]:
    for is_sql, run in groupby(pieces, lambda piece: piece[0]):
        if is_sql:
            yield from (f"({text})::text" for _, text in run)
        elif text := "".join(text for _, text in run):
            yield f"'{text}'"  # keys are GraphQL's names, so no quote is among them
