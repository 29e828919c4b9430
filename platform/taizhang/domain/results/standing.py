"""Where the two results of a cycle stand, and what publishing and concluding rest on."""

from collections.abc import Iterator
from datetime import date
from typing import TypeVar

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, event
from taizhang.domain.grades.events import GradeAssigned
from taizhang.domain.names import CYCLE, CycleId
from taizhang.domain.naming import Naming, registered
from taizhang.domain.results.events import (
    AppraisalFedBack,
    AssessmentPublished,
    FeedbackAcknowledged,
    ResultsConcluded,
)
from taizhang.domain.results.rules import ResultRules
from taizhang.errors import Reason, Refusal
from taizhang.events.event import Event

NOT_GRADED = Refusal(
    "results.not_graded",
    zh="周期“{cycle}”的等次尚未审定,不能公布考核结果",
    en="the grades of {cycle} are not confirmed yet",
    rule="S0-16",
    status=409,
)
NOT_FED_BACK = Refusal(
    "results.feedback_missing",
    zh="尚有 {count} 个单位的评议结果未反馈:{names}",
    en="{count} units were not told their appraisal: {names}",
    rule="S0-13",
    status=409,
)
NOT_ACKNOWLEDGED = Refusal(
    "results.acknowledgement_missing",
    zh="尚有 {count} 个单位未签收评议结果:{names}",
    en="{count} units have not acknowledged their appraisal: {names}",
    rule="S0-13",
    status=409,
)


class ResultsCommand(Command):
    """Asks something about the results of one cycle."""

    cycle: CycleId


Ask = TypeVar("Ask", bound=ResultsCommand)
OF_RESULTS: tuple[type[Event], ...] = (
    GradeAssigned,
    AppraisalFedBack,
    FeedbackAcknowledged,
    AssessmentPublished,
    ResultsConcluded,
)


class Standing(Naming[Ask]):
    """The grades as they stand, as they were published, and which units were told."""

    until: date | None = None
    concluded = False

    def __init__(self, ask: Ask) -> None:
        super().__init__(ask)
        self.grades: dict[str, str] = {}
        self.published: dict[str, str] = {}
        self.fed_back: set[str] = set()
        self.acknowledged: set[str] = set()

    def consistency_boundary(self) -> list[Selector]:
        return [Selector(OF_RESULTS, [CYCLE(self.ask.cycle)]), *registered()]

    @event(GradeAssigned)
    def _assigned(self, subject: str, grade: str) -> None:
        self.grades[subject] = grade

    @event(AppraisalFedBack)
    def _told(self, subject: str) -> None:
        self.fed_back.add(subject)

    @event(FeedbackAcknowledged)
    def _noted(self, subject: str) -> None:
        self.acknowledged.add(subject)

    @event(AssessmentPublished)
    def _published(self, grades: dict[str, str], objections_until: date | None) -> None:
        self.published, self.until = grades, objections_until

    @event(ResultsConcluded)
    def _concluded(self) -> None:
        self.concluded = True

    def require_graded(self) -> None:
        """Raise Refused unless the grades of the cycle are confirmed."""
        self.refuse_unless(bool(self.grades), NOT_GRADED(cycle=self.ask.cycle))

    def untold(self) -> Iterator[Reason]:
        """S0-13: which units still have to be told, or to take note."""
        feedback = self.context.rules.of(ResultRules).feedback
        if not feedback.required:
            return
        if missing := set(self.grades) - self.fed_back:
            yield self._missing(NOT_FED_BACK, missing, feedback.basis("required"))
        if feedback.acknowledged and (missing := self.fed_back - self.acknowledged):
            yield self._missing(NOT_ACKNOWLEDGED, missing, feedback.basis("acknowledged"))

    def _missing(self, kind: Refusal, units: set[str], clause: str | None) -> Reason:
        ordered = sorted(units)
        return kind(
            clause=clause,
            count=len(ordered),
            subjects="、".join(ordered),
            names="、".join(map(self.name_of, ordered)),
        )
