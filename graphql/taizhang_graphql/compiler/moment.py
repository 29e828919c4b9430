"""Moment: as of when rows are read. Now they come from the current table, else from history."""

from msgspec import Struct

from taizhang.projections.columns import table_name
from taizhang.projections.tables import history_table, quoted
from taizhang_graphql.catalogue import Shape
from taizhang_graphql.mistakes import NO_HISTORY, Mistake, Path


class Moment(Struct, frozen=True):
    """`column <= bound` picks the versions that existed; no column means now."""

    column: str | None = None
    bound: str = ""

    def table(self, shape: Shape, path: Path) -> str:
        """The table to read from. Raises Mistake where no versions are kept."""
        if self.column is None:
            return table_name(shape.row)
        if not shape.row.row_history:
            raise Mistake(NO_HISTORY, path, name=shape.name)
        return history_table(shape.row)

    def reached(self, alias: str) -> str:
        """That a version existed by then."""
        return "true" if self.column is None else f"{alias}.{self.column} <= {self.bound}"

    def current(self, shape: Shape, alias: str, table: str) -> str:
        """That a version is the one in force then: none newer by then, and the row not gone.

        `not exists` leaves the planner both ways: a step down the primary key for each of a few
        versions, or one pass over all. (A sub-select with `limit 1` tempts it to walk another
        index, which took seconds where no statistics were gathered yet.)
        """
        if self.column is None:
            return "true"
        newest = f"{alias}_"
        same = " and ".join(
            f"{newest}.{quoted(key)} = {alias}.{quoted(key)}" for key in shape.row.row_key
        )
        reached = self.reached(newest)
        return (
            f"not {alias}.gone_ and {self.reached(alias)}"
            f" and not exists (select from {table} {newest}"
            f" where {newest}.tenant_id = {alias}.tenant_id and {same}"
            f" and {newest}.position_ > {alias}.position_ and {reached})"
        )


NOW = Moment()
