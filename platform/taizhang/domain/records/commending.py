"""Commending who did well and was found to do well by the people (充分肯定, S0-18)."""

from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.ballots.count_events import SubjectTally
from taizhang.domain.names import COMMENDATION, CYCLE, SUBJECT, CommendationId, Text
from taizhang.domain.records.events import CommendationRecorded, CommendationWithdrawn
from taizhang.domain.records.grading import GradedCommand, OfGraded
from taizhang.domain.records.rules import RecordRules
from taizhang.domain.refusals import TAKEN, unknown
from taizhang.domain.results.appraisal import votes
from taizhang.domain.results.events import AppraisalFedBack
from taizhang.errors import Refusal
from taizhang.tenancy.roles import Role

NOT_THAT_GRADE = Refusal(
    "records.not_that_grade",
    zh="“{name}”的考核等次是“{grade}”；充分肯定须为：{grades}",
    en="{name} holds {grade!r}; commended is who holds: {grades}",
    rule="S0-18",
)
NO_RESPONSE = Refusal(
    "records.no_response",
    zh="还没有反馈对“{name}”的评议结果，不知道基层党员群众的反映",
    en="the appraisal of {name} was not fed back yet: what the people say is not known",
    rule="S0-18",
)


class Commend(GradedCommand, name="records.commend", title="充分肯定"):
    """Commend a unit or person for a cycle: for what, and what people said of it."""

    commendation: CommendationId
    text: Annotated[Text, Meta(title="肯定的内容")]
    response: Annotated[Text | None, Meta(title="群众反映")] = None


class WithdrawCommendation(
    GradedCommand, name="records.withdraw_commendation", title="撤回充分肯定"
):
    """Take a commendation back, for a reason."""

    commendation: CommendationId
    reason: Annotated[Text, Meta(title="撤回原因")]


@decides(Commend, by=(Role.CLERK, Role.COMMITTEE_SECRETARY))
class Commending(OfGraded[Commend]):
    """On a grade that the rules name, and on the appraisal where they ask for it."""

    known = False
    counts: dict[str, int] | None = None

    def consistency_boundary(self) -> list[Selector]:
        ask = self.ask
        return [
            *super().consistency_boundary(),
            Selector([AppraisalFedBack], [CYCLE(ask.cycle), SUBJECT(ask.subject)]),
            Selector([CommendationRecorded], [COMMENDATION(ask.commendation)]),
        ]

    @event(AppraisalFedBack)
    def _fed_back(self, counts: list[SubjectTally]) -> None:
        self.counts = votes(counts)

    @event(CommendationRecorded)
    def _commended(self) -> None:
        self.known = True

    def execute(self) -> None:
        ask, rules = self.ask, self.context.rules.of(RecordRules).commendation
        self.refuse_unless(not self.known, TAKEN(kind="充分肯定", id=ask.commendation))
        grade = self.require_grade()
        named, clause = "、".join(rules.grades) or "（无）", rules.basis("grades")
        other = NOT_THAT_GRADE(clause=clause, name=self.name, grade=grade, grades=named)
        self.refuse_unless(grade in rules.grades, other)
        unheard = NO_RESPONSE(clause=rules.basis("appraisal"), name=self.name)
        self.refuse_unless(self.counts is not None or not rules.appraisal, unheard)
        self.record(
            CommendationRecorded(
                commendation=ask.commendation,
                cycle=ask.cycle,
                subject=ask.subject,
                text=ask.text,
                grade=grade,
                counts=self.counts,
                response=ask.response,
                clause=clause,
            )
        )


@decides(WithdrawCommendation, by=(Role.CLERK, Role.COMMITTEE_SECRETARY))
class Withdrawing(OfGraded[WithdrawCommendation]):
    """Only one that stands, and of that subject."""

    stands = False

    def consistency_boundary(self) -> list[Selector]:
        tags = [COMMENDATION(self.ask.commendation), SUBJECT(self.ask.subject)]
        kinds = (CommendationRecorded, CommendationWithdrawn)
        return [*super().consistency_boundary(), Selector(kinds, tags)]

    @event(CommendationRecorded)
    def _commended(self) -> None:
        self.stands = True

    @event(CommendationWithdrawn)
    def _withdrawn(self) -> None:
        self.stands = False

    def execute(self) -> None:
        ask = self.ask
        own = unknown(f"对“{self.name}”的充分肯定", ask.commendation)
        self.refuse_unless(self.stands, own)
        self.record(
            CommendationWithdrawn(
                commendation=ask.commendation,
                cycle=ask.cycle,
                subject=ask.subject,
                reason=ask.reason,
            )
        )
