"""What can happen to instructors: they are sent and recalled (S3-20, S3-25)."""

from datetime import date

from taizhang import Event
from taizhang.core import OrganisationId, PersonId
from taizhang_plugins.coverage.names import REGISTER


class InstructorSent(
    Event,
    name="coverage.instructor_sent",
    title="选派党建工作指导员",
    tags=(REGISTER,),
    corrects=("document",),
    final="召回后重新选派",
):
    """A person of a sending unit instructs these units (S3-20, S3-25). `until` None: no end."""

    instructor: PersonId
    sender: OrganisationId
    organisations: list[OrganisationId]
    since: date
    until: date | None
    document: str


class InstructorRecalled(
    Event,
    name="coverage.instructor_recalled",
    title="召回党建工作指导员",
    tags=(REGISTER,),
    corrects=("reason",),
    final="重新选派",
):
    """An instructor's work ended; `until` is the last day of it."""

    instructor: PersonId
    organisations: list[OrganisationId]
    until: date
    reason: str
