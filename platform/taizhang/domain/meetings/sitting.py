"""What every decision within a meeting starts from: was it called, and does it sit today?"""

from datetime import date
from typing import TypeVar

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, Slice, event
from taizhang.domain.meetings.events import (
    MeetingCalled,
    MeetingCancelled,
    MeetingConcluded,
    MeetingPostponed,
)
from taizhang.domain.meetings.kinds import COMMITTEE, provisions_of
from taizhang.domain.meetings.rules import MeetingRules
from taizhang.domain.names import MEETING, MeetingId
from taizhang.domain.refusals import unknown, wrong_state
from taizhang.errors import Refusal
from taizhang.events.event import Event

NOT_YET = Refusal(
    "meetings.postponed",
    zh="会议“{meeting}”已改期至{to},{on} 不能办理",
    en="the meeting {meeting!r} was put off to {to}; nothing happens in it on {on}",
    status=409,
)

LIFE: tuple[type[Event], ...] = (
    MeetingCalled,
    MeetingPostponed,
    MeetingCancelled,
    MeetingConcluded,
)
_SITTING, _CANCELLED, _CONCLUDED = "已召集", "已取消", "已结束"

C = TypeVar("C", bound=Command)


class Sitting(Slice[C]):
    """Knows the life of the one meeting that its boundary selects."""

    cycle = ""
    kind = ""
    stage = ""
    open_day: date | None = None
    day_set = True

    @event(MeetingCalled)
    def _called(self, cycle: str, kind: str) -> None:
        self.cycle, self.kind, self.stage = cycle, kind, _SITTING

    @event(MeetingPostponed)
    def _put_off(self, to: date | None) -> None:
        self.open_day, self.day_set = to, to is not None

    @event(MeetingCancelled)
    def _cancelled(self) -> None:
        self.stage = _CANCELLED

    @event(MeetingConcluded)
    def _concluded(self) -> None:
        self.stage = _CONCLUDED

    @property
    def is_review(self) -> bool:
        """Whether it is a review meeting, of whatever kind, and not one of the committee."""
        return self.kind != COMMITTEE

    @property
    def provisions(self) -> MeetingRules:
        """What the tenant's document says of this kind of review meeting. Raises Refused."""
        return provisions_of(self.context.rules.of(MeetingRules), self.kind)

    def refuse_outside(self, meeting: str, *stages: str) -> None:
        """Raise Refused unless the meeting was called and stands in one of these stages."""
        self.refuse_unless(bool(self.cycle), unknown("会议", meeting))
        other = wrong_state("会议", meeting, self.stage, _SITTING)
        self.refuse_unless(self.stage in (stages or (_SITTING,)), other)

    def refuse_cancelled(self, meeting: str) -> None:
        """Raise Refused unless the meeting was called and not cancelled."""
        self.refuse_outside(meeting, _SITTING, _CONCLUDED)

    def refuse_before(self, meeting: str) -> None:
        """Raise Refused on a day before the one that the meeting was put off to."""
        day, on = self.open_day, self.context.on
        to = day.isoformat() if day else "另行通知的日期"
        not_yet = NOT_YET(meeting=meeting, to=to, on=on.isoformat())
        self.refuse_unless(self.day_set and (day is None or day <= on), not_yet)


class MeetingCommand(Command):
    """Asks something within a meeting that was called."""

    meeting: MeetingId


Ask = TypeVar("Ask", bound=MeetingCommand)


class InMeeting(Sitting[Ask]):
    """A decision within a meeting that was called."""

    def consistency_boundary(self) -> list[Selector]:
        return [Selector(LIFE, [MEETING(self.ask.meeting)])]

    def require_called(self) -> None:
        """Raise Refused unless the meeting was called and not cancelled."""
        self.refuse_cancelled(self.ask.meeting)

    def require_unconcluded(self) -> None:
        """Raise Refused unless the meeting may still take place, or is taking place."""
        self.refuse_outside(self.ask.meeting)

    def require_sitting(self) -> None:
        """Raise Refused unless something may happen in the meeting on this business date."""
        self.require_unconcluded()
        self.refuse_before(self.ask.meeting)
