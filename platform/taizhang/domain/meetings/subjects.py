"""What is asked about one unit within a meeting: is it assessed, and how far has it got?"""

from collections.abc import Sequence
from typing import TypeVar

from taizhang.commands.slice import Selector, event
from taizhang.domain.assessments import Assessments, assessments_of
from taizhang.domain.ballots.events import BoxOpened
from taizhang.domain.ballots.questions import Question
from taizhang.domain.meetings.agenda import keep_order
from taizhang.domain.meetings.events import CommentGiven, DebriefHeld
from taizhang.domain.meetings.rules import Step
from taizhang.domain.meetings.sitting import InMeeting, MeetingCommand
from taizhang.domain.names import MEETING, ORGANISATION, OrganisationId


class SubjectCommand(MeetingCommand):
    """Asks something about one unit within a meeting."""

    organisation: OrganisationId


About = TypeVar("About", bound=SubjectCommand)


class OnSubject(InMeeting[About], Assessments[About]):
    """Knows a unit by name, whether it is assessed, and which steps of the agenda it took here."""

    def __init__(self, ask: About) -> None:
        super().__init__(ask)
        self.steps: set[Step] = set()
        self.debriefer: str | None = None

    def consistency_boundary(self) -> list[Selector]:
        unit, meeting = ORGANISATION(self.ask.organisation), MEETING(self.ask.meeting)
        return [
            *super().consistency_boundary(),
            *assessments_of(self.ask.organisation),
            Selector([DebriefHeld, CommentGiven], [meeting, unit]),
            Selector([BoxOpened], [meeting]),
        ]

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
        self.require_listed(unit, self.cycle)

    @property
    def name(self) -> str:
        """What the unit is called on the day."""
        return self.name_of(self.ask.organisation)

    def take_step(self, step: Step) -> None:
        """Warn or raise Refused where it is not this step's turn."""
        keep_order(self, self.provisions.agenda, step, [(self.ask.organisation, self.steps)])
