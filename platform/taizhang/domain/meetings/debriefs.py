"""Debriefs before the meeting, and the comment on each."""

from typing import TypeVar

from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.cycles.events import SubjectEnrolled
from taizhang.domain.meetings.calling import InMeeting, MeetingCommand
from taizhang.domain.meetings.events import CommentGiven, DebriefHeld
from taizhang.domain.meetings.rules import MeetingRules
from taizhang.domain.names import MEETING, ORGANISATION, OrganisationId
from taizhang.domain.refusals import unknown, wrong_state
from taizhang.errors import Refusal, Refused
from taizhang.tenancy.roles import Role

POINT_MISSING = Refusal(
    "meetings.comment_point_missing",
    zh="点评“{organisation}”缺少“{point}”;须逐一指出经验做法、突出问题和努力方向三点",
    en="the comment on {organisation} lacks {point}; all three points are needed",
    rule="S0-10",
)


class SubjectCommand(MeetingCommand):
    """Asks something about one unit within a meeting."""

    organisation: OrganisationId


class HoldDebrief(SubjectCommand, name="meetings.debrief", title="述职"):
    """Record that a unit's secretary has debriefed before the meeting."""


class GiveComment(SubjectCommand, name="meetings.comment", title="点评"):
    """Comment on one debrief: good practice, outstanding problems, next direction."""

    praised: str
    problems: str
    direction: str


About = TypeVar("About", bound=SubjectCommand)


class OnSubject(InMeeting[About]):
    """Knows which units are assessed in the cycle and which have debriefed here."""

    def __init__(self, ask: About) -> None:
        super().__init__(ask)
        self.enrolled_in: set[str] = set()
        self.debriefed: set[str] = set()

    def consistency_boundary(self) -> list[Selector]:
        unit = ORGANISATION(self.ask.organisation)
        return [
            *super().consistency_boundary(),
            Selector([SubjectEnrolled], [unit]),
            Selector([DebriefHeld], [MEETING(self.ask.meeting), unit]),
        ]

    @event(SubjectEnrolled)
    def _enrolled(self, cycle: str) -> None:
        self.enrolled_in.add(cycle)

    @event(DebriefHeld)
    def _heard(self, organisation: str) -> None:
        self.debriefed.add(organisation)

    def require_subject(self, unit: str) -> None:
        """Raise Refused unless the meeting was called and the unit is assessed in its cycle."""
        self.require_called()
        enrolled = self.cycle in self.enrolled_in
        self.refuse_unless(enrolled, unknown(f"考核对象({self.cycle})", unit))


@decides(HoldDebrief, by=Role.CLERK)
class Debriefing(OnSubject[HoldDebrief]):
    """A unit debriefs once a meeting."""

    def execute(self) -> None:
        ask = self.ask
        self.require_subject(ask.organisation)
        if ask.organisation not in self.debriefed:
            self.record(
                DebriefHeld(meeting=ask.meeting, cycle=self.cycle, organisation=ask.organisation)
            )


@decides(GiveComment, by=Role.COMMITTEE_SECRETARY)
class Commenting(OnSubject[GiveComment]):
    """Three points, none left out, on a debrief that was held (S0-10)."""

    def execute(self) -> None:
        ask = self.ask
        self.require_subject(ask.organisation)
        held = ask.organisation in self.debriefed
        self.refuse_unless(held, wrong_state("述职", ask.organisation, "未述职", "已述职"))
        clause = self.context.rules.of(MeetingRules).comments.clause
        points = {"经验做法": ask.praised, "突出问题": ask.problems, "努力方向": ask.direction}
        missing = [point for point, text in points.items() if not text.strip()]
        if missing:
            unit = ask.organisation
            raise Refused(
                *(POINT_MISSING(clause=clause, organisation=unit, point=p) for p in missing)
            )
        self.record(
            CommentGiven(
                meeting=ask.meeting,
                cycle=self.cycle,
                organisation=ask.organisation,
                praised=ask.praised,
                problems=ask.problems,
                direction=ask.direction,
            )
        )
