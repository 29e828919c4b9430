"""Moment: as of when rows are read. Now they come from the current table, else from history."""

from msgspec import Struct

from taizhang.projections.columns import table_name
from taizhang.projections.tables import history_table
from taizhang_graphql.catalogue import Shape
from taizhang_graphql.mistakes import NO_HISTORY, Mistake, Path


class Moment(Struct, frozen=True):
    """`position` as SQL; none means now. Where there are `tenants`, it is an array, with a position
    for each.
    """

    position: str | None = None
    tenants: str | None = None

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

    def _bound(self, alias: str) -> str | None:
        if self.tenants is None:
            return self.position
        return f"({self.position})[array_position({self.tenants}, {alias}.tenant_id)]"


NOW = Moment()
