"""Plan: a compiled operation: the statement, where its parameters come from, how to glue it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec
from graphql import FieldNode, OperationDefinitionNode
from msgspec import Struct

from taizhang_graphql.compiler.introspection import described
from taizhang_graphql.compiler.objects import select
from taizhang_graphql.compiler.phrases import Column
from taizhang_graphql.compiler.roots import root
from taizhang_graphql.compiler.selection import Selected, selected
from taizhang_graphql.compiler.standing import Statement, heading, standing, tag
from taizhang_graphql.compiler.together import Together
from taizhang_graphql.compiler.work import Call, Given, Source, Work
from taizhang_graphql.exchange import Positions
from taizhang_graphql.measure import META
from taizhang_graphql.mistakes import FUTURE, Mistake, Path
from taizhang_graphql.nulls import Null, without_marker
from taizhang_graphql.scalars import show_moment

_LITTLE = 16
"""Objects that may be looked up for a call, where it is answered together with others."""


class Plan(Struct, frozen=True):
    """`sql` answers one column a root field, after `ready`, the positions that rows stand at, and
    the tag if there is a `standing`; `parts` are what goes before a field's JSON, the JSON itself
    where it is known already, and what goes behind it.
    """

    sql: str | None
    sources: tuple[Source, ...]
    objects: tuple[tuple[Source, ...], ...]
    parts: tuple[tuple[bytes, bytes | None, bytes], ...]
    positions: tuple[tuple[Source, Path], ...]
    moments: tuple[tuple[Source, Path], ...]
    standing: Statement | None = None
    """Asks what the tag of an answer would be, and nothing else."""
    withheld: tuple[Null, ...] = ()
    together: Together | None = None
    """Answers several calls, where little is to be read for each."""
    marks: bool = False
    """Whether the answer may hold the call's marker."""

    @property
    def weight(self) -> int:
        """About how much memory it takes, in characters."""
        return len(self.sql or "") + sum(len(done or b"") for _, done, _ in self.parts)

    def bind(self, call: Call) -> list[Any]:
        """The parameters. Raises Mistake where a value is refused."""
        return [source(call) for source in self.sources]

    def cost(self, call: Call) -> int:
        """The objects that the answer may hold, pages within pages multiplied."""
        return sum(self._product(sizes, call) for sizes in self.objects)

    def newest(self, call: Call) -> datetime | None:
        """The newest moment that rows are asked as of."""
        return max((moment(call) for moment, _ in self.moments), default=None)

    def instants(self, call: Call) -> frozenset[datetime]:
        """The moments that rows are asked as of. Raises Mistake for one in the future."""
        return frozenset(_past(call, moment(call), path) for moment, path in self.moments)

    def require_reached(self, call: Call, positions: Positions) -> None:
        """Raises Mistake where rows are asked as of a position that they did not stand at yet."""
        for position, path in self.positions:
            found = position(call)
            if isinstance(positions, int) and found > positions:
                raise Mistake(FUTURE, path, found=found, limit=positions)

    def data(self, columns: list[Any]) -> bytes:
        """The value of `data`, from the columns of the answer: JSON, or nothing for null."""
        fetched, pieces = iter(columns), [b"{"]
        for number, (before, done, after) in enumerate(self.parts):
            value = done if done is not None else _bytes(next(fetched))
            pieces += b"," if number else b"", before, value, after
        return b"".join((*pieces, b"}"))

    def explained(self, data: bytes, call: Call) -> tuple[bytes, list[Null] | None]:
        """The value of `data`, as `data` answered it, with null where a person is erased; and why
        personal values in it are null. Nothing where none was asked for.
        """
        if not (self.marks or self.withheld):
            return data, None
        data, erased = without_marker(data, call.marker) if self.marks else (data, [])
        return data, [*self.withheld, *erased] or None

    def _product(self, sizes: tuple[Source, ...], call: Call) -> int:
        product = 1
        for size in sizes:
            product *= size(call)
        return product


def compiled(given: Given, operation: OperationDefinitionNode) -> Plan:
    """The plan of an operation. Raises Mistake."""
    chosen = selected(given, [operation.selection_set])
    work = Work(given, select)
    done = _described(given, operation, chosen)
    columns = {key: root(work, key, chosen[key]) for key in chosen if key not in done}
    parts = tuple(_part(key, done.get(key), columns.get(key)) for key in chosen)
    sql = statement(work, [column.sql for column in columns.values()]) if columns else None
    return Plan(
        sql,
        tuple(work.sources) if columns else (),
        tuple(work.objects),
        parts,
        tuple(work.positions),
        tuple(work.moments),
        _standing(work) if columns else None,
        tuple(work.withheld),
        _together(work, sql),
        work.marks,
    )


def _past(call: Call, moment: datetime, path: Path) -> datetime:
    newest = call.scope.now or datetime.now(UTC)
    if moment > newest:
        raise Mistake(FUTURE, path, found=show_moment(moment), limit=show_moment(newest))
    return moment


def _together(work: Work, sql: str | None) -> Together | None:
    arrays = any(kind.endswith("[]") for kind in work.own.values())  # those are no column of calls
    if sql is None or not work.own or arrays or not work.by_key or len(work.objects) > _LITTLE:
        return None
    return Together(sql, work.own)


def _bytes(found: bytes | str | None) -> bytes:
    """A connection that was not told otherwise gives text."""
    if isinstance(found, bytes):
        return found
    return b"null" if found is None else found.encode()


def _part(key: str, done: bytes | None, column: Column | None) -> tuple[bytes, bytes | None, bytes]:
    before, after = (column.before, column.after) if column else (b"", b"")
    return msgspec.json.encode(key) + b":" + before, done, after


def statement(work: Work, columns: list[str]) -> str:
    """All columns, after `ready` and the positions that rows stand at."""
    # A connection hands this type on as bytes, where it was told so (`connections.keep_json`).
    fields = (f"{column}::varchar as c{number}" for number, column in enumerate(columns))
    tagged = [tag(work)] if work.given.tagged else []
    return "select " + ", ".join([*heading(work), *tagged, *fields])


def _standing(work: Work) -> Statement | None:
    if not work.given.tagged:
        return None
    known = {"present": work.present, "confidential": work.confidential}
    return standing(work.given, work.select, **known)


def _described(
    given: Given, operation: OperationDefinitionNode, chosen: Selected
) -> Mapping[str, bytes]:
    """The root fields that need no rows: the schema's own description."""
    fields: dict[str, list[FieldNode]] = {
        key: nodes for key, nodes in chosen.items() if nodes[0].name.value in (*META, "__typename")
    }
    return described(given, operation, fields) if fields else {}
