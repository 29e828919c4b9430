"""Feeding back the appraisal (评议结果): each is told what the ballots said (S0-13)."""

from typing import Annotated

from msgspec import Meta

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.assessed import Assessed, enrolled
from taizhang.domain.ballots.count_events import SubjectTally, Tallied
from taizhang.domain.grades.asking import list_of
from taizhang.domain.grades.confirmation_events import GradesConfirmed
from taizhang.domain.grades.events import ListOf
from taizhang.domain.names import (
    BOX,
    CYCLE,
    SUBJECT,
    BoxId,
    CycleId,
    SubjectId,
    Text,
)
from taizhang.domain.refusals import wrong_state
from taizhang.domain.results.events import AppraisalFedBack
from taizhang.domain.results.rules import rules_of
from taizhang.errors import Refusal
from taizhang.tenancy.roles import Role

NOT_TALLIED = Refusal(
    "results.not_tallied",
    zh="票箱“{box}”里没有对“{name}”的计票结果，不能反馈评议结果",
    en="box {box} holds no tally on {name} yet",
    rule="S0-13",
    status=409,
)
NOT_CONFIRMED = Refusal(
    "results.feedback_before_confirmation",
    zh="等次还没有审定，不能反馈“{name}”的评议结果",
    en="the grades are not confirmed yet; {name} is told afterwards",
    rule="S0-13",
    status=409,
)


class FeedBackAppraisal(Command, name="results.feed_back", title="反馈评议结果"):
    """Tell a unit or a person how the meeting appraised them: one box, and an opinion."""

    cycle: CycleId
    subject: SubjectId
    box: BoxId
    opinion: Annotated[Text | None, Meta(title="反馈意见")] = None


@decides(FeedBackAppraisal, by=(Role.CLERK, Role.COMMITTEE_SECRETARY), version=3)
class FeedingBack(Assessed[FeedBackAppraisal]):
    """Once a cycle. The figures come from the tally, not from whoever feeds them back."""

    confirmed = False
    fed_back = False

    def __init__(self, ask: FeedBackAppraisal) -> None:
        super().__init__(ask)
        self.lines: list[SubjectTally] = []
        """One for each item that the ballot asked of the subject."""

    def consistency_boundary(self) -> list[Selector]:
        cycle, subject = CYCLE(self.ask.cycle), self.ask.subject
        return [
            Selector([Tallied], [BOX(self.ask.box), cycle]),
            Selector([GradesConfirmed], [cycle]),
            Selector([AppraisalFedBack], [cycle, SUBJECT(subject)]),
            *enrolled(self.ask.cycle, subject),
        ]

    @event(Tallied)
    def _tallied(self, counts: list[SubjectTally]) -> None:
        # The tally of a long ballot is several events.
        self.lines += [line for line in counts if line.subject == self.ask.subject]

    @event(GradesConfirmed)
    def _confirmed(self, of: ListOf) -> None:
        self.confirmed |= of == list_of(self.ask.subject)

    @event(AppraisalFedBack)
    def _fed_back(self) -> None:
        self.fed_back = True

    def execute(self) -> None:
        ask, name = self.ask, self.name_of(self.ask.subject)
        feedback = rules_of(self.context.rules, list_of(ask.subject)).feedback
        missing = NOT_TALLIED(
            clause=feedback.basis("required"), box=ask.box, subject=ask.subject, name=name
        )
        self.refuse_unless(bool(self.lines), missing)
        early = NOT_CONFIRMED(clause=feedback.basis("after_confirmation"), name=name)
        self.refuse_unless(self.confirmed or not feedback.after_confirmation, early)
        told = wrong_state("评议结果", ask.subject, "已反馈", "未反馈", name=name)
        self.refuse_unless(not self.fed_back, told)
        self.record(
            AppraisalFedBack(
                cycle=ask.cycle,
                subject=ask.subject,
                box=ask.box,
                counts=self.lines,
                opinion=ask.opinion,
            )
        )
