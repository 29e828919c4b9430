"""Planning an inspection that may be known before it is held, and calling it off."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import Selector, decides
from taizhang.domain.inspections.events import InspectionCalledOff, InspectionScheduled
from taizhang.domain.inspections.rules import InspectionRules
from taizhang.domain.inspections.standing import InspectionCommand, OfInspection
from taizhang.domain.names import OrganisationId, Text
from taizhang.domain.organisations.boundaries import of_units
from taizhang.domain.refusals import TAKEN
from taizhang.errors import Refusal
from taizhang.tenancy.roles import Role

UNANNOUNCED = Refusal(
    "inspections.unannounced",
    zh="“{kind}”不事先通知，不能预先安排；开展后直接登记",
    en="{kind!r} is unannounced and is never scheduled; enter it once it was held",
    rule="S1-18",
)
IN_THE_PAST = Refusal(
    "inspections.planned_in_the_past",
    zh="安排的日期 {planned_on} 早于业务日期 {on}",
    en="{planned_on} is before {on}",
)


class ScheduleInspection(InspectionCommand, name="inspections.schedule", title="安排督查"):
    """Plan an inspection of a unit for a day."""

    organisation: OrganisationId
    kind: Annotated[Text, Meta(title="督查方式")]
    planned_on: Annotated[date, Meta(title="安排日期")]
    scope: Annotated[Text, Meta(title="督查内容")]


class CallOffInspection(InspectionCommand, name="inspections.call_off", title="取消督查"):
    """Say that a planned inspection will not be held."""

    reason: Annotated[Text, Meta(title="取消原因")]


@decides(ScheduleInspection, by=(Role.CLERK, Role.SUPERVISOR, Role.SYSTEM))
class Scheduling(OfInspection[ScheduleInspection]):
    """Only of a kind that is announced: what stands in the log before could be known before."""

    def consistency_boundary(self) -> list[Selector]:
        return [*super().consistency_boundary(), *of_units([self.ask.organisation])]

    def execute(self) -> None:
        ask, on = self.ask, self.context.on
        self.require_unit(ask.organisation, on)
        self.refuse_unless(self.state == "none", TAKEN(kind="督查", id=ask.inspection))
        told = self.require_kind(ask.kind)
        clause = self.context.rules.of(InspectionRules).kinds.basis("announced")
        self.refuse_unless(told, UNANNOUNCED(clause=clause, kind=ask.kind))
        past = IN_THE_PAST(planned_on=ask.planned_on.isoformat(), on=on.isoformat())
        self.refuse_unless(ask.planned_on >= on, past)
        self.record(
            InspectionScheduled(
                inspection=ask.inspection,
                organisation=ask.organisation,
                kind=ask.kind,
                planned_on=ask.planned_on,
                scope=ask.scope,
            )
        )


@decides(CallOffInspection, by=(Role.CLERK, Role.SUPERVISOR))
class CallingOff(OfInspection[CallOffInspection]):
    """Only one that is planned and was not held."""

    def execute(self) -> None:
        self.require("scheduled")
        self.record(
            InspectionCalledOff(
                inspection=self.ask.inspection,
                organisation=self.organisation,
                reason=self.ask.reason,
            )
        )
