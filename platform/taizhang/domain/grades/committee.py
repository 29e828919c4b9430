"""The committee in a recorded meeting: who was there, who kept out of it, and the minutes."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from taizhang.commands.slice import Selector, event
from taizhang.domain.grades.events import MemberRecused
from taizhang.domain.grades.listing import ListCommand, Listing
from taizhang.domain.meetings.events import (
    AttendeeCheckedIn,
    AttendeeLeft,
    MeetingCalled,
    MeetingCancelled,
    MinutesRecorded,
)
from taizhang.domain.meetings.rules import Committee, MeetingRules
from taizhang.domain.names import MEETING, MeetingId
from taizhang.errors import Reason, Refusal
from taizhang.events.event import Event
from taizhang.measures.threshold import Threshold

NOT_THE_COMMITTEE = Refusal(
    "grades.not_the_committee",
    zh="会议“{meeting}”不是本周期的党委会议,不能审定等次",
    en="{meeting} is not a meeting of the committee for this cycle",
    rule="S2-15",
)
TOO_FEW = Refusal(
    "grades.committee_quorum",
    zh="党委会议到会 {present} 人,委员 {members} 人,须到会至少 {required} 人",
    en="{present} of {members} members are present; {required} are needed",
    rule="S2-15",
)
TOO_FEW_WITHOUT = Refusal(
    "grades.recusal_quorum",
    zh="审定“{name}”时 {recused} 人回避,参与决定的只有 {deciding} 人,须至少 {required} 人",
    en="{recused} are recused on {name}; {deciding} decide, {required} are needed",
    rule="S2-15",
)
NO_MINUTES = Refusal(
    "grades.minutes_missing",
    zh="会议“{meeting}”还没有会议记录",
    en="{meeting} has no minutes yet",
    rule="S2-17",
)


class MeetingListCommand(ListCommand):
    """Asks what a meeting of the committee decided about a list."""

    meeting: MeetingId


Ask = TypeVar("Ask", bound=MeetingListCommand)
OF_MEETING: tuple[type[Event], ...] = (
    MeetingCalled,
    AttendeeCheckedIn,
    AttendeeLeft,
    MemberRecused,
    MinutesRecorded,
)


class InCommittee(Listing[Ask]):
    """Knows the meeting that decides."""

    meeting: tuple[str, str] | None = None
    minutes = False

    def __init__(self, ask: Ask) -> None:
        super().__init__(ask)
        self.present: set[str] = set()
        self.recused: dict[str, set[str]] = {}
        """Who keeps out, by unit."""

    def consistency_boundary(self) -> list[Selector]:
        of_meeting = Selector(OF_MEETING, [MEETING(self.ask.meeting)])
        return [*super().consistency_boundary(), of_meeting]

    @event(MeetingCalled)
    def _called(self, cycle: str, kind: str) -> None:
        self.meeting = (cycle, kind)

    @event(MeetingCancelled)
    def _cancelled(self) -> None:
        self.meeting = None

    @event(AttendeeCheckedIn)
    def _arrived(self, attendee: str) -> None:
        self.present.add(attendee)

    @event(AttendeeLeft)
    def _departed(self, attendee: str) -> None:
        self.present.discard(attendee)

    @event(MemberRecused)
    def _kept_out(self, subject: str, member: str) -> None:
        self.recused.setdefault(subject, set()).add(member)

    @event(MinutesRecorded)
    def _minuted(self) -> None:
        self.minutes = True

    def require_meeting(self) -> None:
        """Raise Refused unless the meeting is one of the committee, for this cycle."""
        fitting = self.meeting == (self.ask.cycle, "committee")
        self.refuse_unless(fitting, NOT_THE_COMMITTEE(meeting=self.ask.meeting))

    def require_committee(self) -> None:
        """Raise Refused unless enough members met, and wrote down what they decided."""
        committee = self.context.rules.of(MeetingRules).committee
        self.require_meeting()
        self.refuse_unless(_enough(committee, len(self.present)), self._too_few(committee))
        clause = committee.basis("minutes_required")
        fine = self.minutes or not committee.minutes_required
        self.refuse_unless(fine, NO_MINUTES(clause=clause, meeting=self.ask.meeting))

    def too_few_without_recused(self, units: Iterable[str]) -> Iterator[Reason]:
        """Who is recused on a unit is not among those who decide on it."""
        committee = self.context.rules.of(MeetingRules).committee
        for unit in sorted(units):
            recused = self.present & self.recused.get(unit, set())
            deciding = len(self.present) - len(recused)
            if not _enough(committee, deciding):
                yield TOO_FEW_WITHOUT(
                    clause=committee.basis("present_min"),
                    subject=unit,
                    name=self.name_of(unit),
                    recused=len(recused),
                    deciding=deciding,
                    required=committee.present_min,
                )

    def _too_few(self, committee: Committee) -> Reason:
        return TOO_FEW(
            clause=committee.basis("present_min"),
            present=len(self.present),
            members=committee.members,
            required=committee.present_min,
        )


def _enough(committee: Committee, deciding: int) -> bool:
    return Threshold.heads(committee.present_min).reached(deciding)
