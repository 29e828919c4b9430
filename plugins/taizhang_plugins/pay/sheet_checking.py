"""A table is outdated, or was computed anew: the sheets that rest on it are found outdated."""

from collections.abc import Iterator
from typing import NamedTuple

from taizhang import Command, Occasion, Role, Selector, decides, event, policy
from taizhang_plugins.pay.events import PayComputed, TableChecked
from taizhang_plugins.pay.names import YEAR, Year
from taizhang_plugins.pay.sheet_events import SheetChecked, SheetDrawn
from taizhang_plugins.pay.standing import Tables, tables_of


class Resting(NamedTuple):
    """A sheet, the revision of the table that it rests on, and whether it is known outdated."""

    revision: int
    table: int
    people: list[str]
    outdated: bool = False


class CheckSheets(Command, name="pay.check_sheets", title="核对报酬表的依据"):
    """See which sheets of a year rest on a table that holds no more."""

    year: Year


@decides(CheckSheets, by=Role.SYSTEM)
class SheetsChecking(Tables[CheckSheets]):
    """One fact a unit, and only where something changed."""

    def __init__(self, ask: CheckSheets) -> None:
        super().__init__(ask)
        self.sheets: dict[str, Resting] = {}

    def consistency_boundary(self) -> list[Selector]:
        year = self.ask.year
        return [*tables_of(year), Selector([SheetDrawn, SheetChecked], [YEAR(str(year))])]

    @event(SheetDrawn)
    def _drawn(self, organisation: str, revision: int, table: int, people: list[str]) -> None:
        self.sheets[organisation] = Resting(revision, table, people)

    @event(SheetChecked)
    def _found(self, organisation: str, outdated: bool) -> None:
        self.sheets[organisation] = self.sheets[organisation]._replace(outdated=outdated)

    def execute(self) -> None:
        table = self.table(self.ask.year)
        for unit, sheet in list(self.sheets.items()):
            assert table is not None  # no sheet is drawn without one
            outdated = self.outdated[table.year] or sheet.table != table.revision
            if outdated != sheet.outdated:
                self.record(
                    SheetChecked(
                        year=table.year,
                        organisation=unit,
                        revision=sheet.revision,
                        outdated=outdated,
                        people=sheet.people,
                    )
                )


@policy("pay.sheets_after_table", on=TableChecked)
def sheets_after_table(event: TableChecked, occasion: Occasion) -> Iterator[CheckSheets]:
    """What rests on an outdated table is outdated too."""
    yield CheckSheets(year=int(event.year))


@policy("pay.sheets_after_computation", on=PayComputed)
def sheets_after_computation(event: PayComputed, occasion: Occasion) -> Iterator[CheckSheets]:
    """A sheet rests on the table that it was drawn from; a new one asks for a new sheet."""
    if event.revision > 1:
        yield CheckSheets(year=int(event.year))
