"""Where the two results of a cycle stand, and what publishing and concluding rest on."""

from collections.abc import Iterator
from datetime import date
from typing import TypeVar

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, event
from taizhang.domain.assessed import Assessed
from taizhang.domain.cycles.events import PersonEnrolled
from taizhang.domain.grades.asking import list_of
from taizhang.domain.grades.confirmation_events import GradeAssigned
from taizhang.domain.grades.events import ListOf
from taizhang.domain.grades.listing import TITLES
from taizhang.domain.names import CYCLE, CycleId
from taizhang.domain.naming import registered
from taizhang.domain.results.events import (
    AppraisalFedBack,
    AssessmentPublished,
    FeedbackAcknowledged,
    ResultsConcluded,
)
from taizhang.domain.results.rules import rules_of
from taizhang.errors import Reason, Refusal
from taizhang.events.event import Event

NOT_GRADED = Refusal(
    "results.not_graded",
    zh="周期“{cycle}”的{list}尚未审定，没有考核结果",
    en="the grades of {cycle} ({of}) are not confirmed yet",
    rule="S0-16",
    status=409,
)
NOT_FED_BACK = Refusal(
    "results.feedback_missing",
    zh="尚有 {count} 个考核对象的评议结果未反馈：{names}",
    en="{count} subjects were not told their appraisal: {names}",
    rule="S0-13",
    status=409,
)
NOT_ACKNOWLEDGED = Refusal(
    "results.acknowledgement_missing",
    zh="尚有 {count} 个考核对象未签收评议结果：{names}",
    en="{count} subjects have not acknowledged their appraisal: {names}",
    rule="S0-13",
    status=409,
)


class ResultsCommand(Command):
    """Asks something about the results of one cycle."""

    cycle: CycleId


Ask = TypeVar("Ask", bound=ResultsCommand)
OF_RESULTS: tuple[type[Event], ...] = (
    PersonEnrolled,
    GradeAssigned,
    AppraisalFedBack,
    FeedbackAcknowledged,
    AssessmentPublished,
    ResultsConcluded,
)


class Standing(Assessed[Ask]):
    """The grades of both lists as they stand, as they were published, and who was told."""

    concluded = False

    def __init__(self, ask: Ask) -> None:
        super().__init__(ask)
        self.grades: dict[str, str] = {}
        self.published: dict[ListOf, dict[str, str]] = {}
        self.until: dict[ListOf, date | None] = {}
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
    def _published(self, grades: dict[str, str], objections_until: date | None, of: ListOf) -> None:
        self.published[of], self.until[of] = grades, objections_until

    @event(ResultsConcluded)
    def _concluded(self) -> None:
        self.concluded = True

    def grades_of(self, of: ListOf) -> dict[str, str]:
        """The grades of one list, by subject."""
        return {each: grade for each, grade in self.grades.items() if list_of(each) == of}

    def require_graded(self, of: ListOf) -> dict[str, str]:
        """The grades of one list. Raises Refused unless it is confirmed."""
        grades = self.grades_of(of)
        self.refuse_unless(bool(grades), self.ungraded(of))
        return grades

    def ungraded(self, of: ListOf) -> Reason:
        """A list is not confirmed yet."""
        clause = rules_of(self.context.rules, of).publication.basis("required")
        return NOT_GRADED(clause=clause, cycle=self.ask.cycle, list=TITLES[of], of=of)

    def untold(self, of: ListOf) -> Iterator[Reason]:
        """S0-13: who on a list still has to be told, or to take note."""
        feedback, subjects = rules_of(self.context.rules, of).feedback, set(self.grades_of(of))
        if not feedback.required:
            return
        if missing := subjects - self.fed_back:
            yield self._missing(NOT_FED_BACK, missing, feedback.basis("required"))
        if feedback.acknowledged and (missing := subjects & self.fed_back - self.acknowledged):
            yield self._missing(NOT_ACKNOWLEDGED, missing, feedback.basis("acknowledged"))

    def _missing(self, kind: Refusal, subjects: set[str], clause: str | None) -> Reason:
        ordered = sorted(subjects)
        return kind(
            clause=clause,
            count=len(ordered),
            subjects="、".join(ordered),
            names="、".join(map(self.name_of, ordered)),
        )
