"""What can happen to evidence: opinions listened to, places visited, and the sum of both."""

from typing import Annotated, Literal

from msgspec import Meta

from taizhang.domain.names import (
    AttachmentHash,
    ConsultationId,
    CycleId,
    OrganisationId,
    VisitId,
)
from taizhang.events.event import Event

Purpose = Annotated[
    Literal["report", "assessment"],
    Meta(title="用途", description="before the unit writes its report, or for the assessment"),
]


class OpinionsGathered(
    Event,
    name="evidence.opinions_gathered",
    title="听取意见",
    corrects=("heard", "opinions"),
    annuls=True,
):
    """People were listened to about a unit, before its report (S0-05) or its assessment (S0-15).

    `heard`: how many of each category. `inputs`: what the opinions say something about.
    """

    consultation: ConsultationId
    cycle: CycleId
    organisation: OrganisationId
    purpose: Purpose
    way: str
    heard: dict[str, int]
    opinions: str
    inputs: list[str]
    attachment: AttachmentHash | None


class VisitLogged(
    Event,
    name="evidence.visit_logged",
    title="实地走访",
    corrects=("place", "saw", "matters", "heard", "people"),
    annuls=True,
):
    """Somebody went and saw: the place, the concrete matters, what the people there said (S1-05).

    `people`: how many were spoken to.
    """

    visit: VisitId
    cycle: CycleId
    organisation: OrganisationId
    place: str
    saw: str | None
    matters: str | None
    heard: str | None
    people: int
    inputs: list[str]


class EvidenceSummarised(Event, name="evidence.summarised", title="汇总考核依据", final="重新汇总"):
    """How much was heard and seen of a unit before it is assessed (S0-15).

    Counts only what was heard for the assessment; `inputs`: how often each was spoken to.
    """

    cycle: CycleId
    organisation: OrganisationId
    consultations: int
    people: int
    ways: list[str]
    visits: int
    inputs: dict[str, int]
