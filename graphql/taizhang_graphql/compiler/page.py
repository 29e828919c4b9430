"""Page: the rows of a connection, picked once, with the columns that are read of them."""
# ruff: noqa: S608 - names are quoted, values are parameters

import re

from msgspec import Struct

from taizhang.projections.tables import quoted
from taizhang_graphql.compiler.ordering import Ordering
from taizhang_graphql.compiler.work import Spot

NUMBER = "n_"
"""The column that numbers the rows of a page of which one too many was picked."""
_COLUMN = r'\.(?:("(?:[^"]|"")+")|(\w+))'
"""A field's column, quoted, or one of ours, which may stand without."""


class Page(Struct, frozen=True):
    """A page in the making. `matching` finds all rows, `picking` those of the page.

    `found` is the spot at all rows, `spot` at the picked ones. PostgreSQL picks none unless
    `spot` is read. `limit` is their number where one more was picked to see whether more follow.
    """

    found: Spot
    spot: Spot
    matching: str
    picking: str
    ordering: Ordering
    limit: str | None
    begun: bool

    @property
    def rows(self) -> str:
        """The rows of the page, without the one too many."""
        within = f" where {self.spot.alias}.{NUMBER} <= {self.limit}" if self.limit else ""
        return f"{self.spot.alias}{within}"

    def told(self, made: str) -> str:
        """What is made of the picked rows, and before it those, with the columns that it reads:
        all others would be carried through sorting for nothing.
        """
        rows = self.spot.alias
        read = re.findall(re.escape(rows) + _COLUMN, made)
        names = dict.fromkeys(own or quoted(plain) for own, plain in read if plain != NUMBER)
        columns = ", ".join(f"{self.found.alias}.{name}" for name in names)
        picked = f"select {columns} {self.picking}"
        if self.limit:
            picked = f"select {rows}.*, row_number() over () as {NUMBER} from ({picked}) {rows}"
        return f"(with {rows} as ({picked}) select {made})"
