"""Written opinions and suggestions, of nobody in particular (S0-11)."""

from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.cycles.events import SubjectEnrolled
from taizhang.domain.meetings.floor_events import (
    OPINION,
    OpinionKind,
    OpinionSubmitted,
)
from taizhang.domain.meetings.sitting import InMeeting, MeetingCommand
from taizhang.domain.names import MEETING, ORGANISATION, OrganisationId, Text
from taizhang.domain.refusals import TAKEN, unknown
from taizhang.tenancy.roles import Role

ItemId = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[^\s:/\x00]+$")]


class SubmitOpinion(MeetingCommand, name="meetings.submit_opinion", title="提出意见建议"):
    """Record a written opinion or suggestion, about one unit or about none in particular."""

    opinion: ItemId
    kind: OpinionKind
    text: Text
    organisation: OrganisationId | None = None


@decides(SubmitOpinion, by=(Role.CLERK, Role.TELLER))
class Opining(InMeeting[SubmitOpinion]):
    """Forms may be typed when the meeting is over; they say nothing of who wrote them."""

    def __init__(self, ask: SubmitOpinion) -> None:
        super().__init__(ask)
        self.enrolled_in: set[str] = set()
        self.known = False

    def consistency_boundary(self) -> list[Selector]:
        ask = self.ask
        own = Selector([OpinionSubmitted], [MEETING(ask.meeting), OPINION(ask.opinion)])
        unit = ask.organisation
        enrolled = [Selector([SubjectEnrolled], [ORGANISATION(unit)])] if unit else []
        return [*super().consistency_boundary(), own, *enrolled]

    @event(OpinionSubmitted)
    def _known(self) -> None:
        self.known = True

    @event(SubjectEnrolled)
    def _enrolled(self, cycle: str) -> None:
        self.enrolled_in.add(cycle)

    def execute(self) -> None:
        ask = self.ask
        self.require_called()
        if ask.organisation is not None:
            stranger = unknown(f"考核对象({self.cycle})", ask.organisation)
            self.refuse_unless(self.cycle in self.enrolled_in, stranger)
        self.refuse_unless(not self.known, TAKEN(kind="意见建议", id=ask.opinion))
        self.record(
            OpinionSubmitted(
                meeting=ask.meeting,
                cycle=self.cycle,
                opinion=ask.opinion,
                organisation=ask.organisation,
                kind=ask.kind,
                text=ask.text,
            )
        )
