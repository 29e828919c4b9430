"""The table of a year as it stands: what decisions on pay read of it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

from taizhang import Command, Selector, Slice, event
from taizhang_plugins.pay.events import IncomePublished, PayComputed, Rate, TableChecked
from taizhang_plugins.pay.formula import Key
from taizhang_plugins.pay.names import YEAR

Ask = TypeVar("Ask", bound=Command)


class Tables(Slice[Ask]):
    """Knows the tables of some years, and the incomes that they may rest on."""

    def __init__(self, ask: Ask) -> None:
        super().__init__(ask)
        self.tables: dict[str, PayComputed] = {}
        self.outdated: dict[str, bool] = {}
        self.incomes: dict[tuple[str, str], Decimal] = {}

    @event(IncomePublished)
    def _published(self, year: str, kind: str, yuan: Decimal) -> None:
        self.incomes[year, kind] = yuan

    @event(PayComputed)
    def _computed(
        self,
        year: str,
        revision: int,
        income_year: int | None,
        kind: str | None,
        income: Decimal | None,
        document: str | None,
        rates: list[Rate],
        working: list[str],
    ) -> None:
        self.tables[year] = PayComputed(
            year=year,
            revision=revision,
            income_year=income_year,
            kind=kind,  # type: ignore[arg-type]
            income=income,
            document=document,
            rates=rates,
            working=working,
        )
        self.outdated[year] = False

    @event(TableChecked)
    def _checked(self, year: str, outdated: bool) -> None:
        self.outdated[year] = outdated

    def table(self, year: int) -> PayComputed | None:
        """The table of a year, computed last."""
        return self.tables.get(str(year))

    def rates(self, year: int) -> dict[Key, Decimal]:
        """What stands for a year, line by line."""
        table = self.table(year)
        return {(r.post, r.band): r.yuan for r in table.rates if r.yuan} if table else {}


def incomes_of(years: Sequence[int]) -> list[Selector]:
    """The part of a boundary that holds the incomes of some years."""
    return [Selector([IncomePublished], [YEAR(str(year))]) for year in years]


def tables_of(*years: int) -> list[Selector]:
    """The part of a boundary that holds the tables of some years."""
    return [Selector([PayComputed, TableChecked], [YEAR(str(year))]) for year in years]
