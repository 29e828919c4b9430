"""Beginning a day: asked by the worker, once a tenant and day (the id derives from both)."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Annotated

from msgspec import Meta

from taizhang.commands.command import Command
from taizhang.commands.policy import Occasion, policy
from taizhang.commands.slice import Selector, Slice, decides, event
from taizhang.domain.clock.deadlines import ReachDeadlines
from taizhang.domain.clock.events import CLOCK, DAY, DayBegan, month_of
from taizhang.domain.setup.events import SETUP, TenantOpened
from taizhang.tenancy.roles import Role

#: A rehearsal may leap over years; one decision looks at no more than about two of them.
_AT_ONCE = timedelta(days=700)


class BeginDay(Command, name="clock.begin_day", title="开始新的一天"):
    """Say that a day has begun. Does nothing for a day that is past, to come, or begun already.

    `since` is the day that began last: of all earlier days the decision then reads that one and
    its follower only, and does nothing where there is one. Without it all days are read.
    """

    day: Annotated[date, Meta(title="开始的日期")]
    since: Annotated[date | None, Meta(title="上一个日期")] = None


@decides(BeginDay, by=Role.SYSTEM)
class DayBeginning(Slice[BeginDay]):
    """Days only go on. A log that was not opened yet has no days."""

    opened = False
    last: date | None = None

    def consistency_boundary(self) -> list[Selector]:
        since = self.ask.since
        days = CLOCK if since is None else DAY(since.isoformat())
        return [Selector([DayBegan], [days]), Selector([TenantOpened], [SETUP])]

    @event(TenantOpened)
    def _(self) -> None:
        self.opened = True

    @event(DayBegan)
    def _(self, day: date) -> None:
        self.last = day

    def execute(self) -> None:
        day, last, since = self.ask.day, self.last, self.ask.since
        if not self.opened or day > self.context.on or (last is not None and day <= last):
            return
        if since is not None and since != last:
            return
        self.record(DayBegan(day=day, month=month_of(day), since=last))


@policy("clock.begin_first_day", on=TenantOpened)
def begin_first_day(event: TenantOpened, occasion: Occasion) -> Iterable[Command]:
    """The days are counted from the tenant's first, so that no deadline lies before them all."""
    yield BeginDay(day=occasion.on)


@policy("clock.reach_deadlines", on=DayBegan)
def reach_deadlines(event: DayBegan, occasion: Occasion) -> Iterable[Command]:
    """Every deadline since the last day that began, however long nobody worked, is reached."""
    for first, last in _stretches(_after(event), event.day):
        yield ReachDeadlines(first=first, last=last)


def _after(event: DayBegan) -> date:
    return event.day if event.since is None else event.since + timedelta(days=1)


def _stretches(first: date, last: date) -> Iterator[tuple[date, date]]:
    while first <= last:
        end = min(last, first + _AT_ONCE)
        yield first, end
        first = end + timedelta(days=1)
