"""The end: by the clock when the last day is over, by hand where none was set, or taken back."""

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
from taizhang.domain.publicity import events as e
from taizhang.domain.publicity.rules import PublicityRules
from taizhang.domain.publicity.standing import PublicationCommand, Standing
from taizhang.errors import Reason, Refusal, Refused
from taizhang.tenancy.roles import Role

PERIOD = "publicity.period_over"
TOO_EARLY = Refusal(
    "publicity.period_runs",
    zh="{act}到 {until} 为止，{on} 还不能结束；要提前停止，请写明原因撤回",
    en="it is shown until {until}; {on} is too early, and what is taken back needs a reason",
    status=409,
)


class EndPublicity(PublicationCommand, name="publicity.end", title="结束公开或公示"):
    """Show it no longer. Ending what is over changes nothing."""


class WithdrawPublicity(PublicationCommand, name="publicity.withdraw", title="撤回公开或公示"):
    """Take back what is shown, or was: it counts as not shown."""

    reason: Annotated[Text, Meta(title="撤回原因")]


@decides(EndPublicity, by=(Role.CLERK, Role.COMMITTEE_SECRETARY, Role.SYSTEM))
class Ending(Standing[EndPublicity]):
    """Not before its last day is over."""

    def execute(self) -> None:
        self.require("shown", "ended", "withdrawn")
        if self.state != "shown":
            return
        on = self.context.on
        if self.until is not None and on <= self.until:
            raise Refused(self._too_early(self.until, on))
        self.record(
            e.PublicityEnded(
                publication=self.ask.publication,
                cycle=self.cycle,
                organisation=self.organisation,
                unanswered=len(self.open),
            )
        )

    def _too_early(self, until: date, on: date) -> Reason:
        rules = self.context.rules.find(PublicityRules)
        rule = rules.arranged(self.act, self.matter) if rules else None
        return TOO_EARLY(
            clause=rule.basis("days") if rule else None,
            act=e.ACTS[self.act],
            until=until.isoformat(),
            on=on.isoformat(),
        )


@decides(WithdrawPublicity, by=(Role.CLERK, Role.COMMITTEE_SECRETARY))
class Withdrawing(Standing[WithdrawPublicity]):
    """Even what has ended: a mistake may be found later."""

    def execute(self) -> None:
        self.require("shown", "ended")
        self.record(
            e.PublicityWithdrawn(
                publication=self.ask.publication,
                cycle=self.cycle,
                organisation=self.organisation,
                reason=self.ask.reason,
            )
        )


@policy("publicity.watch_started", on=e.PublicityStarted)
def watch_started(event: e.PublicityStarted, occasion: Occasion) -> Iterable[Command]:
    """Look again when the last day is over."""
    if event.until is not None:
        day = event.until + timedelta(days=1)
        yield SetDeadline(day=day, kind=PERIOD, subject=event.publication)


@policy("publicity.at_deadline", on=DeadlineReached)
def at_deadline(event: DeadlineReached, occasion: Occasion) -> Iterable[Command]:
    """The period is over."""
    if event.kind == PERIOD:
        yield EndPublicity(publication=event.subject)
