"""Line: one row of a table, cell by cell."""

from collections.abc import Iterator

from msgspec import Struct

from taizhang.rosters.cell import Cell
from taizhang.rosters.columns import Column, Table
from taizhang.rosters.state import Finding, State
from taizhang.rosters.workbook import address


class Line(Struct, frozen=True):
    """A row, and where it stands; rows count from 1 as Excel shows them."""

    table: Table
    number: int

    @property
    def sheet(self) -> str:
        """The sheet that it stands in."""
        return self.table.sheet.name

    @property
    def title(self) -> str:
        """The row as people call it."""
        return f"“{self.sheet}”第 {self.number} 行"

    def cell(self, column: Column) -> Cell:
        """The cell of a column; an empty one at the front where the column is missing."""
        place = self.table.places.get(column)
        row = self.table.sheet.rows[self.number - 1]
        if place is None or place >= len(row):
            return Cell(address(self.number - 1, place or 0), "")
        return Cell(address(self.number - 1, place), row[place])

    def text(self, column: Column) -> str:
        """A cell as text."""
        return self.cell(column).text

    def tell(self, column: Column, state: State, zh: str) -> Finding:
        """Something to tell of a cell."""
        return self.cell(column).says(state, zh)


def lines_of(table: Table) -> Iterator[Line]:
    """The rows below the heading in which one of its columns holds something."""
    for number in range(table.first, len(table.sheet.rows)):
        line = Line(table, number + 1)
        if any(line.text(column) for column in table.places):
            yield line
