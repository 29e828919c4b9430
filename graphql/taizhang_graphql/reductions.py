"""Reductions: how one value is made of a column of many rows; null where there is no value."""

from decimal import Decimal
from typing import Any

from msgspec import Struct

from taizhang_graphql.catalogue import Plain, Shape
from taizhang_graphql.forms import Form
from taizhang_graphql.kinds import Kind
from taizhang_graphql.scalars import Long

WAYS = ("sum", "average", "min", "max")


class Reduction(Struct, frozen=True):
    """`sql` makes the value, `shown` is printed into JSON in a `form`, `annotation` is
    strawberry's.
    """

    annotation: Any
    sql: str
    shown: str = "{0}"
    form: Form = Form.BARE


# PostgreSQL sums integers without bound and their averages exactly; GraphQL has 64 bits for each.
_INTEGERS = {
    "sum": Reduction(Long, "sum({0})", "{0}::bigint"),
    "average": Reduction(float, "avg({0})", "{0}::double precision", Form.FLOAT),
}
_NUMBERS = {
    "bigint": _INTEGERS,
    "double precision": {
        "sum": Reduction(float, "sum({0})", form=Form.FLOAT),
        # PostgreSQL's own avg squares the values, and refuses 1e300 for it.
        "average": Reduction(float, "sum({0}) / count({0})", form=Form.FLOAT),
    },
    "numeric": {
        "sum": Reduction(Decimal, "sum({0})", "{0}::text", Form.WORD),
        "average": Reduction(Decimal, "avg({0})", "trim_scale({0})::text", Form.WORD),
    },
}


def reductions(shape: Shape, way: str) -> dict[str, tuple[Plain, Reduction]]:
    """The columns that can be reduced this way, by their GraphQL names."""
    found = ((name, field, reduction(field.kind, way)) for name, field in shape.sortable.items())
    return {name: (field, made) for name, field, made in found if made is not None}


def reduction(kind: Kind, way: str) -> Reduction | None:
    """One of the `WAYS` for values of a kind, where it has a meaning."""
    if way in ("min", "max"):
        if not kind.ordered:
            return None
        return Reduction(kind.annotation, way + "({0})", kind.shown, kind.form)
    return _NUMBERS.get(kind.sql, {}).get(way)
