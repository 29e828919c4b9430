"""Roots: the fields of the query itself: one row by its key, or a page; whose, and as of when."""

from collections.abc import Sequence
from typing import Any

from graphql import FieldNode

from taizhang.projections.tables import quoted
from taizhang_graphql.compiler import phrases
from taizhang_graphql.compiler.arguments import arguments
from taizhang_graphql.compiler.moment import NOW, Moment
from taizhang_graphql.compiler.pages import outermost
from taizhang_graphql.compiler.reading import reading
from taizhang_graphql.compiler.work import Call, Source, Spot, Work
from taizhang_graphql.mistakes import NO_TENANT, ONE_TENANT, Mistake, Path


def root(work: Work, key: str, fields: Sequence[FieldNode]) -> phrases.Column:
    """One root field's column. Raises Mistake."""
    name, path = fields[0].name.value, (key,)
    given = arguments(work, "Query", fields[0])
    known = work.given.served.catalogue
    shape = known.single.get(name) or known.plural[name]
    spot = Spot(shape, work.alias(), _moment(work, given, path), path)
    tenant = _tenant(work, spot, given)
    if name in known.plural:
        return outermost(work, spot, given, tenant, fields)
    if work.given.several and given.get("tenant") is None:
        raise Mistake(ONE_TENANT, path, what=name)
    row = reading(work, spot, tenant, _key(work, spot, given))
    return phrases.Column(phrases.one(work.select(work, spot, fields), row))


def _key(work: Work, spot: Spot, given: dict[str, Any]) -> str:
    return " and ".join(
        f"{spot.alias}.{quoted(field.column.name)} = {work.parameter(given[name], field.kind.sql)}"
        for name, field in spot.shape.keys.items()
    )


def _tenant(work: Work, spot: Spot, given: dict[str, Any]) -> str:
    asked = given.get("tenant")
    if asked is None:
        return "true"

    def tenant(call: Call) -> Any:
        slug = asked(call)
        for one, known in call.scope.tenants.items():
            if known == slug:
                return one
        raise Mistake(NO_TENANT, (*spot.path, "tenant"), name=slug)

    return f"{spot.alias}.tenant_id = {work.parameter(tenant, 'uuid')}"


def _moment(work: Work, given: dict[str, Any], path: Path) -> Moment:
    as_of = given.get("asOf")
    if as_of is None:
        work.present = True
        return NOW
    ((way, source),) = as_of.items()
    if way == "position":
        position = _position(source, (*path, "asOf"))
        work.positions.append((position, (*path, "asOf")))
        return Moment(work.parameter(position, "bigint"))
    work.moments.append((source, (*path, "asOf")))
    if work.given.several:
        reached = work.parameter(lambda call: call.reached[source(call)], "bigint[]")
        return Moment(reached, work.tenants)
    return Moment(work.parameter(lambda call: call.reached[source(call)][0], "bigint"))


def _position(asked: Source, path: Path) -> Source:
    def position(call: Call) -> Any:
        if len(call.scope.tenants) > 1:
            raise Mistake(ONE_TENANT, path, what="asOf.position")
        return asked(call)

    return position
