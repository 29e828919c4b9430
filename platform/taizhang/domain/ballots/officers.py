"""Officers: who watches the box (监票人), who counts (计票人), who writes for others (代写人)."""

from taizhang.commands.slice import Selector, Slice, decides, event
from taizhang.domain.ballots import refusals
from taizhang.domain.ballots.commands import NameOfficer
from taizhang.domain.ballots.events import BoxClosed, OfficerNamed
from taizhang.domain.meetings.events import AttendeeCheckedIn
from taizhang.domain.names import BOX, MEETING
from taizhang.domain.refusals import wrong_state
from taizhang.tenancy.roles import Role

TITLES = {"scrutineer": "监票人", "counter": "计票人", "writer": "代写人"}


@decides(NameOfficer, by=(Role.CLERK, Role.TELLER))
class NamingOfficer(Slice[NameOfficer]):
    """Somebody who has come, with one duty: who counts is watched by another."""

    closed = False

    def __init__(self, ask: NameOfficer) -> None:
        super().__init__(ask)
        self.came: set[str] = set()
        self.duties: dict[str, str] = {}

    def consistency_boundary(self) -> list[Selector]:
        return [
            Selector([OfficerNamed, BoxClosed], [BOX(self.ask.box)]),
            Selector([AttendeeCheckedIn], [MEETING(self.ask.meeting)]),
        ]

    @event(OfficerNamed)
    def _(self, attendee: str, duty: str) -> None:
        self.duties[attendee] = duty

    @event(BoxClosed)
    def _(self) -> None:
        self.closed = True

    @event(AttendeeCheckedIn)
    def _(self, attendee: str) -> None:
        self.came.add(attendee)

    def execute(self) -> None:
        ask, held = self.ask, self.duties.get(self.ask.attendee)
        closed = wrong_state("票箱", ask.box, "已封箱", "未封箱")
        self.refuse_unless(not self.closed, closed)
        absent = refusals.NOT_PRESENT(attendee=ask.attendee)
        self.refuse_unless(ask.attendee in self.came, absent)
        other = refusals.TWO_DUTIES(attendee=ask.attendee, duty=TITLES.get(held or ""))
        self.refuse_unless(held in (None, ask.duty), other)
        if held is None:
            self.record(
                OfficerNamed(box=ask.box, meeting=ask.meeting, attendee=ask.attendee, duty=ask.duty)
            )
