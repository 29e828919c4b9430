"""Missing: the last day is over."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, decides
from taizhang.domain.obligations.duty import Duty
from taizhang.domain.obligations.events import ObligationMissed
from taizhang.domain.obligations.names import DUE, DUTY, OBLIGATION
from taizhang.domain.obligations.page_events import DuePassed
from taizhang.domain.obligations.standing import OF_DUTY, OfDuties
from taizhang.tenancy.roles import Role

PAGE = 500
"""What one decision opens or misses at most."""


class MissDuties(Command, name="obligations.miss", title="核对到期的应办事项"):
    """Flag what was due by a day and was not done by then; does nothing before that day is over."""

    obligation: Annotated[str, Meta(title="应办事项")]
    due: Annotated[date, Meta(title="到期日")]
    after: Annotated[str, Meta(title="本页起点")] = ""
    """The duty behind which the page begins."""
    duty: Annotated[str | None, Meta(title="只核对这一项")] = None


@decides(MissDuties, by=Role.SYSTEM)
class Missing(OfDuties[MissDuties]):
    """Each once for each last day that it had."""

    def consistency_boundary(self) -> list[Selector]:
        ask = self.ask
        if ask.duty is not None:
            return [Selector(OF_DUTY, [DUTY(ask.duty)])]
        return [Selector(OF_DUTY, [DUE(ask.due.isoformat()), OBLIGATION(ask.obligation)])]

    def execute(self) -> None:
        ask = self.ask
        if self.context.on <= ask.due:
            return
        behind = sorted(id for id, d in self.duties.items() if d.due == ask.due and id > ask.after)
        for id in behind[:PAGE]:
            self._miss(self.duties[id])
        if behind[PAGE:]:
            following = DuePassed(obligation=ask.obligation, due=ask.due, next=behind[PAGE - 1])
            self.record(following)

    def _miss(self, duty: Duty) -> None:
        if duty.missed or duty.waived or duty.lapsed or duty.kept:
            return
        self.record(
            ObligationMissed(
                duty=duty.id,
                obligation=self.ask.obligation,
                title=duty.title,
                subject=duty.subject,
                key=duty.key,
                due=duty.due,
                done=len(duty.met),
                times=duty.times,
            )
        )
