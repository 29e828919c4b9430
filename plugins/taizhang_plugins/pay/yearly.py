"""Pay is computed anew each year, by a day that the tenant chose (正常增长机制, S3-03)."""

from collections.abc import Iterator
from datetime import date

from taizhang import Met, Obligation, Occasion, Owed
from taizhang.core import DayBegan
from taizhang_plugins.pay.events import IncomePublished, PayComputed
from taizhang_plugins.pay.provisions import Yearly
from taizhang_plugins.pay.rules import PayRules


def owed_by_day(event: DayBegan, occasion: Occasion) -> Iterator[Owed]:
    """Each new year owes its pay; the year of a tenant's first day does, unless it is too late."""
    yearly = _yearly(occasion)
    if yearly is None:
        return
    first = event.since.year + 1 if event.since else event.day.year
    for year in range(first, event.day.year + 1):
        yield from _owed(year, yearly, event)


def owed_by_income(event: IncomePublished, occasion: Occasion) -> Iterator[Owed]:
    """The year whose pay rests on a published income owes it, even where the scheme is new."""
    rules = occasion.rules.find(PayRules)
    if rules and rules.formula and rules.yearly and event.kind == rules.formula.income:
        year = int(event.year) + rules.formula.years_back
        due = _due(year, rules.yearly)
        if due >= occasion.on:
            yield Owed(None, due, key=str(year))


def met_by_table(event: PayComputed, occasion: Occasion) -> Iterator[Met]:
    """A table of the year meets it."""
    yield Met(None, key=event.year)


YEARLY = Obligation(
    name="pay.yearly",
    title="每年核定村干部报酬",
    rule="S3-03",
    owed=((DayBegan, owed_by_day), (IncomePublished, owed_by_income)),
    met=((PayComputed, met_by_table),),
)


def _owed(year: int, yearly: Yearly, event: DayBegan) -> Iterator[Owed]:
    due = _due(year, yearly)
    if event.since is not None or due >= event.day:
        yield Owed(None, due, key=str(year))


def _yearly(occasion: Occasion) -> Yearly | None:
    rules = occasion.rules.find(PayRules)
    return rules.yearly if rules else None


def _due(year: int, yearly: Yearly) -> date:
    return date(year, yearly.month, yearly.day)
