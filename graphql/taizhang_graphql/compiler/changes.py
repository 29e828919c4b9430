"""Changes: a window of the versions of one row type, by position, as a subscription sends them."""
# ruff: noqa: S608 - names are quoted, values are parameters

from collections.abc import Mapping, Sequence
from typing import Any

from graphql import FieldNode, OperationDefinitionNode
from msgspec.structs import replace

from taizhang.projections.tables import quoted
from taizhang_graphql.catalogue import Shape
from taizhang_graphql.compiler import phrases
from taizhang_graphql.compiler.arguments import arguments, decided
from taizhang_graphql.compiler.moment import Moment
from taizhang_graphql.compiler.objects import select
from taizhang_graphql.compiler.plan import Plan, statement
from taizhang_graphql.compiler.predicate import predicate
from taizhang_graphql.compiler.printing import glued
from taizhang_graphql.compiler.selection import below, selected
from taizhang_graphql.compiler.turning import turning
from taizhang_graphql.compiler.versions import version
from taizhang_graphql.compiler.work import Call, Given, Source, Spot, Work
from taizhang_graphql.exchange import Scope
from taizhang_graphql.mistakes import NO_TENANT, ONE_TENANT, OTHER_TYPE, Mistake, Path
from taizhang_graphql.names import camel
from taizhang_graphql.subscribing import followed


class Window(Call, frozen=True):
    """A request's values, and which of its versions to read: those at positions beyond `after`, as
    far as `through`, without the first `skip`, at most `count`.
    """

    after: int | None = None
    through: int | None = None
    skip: int = 0
    count: int = 0


class Watching(Plan, frozen=True):
    """A compiled subscription. Its statement answers the versions of a window, each with its
    position; then where the log stands, and the history that the rows are of.
    """

    key: str = ""
    tenant: Source | None = None
    after: Source | None = None
    history: Source | None = None

    def alone(self, scope: Scope, variables: Mapping[str, Any]) -> Scope:
        """The one tenant that is asked for. Raises Mistake."""
        slug = self.tenant and self.tenant(Call(variables, scope))
        if slug is None and len(scope.tenants) != 1:
            raise Mistake(ONE_TENANT, (self.key,), what=self.key)
        found = {one: known for one, known in scope.tenants.items() if slug in (None, known)}
        if not found:
            raise Mistake(NO_TENANT, (self.key, "tenant"), name=slug)
        return replace(scope, tenants=found)


def watching(given: Given, operation: OperationDefinitionNode) -> Watching:
    """The plan of a subscription. Raises Mistake."""
    ((key, fields),) = selected(given, [operation.selection_set]).items()  # one, as valid ones have
    work = Work(given, select)
    asked = arguments(work, "Subscription", fields[0])
    shape = followed(given.served.catalogue)[decided(work, asked["type"])]
    changes = _changes(work, shape, _where(shape, asked.get("filter"), (key,)), fields, (key,))
    return Watching(
        sql=statement(work, [changes, _log(work)]),
        sources=tuple(work.sources),
        objects=tuple(work.objects),
        parts=(),
        positions=(),
        moments=(),
        withheld=tuple(work.withheld),
        marks=work.marks,
        key=key,
        tenant=asked.get("tenant"),
        after=asked.get("after"),
        history=asked.get("history"),
    )


def _where(shape: Shape, tree: Mapping[str, Any] | None, path: Path) -> Any:
    if tree is None:
        return None
    ((name, where),) = tree.items()
    if name != camel(shape.name):
        raise Mistake(OTHER_TYPE, (*path, "filter"), found=name, name=camel(shape.name))
    return where


def _changes(work: Work, shape: Shape, where: Any, fields: Sequence[FieldNode], path: Path) -> str:
    found, picked = work.alias(), work.alias()
    then = Moment(f"{found}.position_")

    def matching(alias: str) -> str:
        return predicate(work, Spot(shape, alias, then, path), where)

    after, through = (_bound(work, bound) for bound in ("after", "through"))
    among = f"{found}.position_ > {after} and {found}.position_ <= {through}"
    order = ", ".join(f"{found}.{quoted(name)}" for name in ("position_", *shape.row.row_key))
    skip, count = (_bound(work, bound) for bound in ("skip", "count"))
    rows = (
        f"{turning(work, shape, found, among, matching)}"
        f" order by {order} limit {count} offset {skip}"
    )
    spot = Spot(shape, picked, Moment(f"{picked}.position_"), path, (_one,))
    chosen = below(work.given, fields, {"Change", f"{shape.name}Version"})
    its = version(work, spot, chosen)
    change = glued(["'['", f"{picked}.position_::text", "','", its, "']'"])
    return phrases.many(change, f"from ({rows}) {picked}", work.alias())


def _log(work: Work) -> str:
    """How long the log is, and of which history the rows are."""
    of = f"c.generation = {work.parameter(lambda call: call.scope.generation.name, 'text')}"
    return (
        "(select json_build_array(h.position, coalesce(c.incarnation, h.incarnation), c.mended)"
        " from log.tenant_head h left join projections.cursor c"
        f" on c.tenant_id = h.tenant_id and {of} where h.tenant_id = {work.tenants})"
    )


def _bound(work: Work, name: str) -> str:
    def bound(call: Call) -> Any:
        assert isinstance(call, Window)
        return getattr(call, name)

    return work.parameter(bound, "bigint")


def _one(_: Call) -> int:
    return 1
