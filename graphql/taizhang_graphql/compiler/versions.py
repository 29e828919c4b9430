"""Versions: `history`, newest first, each with its origin and the row as it was."""

from collections.abc import Sequence

from graphql import FieldNode

from taizhang.projections.tables import history_table, quoted
from taizhang_graphql.catalogue import Shape
from taizhang_graphql.compiler import phrases
from taizhang_graphql.compiler.arguments import arguments
from taizhang_graphql.compiler.moment import Moment
from taizhang_graphql.compiler.phrases import every
from taizhang_graphql.compiler.selection import below
from taizhang_graphql.compiler.sizes import size
from taizhang_graphql.compiler.work import Spot, Work
from taizhang_graphql.kinds import MOMENT

_ORIGIN = {
    "position": "{0}.position_",
    "recordedAt": MOMENT.shown.replace("{0}", "{0}.recorded_at_"),
    "on": "{0}.on_",
    "actor": "{0}.actor_",
    "event": "{0}.event_",
    "gone": "{0}.gone_",
}


def versions(work: Work, spot: Spot, key: str, fields: Sequence[FieldNode]) -> str:
    """The versions of the row at this spot, up to its moment."""
    given = arguments(work, spot.shape.name, fields[0])
    path = (*spot.path, key)
    first = size(work, given, path)
    alias = work.alias()
    there = Spot(spot.shape, alias, spot.moment, path, (*spot.sizes, first))
    before = given.get("before")
    earlier = f"{alias}.position_ < {work.parameter(before, 'bigint')}" if before else "true"
    same = _same_row(spot.shape, alias, spot.alias)
    return phrases.many(
        f"{_columns(work, there, fields)} from {work.table(history_table(spot.shape.row))} {alias}"
        f" where {every(work.allowed(alias), same, spot.moment.reached(alias), earlier)}"
        f" order by {alias}.position_ desc limit {work.parameter(first, 'bigint')}",
        work.alias(),
    )


def _same_row(shape: Shape, alias: str, of: str) -> str:
    names = ("tenant_id", *shape.row.row_key)
    return " and ".join(f"{alias}.{quoted(name)} = {of}.{quoted(name)}" for name in names)


def _columns(work: Work, spot: Spot, fields: Sequence[FieldNode]) -> str:
    work.hold(spot.sizes)
    chosen = below(work.given, fields)
    return phrases.columns({key: _column(work, spot, key, chosen[key]) for key in chosen})


def _column(work: Work, spot: Spot, key: str, fields: Sequence[FieldNode]) -> str:
    name = fields[0].name.value
    if name == "__typename":
        return phrases.literal(f"{spot.shape.name}Version")
    if name != "value":
        return _ORIGIN[name].format(spot.alias)
    # What hangs on a version is shown as of that version.
    then = Moment("position_", f"{spot.alias}.position_")
    there = Spot(spot.shape, spot.alias, then, (*spot.path, key), spot.sizes)
    row = phrases.one(work.select(work, there, fields), work.alias())
    return f"case when not {spot.alias}.gone_ then {row} end"
