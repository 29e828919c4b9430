"""Opening a box: slips ready, enough people present, the tenant's own scale on the ballot."""

from taizhang.commands.slice import Selector, Slice, decides, event
from taizhang.domain.ballots import refusals
from taizhang.domain.ballots.box_keys import public_key
from taizhang.domain.ballots.commands import OpenBox
from taizhang.domain.ballots.events import BoxOpened, SlipsSealed
from taizhang.domain.ballots.rules import BallotRules
from taizhang.domain.cycles.events import SubjectEnrolled
from taizhang.domain.meetings.events import AttendeeCheckedIn, AttendeeLeft, MeetingCalled
from taizhang.domain.meetings.rules import MeetingRules
from taizhang.domain.names import BOX, CYCLE, MEETING
from taizhang.domain.refusals import TAKEN, unknown
from taizhang.errors import Refused
from taizhang.measures.threshold import Threshold
from taizhang.tenancy.roles import Role


@decides(OpenBox, by=(Role.CLERK, Role.TELLER))
class BoxOpening(Slice[OpenBox]):
    """Without a quorum there is no vote (S0-08, S2-11)."""

    opened = False

    def __init__(self, ask: OpenBox) -> None:
        super().__init__(ask)
        self.cycle: str | None = None
        self.slips_for: str | None = None
        self.present: set[str] = set()
        self.subjects: set[str] = set()

    def consistency_boundary(self) -> list[Selector]:
        ask = self.ask
        return [
            Selector([SlipsSealed, BoxOpened], [BOX(ask.box)]),
            Selector([MeetingCalled, AttendeeCheckedIn, AttendeeLeft], [MEETING(ask.meeting)]),
            Selector([SubjectEnrolled], [CYCLE(ask.cycle)]),
        ]

    @event(SlipsSealed)
    def _(self, meeting: str) -> None:
        self.slips_for = meeting

    @event(BoxOpened)
    def _(self) -> None:
        self.opened = True

    @event(MeetingCalled)
    def _(self, cycle: str) -> None:
        self.cycle = cycle

    @event(AttendeeCheckedIn)
    def _(self, attendee: str) -> None:
        self.present.add(attendee)

    @event(AttendeeLeft)
    def _(self, attendee: str) -> None:
        self.present.discard(attendee)

    @event(SubjectEnrolled)
    def _(self, organisation: str) -> None:
        self.subjects.add(organisation)

    def execute(self) -> None:
        self.refuse_unless(not self.opened, TAKEN(kind="票箱", id=self.ask.box))
        self._check_meeting()
        self._check_quorum()
        self._check_questions()
        self._check_key()
        self.record(
            BoxOpened(
                box=self.ask.box,
                meeting=self.ask.meeting,
                cycle=self.ask.cycle,
                public_key=self.ask.public_key,
                questions=self.ask.questions,
                present=len(self.present),
            )
        )

    def _check_meeting(self) -> None:
        box, meeting, cycle = self.ask.box, self.ask.meeting, self.ask.cycle
        if self.cycle is None:
            raise Refused(unknown("会议", meeting))
        other_cycle = refusals.OTHER_CYCLE(meeting=meeting, held=self.cycle, asked=cycle)
        self.refuse_unless(self.cycle == cycle, other_cycle)
        self.refuse_unless(self.slips_for is not None, refusals.NO_SLIPS(box=box))
        other_meeting = refusals.OTHER_MEETING(box=box, held=self.slips_for, asked=meeting)
        self.refuse_unless(self.slips_for == meeting, other_meeting)

    def _check_quorum(self) -> None:
        attendance, present = self.context.rules.of(MeetingRules).attendance, len(self.present)
        minimum = attendance.minimum
        clause = attendance.basis("minimum")
        self.refuse_unless(
            minimum is None or Threshold.heads(minimum).reached(present),
            refusals.QUORUM(clause=clause, present=present, required=minimum),
        )

    def _check_questions(self) -> None:
        form = self.context.rules.of(BallotRules).form
        seen: set[str] = set()
        for question in self.ask.questions:
            subject, given = question.subject, question.choices
            self.refuse_unless(subject not in seen, refusals.SUBJECT_TWICE(subject=subject))
            seen.add(subject)
            stranger = unknown(f"周期“{self.ask.cycle}”的考核对象", subject)
            self.refuse_unless(subject in self.subjects, stranger)
            clause, words = form.basis("scale"), "、".join(form.scale)
            other = refusals.SCALE(
                clause=clause, subject=subject, given="、".join(given), scale=words
            )
            self.refuse_unless(given == form.scale, other)

    def _check_key(self) -> None:
        try:
            public_key(self.ask.public_key)
        except ValueError:
            raise Refused(refusals.BAD_KEY()) from None
