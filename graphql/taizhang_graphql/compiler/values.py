"""Values: what a row's own columns print."""

from taizhang.projections.tables import PLAIN, quoted
from taizhang_graphql.catalogue import Plain
from taizhang_graphql.compiler.printing import Value
from taizhang_graphql.compiler.work import Spot
from taizhang_graphql.forms import Form


def value_of(spot: Spot, field: Plain) -> Value:
    """A column of the row at this spot."""
    column, kind = field.column, field.kind
    return Value(
        kind.shown.format(f"{spot.alias}.{quoted(column.name)}"),
        kind.form,
        nullable=column.nullable,
        plain=f"{spot.alias}.{PLAIN}" if kind.form is Form.TEXT else None,
    )
