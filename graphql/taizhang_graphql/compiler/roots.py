"""Roots: the fields of the query itself: one row by its key, or a page; whose, and as of when."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from graphql import FieldNode
from msgspec.structs import replace

from taizhang.projections.tables import quoted
from taizhang_graphql.compiler import phrases
from taizhang_graphql.compiler.arguments import arguments
from taizhang_graphql.compiler.moment import NOW, Moment, at_time
from taizhang_graphql.compiler.pages import outermost
from taizhang_graphql.compiler.reading import reading
from taizhang_graphql.compiler.work import Call, Source, Spot, Work
from taizhang_graphql.mistakes import FUTURE, NO_TENANT, ONE_TENANT, Mistake, Path
from taizhang_graphql.scalars import show_moment


def root(work: Work, key: str, fields: Sequence[FieldNode]) -> phrases.Column:
    """One root field's column. Raises Mistake."""
    name, path = fields[0].name.value, (key,)
    given = arguments(work, "Query", fields[0])
    known = work.given.served.catalogue
    shape = known.single.get(name) or known.plural[name]
    spot = Spot(shape, work.alias(), _moment(work, given, path), path)
    tenant = _tenant(work, spot, given)
    if name in known.plural:
        return _found(spot, outermost(work, spot, given, tenant, fields))
    if work.given.several and given.get("tenant") is None:
        raise Mistake(ONE_TENANT, path, what=name)
    row = reading(work, spot, tenant, _key(work, spot, given))
    one = phrases.one(f"{work.select(work, spot, fields)} {row}", work.alias())
    return _found(spot, phrases.Column(one))


def _found(spot: Spot, column: phrases.Column) -> phrases.Column:
    return replace(column, sql=spot.moment.found(column.sql))


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
    work.moments.append(source)
    time = work.parameter(_time(source, (*path, "asOf")), "timestamptz")
    return at_time(work.alias(), work.tenants, time, several=work.given.several)


def _position(asked: Source, path: Path) -> Source:
    def position(call: Call) -> Any:
        if len(call.scope.tenants) > 1:
            raise Mistake(ONE_TENANT, path, what="asOf.position")
        return asked(call)

    return position


def _time(asked: Source, path: Path) -> Source:
    def time(call: Call) -> Any:
        found, newest = asked(call), call.scope.now or datetime.now(UTC)
        if found > newest:
            raise Mistake(FUTURE, path, found=show_moment(found), limit=show_moment(newest))
        return found

    return time
