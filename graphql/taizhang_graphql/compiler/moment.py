"""Moment: as of when rows are read. Now they come from the current table, else from history."""
# ruff: noqa: S608 - names are quoted, values are parameters

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

        One step down the primary key for each version looked at, whatever else is asked.
        """
        if self.column is None:
            return "true"
        newest = f"{alias}_"
        same = " and ".join(
            f"{newest}.{quoted(key)} = {alias}.{quoted(key)}" for key in shape.row.row_key
        )
        reached = self.reached(newest)
        return (
            f"not {alias}.gone_ and {alias}.position_ = (select {newest}.position_"
            f" from {table} {newest} where {newest}.tenant_id = {alias}.tenant_id and {same}"
            f" and {reached} order by {newest}.position_ desc limit 1)"
        )


NOW = Moment()
