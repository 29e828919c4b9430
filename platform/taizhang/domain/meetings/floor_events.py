"""What is said from the floor: questions, their answers, opinions and suggestions."""

from typing import Annotated, Literal

from taizhang.domain.names import CycleId, MeetingId, OrganisationId, PersonId
from taizhang.events.event import Event
from taizhang.events.tags import Tag

OPINION = Tag("opinion")
OpinionKind = Literal["opinion", "suggestion"]


class QuestionAsked(
    Event,
    name="meetings.question_asked",
    title="现场提问",
    corrects=("text",),
    annuls=True,
):
    """An attendee of a category asked about one debrief (S0-12)."""

    meeting: MeetingId
    cycle: CycleId
    organisation: OrganisationId
    question: str
    category: str
    text: str


class QuestionAnswered(
    Event, name="meetings.question_answered", title="现场答复", corrects=("text",), annuls=True
):
    """Whoever debriefed answered a question from the floor."""

    meeting: MeetingId
    cycle: CycleId
    organisation: OrganisationId
    question: str
    answerer: PersonId | None
    text: str


class OpinionSubmitted(
    Event,
    name="meetings.opinion_submitted",
    title="提出意见建议",
    corrects=("kind", "text"),
    annuls=True,
):
    """A written opinion or suggestion, of one unit or of all. Who wrote it is not kept (S0-11)."""

    meeting: MeetingId
    cycle: CycleId
    opinion: Annotated[str, OPINION]
    organisation: OrganisationId | None
    kind: OpinionKind
    text: str
