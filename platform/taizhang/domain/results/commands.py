"""Feeding back the appraisal and publishing the assessment, and how it is decided."""

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, Slice, decides, event
from taizhang.domain.ballots.events import SubjectTally, Tallied
from taizhang.domain.grades.events import GradeAssigned
from taizhang.domain.names import (
    BOX,
    CYCLE,
    ORGANISATION,
    BoxId,
    CycleId,
    OrganisationId,
    Text,
)
from taizhang.domain.refusals import wrong_state
from taizhang.domain.results.events import (
    AppraisalFedBack,
    AssessmentPublished,
    FeedbackAcknowledged,
)
from taizhang.domain.results.rules import ResultRules
from taizhang.errors import Refusal
from taizhang.tenancy.roles import Role

FOREIGN_SCOPE = Refusal(
    "results.foreign_scope",
    zh="公布范围“{scope}”不在本单位规定的范围内:{allowed}",
    en="{scope!r} is none of the scopes {allowed}",
    rule="S0-16",
)
NOT_GRADED = Refusal(
    "results.not_graded",
    zh="周期“{cycle}”的等次尚未审定,不能公布考核结果",
    en="the grades of {cycle} are not confirmed yet",
    rule="S0-16",
    status=409,
)
NOT_TALLIED = Refusal(
    "results.not_tallied",
    zh="票箱“{box}”里没有对“{organisation}”的计票结果,不能反馈评议结果",
    en="box {box} holds no tally on {organisation} yet",
    rule="S0-13",
    status=409,
)


class FeedBackAppraisal(Command, name="results.feed_back", title="反馈评议结果"):
    """Tell a unit how the meeting appraised it: the counts of one box, and an opinion."""

    cycle: CycleId
    organisation: OrganisationId
    box: BoxId
    opinion: Text | None = None


@decides(FeedBackAppraisal, by=(Role.CLERK, Role.COMMITTEE_SECRETARY))
class FeedingBack(Slice[FeedBackAppraisal]):
    """The figures come from the tally, not from whoever feeds them back (S0-13)."""

    tally: SubjectTally | None = None

    def consistency_boundary(self) -> list[Selector]:
        return [Selector([Tallied], [BOX(self.ask.box), CYCLE(self.ask.cycle)])]

    @event(Tallied)
    def _(self, counts: list[SubjectTally]) -> None:
        mine = (tally for tally in counts if tally.subject == self.ask.organisation)
        self.tally = next(mine, None)

    def execute(self) -> None:
        ask, tally = self.ask, self.tally
        self.refuse_unless(
            tally is not None, NOT_TALLIED(box=ask.box, organisation=ask.organisation)
        )
        assert tally is not None
        self.record(
            AppraisalFedBack(
                cycle=ask.cycle,
                organisation=ask.organisation,
                box=ask.box,
                counts=tally.counts,
                blank=tally.blank,
                invalid=tally.invalid,
                opinion=ask.opinion,
            )
        )


class AcknowledgeFeedback(Command, name="results.acknowledge", title="签收评议结果"):
    """Take note of the appraisal of one's own unit."""

    cycle: CycleId
    organisation: OrganisationId


@decides(AcknowledgeFeedback, by=(Role.UNIT_SECRETARY, Role.CLERK))
class Acknowledgement(Slice[AcknowledgeFeedback]):
    """Only what was fed back can be acknowledged, once."""

    fed_back = False
    acknowledged = False

    def consistency_boundary(self) -> list[Selector]:
        tags = [CYCLE(self.ask.cycle), ORGANISATION(self.ask.organisation)]
        return [Selector([AppraisalFedBack, FeedbackAcknowledged], tags)]

    @event(AppraisalFedBack)
    def _(self) -> None:
        self.fed_back = True

    @event(FeedbackAcknowledged)
    def _(self) -> None:
        self.acknowledged = True

    def execute(self) -> None:
        ask = self.ask
        self.context.require_unit(ask.organisation, Role.UNIT_SECRETARY, Role.CLERK)
        state = wrong_state("评议结果", ask.organisation, "未反馈", "已反馈")
        self.refuse_unless(self.fed_back, state)
        if not self.acknowledged:
            self.record(FeedbackAcknowledged(cycle=ask.cycle, organisation=ask.organisation))


class PublishAssessment(Command, name="results.publish", title="公布考核结果"):
    """Publish the confirmed grades of a cycle within a scope."""

    cycle: CycleId
    scope: Text


@decides(PublishAssessment, by=(Role.CLERK, Role.COMMITTEE_SECRETARY))
class Publishing(Slice[PublishAssessment]):
    """Only confirmed grades, and only within a scope that the tenant uses (S0-16)."""

    published = False

    def __init__(self, ask: PublishAssessment) -> None:
        super().__init__(ask)
        self.grades: dict[str, str] = {}

    def consistency_boundary(self) -> list[Selector]:
        return [Selector([GradeAssigned, AssessmentPublished], [CYCLE(self.ask.cycle)])]

    @event(GradeAssigned)
    def _(self, organisation: str, grade: str) -> None:
        self.grades[organisation] = grade

    @event(AssessmentPublished)
    def _(self) -> None:
        self.published = True

    def execute(self) -> None:
        ask = self.ask
        publication = self.context.rules.of(ResultRules).publication
        clause, allowed = publication.basis("scopes"), "、".join(publication.scopes)
        self.refuse_unless(
            ask.scope in publication.scopes,
            FOREIGN_SCOPE(clause=clause, scope=ask.scope, allowed=allowed),
        )
        self.refuse_unless(bool(self.grades), NOT_GRADED(cycle=ask.cycle))
        state = wrong_state("考核结果", ask.cycle, "已公布", "未公布")
        self.refuse_unless(not self.published, state)
        self.record(AssessmentPublished(cycle=ask.cycle, scope=ask.scope, grades=self.grades))
