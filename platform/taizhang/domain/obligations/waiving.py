"""Waiving (免除): something need not be done."""

from typing import Annotated

from msgspec import Meta

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, decides
from taizhang.domain.names import SubjectId, Text, is_person
from taizhang.domain.naming import Naming, registered
from taizhang.domain.obligations import events as e
from taizhang.domain.obligations.duty import Duty
from taizhang.domain.obligations.names import duty_of
from taizhang.domain.obligations.owing import of_subject
from taizhang.domain.obligations.standing import OfDuties
from taizhang.domain.refusals import unknown
from taizhang.errors import Reason, Refusal
from taizhang.tenancy.roles import Role

NOTHING_OPEN = Refusal(
    "obligations.nothing_open",
    zh="“{title}”（{name}）目前是“{state}”，没有什么可以免除",
    en="{obligation} of {name} is {state}; there is nothing to waive",
    status=409,
)


class WaiveDuty(Command, name="obligations.waive", title="免除应办事项"):
    """Let somebody off what is still to be done, missed or not; for a reason."""

    obligation: Annotated[str, Meta(title="应办事项")]
    reason: Annotated[Text, Meta(title="免除原因")]
    subject: SubjectId | None = None
    key: Annotated[str, Meta(title="期次或事由")] = ""


@decides(WaiveDuty, by=(Role.CLERK, Role.SYSTEM))
class Waiving(OfDuties[WaiveDuty], Naming[WaiveDuty]):
    """What was done stays done. Waived again, nothing changes: a wrong reason is corrected."""

    def consistency_boundary(self) -> list[Selector]:
        ask, own = self.ask, of_subject(self.ask.obligation, self.ask.subject, self.ask.key)
        named = ask.subject is not None and not is_person(ask.subject)
        return [*own, *registered(ask.subject or "")] if named else own

    def execute(self) -> None:
        ask = self.ask
        duty = self._duty()
        if duty.waived:
            return
        self.refuse_unless(not duty.over, lambda: self._nothing_open(duty))
        self.record(
            e.ObligationWaived(
                duty=duty.id,
                obligation=ask.obligation,
                subject=duty.subject,
                key=duty.key,
                due=duty.due,
                reason=ask.reason,
            )
        )

    def _duty(self) -> Duty:
        ask = self.ask
        id = duty_of(ask.obligation, ask.subject, ask.key)
        borne = (d for d in self.duties.values() if (d.subject, d.key) == (ask.subject, ask.key))
        found = [*borne, *filter(None, [self.duties.get(id)])]
        self.refuse_unless(bool(found), lambda: unknown("应办事项", id))
        return min(found, key=lambda duty: duty.over)

    def _nothing_open(self, duty: Duty) -> Reason:
        name = self.name_of(duty.subject) if duty.subject else "本单位"
        state = "已终止" if duty.lapsed else "已办"
        return NOTHING_OPEN(
            title=duty.title, name=name, state=state, obligation=self.ask.obligation
        )
