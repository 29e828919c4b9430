"""What is asked about one unit within a meeting: is it assessed, and how far has it got?"""

from collections.abc import Sequence
from typing import TypeVar

from taizhang.commands.slice import Selector, event
from taizhang.domain.ballots.events import BoxOpened
from taizhang.domain.ballots.questions import Question
from taizhang.domain.cycles.events import SubjectEnrolled, SubjectSucceeded, SubjectWithdrawn
from taizhang.domain.meetings.agenda import keep_order
from taizhang.domain.meetings.events import CommentGiven, DebriefHeld
from taizhang.domain.meetings.rules import MeetingRules, Step
from taizhang.domain.meetings.sitting import InMeeting, MeetingCommand
from taizhang.domain.names import MEETING, ORGANISATION, OrganisationId
from taizhang.domain.refusals import unknown


class SubjectCommand(MeetingCommand):
    """Asks something about one unit within a meeting."""

    organisation: OrganisationId


About = TypeVar("About", bound=SubjectCommand)


class OnSubject(InMeeting[About]):
    """Knows whether a unit is assessed, and which steps of the agenda it has taken here."""

    def __init__(self, ask: About) -> None:
        super().__init__(ask)
        self.enrolled_in: set[str] = set()
        self.steps: set[Step] = set()
        self.debriefer: str | None = None

    def consistency_boundary(self) -> list[Selector]:
        unit, meeting = ORGANISATION(self.ask.organisation), MEETING(self.ask.meeting)
        return [
            *super().consistency_boundary(),
            Selector([SubjectEnrolled, SubjectWithdrawn, SubjectSucceeded], [unit]),
            Selector([DebriefHeld, CommentGiven], [meeting, unit]),
            Selector([BoxOpened], [meeting]),
        ]

    @event(SubjectEnrolled)
    def _enrolled(self, cycle: str) -> None:
        self.enrolled_in.add(cycle)

    @event(SubjectWithdrawn)
    def _off_the_list(self, cycle: str) -> None:
        self.enrolled_in.discard(cycle)

    @event(SubjectSucceeded)
    def _succeeded(self, organisation: str, cycle: str) -> None:
        if organisation == self.ask.organisation:
            self.enrolled_in.discard(cycle)

    @event(DebriefHeld)
    def _heard(self, debriefer: str | None) -> None:
        self.steps.add("debrief")
        self.debriefer = debriefer

    @event(CommentGiven)
    def _commented(self) -> None:
        self.steps.add("comment")

    @event(BoxOpened)
    def _voted(self, questions: Sequence[Question]) -> None:
        if any(question.subject == self.ask.organisation for question in questions):
            self.steps.add("ballot")

    def require_subject(self, unit: str) -> None:
        """Raise Refused unless the meeting sits and the unit is assessed in its cycle."""
        self.require_sitting()
        enrolled = self.cycle in self.enrolled_in
        self.refuse_unless(enrolled, unknown(f"考核对象({self.cycle})", unit))

    def take_step(self, step: Step) -> None:
        """Warn or raise Refused where it is not this step's turn."""
        agenda = self.context.rules.of(MeetingRules).agenda
        keep_order(self, agenda, step, [(self.ask.organisation, self.steps)])
