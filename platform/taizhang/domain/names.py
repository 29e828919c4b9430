"""What the core's events are about: each kind of identifier, and the tag that it makes."""

from typing import Annotated

from msgspec import Meta

from taizhang.events.tags import Tag

_Id = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[^\s:/\x00]+$")]

ORGANISATION = Tag("organisation")
PERSON = Tag("person")
CYCLE = Tag("cycle")
REPORT = Tag("report")
MEETING = Tag("meeting")
BOX = Tag("box")
SLIP = Tag("slip")
TICKET = Tag("ticket")
CASE = Tag("case")
SANCTION = Tag("sanction")
ATTACHMENT = Tag("attachment")
OBJECTION = Tag("objection")
CONSULTATION = Tag("consultation")
VISIT = Tag("visit")
OVERHAUL = Tag("overhaul")
INSPECTION = Tag("inspection")
FINDING = Tag("finding")
COMMENDATION = Tag("commendation")
INSTITUTION = Tag("institution")
ROSTER = "roster"
"""The tag of everything that adds to or removes from the register of organisations."""


class _Subject(Tag, frozen=True):
    """Tags whoever is assessed: a unit, or a person (`person:` and the identifier)."""

    def __call__(self, value: str) -> str:
        return value if is_person(value) else ORGANISATION(value)


def is_person(subject: str) -> bool:
    """Whether a subject of assessment is a person; else it is a unit."""
    return subject.startswith(PERSON(""))


def subject_of(person: str) -> str:
    """A person as a subject of assessment."""
    return PERSON(person)


def person_of(subject: str) -> str | None:
    """The person that a subject of assessment is; None for a unit."""
    return subject.removeprefix(PERSON("")) if is_person(subject) else None


SUBJECT = _Subject("subject")

OrganisationId = Annotated[
    _Id, ORGANISATION, Meta(title="单位", description="The unit, by its identifier")
]
PersonId = Annotated[_Id, PERSON, Meta(title="人员", description="The person, by their identifier")]
SubjectId = Annotated[
    str,
    SUBJECT,
    Meta(
        min_length=1,
        max_length=71,
        pattern=r"^(person:)?[^\s:/\x00]+$",
        title="考核对象",
        description="a unit's identifier, or `person:` and a person's",
    ),
]
"""Units and persons are assessed alike; what is said of one stands in its own history."""
CycleId = Annotated[
    _Id, CYCLE, Meta(title="考核周期", description="The yearly assessment, by its identifier")
]
ReportId = Annotated[
    _Id, REPORT, Meta(title="述职报告", description="The debrief report, by its identifier")
]
MeetingId = Annotated[
    _Id, MEETING, Meta(title="会议", description="The meeting, by its identifier")
]
BoxId = Annotated[_Id, BOX, Meta(title="票箱", description="The ballot box, by its identifier")]
TicketId = Annotated[
    _Id, TICKET, Meta(title="问题台账", description="The ticket, by its identifier")
]
AttachmentHash = Annotated[
    str,
    ATTACHMENT,
    Meta(pattern="^[0-9a-f]{64}$", title="附件", description="SHA-256 of its bytes"),
]
CaseId = Annotated[
    _Id, CASE, Meta(title="问责案件", description="The accountability case, by its identifier")
]
SanctionId = Annotated[
    _Id, SANCTION, Meta(title="组织处理", description="The sanction, by its identifier")
]
ObjectionId = Annotated[
    _Id, OBJECTION, Meta(title="异议", description="The objection, by its identifier")
]
ConsultationId = Annotated[
    _Id, CONSULTATION, Meta(title="听取意见", description="The consultation, by its identifier")
]
VisitId = Annotated[
    _Id, VISIT, Meta(title="实地走访", description="The field visit, by its identifier")
]
OverhaulId = Annotated[
    _Id, OVERHAUL, Meta(title="软弱涣散整顿", description="The overhaul, by its identifier")
]
InspectionId = Annotated[
    _Id, INSPECTION, Meta(title="督查", description="The inspection, by its identifier")
]
FindingId = Annotated[
    _Id, FINDING, Meta(title="督查发现的问题", description="The finding, by its identifier")
]
CommendationId = Annotated[
    _Id, COMMENDATION, Meta(title="充分肯定", description="The commendation, by its identifier")
]
InstitutionId = Annotated[
    _Id, INSTITUTION, Meta(title="制度", description="The standing rule, by its identifier")
]
SlipHash = Annotated[
    str, SLIP, Meta(pattern="^[0-9a-f]{64}$", title="选票", description="SHA-256 of the code")
]
Text = Annotated[str, Meta(min_length=1, max_length=20_000)]
