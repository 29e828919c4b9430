"""Drafting and confirming a grade list, and how it is decided."""

from collections.abc import Sequence
from typing import Annotated, TypeVar

from msgspec import Meta

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, Slice, decides, event
from taizhang.domain.cycles.events import SubjectEnrolled
from taizhang.domain.grades import checks
from taizhang.domain.grades.events import GradeAssigned, Graded, GradesConfirmed, GradesDrafted
from taizhang.domain.grades.rules import GradeRules
from taizhang.domain.meetings.events import (
    AttendeeCheckedIn,
    AttendeeLeft,
    CommentGiven,
    MeetingCalled,
    MinutesRecorded,
)
from taizhang.domain.meetings.rules import Committee, MeetingRules
from taizhang.domain.names import CYCLE, MEETING, CycleId, MeetingId
from taizhang.domain.refusals import unknown, wrong_state
from taizhang.errors import Reason, Refusal, Refused
from taizhang.events.event import Event
from taizhang.measures.threshold import Threshold
from taizhang.tenancy.roles import Role

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
NO_MINUTES = Refusal(
    "grades.minutes_missing",
    zh="会议“{meeting}”还没有会议记录",
    en="{meeting} has no minutes yet",
    rule="S2-17",
)
NOT_COMMENTED = Refusal(
    "grades.comments_missing",
    zh="尚有 {count} 个单位未被点评:{organisations};须逐一点评",
    en="{count} units have not been commented on: {organisations}",
    rule="S0-10",
)


class ListCommand(Command):
    """Asks something about the grade list of one cycle."""

    cycle: CycleId


class DraftGrades(ListCommand, name="grades.draft", title="拟定等次名单"):
    """Draft the list of a cycle. Over quota, or without a rationale, is a warning here."""

    lines: Annotated[list[Graded], Meta(min_length=1, max_length=5000)]


class ConfirmGrades(ListCommand, name="grades.confirm", title="审定等次名单"):
    """Confirm the last draft as a whole, as a recorded meeting of the committee decided it."""

    meeting: MeetingId


Ask = TypeVar("Ask", bound=ListCommand)
OF_LIST: tuple[type[Event], ...] = (SubjectEnrolled, GradesDrafted, GradesConfirmed)
OF_MEETING: tuple[type[Event], ...] = (
    MeetingCalled,
    AttendeeCheckedIn,
    AttendeeLeft,
    MinutesRecorded,
)


class Listing(Slice[Ask]):
    """Where the list of one cycle stands."""

    lines: Sequence[Graded] = ()
    confirmed = False

    def __init__(self, ask: Ask) -> None:
        super().__init__(ask)
        self.subjects: set[str] = set()

    def consistency_boundary(self) -> list[Selector]:
        return [Selector(OF_LIST, [CYCLE(self.ask.cycle)])]

    @event(SubjectEnrolled)
    def _enrolled(self, organisation: str) -> None:
        self.subjects.add(organisation)

    @event(GradesDrafted)
    def _drafted(self, lines: list[Graded]) -> None:
        self.lines = lines

    @event(GradesConfirmed)
    def _confirmed(self) -> None:
        self.confirmed = True

    def require_open(self) -> None:
        """Raise Refused unless the cycle is known and its list not yet confirmed."""
        cycle = self.ask.cycle
        self.refuse_unless(bool(self.subjects), unknown("考核周期", cycle))
        fine = not self.confirmed
        self.refuse_unless(fine, wrong_state("等次名单", cycle, "已审定", "未审定"))


@decides(DraftGrades, by=Role.CLERK)
class Drafting(Listing[DraftGrades]):
    """A draft names units and grades that exist; what will block it is told as warnings."""

    def execute(self) -> None:
        self.require_open()
        lines, rules = self.ask.lines, self.context.rules.of(GradeRules)
        if wrong := list(checks.malformed(lines, self.subjects, rules)):
            raise Refused(*wrong)
        for reason in [
            *checks.left_out(lines, self.subjects),
            *checks.over_quota(lines, len(self.subjects), rules),
            *checks.without_rationale(lines, rules),
        ]:
            self.warn(reason)
        self.record(GradesDrafted(cycle=self.ask.cycle, lines=lines))


@decides(ConfirmGrades, by=Role.COMMITTEE_SECRETARY)
class Confirmation(Listing[ConfirmGrades]):
    """The committee in a recorded meeting, the whole list, within quota, with its reasons."""

    meeting: tuple[str, str] | None = None
    minutes = False

    def __init__(self, ask: ConfirmGrades) -> None:
        super().__init__(ask)
        self.present: set[str] = set()
        self.commented: set[str] = set()

    def consistency_boundary(self) -> list[Selector]:
        return [
            *super().consistency_boundary(),
            Selector([CommentGiven], [CYCLE(self.ask.cycle)]),
            Selector(OF_MEETING, [MEETING(self.ask.meeting)]),
        ]

    @event(MeetingCalled)
    def _called(self, cycle: str, kind: str) -> None:
        self.meeting = (cycle, kind)

    @event(AttendeeCheckedIn)
    def _arrived(self, attendee: str) -> None:
        self.present.add(attendee)

    @event(AttendeeLeft)
    def _departed(self, attendee: str) -> None:
        self.present.discard(attendee)

    @event(MinutesRecorded)
    def _minuted(self) -> None:
        self.minutes = True

    @event(CommentGiven)
    def _commented(self, organisation: str) -> None:
        self.commented.add(organisation)

    def execute(self) -> None:
        self.require_open()
        rules, meetings = self.context.rules.of(GradeRules), self.context.rules.of(MeetingRules)
        self._require_committee(meetings.committee)
        wrong = [
            *self._uncommented(meetings),
            *checks.left_out(self.lines, self.subjects),
            *checks.malformed(self.lines, self.subjects, rules),
            *checks.over_quota(self.lines, len(self.subjects), rules),
            *checks.without_rationale(self.lines, rules),
        ]
        if wrong:
            raise Refused(*wrong)
        self._confirm()

    def _require_committee(self, committee: Committee) -> None:
        meeting, present = self.ask.meeting, len(self.present)
        fitting = self.meeting == (self.ask.cycle, "committee")
        self.refuse_unless(fitting, NOT_THE_COMMITTEE(meeting=meeting))
        self.refuse_unless(
            Threshold.heads(committee.present_min).reached(present),
            TOO_FEW(
                clause=committee.basis("present_min"),
                present=present,
                members=committee.members,
                required=committee.present_min,
            ),
        )
        clause = committee.basis("minutes_required")
        fine = self.minutes or not committee.minutes_required
        self.refuse_unless(fine, NO_MINUTES(clause=clause, meeting=meeting))

    def _uncommented(self, meetings: MeetingRules) -> list[Reason]:
        missing = sorted(self.subjects - self.commented)
        if not missing or not meetings.comments.required:
            return []
        clause = meetings.comments.basis("required")
        names = "、".join(missing)
        return [NOT_COMMENTED(clause=clause, count=len(missing), organisations=names)]

    def _confirm(self) -> None:
        cycle = self.ask.cycle
        held = checks.held(self.lines)
        for line in self.lines:
            self.record(
                GradeAssigned(
                    cycle=cycle,
                    organisation=line.organisation,
                    grade=line.grade,
                    rationale=line.rationale,
                )
            )
        self.record(GradesConfirmed(cycle=cycle, meeting=self.ask.meeting, held=held))
