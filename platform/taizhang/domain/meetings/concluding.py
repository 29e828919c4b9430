"""A meeting brought to its end, with all that its rules ask for."""

from collections import Counter
from collections.abc import Iterator

from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.meetings.boxes import WithBoxes
from taizhang.domain.meetings.events import (
    CommentGiven,
    DebriefHeld,
    MeetingConcluded,
)
from taizhang.domain.meetings.floor_events import QuestionAnswered, QuestionAsked
from taizhang.domain.meetings.minutes import FEW_SIGNATURES, NO_MINUTES, WithMinutes
from taizhang.domain.meetings.rules import MeetingRules
from taizhang.domain.meetings.sitting import MeetingCommand
from taizhang.domain.names import MEETING, subject_of
from taizhang.domain.naming import Naming, registered
from taizhang.errors import Reason, Refusal, Refused
from taizhang.tenancy.roles import Role

FEW_QUESTIONS = Refusal(
    "meetings.few_questions",
    zh="“{name}”现场提问 {asked} 个（已答复 {answered} 个），不足 {required} 个",
    en="{name} was asked {asked} and answered {answered} of {required} questions",
    rule="S0-12",
)
UNCOMMENTED = Refusal(
    "meetings.uncommented",
    zh="{count} 个已述职的单位尚未点评：{names}",
    en="{count} units debriefed and were not commented on: {names}",
    rule="S0-10",
)


NOT_VOTED_ON = Refusal(
    "meetings.not_voted_on",
    zh="{count} 个已述职的单位还没有有效的现场测评：{names}",
    en="{count} units debriefed and were not voted on: {names}",
    rule="S1-12",
)


class ConcludeMeeting(MeetingCommand, name="meetings.conclude", title="会议结束"):
    """End a meeting that has all that its rules ask for."""


@decides(ConcludeMeeting, by=Role.CLERK)
class Concluding(WithBoxes[ConcludeMeeting], WithMinutes[ConcludeMeeting], Naming[ConcludeMeeting]):
    """Boxes closed, questions enough, minutes taken and signed, as far as the rules ask."""

    def __init__(self, ask: ConcludeMeeting) -> None:
        super().__init__(ask)
        self.debriefed: dict[str, str | None] = {}
        """By unit, who debriefed."""
        self.commented: set[str] = set()
        self.asked: Counter[str] = Counter()
        self.answered: Counter[str] = Counter()

    def consistency_boundary(self) -> list[Selector]:
        kinds = (DebriefHeld, CommentGiven, QuestionAsked, QuestionAnswered)
        of_meeting = Selector(kinds, [MEETING(self.ask.meeting)])
        return [*super().consistency_boundary(), of_meeting, *registered()]

    @event(DebriefHeld)
    def _heard(self, organisation: str, debriefer: str | None) -> None:
        self.debriefed[organisation] = debriefer

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
        rules = self.provisions if self.is_review else self.context.rules.of(MeetingRules)
        if wrong := [
            *self._few_questions(rules),
            *self._not_voted_on(rules),
            *self._unwritten(rules),
        ]:
            raise Refused(*wrong)
        self._warn_of_comments(rules)
        present = len(self.roll.present)
        self.record(MeetingConcluded(meeting=self.ask.meeting, cycle=self.cycle, present=present))

    def _few_questions(self, rules: MeetingRules) -> Iterator[Reason]:
        rule = rules.questions
        for unit in sorted(self.debriefed) if rule.least else ():
            if self.answered[unit] < (rule.least or 0):
                yield FEW_QUESTIONS(
                    clause=rule.basis("least"),
                    organisation=unit,
                    name=self.name_of(unit),
                    asked=self.asked[unit],
                    answered=self.answered[unit],
                    required=rule.least,
                )

    def _not_voted_on(self, rules: MeetingRules) -> Iterator[Reason]:
        voted = self.voted_on
        heard = self.debriefed.items() if rules.voting.required else ()
        missing = [u for u, who in heard if not voted & {u, subject_of(who) if who else u}]
        if missing:
            clause, names = rules.voting.basis("required"), "、".join(map(self.name_of, missing))
            yield NOT_VOTED_ON(clause=clause, count=len(missing), names=names)

    def _unwritten(self, rules: MeetingRules) -> Iterator[Reason]:
        rule = rules.minutes
        required, clause = rule.required, rule.basis("required")
        if not self.is_review:
            required = rules.committee.minutes_required
            clause = rules.committee.basis("minutes_required")
        if required and self.minutes is None:
            yield NO_MINUTES(clause=clause, meeting=self.ask.meeting)
        elif required and len(self.signers) < (rule.signatures or 0):
            yield FEW_SIGNATURES(
                clause=rule.basis("signatures"),
                signed=len(self.signers),
                required=rule.signatures,
            )

    def _warn_of_comments(self, rules: MeetingRules) -> None:
        # Comments may still follow; what refuses for want of them is the confirmation of grades.
        missing = sorted(self.debriefed.keys() - self.commented)
        if missing and rules.comments.required:
            clause, told = rules.comments.basis("required"), "、".join(missing)
            names = "、".join(map(self.name_of, missing))
            self.warn(
                UNCOMMENTED(clause=clause, count=len(missing), organisations=told, names=names)
            )
