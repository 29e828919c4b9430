"""A meeting brought to its end, with all that its rules ask for."""

from collections import Counter
from collections.abc import Iterator

from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.meetings import refusals
from taizhang.domain.meetings.boxes import WithBoxes
from taizhang.domain.meetings.events import (
    CommentGiven,
    DebriefHeld,
    MeetingConcluded,
)
from taizhang.domain.meetings.floor_events import QuestionAnswered, QuestionAsked
from taizhang.domain.meetings.minutes import WithMinutes
from taizhang.domain.meetings.rules import MeetingRules
from taizhang.domain.meetings.sitting import MeetingCommand
from taizhang.domain.names import MEETING
from taizhang.errors import Reason, Refused
from taizhang.tenancy.roles import Role


class ConcludeMeeting(MeetingCommand, name="meetings.conclude", title="会议结束"):
    """End a meeting that has all that its rules ask for."""


@decides(ConcludeMeeting, by=Role.CLERK)
class Concluding(WithBoxes[ConcludeMeeting], WithMinutes[ConcludeMeeting]):
    """Boxes closed, questions enough, minutes taken and signed, as far as the rules ask."""

    def __init__(self, ask: ConcludeMeeting) -> None:
        super().__init__(ask)
        self.debriefed: set[str] = set()
        self.commented: set[str] = set()
        self.asked: Counter[str] = Counter()
        self.answered: Counter[str] = Counter()

    def consistency_boundary(self) -> list[Selector]:
        kinds = (DebriefHeld, CommentGiven, QuestionAsked, QuestionAnswered)
        return [*super().consistency_boundary(), Selector(kinds, [MEETING(self.ask.meeting)])]

    @event(DebriefHeld)
    def _heard(self, organisation: str) -> None:
        self.debriefed.add(organisation)

    @event(CommentGiven)
    def _commented(self, organisation: str) -> None:
        self.commented.add(organisation)

    @event(QuestionAsked)
    def _asked(self, organisation: str) -> None:
        self.asked[organisation] += 1

    @event(QuestionAnswered)
    def _answered(self, organisation: str) -> None:
        self.answered[organisation] += 1

    def execute(self) -> None:
        self.require_sitting()
        self.require_boxes("结束", "已封箱")
        rules = self.context.rules.of(MeetingRules)
        wrong = [*self._few_questions(rules), *self._unwritten(rules)]
        if wrong:
            raise Refused(*wrong)
        self._warn_of_comments(rules)
        present = len(self.roll.present)
        self.record(MeetingConcluded(meeting=self.ask.meeting, cycle=self.cycle, present=present))

    def _few_questions(self, rules: MeetingRules) -> Iterator[Reason]:
        rule = rules.questions
        for unit in sorted(self.debriefed) if rule.least else ():
            if self.answered[unit] < (rule.least or 0):
                yield refusals.FEW_QUESTIONS(
                    clause=rule.basis("least"),
                    organisation=unit,
                    asked=self.asked[unit],
                    answered=self.answered[unit],
                    required=rule.least,
                )

    def _unwritten(self, rules: MeetingRules) -> Iterator[Reason]:
        rule = rules.minutes
        required, clause = rule.required, rule.basis("required")
        if self.kind == "committee":
            required = rules.committee.minutes_required
            clause = rules.committee.basis("minutes_required")
        if required and self.minutes is None:
            yield refusals.NO_MINUTES(clause=clause, meeting=self.ask.meeting)
        elif required and len(self.signers) < (rule.signatures or 0):
            yield refusals.FEW_SIGNATURES(
                clause=rule.basis("signatures"),
                signed=len(self.signers),
                required=rule.signatures,
            )

    def _warn_of_comments(self, rules: MeetingRules) -> None:
        # Comments may still follow; what refuses for want of them is the confirmation of grades.
        missing = sorted(self.debriefed - self.commented)
        if missing and rules.comments.required:
            clause, names = rules.comments.basis("required"), "、".join(missing)
            self.warn(refusals.UNCOMMENTED(clause=clause, count=len(missing), organisations=names))
