"""Missing a year: the season is over, and there were fewer cycles than are asked for (S0-03)."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from msgspec import Meta

from taizhang.commands.command import Command
from taizhang.commands.policy import Occasion, policy
from taizhang.commands.slice import Selector, Slice, decides, event
from taizhang.domain.clock.deadlines import SetDeadline
from taizhang.domain.clock.events import DeadlineReached
from taizhang.domain.cycles.deadline_events import CycleMissed
from taizhang.domain.cycles.events import YEAR, CycleOpened
from taizhang.domain.cycles.rules import CycleRules, Recurrence
from taizhang.domain.cycles.season import season
from taizhang.measures.working_days import DAY
from taizhang.rules.events import RulesAdopted
from taizhang.rules.in_force import read
from taizhang.tenancy.roles import Role

SEASON = "cycles.season_over"


class CheckSeason(Command, name="cycles.check_season", title="检查当年是否开展考核"):
    """Flag the year if its season is over without the cycles that it should have had."""

    year: Annotated[int, Meta(ge=1949, le=9998, title="年度")]
    ended: Annotated[date, Meta(title="规定时段末日")]
    """The last day of the season that was watched; under other rules it is not looked at."""


@decides(CheckSeason, by=Role.SYSTEM)
class Checking(Slice[CheckSeason]):
    """Once a year, by the rules of the day on which it is looked at."""

    held = 0
    flagged = False

    def consistency_boundary(self) -> list[Selector]:
        return [Selector([CycleOpened, CycleMissed], [YEAR(str(self.ask.year))])]

    @event(CycleOpened)
    def _opened(self) -> None:
        self.held += 1

    @event(CycleMissed)
    def _missed(self) -> None:
        self.flagged = True

    def execute(self) -> None:
        rule = self.context.rules.of(CycleRules).recurrence
        time = season(rule, self.ask.year)
        if time is None or time.last != self.ask.ended or time.last >= self.context.on:
            return
        if self.flagged or self.held >= rule.a_year:
            return
        self.record(
            CycleMissed(
                year=str(self.ask.year),
                held=self.held,
                expected=rule.a_year,
                season_ended=time.last,
                soft=rule.hardness == "soft",
            )
        )


@policy("cycles.watch_seasons", on=RulesAdopted)
def watch_seasons(event: RulesAdopted, occasion: Occasion) -> Iterable[Command]:
    """From the first season that ends under the rules; years before them are nobody's gap."""
    if section := event.sections.get(CycleRules.section):
        rule = read(CycleRules, section).recurrence
        yield from _watch(rule, max(event.effective_from, occasion.on))


@policy("cycles.at_season_end", on=DeadlineReached)
def at_season_end(event: DeadlineReached, occasion: Occasion) -> Iterable[Command]:
    """Look at the year that is over, and watch the next."""
    if event.kind != SEASON:
        return
    yield CheckSeason(year=int(event.subject), ended=event.day - DAY)
    if rules := occasion.rules.find(CycleRules):
        yield from _watch(rules.recurrence, event.day)


def _watch(rule: Recurrence, since: date) -> Iterable[Command]:
    seasons = (season(rule, year) for year in (since.year, since.year + 1))
    time = next((each for each in seasons if each and each.last >= since), None)
    if time is not None:
        yield SetDeadline(day=time.last + DAY, kind=SEASON, subject=str(time.last.year))
