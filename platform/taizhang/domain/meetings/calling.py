"""Calling a meeting."""

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, Slice, decides, event
from taizhang.domain.cycles.events import CycleOpened
from taizhang.domain.meetings.events import MeetingCalled, MeetingKind
from taizhang.domain.names import CYCLE, MEETING, CycleId, MeetingId, Text
from taizhang.domain.refusals import TAKEN, unknown
from taizhang.tenancy.roles import Role


class CallMeeting(Command, name="meetings.call", title="召集会议"):
    """Call a review meeting, or a meeting of the committee, for a cycle."""

    meeting: MeetingId
    cycle: CycleId
    kind: MeetingKind
    place: Text


@decides(CallMeeting, by=Role.CLERK)
class Calling(Slice[CallMeeting]):
    """The cycle must be open; an identifier is given once."""

    cycle_known = False
    known = False

    def consistency_boundary(self) -> list[Selector]:
        return [
            Selector([CycleOpened], [CYCLE(self.ask.cycle)]),
            Selector([MeetingCalled], [MEETING(self.ask.meeting)]),
        ]

    @event(CycleOpened)
    def _(self) -> None:
        self.cycle_known = True

    @event(MeetingCalled)
    def _(self) -> None:
        self.known = True

    def execute(self) -> None:
        ask = self.ask
        self.refuse_unless(self.cycle_known, unknown("考核周期", ask.cycle))
        self.refuse_unless(not self.known, TAKEN(kind="会议", id=ask.meeting))
        self.record(
            MeetingCalled(meeting=ask.meeting, cycle=ask.cycle, kind=ask.kind, place=ask.place)
        )
