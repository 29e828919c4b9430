"""What is shown of debriefs: who gave each, and what was said of it."""

from typing import Annotated

from msgspec import Meta

from taizhang.domain.meetings.events import (
    CommentGiven,
    DebriefHeld,
)
from taizhang.domain.names import CycleId, MeetingId, OrganisationId, PersonId
from taizhang.projections.row import At, Row, folds


class Debrief(Row, key=("meeting", "organisation"), title="述职", rules=("S1-01",)):
    """Who debriefed for a unit, and how."""

    meeting: MeetingId
    organisation: OrganisationId
    cycle: CycleId
    debriefer: Annotated[PersonId | None, Meta(title="述职人")]
    stand_in_reason: Annotated[
        str | None,
        Meta(title="代为述职原因", description="Why another spoke in place of the holder"),
    ]
    mode: Annotated[str, Meta(title="述职方式", description="How the debrief was given")]


@folds(Debrief, DebriefHeld, ("meeting", "organisation"))
def _(row: Debrief | None, event: DebriefHeld, at: At) -> Debrief:
    return Debrief(
        meeting=event.meeting,
        organisation=event.organisation,
        cycle=event.cycle,
        debriefer=event.debriefer,
        stand_in_reason=event.stand_in_reason,
        mode=event.mode,
    )


class Comment(Row, key=("meeting", "organisation"), title="点评", rules=("S0-10",)):
    """What the committee's secretary said of one debrief."""

    meeting: MeetingId
    organisation: OrganisationId
    cycle: CycleId
    praised: Annotated[str, Meta(title="经验做法", description="Good practice")]
    problems: Annotated[str, Meta(title="突出问题", description="The outstanding problems")]
    direction: Annotated[str, Meta(title="努力方向", description="What to work on next")]


@folds(Comment, CommentGiven, ("meeting", "organisation"))
def _(row: Comment | None, event: CommentGiven, at: At) -> Comment:
    return Comment(
        meeting=event.meeting,
        organisation=event.organisation,
        cycle=event.cycle,
        praised=event.praised,
        problems=event.problems,
        direction=event.direction,
    )
