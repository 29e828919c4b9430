"""Aggregates: what is counted and computed over all rows that match, in one pass over them."""

from collections.abc import Sequence

from graphql import FieldNode

from taizhang.projections.tables import quoted
from taizhang_graphql.compiler import phrases
from taizhang_graphql.compiler.arguments import arguments, decided
from taizhang_graphql.compiler.printing import Value, printed
from taizhang_graphql.compiler.selection import below
from taizhang_graphql.compiler.work import Spot, Work
from taizhang_graphql.reductions import reductions

_COUNT = "count(*)::int"
_TYPES = {"sum": "Sum", "average": "Average", "min": "Extremes", "max": "Extremes"}


class Reduced:
    """The values that are wanted of the rows at a spot, each computed once, as columns of `alias`.

    The count is always among them: a select of nothing would not be one row.
    """

    def __init__(self, spot: Spot, alias: str) -> None:
        self.spot, self.alias = spot, alias
        self._names = {_COUNT: "a1_"}

    @property
    def columns(self) -> str:
        """The column list that computes them."""
        return ", ".join(f"{sql} as {name}" for sql, name in self._names.items())

    def count(self) -> str:
        """How many rows there are."""
        return self._column(_COUNT)

    def distinct(self, name: str) -> str:
        """How many values a column has, or how many tenants there are."""
        of = f"{self.spot.alias}.tenant_id" if name == "tenant" else self._of(name)
        return self._column(f"count(distinct {of})::int")

    def value(self, way: str, name: str) -> str:
        """A column, reduced in a way, not yet as it is shown."""
        _, reduction = reductions(self.spot.shape, way)[name]
        return self._column(reduction.sql.format(self._of(name)))

    def _of(self, name: str) -> str:
        return f"{self.spot.alias}.{quoted(self.spot.shape.sortable[name].column.name)}"

    def _column(self, sql: str) -> str:
        name = self._names.setdefault(sql, f"a{len(self._names) + 1}_")
        return f"{self.alias}.{name}"


def aggregates(work: Work, spot: Spot, matching: str, fields: Sequence[FieldNode]) -> str:
    """The aggregates of the rows at this spot, of all that `matching` finds."""
    work.hold(spot.sizes)
    reduced = Reduced(spot, work.alias())
    chosen = below(work.given, fields)
    owner = f"{spot.shape.name}Aggregates"
    columns = {key: aggregate(work, reduced, owner, chosen[key]) for key in chosen}
    rows = f"(select {reduced.columns} {matching}) {reduced.alias}"
    return phrases.one(printed(columns), f"from {rows}")


def aggregate(work: Work, reduced: Reduced, owner: str, fields: Sequence[FieldNode]) -> Value:
    """One field of the type `owner`."""
    match fields[0].name.value:
        case "__typename":
            return phrases.word(owner)
        case "count":
            return Value(reduced.count())
        case "distinct":
            name = decided(work, arguments(work, owner, fields[0])["field"])
            return Value(reduced.distinct(name))
        case way:
            return Value(_values(work, reduced, way, fields), whole=True)


def _values(work: Work, reduced: Reduced, way: str, fields: Sequence[FieldNode]) -> str:
    shape = reduced.spot.shape
    columns: dict[str, Value] = {}
    for key, nodes in below(work.given, fields).items():
        name = nodes[0].name.value
        if name == "__typename":
            columns[key] = phrases.word(shape.name + _TYPES[way])
        else:
            _, reduction = reductions(shape, way)[name]
            sql = reduction.shown.format(reduced.value(way, name))
            columns[key] = Value(sql, reduction.form, nullable=True)
    return printed(columns)
