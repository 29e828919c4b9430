"""The minutes of a meeting: their text, who took them and who signed (S2-17)."""

from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.meetings.events import MinutesRecorded, MinutesSigned
from taizhang.domain.meetings.sitting import Ask, InMeeting, MeetingCommand
from taizhang.domain.names import MEETING, Text
from taizhang.domain.refusals import unknown
from taizhang.errors import Refusal
from taizhang.tenancy.roles import Role

NO_MINUTES = Refusal(
    "meetings.minutes_missing",
    zh="会议“{meeting}”还没有会议记录，不能结束",
    en="{meeting} has no minutes yet",
    rule="S2-17",
)
FEW_SIGNATURES = Refusal(
    "meetings.minutes_unsigned",
    zh="会议记录已有 {signed} 人签字，须有 {required} 人",
    en="{signed} have signed the minutes; {required} must",
    rule="S2-17",
)


class RecordMinutes(MeetingCommand, name="meetings.record_minutes", title="形成会议记录"):
    """Record the minutes of a meeting. `taken_by` is an account; whoever asks, if not given."""

    text: Annotated[Text, Meta(title="会议记录")]
    taken_by: Annotated[Text | None, Meta(title="记录人")] = None


class SignMinutes(MeetingCommand, name="meetings.sign_minutes", title="会议记录签字"):
    """Sign the minutes as they stand."""


class WithMinutes(InMeeting[Ask]):
    """Knows whether there are minutes, and who has signed them as they stand."""

    def __init__(self, ask: Ask) -> None:
        super().__init__(ask)
        self.minutes: str | None = None
        self.signers: set[str] = set()

    def consistency_boundary(self) -> list[Selector]:
        minutes = Selector([MinutesRecorded, MinutesSigned], [MEETING(self.ask.meeting)])
        return [*super().consistency_boundary(), minutes]

    @event(MinutesRecorded)
    def _minuted(self, text: str) -> None:
        self.minutes = text
        self.signers.clear()

    @event(MinutesSigned)
    def _signed(self, signer: str) -> None:
        self.signers.add(signer)


@decides(RecordMinutes, by=Role.CLERK, version=2)
class MinuteTaking(InMeeting[RecordMinutes]):
    """Minutes belong to a meeting that was called (S2-17)."""

    def execute(self) -> None:
        self.require_called()
        ask = self.ask
        self.record(
            MinutesRecorded(
                meeting=ask.meeting,
                cycle=self.cycle,
                text=ask.text,
                taken_by=ask.taken_by or self.context.actor,
            )
        )


@decides(SignMinutes, by=(Role.COMMITTEE_SECRETARY, Role.CLERK, Role.TELLER))
class MinuteSigning(WithMinutes[SignMinutes]):
    """A signature stands under a text; signing twice changes nothing."""

    def execute(self) -> None:
        self.require_called()
        meeting, signer = self.ask.meeting, self.context.actor
        self.refuse_unless(self.minutes is not None, unknown("会议记录", meeting))
        if signer not in self.signers:
            self.record(MinutesSigned(meeting=meeting, cycle=self.cycle, signer=signer))
