"""The end of a sanction: by the clock after its last day, or lifted by a decision."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Annotated

from msgspec import Meta

from taizhang.commands.command import Command
from taizhang.commands.policy import Occasion, policy
from taizhang.commands.slice import decides
from taizhang.domain.clock.deadlines import SetDeadline
from taizhang.domain.clock.events import DeadlineReached
from taizhang.domain.names import Text
from taizhang.domain.sanctions.events import SanctionExpired, SanctionImposed, SanctionLifted
from taizhang.domain.sanctions.standing import OfSanction, SanctionCommand
from taizhang.errors import Refusal
from taizhang.tenancy.roles import Role

EXPIRY = "sanctions.expiry"
NOT_DECIDED_YET = Refusal(
    "sanctions.decided_in_the_future",
    zh="解除决定的日期 {decided_on} 晚于业务日期 {on}",
    en="the decision of {decided_on} is after {on}",
)


class ExpireSanction(SanctionCommand, name="sanctions.expire", title="处理期满"):
    """End the sanction if its last day is over; else do nothing."""


class LiftSanction(SanctionCommand, name="sanctions.lift", title="解除处理"):
    """End the sanction before its time, by a decision of a competent body."""

    reason: Annotated[Text, Meta(title="解除原因")]
    body: Annotated[Text, Meta(title="决定机关")]
    number: Annotated[Text, Meta(title="决定文号")]
    decided_on: Annotated[date, Meta(title="决定日期")]


@decides(ExpireSanction, by=Role.SYSTEM)
class Expiring(OfSanction[ExpireSanction]):
    """One that was lifted before has nothing to expire."""

    def execute(self) -> None:
        if self.state != "imposed" or self.until is None or self.context.on <= self.until:
            return
        self.record(
            SanctionExpired(
                sanction=self.ask.sanction,
                organisation=self.organisation,
                unit=self.unit,
                person=self.person,
                bars=self.bars,
            )
        )


@decides(LiftSanction, by=(Role.CLERK, Role.COMMITTEE_SECRETARY))
class Lifting(OfSanction[LiftSanction]):
    """By a body that could impose it, and only while it lasts."""

    def execute(self) -> None:
        ask, on = self.ask, self.context.on
        self.require("imposed")
        self.require_competent(ask.body)
        later = NOT_DECIDED_YET(decided_on=ask.decided_on.isoformat(), on=on.isoformat())
        self.refuse_unless(ask.decided_on <= on, later)
        self.record(
            SanctionLifted(
                sanction=ask.sanction,
                organisation=self.organisation,
                unit=self.unit,
                person=self.person,
                bars=self.bars,
                reason=ask.reason,
                body=ask.body,
                number=ask.number,
                decided_on=ask.decided_on,
            )
        )


@policy("sanctions.watch_imposed", on=SanctionImposed)
def watch_imposed(event: SanctionImposed, occasion: Occasion) -> Iterable[Command]:
    """Look again on the day after its last one."""
    if event.until is not None:
        day = event.until + timedelta(days=1)
        yield SetDeadline(day=day, kind=EXPIRY, subject=event.sanction)


@policy("sanctions.at_expiry", on=DeadlineReached)
def at_expiry(event: DeadlineReached, occasion: Occasion) -> Iterable[Command]:
    """The day has come."""
    if event.kind == EXPIRY:
        yield ExpireSanction(sanction=event.subject)
