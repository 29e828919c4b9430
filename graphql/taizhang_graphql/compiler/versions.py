"""Versions: `history`, newest first, each with its origin and the row as it was."""

from collections.abc import Sequence

from graphql import FieldNode

from taizhang_graphql.compiler import phrases
from taizhang_graphql.compiler.arguments import arguments
from taizhang_graphql.compiler.moment import Moment
from taizhang_graphql.compiler.phrases import every
from taizhang_graphql.compiler.printing import Value, printed
from taizhang_graphql.compiler.selection import Selected, below
from taizhang_graphql.compiler.sizes import size
from taizhang_graphql.compiler.turning import LEFT, same_row, turning
from taizhang_graphql.compiler.values import value_of
from taizhang_graphql.compiler.work import Spot, Work
from taizhang_graphql.forms import Form
from taizhang_graphql.kinds import MOMENT

_ORIGIN = {
    "position": ("{0}.position_", Form.BARE),
    "recordedAt": (MOMENT.shown.replace("{0}", "{0}.recorded_at_"), Form.WORD),
    "on": ("{0}.on_", Form.WORD),
    "actor": ("{0}.actor_", Form.TEXT),
    "event": ("{0}.event_", Form.TEXT),
    "gone": (f"{{0}}.{LEFT}", Form.TRUTH),
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
    source = f"from ({rows} order by {found}.position_ desc limit {limit}) {picked}"
    return phrases.many(version(work, there, below(work.given, fields)), source, work.alias())


def version(work: Work, spot: Spot, chosen: Selected) -> str:
    """What is selected of the version at this spot, where the row may have gone, printed."""
    work.hold(spot.sizes)
    return printed({key: _column(work, spot, key, chosen[key]) for key in chosen})


def _column(work: Work, spot: Spot, key: str, fields: Sequence[FieldNode]) -> Value:
    match fields[0].name.value:
        case "__typename":
            return phrases.word(f"{spot.shape.name}Version")
        case "tenant":
            return Value(work.label(spot.alias), Form.TEXT)
        case "key":
            keys = spot.shape.keys.items()
            return Value(printed({name: value_of(spot, field) for name, field in keys}), whole=True)
        case "value":
            return _value(work, spot, key, fields)
        case name:
            sql, form = _ORIGIN[name]
            return Value(sql.format(spot.alias), form)


def _value(work: Work, spot: Spot, key: str, fields: Sequence[FieldNode]) -> Value:
    # What hangs on a version is shown as of that version.
    then = Moment(f"{spot.alias}.position_")
    there = Spot(spot.shape, spot.alias, then, (*spot.path, key), spot.sizes)
    row = f"case when not {spot.alias}.{LEFT} then {work.select(work, there, fields)} end"
    return Value(row, nullable=True, whole=True)
