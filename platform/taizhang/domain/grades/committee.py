"""The committee in a recorded meeting: who was there, who kept out of it, and the minutes."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from taizhang.commands.slice import Selector, event
from taizhang.domain.grades.asking import MeetingListCommand
from taizhang.domain.grades.committee_refusals import (
    NO_MINUTES,
    NOT_THE_COMMITTEE,
    TOO_FEW,
    TOO_FEW_WITHOUT,
)
from taizhang.domain.grades.confirmation_events import MemberRecused
from taizhang.domain.grades.listing import Listing
from taizhang.domain.meetings.events import (
    AttendeeCheckedIn,
    AttendeeLeft,
    MinutesRecorded,
    MinutesSigned,
)
from taizhang.domain.meetings.minutes import FEW_SIGNATURES
from taizhang.domain.meetings.rules import Committee, MeetingRules
from taizhang.domain.meetings.sitting import LIFE, Sitting
from taizhang.domain.names import MEETING
from taizhang.errors import Reason
from taizhang.events.event import Event
from taizhang.measures.threshold import Threshold

Ask = TypeVar("Ask", bound=MeetingListCommand)
OF_MEETING: tuple[type[Event], ...] = (
    *LIFE,
    AttendeeCheckedIn,
    AttendeeLeft,
    MemberRecused,
    MinutesRecorded,
    MinutesSigned,
)


class InCommittee(Listing[Ask], Sitting[Ask]):
    """Knows the meeting that decides."""

    minutes = False

    def __init__(self, ask: Ask) -> None:
        super().__init__(ask)
        self.present: set[str] = set()
        self.recused: dict[str, set[str]] = {}
        """Who keeps out, by subject."""
        self.signers: set[str] = set()

    def consistency_boundary(self) -> list[Selector]:
        of_meeting = Selector(OF_MEETING, [MEETING(self.ask.meeting)])
        return [*super().consistency_boundary(), of_meeting]

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
        self.signers.clear()

    @event(MinutesSigned)
    def _signed(self, signer: str) -> None:
        self.signers.add(signer)

    def require_meeting(self) -> None:
        """Raise Refused unless the committee met for this cycle, and has met by this day."""
        meeting = self.ask.meeting
        fitting = (self.cycle, self.kind) == (self.ask.cycle, "committee")
        clause = self.context.rules.of(MeetingRules).committee.clause
        self.refuse_unless(fitting, NOT_THE_COMMITTEE(clause=clause, meeting=meeting))
        self.refuse_cancelled(meeting)
        self.refuse_before(meeting)

    def require_committee(self) -> None:
        """Raise Refused unless enough members met, and wrote down what they decided."""
        rules = self.context.rules.of(MeetingRules)
        self.require_meeting()
        enough = _enough(rules.committee, len(self.present))
        self.refuse_unless(enough, self._too_few(rules.committee))
        self._require_minutes(rules)

    def _require_minutes(self, rules: MeetingRules) -> None:
        required, signatures = rules.committee.minutes_required, rules.minutes.signatures or 0
        clause = rules.committee.basis("minutes_required")
        none = NO_MINUTES(clause=clause, meeting=self.ask.meeting)
        self.refuse_unless(self.minutes or not required, none)
        few = FEW_SIGNATURES(
            clause=rules.minutes.basis("signatures"),
            signed=len(self.signers),
            required=signatures,
        )
        self.refuse_unless(not required or len(self.signers) >= signatures, few)

    def too_few_without_recused(self, subjects: Iterable[str]) -> Iterator[Reason]:
        """Who is recused on a subject is not among those who decide on it."""
        committee = self.context.rules.of(MeetingRules).committee
        for subject in sorted(subjects):
            recused = self.present & self.recused.get(subject, set())
            deciding = len(self.present) - len(recused)
            if not _enough(committee, deciding):
                yield TOO_FEW_WITHOUT(
                    clause=committee.basis("present_min"),
                    subject=subject,
                    name=self.name_of(subject),
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
