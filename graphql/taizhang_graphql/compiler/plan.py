"""Plan: a compiled operation: the statement, where its parameters come from, how to glue it."""

from collections.abc import Mapping
from typing import Any

import msgspec
from graphql import FieldNode, OperationDefinitionNode
from msgspec import Struct

from taizhang_graphql.compiler.introspection import described
from taizhang_graphql.compiler.objects import select
from taizhang_graphql.compiler.roots import root
from taizhang_graphql.compiler.selection import Selected, selected
from taizhang_graphql.compiler.work import Call, Given, Source, Work
from taizhang_graphql.measure import META
from taizhang_graphql.mistakes import LIMIT, Mistake

SETTING = "taizhang.tenants"
"""What row-level security reads: the ids of the tenants, with commas."""


class Plan(Struct, frozen=True):
    """`sql` answers one column a root field, after `ready`; `parts` are keys and finished JSON."""

    sql: str | None
    sources: tuple[Source, ...]
    objects: tuple[tuple[Source, ...], ...]
    parts: tuple[tuple[bytes, bytes | None], ...]
    most: int

    @property
    def weight(self) -> int:
        """About how much memory it takes, in characters."""
        return len(self.sql or "") + sum(len(done or b"") for _, done in self.parts)

    def bind(self, call: Call) -> list[Any]:
        """The parameters. Raises Mistake where a value, or all pages together, are refused."""
        held = sum(self._product(sizes, call) for sizes in self.objects)
        if held > self.most:
            what = "复杂度（对象数）"
            raise Mistake(LIMIT, what=what, name="objects", found=held, limit=self.most)
        return [source(call) for source in self.sources]

    def data(self, columns: list[str | None]) -> bytes:
        """The value of `data`, from the columns of the answer."""
        fetched = iter(columns)
        members = (
            key + (done if done is not None else (next(fetched) or "null").encode())
            for key, done in self.parts
        )
        return b"{" + b",".join(members) + b"}"

    def _product(self, sizes: tuple[Source, ...], call: Call) -> int:
        product = 1
        for size in sizes:
            product *= size(call)
        return product


def setting(scope_tenants: Mapping[Any, str]) -> str:
    """The setting that lets row-level security show these tenants."""
    return ",".join(sorted(map(str, scope_tenants)))


def compiled(given: Given, operation: OperationDefinitionNode) -> Plan:
    """The plan of an operation. Raises Mistake."""
    chosen = selected(given, [operation.selection_set])
    work = Work(given, select)
    done = _described(given, operation, chosen)
    columns = [root(work, key, chosen[key]) for key in chosen if key not in done]
    parts = tuple((msgspec.json.encode(key) + b":", done.get(key)) for key in chosen)
    return Plan(
        _statement(work, columns) if columns else None,
        tuple(work.sources) if columns else (),
        tuple(work.objects),
        parts,
        given.limits.objects,
    )


def _statement(work: Work, columns: list[str]) -> str:
    wanted = work.parameter(lambda call: setting(call.scope.tenants), "text")
    # Were the connection set to other tenants, row-level security would hide rows in silence.
    ready = f"current_setting('{SETTING}', true) is not distinct from {wanted}"
    fields = (f"{column}::text as c{number}" for number, column in enumerate(columns))
    return "select " + ", ".join([f"({ready}) as ready", *fields])


def _described(
    given: Given, operation: OperationDefinitionNode, chosen: Selected
) -> Mapping[str, bytes]:
    """The root fields that need no rows: the schema's own description."""
    fields: dict[str, list[FieldNode]] = {
        key: nodes for key, nodes in chosen.items() if nodes[0].name.value in (*META, "__typename")
    }
    return described(given, operation, fields) if fields else {}
