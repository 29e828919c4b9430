"""Feeding back the appraisal (评议结果): the unit is told what the ballots said (S0-13)."""

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.ballots.events import SubjectTally, Tallied
from taizhang.domain.grades.events import GradesConfirmed
from taizhang.domain.names import (
    BOX,
    CYCLE,
    SUBJECT,
    BoxId,
    CycleId,
    SubjectId,
    Text,
)
from taizhang.domain.naming import Naming, registered
from taizhang.domain.refusals import wrong_state
from taizhang.domain.results.events import AppraisalFedBack
from taizhang.domain.results.rules import ResultRules
from taizhang.errors import Refusal
from taizhang.tenancy.roles import Role

NOT_TALLIED = Refusal(
    "results.not_tallied",
    zh="票箱“{box}”里没有对“{name}”的计票结果,不能反馈评议结果",
    en="box {box} holds no tally on {name} yet",
    rule="S0-13",
    status=409,
)
NOT_CONFIRMED = Refusal(
    "results.feedback_before_confirmation",
    zh="等次还没有审定,不能反馈“{name}”的评议结果",
    en="the grades are not confirmed yet; {name} is told afterwards",
    rule="S0-13",
    status=409,
)


class FeedBackAppraisal(Command, name="results.feed_back", title="反馈评议结果"):
    """Tell a unit how the meeting appraised it: the counts of one box, and an opinion."""

    cycle: CycleId
    subject: SubjectId
    box: BoxId
    opinion: Text | None = None


@decides(FeedBackAppraisal, by=(Role.CLERK, Role.COMMITTEE_SECRETARY), version=2)
class FeedingBack(Naming[FeedBackAppraisal]):
    """Once a cycle. The figures come from the tally, not from whoever feeds them back."""

    tally: SubjectTally | None = None
    confirmed = False
    fed_back = False

    def consistency_boundary(self) -> list[Selector]:
        cycle, unit = CYCLE(self.ask.cycle), self.ask.subject
        return [
            Selector([Tallied], [BOX(self.ask.box), cycle]),
            Selector([GradesConfirmed], [cycle]),
            Selector([AppraisalFedBack], [cycle, SUBJECT(unit)]),
            *registered(unit),
        ]

    @event(Tallied)
    def _tallied(self, counts: list[SubjectTally]) -> None:
        mine = (tally for tally in counts if tally.subject == self.ask.subject)
        self.tally = next(mine, self.tally)  # the tally of a long ballot is several events

    @event(GradesConfirmed)
    def _confirmed(self) -> None:
        self.confirmed = True

    @event(AppraisalFedBack)
    def _fed_back(self) -> None:
        self.fed_back = True

    def execute(self) -> None:
        ask, tally = self.ask, self.tally
        name = self.name_of(ask.subject)
        feedback = self.context.rules.of(ResultRules).feedback
        missing = NOT_TALLIED(box=ask.box, subject=ask.subject, name=name)
        self.refuse_unless(tally is not None, missing)
        assert tally is not None
        early = NOT_CONFIRMED(clause=feedback.basis("after_confirmation"), name=name)
        self.refuse_unless(self.confirmed or not feedback.after_confirmation, early)
        self.refuse_unless(not self.fed_back, wrong_state("评议结果", name, "已反馈", "未反馈"))
        self.record(
            AppraisalFedBack(
                cycle=ask.cycle,
                subject=ask.subject,
                box=ask.box,
                counts=tally.counts,
                blank=tally.blank,
                invalid=tally.invalid,
                opinion=ask.opinion,
            )
        )
