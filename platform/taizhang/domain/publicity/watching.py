"""The clock reminds of the next bulletin, and flags it when it is late (S1-17)."""

from collections.abc import Iterable
from datetime import date, timedelta

from taizhang.commands.command import Command
from taizhang.commands.policy import Occasion, policy
from taizhang.commands.slice import decides
from taizhang.domain.clock.deadlines import SetDeadline
from taizhang.domain.clock.events import DeadlineReached
from taizhang.domain.publicity import bulletin_events as b
from taizhang.domain.publicity.rules import PublicityRules
from taizhang.domain.publicity.series import OfSeries, SeriesCommand
from taizhang.rules.in_force import RulesInForce
from taizhang.tenancy.roles import Role

BULLETIN = "publicity.bulletin"


class WatchBulletins(SeriesCommand, name="publicity.watch_bulletins", title="核对通报期限"):
    """Remind of the next bulletin, or flag it as late, if it is time; else do nothing."""


@decides(WatchBulletins, by=Role.SYSTEM)
class Watching(OfSeries[WatchBulletins]):
    """Each once for each bulletin that is due."""

    def execute(self) -> None:
        if self.state != "running":
            return
        series, due_on, on = self.ask.series, self.due_on, self.context.on
        if on > due_on and not self.overdue:
            self.record(b.BulletinOverdue(series=series, due_on=due_on))
        elif _reminder(self.context.rules, due_on) <= on <= due_on and not self.reminded:
            self.record(b.BulletinFallsDue(series=series, due_on=due_on))


@policy("publicity.watch_begun", on=b.BulletinSeriesBegun)
def watch_begun(event: b.BulletinSeriesBegun, occasion: Occasion) -> Iterable[Command]:
    """Look again before and after the first bulletin is due."""
    return _watch(event.series, event.due_on, occasion)


@policy("publicity.watch_issued", on=b.BulletinIssued)
def watch_issued(event: b.BulletinIssued, occasion: Occasion) -> Iterable[Command]:
    """Look again before and after the next bulletin is due."""
    return _watch(event.series, event.due_on, occasion)


@policy("publicity.at_bulletin_deadline", on=DeadlineReached)
def at_bulletin_deadline(event: DeadlineReached, occasion: Occasion) -> Iterable[Command]:
    """It is time to remind, or the day is over."""
    if event.kind == BULLETIN:
        yield WatchBulletins(series=event.subject)


def _watch(series: str, due_on: date, occasion: Occasion) -> Iterable[Command]:
    for day in sorted({_reminder(occasion.rules, due_on), due_on + timedelta(days=1)}):
        yield SetDeadline(day=day, kind=BULLETIN, subject=series)


def _reminder(rules: RulesInForce, due_on: date) -> date:
    """The day to remind on; the day after it is due where the tenant wants no reminder."""
    found = rules.find(PublicityRules)
    ahead = found.bulletins.remind if found and found.bulletins else None
    return due_on + timedelta(days=1) if ahead is None else due_on - timedelta(days=ahead)
