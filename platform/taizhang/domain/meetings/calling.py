"""Calling a meeting: one, where the tenant's document gathers all debriefs in it (S0-09)."""

from typing import Annotated

from msgspec import Meta

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, Slice, decides, event
from taizhang.domain.cycles.events import CycleOpened
from taizhang.domain.meetings.events import MeetingCalled, MeetingCancelled, MeetingKind
from taizhang.domain.meetings.kinds import COMMITTEE, check_kind, provisions_of
from taizhang.domain.meetings.rules import MeetingRules
from taizhang.domain.names import CYCLE, MEETING, CycleId, MeetingId, Text
from taizhang.domain.refusals import TAKEN, unknown
from taizhang.errors import Refusal
from taizhang.tenancy.roles import Role

NOT_GATHERED = Refusal(
    "meetings.not_gathered",
    zh="周期“{cycle}”的述职评议会“{meetings}”没有取消，规定集中召开一次会议",
    en="the debriefs of {cycle} are gathered in one meeting; {meetings} was not cancelled",
    rule="S0-09",
)


class CallMeeting(Command, name="meetings.call", title="召集会议"):
    """Call a review meeting of some kind, or a meeting of the committee, for a cycle."""

    meeting: MeetingId
    cycle: CycleId
    kind: MeetingKind
    place: Annotated[Text, Meta(title="会议地点")]


@decides(CallMeeting, by=Role.CLERK)
class Calling(Slice[CallMeeting]):
    """The cycle must be open and the kind known; an identifier is given once."""

    cycle_known = False
    known = False

    def __init__(self, ask: CallMeeting) -> None:
        super().__init__(ask)
        self.of_kind: dict[str, None] = {}
        """The meetings of the same kind that were not cancelled."""

    def consistency_boundary(self) -> list[Selector]:
        return [
            Selector([CycleOpened], [CYCLE(self.ask.cycle)]),
            Selector([MeetingCalled], [MEETING(self.ask.meeting)]),
            Selector([MeetingCalled, MeetingCancelled], [CYCLE(self.ask.cycle)]),
        ]

    @event(CycleOpened)
    def _(self) -> None:
        self.cycle_known = True

    @event(MeetingCalled)
    def _(self, meeting: str, kind: str) -> None:
        self.known = self.known or meeting == self.ask.meeting
        if kind == self.ask.kind:
            self.of_kind[meeting] = None

    @event(MeetingCancelled)
    def _(self, meeting: str) -> None:
        self.of_kind.pop(meeting, None)

    def execute(self) -> None:
        ask = self.ask
        self.refuse_unless(self.cycle_known, unknown("考核周期", ask.cycle))
        self.refuse_unless(not self.known, TAKEN(kind="会议", id=ask.meeting))
        check_kind(self.context.rules.find(MeetingRules), ask.kind)
        self._warn_of_another()
        self.record(
            MeetingCalled(meeting=ask.meeting, cycle=ask.cycle, kind=ask.kind, place=ask.place)
        )

    def _warn_of_another(self) -> None:
        # A meeting without its quorum may stand uncancelled while the next one is called.
        rules = self.context.rules.find(MeetingRules)
        if self.ask.kind == COMMITTEE or rules is None:
            return
        gathering, others = provisions_of(rules, self.ask.kind).gathering, "、".join(self.of_kind)
        if gathering.one_meeting and others:
            clause = gathering.basis("one_meeting")
            self.warn(NOT_GATHERED(clause=clause, cycle=self.ask.cycle, meetings=others))
