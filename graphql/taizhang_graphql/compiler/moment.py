"""Moment: as of when rows are read. Now they come from the current table, else from history."""
# ruff: noqa: S608 - names are the compiler's own, values are parameters

from msgspec import Struct

from taizhang.projections.columns import table_name
from taizhang.projections.tables import history_table
from taizhang_graphql.catalogue import Shape
from taizhang_graphql.mistakes import NO_HISTORY, Mistake, Path


class Moment(Struct, frozen=True):
    """`position` as SQL; none means now. Where there are `tenants`, it is an array, with a position
    for each. `before` is what has to be asked first, once: `name as (...)`.
    """

    position: str | None = None
    tenants: str | None = None
    before: str | None = None

    def table(self, shape: Shape, path: Path) -> str:
        """The table to read from. Raises Mistake where no versions are kept."""
        if self.position is None:
            return table_name(shape.row)
        if not shape.row.row_history:
            raise Mistake(NO_HISTORY, path, name=shape.name)
        return history_table(shape.row)

    def reached(self, alias: str) -> str:
        """That a version existed by then."""
        bound = self._bound(alias)
        return "true" if bound is None else f"{alias}.position_ <= {bound}"

    def current(self, alias: str) -> str:
        """That a version is the one in force then: none newer by then, and the row not gone."""
        bound = self._bound(alias)
        if bound is None:
            return "true"
        return f"not {alias}.gone_ and {self.reached(alias)} and {alias}.until_ > {bound}"

    def found(self, sql: str) -> str:
        """A column that reads as of this moment, behind what has to be asked first."""
        return sql if self.before is None else f"(with {self.before} select {sql})"

    def _bound(self, alias: str) -> str | None:
        if self.tenants is None:
            return self.position
        return f"({self.position})[array_position({self.tenants}, {alias}.tenant_id)]"


NOW = Moment()


def at_time(name: str, tenants: str, time: str, *, several: bool) -> Moment:
    """As of an instant: at the position that each tenant's log had reached by then. Versions are
    compared by whole numbers that stand in their indexes. `tenants` are one, or an array of them.
    """
    position = f"(select {name}.position from {name})"
    if not several:
        found = f"select log.position_at({tenants}, {time}) as position"
        return Moment(position, before=f"{name} as materialized ({found})")
    found = (
        f"select array_agg(log.position_at(o.id, {time}) order by o.place) as position"
        f" from unnest({tenants}) with ordinality o (id, place)"
    )
    return Moment(position, tenants, f"{name} as materialized ({found})")
