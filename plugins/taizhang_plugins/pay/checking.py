"""A published income is corrected: the tables that rest on it are found outdated (S3-03)."""

from collections.abc import Iterator
from decimal import Decimal

from taizhang import Command, ForeignEvent, Occasion, Role, Selector, decides, policy
from taizhang_plugins.pay.events import IncomePublished, PayComputed, Place, TableChecked
from taizhang_plugins.pay.names import YEAR, Year
from taizhang_plugins.pay.provisions import YEARS_BACK
from taizhang_plugins.pay.standing import Tables, incomes_of, tables_of


class FactCorrected(ForeignEvent, name="amendments.corrected"):
    """What this scheme reads of a correction: of which kind of fact, and what it was about."""

    event: str
    about: list[str]


class CheckTable(Command, name="pay.check_table", title="核对报酬标准的依据"):
    """See whether the table of a year still rests on what is published now."""

    year: Year


@decides(CheckTable, by=Role.SYSTEM)
class TableChecking(Tables[CheckTable]):
    """Nothing is recorded where nothing changed, or where there is no table."""

    def consistency_boundary(self) -> list[Selector]:
        year = self.ask.year
        return [*incomes_of(range(year - YEARS_BACK, year + 1)), *tables_of(year)]

    def execute(self) -> None:
        table = self.table(self.ask.year)
        if table is None or table.income is None or table.income_year is None:
            return
        reads = self.incomes.get((str(table.income_year), str(table.kind)))
        if reads is not None and self._differs(table.income, reads) != self.outdated[table.year]:
            self.record(self._fact(table, table.income, table.income_year, reads))

    def _differs(self, rested_on: Decimal, reads: Decimal) -> bool:
        return not reads.is_finite() or rested_on != reads

    def _fact(
        self, table: PayComputed, rested_on: Decimal, income_year: int, reads: Decimal
    ) -> TableChecked:
        return TableChecked(
            year=table.year,
            revision=table.revision,
            outdated=self._differs(rested_on, reads),
            income_year=income_year,
            rested_on=rested_on,
            reads=reads,
            places=[Place(rate.post, rate.band) for rate in table.rates],
        )


@policy("pay.tables_after_correction", on=FactCorrected)
def tables_after_correction(event: FactCorrected, occasion: Occasion) -> Iterator[CheckTable]:
    """The table of every year that may rest on the corrected income is looked at."""
    if event.event != IncomePublished.event_name:
        return
    for tag in event.about:
        if tag.startswith(YEAR("")):
            year = int(tag.removeprefix(YEAR("")))
            yield from (CheckTable(year=year + back) for back in range(YEARS_BACK + 1))
