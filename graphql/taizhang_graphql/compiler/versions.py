"""Versions: `history`, newest first, each with its origin and the row as it was."""

from collections.abc import Sequence

from graphql import FieldNode

from taizhang.projections.tables import quoted
from taizhang_graphql.catalogue import Plain
from taizhang_graphql.compiler import phrases
from taizhang_graphql.compiler.arguments import arguments
from taizhang_graphql.compiler.moment import Moment
from taizhang_graphql.compiler.phrases import every
from taizhang_graphql.compiler.selection import Selected, below
from taizhang_graphql.compiler.sizes import size
from taizhang_graphql.compiler.turning import LEFT, same_row, turning
from taizhang_graphql.compiler.work import Spot, Work
from taizhang_graphql.kinds import MOMENT

_ORIGIN = {
    "position": "{0}.position_",
    "recordedAt": MOMENT.shown.replace("{0}", "{0}.recorded_at_"),
    "on": "{0}.on_",
    "actor": "{0}.actor_",
    "event": "{0}.event_",
    "gone": f"{{0}}.{LEFT}",
}


def versions(work: Work, spot: Spot, key: str, fields: Sequence[FieldNode]) -> str:
    """The versions of the row at this spot, up to its moment."""
    given = arguments(work, spot.shape.name, fields[0])
    path = (*spot.path, key)
    first = size(work, given, path)
    found, picked = work.alias(), work.alias()
    there = Spot(spot.shape, picked, spot.moment, path, (*spot.sizes, first))
    before = given.get("before")
    earlier = f"{found}.position_ < {work.parameter(before, 'bigint')}" if before else "true"
    same = same_row(spot.shape, found, spot.alias)
    rows = turning(
        work, spot.shape, found, every(same, spot.moment.reached(found), earlier), lambda _: "true"
    )
    limit = work.parameter(first, "bigint")
    columns = version_columns(work, there, below(work.given, fields))
    return phrases.many(
        f"{columns} from ({rows} order by {found}.position_ desc limit {limit}) {picked}",
        work.alias(),
    )


def version_columns(work: Work, spot: Spot, chosen: Selected) -> str:
    """What is selected of the version at this spot, where the row may have gone."""
    work.hold(spot.sizes)
    return phrases.columns({key: _column(work, spot, key, chosen[key]) for key in chosen})


def _column(work: Work, spot: Spot, key: str, fields: Sequence[FieldNode]) -> str:
    match fields[0].name.value:
        case "__typename":
            return phrases.literal(f"{spot.shape.name}Version")
        case "tenant":
            return work.label(spot.alias)
        case "key":
            return _key(spot)
        case "value":
            return _value(work, spot, key, fields)
        case name:
            return _ORIGIN[name].format(spot.alias)


def _key(spot: Spot) -> str:
    shown = (
        f"{phrases.literal(name)}, {field.kind.shown.format(_column_of(spot, field))}"
        for name, field in spot.shape.keys.items()
    )
    return f"json_build_object({', '.join(shown)})"


def _column_of(spot: Spot, field: Plain) -> str:
    return f"{spot.alias}.{quoted(field.column.name)}"


def _value(work: Work, spot: Spot, key: str, fields: Sequence[FieldNode]) -> str:
    # What hangs on a version is shown as of that version.
    then = Moment(f"{spot.alias}.position_")
    there = Spot(spot.shape, spot.alias, then, (*spot.path, key), spot.sizes)
    row = phrases.one(work.select(work, there, fields), work.alias())
    return f"case when not {spot.alias}.{LEFT} then {row} end"
