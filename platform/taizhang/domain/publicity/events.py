"""What can happen to a matter that is made public: disclosed, on notice, circulated.

A scope (在一定范围内) says who is meant to see it. It opens nothing: reading rows takes a grant.
"""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from taizhang.domain.names import (
    CycleId,
    ObjectionId,
    OrganisationId,
    PersonId,
)
from taizhang.events.event import Event
from taizhang.events.tags import Tag

PUBLICATION = Tag("publication")
SERIES = Tag("bulletin_series")
_Id = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[^\s:/\x00]+$")]
PublicationId = Annotated[_Id, PUBLICATION, Meta(title="公开事项")]
SeriesId = Annotated[_Id, SERIES, Meta(title="定期通报", description="The series of bulletins")]

Act = Literal["disclosure", "notice"]
Matter = Literal["report", "grades"]
Objector = Literal["unit", "person", "anonymous"]
ACTS: dict[Act, str] = {"disclosure": "公开", "notice": "公示"}
MATTERS: dict[Matter, str] = {"report": "述职报告", "grades": "考核等次名单"}


class PublicityStarted(
    Event, name="publicity.started", title="开始公开或公示", final="撤回后重新公开或公示"
):
    """A matter is shown within a scope: word for word `text`, whose UTF-8 has this SHA-256.

    `until` is the last day, None while no end is set; `calendar` reckoned its working days.
    """

    publication: PublicationId
    act: Act
    matter: Matter
    cycle: CycleId
    organisation: OrganisationId | None
    version: int | None
    scope: str
    text: str
    sha256: str
    until: date | None
    calendar: str | None


class PublicityEnded(Event, name="publicity.ended", title="公开或公示结束", final="重新公开或公示"):
    """It is shown no longer; so many objections had not been answered."""

    publication: PublicationId
    cycle: CycleId
    organisation: OrganisationId | None
    unanswered: int


class PublicityWithdrawn(
    Event, name="publicity.withdrawn", title="撤回公开或公示", final="重新公开或公示"
):
    """It was taken back before its end, or after, and counts as not shown."""

    publication: PublicationId
    cycle: CycleId
    organisation: OrganisationId | None
    reason: str


class NoticeObjected(
    Event,
    name="publicity.objection_received",
    title="受理公示异议",
    corrects=("text",),
    annuls=True,
):
    """Somebody objected to what is on notice: a unit, a person or nobody named."""

    objection: ObjectionId
    publication: PublicationId
    cycle: CycleId
    organisation: OrganisationId | None
    by: Objector
    unit: OrganisationId | None
    person: PersonId | None
    text: str


class NoticeObjectionAnswered(
    Event,
    name="publicity.objection_answered",
    title="答复公示异议",
    corrects=("answer", "consequence"),
    annuls=True,
):
    """An objection was looked into and answered; what an upheld one leads to."""

    objection: ObjectionId
    publication: PublicationId
    cycle: CycleId
    organisation: OrganisationId | None
    upheld: bool
    answer: str
    consequence: str | None
