"""Written opinions and suggestions, of nobody in particular (S0-11)."""

from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.assessments import Assessments, assessments_of
from taizhang.domain.meetings.floor_events import (
    OPINION,
    OpinionKind,
    OpinionSubmitted,
)
from taizhang.domain.meetings.sitting import InMeeting, MeetingCommand
from taizhang.domain.names import MEETING, OrganisationId, Text
from taizhang.domain.refusals import TAKEN
from taizhang.tenancy.roles import Role

ItemId = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[^\s:/\x00]+$")]


class SubmitOpinion(MeetingCommand, name="meetings.submit_opinion", title="提出意见建议"):
    """Record a written opinion or suggestion, about one unit or about none in particular."""

    opinion: Annotated[ItemId, Meta(title="意见编号")]
    kind: Annotated[OpinionKind, Meta(title="意见类别")]
    text: Annotated[Text, Meta(title="意见内容")]
    organisation: OrganisationId | None = None


@decides(SubmitOpinion, by=(Role.CLERK, Role.TELLER), version=2)
class Opining(InMeeting[SubmitOpinion], Assessments[SubmitOpinion]):
    """Forms may be typed when the meeting is over; they say nothing of who wrote them."""

    known = False

    def consistency_boundary(self) -> list[Selector]:
        ask = self.ask
        own = Selector([OpinionSubmitted], [MEETING(ask.meeting), OPINION(ask.opinion)])
        about = assessments_of(ask.organisation) if ask.organisation else []
        return [*super().consistency_boundary(), own, *about]

    @event(OpinionSubmitted)
    def _submitted(self) -> None:
        self.known = True

    def execute(self) -> None:
        ask = self.ask
        self.require_called()
        if ask.organisation is not None:
            self.require_listed(ask.organisation, self.cycle)
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
