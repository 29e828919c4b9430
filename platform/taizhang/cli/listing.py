"""Listing: a table in the terminal that shows all of what it is given."""

from rich.box import SIMPLE_HEAD
from rich.table import Column, Table
from rich.text import Text


class Listing(Table):
    """A table whose cells are folded where the terminal is narrow, never cut: Chinese text has no
    blanks to break at. Nothing in them is taken for markup.
    """

    def __init__(self, *headings: str | Column) -> None:
        super().__init__(*headings, box=SIMPLE_HEAD)
        for column in self.columns:
            column.overflow = "fold"

    def tell(self, *cells: str) -> None:
        """One row more."""
        self.add_row(*map(Text, cells))


def number(heading: str) -> Column:
    """A column of numbers."""
    return Column(heading, justify="right")


def copied(heading: str) -> Column:
    """A column of what is copied from the terminal, and so stands in one line."""
    return Column(heading, no_wrap=True)
