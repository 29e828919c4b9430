"""Acknowledging the appraisal (签收): by the unit's secretary, or on a paper that they signed."""

from typing import Annotated

from msgspec import Meta

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.assessed import Assessed, enrolled
from taizhang.domain.grades.asking import list_of
from taizhang.domain.names import CYCLE, SUBJECT, CycleId, SubjectId, Text
from taizhang.domain.refusals import wrong_state
from taizhang.domain.results.events import AppraisalFedBack, FeedbackAcknowledged
from taizhang.domain.results.rules import rules_of
from taizhang.errors import Refusal
from taizhang.tenancy.roles import Role

NO_RECEIPT = Refusal(
    "results.receipt_missing",
    zh="评议结果由“{name}”的书记签收；代录须写明书记签字的签收单（receipt）",
    en="the secretary of {name} acknowledges; on paper, name the receipt that they signed",
    rule="S0-13",
)


class AcknowledgeFeedback(Command, name="results.acknowledge", title="签收评议结果"):
    """Take note of the appraisal of one's own unit, or of a person in it.

    A clerk names the signed `receipt`.
    """

    cycle: CycleId
    subject: SubjectId
    receipt: Annotated[Text | None, Meta(title="签收单")] = None


@decides(AcknowledgeFeedback, by=(Role.UNIT_SECRETARY, Role.CLERK), version=3)
class Acknowledgement(Assessed[AcknowledgeFeedback]):
    """Only what was fed back can be acknowledged, once."""

    fed_back = False
    acknowledged = False

    def consistency_boundary(self) -> list[Selector]:
        cycle, subject = self.ask.cycle, self.ask.subject
        about = Selector([AppraisalFedBack, FeedbackAcknowledged], [CYCLE(cycle), SUBJECT(subject)])
        return [about, *enrolled(cycle, subject)]

    @event(AppraisalFedBack)
    def _fed_back(self) -> None:
        self.fed_back = True

    @event(FeedbackAcknowledged)
    def _acknowledged(self) -> None:
        self.acknowledged = True

    def execute(self) -> None:
        ask, name = self.ask, self.name_of(self.ask.subject)
        unit = self.unit_of(ask.subject)
        named = self.name_of(unit)
        self.context.require_unit(unit, Role.UNIT_SECRETARY, Role.CLERK, name=named)
        feedback = rules_of(self.context.rules, list_of(ask.subject)).feedback
        unsigned = NO_RECEIPT(clause=feedback.basis("acknowledged"), name=name)
        self.refuse_unless(self._by_its_secretary or bool(ask.receipt), unsigned)
        untold = wrong_state("评议结果", ask.subject, "未反馈", "已反馈", name=name)
        self.refuse_unless(self.fed_back, untold)
        if not self.acknowledged:
            self.record(
                FeedbackAcknowledged(cycle=ask.cycle, subject=ask.subject, receipt=ask.receipt)
            )

    @property
    def _by_its_secretary(self) -> bool:
        units = self.context.authority.units(self.context.actor, Role.UNIT_SECRETARY)
        return self.unit_of(self.ask.subject) in units
