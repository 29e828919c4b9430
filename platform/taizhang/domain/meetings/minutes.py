"""The minutes of a meeting."""

from taizhang.commands.slice import decides
from taizhang.domain.meetings.calling import InMeeting, MeetingCommand
from taizhang.domain.meetings.events import MinutesRecorded
from taizhang.domain.names import Text
from taizhang.tenancy.roles import Role


class RecordMinutes(MeetingCommand, name="meetings.record_minutes", title="形成会议记录"):
    """Record the minutes of a meeting."""

    text: Text


@decides(RecordMinutes, by=Role.CLERK)
class MinuteTaking(InMeeting[RecordMinutes]):
    """Minutes belong to a meeting that was called (S2-17)."""

    def execute(self) -> None:
        self.require_called()
        self.record(MinutesRecorded(meeting=self.ask.meeting, cycle=self.cycle, text=self.ask.text))
