"""A series of bulletins (定期通报): begun, and ended; by when the next one is due."""

from datetime import date, timedelta
from typing import Annotated, TypeVar

from msgspec import Meta

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, Slice, decides, event
from taizhang.domain.names import CycleId, Text
from taizhang.domain.publicity import bulletin_events as b
from taizhang.domain.publicity.events import SERIES, SeriesId
from taizhang.domain.publicity.rules import Bulletins, PublicityRules
from taizhang.domain.refusals import TAKEN, unknown, wrong_state
from taizhang.errors import Refusal, Refused
from taizhang.events.event import Event
from taizhang.measures.months import months_later
from taizhang.rules.in_force import RulesInForce
from taizhang.tenancy.roles import Role

NO_BULLETINS = Refusal(
    "publicity.no_bulletins",
    zh="本单位的规定没有写定期通报的间隔，不能开始定期通报",
    en="this tenant's rules name no interval for bulletins",
    rule="S1-17",
)
OF_SERIES: tuple[type[Event], ...] = (
    b.BulletinSeriesBegun,
    b.BulletinIssued,
    b.BulletinFallsDue,
    b.BulletinOverdue,
    b.BulletinSeriesEnded,
)


def bulletins(rules: RulesInForce) -> Bulletins:
    """The tenant's interval. Raises Refused(`publicity.no_bulletins`)."""
    found = rules.find(PublicityRules)
    if found is None or found.bulletins is None:
        raise Refused(NO_BULLETINS(clause=None))
    return found.bulletins


def due_after(day: date, rule: Bulletins) -> date:
    """By when the next bulletin is due, after one that was issued on a day."""
    if rule.unit == "months":
        return months_later(day, rule.every)
    return day + timedelta(days=rule.every)


class SeriesCommand(Command):
    """Asks something about a series of bulletins."""

    series: SeriesId


class BeginBulletins(SeriesCommand, name="publicity.begin_bulletins", title="开始定期通报"):
    """From this day on a bulletin is issued at the tenant's interval."""

    title: Annotated[Text, Meta(title="通报名称")]
    cycle: CycleId | None = None


class EndBulletins(SeriesCommand, name="publicity.end_bulletins", title="结束定期通报"):
    """No further bulletins of the series are due."""

    reason: Annotated[Text, Meta(title="结束原因")]


Ask = TypeVar("Ask", bound=SeriesCommand)


class OfSeries(Slice[Ask]):
    """Where one series of bulletins stands."""

    state = "none"
    title = ""
    cycle: str | None = None
    issued = 0
    due_on = date.max
    reminded = False
    overdue = False

    def consistency_boundary(self) -> list[Selector]:
        return [Selector(OF_SERIES, [SERIES(self.ask.series)])]

    @event(b.BulletinSeriesBegun)
    def _begun(self, title: str, cycle: str | None, due_on: date) -> None:
        self.state, self.title, self.cycle, self.due_on = "running", title, cycle, due_on

    @event(b.BulletinIssued)
    def _issued(self, number: int, due_on: date) -> None:
        self.issued, self.due_on, self.reminded, self.overdue = number, due_on, False, False

    @event(b.BulletinFallsDue)
    def _reminded(self) -> None:
        self.reminded = True

    @event(b.BulletinOverdue)
    def _went_overdue(self) -> None:
        self.overdue = True

    @event(b.BulletinSeriesEnded)
    def _ended(self) -> None:
        self.state = "ended"

    def require_running(self) -> None:
        """Raise Refused unless the series was begun and not ended."""
        series = self.ask.series
        self.refuse_unless(self.state != "none", unknown("定期通报", series))
        over = wrong_state("定期通报", series, "已结束", "进行中")
        self.refuse_unless(self.state == "running", over)


@decides(BeginBulletins, by=(Role.CLERK, Role.COMMITTEE_SECRETARY))
class Beginning(OfSeries[BeginBulletins]):
    """Only at an interval that the tenant's rules name."""

    def execute(self) -> None:
        ask, rule = self.ask, bulletins(self.context.rules)
        self.refuse_unless(self.state == "none", TAKEN(kind="定期通报", id=ask.series))
        due_on = due_after(self.context.on, rule)
        self.record(
            b.BulletinSeriesBegun(
                series=ask.series, cycle=ask.cycle, title=ask.title, due_on=due_on
            )
        )


@decides(EndBulletins, by=(Role.CLERK, Role.COMMITTEE_SECRETARY))
class SeriesEnding(OfSeries[EndBulletins]):
    """A series ends with its reason."""

    def execute(self) -> None:
        self.require_running()
        self.record(b.BulletinSeriesEnded(series=self.ask.series, reason=self.ask.reason))
